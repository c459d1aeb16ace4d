#!/usr/bin/env python3
"""Agreements and what came of them, from texts on.

usage: agreements.py PROGRAM [KNOWLEDGE]

Last line: N passed, N failed.
"""

import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "errors"))

from run import Bench  # noqa: E402

ARTICLES = (
    ("t1", "2024-03-02", "صحيفة الشرق", "اتفقت الحكومة اليمنية والحوثيون أمس على وقف إطلاق النار في الحديدة."),
    ("t2", "2024-03-06", "صحيفة الغرب", "قصف الحوثيون أمس مواقع للجيش اليمني في الحديدة، ما أسفر عن مقتل أربعة جنود."),
    ("t3", "2024-03-08", "صحيفة الغرب", "اتهمت الحكومة اليمنية الحوثيين اليوم بخرق الهدنة في الحديدة."),
    ("t4", "2024-03-12", "صحيفة الشرق", "التقى وزير الخارجية اليمني أمس وفد الحوثيين في مسقط."),
    # Between others: it is no breach.
    ("t5", "2024-03-13", "صحيفة الشرق", "قتل ثلاثة أشخاص في غارة للجيش السوري على إدلب أمس."),
    ("t6", "2024-05-02", "صحيفة الشرق", "وقعت مصر والسودان أمس اتفاقا للتعاون الزراعي في الخرطوم."),
    ("t7", "2024-05-20", "صحيفة الشرق", "أعلنت الحكومة اليمنية والحوثيون أمس هدنة جديدة في الحديدة."),
    ("t8", "2024-05-21", "صحيفة الشمال", "التقى رئيس الوزراء السوداني أمس نظيره المصري في القاهرة."),
    # What follows the second truce; the first one's list has ended with it.
    ("t9", "2024-06-02", "صحيفة الشمال", "قصف الجيش اليمني أمس مواقع للحوثيين في تعز."),
)
# Another paper prints the report of the attack: it is one deed still.
COPY = ("t10", "2024-03-06", "صحيفة الجنوب", ARTICLES[1][3])


def line(article):
    return dict(zip(("id", "date", "outlet", "text"), article))


def ask(bench, database, *options):
    done = bench.expect(
        f"agreements {' '.join(options)}",
        ["agreements", "--db", database, "--format", "jsonl", *options],
        0,
    )
    return [json.loads(one) for one in done.stdout.splitlines()]


def sides(agreement):
    return sorted(one["code"] for one in agreement["parties"])


def check_fate(bench, database):
    found = ask(bench, database)
    seen = [(one["kind"], one["day"], sides(one), one["held_days"]) for one in found]
    yemen = ["YEMGOV", "YEMREBHTH"]
    wanted = [
        ("truce", "2024-03-01", yemen, 4),
        ("agreement", "2024-05-01", ["EGYGOV", "SDNGOV"], None),
        ("truce", "2024-05-19", yemen, 13),
    ]
    bench.check("who, when, how long", seen == wanted, seen)
    first, accord, second = found
    bench.check("where", first["place"] == "Al-Hudaydah" and first["place_country"] == "YEM", first)
    bench.check("who broke it", first["ended_by"]["party"]["code"] == "YEMREBHTH", first["ended_by"])
    bench.check("not the other side", second["ended_by"]["party"]["code"] == "YEMMIL", second["ended_by"])
    seen = [(one["kind"], one["day"], one["days_after"]) for one in first["followed"]]
    wanted = [("violence", "2024-03-05", 4), ("accusation", "2024-03-08", 7), ("talks", "2024-03-11", 10)]
    bench.check("what followed", seen == wanted, seen)
    attack = first["followed"][0]
    bench.check("the toll", attack["deaths"] == 4, attack)
    bench.check("by whom reported", sorted(attack["outlets"]) == ["صحيفة الجنوب", "صحيفة الغرب"], attack)
    bench.check("a copy is no other deed", first["counts"]["violence"] == 1, first["counts"])
    bench.check("talks behind an agreement", [one["kind"] for one in accord["followed"]] == ["talks"], accord)


def check_choices(bench, database):
    talks = ask(bench, database, "--kind", "talks")
    bench.check("talks", {one["kind"] for one in talks} == {"talks"} and len(talks) == 2, talks)
    some = ask(bench, database, "--actor", "EGY")
    bench.check("of one party", [one["kind"] for one in some] == ["agreement"], some)
    some = ask(bench, database, "--from", "2024-05-02", "--place-country", "YEM")
    bench.check("of a time and country", [one["day"] for one in some] == ["2024-05-19"], some)
    bench.check("the first", len(ask(bench, database, "--limit", "1")) == 1)
    bench.check("by two sources", not ask(bench, database, "--min-sources", "2"))
    shown = bench.run("agreements", "--db", database, "--format", "table").stdout.decode()
    bench.check("for a person", "held         4 days, until violence by Houthis" in shown, shown)
    bench.expect("no kind of that name", ["agreements", "--db", database, "--kind", "war"], 2, "truce, agreement or talks")
    bench.expect("not as csv", ["agreements", "--db", database, "--format", "csv"], 2)
    bench.expect("no database", ["agreements", "--db", bench.path("none.db")], 4)


def check_order(bench, first):
    """The same, whatever came first."""
    lines = [line(one) for one in (*ARTICLES, COPY)]
    other = bench.path("other.db")
    for number, one in enumerate(reversed(lines)):
        path = bench.lines(f"one{number}.jsonl", one)
        bench.expect("import", ["import", path, "--db", other], 0)
        if number == 4:
            ask(bench, other)
    bench.check("the same in any order", ask(bench, other) == ask(bench, first))


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program = pathlib.Path(sys.argv[1]).resolve()
    beside = os.environ.get("RASID_KNOWLEDGE") or program.parent / "rasid.knowledge"
    knowledge = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else beside).resolve()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(program, knowledge, pathlib.Path(folder))
        database = bench.path("truces.db")
        path = bench.lines("truces.jsonl", *[line(one) for one in (*ARTICLES, COPY)])
        bench.expect("import", ["import", path, "--db", database], 0, "10 new")
        check_fate(bench, database)
        check_choices(bench, database)
        check_order(bench, database)
    print(f"{bench.passed} passed, {bench.failed} failed")
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
