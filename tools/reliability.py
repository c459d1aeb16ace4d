#!/usr/bin/env python3
"""How often records of a given score are right: a table, and a picture for docs/score.md.

usage: reliability.py EVAL [--program P] [--svg FILE] [--bins N]

EVAL is the folder that holds eval/gold_dev.jsonl and eval/score.py. A record is right when the
scorer matches it with an event of the gold set. The records are sorted by score and parted into
bins of equal size; a perfect score lies on the diagonal.
"""

import argparse
import collections
import importlib.util
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SIZE, MARGIN = 360, 48


def load_scorer(folder):
    spec = importlib.util.spec_from_file_location("score", folder / "eval" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(folder, program):
    """(score, is right) of every record."""
    scorer = load_scorer(folder)
    path = folder / "eval" / "gold_dev.jsonl"
    done = subprocess.run([program, "code", str(path)], capture_output=True, check=True)
    records = collections.defaultdict(list)
    for line in done.stdout.decode().splitlines():
        one = json.loads(line)
        records[one["doc"]].append(one)
    pairs = []
    for document in scorer.load(str(path)):
        mine = records[document["id"]]
        right = {index for index, _ in scorer.match(mine, document["events"])}
        pairs += [(one["score"], index in right) for index, one in enumerate(mine)]
    return sorted(pairs)


def bins_of(pairs, count):
    """(mean score, share right, records) of each bin."""
    made = []
    for i in range(count):
        part = pairs[i * len(pairs) // count : (i + 1) * len(pairs) // count]
        if part:
            said = sum(score for score, _ in part) / len(part)
            made.append((said, sum(right for _, right in part) / len(part), len(part)))
    return made


def picture(bins):
    def x(value):
        return round(MARGIN + value * SIZE, 1)

    def y(value):
        return round(MARGIN + (1 - value) * SIZE, 1)

    full = SIZE + 2 * MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{full}" height="{full}" '
        f'viewBox="0 0 {full} {full}" font-family="sans-serif" font-size="12">',
        f'<rect width="{full}" height="{full}" fill="#fff"/>',
    ]
    for tick in (0, 0.25, 0.5, 0.75, 1):
        lines += [
            f'<path d="M{x(tick)} {y(0)}V{y(1)}M{x(0)} {y(tick)}H{x(1)}" stroke="#ddd"/>',
            f'<text x="{x(tick)}" y="{y(0) + 18}" text-anchor="middle">{tick:g}</text>',
            f'<text x="{x(0) - 8}" y="{y(tick) + 4}" text-anchor="end">{tick:g}</text>',
        ]
    lines.append(f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#888" stroke-dasharray="4"/>')
    points = " ".join(f"{x(said)},{y(right)}" for said, right, _ in bins)
    lines.append(f'<polyline points="{points}" fill="none" stroke="#0b6e99" stroke-width="2"/>')
    for said, right, count in bins:
        lines.append(
            f'<circle cx="{x(said)}" cy="{y(right)}" r="4" fill="#0b6e99">'
            f"<title>{count} records</title></circle>"
        )
    middle = MARGIN + SIZE / 2
    lines += [
        f'<text x="{middle}" y="{full - 8}" text-anchor="middle">score of the record</text>',
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">'
        "share of records that are right</text>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("eval", type=pathlib.Path)
    parser.add_argument("--program", default=str(ROOT / "build" / "rasid"))
    parser.add_argument("--svg", type=pathlib.Path)
    parser.add_argument("--bins", type=int, default=10)
    options = parser.parse_args()
    pairs = judged(options.eval, options.program)
    bins = bins_of(pairs, options.bins)
    print("  score   right  records")
    for said, right, count in bins:
        print(f"{said:7.2f} {right:7.2f} {count:8}")
    error = sum(abs(said - right) * count for said, right, count in bins) / len(pairs)
    print(f"expected calibration error {error:.3f} over {len(pairs)} records")
    if options.svg:
        options.svg.write_text(picture(bins), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
