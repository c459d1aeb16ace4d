#!/usr/bin/env python3
"""Extraction from web pages: what `rasid read` makes of tests/fixtures/pages.

usage: run.py PROGRAM [--all]

Each page NN-name.html stands beside NN-name.json: title, date, outlet, url and text that a
careful reader would take from it. Reported are the F1 of the text's words, mean and least, and
how many titles, dates, outlets and addresses are exact; the floors below were measured and are
asserted. Then the pages are coded: no event may come from what is not the article (menus,
comments, tickers). --all lists what differs. Last line: N passed, N failed.
"""

import collections
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = ROOT / "fixtures" / "pages"
FLOORS = {"mean F1": 0.99, "least F1": 0.9, "title": 1.0, "date": 1.0, "outlet": 0.97, "url": 1.0}
FIELDS = ("title", "date", "outlet", "url")


def words(text):
    return re.findall(r"\w+", text)


def f1(wanted, got):
    wanted, got = collections.Counter(words(wanted)), collections.Counter(words(got))
    both = sum((wanted & got).values())
    total = sum(wanted.values()) + sum(got.values())
    return 2 * both / total if total else 1.0


def read_pages(program):
    knowledge = os.environ.get("RASID_KNOWLEDGE") or program.parent / "rasid.knowledge"
    paths = sorted(str(path) for path in PAGES.glob("*.html"))
    command = [str(program), "read", "--knowledge", str(knowledge), *paths]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    found = {}
    for line in done.stdout.decode("utf-8").splitlines():
        document = json.loads(line)
        found[document["id"]] = document
    return paths, found, done.stderr.decode("utf-8")


def events_of_furniture(program, paths):
    """Triggers that stand neither in the title nor in the text of their page."""
    knowledge = os.environ.get("RASID_KNOWLEDGE") or program.parent / "rasid.knowledge"
    command = [str(program), "code", "--knowledge", str(knowledge), *paths]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    strays, count = [], 0
    for line in done.stdout.decode("utf-8").splitlines():
        event = json.loads(line)
        count += 1
        wanted = json.loads(pathlib.Path(event["doc"]).with_suffix(".json").read_text("utf-8"))
        whole = wanted["title"] + "\n" + wanted["text"]
        parts = [mention["text"] for mention in event["mentions"]]
        parts += [party["text"] for party in event["actor"] + event["recipient"]]
        if not all(part in whole for part in parts):
            strays.append(f"{event['doc']}: {event['event']} {parts}")
    return strays, count


def report(name, wanted, got):
    print(f"{name}\n  wanted: {wanted}\n  got:    {got}")


def main():
    arguments = [one for one in sys.argv[1:] if one != "--all"]
    if len(arguments) not in (1, 2):
        sys.exit(__doc__)
    shows_all = "--all" in sys.argv
    program = pathlib.Path(arguments[0]).resolve()
    paths, found, said = read_pages(program)
    scores, exact = [], collections.Counter()
    for path in paths:
        wanted = json.loads(pathlib.Path(path).with_suffix(".json").read_text(encoding="utf-8"))
        got = found.get(path, {"text": ""})
        score = f1(wanted["text"], got["text"])
        scores.append(score)
        name = pathlib.Path(path).stem
        if score < 0.999 and shows_all:
            report(f"{name}: F1 {score:.3f}", wanted["text"], got["text"])
        for field in FIELDS:
            is_exact = wanted[field] == got.get(field)
            exact[field] += is_exact
            if shows_all and not is_exact:
                report(f"{name}: {field}", wanted[field], got.get(field))
    seen = {"mean F1": sum(scores) / len(scores), "least F1": min(scores)}
    seen.update({field: exact[field] / len(paths) for field in FIELDS})
    failed = [name for name, floor in FLOORS.items() if seen[name] < floor]
    print(f"{len(paths)} pages, {len(found)} read")
    for name, value in seen.items():
        count = f" ({exact[name]} of {len(paths)})" if name in exact else ""
        print(f"  {name}: {value:.3f}{count}, floor {FLOORS[name]}")
    if len(found) != len(paths):
        print(said)
    strays, count = events_of_furniture(program, paths)
    print(f"  row 10: events from furniture: {len(strays)} of {count}, ceiling 0")
    print("\n".join(strays))
    failed += ["furniture"] if strays or not count else []
    print(f"{len(FLOORS) + 1 - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
