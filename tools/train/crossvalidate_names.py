#!/usr/bin/env python3
"""Trains the tagger of names on four fifths of a corpus and measures it on the fifth, five times.

usage: crossvalidate_names.py TRAIN COMPILE PROGRAM DATA CORPUS.txt [BLOCK]

TRAIN, COMPILE and PROGRAM are the programs rasid-train-names, rasid-compile and rasid; DATA is
the folder data/; CORPUS has lines `word LABEL`, as ANERcorp. Blocks of BLOCK sentences (40
unless told) are never parted, so that a text is not learned from and measured at once; with 1,
single sentences are drawn, as is usual: then names of a text are met in both parts. What is printed are precision,
recall and F1 of exact spans, by kind and over all; a name begins where its token does (ANERcorp
counts proclitics in)."""

import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from crossvalidate import home_of

FOLDS = 5
KINDS = ("PER", "LOC", "ORG", "MISC")


def sentences(path):
    """Lists of (word, label); a sentence ends with an empty line or with . ! ؟"""
    rows = []
    for line in open(path, encoding="utf-8"):
        word, _, label = line.rstrip("\n").rpartition(" ")
        if word:
            rows.append((word, label))
        if rows and (not word or word in (".", "!", "\u061f")):
            yield rows
            rows = []
    if rows:
        yield rows


def spans(rows):
    """The text of a sentence and its names as (start, end, kind)."""
    names, at, current = set(), 0, None
    for word, label in rows:
        begins = label[:2] == "B-" or (label[:2] == "I-" and not current)
        if current and (begins or label[:2] != "I-"):
            names.add(tuple(current))
            current = None
        if begins:
            current = [at, at + len(word), "PER" if label[2:] == "PERS" else label[2:]]
        elif current:
            current[1] = at + len(word)
        at += len(word) + 1
    if current:
        names.add(tuple(current))
    return " ".join(word for word, _ in rows), names


def run_fold(programs, data, corpus, number, block, texts, folder):
    """What the program finds in `texts` with weights learned without their fold."""
    train, compiler, program = programs
    home = home_of(folder, number, data)
    for entry in pathlib.Path(data).resolve().joinpath("models").iterdir():
        if entry.name != "names.tsv":
            (home / "models" / entry.name).symlink_to(entry)
    bare, learned = home / "bare.knowledge", home / "learned.knowledge"
    quiet = {"check": True, "stderr": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    subprocess.run([compiler, "--quiet", "-o", bare, home], **quiet)
    weights = home / "models" / "names.tsv"
    subprocess.run([train, bare, corpus, weights, str(number), str(FOLDS), str(block)], **quiet)
    subprocess.run([compiler, "--quiet", "-o", learned, home], **quiet)
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in texts)
    result = subprocess.run(
        [program, "analyze", "-"],
        input=lines.encode(),
        stdout=subprocess.PIPE,
        env=dict(os.environ, RASID_KNOWLEDGE=str(learned)),
        check=True,
    )
    for line in result.stdout.decode().splitlines():
        document = json.loads(line)
        yield int(document["id"]), document["entities"]


def f1(right, said, gold):
    precision, recall = right / max(said, 1), right / max(gold, 1)
    return precision, recall, 2 * right / max(said + gold, 1)


def main():
    if len(sys.argv) not in (6, 7):
        sys.exit(__doc__)
    *programs, data, corpus = sys.argv[1:6]
    block = int(sys.argv[6]) if len(sys.argv) == 7 else 40
    bank = [spans(rows) for rows in sentences(corpus)]
    counts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FOLDS):
            held_out = [i for i in range(len(bank)) if i // block % FOLDS == number]
            texts = [(i, bank[i][0]) for i in held_out]
            for i, found in run_fold(programs, data, corpus, number, block, texts, folder):
                text, gold = bank[i]
                said = {(text.rfind(" ", 0, e["start"]) + 1, e["end"], e["type"]) for e in found}
                for name, group in (("right", said & gold), ("said", said), ("gold", gold)):
                    counts.update((name, span[2]) for span in group)
    for kind in (*KINDS, "all"):
        kinds = KINDS if kind == "all" else (kind,)
        sums = [sum(counts[name, k] for k in kinds) for name in ("right", "said", "gold")]
        print(f"{kind}: P {f1(*sums)[0]:.3f} R {f1(*sums)[1]:.3f} F1 {f1(*sums)[2]:.3f}")


if __name__ == "__main__":
    main()
