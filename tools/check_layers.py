#!/usr/bin/env python3
"""Holds the house to its plan. Prints each breach as file:line: message; exit status 1 if any.

usage: check_layers.py [--write]     --write first puts new files into the lists of meson.build

1. A layer includes only what stands before it in LAYERS (itself included).
2. cli/ and bindings/python include rasid/rasid.h and their own headers alone.
3. Every C file of src/, cli/, bindings/ and tests/ and every data file stands in its folder's meson.build.
4. No Arabic letters in string or character literals of src/ and cli/: words live in data/.
   (A message of the data compiler to whoever writes data may show a letter.)
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

LAYERS = [
    "base", "knowledge", "text", "token", "morph", "entity", "clause", "event", "merge", "record",
    "read", "compile", "export", "store", "incident", "review", "api", "lint", "import",
    "server",
]  # fmt: skip

# A header that a layer below its own may include: the alphabet is needed to read words from
# knowledge, and it includes nothing but base.
EXCEPTIONS = {("knowledge", "text/letters.h")}

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
# Comments are dropped, literals kept; whatever comes first wins.
TOKENS = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL
)

faults = []


def fault(path, line, message):
    faults.append(f"{path.relative_to(ROOT)}:{line}: {message}")


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = INCLUDE.match(line)
        if found:
            yield number, found.group(1)


def layer_of(path):
    """The layer of a file below src/: its folder, or its own name when it stands in src/."""
    if not path.is_relative_to(ROOT / "src"):
        return None
    parts = path.relative_to(ROOT / "src").parts
    return parts[0] if len(parts) > 1 else path.stem


def check_source(path):
    layer = layer_of(path)
    if layer not in LAYERS:
        fault(path, 1, f"'{layer}' is no layer")
        return
    for line, header in includes(path):
        if header == "rasid/rasid.h" or (layer, header) in EXCEPTIONS:
            continue
        if not (ROOT / "src" / header).is_file():
            fault(path, line, f'"{header}" is not a header of src/')
            continue
        target = header.split("/")[0] if "/" in header else pathlib.Path(header).stem
        if LAYERS.index(target) > LAYERS.index(layer):
            fault(path, line, f"{layer} includes {header}, which stands above it")


def check_outside(path):
    for line, header in includes(path):
        if header != "rasid/rasid.h" and not (path.parent / header).is_file():
            fault(path, line, f'sees rasid/rasid.h alone, not "{header}"')


def check_literals(path):
    text = path.read_text(encoding="utf-8")
    for token in TOKENS.finditer(text):
        literal = token.group()
        is_message = layer_of(path) == "compile" and re.search(r"[a-z]{3,} ", literal)
        if literal[0] in "\"'" and ARABIC.search(literal) and not is_message:
            line = text.count("\n", 0, token.start()) + 1
            fault(path, line, f"Arabic in logic: {literal}; words live in data/")


def check_listed(folder, pattern, build_file):
    listing = build_file.read_text(encoding="utf-8") if build_file.is_file() else ""
    listed = set(re.findall(r"'([^']+\.(?:c|tsv))'", listing))
    present = {str(path.relative_to(build_file.parent)) for path in folder.glob(pattern)}
    for name in sorted(present - listed):
        fault(build_file, 1, f"does not list {name}")
    for name in sorted(listed - present):
        fault(build_file, 1, f"lists {name}, which is not there")


def write_list(folder, pattern, build_file):
    """Rewrites the one files(…) of a meson.build that lists a whole folder."""
    text = build_file.read_text(encoding="utf-8")
    names = sorted(str(path.relative_to(build_file.parent)) for path in folder.glob(pattern))
    rows = "".join(f"  '{name}',\n" for name in names)
    new = re.sub(r"files\(\n(?:[^)]*\n)?\)", lambda _: f"files(\n{rows})", text, count=1)
    if new != text:
        build_file.write_text(new, encoding="utf-8")


def main():
    sources = sorted(p for p in (ROOT / "src").rglob("*.[ch]"))
    listed = [(path, "*.c", path / "meson.build") for path in sorted({p.parent for p in sources})]
    listed = [row for row in listed if row[0] != ROOT / "src"]
    listed.append((ROOT / "cli", "*.c", ROOT / "cli" / "meson.build"))
    listed.append((ROOT / "tests" / "fuzz", "*.c", ROOT / "tests" / "fuzz" / "meson.build"))
    listed.append((ROOT / "data", "*/*.tsv", ROOT / "data" / "meson.build"))
    if "--write" in sys.argv[1:]:
        for row in listed:
            write_list(*row)
    for path in sources:
        check_source(path)
        check_literals(path)
    bindings = ROOT / "bindings" / "python"
    outside = [*(ROOT / "cli").glob("*.[ch]"), *(bindings / "src").glob("*.[ch]")]
    for path in sorted(outside):
        check_outside(path)
        check_literals(path)
    listed.append((ROOT / "src", "*.c", ROOT / "src" / "meson.build"))
    for name in ("unit", "errors"):
        listed.append((ROOT / "tests" / name, "*.c", ROOT / "tests" / name / "meson.build"))
    listed.append((bindings, "src/*.c", bindings / "meson.build"))
    for row in listed:
        check_listed(*row)
    print("\n".join(faults) if faults else f"layers: {len(sources)} files in order")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
