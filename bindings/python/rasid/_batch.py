"""The records of many documents, held as Arrow columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from . import _rasid
from ._record import Record, to_json

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Reject(NamedTuple):
    """A document that could not be coded: which one, why, and where in it."""

    row: int
    id: str | None
    code: str
    position: int
    message: str


class Batch:
    """Records in the order of their documents, and the documents that were rejected.

    A sequence of `Record`; a table for everything that speaks Arrow (`pyarrow.table(batch)`,
    `polars.DataFrame(batch)`, `duckdb.from_arrow`); `to_pandas`, `to_polars`, `to_arrow`.
    """

    def __init__(
        self,
        parts: Iterable[_rasid.Columns],
        rejects: Iterable[Reject] = (),
        documents: int = 0,
        *,
        _rows: bool = False,
    ) -> None:
        self._parts = [part for part in parts if len(part)]
        self._rows = _rows  # rejects are rows too
        self.rejects = list(rejects)
        self.documents = documents

    @classmethod
    def from_records(cls, records: Iterable[Record | dict[str, Any]]) -> Batch:
        """A batch of records (or of their dicts) that come from elsewhere, or were chosen."""
        rows = [one._fields if isinstance(one, Record) else one for one in records]
        return cls([_rasid.Columns(rows)])

    def __len__(self) -> int:
        return sum(len(part) for part in self._parts)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = index + len(self) if index < 0 else index
        for part in self._parts:
            if 0 <= at < len(part):
                return Record(part[at])
            at -= len(part)
        raise IndexError("no such record")

    def __iter__(self) -> Iterator[Record]:
        for part in self._parts:
            for row in range(len(part)):
                yield Record(part[row])

    def __repr__(self) -> str:
        bad = f", {len(self.rejects)} rejected" if self.rejects else ""
        return f"<Batch of {len(self)} records of {self.documents} documents{bad}>"

    def column(self, name: str) -> list[Any]:
        """The values of one column as a list."""
        return [value for part in self._parts for value in part.column(name)]

    def to_dicts(self) -> list[dict[str, Any]]:
        return [part[row] for part in self._parts for row in range(len(part))]

    def to_jsonl(self) -> str:
        """The lines that `rasid code` writes, as one string."""
        return "".join(f"{to_json(one)}\n" for one in self.to_dicts())

    def __arrow_c_schema__(self) -> object:
        return _rasid.schema(self._rows)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return _rasid.stream(self._parts, self._rows)

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow.Table that shares the memory of the batch."""
        import pyarrow

        return pyarrow.RecordBatchReader.from_stream(self).read_all()

    def to_polars(self) -> polars.DataFrame:
        """A polars.DataFrame; places, dates and counts are structs, parties lists of structs."""
        import polars

        return polars.DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas.DataFrame; places, dates, counts and parties are dicts. Needs no pyarrow."""
        import pandas

        frame = pandas.DataFrame({name: self.column(name) for name in COLUMNS})
        for name in ("sentence", "quad"):
            frame[name] = frame[name].astype("int32")
        for name in ("goldstein", "plover_score", "score"):
            frame[name] = frame[name].astype("float64")
        return frame


COLUMNS = tuple(
    "id doc published outlet sentence event mode contexts cameo quad goldstein plover_score "
    "mentions actor recipient place date deaths injured detained crowd part_of about status "
    "source rules score".split()
)
