"""Every example of the documentation runs and says what it says there."""

import doctest
import subprocess
import sys

import pytest
from conftest import ROOT

import rasid

FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def check(path, folder, monkeypatch):
    monkeypatch.chdir(folder)
    failed, tried = doctest.testfile(
        str(path), module_relative=False, optionflags=FLAGS, encoding="utf-8", verbose=False
    )
    assert tried > 5 and not failed


def test_docs_python(monkeypatch, tmp_path):
    check(ROOT / "docs" / "python.md", tmp_path, monkeypatch)


def test_docs_study(monkeypatch, tmp_path):
    (tmp_path / "articles").symlink_to(ROOT / "docs" / "study" / "articles")
    check(ROOT / "docs" / "study" / "README.md", tmp_path, monkeypatch)
    image = (tmp_path / "dyad.png").read_bytes()
    assert image.startswith(b"\x89PNG") and len(image) > 5000


def test_docstrings():
    failed, tried = doctest.testmod(rasid, optionflags=FLAGS)
    assert tried and not failed


TYPED = """
import rasid
import polars
coder: rasid.Coder = rasid.load(extra=[])
for record in coder.code("نص", date="2024-03-05"):
    code: str | None = record.actor[0].code
    if record.place and record.date:
        lat: float | None = record.place.lat
        day: str | None = record.date.from_
batch = coder.code_batch(["نص"], threads=2)
first: rasid.Record = batch[0]
reject: str = batch.rejects[0].message
upos: str = coder.analyze("نص").tokens[0].segments[0].upos
"""


@pytest.mark.parametrize("source, faults", [(TYPED, 0), (TYPED + "wrong: int = batch[0].event\n", 1)])
def test_types(source, faults, tmp_path):
    """The stubs tell a type checker what there is."""
    path = tmp_path / "typed.py"
    path.write_text(source, encoding="utf-8")
    arguments = ["--strict", "--ignore-missing-imports", "--follow-imports=silent", "--no-incremental"]
    done = subprocess.run([sys.executable, "-m", "mypy", *arguments, str(path)], capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout.count("error:") == faults, done.stdout
