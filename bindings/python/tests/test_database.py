"""Databases that the command line has written."""

import json
import shutil
import sqlite3

import pytest
from conftest import run

import rasid


@pytest.fixture(scope="module")
def database(tmp_path_factory, jsonl):
    path = tmp_path_factory.mktemp("db") / "events.db"
    run("code", "-", "--db", path, text=jsonl)
    return path


def shown(database, *arguments):
    return run("show", "--db", database, "--format", "jsonl", *arguments)


@pytest.mark.parametrize(
    "arguments, chosen",
    [
        ((), {}),
        (("--event", "ASSAULT"), {"event": "ASSAULT"}),
        (("--from", "2023-05-01", "--to", "2023-06-30"), {"start": "2023-05-01", "end": "2023-06-30"}),
        (("--limit", "5"), {"limit": 5}),
    ],
)
def test_records_are_those_that_the_command_line_shows(database, arguments, chosen):
    batch = rasid.read_db(database, **chosen)
    assert batch.to_jsonl() == shown(database, *arguments) != ""
    assert batch.documents == 130 and batch.to_arrow().num_rows == len(batch)


def test_one_document(database, documents):
    batch = rasid.read_db(database, document=documents[0]["id"])
    assert {record.doc for record in batch} == {documents[0]["id"]}


def test_reading_changes_nothing(database):
    before = database.read_bytes()
    rasid.read_db(database)
    assert database.read_bytes() == before


def test_a_database_that_nobody_may_write_beside(database, tmp_path, monkeypatch):
    import shutil

    from rasid import _database

    (tmp_path / "fixed").mkdir()
    fixed = tmp_path / "fixed" / "events.db"
    shutil.copy(database, fixed)
    assert _database._mode(str(fixed)) == "mode=ro"
    monkeypatch.setattr("os.access", lambda path, mode: path != str(fixed.parent))
    assert _database._mode(str(fixed)) == "immutable=1"
    assert rasid.read_db(fixed).to_jsonl() == shown(database)
    assert [one.name for one in fixed.parent.iterdir()] == ["events.db"]


def test_other_files_are_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        rasid.read_db(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("no database, " * 100)
    with pytest.raises(rasid.KnowledgeError, match="not a database of rasid"):
        rasid.read_db(tmp_path / "text.db")
    with sqlite3.connect(tmp_path / "old.db") as old:
        old.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        old.execute("INSERT INTO meta VALUES ('schema', '1')")
        old.execute(f"PRAGMA application_id = {0x72736964}")
    with pytest.raises(rasid.KnowledgeError, match="rasid db upgrade"):
        rasid.read_db(tmp_path / "old.db")
    with sqlite3.connect(tmp_path / "foreign.db") as other:
        other.execute("CREATE TABLE events (number INTEGER)")
    with pytest.raises(rasid.KnowledgeError, match="not a database of rasid"):
        rasid.read_db(tmp_path / "foreign.db")
