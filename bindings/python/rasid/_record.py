"""Records, and what hangs on them, as objects that read like their JSON."""

import json
import keyword
import re

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
        return to_json(self._fields)


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


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
# A degree that Python writes with an exponent; inside a string the quotes would be escaped.
_TINY = re.compile(r'("(?:lat|lon)": )(-?[\d.]+e-\d+)')


def to_json(fields):
    """Python's JSON, with the three habits of the command line's.

    A score has two decimals; no number has an exponent; characters that some readers take for
    line ends are escaped.
    """
    score = fields.get("score")
    if score is None:
        line = _encode(fields)
    else:  # the last field of a record
        head = {name: value for name, value in fields.items() if name != "score"}
        line = f'{_encode(head)[:-1]}, "score": {score:.2f}}}'
    if "e-0" in line:
        line = _TINY.sub(lambda found: f"{found[1]}{float(found[2]):.5f}", line)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", line)
