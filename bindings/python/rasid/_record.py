"""Records, and what hangs on them, as objects that read like their JSON."""

import keyword
import re
from json.encoder import encode_basestring

# Escaped by the command line's JSON as well, since line readers trip over them.
_UNSAFE = re.compile("[\x7f\u2028\u2029]")


def _wrap(value):
    if isinstance(value, dict):
        return Item(value)
    if isinstance(value, list):
        return [_wrap(one) for one in value]
    return value


class Item:
    """A part of a record: its fields are attributes, or items as in its JSON.

    A field whose name is a word of Python has a `_` behind it: `record.date.from_`. A field that
    the JSON leaves out (`candidates`) raises AttributeError; `get` asks without that.
    """

    __slots__ = ("_fields",)

    def __init__(self, fields):
        self._fields = fields

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return _wrap(self._fields[name.rstrip("_")])
        except KeyError:
            raise AttributeError(f"no field {name!r}; there are {', '.join(self)}") from None

    def __getitem__(self, name):
        return _wrap(self._fields[name])

    def get(self, name, default=None):
        return _wrap(self._fields.get(name, default))

    def __iter__(self):
        return iter(self._fields)

    def __len__(self):
        return len(self._fields)

    def __contains__(self, name):
        return name in self._fields

    def __eq__(self, other):
        return type(other) is type(self) and self._fields == other._fields

    def __hash__(self):
        return hash(self.to_json())

    def __dir__(self):
        names = [f"{n}_" if keyword.iskeyword(n) else n for n in self._fields]
        return [*names, *super().__dir__()]

    def __reduce__(self):
        return type(self), (self._fields,)

    def __repr__(self):
        return f"{type(self).__name__}({self._fields!r})"

    def to_dict(self):
        """Plain dicts, lists, strings and numbers: what json.loads makes of the JSON."""
        return _copy(self._fields)

    def to_json(self):
        """The JSON of the command line, byte for byte, without its line end."""
        return _json(None, self._fields)


class Record(Item):
    """One event: who did what to whom, where, when. The fields are those of `rasid code`."""

    __slots__ = ()

    def __repr__(self):
        fields = self._fields
        mode = f"/{fields['mode']}" if fields["mode"] else ""
        day = (fields["date"] or {}).get("from")
        place = (fields["place"] or {}).get("name")
        text = fields["mentions"][0]["text"] if fields["mentions"] else ""
        who = " ".join(filter(None, [place, day, f"«{text}»"]))
        return f"<Record {fields['event']}{mode} {fields['status']} {who}>"


class Analysis(Item):
    """The layers below the events: sentences, tokens, entities, dates, numbers."""

    __slots__ = ()

    def __repr__(self):
        counts = ", ".join(f"{len(v)} {k}" for k, v in self._fields.items() if isinstance(v, list))
        return f"<Analysis {counts}>"


def _copy(value):
    if isinstance(value, dict):
        return {key: _copy(one) for key, one in value.items()}
    return [_copy(one) for one in value] if isinstance(value, list) else value


def _text(value):
    quoted = encode_basestring(value)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def _number(key, value):
    """Scores have two decimals; other numbers one, or as many as they need."""
    if key == "score":
        return f"{value:.2f}"
    whole, decimals = f"{value:.5f}".split(".")
    return f"{whole}.{decimals.rstrip('0') or '0'}"


def _json(key, value):
    if value is None:
        return "null"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(key, value)
    if isinstance(value, dict):
        pairs = (f"{_text(name)}: {_json(name, one)}" for name, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_json(None, one) for one in value) + "]"
    return str(value)
