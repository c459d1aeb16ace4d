#!/usr/bin/env python3
"""Runs fuzz targets for some seconds each and counts those that found nothing.

usage: run.py --build FOLDER [--seconds N] [--runs N] TARGET ...

With --runs each target makes that many runs from a fixed seed: the same ones every time.

A target is tests/fuzz/TARGET.c, built as FOLDER/tests/fuzz/fuzz-TARGET. It starts from the files
in tests/fuzz/seeds/TARGET and puts in words of tests/fuzz/dictionaries/TARGET, when there are any;
what it finds on the way stays in FOLDER/fuzz-TARGET, so that a longer run goes on where a short one
stopped.
"""

import argparse
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def run_target(build, name, seconds, runs):
    """True when the target ran to its end without a finding."""
    corpus = build / f"fuzz-{name}"
    corpus.mkdir(exist_ok=True)
    folders = [str(corpus)]
    seeds = HERE / "seeds" / name
    if seeds.is_dir():
        folders.append(str(seeds))
    dictionary = HERE / "dictionaries" / name
    command = [
        str(build / "tests" / "fuzz" / f"fuzz-{name}"),
        f"-max_total_time={seconds}",
        "-timeout=20",
        "-rss_limit_mb=4096",
        "-print_final_stats=1",
        f"-artifact_prefix={corpus}-",
        *([f"-dict={dictionary}"] if dictionary.is_file() else []),
        *([f"-runs={runs}", "-seed=1"] if runs else []),
        *folders,
    ]
    environment = dict(os.environ, RASID_SOURCE=str(HERE.parent.parent))
    environment["RASID_KNOWLEDGE"] = str(build / "rasid.knowledge")
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
    )
    output = done.stdout.decode("utf-8", "replace").splitlines()
    made = [line.split()[-1] for line in output if "number_of_executed_units" in line]
    print(f"fuzz {name}: {'ok' if done.returncode == 0 else 'FAILED'}, {''.join(made) or 0} runs")
    if done.returncode:
        print("\n".join(output[-60:]))
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--runs", type=int, default=0)
    parser.add_argument("targets", nargs="*")
    options = parser.parse_args()
    build = options.build.resolve()
    passed = sum(run_target(build, name, options.seconds, options.runs) for name in options.targets)
    failed = len(options.targets) - passed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not options.targets else 0


if __name__ == "__main__":
    sys.exit(main())
