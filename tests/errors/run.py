#!/usr/bin/env python3
"""Bad inputs and wrong calls: exit status, message, and that the run goes on behind them.

usage: run.py PROGRAM [KNOWLEDGE]

KNOWLEDGE is RASID_KNOWLEDGE, else rasid.knowledge beside the program. Last line: N passed,
N failed.
"""

import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

import dictionaries

GOOD = {
    "id": "good",
    "date": "2024-03-05",
    "text": "التقى وزير الخارجية المصري أمس نظيره الأردني في القاهرة.",
}
PLAIN = "زار رئيس الوزراء العراقي العاصمة التركية أنقرة والتقى الرئيس التركي. " * 4


class Bench:
    """A folder, a program, and the count of what held."""

    def __init__(self, program, knowledge, folder):
        self.program = str(program)
        self.knowledge = knowledge
        self.folder = folder
        self.passed = self.failed = 0

    def path(self, name):
        return str(self.folder / name)

    def file(self, name, content):
        if isinstance(content, str):
            content = content.encode("utf-8")
        (self.folder / name).write_bytes(content)
        return self.path(name)

    def lines(self, name, *lines):
        made = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines]
        return self.file(name, b"\n".join(made) + b"\n")

    def run(self, *arguments, **settings):
        environment = dict(os.environ, RASID_KNOWLEDGE=str(self.knowledge))
        environment.update(settings.pop("environment", {}))
        settings.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run(
            [self.program, *arguments],
            stdout=settings.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            env=environment,
            timeout=300,
            **settings,
        )

    def check(self, name, holds, seen=""):
        if holds:
            self.passed += 1
            return
        self.failed += 1
        print(f"failed: {name}\n{seen}")

    def expect(self, name, arguments, status, *words, **settings):
        """Runs the program; its status and the words that standard error must hold."""
        done = self.run(*arguments, **settings)
        said = done.stderr.decode("utf-8", "replace")
        missing = [word for word in words if word not in said]
        holds = done.returncode == status and not missing
        wanted = f"  wanted status {status}, got {done.returncode}; not said: {missing}\n  {said}"
        self.check(name, holds, wanted)
        return done


def check_documents(bench):
    one = bench.expect
    one("empty file", ["code", bench.file("empty.txt", "")], 1, "empty.txt: empty:", "1 rejected")
    one("blank file", ["code", bench.file("blank.txt", " \n\n")], 1, "empty:")
    one("missing file", ["code", bench.path("nothing.txt")], 1, "nothing.txt: io:")
    (bench.folder / "bare").mkdir()
    one("folder without documents", ["code", bench.path("bare")], 1, "empty: no documents in")
    invalid = bench.file("invalid.txt", PLAIN.encode()[:81] + b"\xff\xfe\xd9" * 9)
    one("invalid UTF-8", ["code", invalid], 1, "invalid.txt: encoding:")
    one("18 device", ["code", "/dev/zero"], 1, "/dev/zero: io:")
    os.mkfifo(bench.path("pipe"))
    one("18 pipe", ["code", bench.path("pipe")], 1, "pipe: io:")
    large = bench.file("large.txt", PLAIN * 100)
    one("large file", ["code", "--max-document", "1K", large], 1, "too_large:")
    one("empty standard input", ["code", "-"], 1, "-: empty:")
    escape = bench.file("a\x1b[31mb\n.txt", "")
    done = one("45 control characters in a name", ["code", escape], 1, "a\\x1b[31mb\\x0a.txt")
    bench.check("no escape on standard error", b"\x1b" not in done.stderr)


def check_encodings(bench):
    for name in ("windows-1256", "iso8859-6", "utf-16", "utf-16-le", "utf-8-sig"):
        path = bench.file(f"{name}.txt", PLAIN.encode(name))
        done = bench.expect(name, ["analyze", path], 0, "1 document, 0 rejected")
        words = [token["text"] for token in json.loads(done.stdout)["tokens"]]
        bench.check(f"{name} is decoded", words[0] == "زار" and "أنقرة" in words, words)


