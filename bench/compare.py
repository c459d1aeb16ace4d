#!/usr/bin/env python3
"""Speed of `rasid analyze` beside other analysers of Arabic words, on one text.

usage: compare.py [--program P] [--tokens N] [--runs N] [--venv FOLDER] [--no-install]

The text is made of the words of samples/, repeated in a fixed order until there are N tokens.
Packages from PyPI are installed into a virtual environment that is thrown away afterwards
(--venv keeps one); a tool that cannot be installed or run is reported in its row and is no
error. Each tool analyses the same words; loading (imports, dictionaries, the knowledge file) is
measured apart and not counted. A slow tool gets fewer tokens and its rate is still tokens a
second. The words repeat, which favours tools that cache (rasid, qalsadi, Tashaphyne do).

What is compared differs in depth, so the last column says what one gets: a stem cuts letters
off, a lemma is a dictionary word, POS the part of speech; "in context" means that the sentence
decides among the readings. CAMeL Tools and Farasa load data or a Java archive from servers of
their own: they run only where these are already installed. hunspell runs where it is, with its
Arabic dictionary (Debian: hunspell-ar).
"""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
ARABIC = re.compile("[\u0621-\u064a\u064b-\u0652]+")
SEED = 20240305

# Name, what pip installs, tokens at most, what it gives.
PACKAGES = [
    ("PyStemmer", ["PyStemmer"], None, "stem"),
    ("snowballstemmer", ["snowballstemmer"], 50_000, "stem"),
    ("Tashaphyne", ["Tashaphyne"], 20_000, "stem, root, affixes"),
    ("qalsadi", ["qalsadi"], 4_000, "lemma, POS, clitics; all readings"),
    ("qalsadi lemmatizer", ["qalsadi"], 4_000, "lemma"),
    ("farasapy", ["farasapy"], 20_000, "clitics, POS; in context"),
    ("camel-tools", [], 20_000, "lemma, POS, clitics; in context"),
]


def words_of_samples(count):
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "samples").glob("*.txt"))]
    for line in (ROOT / "samples" / "feed.jsonl").read_text(encoding="utf-8").splitlines():
        texts.append(json.loads(line)["text"])
    sentences = [ARABIC.findall(part) for text in texts for part in re.split(r"[.؟!\n]", text)]
    sentences = [one for one in sentences if one]
    dice, made, total = random.Random(SEED), [], 0
    while total < count:
        made.append(dice.choice(sentences))
        total += len(made[-1])
    return made


# ------------------------------------------------ the tools, inside the environment


def make_pystemmer():
    import Stemmer

    return Stemmer.Stemmer("arabic").stemWords


def make_snowball():
    from snowballstemmer.arabic_stemmer import ArabicStemmer

    return ArabicStemmer().stemWords


def make_tashaphyne():
    from tashaphyne.stemming import ArabicLightStemmer

    stemmer = ArabicLightStemmer()

    def run(words):
        for word in words:
            stemmer.light_stem(word)
            stemmer.get_stem(), stemmer.get_root()

    return run


def make_qalsadi():
    import qalsadi.analex

    analex = qalsadi.analex.Analex()
    return lambda words: analex.check_text(" ".join(words))


def make_qalsadi_lemmatizer():
    import qalsadi.lemmatizer

    lemmatizer = qalsadi.lemmatizer.Lemmatizer()
    return lambda words: lemmatizer.lemmatize_text(" ".join(words))


def make_farasa():
    import farasa.segmenter

    folder = pathlib.Path(farasa.segmenter.__file__).parent
    if not list(folder.rglob("*.jar")):
        raise RuntimeError("its Java archive has to be downloaded from elsewhere")
    segmenter = farasa.segmenter.FarasaSegmenter(interactive=True)
    return lambda words: segmenter.segment(" ".join(words))


def make_camel():
    from camel_tools.disambig.mle import MLEDisambiguator

    return MLEDisambiguator.pretrained().disambiguate


MAKERS = {
    "PyStemmer": make_pystemmer,
    "snowballstemmer": make_snowball,
    "Tashaphyne": make_tashaphyne,
    "qalsadi": make_qalsadi,
    "qalsadi lemmatizer": make_qalsadi_lemmatizer,
    "farasapy": make_farasa,
    "camel-tools": make_camel,
}


def work(name, path):
    """Runs in the environment's Python; prints the seconds as JSON."""
    sentences = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    started = time.perf_counter()
    run = MAKERS[name]()
    loaded = time.perf_counter()
    for words in sentences:
        run(words)
    print(json.dumps({"load": loaded - started, "run": time.perf_counter() - loaded}))


