#!/usr/bin/env python3
"""Start, memory and cores of `rasid code`, beside what they should be.

usage: figures.py [--program P] [--megabytes N] [--runs N] [--strict]

  start       wall time of one text of one word, the least of 40 runs: at most 15 ms
  knowledge   its processor time less that of `rasid --version`: at most 5 ms
  memory      the largest resident set for N megabytes (8), and for four times that: at most 150 MB
  cores       two processes on two cores, each coding N megabytes, against one: at least 1.9

Start and knowledge are those of a knowledge file that the system has in memory. Of N runs (5) the
best counts, by wall time, in which other work on the machine shows, and by processor time, in
which only what both share does: memory and caches. With --strict the exit status is 1 when a
figure is not met.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import run

ROOT = pathlib.Path(__file__).resolve().parent.parent


def spent(commands):
    """Wall time until all of the commands, begun together, have ended, and the processor time
    of the one that took most."""
    began = time.perf_counter()
    running = [
        subprocess.Popen(one, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for one in commands
    ]
    most = 0
    for one in running:
        _, status, usage = os.wait4(one.pid, 0)
        one.returncode = os.waitstatus_to_exitcode(status)
        if one.returncode:
            sys.exit(f"{one.args} ended with {one.returncode}")
        most = max(most, usage.ru_utime + usage.ru_stime)
    return time.perf_counter() - began, most


def least(commands, runs):
    """The least wall time and the least processor time of some runs."""
    return tuple(map(min, zip(*(spent(commands) for _ in range(runs)))))


def written(folder, name, documents):
    path = pathlib.Path(folder) / name
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in documents)
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)


def cores_of(program, path, runs):
    """How many times as fast two are, by wall time and by processor time."""
    code = [program, "code", path]
    one, two = least([code], runs), least([code, code], runs)
    return [2 * alone / together for alone, together in zip(one, two)]


def measure(program, megabytes, runs):
    documents = run.made_documents(megabytes)
    with tempfile.TemporaryDirectory() as folder:
        word = written(folder, "word.jsonl", [{"id": "a", "text": "سلام"}])
        once = written(folder, "once.jsonl", documents)
        often = written(folder, "often.jsonl", documents * 4)
        start = least([[program, "code", word]], 40)
        empty = least([[program, "--version"]], 40)
        less, more = (run.run_once(program, "code", path)[1] * 1.048576 for path in (once, often))
        yield "start", 1000 * start[0], "ms", start[0] <= 0.015
        opened = start[1] - empty[1]
        yield "knowledge", 1000 * opened, "ms", opened <= 0.005
        yield "memory", less, "MB", less <= 150
        yield "memory, four times the texts", more, "MB", more <= 150
        if len(os.sched_getaffinity(0)) > 1:
            wall, processor = cores_of(program, once, runs)
            yield "cores", wall, "times", wall >= 1.9
            yield "cores, by processor time", processor, "times", processor >= 1.9


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(ROOT / "build" / "rasid"))
    parser.add_argument("--megabytes", type=float, default=8)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    missed = 0
    for name, value, unit, is_met in measure(program, options.megabytes, options.runs):
        missed += not is_met
        print(f"{name:<32}{value:>9.2f} {unit}{'' if is_met else '   NOT MET'}")
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
