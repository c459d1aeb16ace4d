"""Explanations: the text with what was found in it, and the rules behind each record."""

from __future__ import annotations

from html import escape
from typing import Any, NamedTuple

from ._record import Record

_STYLE = (
    ".rasid{max-width:60em;line-height:1.7}.rasid p{margin:.2em 0 .8em}"
    ".rasid mark{padding:0 .15em;border-radius:.2em;color:#000}"
    ".rasid .trigger{background:#ffb3a7}.rasid .actor{background:#b7d7ff}"
    ".rasid .recipient{background:#d9c7ff}.rasid .place{background:#bfe8bf}"
    ".rasid .date{background:#ffe59a}.rasid .source{background:#d8d8d8}"
    ".rasid table{border-collapse:collapse}.rasid td,.rasid th{text-align:left;"
    "padding:.15em .6em;vertical-align:top;border-top:1px solid #ccc}"
    ".rasid code{font-size:85%}"
)
_ROLES = ("trigger", "actor", "recipient", "place", "date", "source")


class Trace(NamedTuple):
    """One thing that a layer saw.

    `kind` is sentence, token, entity, clause, fired, near, part or merge; `start` and `end`
    count characters of the text; `entry` is (file, line, text) of the rule.
    """

    kind: str
    start: int
    end: int
    text: str | None
    label: str | None
    detail: str | None
    rule: str | None
    entry: tuple[str | None, int, str | None] | None


class Explanation:
    """Made by `Coder.explain`: `records`, `trace`, `text`; `str()` is what `rasid explain` says."""

    def __init__(self, entry: Any, told: str, text: str, trace: list[Any], columns: Any) -> None:
        self._entry = entry  # of a rule
        self._told = told
        self.text = text
        self.trace = [Trace(*one) for one in trace]
        self.records = [Record(columns[row]) for row in range(len(columns))]

    def __str__(self) -> str:
        return self._told

    def __repr__(self) -> str:
        return f"<Explanation of {len(self.text)} characters, {len(self.records)} records>"

    def _repr_html_(self) -> str:
        rows = "".join(_row(record, self._entry) for record in self.records)
        head = "<tr><th>event</th><th>who</th><th>to whom</th><th>where</th><th>when</th><th>rules</th></tr>"
        table = f"<table>{head}{rows}</table>" if rows else "<p>no record</p>"
        legend = " ".join(f'<mark class="{role}">{role}</mark>' for role in _ROLES)
        return (
            f'<div class="rasid"><style>{_STYLE}</style><p>{legend}</p>'
            f'<p dir="rtl" lang="ar">{highlight(self.text, spans_of(self.records))}</p>{table}</div>'
        )


def spans_of(records):
    """(start, end, role) of everything that records point at."""
    spans = set()
    for record in records:
        fields = record.to_dict()
        for one in fields["mentions"]:
            spans.add((one["start"], one["end"], "trigger"))
        for role in ("actor", "recipient"):
            spans.update((one["start"], one["end"], role) for one in fields[role])
        for role in ("place", "date", "source"):
            one = fields[role]
            if one and one["start"] is not None:
                spans.add((one["start"], one["end"], role))
    return spans


def highlight(text, spans):
    """HTML of `text` with a mark around each span; of two that overlap, the trigger or the longer."""
    made, at = [], 0
    order = sorted(spans, key=lambda one: (one[2] != "trigger", one[0] - one[1], one))
    taken = []
    for start, end, role in order:
        if start < end and all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end, role))
    for start, end, role in sorted(taken):
        made.append(escape(text[at:start]))
        made.append(f'<mark class="{role}" title="{role}">{escape(text[start:end])}</mark>')
        at = end
    made.append(escape(text[at:]))
    return "".join(made).replace("\n", "<br>")


def _row(record, entry):
    fields = record.to_dict()
    place, date = fields["place"] or {}, fields["date"] or {}
    event = fields["event"] + (f"/{fields['mode']}" if fields["mode"] else "")
    days = [day for day in (date.get("from"), date.get("to")) if day]
    cells = [
        f"<b>{escape(event)}</b><br>{escape(fields['status'])} {fields['score']:.2f}",
        _parties(fields["actor"]),
        _parties(fields["recipient"]),
        escape(", ".join(filter(None, [place.get("name"), place.get("country")]))),
        escape(" – ".join(dict.fromkeys(days))),
        "<br>".join(_rule(rule, entry(rule)) for rule in fields["rules"]),
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _parties(parties):
    told = (f"{escape(one['name'])} <code>{escape(one['code'] or '?')}</code>" for one in parties)
    return "<br>".join(f"<bdi>{one}</bdi>" for one in told)


def _rule(rule, entry):
    where = f' title="{escape(entry[0])}:{entry[1]}"' if entry and entry[0] else ""
    return f"<code{where}>{escape(rule)}</code>"
