#!/usr/bin/env python3
"""Precision by hand: draws articles, codes them, and counts what a reader thinks of the records.

usage: judge.py draw ARTICLES.jsonl[.gz] FOLDER [--program build/rasid] [--count 200] [--seed 1]
                [--parts 4]
       judge.py tally FOLDER

`draw` writes FOLDER/part-N.txt (article, then its records, each with a number) and
FOLDER/part-N.tsv with a line for each record: number, verdict, note. Verdicts: `right`; `type` (there
is an event, of another type), `none` (nothing happened, or nothing that the codebook records), `twice`
(told already by another record of the article), `status` (denied, planned or called for, and
recorded otherwise). A record whose type and status are right is right; what else is wrong with it
goes into the note: actor, recipient, place, date, toll, source, code. `tally` counts.
"""

import argparse
import collections
import gzip
import json
import pathlib
import random
import subprocess
import sys

VERDICTS = ("right", "type", "none", "twice", "status")


def read_lines(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def code(program, articles):
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in articles)
    done = subprocess.run([program, "code", "-"], input=lines.encode(), capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    records = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        record = json.loads(line)
        records[record["doc"]].append(record)
    return records


def party(one):
    code_ = one.get("code") or "?"
    return f"{one['text']} [{code_}]"


def show(number, record):
    mode = f"/{record['mode']}" if record["mode"] else ""
    parts = [f"#{number} {record['event']}{mode} {record['cameo']} {record['status']}"]
    parts.append(" + ".join(f"«{one['text']}»@{one['start']}" for one in record["mentions"][:3]))
    for role, sign in (("actor", "by"), ("recipient", "to")):
        if record[role]:
            parts.append(f"{sign} " + ", ".join(party(one) for one in record[role]))
    if record["place"]:
        parts.append(f"in {record['place'].get('name') or record['place'].get('text')}")
    if record["date"]:
        parts.append(f"on {record['date']['from']}..{record['date']['to']}")
    for key in ("deaths", "injured", "detained", "crowd"):
        if record[key]:
            parts.append(f"{key} {record[key]['min']}-{record[key]['max']}")
    if record["source"]:
        parts.append(f"says {record['source']['text']}")
    return " | ".join(parts)


def draw(arguments):
    articles = read_lines(arguments.articles)
    drawn = random.Random(arguments.seed).sample(articles, arguments.count)
    records = code(arguments.program, drawn)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    size = -(-arguments.count // arguments.parts)
    number = 0
    for part in range(arguments.parts):
        text, sheet = [], []
        for article in drawn[part * size : (part + 1) * size]:
            text.append(f"{'=' * 20} {article['id']} {article.get('date')} {article.get('outlet')}")
            text.extend(filter(None, (article.get("title"), article["text"])))
            for record in records[article["id"]]:
                number += 1
                text.append(show(number, record))
                sheet.append(f"{number}\t\t")
        base = arguments.folder / f"part-{part + 1}"
        base.with_suffix(".txt").write_text("\n".join(text) + "\n", encoding="utf-8")
        base.with_suffix(".tsv").write_text("\n".join(sheet) + "\n", encoding="utf-8")
    print(f"{arguments.count} articles, {number} records in {arguments.folder}")


def tally(arguments):
    verdicts, notes, open_ = collections.Counter(), collections.Counter(), 0
    for path in sorted(arguments.folder.glob("part-*.tsv")):
        for line_number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            _, verdict, note = (line.split("\t") + ["", ""])[:3]
            if not verdict:
                open_ += 1
                continue
            if verdict not in VERDICTS:
                sys.exit(f"{path}:{line_number}: {verdict} is none of {', '.join(VERDICTS)}")
            verdicts[verdict] += 1
            if verdict == "right":
                notes.update(word.strip() for word in note.split(",") if word.strip())
    total = sum(verdicts.values())
    print(f"{total} records judged, {open_} not")
    for verdict in VERDICTS:
        share = verdicts[verdict] / total if total else 0
        print(f"{verdict:10} {verdicts[verdict]:6} {share:6.3f}")
    for word, count in notes.most_common():
        print(f"  wrong {word:10} in {count} right records")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    verbs = parser.add_subparsers(required=True)
    drawing = verbs.add_parser("draw", help="articles and their records, to be read")
    drawing.add_argument("articles", type=pathlib.Path)
    drawing.add_argument("folder", type=pathlib.Path)
    drawing.add_argument("--program", default="build/rasid")
    drawing.add_argument("--count", type=int, default=200)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--parts", type=int, default=4)
    drawing.set_defaults(run=draw)
    counting = verbs.add_parser("tally", help="what the readers thought")
    counting.add_argument("folder", type=pathlib.Path)
    counting.set_defaults(run=tally)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
