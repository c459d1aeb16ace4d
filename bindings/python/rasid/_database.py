"""Records out of an SQLite database that `rasid import` or `rasid code --db` has filled.

Read with Python's own sqlite3, read-only: the wheel carries no SQLite.
"""

from __future__ import annotations

import collections
import contextlib
import os
import pathlib
import sqlite3

from ._batch import Batch
from ._rasid import KnowledgeError

_APPLICATION_ID = 0x72736964
_OLDEST_SCHEMA = 2
_SPAN = ("start", "end", "text")
_PLACE = (*_SPAN, "name", "country", "admin1", "lat", "lon", "precision", "reason")
_DATE = (*_SPAN, "from", "to", "precision")
_PARTY = (*_SPAN, "name", "country", "sector", "code")
_CANDIDATE = ("name", "country", "admin1", "lat", "lon", "rule")
_DECIMALS = {"goldstein": 2, "plover_score": 2, "score": 2, "lat": 5, "lon": 5}


def read_db(
    path: str | os.PathLike[str],
    *,
    event: str | None = None,
    document: str | None = None,
    start: str | None = None,
    end: str | None = None,
    limit: int | None = None,
) -> Batch:
    """The records of a database as a `Batch`, in the order in which they were stored.

    `event` is a type, `document` an id; `start` and `end` are days: records whose dates meet
    that range are read.
    """
    name = os.fspath(path)
    if not os.path.isfile(name):
        raise FileNotFoundError(f"no database {name}")
    where, values = _conditions(event, document, start, end)
    uri = f"{pathlib.Path(name).absolute().as_uri()}?{_mode(name)}"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as database:
        database.row_factory = sqlite3.Row
        _check(database, name)
        database.execute("BEGIN")  # one state of the database for all queries
        query = (
            "SELECT events.*, documents.id AS doc, documents.published, documents.outlet "
            "FROM events JOIN documents ON documents.number = events.document "
            f"{where} ORDER BY events.number LIMIT ?"
        )
        rows = database.execute(query, [*values, -1 if limit is None else limit]).fetchall()
        parts = _parts(database, {row["number"] for row in rows})
        batch = Batch.from_records([_record(row, parts) for row in rows])
        batch.documents = database.execute("SELECT count(*) FROM documents").fetchone()[0]
        return batch


def _mode(name):
    """SQLite lays a log beside a database that it reads; where it may not, the file is fixed."""
    folder = os.path.dirname(os.path.abspath(name))
    may_lay = os.access(folder, os.W_OK) or os.path.exists(name + "-wal")
    return "mode=ro" if may_lay else "immutable=1"


def _conditions(event, document, start, end):
    wanted = [
        ("events.event = ?", event),
        ("documents.id = ?", document),
        ("coalesce(date_to, date_from) >= ?", start),
        ("coalesce(date_from, date_to) <= ?", end),
    ]
    wanted = [(condition, value) for condition, value in wanted if value is not None]
    where = "WHERE " + " AND ".join(one for one, _ in wanted) if wanted else ""
    return where, [str(value) for _, value in wanted]


def _check(database, name):
    try:
        application = database.execute("PRAGMA application_id").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise KnowledgeError(f"{name} is not a database of rasid: {error}") from error
    if application != _APPLICATION_ID:
        raise KnowledgeError(f"{name} is not a database of rasid")
    schema = database.execute("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'schema'")
    if schema.fetchone()[0] < _OLDEST_SCHEMA:
        raise KnowledgeError(
            f"{name} was made by an older rasid; upgrade it: rasid db upgrade --db {name}"
        )


def _parts(database, numbers):
    """What hangs on the events: {(event, kind): [item, …]} in order."""
    parts = collections.defaultdict(list)
    for row in database.execute("SELECT * FROM mentions ORDER BY event, position"):
        if row["event"] in numbers:
            parts[row["event"], "mention"].append(_span(row))
    for row in database.execute("SELECT * FROM participants ORDER BY event, position"):
        if row["event"] in numbers:
            names = ("stance",) if row["role"] == "source" else _PARTY[3:]
            item = {**_span(row), **{name: row[name] for name in names}}
            parts[row["event"], row["role"]].append(item)
    for row in database.execute("SELECT * FROM candidates ORDER BY event, position"):
        if row["event"] in numbers:
            item = {name: _number(name, row[name]) for name in _CANDIDATE}
            parts[row["event"], "candidate"].append(item)
    return parts


def _span(row):
    return {"start": row["span_start"], "end": row["span_end"], "text": row["text"]}


def _number(name, value):
    return value if value is None or name not in _DECIMALS else round(value, _DECIMALS[name])


def _group(row, prefix, names):
    return {name: _number(name, row[f"{prefix}_{name}"]) for name in names}


def _count(row, name):
    return _group(row, name, ("min", "max")) if row[f"{name}_known"] else None


def _date(row):
    if row["date_has_text"] is None:
        return None
    date = _group(row, "date", _DATE)
    if not row["date_has_text"]:
        date.update(start=None, end=None, text=None)
    return date


def _place(row, candidates):
    if row["place_start"] is None:
        return None
    place = _group(row, "place", _PLACE)
    if candidates:
        place["candidates"] = candidates
    return place


def _record(row, parts):
    number = row["number"]
    single = "id doc published outlet sentence event mode cameo quad goldstein plover_score part_of about status score"
    record = {name: _number(name, row[name]) for name in single.split()}
    sources = parts[number, "source"]
    record.update(
        contexts=(row["contexts"] or "").split(),
        mentions=parts[number, "mention"],
        actor=parts[number, "actor"],
        recipient=parts[number, "recipient"],
        place=_place(row, parts[number, "candidate"]),
        date=_date(row),
        deaths=_count(row, "deaths"),
        injured=_count(row, "injured"),
        detained=_count(row, "detained"),
        crowd=_count(row, "crowd"),
        source=sources[0] if sources else None,
        rules=(row["rules"] or "").split(),
    )
    return record