def check_lines(bench):
    broken = {
        "broken JSON": (b'{"id": "x", "text": ', "format: broken JSON"),
        "not an object": (b"[1, 2]", "format: not a JSON object"),
        "11 duplicate keys": (b'{"id": "x", "id": "y", "text": "z"}', "duplicate object key"),
        "12 no id": ({"text": "x"}, '"id" is missing'),
        "no text": ({"id": "x"}, '(x): format: "text" is missing'),
        "12 null text": ({"id": "x", "text": None}, '"text" is null'),
        "text is a list": ({"id": "x", "text": ["y"]}, '"text" is an array'),
        "id is a number": ({"id": 7, "text": "y"}, '"id" is a number'),
        "wrong date": ({"id": "x", "text": "y", "date": "05/03/2024"}, "write a day as YYYY-MM-DD"),
        "30 February": ({"id": "x", "text": "y", "date": "2024-02-30"}, "2024-02-30"),
        "empty text": ({"id": "x", "text": ""}, "(x): empty:"),
        "11 deep nesting": (b'{"id":"x","text":"y","z":' + b"[" * 9999, "nested deeper"),
        "11 lone surrogate": (b'{"id": "x", "text": "\\ud800"}', "format:"),
        "invalid UTF-8": (b'{"id": "x", "text": "\xff\xfe\xff"}', "encoding:"),
        "two values": (b'{"id": "x", "text": "y"} {}', "format:"),
        "7 50 MB line": (b'{"id": "x", "text": "' + b"z" * 50_000_000 + b'"}', "too_large: a line of"),
    }
    for name, (line, message) in broken.items():
        path = bench.lines("lines.jsonl", line, GOOD)
        if name == "broken JSON":  # the first byte decides what a file is
            path = bench.lines("lines.jsonl", GOOD, line, dict(GOOD, id="last"))
        if name == "not an object":
            path = bench.lines("lines.jsonl", GOOD, line)
        done = bench.expect(name, ["code", path], 0, message, "1 rejected")
        documents = {json.loads(row)["doc"] for row in done.stdout.splitlines()}
        bench.check(f"{name}: the good one is coded", "good" in documents, documents)


