#!/usr/bin/env python3
"""The same records whatever surrounds a run: threads, pieces of the input, locale, spelling.

usage: determinism.py PROGRAM [KNOWLEDGE]

Numbers in names are rows of the list in docs/robustness.md. Locales are made with localedef in a
folder of the test; where that is missing the line says what was skipped. Last line: N passed,
N failed.
"""

import bisect
import contextlib
import gzip
import json
import os
import pathlib
import subprocess
import sys
import time

import variants
from databases import article
from readers import PAGE, feed, item, record
from run import Bench, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOCALES = ("tr_TR", "ar_EG", "de_DE")


def samples():
    """The documents of samples/, each with its headline as the first line of the text."""
    documents = []
    for line in (ROOT / "samples" / "feed.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        title = one.pop("title")
        documents.append(dict(one, text=f"{title}\n{one['text']}" if title else one["text"]))
    for path in sorted((ROOT / "samples").glob("*.txt")):
        documents.append({"id": path.name, "date": "2024-03-05", "text": path.read_text("utf-8")})
    return documents


# ---------------------------------------------------------------- threads


def check_threads(bench):
    source = bench.lines("threads.jsonl", *samples(), *[article(i) for i in range(150)])
    seen = {}
    for jobs in ("1", "2", "8"):
        database = bench.path(f"threads-{jobs}.db")
        arguments = ["import", source, "--db", database, "--jobs", jobs]
        bench.expect(f"import with {jobs} jobs", arguments, 0, "0 rejected")
        seen[jobs] = [
            bench.run("show", "--db", database, "--format", kind).stdout for kind in ("jsonl", "csv")
        ]
    bench.check("there are records", len(seen["1"][0].splitlines()) > 150, seen["1"][0][:200])
    for jobs in ("2", "8"):
        bench.check(f"same bytes from {jobs} threads as from one", seen[jobs] == seen["1"])


# ----------------------------------------------------------------- pieces


def in_pieces(bench, command, content, size, pause=0.0):
    """What the program makes of standard input that comes in pieces of `size` bytes."""
    process = subprocess.Popen(
        [bench.program, *command, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(os.environ, RASID_KNOWLEDGE=str(bench.knowledge)),
    )
    with contextlib.suppress(BrokenPipeError):  # a feed ends with </rss>, whatever follows
        for at in range(0, len(content), size):
            process.stdin.write(content[at : at + size])
            process.stdin.flush()
            time.sleep(pause)
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    made, said = process.stdout.read(), process.stderr.read()
    return process.wait(), made, said


def inputs():
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in samples()[:3]).encode()
    text = samples()[3]["text"]
    quoted = text.replace('"', '""')
    page = PAGE.encode()
    archive = record("a", page) + record("b", page.replace("اعتقلت".encode(), "قتلت".encode()))
    return {
        "JSON Lines": lines,
        "text": text.encode(),
        "text in windows-1256": PAGE.encode("windows-1256", "replace"),
        "table": f'id,text\na,"{quoted}"\n'.encode(),
        "page": page,
        "feed": feed(item("a"), item("b", text[:300])).encode(),
        "archive": archive,
        "packed archive": gzip.compress(archive[: len(archive) // 2]) + gzip.compress(archive[len(archive) // 2 :]),
    }


def check_pieces(bench):
    """1, 15, 16: letters, heads and members that are cut at the edge of a buffer."""
    for name, content in inputs().items():
        whole = in_pieces(bench, ["read"], content, len(content))
        bench.check(f"{name} is read", whole[0] == 0 and whole[1], whole)
        for size in (1, 7, 4093):
            same = in_pieces(bench, ["read"], content, size) == whole
            bench.check(f"{name} in pieces of {size}", same)
        some = content[:600]
        slow = in_pieces(bench, ["read"], some, 100, 0.02)
        bench.check(f"{name} from a slow writer", slow == in_pieces(bench, ["read"], some, 600))
        head = content[:40]  # too little of it tells no format
        slow = in_pieces(bench, ["read"], head, 1, 0.008)
        bench.check(f"{name} whose head comes slowly", slow == in_pieces(bench, ["read"], head, 40))
    lines = inputs()["JSON Lines"]
    whole = in_pieces(bench, ["code"], lines, len(lines))
    bench.check("records do not depend on pieces", in_pieces(bench, ["code"], lines, 3) == whole)


# ---------------------------------------------------------------- locales


def made_locales(bench):
    """Names of locales that are there, and the folder that holds those made here."""
    folder = bench.folder / "locales"
    folder.mkdir()
    names = ["C", "C.UTF-8"]
    for name in LOCALES:
        target = folder / f"{name}.UTF-8"
        try:
            done = subprocess.run(["localedef", "-i", name, "-f", "UTF-8", target], capture_output=True)
            made = target.exists()
            why = done.stderr.decode("utf-8", "replace").strip()[-80:]
        except FileNotFoundError:
            made, why = False, "no localedef"
        if made:
            names.append(f"{name}.UTF-8")
        else:
            print(f"skipped: locale {name} cannot be made here ({why})")
    return names, str(folder)


def check_locales(bench):
    """44: neither Turkish i, nor Arabic digits, nor a decimal comma."""
    names, folder = made_locales(bench)
    source = bench.lines("locales.jsonl", *samples())
    database = bench.path("locales.db")
    bench.expect("44 a database", ["code", source, "--db", database], 0)
    commands = (
        ["code", source],
        ["code", source, "--format", "csv"],
        ["code", source, "--format", "table"],
        ["analyze", source],
        ["show", "--db", database, "--min-score", "0.5"],
        ["export", "--db", database, "--as", "geojson"],
        ["db", "stats", "--db", database],
    )
    for command in commands:
        plain = bench.run(*command, environment={"LC_ALL": "C"})
        bench.check(f"44 {' '.join(command[:1])} works", plain.returncode == 0 and plain.stdout, plain)
        for name in names[1:]:
            settings = {"LC_ALL": name, "LANG": name, "LOCPATH": folder}
            settings["ASAN_OPTIONS"] = "detect_leaks=0"  # the C library keeps what LOCPATH names
            other = bench.run(*command, environment=settings)
            same = (other.stdout, other.stderr) == (plain.stdout, plain.stderr)
            bench.check(f"44 {' '.join(command[:1])} under {name}", same, other.stdout[:300])


# --------------------------------------------------------------- spelling


def records_of(bench, name, documents):
    """The records of each document."""
    done = bench.run("code", bench.lines(name, *documents))
    found = {one["id"]: [] for one in documents}
    for line in done.stdout.decode("utf-8").splitlines():
        one = json.loads(line)
        found[one["doc"]].append(one)
    return found


class Comparison:
    """Records of a text that was written otherwise, told in places of the text as it was."""

    def __init__(self, origins, records):
        self.origins = origins
        self.signs = sorted(set(origins))
        self.numbers = {one["id"]: number for number, one in enumerate(records)}

    def place(self, key, at, is_varied):
        """Places between signs: a ligature of two letters cannot be parted."""
        letter = at if key == "start" else at - 1
        sign = bisect.bisect_right(self.signs, self.origins[letter] if is_varied else letter)
        return sign - 1 if key == "start" else sign

    def plain(self, value, is_varied):
        """Ids hold places, so records are named by their number; texts are as they are written."""
        if isinstance(value, list):
            return [self.plain(one, is_varied) for one in value]
        if not isinstance(value, dict):
            return value
        made = {}
        for key, one in value.items():
            if key in ("id", "text") or (key == "name" and one == value.get("text")):
                continue
            if key in ("about", "part_of"):
                one = self.numbers.get(one)
            elif key in ("start", "end") and one is not None:
                one = self.place(key, one, is_varied)
            made[key] = self.plain(one, is_varied)
        return made


def check_spelling(bench):
    """5, 4, 6: the same Arabic, written in other signs."""
    documents = samples()
    wanted = records_of(bench, "plain.jsonl", documents)
    count = sum(map(len, wanted.values()))
    bench.check("5 there is something to be changed", count > 50, count)
    for number, (name, vary) in enumerate(variants.VARIANTS.items()):
        varied = {one["id"]: vary(one["text"]) for one in documents}
        changed = [text for text, one in zip(varied.values(), documents) if text[0] != one["text"]]
        bench.check(f"5 {name} changes texts", len(changed) > 1, len(changed))
        got = records_of(
            bench, f"variant-{number}.jsonl", [dict(one, text=varied[one["id"]][0]) for one in documents]
        )
        for one in documents:
            origins = varied[one["id"]][1]
            before, after = wanted[one["id"]], got[one["id"]]
            left = Comparison(origins, before).plain(before, False)
            right = Comparison(origins, after).plain(after, True)
            seen = [pair for pair in zip(left, right) if pair[0] != pair[1]][:1]
            bench.check(f"5 {name}: {one['id']}", left == right, seen)


CHECKS = (check_threads, check_pieces, check_locales, check_spelling)

if __name__ == "__main__":
    sys.exit(run(__doc__, CHECKS, Bench))
