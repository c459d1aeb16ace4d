#!/usr/bin/env python3
"""Runs the golden cases of tests/corpus (their format: cases.py).

usage: run.py [--program P] [--knowledge K] [--filter TEXT] [--update] [LAYER ...]
       run.py --uncovered      lists the patterns that no case makes fire
       run.py --texts          writes the texts of the cases as JSON Lines
       run.py --lint           reads all cases and checks them without the program

The program runs once for each layer. Last line: N passed, N failed.
"""

import argparse
import difflib
import json
import pathlib
import re
import subprocess
import sys

import cases
from cases import Text

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent.parent / "data"
LAYERS = {
    "text": "analyze",
    "token": "analyze",
    "morph": "analyze",
    "entity": "analyze",
    "clause": "code",
    "event": "code",
    "merge": "code",
}

# -------------------------------------------- what the program says, as items


def atom(value):
    if value is None:
        return "null"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def sentence_items(text, answer):
    return [
        ["sentence", Text(text[one["start"] : one["end"]].strip())] for one in answer["sentences"]
    ]


def token_items(text, answer):
    made = []
    for token in answer["tokens"]:
        assert text[token["start"] : token["end"]] == token["text"], token
        item = ["token", Text(token["text"])]
        for segment in token.get("segments") or []:
            part = [segment["upos"], Text(segment.get("lemma") or "")]
            part.append(["text", Text(segment["text"])])
            part += [[name, atom(v)] for name, v in (segment.get("features") or {}).items()]
            item.append(part)
        made.append(item)
    return made


def entity_items(text, answer):
    made = []
    for one in answer.get("entities") or []:
        item = [one["type"], atom(one.get("country")), Text(one["text"])]
        item.append(["name", Text(one.get("name") or "")])
        item.append(["admin1", Text(one.get("admin1") or "")])
        item += [[name, atom(one.get(name))] for name in ("precision", "reason")]
        item += [["candidate", atom(c.get("country"))] for c in one.get("candidates") or []]
        made.append(item)
    for one in answer.get("dates") or []:
        begin, end = one.get("from"), one.get("to")
        item = [one["type"], atom(begin), atom(end), Text(one["text"])]
        if begin == end:
            item.pop(2)
        item.append(["timex", atom(one.get("timex"))])
        made.append(item + [["calendar", atom(one.get("calendar"))]])
    for one in answer.get("numbers") or []:
        item = ["number", atom(one["value"]), Text(one["text"])]
        item += [[side, atom(one.get(side))] for side in ("min", "max") if side in one]
        made.append(item)
    return made


def party_items(name, parties):
    if not parties:
        return [[name, "none"]]
    return [
        [name, atom(one.get("country")), atom(one.get("sector")), Text(one.get("text") or "")]
        for one in parties
    ]


def event_item(event, by_id):
    def other(name):
        target = by_id.get(event.get(name))
        return [name, target["event"] if target else "none"]

    item = [f"{event['event']}/{event.get('mode') or '-'}", event["cameo"], event["status"]]
    mentions = event.get("mentions") or []
    item.append(["mentions", str(len(mentions))])
    item += [["mention", Text(one["text"])] for one in mentions]
    date = event.get("date")
    if date:
        begin, end = date.get("from"), date.get("to")
        made = ["date", atom(begin)] + ([atom(end)] if begin != end else [])
        item.append(made + ([Text(date["text"])] if date.get("text") else []))
    else:
        item.append(["date", "none"])
    place = event.get("place")
    item.append(
        ["place", atom(place.get("country")), Text(place["text"])] if place else ["place", "none"]
    )
    item += party_items("actor", event.get("actor"))
    item += party_items("recipient", event.get("recipient"))
    for name in ("deaths", "injured", "detained", "crowd"):
        count = event.get(name)
        item.append([name, atom(count["min"]), atom(count["max"])] if count else [name, "none"])
    source = event.get("source")
    item.append(
        ["source", source["stance"], Text(source.get("text") or "")] if source else ["source", "none"]
    )
    item += [["context", name] for name in event.get("contexts") or []]
    return item + [other("part_of"), other("about")]


