#!/usr/bin/env python3
"""Measures `rasid code` and `rasid analyze`: speed and memory, medians of five runs.

usage: run.py [--program P] [--eval FOLDER] [--megabytes N] [--runs N] [--guesses N] [--json FILE]

The corpus is made from samples/ with a fixed seed: documents of 5 to 15 sentences drawn from all
sample articles, until N megabytes of UTF-8 are reached. Since its sentences repeat, caches fare
better on it than on a stream of news; with --eval the texts of FOLDER (its corpus/ and the
documents of eval/gold_dev.jsonl) are measured beside it, each document once. Time is what
the processor spent on the whole process (user and system), the opening of the knowledge file
included: rates are those of one core, whatever else the machine does. Memory is the largest
resident set of the process.

Below the table stands how many of the running words the lexicon and its derivation analyse, and
the commonest of those that were only guessed: what a lexicon writer should look at first.
"""

import argparse
import collections
import gzip
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEED = 20240305
ARABIC = re.compile("[\u0621-\u064a]")


def sentences_of_samples():
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "samples").glob("*.txt"))]
    for line in (ROOT / "samples" / "feed.jsonl").read_text(encoding="utf-8").splitlines():
        texts.append(json.loads(line)["text"])
    found = []
    for text in texts:
        found += [s.strip() for s in re.split(r"(?<=[.؟!])\s+|\n", text) if s.strip()]
    return found


def made_documents(megabytes):
    draw = random.Random(SEED)
    pool = sentences_of_samples()
    documents, size = [], 0
    while size < megabytes * 1_000_000:
        text = " ".join(draw.choice(pool) for _ in range(draw.randint(5, 15)))
        day = f"2024-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        documents.append({"id": f"made-{len(documents)}", "date": day, "text": text})
        size += len(text.encode())
    return documents


def eval_documents(folder):
    """The texts of an evaluation folder; what is absent is skipped."""
    documents = []
    files = sorted((folder / "corpus").glob("*.jsonl*")) + [folder / "eval" / "gold_dev.jsonl"]
    for path in files:
        if not path.is_file():
            continue
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                one = json.loads(line)
                if one.get("text"):
                    fields = {k: one[k] for k in ("title", "date") if one.get(k)}
                    identity = f"{path.name}-{len(documents)}"
                    documents.append({"id": identity, "text": one["text"], **fields})
    return documents


def run_once(program, command, path):
    """Processor seconds and peak memory in MiB of one run, its output thrown away."""
    with open(path, "rb") as source, open(os.devnull, "wb") as sink:
        process = os.posix_spawn(
            program,
            [program, command, "-"],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, source.fileno(), 0),
                (os.POSIX_SPAWN_DUP2, sink.fileno(), 1),
            ],
        )
        _, status, usage = os.wait4(process, 0)
    seconds = usage.ru_utime + usage.ru_stime
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{program} {command} ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, usage.ru_maxrss / 1024


class Census:
    """What is counted once in the analyses of a corpus."""

    def __init__(self, program, path):
        self.sentences = self.tokens = self.words = 0
        self.guessed = collections.Counter()
        with open(path, "rb") as source:
            process = subprocess.Popen(
                [program, "analyze", "-"],
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            with process.stdout as lines:
                for line in lines:
                    self.add(json.loads(line))
        process.wait()

    def add(self, analysis):
        self.sentences += len(analysis["sentences"])
        self.tokens += len(analysis["tokens"])
        for token in analysis["tokens"]:
            if not ARABIC.search(token["text"]):
                continue
            self.words += 1
            if any("Guess" in one.get("features", {}) for one in token["segments"]):
                self.guessed[token["text"]] += 1

    def report(self, name, most):
        missed = sum(self.guessed.values())
        share = 1 - missed / max(self.words, 1)
        print(f"\n{name}: {share:.4f} of {self.words} words analysed, not guessed; commonest guesses:")
        for word, count in self.guessed.most_common(most):
            print(f"{count:8}  {word}")


def measure(program, name, documents, runs):
    rows = []
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for one in documents:
            file.write(json.dumps(one, ensure_ascii=False) + "\n")
        file.flush()
        size = sum(len(one["text"].encode()) for one in documents) / 1e6
        census = Census(program, file.name)
        for command in ("code", "analyze"):
            results = [run_once(program, command, file.name) for _ in range(runs)]
            seconds = statistics.median(s for s, _ in results)
            rows.append(
                {
                    "corpus": name,
                    "command": command,
                    "megabytes": round(size, 2),
                    "mb_per_s": round(size / seconds, 2),
                    "tokens_per_s": round(census.tokens / seconds),
                    "sentences_per_s": round(census.sentences / seconds),
                    "documents_per_s": round(len(documents) / seconds),
                    "peak_mib": round(statistics.median(m for _, m in results), 1),
                }
            )
    return rows, census


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(ROOT / "build" / "rasid"))
    parser.add_argument("--eval", type=pathlib.Path)
    parser.add_argument("--megabytes", type=float, default=4)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--guesses", type=int, default=20, help="how many guessed words to list")
    parser.add_argument("--json", type=pathlib.Path, help="write the rows there too")
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    rows, census = measure(program, "made", made_documents(options.megabytes), options.runs)
    name = "made"
    if options.eval:
        documents = eval_documents(options.eval)
        if documents:
            more, census = measure(program, "eval", documents, options.runs)
            rows += more
            name = "eval"
    columns = list(rows[0])
    print("  ".join(f"{column:>15}" for column in columns))
    for row in rows:
        print("  ".join(f"{row[column]:>15}" for column in columns))
    census.report(name, options.guesses)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
