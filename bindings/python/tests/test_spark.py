"""Spark in earnest: a master, two executors in processes of their own, Python workers below them."""

import glob
import json
import os
import pathlib
import signal
import sys
import time

import duckdb
import pandas
import polars
import pyarrow.dataset
import pyspark
import pytest

import rasid
import rasid.spark

pytestmark = pytest.mark.spark

FIELDS = "id string, text string, title string, date string, outlet string, url string"
QUICK = "-XX:TieredStopAtLevel=1 -Xshare:auto"  # a short life is not worth much compiling


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    home = pathlib.Path(pyspark.__file__).parent
    (core,) = glob.glob(f"{home}/jars/spark-core_*.jar")
    work = tmp_path_factory.mktemp("spark")
    os.environ.update(
        SPARK_HOME=str(home),
        SPARK_SCALA_VERSION=core.rpartition("spark-core_")[2].partition("-")[0],
        SPARK_LOCAL_IP="127.0.0.1",
        SPARK_WORKER_DIR=str(work / "work"),
        PYSPARK_PYTHON=sys.executable,
    )
    session = (
        pyspark.sql.SparkSession.builder.master("local-cluster[2,1,768]")
        .config("spark.executor.memory", "512m")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.extraJavaOptions", QUICK)
        .config("spark.executor.extraJavaOptions", QUICK)
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(work / "warehouse"))
        .config("spark.local.dir", str(work / "local"))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def source(spark, tmp_path_factory, jsonl):
    path = tmp_path_factory.mktemp("source") / "articles.jsonl"
    path.write_text(jsonl, encoding="utf-8")
    return spark.read.schema(FIELDS).json(str(path)).repartition(4)


def lines_of(rows):
    """Rows of Arrow as the command line's lines, in the order of their ids."""
    for row in rows:
        if row["place"] and row["place"]["candidates"] is None:
            del row["place"]["candidates"]
        row.pop("reject", None)
    return sorted(rasid.Batch.from_records(rows).to_jsonl().splitlines())


def read(path):
    return pyarrow.dataset.dataset(str(path), format="parquet").to_table().to_pylist()


def test_two_executors_are_there(spark):
    status = spark.sparkContext._jsc.sc().statusTracker()
    for _ in range(100):
        if len(status.getExecutorInfos()) == 3:  # with the driver
            break
        time.sleep(0.2)
    assert len(status.getExecutorInfos()) == 3


def test_parquet_holds_the_records_of_the_command_line(source, expected, tmp_path):
    out = tmp_path / "records"
    rasid.spark.good(rasid.spark.code(source)).write.parquet(str(out))
    assert lines_of(read(out)) == sorted(expected.splitlines())
    count = expected.count("\n")
    files = f"{out}/*.parquet"
    dyads = "SELECT actor[1].country AS a, count(*) AS n FROM '{}' GROUP BY a ORDER BY n DESC, a"
    found = duckdb.connect().execute(dyads.format(files)).fetchall()
    assert sum(n for _, n in found) == count and len(found) > 5
    assert polars.read_parquet(files).height == len(pandas.read_parquet(out)) == count


def test_42_bad_rows_are_kept_and_counted(spark, tmp_path):
    from pyspark.sql import Observation

    rows = [("a", "قتل ثلاثة جنود في غارة", "2024-03-05"), ("b", None, None), ("c", "قتل", "05/03/2024"), ("d", "", None)]
    frame = spark.createDataFrame(rows, "id string, text string, date string").coalesce(1)
    observation = Observation("rasid")
    records = rasid.spark.code(frame, observe=observation).cache()
    rejects = rasid.spark.rejects(records).collect()
    assert [(row.doc, row.code) for row in rejects] == [("b", "format"), ("c", "format"), ("d", "empty")]
    assert rejects[1].message.startswith("the publication date")
    good = rasid.spark.good(records)
    assert "reject" not in good.columns and {row.doc for row in good.collect()} == {"a"}
    assert observation.get == {"records": good.count(), "rejects": 3}


