#!/usr/bin/env python3
"""Lets each allocation, read, write, fsync and mmap of a run fail once and looks at what comes of it.

usage: run.py PROGRAM KNOWLEDGE SHIM SAMPLES [--all]

Held to: no signal; a status that is documented; a message whenever the status is not 0; whole
lines, each of them one that the undisturbed run writes; the same lines when nothing was said
to be rejected; nothing left unfreed; and a database that is sound and that a second run of the
command, undisturbed, brings to the same records and the same output. Without --all long runs are
sampled: the first calls one by one, then steps. Last line: N passed, N failed.
"""

import argparse
import gzip
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

KINDS = ["alloc", "own", "read", "read-short", "write", "write-short", "sync", "map"]
# Of many calls: how many are tried one by one, how many of the rest.
SAMPLED = {"own": (300, 100), "": (40, 60)}
ASKED_KINDS = ["alloc", "own", "read", "write", "sync"]
ASKED_SAMPLED = {"own": (10, 60), "": (5, 10)}

# What is asked of a database of the samples; each command finds it as `import` left it.
ASKED = [
    ["show", "--format", "csv", "--status", "occurred,planned", "--limit", "9"],
    ["incidents", "--format", "jsonl"],
    ["agreements", "--format", "table"],
    *(["export", "--as", one] for one in ("csv-sheet", "geojson", "icews", "gdelt", "acled", "ucdp", "brat", "gold")),
    ["stats", "--format", "jsonl"],
    ["stats", "--format", "table"],
    ["db", "search", "الحكومة", '"وزير الخارجية"'],
    ["db", "stats"],
    ["db", "verify"],
    ["db", "vacuum"],
    ["db", "recode", "--min-score", "0.4", "--jobs", "2"],
]


class Runs:
    def __init__(self, arguments, folder):
        self.arguments = arguments
        self.folder = folder
        self.passed = 0
        self.faults = []
        self.bare = self.run(["--version"]).live  # what libraries keep of their own

    def run(self, command, kind=None, at=0):
        report = self.folder / "report"
        report.unlink(missing_ok=True)
        environment = dict(
            os.environ, RASID_KNOWLEDGE=self.arguments.knowledge, RASID_FAULT_REPORT=str(report)
        )
        environment["LD_PRELOAD"] = self.arguments.shim
        if kind:
            name, _, short = kind.partition("-")
            environment["RASID_FAULT"] = f"{name}:{at}" + (":short" if short else "")
        call = [self.arguments.program, *command]
        try:
            result = subprocess.run(
                call, stdin=subprocess.DEVNULL, capture_output=True, env=environment, timeout=60
            )
        except subprocess.TimeoutExpired:
            result = subprocess.CompletedProcess(call, "endless", b"", b"it does not end")
        told = report.read_text().split() if report.exists() else []
        result.calls, result.live = map(int, told) if len(told) == 2 else (0, None)
        return result

    def judge(self, what, faults):
        if faults:
            self.faults.append(f"{what}: {'; '.join(faults)}")
        else:
            self.passed += 1


