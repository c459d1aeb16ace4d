#!/usr/bin/env python3
"""Time of `rasid incidents` for N and 2N reports: is it near linear?

usage: incidents.py --program build/rasid [--reports 50000] [--dense]

Reports are those of tests/incidents/generate.py, coded by the program. Days grow with the reports, as an
archive does; with --dense both numbers fall into the same days, as more outlets do. Prints seconds of
processor time for linking all from nothing, for linking again after one document has come, and for
reading what is linked; exit status 1 when 2N takes more than 2.2 times as long as N.
"""

import argparse
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "incidents"))

import generate  # noqa: E402

REPORTS_PER_DEED = 4
DEEDS_PER_DAY = 40
MOST_GROWTH = 2.2


def write(path, reports, days):
    documents, _ = generate.generate(5, reports // REPORTS_PER_DEED, "report", days)
    generate.write_lines(path, documents)
    return len(documents)


def used():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def seconds(*command):
    began = used()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return used() - began


def measure(program, folder, reports, days):
    database, texts, late = (str(folder / f"{reports}.{end}") for end in ("db", "jsonl", "late"))
    documents = write(texts, reports, days)
    generate.write_lines(
        late,
        [{"id": "late", "date": "2023-01-05", "text": "قتل أربعة جنود في تفجير في مدينة الموصل أمس."}],
    )
    subprocess.run([program, "code", "--db", database, texts], check=True, stderr=subprocess.DEVNULL)
    link = seconds(program, "incidents", "--db", database, "--limit", "1")
    subprocess.run([program, "code", "--db", database, late], check=True, stderr=subprocess.DEVNULL)
    again = seconds(program, "incidents", "--db", database, "--limit", "1")
    read = seconds(program, "incidents", "--db", database, "--format", "jsonl")
    counted = subprocess.run(
        [program, "show", "--db", database, "--format", "jsonl"], check=True, capture_output=True
    )
    records = counted.stdout.count(b"\n")
    print(
        f"{documents} documents, {records} records: link {link:.2f} s, "
        f"again {again:.2f} s, read {read:.2f} s",
        flush=True,
    )
    return records, link


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--reports", type=int, default=50000)
    parser.add_argument("--dense", action="store_true")
    arguments = parser.parse_args()
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
