"""Texts in, records out."""

from __future__ import annotations

import collections
import datetime
import json
import os
import pathlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from . import _rasid
from ._batch import Batch, Reject
from ._html import Explanation
from ._record import Analysis, Record

KNOWLEDGE = pathlib.Path(__file__).with_name("rasid.knowledge")
PARTS = ("id", "text", "title", "date", "outlet", "url")
_ROWS_A_CHUNK = 64
_ROWS_A_LIST = 8192


def load(
    knowledge: str | os.PathLike[str] | None = None,
    extra: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    *,
    min_score: float = 0.0,
    max_document_bytes: int = 0,
) -> Coder:
    """Opens the knowledge file (that of the package unless another is named) and makes a coder.

    `extra` are folders or files of your own dictionaries, compiled on top of it. `min_score`
    leaves weaker records out; `max_document_bytes` is 8 MiB unless it says otherwise.
    """
    if isinstance(extra, (str, os.PathLike)):
        extra = (extra,)
    return Coder(
        os.fspath(knowledge or KNOWLEDGE),
        tuple(os.fspath(one) for one in extra),
        min_score=min_score,
        max_document_bytes=max_document_bytes,
    )


class Coder:
    """Made by `rasid.load`. Any number of threads may use one; it can be pickled."""

    def __init__(
        self,
        knowledge: str,
        extra: tuple[str, ...] = (),
        *,
        min_score: float = 0.0,
        max_document_bytes: int = 0,
    ) -> None:
        self._arguments = (knowledge, extra, min_score, max_document_bytes)
        self._knowledge = _rasid.Knowledge(knowledge, extra)
        self._coder = _rasid.Coder(self._knowledge, max_document_bytes, min_score)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, self._arguments

    def __repr__(self) -> str:
        return f"<Coder with knowledge {self.version}>"

    @property
    def version(self) -> str:
        """Sixteen digits that name the knowledge, extra dictionaries included."""
        return self._knowledge.version

    def counts(self) -> dict[str, int]:
        """How many entries each section of the knowledge has."""
        return self._knowledge.counts()

    def entry(self, rule: str) -> tuple[str | None, int, str | None] | None:
        """File, line and text of the entry that a record names in `rules`; None: no such id."""
        return self._knowledge.entry(rule)

    def code(
        self,
        text: str,
        date: str | datetime.date | None = None,
        *,
        id: str | None = None,
        title: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
    ) -> list[Record]:
        """The records of one text. Raises `DocumentError` when it cannot be coded."""
        if not isinstance(text, str):
            raise TypeError(f"text must be a str, not {type(text).__name__}")
        parts = {"id": id, "text": text, "title": title, "date": date, "outlet": outlet, "url": url}
        lists = {name: [one] for name, one in parts.items() if one is not None}
        columns, rejects = self._coder.run(_rasid.Documents(**lists), 0, 1, False)
        if rejects:
            _, _, code, position, message = rejects[0]
            error = _rasid.DocumentError(message)
            error.code, error.position = code, position
            raise error
        return [Record(columns[row]) for row in range(len(columns))]

    def analyze(
        self,
        text: str,
        date: str | datetime.date | None = None,
        *,
        id: str | None = None,
        title: str | None = None,
        url: str | None = None,
    ) -> Analysis:
        """Sentences, tokens, names, dates and numbers of one text."""
        return Analysis(json.loads(self._coder.analyze(id, text, title, date, None, url)))

    def explain(
        self,
        text: str,
        date: str | datetime.date | None = None,
        *,
        title: str | None = None,
        url: str | None = None,
    ) -> Explanation:
        """What each layer saw and why each record is there; shows itself in a notebook."""
        return Explanation(self.entry, *self._coder.explain("sentence", text, title, date, None, url))

    def code_batch(
        self,
        documents: Any,
        *,
        text: str = "text",
        id: str = "id",
        title: str | None = "title",
        date: str | None = "date",
        outlet: str | None = "outlet",
        url: str | None = "url",
        threads: int | None = None,
    ) -> Batch:
        """The records of many documents, as a `Batch`.

        `documents` is a list of texts, a list of dicts, a dict of lists, a DataFrame of pandas
        or Polars, or anything with Arrow's `__arrow_c_stream__`. The other names say which
        column holds what; only the text must be there. Without ids, documents are numbered.
        A document that cannot be coded is in `rejects` and stops nothing.
        """
        names = (id, text, title, date, outlet, url)
        threads = threads or len(os.sched_getaffinity(0))
        parts, rejects, total = [], [], 0
        for first, rows, columns, bad in _run(self._coder, _batches(documents, names), threads):
            parts.append(columns)
            rejects += [Reject(first + row, *rest) for row, *rest in bad]
            total += rows
        return Batch(parts, rejects, total)


