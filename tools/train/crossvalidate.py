#!/usr/bin/env python3
"""Trains the disambiguator on four fifths of a treebank and measures it on the fifth, five times.

usage: crossvalidate.py TRAIN COMPILE PROGRAM DATA TREEBANK.conllu

TRAIN, COMPILE and PROGRAM are the programs rasid-train, rasid-compile and rasid; DATA is the
folder data/. Documents are never parted. What is printed are the pooled F1 of words (segments,
compared without vowels and hamza seats), of parts of speech and of lemmas on them, and the
commonest confusions."""

import collections
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FOLDS = 5
MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي")


def fold(text):
    return MARKS.sub("", text or "").translate(LETTERS)


def sentences(path):
    """(document number, text, [(form, part of speech, lemma)]) of every sentence."""
    document, last, text, words = 0, None, None, []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            document += line != last
            last = line
        elif line.startswith("# text = "):
            text = line[9:]
        elif not line and words:
            yield document, text, words
            words = []
        elif line and line[0] != "#":
            fields = line.split("\t")
            if "-" not in fields[0] and "." not in fields[0]:
                words.append((fold(fields[1]), fields[3], fold(fields[2])))


def home_of(folder, number, data):
    """A folder with the data but for the weights."""
    home = pathlib.Path(folder, str(number))
    (home / "models").mkdir(parents=True)
    for entry in pathlib.Path(data).resolve().iterdir():
        if entry.is_dir() and entry.name != "models":
            (home / entry.name).symlink_to(entry)
    return home


def run_fold(programs, data, treebank, number, texts, folder):
    """What the program says of `texts` with weights learned without their fold."""
    train, compiler, program = programs
    home = home_of(folder, number, data)
    bare, learned = home / "bare.knowledge", home / "learned.knowledge"
    weights = home / "models" / "disambiguator.tsv"
    marked = pathlib.Path(__file__).parent / "newswire.txt"
    quiet = {"check": True, "stderr": subprocess.DEVNULL}
    subprocess.run([compiler, "--quiet", "-o", bare, home], **quiet)
    arguments = [bare, treebank, marked, weights, str(number), str(FOLDS)]
    subprocess.run([train, *arguments], **quiet)
    subprocess.run([compiler, "--quiet", "-o", learned, home], **quiet)
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in texts)
    environment = dict(os.environ, RASID_KNOWLEDGE=str(learned))
    result = subprocess.run(
        [program, "analyze", "-"],
        input=lines.encode(),
        stdout=subprocess.PIPE,
        env=environment,
        check=True,
    )
    for line in result.stdout.decode().splitlines():
        document = json.loads(line)
        segments = [s for token in document["tokens"] for s in token["segments"]]
        yield int(document["id"]), [
            (fold(s["text"]), s["upos"], fold(s["lemma"])) for s in segments
        ]


def measure(gold, said, counts, confusions):
    matcher = difflib.SequenceMatcher(None, [w[0] for w in gold], [w[0] for w in said], False)
    counts["gold"] += len(gold)
    counts["said"] += len(said)
    for block in matcher.get_matching_blocks():
        for i in range(block.size):
            ours, theirs = said[block.b + i], gold[block.a + i]
            counts["words"] += 1
            counts["parts of speech"] += ours[1] == theirs[1]
            counts["lemmas"] += ours[2] == theirs[2]
            if ours[1] != theirs[1]:
                confusions[f"{theirs[1]} taken for {ours[1]}"] += 1


def main():
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    *programs, data, treebank = sys.argv[1:]
    bank = list(sentences(treebank))
    counts, confusions = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FOLDS):
            texts = [(i, s[1]) for i, s in enumerate(bank) if s[0] % FOLDS == number]
            for i, said in run_fold(programs, data, treebank, number, texts, folder):
                measure(bank[i][2], said, counts, confusions)
    for name in ("words", "parts of speech", "lemmas"):
        print(f"{name}: F1 {2 * counts[name] / (counts['gold'] + counts['said']):.4f}")
    for name, count in confusions.most_common(12):
        print(f"{count:5} {name}")


if __name__ == "__main__":
    main()
