#!/usr/bin/env python3
"""Kills imports at random moments (kill -9), goes on with them, and compares what is stored.

usage: kills.py PROGRAM [--kills 200] [--articles 1500] [--seed 1] [--jobs 2]

An import is killed between its start and the time that it would take, in up to three attempts, then
run to its end. After each kill the database must be whole, and in the end hold the rows of an import
that nobody disturbed: every table, every column. Prints how many kills hit and where.
"""

import argparse
import hashlib
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "errors"))

from databases import article  # noqa: E402


def searches(program, database):
    """What the index of words finds: its own tables depend on when they were merged."""
    words = ("القاهرة", "غارة", "وزير", "أمس", '"وقف إطلاق النار"', "متظاهر*")
    found = [
        subprocess.run([program, "db", "search", word, "--db", database, "--format", "jsonl"], capture_output=True).stdout
        for word in words
    ]
    return hashlib.sha256(b"".join(found)).hexdigest()


def state(program, database):
    connection = sqlite3.connect(database)
    names = ("runs", "documents", "superseded", "events", "mentions", "participants", "candidates", "decisions", "meta", "migrations")
    digest = hashlib.sha256()
    for name in names:
        for row in sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))):
            digest.update(row.encode())
    connection.close()
    return digest.hexdigest(), searches(program, database)


def stored(database):
    try:
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        count = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        connection.close()
        return count
    except sqlite3.OperationalError:
        return 0


def is_whole(database):
    if not os.path.exists(database):
        return True
    connection = sqlite3.connect(database)
    found = connection.execute("PRAGMA integrity_check").fetchall()
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    return found == [("ok",)] and not orphans


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    program = str(pathlib.Path(options.program).resolve())
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/articles.jsonl"
        lines = [json.dumps(article(i)) for i in range(options.articles)]
        pathlib.Path(path).write_text("\n".join(lines) + "\n")

        def arguments(database):
            return [program, "import", path, "--jobs", str(options.jobs), "--db", database]

        start = time.monotonic()
        subprocess.run(arguments(f"{folder}/whole.db"), check=True, stderr=subprocess.DEVNULL)
        whole = time.monotonic() - start
        wanted = state(program, f"{folder}/whole.db")
        kills = started = databases = 0
        shares = []
        while kills < options.kills:
            database = f"{folder}/killed{databases}.db"
            databases += 1
            for _ in range(chance.randint(1, 3)):
                process = subprocess.Popen(arguments(database), stderr=subprocess.DEVNULL)
                time.sleep(chance.uniform(0, whole * 1.05))
                process.send_signal(signal.SIGKILL)
                started += 1
                if process.wait() == -signal.SIGKILL:
                    kills += 1
                    shares.append(stored(database) / options.articles)
                if not is_whole(database):
                    sys.exit(f"{database} is damaged")
            subprocess.run(arguments(database), check=True, stderr=subprocess.DEVNULL)
            if state(program, database) != wanted:
                sys.exit(f"another table after kill {kills}")
            for name in pathlib.Path(folder).glob("killed*"):
                name.unlink()
        hit = [sum(low <= one < low + 0.25 for one in shares) for low in (0, 0.25, 0.5, 0.75)]
        print(f"{kills} kills of {started} runs, {databases} databases, all equal to the undisturbed one")
        print(f"stored when killed: {hit[0]} under a quarter, {hit[1]}, {hit[2]}, {hit[3]} over three quarters")


if __name__ == "__main__":
    main()