ANALYSES = {
    "text": sentence_items,
    "token": token_items,
    "morph": token_items,
    "entity": entity_items,
}

# --------------------------------------------------------------- the program


def run_layer(options, layer, chosen):
    """For each case its actual items, and the ids of all rules that fired."""
    command = [options.program, LAYERS[layer]]
    if options.knowledge:
        command += ["--knowledge", options.knowledge]
    lines = "".join(json.dumps(c.document(), ensure_ascii=False) + "\n" for c in chosen)
    done = subprocess.run(
        command + ["-"], input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    if done.returncode not in (0, 1):
        errors = done.stderr.decode("utf-8", "replace")
        sys.exit(f"{' '.join(command)} ended with {done.returncode}\n{errors[-8000:]}")
    answers = [json.loads(line) for line in done.stdout.decode().splitlines() if line.strip()]
    items = {case.id: [] for case in chosen}
    rules = set()
    if LAYERS[layer] == "analyze":
        texts = {case.id: case.text for case in chosen}
        for answer in answers:
            items[answer["id"]] = ANALYSES[layer](texts[answer["id"]], answer)
    else:
        by_id = {event["id"]: event for event in answers}
        for event in answers:
            items[event["doc"]].append(event_item(event, by_id))
            rules.update(event.get("rules") or [])
    return items, rules


def report(case, made, got):
    print(f"\nFAILED {case.id}: {case.title}\n  {case.text}")
    expected = "\n".join(cases.show(item) for item in case.items).splitlines()
    actual = "\n".join(cases.show(item) for item in made).splitlines()
    for line in difflib.unified_diff(expected, actual, "expected", "actual", n=9, lineterm=""):
        print("  " + line)
    shown = {cases.show_flat(item[:4]) for item in made}
    for item in got[:12]:
        head = cases.show_flat([part for part in item if not isinstance(part, list)])
        if case.path.parent.name in ("clause", "event", "merge") and head not in shown:
            print(f"  got: {cases.show_flat(cases.brief(item))}")


def pattern_ids():
    for path in sorted((DATA / "patterns").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield line.split("\t")[0]


# ---------------------------------------------------------------------- lint


def column(path, index):
    rows = [
        line.split("\t")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {row[index] for row in rows if len(row) > index}


def lint(all_cases):
    """Faults of the cases that can be seen without the program."""
    codes = column(DATA / "codes" / "cameo.tsv", 1)
    modes = set()
    for line in (DATA / "codes" / "events.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            modes.add("/".join(line.split("\t")[1:3]))
    types = {mode.split("/")[0] for mode in modes}
    countries = column(DATA / "places" / "countries.tsv", 1) | {"IGO", "IMG", "NGO", "null", "_"}
    sectors = column(DATA / "codes" / "sectors.tsv", 1) | {"null", "_"}
    statuses = {"occurred", "ongoing", "planned", "possible", "attempted", "denied", "_"}
    stances = {"reports", "claims", "accuses", "denies", "rumour", "_", "none"}
    counts = {"deaths", "injured", "detained", "crowd"}
    faults, titles = [], set()

    for case in all_cases:
        layer = case.path.parent.name

        def fault(message, case=case):
            faults.append(f"{case.path}:{case.line}: {message}")

        if (layer, case.title) in titles:
            fault(f"the title {case.title!r} is taken")
        titles.add((layer, case.title))
        text = cases.bare(case.text)

        def check_texts(item):
            for part in item:
                if isinstance(part, list):
                    check_texts(part)
                elif isinstance(part, Text) and item[0] not in ("name", "lemma", "admin1"):
                    if cases.bare(part.strip("…")) not in text:
                        fault(f"{part!r} does not stand in the text")

        if layer in ("token", "morph"):
            for item in case.items:
                check_texts([part for part in item if not isinstance(part, list)])
            continue
        check_texts([item for item in case.items])
        if layer not in ("clause", "event", "merge") or cases.is_none(case.items):
            continue
        for item in case.items:
            head = item[0]
            if head.split("/")[0] not in types or ("/" in head and head not in modes | {f"{t}/-" for t in types}):
                fault(f"no such event or mode: {head}")
            for part in cases.plain_of(item)[1:]:
                known = part in statuses or part in codes or (part[0].isdigit() and part.endswith("*"))
                if not known:
                    fault(f"neither status nor CAMEO code: {part}")
            if len(cases.plain_of(item)) > 2 and item[2] not in statuses:
                fault("the status stands behind the code")
            for field in cases.fields_of(item):
                name, rest = field[0], [p for p in field[1:] if not isinstance(p, Text)]
                if name in ("actor", "recipient") and rest != ["none"]:
                    if len(rest) != 2 or rest[0] not in countries or rest[1] not in sectors:
                        fault(f"a party is a country and a sector: {cases.show_flat(field)}")
                elif name == "place" and rest != ["none"]:
                    if len(rest) != 1 or rest[0] not in countries:
                        fault(f"a place is a country and words: {cases.show_flat(field)}")
                elif name == "source" and (len(rest) != 1 or rest[0] not in stances):
                    fault(f"no such stance: {cases.show_flat(field)}")
                elif name in counts and rest != ["none"] and len(rest) != 2:
                    fault(f"a count is a least and a most: {cases.show_flat(field)}")
                elif name == "date" and rest not in (["none"], ["null"], ["_"]):
                    if not all(re.fullmatch(r"\d{4}-\d\d-\d\d", part) for part in rest):
                        fault(f"no date: {cases.show_flat(field)}")
                elif name not in counts | {
                    "actor", "recipient", "place", "source", "date", "mention", "mentions",
                    "context", "part_of", "about",
                }:  # fmt: skip
                    fault(f"no such field: {name}")
    return faults


# ---------------------------------------------------------------------- main


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = HERE.parent.parent
    parser.add_argument("--program", default=str(root / "build" / "rasid"))
    parser.add_argument("--knowledge", help="the knowledge file (else the program's own)")
    parser.add_argument("--filter", default="", help="only cases whose id, title or text has it")
    parser.add_argument("--update", action="store_true", help="rewrite what failing cases expect")
    parser.add_argument("--uncovered", action="store_true", help="list patterns no case fires")
    parser.add_argument("--lint", action="store_true", help="check the case files alone")
    parser.add_argument("--texts", action="store_true", help="write the texts as JSON Lines")
    parser.add_argument("layers", nargs="*", metavar="LAYER")
    options = parser.parse_args()
    layers = options.layers or list(LAYERS)
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown:
        parser.error(f"no such layer: {unknown[0]} (there are {', '.join(LAYERS)})")

    passed = failed = skipped = 0
    fired = set()
    every = []
    for layer in layers:
        files = {}
        for path in sorted((HERE / layer).glob("*.txt")):
            try:
                files[path] = cases.parse_file(path)
            except ValueError as error:
                sys.exit(str(error))
        chosen = [
            case
            for case in sum(files.values(), [])
            if any(options.filter in part for part in (case.id, case.title, case.text))
        ]
        every += chosen
        if options.texts:
            print("".join(json.dumps(case.document()) + "\n" for case in chosen), end="")
        if options.lint or options.texts:
            continue
        skipped += sum("skip" in case.options for case in chosen)
        chosen = [case for case in chosen if "skip" not in case.options]
        if not chosen:
            continue
        items, rules = run_layer(options, layer, chosen)
        fired |= rules
        for case in chosen:
            good, made = cases.compare(case, items[case.id])
            passed += good
            failed += not good
            if not good and not options.uncovered:
                report(case, made, items[case.id])
            if not good and options.update:
                case.expect(made)
        if options.update:
            for path, listed in files.items():
                cases.write_file(path, listed)

    if options.texts:
        return 0
    if options.lint:
        faults = lint(every)
        print("\n".join(faults + [f"{len(every)} golden cases, {len(faults)} faults"]))
        return 1 if faults else 0
    if options.uncovered:
        missing = [name for name in pattern_ids() if name not in fired]
        print("\n".join(missing))
        print(f"{len(missing)} patterns are covered by no case")
        return 0
    if skipped:
        print(f"{skipped} skipped")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
