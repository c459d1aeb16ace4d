#!/usr/bin/env python3
"""Lets each allocation, read, write, fsync and mmap of a run fail once and looks at what comes of it.

usage: run.py PROGRAM KNOWLEDGE SHIM SAMPLES [--all]

Held to: no signal; a status that is documented; a message whenever the status is not 0; whole
lines, each of them one that the undisturbed run writes; the same lines when nothing was said
to be rejected; nothing left unfreed; and a database that is sound and that a second import
completes to the same records. Without --all long runs are sampled: the first calls one by one,
then steps. Last line: N passed, N failed.
"""

import argparse
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

KINDS = ["alloc", "read", "read-short", "write", "write-short", "sync", "map"]
ONE_BY_ONE = 40
SAMPLED = 60


class Runs:
    def __init__(self, arguments, folder):
        self.arguments = arguments
        self.folder = folder
        self.passed = 0
        self.faults = []

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
        result = subprocess.run(
            [self.arguments.program, *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=120,
        )
        told = report.read_text().split() if report.exists() else []
        result.calls, result.live = map(int, told) if len(told) == 2 else (0, None)
        return result

    def judge(self, what, faults):
        if faults:
            self.faults.append(f"{what}: {'; '.join(faults)}")
        else:
            self.passed += 1


def steps(count, is_all):
    if is_all or count <= ONE_BY_ONE + SAMPLED:
        return list(range(1, count + 1))
    step = max(1, (count - ONE_BY_ONE) // SAMPLED)
    return [*range(1, ONE_BY_ONE + 1), *range(ONE_BY_ONE + 1, count + 1, step)]


def status_faults(result, whole):
    faults = []
    if result.returncode not in (0, 1, 3, 4):
        faults.append(f"status {result.returncode}")
    if result.returncode and not result.stderr.strip():
        faults.append("no message")
    if result.live is not None and result.live > whole.live:
        faults.append(f"{result.live - whole.live} blocks not freed")
    return faults


def is_rejecting(result):
    return not re.search(rb"\b0 rejected", result.stderr)


def output_faults(result, whole, kind):
    known = set(whole.stdout.splitlines())
    lines = result.stdout.splitlines()
    if kind.startswith("write") and lines and not result.stdout.endswith(b"\n"):
        lines.pop()  # the disk took a part of the last line
    faults = []
    if any(line not in known for line in lines):
        faults.append("a line that the whole run does not write")
    if result.returncode == 0 and not is_rejecting(result) and result.stdout != whole.stdout:
        faults.append("status 0 and other output")
    return faults


def try_command(runs, command):
    """Rows 36, 37: no memory, no room, an error of the disk."""
    whole = runs.run(command)
    for kind in KINDS:
        count = runs.run(command, kind, 1 << 40).calls
        for at in steps(count, runs.arguments.all):
            result = runs.run(command, kind, at)
            faults = status_faults(result, whole) + output_faults(result, whole, kind)
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
        for at in steps(count, runs.arguments.all):
            remove(path)
            result = runs.run(command, kind, at)
            faults = status_faults(result, whole)
            faults += database_faults(runs, path, command, rows)
            runs.judge(f"import {kind} {at}", faults)


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
        try_import(runs, arguments.samples)
    print("\n".join(runs.faults[:60]))
    print(f"{runs.passed} passed, {len(runs.faults)} failed")
    return 1 if runs.faults else 0


if __name__ == "__main__":
    sys.exit(main())
