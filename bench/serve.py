#!/usr/bin/env python3
"""How fast `rasid serve` answers on a large database, alone and under load.

usage: serve.py --program build/rasid [--events 500000] [--database FILE] [--wrk] [--seconds 30]

Fills a database with the invented reports of tests/incidents/generate.py (kept as FILE when it is
named, and taken from there when it exists), starts the server, asks every kind of question with
filters of all sorts, each for the first time (nothing of it is cached), and prints the times. With
--wrk, 200 connections ask at once (wrk). Exit status 1 when a question takes more than 200 ms at
p95, or wrk sees an error.
"""

import argparse
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "incidents"))

import generate  # noqa: E402

RECORDS_PER_REPORT = 1.0
REPORTS_PER_DEED = 4
DEEDS_PER_DAY = 40
MOST_SECONDS = 0.2
ROUNDS = 30
WRK_LUA = """
local paths = {%s}
local at = 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
"""


def fill(program, database, events, folder):
    seed = 5
    while count(program, database) < events:
        missing = events - count(program, database)
        reports = min(40000, int(missing / RECORDS_PER_REPORT) + 400)
        deeds = reports // REPORTS_PER_DEED
        documents, _ = generate.generate(seed, deeds, "report", deeds // DEEDS_PER_DAY + 30)
        for document in documents:
            document["id"] = f"{seed}-{document['id']}"
            if document.get("url"):
                document["url"] += f"?{seed}"
        path = str(folder / "reports.jsonl")
        generate.write_lines(path, documents)
        subprocess.run([program, "code", "--db", database, path], check=True, stderr=subprocess.DEVNULL)
        seed += 1
    subprocess.run(
        [program, "incidents", "--db", database, "--limit", "1"], check=True, stdout=subprocess.DEVNULL
    )
    subprocess.run([program, "db", "vacuum", "--db", database], check=True)


def count(program, database):
    if not os.path.exists(database):
        return 0
    import sqlite3

    connection = sqlite3.connect(database)
    number = connection.execute("SELECT count(*) FROM events").fetchone()[0]
    connection.close()
    return number


def start(program, database):
    began = time.monotonic()
    server = subprocess.Popen(
        [program, "serve", "--db", database, "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    address = server.stdout.readline().strip()
    print(f"ready after {time.monotonic() - began:.2f} s: {address}", flush=True)
    return server, address + "api/v1"


def filters(chance):
    """One set of filters as somebody may choose them."""
    day = f"2023-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    west, south = chance.uniform(-10, 45), chance.uniform(10, 35)
    choices = [
        {"from": day},
        {"to": day},
        {"event": chance.choice(["ASSAULT", "CONSULT", "PROTEST,COERCE", "AGREE"])},
        {"status": chance.choice(["occurred", "planned", "occurred,ongoing"])},
        {"quad": chance.choice(["4", "1,2"])},
        {"country": chance.choice(["SYR", "IRQ,YEM", "LBN"])},
        {"bbox": f"{west:.2f},{south:.2f},{west + 10:.2f},{south + 8:.2f}"},
        {"party": chance.choice(["SYR", "IRQ", "YEMGOV"])},
        {"actor": chance.choice(["IRQ", "SYRMIL"])},
        {"recipient": "IRQ"},
        {"min_score": f"{chance.uniform(0, 1):.3f}"},
        {"min_deaths": str(chance.randint(1, 9))},
        {"q": chance.choice(["قتل", "الموصل", "محادثات", "وزير"])},
        {},
    ]
    chosen = {}
    for choice in chance.sample(choices, chance.randint(1, 3)):
        chosen.update(choice)
    return chosen


QUESTIONS = {
    "events": {"limit": "50"},
    "events, by deaths": {"sort": "-deaths", "limit": "50"},
    "facets": {},
    "stats": {"by": "day"},
    "places": {},
    "actors": {"limit": "100"},
    "agreements": {"limit": "20"},
    "incidents": {"limit": "50"},
    "documents": {"limit": "50"},
}
NARROW = {
    "incidents": "from to event status country place bbox party min_deaths".split(),
    "documents": ["from", "to", "q"],
}


def address_of(kind, chosen):
    way = kind.split(",")[0]
    known = NARROW.get(way)
    asked = {key: value for key, value in chosen.items() if known is None or key in known}
    return f"/{way}?" + urllib.parse.urlencode({**QUESTIONS[kind], **asked})


def measure(base):
    chance = random.Random(1)
    worst = 0
    for kind in QUESTIONS:
        times = []
        for _ in range(ROUNDS):
            chosen = filters(chance)
            chosen["min_score"] = f"{chance.uniform(0, 0.3):.6f}" if "min_score" in (NARROW.get(kind.split(",")[0]) or ["min_score"]) else ""
            request = urllib.request.Request(base + address_of(kind, chosen))
            began = time.perf_counter()
            with urllib.request.urlopen(request) as answer:
                answer.read()
            times.append(time.perf_counter() - began)
        times.sort()
        p95 = times[int(len(times) * 0.95)]
        worst = max(worst, p95)
        middle = times[len(times) // 2]
        print(f"{kind:20} median {middle * 1000:6.1f} ms  p95 {p95 * 1000:6.1f} ms", flush=True)
    return worst


def load(base, seconds, folder):
    chance = random.Random(2)
    prefix = urllib.parse.urlparse(base).path
    paths = [prefix + address_of(kind, filters(chance)) for kind in QUESTIONS for _ in range(12)]
    script = folder / "paths.lua"
    script.write_text(WRK_LUA % ", ".join(f'"{path}"' for path in paths), encoding="utf-8")
    command = ["wrk", "-t2", "-c200", f"-d{seconds}s", "--timeout", "30s", "--latency", "-s", str(script), base]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print(told)
    return "Socket errors" not in told and "Non-2xx" not in told


def memory(server):
    for line in pathlib.Path(f"/proc/{server.pid}/status").read_text().splitlines():
        if line.startswith(("VmHWM", "VmRSS")):
            print(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--events", type=int, default=500000)
    parser.add_argument("--database")
    parser.add_argument("--wrk", action="store_true")
    parser.add_argument("--seconds", type=int, default=30)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        database = arguments.database or str(folder / "events.db")
        if count(arguments.program, database) < arguments.events:
            fill(arguments.program, database, arguments.events, folder)
        print(f"{count(arguments.program, database)} records", flush=True)
        server, base = start(arguments.program, database)
        try:
            worst = measure(base)
            is_loaded = load(base, arguments.seconds, folder) if arguments.wrk else True
            memory(server)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()
    return 0 if worst <= MOST_SECONDS and is_loaded else 1


if __name__ == "__main__":
    sys.exit(main())
