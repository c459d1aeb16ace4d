#!/usr/bin/env python3
"""Counts the instructions of `rasid code` by callgrind and compares them with bench/history.tsv.

usage: count.py [--program P] [--megabytes N] [--write] [--top N] [--strict]

Processor time differs from run to run and machine to machine, instructions hardly do: a change
that makes the coder 3 % slower is seen. The input is made from samples/ as by run.py, with a
fixed seed. What opening the knowledge and an empty text take is counted apart (`start`) and left
out of the rest, which is given in instructions a token, whole and by layer (a folder of src/;
`system` is the C library and others).

A line of the history is comparable when it comes from the same input and the same kind of build;
the latest such line is taken. --write adds a line for the commit that is checked out. With
--strict the exit status is 1 when the coder became slower by more than 3 %.
"""

import argparse
import collections
import datetime
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import run

ROOT = pathlib.Path(__file__).resolve().parent.parent
HISTORY = ROOT / "bench" / "history.tsv"
LAYERS = "base knowledge text token morph entity clause event merge record read export api cli system"
COLUMNS = ["date", "commit", "input", "build", "tokens", "start", "whole", *LAYERS.split()]
MOST_GROWTH = 1.03


def build_of(program):
    """What the compiler was and how it was told to optimise: only equal builds compare."""
    comment = subprocess.run(
        ["readelf", "-p", ".comment", program], capture_output=True, text=True
    ).stdout
    compiler = re.search(r"(GCC|clang)\D*([\d.]+)", comment)
    options = pathlib.Path(program).parent / "meson-info" / "intro-buildoptions.json"
    told = {}
    if options.is_file():
        told = {one["name"]: one["value"] for one in json.loads(options.read_text())}
    name = f"{compiler.group(1)}-{compiler.group(2)}" if compiler else "unknown"
    return f"{name}-O{told.get('optimization', '?')}{'-lto' if told.get('b_lto') else ''}"


def layer_of(path):
    found = re.search(r"(?:^|/)(src|cli)/(?:([a-z]+)[/.])?", path)
    if not found:
        return "system"
    layer = "cli" if found.group(1) == "cli" else found.group(2)
    return layer if layer in COLUMNS else "system"


def costs(text):
    """Own instructions by file and by function of a file that callgrind wrote."""
    names, by_file, by_function = {}, collections.Counter(), collections.Counter()
    file = function = ""
    is_call = False
    for line in text.splitlines():
        kind, _, rest = line.partition("=")
        if kind in ("fl", "fi", "fe", "fn"):
            number, _, name = rest.partition(" ")
            key = (kind == "fn", number)
            if name:
                names[key] = name
            if kind == "fn":
                function = names.get(key, number)
            else:
                file = names.get(key, number)
        elif kind == "calls":
            is_call = True  # the next line counts what was called
        elif line[:1] in "0123456789+-*" and line:
            parts = line.split()
            if not is_call and len(parts) > 1:
                by_file[file] += int(parts[1])
                by_function[function] += int(parts[1])
            is_call = False
        elif kind in ("cfn", "cfi", "cfl"):
            number, _, name = rest.partition(" ")
            if name:
                names[(kind == "cfn", number)] = name
    return by_file, by_function


def counted(program, documents, folder):
    source, out = pathlib.Path(folder) / "in.jsonl", pathlib.Path(folder) / "callgrind.out"
    source.write_text(
        "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents), encoding="utf-8"
    )
    command = ["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={out}"]
    done = subprocess.run(
        [*command, program, "code", str(source)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=dict(os.environ, LC_ALL="C"),
    )
    if done.returncode:
        sys.exit(f"callgrind failed: {done.stderr.decode(errors='replace')[-500:]}")
    return costs(out.read_text(encoding="utf-8", errors="replace"))


def measure(program, megabytes):
    documents = run.made_documents(megabytes)
    text = json.dumps(documents, ensure_ascii=False).encode()
    with tempfile.TemporaryDirectory() as folder:
        empty, empty_functions = counted(program, documents[:0] or [{"id": "a", "text": "و"}], folder)
        whole, functions = counted(program, documents, folder)
        census = run.Census(program, pathlib.Path(folder) / "in.jsonl")
    whole.subtract(empty)
    functions.subtract(empty_functions)
    row = dict.fromkeys(COLUMNS, 0)
    for path, count in whole.items():
        row[layer_of(path)] += count / census.tokens
    row["tokens"] = census.tokens
    row["start"] = sum(empty.values())
    row["whole"] = sum(whole.values()) / census.tokens
    row["input"] = hashlib.sha256(text).hexdigest()[:12]
    row["build"] = build_of(program)
    row["date"] = datetime.date.today().isoformat()
    row["commit"] = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--short=10", "HEAD"], capture_output=True, text=True
    ).stdout.strip()
    shown = [(name, count / census.tokens) for name, count in functions.most_common()]
    return {k: round(v) if isinstance(v, float) else v for k, v in row.items()}, shown


def last_line(row):
    """The latest line of the history that compares with `row`, or None."""
    if not HISTORY.is_file():
        return None
    lines = HISTORY.read_text(encoding="utf-8").splitlines()
    names = lines[0].split("\t")
    rows = [dict(zip(names, line.split("\t"))) for line in lines[1:]]
    same = [one for one in rows if all(one[key] == row[key] for key in ("input", "build"))]
    return same[-1] if same else None


def write(row):
    is_new = not HISTORY.is_file()
    with HISTORY.open("a", encoding="utf-8") as file:
        if is_new:
            file.write("\t".join(COLUMNS) + "\n")
        file.write("\t".join(str(row[name]) for name in COLUMNS) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(ROOT / "build" / "rasid"))
    parser.add_argument("--megabytes", type=float, default=1)
    parser.add_argument("--write", action="store_true", help="add a line to bench/history.tsv")
    parser.add_argument("--top", type=int, default=10, help="how many functions to show")
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        print("instructions: not counted, there is no valgrind")
        return 0
    row, functions = measure(str(pathlib.Path(options.program).resolve()), options.megabytes)
    before = last_line(row)
    print(f"instructions a token ({row['tokens']} tokens, {row['build']}, input {row['input']})")
    for name in ["start", "whole", *LAYERS.split()]:
        if not row[name]:
            continue
        was = int(before[name]) if before else 0
        change = f"{100 * (row[name] / was - 1):+7.1f} % since {before['commit']}" if was else ""
        print(f"  {name:<10}{row[name]:>12,}  {change}")
    print("most of them in")
    for name, count in functions[: options.top]:
        print(f"  {count:>8.0f}  {count / row['whole']:>6.1%}  {name}")
    if options.write:
        write(row)
    if not before:
        print("no line of bench/history.tsv has this input and build: nothing to compare with")
        return 0
    growth = row["whole"] / int(before["whole"])
    is_slow = growth > MOST_GROWTH
    if is_slow:
        print(f"SLOWER: {100 * (growth - 1):.1f} % more instructions than {before['commit']}")
    return 1 if is_slow and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
