"""What a run of a program costs: processor time, or instructions by callgrind, which are the same
on a busy machine but leave out what memory costs."""

import re
import resource
import subprocess
import sys


def seconds(command, runs):
    """The least processor time of so many runs."""
    least = float("inf")
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=1200
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 1):
            sys.exit(f"{' '.join(command)} ended with {done.returncode}")
        least = min(
            least, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        )
    return least


def giga_instructions(command):
    """Instructions of one run, in thousands of millions."""
    counted = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    done = subprocess.run(counted, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if not found:
        sys.exit(f"{' '.join(counted)}: nothing was counted\n{done.stderr[-500:]}")
    return int(found.group(1)) / 1e9


def add_options(parser, runs):
    parser.add_argument("--runs", type=int, default=runs)
    parser.add_argument("--instructions", action="store_true", help="count them, take no time")


def measure(options, command):
    if options.instructions:
        return giga_instructions(command)
    return seconds(command, options.runs)


def is_seen(options, cost):
    """Whether a cost is more than the grain of the clock, or than what starting differs by."""
    return cost > (0.01 if options.instructions else 0.1)