def _restore(knowledge, extra, min_score, max_document_bytes):
    return Coder(knowledge, extra, min_score=min_score, max_document_bytes=max_document_bytes)


def _run(coder, batches, threads):
    """Chunks of all batches through `coder`, in order: (first row, rows, columns, rejects)."""
    if threads == 1:
        for first, batch, start, stop in _chunks(batches):
            yield first, stop - start, *coder.run(batch, start, stop, False)
        return
    with ThreadPoolExecutor(threads, thread_name_prefix="rasid") as pool:
        waiting = collections.deque()
        for first, batch, start, stop in _chunks(batches):
            future = pool.submit(coder.run, batch, start, stop, False)
            waiting.append((first, stop - start, future))
            if len(waiting) > 4 * threads:
                first, rows, future = waiting.popleft()
                yield first, rows, *future.result()
        for first, rows, future in waiting:
            yield first, rows, *future.result()


def _chunks(batches):
    first = 0
    for batch in batches:
        for start in range(0, len(batch), _ROWS_A_CHUNK):
            yield first, batch, start, min(start + _ROWS_A_CHUNK, len(batch))
        first += len(batch)


# ------------------------------------------------------------------ documents


def _batches(documents, names):
    """Documents of any kind as `_rasid.Documents`, one batch after the other."""
    if isinstance(documents, (str, bytes)):
        raise TypeError("code_batch takes many documents; use code for one text")
    if type(documents).__module__.partition(".")[0] == "pandas":
        return [_columns(_of_pandas(documents, names), names)]
    if hasattr(documents, "__arrow_c_stream__"):
        reader = _rasid.ArrowReader(documents.__arrow_c_stream__(), names)
        _need_text(reader.has()[PARTS.index("text")], names)
        return reader
    if isinstance(documents, Mapping):
        return [_columns(documents, names)]
    if isinstance(documents, Iterable):
        return _of_rows(documents, names)
    raise TypeError(f"documents of type {type(documents).__name__} cannot be read")


def _need_text(is_there, names):
    name = names[PARTS.index("text")]
    if not is_there:
        raise KeyError(f"there is no column {name!r}; say which one holds the text: text=…")


def _columns(table, names):
    """A dict of lists."""
    lists = {p: list(table[n]) for p, n in zip(PARTS, names) if n is not None and n in table}
    _need_text("text" in lists, names)
    lists.setdefault("id", [str(row) for row in range(len(lists["text"]))])
    return _rasid.Documents(**lists)


def _of_pandas(frame, names):
    table = {}
    for name in names:
        if name in frame:
            column = frame[name].astype(object)
            table[name] = column.where(column.notna(), None).tolist()
    return table


def _of_rows(rows, names):
    """Texts or dicts, some thousands at a time."""
    done, lists = 0, _empty()
    for row in rows:
        if isinstance(row, Mapping):
            for part, name in zip(PARTS, names):
                lists[part].append(row.get(name))
            if names[0] not in row:
                lists["id"][-1] = str(done)
        else:
            for part in PARTS:
                lists[part].append(None)
            lists["id"][-1], lists["text"][-1] = str(done), row
        done += 1
        if len(lists["text"]) == _ROWS_A_LIST:
            yield _rasid.Documents(**lists)
            lists = _empty()
    if lists["text"]:
        yield _rasid.Documents(**lists)


def _empty():
    return {part: [] for part in PARTS}
