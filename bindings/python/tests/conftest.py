"""Tests of the installed package, beside the command line that it must agree with."""

import json
import os
import pathlib
import subprocess

import pytest

import rasid

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("RASID_PROGRAM", str(ROOT / "build" / "rasid"))
SAMPLES = ROOT / "samples"


def run(*arguments, text=None):
    """What the command line writes to standard output."""
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)], input=text, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def coder():
    return rasid.load()


@pytest.fixture(scope="session")
def documents():
    """The sample articles and variations of them: 130 documents."""
    made = []
    for path in sorted(SAMPLES.glob("*.txt")):
        title, _, text = path.read_text(encoding="utf-8").partition("\n")
        made.append({"id": path.name, "title": title, "text": text, "date": "2024-03-05"})
    for line in (SAMPLES / "feed.jsonl").read_text(encoding="utf-8").splitlines():
        made.append(json.loads(line))
    for number in range(130 - len(made)):
        one = made[number % len(made)]
        made.append({**one, "id": f"v-{number}", "date": f"2023-{number % 12 + 1:02}-15"})
    return made


@pytest.fixture(scope="session")
def jsonl(documents):
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents)


@pytest.fixture(scope="session")
def expected(jsonl):
    """The lines that the command line writes for `documents`."""
    lines = run("code", "-", "--format", "jsonl", text=jsonl)
    assert lines.count("\n") > 500
    return lines
