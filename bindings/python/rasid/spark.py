"""Event records on Spark.

    import rasid.spark
    records = rasid.spark.code(spark.read.parquet("articles"), text="body", id="url", date="day")
    rasid.spark.good(records).write.parquet("records")

One coder lives in each Python worker of an executor. Documents reach it as Arrow batches, and
records leave it as Arrow batches, without a row ever becoming a Python object. The result has
the columns of `rasid code`, and `reject`: null in a record, and the reason in the row of a
document that could not be coded (of which `doc` alone is set beside it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _rasid
from ._batch import Batch

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, Observation

ROWS_A_SLICE = 256
"""Documents that are coded at once: bounds the memory of a worker, whatever Spark's batch."""

_SPAN = "`start` INT, `end` INT, `text` STRING"
_PARTIES = f"ARRAY<STRUCT<{_SPAN}, `name` STRING, `country` STRING, `sector` STRING, `code` STRING>>"
_COUNT = "STRUCT<`min` BIGINT, `max` BIGINT>"
_CANDIDATES = (
    "ARRAY<STRUCT<`name` STRING, `country` STRING, `admin1` STRING, "
    "`lat` DOUBLE, `lon` DOUBLE, `rule` STRING>>"
)
SCHEMA = (
    "`id` STRING, `doc` STRING, `published` STRING, `outlet` STRING, `sentence` INT, "
    "`event` STRING, `mode` STRING, `contexts` ARRAY<STRING>, `cameo` STRING, `quad` INT, "
    "`goldstein` DOUBLE, `plover_score` DOUBLE, "
    f"`mentions` ARRAY<STRUCT<{_SPAN}>>, `actor` {_PARTIES}, `recipient` {_PARTIES}, "
    f"`place` STRUCT<{_SPAN}, `name` STRING, `country` STRING, `admin1` STRING, "
    f"`lat` DOUBLE, `lon` DOUBLE, `precision` STRING, `reason` STRING, `candidates` {_CANDIDATES}>, "
    f"`date` STRUCT<{_SPAN}, `from` STRING, `to` STRING, `precision` STRING>, "
    f"`deaths` {_COUNT}, `injured` {_COUNT}, `detained` {_COUNT}, `crowd` {_COUNT}, "
    "`part_of` STRING, `about` STRING, `status` STRING, "
    f"`source` STRUCT<{_SPAN}, `stance` STRING>, `rules` ARRAY<STRING>, `score` DOUBLE, "
    "`reject` STRUCT<`code` STRING, `message` STRING, `position` BIGINT>"
)
"""The schema of the result, as Spark writes types."""

_PARTS = ("id", "text", "title", "date", "outlet", "url")
_coders = {}  # of this worker process, by their arguments


def code(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    date: str = "date",
    *,
    title: str = "title",
    outlet: str = "outlet",
    url: str = "url",
    knowledge: str | None = None,
    extra: str | tuple[str, ...] = (),
    min_score: float = 0.0,
    max_document_bytes: int = 0,
    observe: str | Observation | None = None,
) -> DataFrame:
    """The records of a DataFrame of documents, batch or streaming.

    The names say which column holds what; `text` and `id` must be there, the others are used when
    they are. Dates may be strings, dates or timestamps (the day in the session's time zone).
    `knowledge` and `extra` are paths on the executors. `observe` (a name, or an Observation)
    counts `records` and `rejects` while the job runs.
    """
    if isinstance(extra, str):
        extra = (extra,)
    columns = _chosen(df, dict(zip(_PARTS, (id, text, title, date, outlet, url))))
    worker = _Worker((knowledge, tuple(extra), min_score, max_document_bytes))
    records = df.select(*columns).mapInArrow(worker, SCHEMA)
    return records if observe is None else records.observe(observe, *_counts())


def good(records: DataFrame) -> DataFrame:
    """The records alone, without the column `reject`."""
    return records.where("reject IS NULL").drop("reject")


def rejects(records: DataFrame) -> DataFrame:
    """The documents that could not be coded: doc, code, message, position."""
    return records.where("reject IS NOT NULL").select("doc", "reject.*")


def _chosen(df, names):
    from pyspark.sql import functions as F

    types, columns = dict(df.dtypes), []
    for part, name in names.items():
        if name not in types:
            if part in ("id", "text"):
                raise KeyError(f"there is no column {name!r}; say which one holds the {part}: {part}=…")
            continue
        column = F.col(f"`{name}`")
        if part == "date" and types[name].startswith("timestamp"):
            column = column.cast("date")
        if part != "text" or types[name] != "string":
            column = column.cast("string")
        columns.append(column.alias(part))
    return columns


def _counts():
    from pyspark.sql import functions as F

    return F.count("id").alias("records"), F.count("reject").alias("rejects")


class _Worker:
    """What is sent to the executors: the arguments of the coder, not the coder."""

    def __init__(self, arguments):
        self.arguments = arguments

    def __call__(self, batches):
        import pyarrow

        coder = _coder_of(self.arguments)
        for batch in batches:
            for documents in _rasid.ArrowReader(batch.__arrow_c_stream__(), _PARTS):
                for start in range(0, len(documents), ROWS_A_SLICE):
                    stop = start + ROWS_A_SLICE
                    columns, _ = coder._coder.run(documents, start, stop, True)
                    part = Batch([columns], _rows=True)
                    yield from pyarrow.RecordBatchReader.from_stream(part)


def _coder_of(arguments):
    if arguments not in _coders:
        from ._coder import load

        knowledge, extra, min_score, max_bytes = arguments
        _coders[arguments] = load(
            knowledge, extra, min_score=min_score, max_document_bytes=max_bytes
        )
    return _coders[arguments]
