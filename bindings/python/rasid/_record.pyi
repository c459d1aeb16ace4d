"""The fields of records, for editors and type checkers. Their meaning stands in docs/python.md."""

from typing import Any, Iterator

class Item:
    def __init__(self, fields: dict[str, Any]) -> None: ...
    def __getattr__(self, name: str) -> Any: ...
    def __getitem__(self, name: str) -> Any: ...
    def get(self, name: str, default: Any = None) -> Any: ...
    def __iter__(self) -> Iterator[str]: ...
    def __len__(self) -> int: ...
    def __contains__(self, name: object) -> bool: ...
    def to_dict(self) -> dict[str, Any]: ...
    def to_json(self) -> str: ...

class Mention(Item):
    start: int
    end: int
    text: str

class Party(Item):
    start: int
    end: int
    text: str
    name: str
    country: str | None
    sector: str | None
    code: str | None

class Candidate(Item):
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    rule: str

class Place(Item):
    start: int
    end: int
    text: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    reason: str | None
    candidates: list[Candidate]

class Date(Item):
    start: int | None
    end: int | None
    text: str | None
    from_: str | None
    to: str | None
    precision: str | None

class Count(Item):
    min: int | None
    max: int | None

class Source(Item):
    start: int
    end: int
    text: str
    stance: str

class Record(Item):
    id: str
    doc: str | None
    published: str | None
    outlet: str | None
    sentence: int
    event: str
    mode: str | None
    contexts: list[str]
    cameo: str
    quad: int
    goldstein: float
    plover_score: float
    mentions: list[Mention]
    actor: list[Party]
    recipient: list[Party]
    place: Place | None
    date: Date | None
    deaths: Count | None
    injured: Count | None
    detained: Count | None
    crowd: Count | None
    part_of: str | None
    about: str | None
    status: str
    source: Source | None
    rules: list[str]
    score: float

class Segment(Item):
    text: str
    upos: str
    lemma: str
    features: dict[str, str]

class Token(Item):
    start: int
    end: int
    text: str
    segments: list[Segment]

class Entity(Item):
    start: int
    end: int
    text: str
    type: str
    name: str
    country: str | None

class Analysis(Item):
    id: str | None
    sentences: list[Item]
    tokens: list[Token]
    entities: list[Entity]
    dates: list[Item]
    numbers: list[Item]

def to_json(fields: dict[str, Any]) -> str: ...
