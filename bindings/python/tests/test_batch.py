"""Many texts: every kind of table in and out gives the command line's records."""

import datetime
import gc
import json
import subprocess
import sys
import threading

import duckdb
import pandas
import polars
import pyarrow
import pytest
from conftest import run

import rasid
from rasid.spark import SCHEMA


def kinds_of(documents):
    names = ("id", "text", "title", "date", "outlet", "url")
    lists = {name: [one.get(name) for one in documents] for name in names}
    table = pyarrow.table(lists)
    days = table["date"].cast(pyarrow.date32())
    large = [pyarrow.large_string()] * 6
    wide = pyarrow.schema(zip(names, large))
    articles = table  # DuckDB finds it by this name
    yield "list", documents
    yield "generator", (one for one in documents)
    yield "dict", lists
    yield "pandas", pandas.DataFrame(documents)
    yield "pandas with days", pandas.DataFrame(documents).assign(
        date=pandas.to_datetime([one["date"] for one in documents])
    )
    yield "polars", polars.DataFrame(lists)
    yield "polars in chunks", polars.concat(
        [polars.DataFrame(documents[i : i + 7], schema=dict.fromkeys(names, str)) for i in range(0, len(documents), 7)],
        rechunk=False,
    )
    yield "polars with days", polars.DataFrame(lists).with_columns(polars.col("date").str.to_date())
    yield "polars, categories", polars.DataFrame(lists).with_columns(polars.col("title").cast(polars.Categorical))
    yield "arrow", table
    yield "arrow, 64 bits", table.cast(wide)
    yield "arrow, dictionary", table.set_column(2, "title", table["title"].dictionary_encode())
    yield "arrow, days", table.set_column(3, "date", days)
    for unit in ("s", "ms", "us", "ns"):
        yield f"arrow, {unit}", table.set_column(3, "date", days.cast(pyarrow.timestamp(unit)))
    yield "arrow, sliced", pyarrow.concat_tables([table.slice(0, 3), table.slice(3)])
    yield "arrow reader", table.to_reader(max_chunksize=11)
    found = duckdb.connect().execute("SELECT * FROM articles")
    yield "duckdb", getattr(found, "to_arrow_table", None) or found.fetch_arrow_table


def test_every_kind_of_table_gives_the_lines_of_the_command_line(coder, documents, expected):
    for kind, table in kinds_of(documents):
        batch = coder.code_batch(table() if callable(table) else table)
        assert batch.to_jsonl() == expected, kind
        assert batch.documents == len(documents) and not batch.rejects, kind


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_threads_change_nothing(coder, documents, expected, threads):
    assert coder.code_batch(documents * 3, threads=threads).to_jsonl() == expected * 3


def test_results_as_tables(coder, documents, expected):
    batch = coder.code_batch(documents)
    wanted = [json.loads(line) for line in expected.splitlines()]
    assert batch.to_dicts() == wanted and len(batch) == len(wanted)
    assert [record.id for record in batch] == [one["id"] for one in wanted]
    assert batch[-1].to_dict() == wanted[-1] and [one.id for one in batch[1:3]] == [wanted[1]["id"], wanted[2]["id"]]
    with pytest.raises(IndexError):
        batch[len(batch)]

    frame = batch.to_pandas()
    assert list(frame["id"]) == [one["id"] for one in wanted] and frame["score"].dtype == "float64"
    assert frame["place"][0] == wanted[0]["place"]
    for table in (batch.to_arrow(), pyarrow.table(batch), batch.to_polars().to_arrow(), polars.DataFrame(batch).to_arrow()):
        rows = table.to_pylist()
        assert [one["actor"] for one in rows] == [one["actor"] for one in wanted]
        assert [one["deaths"] for one in rows] == [one["deaths"] for one in wanted]
        assert [(one["date"] or {}).get("from") for one in rows] == [(one["date"] or {}).get("from") for one in wanted]
    batch.to_arrow().validate(full=True)
    assert rasid.Batch.from_records(batch).to_jsonl() == expected

    records = batch.to_arrow()  # found by name in the query
    query = "SELECT count(*), count(DISTINCT doc), sum(deaths.max) FROM records WHERE len(actor) > 0"
    chosen = [one for one in wanted if one["actor"]]
    deaths = sum(one["deaths"]["max"] or 0 for one in chosen if one["deaths"])
    assert duckdb.connect().execute(query).fetchall()[0] == (len(chosen), len({one["doc"] for one in chosen}), deaths)