# ------------------------------------------------------------------- measuring


def last_line(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:70] if lines else "no message"


def command(arguments, limit_s, **more):
    """Output of a command, or a RuntimeError that says in a few words what went wrong."""
    try:
        done = subprocess.run(
            arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=limit_s, **more
        )
    except FileNotFoundError:
        raise RuntimeError("not installed") from None
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"stopped after {limit_s} s") from None
    if done.returncode:
        raise RuntimeError(last_line(done.stderr.decode("utf-8", "replace")))
    return done.stdout.decode("utf-8", "replace")


def shortened(sentences, most):
    if most is None:
        return sentences
    kept, total = [], 0
    for words in sentences:
        if total >= most:
            break
        kept.append(words)
        total += len(words)
    return kept


def count_of(sentences):
    return sum(len(words) for words in sentences)


def measure_rasid(options, sentences, folder):
    """All of it, less what an empty document takes: opening the knowledge and starting."""
    if not pathlib.Path(options.program).exists():
        raise RuntimeError("not built: make build")
    texts = {"empty.txt": ".", "words.txt": " .\n".join(" ".join(s) for s in sentences)}
    seconds = {}
    for name, text in texts.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        times = []
        for _ in range(options.runs):
            started = time.perf_counter()
            command([options.program, "analyze", str(path)], 600)
            times.append(time.perf_counter() - started)
        seconds[name] = statistics.median(times)
    return seconds["empty.txt"], seconds["words.txt"] - seconds["empty.txt"]


def measure_hunspell(sentences):
    dictionaries = command(["hunspell", "-D"], 20, stdin=subprocess.DEVNULL)
    if not re.search(r"/ar(_\w+)?$", dictionaries, re.M):
        raise RuntimeError("its Arabic dictionary is not installed")
    lines = "\n".join(word for words in sentences for word in words)
    started = time.perf_counter()
    command(["hunspell", "-d", "ar", "-s"], 600, input=lines.encode())
    return 0.0, time.perf_counter() - started


def measure_package(options, python, name, packages, sentences, folder):
    if packages and not options.no_install:
        command([python, "-m", "pip", "install", "--quiet", *packages], 300)
    path = folder / "words.json"
    path.write_text(json.dumps(sentences), encoding="utf-8")
    loads, runs = [], []
    for _ in range(options.runs):
        answer = command([python, __file__, "--work", name, str(path)], 600)
        seconds = json.loads(answer.splitlines()[-1])
        loads.append(seconds["load"])
        runs.append(seconds["run"])
    return statistics.median(loads), statistics.median(runs)


def show(name, sentences, gives, measure):
    try:
        load, run = measure()
    except (RuntimeError, OSError, ValueError) as fault:
        print(f"{name:20} {'–':>12} {'–':>9} {'–':>8}  {gives}  [not run: {fault}]", flush=True)
        return
    count = count_of(sentences)
    rate = count / max(run, 1e-9)
    print(f"{name:20} {rate:12,.0f} {count:9,} {load:8.2f}  {gives}", flush=True)


def environment(options, folder):
    if options.no_install and not options.venv:
        return sys.executable
    place = pathlib.Path(options.venv) if options.venv else folder / "venv"
    python = place / "bin" / "python"
    if not python.exists():
        command([sys.executable, "-m", "venv", str(place)], 300)
    return str(python)


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--work":
        work(sys.argv[2], sys.argv[3])
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(ROOT / "build" / "rasid"))
    parser.add_argument("--tokens", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--venv", help="an environment to use and to keep")
    parser.add_argument("--no-install", action="store_true", help="take what is installed")
    options = parser.parse_args()
    sentences = words_of_samples(options.tokens)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="rasid-compare-"))
    kinds = len({word for words in sentences for word in words})
    print(f"{count_of(sentences):,} tokens, {kinds:,} different words, {os.cpu_count()} cores; one is used")
    print(f"{'tool':20} {'tokens/s':>12} {'measured':>9} {'load s':>8}  gives")
    try:
        gives = "lemma, POS, features, clitics, names, dates; in context"
        show("rasid analyze", sentences, gives, lambda: measure_rasid(options, sentences, folder))
        some = shortened(sentences, 20_000)
        show("hunspell -s", some, "stem", lambda: measure_hunspell(some))
        try:
            python = environment(options, folder)
        except RuntimeError as fault:
            print(f"no virtual environment: {fault}")
            return
        for name, packages, most, gives in PACKAGES:
            some = shortened(sentences, most)
            show(
                name, some, gives,
                lambda n=name, p=packages, s=some: measure_package(options, python, n, p, s, folder),
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
