#!/usr/bin/env python3
"""Time and memory of `rasid incidents` for N and 2N reports: is it near linear?

usage: incidents.py --program build/rasid [--reports 50000] [--dense] [--sizes 10000,100000,1000000]

Reports are those of tests/incidents/generate.py, coded by the program. Days grow with the reports, as an
archive does; with --dense both numbers fall into the same days, as more outlets do. Prints seconds of
processor time for linking all from nothing, for linking again after one document has come, and for
reading what is linked; exit status 1 when 2N takes more than 2.2 times as long as N. --sizes measures
these numbers of records instead, without a verdict.
"""

import argparse
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "incidents"))

import generate  # noqa: E402

REPORTS_PER_DEED = 4
DEEDS_PER_DAY = 40
MOST_GROWTH = 2.2
RECORDS_PER_REPORT = 1.53


AT_ONCE = 40000


def write(path, reports, days):
    """In parts, so that the reports need not be held; ids tell the part."""
    count = part = 0
    with open(path, "w", encoding="utf-8") as out:
        while count < reports:
            part += 1
            wanted = min(AT_ONCE, reports - count)
            documents, _ = generate.generate(4 + part, wanted // REPORTS_PER_DEED + 1, "report", days)
            for document in documents:
                document["id"] = f"{part}-{document['id']}"
                out.write(json.dumps(document, ensure_ascii=False) + "\n")
            count += len(documents)
    return count


def used(*command):
    """Seconds of the processor and megabytes of memory at most."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(program, folder, reports, days):
    database, texts, late = (str(folder / f"{reports}.{end}") for end in ("db", "jsonl", "late"))
    documents = write(texts, reports, days)
    generate.write_lines(
        late,
        [{"id": "late", "date": "2023-01-05", "text": "قتل أربعة جنود في تفجير في مدينة الموصل أمس."}],
    )
    subprocess.run([program, "import", texts, "--db", database], check=True, stderr=subprocess.DEVNULL)
    os.unlink(texts)
    link, linked = used(program, "incidents", "--db", database, "--limit", "1")
    subprocess.run([program, "import", late, "--db", database], check=True, stderr=subprocess.DEVNULL)
    again, _ = used(program, "incidents", "--db", database, "--limit", "1")
    read, reading = used(program, "incidents", "--db", database, "--format", "jsonl")
    with sqlite3.connect(database) as connection:
        records = connection.execute("SELECT count(*) FROM events").fetchone()[0]
        incidents = connection.execute("SELECT count(*) FROM incidents").fetchone()[0]
    connection.close()
    os.unlink(database)
    print(
        f"{documents} documents, {records} records, {incidents} incidents: "
        f"link {link:.2f} s and {linked:.0f} MB, again {again:.2f} s, read {read:.2f} s and {reading:.0f} MB",
        flush=True,
    )
    return records, link


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--reports", type=int, default=50000)
    parser.add_argument("--dense", action="store_true")
    parser.add_argument("--sizes", type=lambda text: [int(one) for one in text.split(",")])
    arguments = parser.parse_args()
    if arguments.sizes:
        with tempfile.TemporaryDirectory() as name:
            for size in arguments.sizes:
                # Some texts give two records.
                reports = int(size / RECORDS_PER_REPORT)
                days = reports // REPORTS_PER_DEED // DEEDS_PER_DAY + 1
                measure(arguments.program, pathlib.Path(name), reports, days)
        return 0
    growth = []
    with tempfile.TemporaryDirectory() as name:
        for reports in (arguments.reports, 2 * arguments.reports):
            growing = reports // REPORTS_PER_DEED // DEEDS_PER_DAY + 1
            fixed = 2 * arguments.reports // REPORTS_PER_DEED // DEEDS_PER_DAY + 1
            days = fixed if arguments.dense else growing
            growth.append(measure(arguments.program, pathlib.Path(name), reports, days))
    (few, short), (many, long) = growth
    ratio = (long / short) / (many / few / 2)
    print(f"time(2n) / time(n) = {ratio:.2f}")
    return 0 if ratio <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
