#!/usr/bin/env python3
"""Databases: import, search, upkeep, and what happens when they go wrong.

usage: store.py PROGRAM [KNOWLEDGE]

KNOWLEDGE is RASID_KNOWLEDGE, else rasid.knowledge beside the program. Last line: N passed,
N failed.
"""

import os
import pathlib
import sys
import tempfile

import databases
from run import Bench


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program = pathlib.Path(sys.argv[1]).resolve()
    beside = os.environ.get("RASID_KNOWLEDGE") or program.parent / "rasid.knowledge"
    knowledge = sys.argv[2] if len(sys.argv) == 3 else beside
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(program, pathlib.Path(knowledge).resolve(), pathlib.Path(folder))
        databases.check_all(bench)
    print(f"{bench.passed} passed, {bench.failed} failed")
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