def test_parquet_is_read_back(coder, documents, expected, tmp_path):
    batch = coder.code_batch(documents)
    batch.to_polars().write_parquet(tmp_path / "polars.parquet")
    import pyarrow.parquet

    pyarrow.parquet.write_table(batch.to_arrow(), tmp_path / "arrow.parquet")
    for path in tmp_path.iterdir():
        rows = pyarrow.parquet.read_table(path).to_pylist()
        assert rasid.Batch.from_records(without_nulls(rows)).to_jsonl() == expected
        assert duckdb.connect().execute(f"SELECT count(*) FROM '{path}'").fetchall()[0][0] == expected.count("\n")
        assert len(pandas.read_parquet(path)) == expected.count("\n")


def without_nulls(rows):
    """Arrow's tables have `candidates` in every place, the records only where there are some."""
    for row in rows:
        if row["place"] and row["place"]["candidates"] is None:
            del row["place"]["candidates"]
    return rows


def test_no_hard_dependency(documents):
    """Lists, dicts and pandas work where pyarrow and Polars cannot be imported."""
    script = (
        "import sys, json, rasid\n"
        "sys.modules['pyarrow'] = sys.modules['polars'] = None\n"
        "batch = rasid.load().code_batch(json.load(sys.stdin))\n"
        "print(len(batch), len(batch.to_dicts()), bool(batch.__arrow_c_stream__()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=json.dumps(documents[:9]), capture_output=True, text=True
    )
    assert not done.stderr
    count, dicts, is_stream = done.stdout.split()
    assert count == dicts != "0" and is_stream == "True"


def test_42_bad_rows_are_rejected_as_by_the_command_line(coder, tmp_path):
    good = {"id": "good", "text": "قتل ثلاثة جنود في غارة على درعا أمس", "date": "2024-03-05"}
    bad = [
        {**good, "id": "date", "date": "2024-13-05"},
        {**good, "id": "null", "text": None},
        {**good, "id": "type", "text": 5},
        {**good, "id": "empty", "text": ""},
        {**good, "id": ""},
        {**good, "id": None},
        {**good, "id": "huge", "text": "قتل " * 300_000, "title": "ق" * 4_200_000},
    ]
    lines = "".join(json.dumps(one) + "\n" for one in [bad[0], good, *bad[1:], good])
    rejects = tmp_path / "rejects.jsonl"
    expected = run("code", "-", "--format", "jsonl", "--rejects", rejects, text=lines)
    batch = coder.code_batch([bad[0], good, *bad[1:], good])
    assert batch.to_jsonl() == expected and expected.count("\n") == 2
    told = [json.loads(line) for line in rejects.read_text().splitlines()]
    ours = [reject.code for reject in batch.rejects]
    assert len(told) == len(bad) and ours == [one["code"] for one in told]
    assert [one.row for one in batch.rejects] == [0, 2, 3, 4, 5, 6, 7]
    assert batch.documents == 9 and "7 rejected" in repr(batch)


def test_arrow_that_is_wrong(coder):
    broken = pyarrow.Array.from_buffers(
        pyarrow.string(), 2, [None, pyarrow.py_buffer(b"\0\0\0\0\4\0\0\0\7\0\0\0"), pyarrow.py_buffer(b"ab\xff\xfeabc")]
    )
    batch = coder.code_batch(pyarrow.table({"text": broken}))
    (reject,) = [one for one in batch.rejects if one.row == 0]
    assert (reject.id, reject.code, reject.position) == ("0", "encoding", 2)
    zoned = pyarrow.array([0], pyarrow.timestamp("s", "UTC"))
    with pytest.raises(TypeError, match="without time zone"):
        coder.code_batch(pyarrow.table({"text": ["قتل"], "date": zoned}))
    with pytest.raises(TypeError, match="Arrow type"):
        coder.code_batch(pyarrow.table({"text": [[1]]}))
    with pytest.raises(KeyError, match="text="):
        coder.code_batch(pyarrow.table({"body": ["قتل"]}))
    with pytest.raises(KeyError, match="text="):
        coder.code_batch(pandas.DataFrame({"body": ["قتل"]}))
    with pytest.raises(TypeError, match="use code"):
        coder.code_batch("قتل")
    with pytest.raises(TypeError):
        coder.code_batch(5)


