#!/usr/bin/env python3
"""Holds docs/robustness.md to the tests that it names. Exit status 1 if anything is amiss.

usage: check_robustness.py

Each row of the table of bad inputs, 1 to 45, has its line. A line names files in backticks, each
with at least one test in quotation marks behind it: the file must exist and hold that text, and
the text or the line of the file around it must begin with, or speak of, the row's number. A line
without a file must say `does not apply` and why.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "robustness.md"
ROWS = range(1, 46)
LINE = re.compile(r"^\| (\d+) \| ([^|]+) \| (.+) \|$")
NAMED = re.compile(r"`((?:tests|bindings)/[^`]+)`((?:[^`\"]*\"[^\"]+\")*)")


def numbers_in(text):
    """Numbers of rows that a line of a test names: `"5 tatweel`, `43: flat`, `row 30`, `test_22_…`."""
    found = re.search(r"(?:[\"']|\brows? |\btest_)((?:\d+(?:, | and )?)+)(?=[ :\"_])", text, re.IGNORECASE)
    return {int(one) for one in re.findall(r"\d+", found.group(1))} if found else set()


def check_test(row, file, test):
    path = ROOT / file
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if test in line]
    if not lines:
        return f"row {row}: {file} holds no `{test}`"
    if not any(row in numbers_in(line) for line in lines):
        return f"row {row}: `{test}` in {file} does not name the row"
    return None


def check_row(row, answer):
    named = NAMED.findall(answer)
    if not named:
        return [] if "does not apply" in answer else [f"row {row}: no test, and no reason why"]
    faults = []
    for file, texts in named:
        tests = re.findall(r'"([^"]+)"', texts)
        if not (ROOT / file).is_file():
            faults.append(f"row {row}: there is no {file}")
        elif not tests:
            faults.append(f"row {row}: no test of {file} is named")
        else:
            faults += filter(None, (check_test(row, file, test) for test in tests))
    return faults


def main():
    rows = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        found = LINE.match(line)
        if found:
            rows[int(found.group(1))] = found.group(3)
    faults = [f"row {row} is missing" for row in ROWS if row not in rows]
    for row, answer in sorted(rows.items()):
        faults += check_row(row, answer)
    for fault in faults:
        print(f"docs/robustness.md: {fault}")
    print(f"{len(rows)} rows, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