def test_columns_of_other_names_and_types(spark):
    from pyspark.sql import functions as F

    frame = spark.createDataFrame([(7, "قتل جنديان أمس في درعا", "2024-03-05 22:00:00")], "key long, body string, day string")
    for kind in ("string", "date", "timestamp"):
        day = F.substring("day", 1, 10) if kind == "string" else F.col("day").cast(kind)
        (row,) = rasid.spark.code(frame.withColumn("day", day), text="body", id="key", date="day").collect()
        assert (row.doc, row.published, row.date["from"]) == ("7", "2024-03-05", "2024-03-04")
    with pytest.raises(KeyError, match="id="):
        rasid.spark.code(frame)


def test_a_stream_of_files(spark, jsonl, expected, tmp_path):
    """Two batches of files, with a restart between them: nothing twice, nothing lost."""
    lines = jsonl.splitlines(keepends=True)
    (tmp_path / "in").mkdir()
    for number, part in enumerate((lines[:50], lines[50:])):
        (tmp_path / "in" / f"{number}.jsonl").write_text("".join(part), encoding="utf-8")
        stream = spark.readStream.schema(FIELDS).json(str(tmp_path / "in"))
        records = rasid.spark.good(rasid.spark.code(stream, observe="rasid"))
        query = (
            records.writeStream.format("parquet")
            .option("path", str(tmp_path / "out"))
            .option("checkpointLocation", str(tmp_path / "checkpoint"))
            .trigger(availableNow=True)
            .start()
        )
        assert query.awaitTermination(120)
        counts = [dict(one.observedMetrics["rasid"].asDict()) for one in query.recentProgress if one.observedMetrics]
        assert counts and sum(one["rejects"] for one in counts) == 0
    rows = spark.read.parquet(str(tmp_path / "out"))
    assert rows.count() == expected.count("\n")
    (tmp_path / "all").mkdir()
    rows.coalesce(1).write.parquet(str(tmp_path / "all" / "p"))
    assert lines_of(read(tmp_path / "all" / "p")) == sorted(expected.splitlines())


class Killer:
    """Goes before the coder and kills, once: its own Python worker, or its whole executor."""

    def __init__(self, marker, whole_executor):
        self.marker, self.whole_executor = str(marker), whole_executor

    def __call__(self, batches):
        for number, batch in enumerate(batches):
            yield batch
            if number == 1 and self.is_first():
                os.kill(self.executor() if self.whole_executor else os.getpid(), signal.SIGKILL)
                time.sleep(60)

    def is_first(self):
        try:
            os.close(os.open(self.marker, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True

    @staticmethod
    def executor():
        """The JVM above this worker."""
        process = os.getpid()
        while True:
            stat = pathlib.Path(f"/proc/{process}/stat").read_text()
            if "CoarseGrainedExecutorBackend" in pathlib.Path(f"/proc/{process}/cmdline").read_text():
                return process
            process = int(stat.rpartition(")")[2].split()[1])


@pytest.mark.parametrize("whole_executor", [False, True], ids=["python worker", "executor"])
def test_42_a_worker_killed_in_the_middle_changes_nothing(spark, source, expected, tmp_path, whole_executor):
    from pyspark import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    marker = tmp_path / "killed"
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "5")
    try:
        frame = source.mapInArrow(Killer(marker, whole_executor), source.schema)
        rasid.spark.good(rasid.spark.code(frame)).write.parquet(str(tmp_path / "out"))
    finally:
        spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    assert marker.exists()
    assert lines_of(read(tmp_path / "out")) == sorted(expected.splitlines())


def test_42_a_worker_codes_in_slices(monkeypatch, documents):
    """What a worker yields is bounded by the slice, not by Spark's batch."""
    import pyarrow

    monkeypatch.setattr(rasid.spark, "ROWS_A_SLICE", 10)
    names = ("id", "text", "title", "date")
    table = pyarrow.table({name: [one.get(name) for one in documents] for name in names})
    batches = list(rasid.spark._Worker((None, (), 0.0, 0))(table.to_batches()))
    assert len(batches) == len(documents) / 10
    assert json.dumps(rasid.spark._Worker((None, (), 0.0, 0)).arguments)
    assert len(rasid.spark._coders) == 1
