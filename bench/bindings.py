#!/usr/bin/env python3
"""Are the records of command line, Python and Spark the same, and what does each cost?

usage: bindings.py DOCUMENTS.jsonl [--program P] [--runs N] [--no-spark]

Run it with a Python that has the package rasid (and pyspark). The same documents go through
`rasid code`, through `Coder.code` one by one, through `Coder.code_batch` with one thread and with
all, and through Spark on two executors; all outputs are compared byte by byte (Spark's as a sorted
list of lines, since it keeps no order). Costs are processor seconds, all processes together, the
best of N runs: other work on the machine changes those least. Spark is measured against the same
job with a function that hands its batches on unread: the difference is the coding, and what
remains of that beyond `code_batch` is the overhead of Spark per document.
"""

import argparse
import glob
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import rasid

FIELDS = "id string, text string, title string, date string, outlet string, url string"



def used_below():
    """Processor seconds of all processes that descend from this one, dead ones included."""
    ticks, parents = {}, {}
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            fields = pathlib.Path(path).read_text().rpartition(")")[2].split()
        except OSError:
            continue
        process = int(path.split("/")[2])
        parents[process], ticks[process] = int(fields[1]), sum(map(int, fields[11:15]))
    family = {os.getpid()}
    while True:
        more = {one for one, parent in parents.items() if parent in family} - family
        if not more:
            return sum(ticks[one] for one in family) / os.sysconf("SC_CLK_TCK")
        family |= more


def best(runs, work):
    """(least processor seconds, least seconds, the result)."""
    found = []
    for _ in range(runs):
        wall, used = time.perf_counter(), used_below()
        result = work()
        found.append((used_below() - used, time.perf_counter() - wall))
    return min(one[0] for one in found), min(one[1] for one in found), result


def report(name, used, wall, documents, megabytes, is_equal):
    rate = f"{documents / used:8.0f} docs {megabytes / used:6.2f} MB per core second"
    print(f"{name:34} {used:7.2f} s cpu {wall:7.2f} s wall {rate}  {is_equal}", flush=True)


def spark_session(work):
    import pyspark

    home = pathlib.Path(pyspark.__file__).parent
    (core,) = glob.glob(f"{home}/jars/spark-core_*.jar")
    os.environ.update(
        SPARK_HOME=str(home),
        SPARK_SCALA_VERSION=core.rpartition("spark-core_")[2].partition("-")[0],
        SPARK_LOCAL_IP="127.0.0.1",
        SPARK_WORKER_DIR=f"{work}/work",
        PYSPARK_PYTHON=sys.executable,
    )
    builder = pyspark.sql.SparkSession.builder.master("local-cluster[2,1,1024]")
    session = builder.config("spark.ui.enabled", "false").config("spark.local.dir", f"{work}/local").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session


def hand_on(batches):
    yield from batches


def measure_spark(arguments, work, documents, megabytes, expected):
    import pyarrow.dataset
    import rasid.spark

    spark = spark_session(work)
    spark.read.schema(FIELDS).json(arguments.documents).repartition(8).write.parquet(f"{work}/articles")
    frame = spark.read.parquet(f"{work}/articles")
    out = f"{work}/records"
    runs = arguments.runs + 1  # the first warms up
    idle = best(runs, lambda: frame.mapInArrow(hand_on, frame.schema).write.format("noop").mode("overwrite").save())
    report("spark, handing on", *idle[:2], documents, megabytes, "")
    coded = best(runs, lambda: rasid.spark.code(frame).write.mode("overwrite").parquet(out))
    rows = pyarrow.dataset.dataset(out, format="parquet").to_table().to_pylist()
    spark.stop()
    for row in rows:
        if row["place"] and row["place"]["candidates"] is None:
            del row["place"]["candidates"]
        del row["reject"]
    lines = sorted(rasid.Batch.from_records(rows).to_jsonl().splitlines())
    report("spark, coding into Parquet", *coded[:2], documents, megabytes, lines == sorted(expected.splitlines()))
    return idle[0], coded[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents")
    parser.add_argument("--program", default="build/rasid")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-spark", action="store_true")
    arguments = parser.parse_args()
    with open(arguments.documents, encoding="utf-8") as source:
        rows = [json.loads(line) for line in source]
    count = len(rows)
    megabytes = sum(len(row["text"].encode()) for row in rows) / 1e6
    print(f"{count} documents, {megabytes:.1f} MB of text")

    def command():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([arguments.program, "code", arguments.documents], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        command.used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return done.stdout.decode()

    command.used = []
    _, wall, expected = best(arguments.runs, command)
    report("rasid code", min(command.used), wall, count, megabytes, "")
    coder = rasid.load()
    names = ("date", "title", "outlet", "url")

    def one_by_one():
        return [coder.code(row["text"], id=row["id"], **{n: row.get(n) for n in names}) for row in rows]

    used, wall, records = best(arguments.runs, one_by_one)
    lines = "".join(f"{record.to_json()}\n" for some in records for record in some)
    report("Coder.code, one by one", used, wall, count, megabytes, lines == expected)
    del records
    batch_used = None
    for threads in sorted({1, len(os.sched_getaffinity(0))}):
        used, wall, batch = best(arguments.runs, lambda: coder.code_batch(rows, threads=threads))
        batch_used = batch_used or used
        report(f"code_batch, {threads} threads", used, wall, count, megabytes, batch.to_jsonl() == expected)
    print(f"code_batch against rasid code, per core: {min(command.used) / batch_used:.0%}")
    if not arguments.no_spark:
        with tempfile.TemporaryDirectory() as work:
            idle, coded = measure_spark(arguments, work, count, megabytes, expected)
        print(f"Spark beyond code_batch: {(coded - batch_used) / count * 1e3:.2f} ms a document, of which handing on {idle / count * 1e3:.2f} ms")


if __name__ == "__main__":
    main()