def test_42_empty_tables(coder):
    for table in ([], {"text": []}, pyarrow.table({"text": pyarrow.array([], pyarrow.string())}), polars.DataFrame({"text": []}, schema={"text": str})):
        batch = coder.code_batch(table)
        assert len(batch) == batch.documents == 0 and batch.to_jsonl() == ""
        assert batch.to_arrow().num_rows == 0 and batch.to_arrow().schema.names[0] == "id"
        assert list(batch.to_polars().columns) == list(batch.to_pandas().columns)


def test_names_and_numbered_documents(coder):
    text = "قتل ثلاثة جنود في غارة على درعا"
    by_name = coder.code_batch(polars.DataFrame({"body": [text], "key": [2**40]}), text="body", id="key")
    assert by_name[0].doc == str(2**40)
    numbered = coder.code_batch(pyarrow.table({"text": [text] * 3}).to_reader(max_chunksize=2))
    assert [one.doc for one in numbered] == ["0", "1", "2"]
    assert [one.doc for one in coder.code_batch([text, {"text": text, "id": 7}])] == ["0", "7"]
    day = [datetime.date(2024, 3, 5)]
    assert coder.code_batch({"text": [text], "date": day})[0].published == "2024-03-05"


def test_arrow_memory_outlives_its_batch(coder, documents, expected):
    """Columns may be kept, and dropped in another thread, after all else is gone."""
    table = coder.code_batch(documents).to_arrow()
    actor = table["actor"].combine_chunks().flatten().field("name")
    rules = table["rules"]
    before = actor.to_pylist(), rules.to_pylist()
    del table
    gc.collect()
    coder.code_batch(documents)
    assert (actor.to_pylist(), rules.to_pylist()) == before
    kept = [actor, rules]
    thread = threading.Thread(target=kept.clear)
    del actor, rules
    thread.start()
    thread.join()

    batch = coder.code_batch(documents)
    unread = batch.__arrow_c_stream__()
    reader = pyarrow.RecordBatchReader.from_stream(batch)
    reader.read_next_batch()
    del reader, unread
    assert batch.to_jsonl() == expected
    used = pyarrow.table({"text": ["قتل"]}).__arrow_c_stream__()
    names = ("id", "text", None, None, None, None)
    list(rasid._rasid.ArrowReader(used, names))
    with pytest.raises(OSError):
        list(rasid._rasid.ArrowReader(pyarrow.RecordBatchReader.from_batches(pyarrow.schema([("text", pyarrow.string())]), (1 / 0 for _ in [1])).__arrow_c_stream__(), names))


def test_columns_refuse_nonsense():
    for rows in ([5], [{"quad": "x"}], [{"id": 5}], [{"mentions": 5}], [{"mentions": [5]}], [{"id": "\ud800"}]):
        with pytest.raises((TypeError, ValueError)):
            rasid._rasid.Columns(rows)
    with pytest.raises(KeyError):
        rasid._rasid.Columns([]).column("none")


def test_the_schema_of_spark_is_that_of_arrow():
    schema = pyarrow.schema(rasid.Batch([], _rows=True))
    assert ", ".join(f"`{field.name}` {ddl(field.type)}" for field in schema) == SCHEMA


def ddl(kind):
    if pyarrow.types.is_struct(kind):
        return "STRUCT<" + ", ".join(f"`{one.name}` {ddl(one.type)}" for one in kind) + ">"
    if pyarrow.types.is_list(kind):
        return f"ARRAY<{ddl(kind.value_type)}>"
    return {"string": "STRING", "int32": "INT", "int64": "BIGINT", "double": "DOUBLE"}[str(kind)]
