"""The golden cases: reading and writing their files, and comparing what they state.

A case file holds cases one after the other:

    ==================
    a passive and who was taken
    :date(2024-03-05)
    ==================
    خُطف طبيبان من عيادة في سبها أمس

    ---
    (ASSAULT/abduct 181 occurred
      (date 2024-03-04)
      (recipient _ CVL "طبيبان"))

Between the === lines stand the title and the options: `:date(YYYY-MM-DD)` the day of
publication; `:headline` the first line of the text is its title; `:exact` the number of items
counts too; `:skip(reason)` not run. Behind `---` stand the items, `(none)` for no item at all.

An item is a list: atoms and strings in a fixed order, then lists that each state one field.
What is not stated is not compared. In an atom `_` stands for anything and a final `*` for any
ending; in a string `…` at either end likewise. Vowel marks are not compared.
"""

import re

MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200c-\u200f\u061c]")
RULE = re.compile(r"^={6,}$")
TOKENS = re.compile(r'\(|\)|"(?:[^"\\]|\\.)*"|[^\s()"]+')


class Text(str):
    """A quoted string in an item; a plain str is an atom."""


class Case:
    def __init__(self, path, line, title, options, text, items, written):
        """`written` is what stands below the ---, as it is laid out in the file."""
        self.path = path
        self.line = line
        self.title = title
        self.options = options
        self.text = text
        self.items = items
        self.written = written

    def expect(self, items):
        self.items = items
        self.written = "\n".join(show(item) for item in items)

    @property
    def id(self):
        return f"{self.path.parent.name}/{self.path.name}:{self.line}"

    @property
    def is_exact(self):
        return "exact" in self.options

    def document(self):
        """The case as a document of RECORD's JSON Lines."""
        made = {"id": self.id, "text": self.text}
        if "headline" in self.options:
            made["title"], _, made["text"] = self.text.partition("\n")
        if "date" in self.options:
            made["date"] = self.options["date"]
        return made


# ------------------------------------------------------------------- items


def parse_items(source):
    """The lists of a text; ValueError when the parentheses do not match."""
    stack = [[]]
    for token in TOKENS.findall(source):
        if token == "(":
            stack.append([])
        elif token == ")":
            if len(stack) == 1:
                raise ValueError("a ) too many")
            closed = stack.pop()
            stack[-1].append(closed)
        elif token[0] == '"':
            stack[-1].append(Text(token[1:-1].replace('\\"', '"').replace("\\\\", "\\")))
        else:
            stack[-1].append(token)
    if len(stack) != 1:
        raise ValueError("a ( is not closed")
    if any(not isinstance(item, list) or not item for item in stack[0]):
        raise ValueError("an item must be a list with something in it")
    return stack[0]


def show_flat(item):
    if isinstance(item, Text):
        return '"' + item.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(item, list):
        return "(" + " ".join(show_flat(part) for part in item) + ")"
    return item


def show(item):
    """An item for a file: on one line when short, else each field on a line of its own."""
    flat = show_flat(item)
    fields = [part for part in item if isinstance(part, list)]
    if len(flat) <= 60 or not fields:
        return flat
    head = " ".join(show_flat(part) for part in item if not isinstance(part, list))
    return "(" + head + "".join("\n  " + show_flat(field) for field in fields) + ")"


# -------------------------------------------------------------- comparison


def bare(text):
    return MARKS.sub("", text).strip()


def atom_matches(wanted, got):
    """Whether one atom or string of an expected item fits the actual one."""
    if isinstance(wanted, Text) or isinstance(got, Text):
        if not (isinstance(wanted, Text) and isinstance(got, Text)):
            return wanted == "_"
        first, last = wanted.startswith("…"), wanted.endswith("…")
        core, full = bare(wanted.strip("…")), bare(got)
        if first and last:
            return core in full
        if first:
            return full.endswith(core)
        return full.startswith(core) if last else core == full
    if wanted == "_":
        return True
    if wanted.endswith("*"):
        return got.startswith(wanted[:-1])
    return wanted == got


def align(wanted, got):
    """Matches the plain parts of an expected list with those of the actual one.

    Both are in the same order, but the expected one may leave parts out: strings are matched
    with strings and atoms with atoms from the left. Returns the parts of `got` in the places of
    `wanted`, None where there is none."""
    atoms = [part for part in got if not isinstance(part, (list, Text))]
    texts = [part for part in got if isinstance(part, Text)]
    found = []
    for part in wanted:
        if isinstance(part, list):
            continue
        pool = texts if isinstance(part, Text) else atoms
        found.append(pool.pop(0) if pool else None)
    return found


def fields_of(item):
    return [part for part in item if isinstance(part, list)]


def plain_of(item):
    return [part for part in item if not isinstance(part, list)]


