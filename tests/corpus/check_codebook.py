#!/usr/bin/env python3
"""Whether docs/codebook.md and its golden cases (event/codebook.txt) say the same.

Each row `| sentence | says | TYPE/mode CAMEO status |` (with a field as fourth column, if any)
needs a case of that text that states this record, and each case a row. With --write the cases
are written anew from the page; run.py tells whether the program agrees.
"""

import argparse
import pathlib
import re
import sys

import cases

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs" / "codebook.md"
CASES = HERE / "event" / "codebook.txt"
RECORD = re.compile(r"^[A-Z]+/\S+ \d+ [a-z]+$")


def rows():
    """The rows of examples, each as (line, sentence, gloss, item)."""
    found = []
    for number, line in enumerate(PAGE.read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) >= 3 and RECORD.match(cells[2]):
            item = cases.parse_items("(" + " ".join(cells[2:]) + ")")[0]
            found.append((number, cells[0], cells[1], item))
    return found


def write(examples):
    made = []
    for number, sentence, gloss, item in examples:
        title = f"{item[0]}: {gloss}"
        options = {"date": "2024-03-05"}
        written = cases.show(item)
        made.append(cases.Case(CASES, number, title, options, sentence, [item], written))
    cases.write_file(CASES, made)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the cases from the page")
    examples = rows()
    if parser.parse_args().write:
        write(examples)
    wanted = {(text, cases.show_flat(item)): line for line, text, _, item in examples}
    held = {
        (case.text.strip(), cases.show_flat(item)): case.line
        for case in cases.parse_file(CASES)
        for item in case.items
    }
    faults = [f"{PAGE.name}:{wanted[key]}: no case states this" for key in wanted if key not in held]
    faults += [f"{CASES.name}:{held[key]}: not on the page" for key in held if key not in wanted]
    for fault in faults:
        print(fault)
    print(f"codebook: {len(wanted)} examples, {len(faults)} without a partner")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