def check_rejects(bench):
    path = bench.lines("mixed.jsonl", GOOD, {"id": "q\u202e", "text": 1}, dict(GOOD, id="b"))
    rejects = bench.path("rejects.jsonl")
    bench.expect(
        "list of rejects",
        ["code", path, bench.path("gone"), "--rejects", rejects],
        0,
        "mixed.jsonl:2 (q\\u202e): format:",
        "2 documents",
        "2 rejected (listed in",
    )
    with open(rejects, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    first = len(json.dumps(GOOD)) + 1
    told = [(row["line"], row["byte_offset"], row["id"], row["code"]) for row in rows]
    wanted = [(2, first, "q\u202e", "format"), (None, 0, None, "io")]
    bench.check("places of rejects", told == wanted, told)
    keys = ["source", "byte_offset", "line", "id", "code", "message"]
    bench.check("keys of rejects", all(list(row) == keys for row in rows), rows)
    bench.expect("rejects nowhere", ["code", path, "--rejects", "/nonexistent/r"], 4, "rejects")


def check_knowledge(bench):
    good = bench.lines("good.jsonl", GOOD)
    whole = pathlib.Path(bench.knowledge).read_bytes()
    short = bench.file("short.knowledge", whole[: len(whole) // 2])
    other = bench.file("other.knowledge", whole[:8] + b"\x63\0\0\0" + whole[12:])
    damaged = bytearray(whole)
    damaged[len(whole) // 3] ^= 0xFF
    damaged = bench.file("damaged.knowledge", bytes(damaged))
    text = bench.file("text.knowledge", PLAIN)
    bench.expect("39 truncated knowledge", ["code", "--knowledge", short, good], 3, "short.knowledge")
    bench.expect("other version", ["code", "--knowledge", other, good], 3, "version")
    bench.expect("no knowledge", ["code", "--knowledge", text, good], 3, "text.knowledge")
    bench.expect("missing knowledge", ["code", "--knowledge", "/nonexistent", good], 3)
    bench.expect("check finds damage", ["knowledge", "check", damaged], 3)
    bench.expect("check finds a cut", ["knowledge", "check", short], 3)
    bench.expect("check of the whole", ["knowledge", "check", str(bench.knowledge)], 0)
    bench.expect("named by the environment", ["code", good], 3, environment={"RASID_KNOWLEDGE": text})
    (bench.folder / "dictionary" / "lexicon").mkdir(parents=True)
    bench.file("dictionary/lexicon/verbs.tsv", "v.broken\n")
    bench.expect(
        "faults in a dictionary",
        ["code", good, "--extra", bench.path("dictionary")],
        3,
        "verbs.tsv:1",
    )


def check_calls(bench):
    one = bench.expect
    usage = ("usage: rasid", "example: rasid")
    one("no command", [], 2, *usage)
    one("wrong command", ["cod"], 2, "no command cod; did you mean code?", *usage)
    far = one("a command like none", ["destroy"], 2, "no command destroy\n", *usage)
    bench.check("no guess at it", b"did you mean" not in far.stderr, far.stderr)
    one("no path", ["code"], 2, "PATH... is missing", *usage)
    one("no table", ["places", "import"], 2, "TABLE is missing", *usage)
    one("unknown option", ["code", "--fast", "x"], 2, "no option --fast\n", *usage)
    one("letters changed", ["show", "--fromat=csv"], 2, "--fromat=csv; did you mean --format?")
    one("only options of the command are meant", ["code", "--limi", "3"], 2, "no option --limi\n")
    one("a type that there is not", ["show", "--db", "x", "--event", "ASSAULT,WAR"], 2, "MOBILIZE", "not ASSAULT,WAR")
    one("a type in small letters", ["stats", "--db", "x", "--event", "assault"], 2, "not assault")
    one("no type", ["show", "--db", "x", "--event", "ASSAULT,"], 2, "not ASSAULT,")
    one("a status that there is not", ["export", "--db", "x", "--status", "occured"], 2, "occurred, ongoing")
    one("no table of commas here", ["stats", "--db", "x", "--format", "csv"], 2, "table or jsonl, not csv")
    one("option of another command", ["code", "--limit", "3", "x"], 2, "--limit", *usage)
    one("option without a value", ["code", "x", "--db"], 2, "--db needs a value", *usage)
    one("wrong date", ["code", "x", "--date", "2024-02-30"], 2, "not 2024-02-30", *usage)
    one("wrong format", ["code", "x", "--format=xml"], 2, "table, jsonl or csv, not xml", *usage)
    one("wrong score", ["code", "x", "--min-score", "high"], 2, "not high", *usage)
    one("wrong size", ["code", "x", "--max-document", "-1"], 2, "not -1", *usage)
    one("too much", ["explain", "a", "b"], 2, "too much: b", *usage)
    one("show without a database", ["show"], 2, "--db DATABASE is missing", *usage)
    one("knowledge without a verb", ["knowledge", "burn"], 2, "check or info, not burn", *usage)
    asked = one("help of a command", ["help", "show"], 0)
    same = bench.run("show", "--help").stdout
    bench.check("it is that of --help", asked.stdout == same and same, asked.stdout)
    overview = one("help", ["--help"], 0).stdout.decode()
    commands = re.findall(r"^  ([a-z]+)  ", overview, re.M)
    bench.check("there are commands", len(commands) > 10, commands)
    for command in commands:
        done = one(f"{command} --help", [command, "--help"], 0)
        examples = done.stdout.decode().split("examples:\n")[1].splitlines()
        bench.check(f"{command} --help has three examples", len(examples) == 3, examples)


def check_days(bench):
    """Whoever forgets --date is told so, and only then."""
    text = bench.file("article.txt", "اعتقلت الشرطة المصرية أمس خمسة متظاهرين في القاهرة.".encode())
    told = "1 document without a day of publication"
    for name, call in (("code", ["code", text]), ("import", ["import", text, "--db", bench.path("day.db")])):
        bench.expect(f"{name} without a day", call, 0, told)
    done = bench.run("code", text, "--date", "2024-03-05")
    bench.check("with a day nothing is told", told.encode() not in done.stderr, done.stderr)
    table = bench.run("code", text, "--format", "table").stdout.decode()
    bench.check("an unknown day has no precision", "unknown  " in table and "(day)" not in table, table)


def check_outputs(bench):
    good = bench.lines("good.jsonl", GOOD)
    with open("/dev/full", "wb") as full:
        bench.expect("36 full disk", ["code", good], 4, "could not be written", stdout=full)
    bench.expect("full disk for rejects", ["code", good, "/gone", "--rejects", "/dev/full"], 4)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = bench.run("code", good, stdout=closed)
    quiet = b"written" not in done.stderr and b"rror" not in done.stderr
    bench.check("36 closed pipe is quiet", done.returncode in (4, -13) and quiet, done.stderr)


def check_databases(bench):
    good = bench.lines("good.jsonl", GOOD)
    database = bench.path("events.db")
    done = bench.expect("coding into a database", ["code", good, "--db", database], 0, "1 document")
    bench.check("nothing but a summary", done.stdout == b"", done.stdout)
    for kind in ("jsonl", "csv", "table"):
        coded = bench.run("code", good, "--format", kind).stdout
        shown = bench.run("show", "--db", database, "--format", kind).stdout
        bench.check(f"shown as coded: {kind}", coded == shown and coded, (coded, shown))
    none = ["--event", "AID,PROTEST", "--status", "denied", "--db", database]
    for name, call in (("show", ["show"]), ("export", ["export", "--as", "jsonl"])):
        done = bench.expect(f"{name}: nothing fits", [*call, *none], 0, "no record fits")
        bench.check(f"{name}: nothing is written", done.stdout == b"", done.stdout)
    bench.expect("no gold", ["export", "--as", "gold", "--db", database], 0, "no document is complete")
    bench.expect("no agreement", ["agreements", "--db", database], 0, "no agreement fits")
    bench.expect("no incident", ["incidents", "--event", "AID", "--db", database], 0, "no incident fits")
    bench.expect("no database", ["show", "--db", bench.path("none.db")], 4, "none.db")
    bench.check("none was made", not (bench.folder / "none.db").exists())
    bench.expect("a text as database", ["code", good, "--db", bench.file("t.db", PLAIN)], 4)
    foreign = bench.path("foreign.db")
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = pathlib.Path(foreign).read_bytes()
    bench.expect("23 database of others", ["code", good, "--db", foreign], 4, "not a database of rasid")
    bench.check("it is left alone", pathlib.Path(foreign).read_bytes() == before)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    connection.close()
    bench.expect("newer database", ["show", "--db", database], 4, "schema 99")
    bench.expect("folder as database", ["code", good, "--db", bench.path("")], 4)


def check_surroundings(bench):
    good = bench.lines("good.jsonl", GOOD)
    plain = bench.run("code", good).stdout
    for locale in ("tr_TR.UTF-8", "de_DE.UTF-8", "ar_EG.UTF-8", "C"):
        coded = bench.run("code", good, environment={"LC_ALL": locale}).stdout
        bench.check(f"same bytes under {locale}", coded == plain and plain, coded)
    bad = bench.lines("around.jsonl", {"id": "x", "text": 1}, GOOD, b"{", dict(GOOD, id="y"))
    both = bench.run("code", bad).stdout.decode().splitlines()
    alone = [line for line in both if '"doc": "good"' in line]
    bench.check("a bad neighbour changes nothing", "\n".join(alone) + "\n" == plain.decode(), both)


def run(usage, checks, kind=Bench):
    """Runs the checks on the program that the command line names; the exit status."""
    if len(sys.argv) not in (2, 3):
        sys.exit(usage)
    program = pathlib.Path(sys.argv[1]).resolve()
    beside = os.environ.get("RASID_KNOWLEDGE") or program.parent / "rasid.knowledge"
    knowledge = sys.argv[2] if len(sys.argv) == 3 else beside
    with tempfile.TemporaryDirectory() as folder:
        bench = kind(program, pathlib.Path(knowledge).resolve(), pathlib.Path(folder))
        for check in checks:
            check(bench)
    print(f"{bench.passed} passed, {bench.failed} failed")
    return 1 if bench.failed else 0


CHECKS = (
    check_documents,
    check_encodings,
    check_lines,
    check_rejects,
    check_knowledge,
    check_calls,
    check_days,
    check_outputs,
    check_databases,
    check_surroundings,
    dictionaries.check_lint,
    dictionaries.check_places,
    dictionaries.check_explain,
)


if __name__ == "__main__":
    sys.exit(run(__doc__, CHECKS))