def assign(wanted, got):
    """For each wanted list the one of `got` that fits it best and is not taken; None if none."""
    pairs = []
    for i, one in enumerate(wanted):
        for j, other in enumerate(got):
            points = likeness(one, other)
            if points > 0:
                pairs.append((-points, abs(i - j), i, j))
    chosen, taken = {}, set()
    for _, _, i, j in sorted(pairs):
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return [got[chosen[i]] if i in chosen else None for i in range(len(wanted))]


def head_matches(wanted, got):
    """`ASSAULT` fits any mode of it, `ASSAULT/-` none, `_` all; other heads are equal."""
    return wanted in (got, "_") or ("/" not in wanted and got.split("/")[0] == wanted)


def likeness(wanted, got):
    """0 when the heads differ; more for each part that fits."""
    if not head_matches(wanted[0], got[0]):
        return 0
    points = 1
    for part, other in zip(plain_of(wanted)[1:], align(wanted[1:], got[1:])):
        points += 2 if other is not None and atom_matches(part, other) else 0
    for field, other in zip(fields_of(wanted), assign(fields_of(wanted), fields_of(got))):
        points += 2 * (other is not None and matches(field, other))
    return points


def matches(wanted, got):
    if not head_matches(wanted[0], got[0]):
        return False
    for part, other in zip(plain_of(wanted)[1:], align(wanted[1:], got[1:])):
        if other is None or not atom_matches(part, other):
            return False
    fields = fields_of(wanted)
    return all(
        other is not None and matches(field, other)
        for field, other in zip(fields, assign(fields, fields_of(got)))
    )


def project(wanted, got):
    """What `got` holds of what `wanted` states, written as `wanted` is where they agree."""
    if matches(wanted, got):
        return wanted
    made = [wanted[0] if head_matches(wanted[0], got[0]) else got[0]]
    for part, other in zip(plain_of(wanted)[1:], align(wanted[1:], got[1:])):
        if other is not None:
            made.append(part if atom_matches(part, other) else other)
    fields = fields_of(wanted)
    for field, other in zip(fields, assign(fields, fields_of(got))):
        if other is None:  # the same field with another value, or nothing
            same = [item for item in fields_of(got) if item[0] == field[0]]
            other = same[0] if same else [field[0], "none"]
        made.append(project(field, other))
    return made


def brief(item):
    """An item without what says nothing: fields that are none, counts that can be seen."""
    dull = ("mentions", "context", "timex", "calendar", "text")
    return plain_of(item) + [
        field for field in fields_of(item) if field[1:] != ["none"] and field[0] not in dull
    ]


def is_none(items):
    return items == [["none"]]


def compare(case, got):
    """Whether the case passes, and the actual items as its author would have written them."""
    if is_none(case.items):
        return not got, [brief(item) for item in got] or [["none"]]
    pairs = assign(case.items, got)
    passed = all(o is not None and matches(w, o) for w, o in zip(case.items, pairs))
    made = [project(w, o) for w, o in zip(case.items, pairs) if o is not None]
    if case.is_exact:
        passed = passed and len(got) == len(case.items)
        made += [brief(item) for item in got if not any(item is other for other in pairs)]
    return passed, made or [["none"]]


# ------------------------------------------------------------------- files


def parse_file(path):
    """The cases of a file; ValueError with the line of the first fault."""
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [i for i, line in enumerate(lines) if RULE.match(line)]
    if len(starts) % 2 or (starts and any(line.strip() for line in lines[: starts[0]])):
        raise ValueError(f"{path}:1: the === lines do not come in pairs")
    cases = []
    for k in range(0, len(starts), 2):
        opening, closing = starts[k], starts[k + 1]
        end = starts[k + 2] if k + 2 < len(starts) else len(lines)
        where = f"{path}:{opening + 1}"
        header = [line for line in lines[opening + 1 : closing] if line.strip()]
        body = lines[closing + 1 : end]
        if not header or "---" not in body:
            raise ValueError(f"{where}: a case needs a title, a text, --- and items")
        cut = body.index("---")
        options = {}
        for line in header[1:]:
            found = re.fullmatch(r":(date|headline|exact|skip)(?:\((.*)\))?", line.strip())
            if not found:
                raise ValueError(f"{where}: unknown option {line}")
            options[found.group(1)] = found.group(2)
        if "skip" in options and not options["skip"]:
            raise ValueError(f"{where}: :skip needs a reason")
        try:
            written = "\n".join(body[cut + 1 :]).strip("\n")
            items = parse_items(written)
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from None
        text = "\n".join(body[:cut]).strip("\n")
        if not items or not text:
            raise ValueError(f"{where}: no items or no text")
        cases.append(Case(path, opening + 1, header[0], options, text, items, written))
    return cases


def write_file(path, cases):
    blocks = []
    for case in cases:
        rule = "=" * 18
        options = [
            f":{name}({value})" if value is not None else f":{name}"
            for name, value in case.options.items()
        ]
        head = "\n".join([rule, case.title, *options, rule])
        blocks.append(f"{head}\n{case.text}\n\n---\n{case.written}\n")
    path.write_text("\n".join(blocks), encoding="utf-8")
