#!/usr/bin/env python3
"""The parallel import on a build with ThreadSanitizer: no report, and every document is coded.

usage: threads.py PROGRAM [KNOWLEDGE]

Last line: N passed, N failed.
"""

import sys

from databases import article
from determinism import samples
from run import Bench, run


def check_import(bench):
    documents = [*samples(), *[article(i) for i in range(200)]]
    path = bench.lines("threads.jsonl", {"id": "bad", "text": 1}, *documents)
    options = {"TSAN_OPTIONS": "halt_on_error=0:exitcode=66"}
    for jobs in ("2", "4"):
        arguments = ["import", path, "--db", bench.path(f"{jobs}.db"), "--jobs", jobs]
        wanted = f"{len(documents)} new"
        done = bench.expect(f"{jobs} jobs", arguments, 0, wanted, "1 rejected", environment=options)
        bench.check(f"{jobs} jobs: no race", b"ThreadSanitizer" not in done.stderr, done.stderr)


if __name__ == "__main__":
    sys.exit(run(__doc__, (check_import,), Bench))