def steps(runs, kind, count, sampled=SAMPLED):
    first, more = sampled.get(kind, sampled[""])
    if runs.arguments.all or count <= first + more:
        return list(range(1, count + 1))
    step = max(1, (count - first) // more)
    return [*range(1, first + 1), *range(first + 1, count + 1, step)]


def status_faults(runs, result, whole):
    faults = []
    if result.returncode not in (0, 1, 3, 4):
        faults.append(f"status {result.returncode}")
    if result.returncode and not result.stderr.strip():
        faults.append("no message")
    # What libraries keep of their own, and the buffer of stdio for what only this run prints.
    kept = max(whole.live, runs.bare) + bool(result.stdout and not whole.stdout)
    if result.live is not None and result.live > kept:
        faults.append(f"{result.live - kept} blocks not freed")
    return faults


def is_rejecting(result):
    """Only documents are rejected: who reads none has all of the output or fails."""
    told = re.search(rb"(\d+) rejected", result.stderr)
    return bool(told) and told.group(1) != b"0"


def output_faults(result, whole, kind):
    known = {line.rstrip(b",") for line in whole.stdout.splitlines()}  # the last of a list has no comma
    lines = result.stdout.splitlines()
    if kind.startswith("write") and lines and not result.stdout.endswith(b"\n"):
        lines.pop()  # the disk took a part of the last line
    faults = []
    # `db verify` prints faults where the whole run prints nothing.
    is_known = whole.stdout.startswith(result.stdout) or not whole.stdout
    if not is_known and any(line.rstrip(b",") not in known for line in lines):
        faults.append("a line that the whole run does not write")
    if result.returncode == 0 and not is_rejecting(result) and result.stdout != whole.stdout:
        faults.append("status 0 and other output")
    return faults


PROSE = "قال وزير الداخلية إن قوات الأمن اعتقلت ثلاثة مسلحين قرب الحدود وصادرت أسلحة وذخائر."
PAGE = f"""<html><head><title>خبر</title><meta name="description" content="x">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "خبر",
"publisher": {{"name": "صحيفة"}}, "datePublished": "2024-03-05"}}</script></head>
<body><h1>خبر</h1><time datetime="2024-03-05">أمس</time><p>{PROSE}</p><p>{PROSE} {PROSE}</p></body></html>"""
FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>و</title>
<item><title>خبر</title><guid>a</guid><link>http://a.example/1</link><description>{PROSE}</description>
<pubDate>Tue, 5 Mar 2024 01:00 GMT</pubDate></item>
<item><guid>b</guid><description>&lt;p&gt;{PROSE}&lt;/p&gt;</description></item></channel></rss>"""


def write_files(folder):
    """A file of each kind that is read."""
    folder.mkdir()
    page = PAGE.encode()
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    records = [
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/%d\r\n"
        b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (i, len(one), one)
        for i, one in enumerate((body, chunked))
    ]
    files = {
        "a.html": page,
        "b.html": PAGE.encode("windows-1256"),
        "c.xml": FEED.encode(),
        "d.csv": f"id,text,date\na,{PROSE},2024-03-05\nb,\"x\ny\",\n".encode(),
        "e.warc.gz": gzip.compress(records[0]) + gzip.compress(records[1]),
        "f.txt": PROSE.encode("utf-16"),
        "g/h.txt": PROSE.encode(),
        "g/i.jsonl.gz": gzip.compress(b'{"id": "i", "text": "x"}\n' * 3),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return str(folder)


def write_gazetteer(folder):
    """Tables as `places import` takes them, and the call."""
    rows = ""
    for number, kind, code in (("1", "A", "ADM1"), ("2", "P", "PPL")):
        row = [number, "X", "Idlib", "تل الورد,تل القمح", "35.4", "36.9", kind, code, "SY", "", "12"]
        rows += "\t".join(row + [""] * 3 + ["7000"] + [""] * 4) + "\n"
    (folder / "places.txt").write_text(rows, encoding="utf-8")
    (folder / "names.txt").write_text("1\t2\tar\tتل الورد\t1\n2\t2\tar\tتل القمح\n", encoding="utf-8")
    (folder / "out").symlink_to("/proc/self/fd/1")
    names = ["--alternate", str(folder / "names.txt")]
    return ["places", "import", str(folder / "places.txt"), "-o", str(folder / "out"), *names]


def try_command(runs, command):
    """Rows 36, 37: no memory, no room, an error of the disk."""
    whole = runs.run(command)
    for kind in KINDS:
        count = runs.run(command, kind, 1 << 40).calls
        for at in steps(runs, kind, count):
            result = runs.run(command, kind, at)
            faults = status_faults(runs, result, whole) + output_faults(result, whole, kind)
            runs.judge(f"{' '.join(command[:1])} {kind} {at}", faults)


def table(runs, path):
    with sqlite3.connect(path) as database:
        sound = database.execute("PRAGMA integrity_check").fetchone()[0]
    shown = runs.run(["show", "--db", str(path), "--format", "jsonl"])
    return sound, sorted(shown.stdout.splitlines())


def remove(path):
    for end in ("", "-wal", "-shm", "-journal"):
        pathlib.Path(str(path) + end).unlink(missing_ok=True)


def database_faults(runs, path, command, rows):
    if not path.exists():
        return []
    runs_again = runs.run(command)
    if runs_again.returncode:
        return [f"a second import ends with {runs_again.returncode}: {runs_again.stderr[:200]}"]
    sound, found = table(runs, path)
    faults = [] if sound == "ok" else [f"the database is not sound: {sound}"]
    return faults + ([] if found == rows else ["a second import leaves other records"])


def try_import(runs, samples):
    path = runs.folder / "events.db"
    command = ["import", samples, "--db", str(path)]
    whole = runs.run(command)
    rows = table(runs, path)[1]
    for kind in KINDS:
        remove(path)
        count = runs.run(command, kind, 1 << 40).calls
        for at in steps(runs, kind, count):
            remove(path)
            result = runs.run(command, kind, at)
            faults = status_faults(runs, result, whole)
            faults += database_faults(runs, path, command, rows)
            runs.judge(f"import {kind} {at}", faults)


def is_logged(path):
    return any(path.with_name(path.name + end).exists() for end in ("-wal", "-journal"))


def asked_again(runs, path, command, whole, rows):
    again = runs.run([*command, "--db", str(path)])
    is_same = again.returncode == whole.returncode and again.stdout == whole.stdout
    faults = [] if is_same else ["a second run writes otherwise"]
    return faults + ([] if table(runs, path) == ("ok", rows) else ["the database is not sound, or has other records"])


def try_asked(runs, samples):
    """What reads, links, exports and tidies a database; a run that failed did no harm."""
    whole_path, path = runs.folder / "whole.db", runs.folder / "asked.db"
    runs.run(["import", samples, "--db", str(whole_path)])

    def run(command, kind=None, at=0):
        remove(path)
        shutil.copy(whole_path, path)
        return runs.run([*command, "--db", str(path)], kind, at)

    for command in ASKED:
        whole = run(command)
        rows = table(runs, path)[1]
        runs.judge(" ".join(command), status_faults(runs, whole, whole))
        for kind in ASKED_KINDS:
            count = run(command, kind, 1 << 40).calls
            for at in steps(runs, kind, count, ASKED_SAMPLED):
                result = run(command, kind, at)
                faults = status_faults(runs, result, whole) + output_faults(result, whole, kind)
                if path.read_bytes() != whole_path.read_bytes() or is_logged(path):
                    faults += asked_again(runs, path, command, whole, rows)
                runs.judge(f"{' '.join(command)} {kind} {at}", faults)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("program", "knowledge", "shim", "samples"):
        parser.add_argument(name)
    parser.add_argument("--all", action="store_true", help="every call, however many")
    arguments = parser.parse_args()
    for name in ("program", "knowledge", "shim", "samples"):
        setattr(arguments, name, os.path.abspath(getattr(arguments, name)))
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(arguments, pathlib.Path(folder))
        for command in (["code"], ["analyze"], ["read"]):
            try_command(runs, [*command, arguments.samples])
        try_command(runs, ["read", write_files(runs.folder / "files")])
        try_command(runs, write_gazetteer(runs.folder))
        try_import(runs, arguments.samples)
        try_asked(runs, arguments.samples)
    print("\n".join(runs.faults[:60]))
    print(f"{runs.passed} passed, {len(runs.faults)} failed")
    return 1 if runs.faults else 0


if __name__ == "__main__":
    sys.exit(main())
