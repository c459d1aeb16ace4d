#!/usr/bin/env python3
"""Files as a C source, packed with gzip: the page of `rasid serve` and its description.

usage: embed.py -o OUT.c OPENAPI.json PAGE_FOLDER

Writes rs_openapi_file, rs_page_files and rs_page_file_count (src/server/server.h). A folder that
is not there gives no files. Equal files give equal bytes; OUT.c is left alone when it would not
change, so that nothing is compiled again.
"""

import gzip
import pathlib
import sys

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}


def literal(data):
    """A string literal in pieces; octal escapes of three digits need no look at what follows."""
    rows = (data[at : at + 64] for at in range(0, len(data), 64))
    return "\n".join('  "' + "".join(f"\\{byte:03o}" for byte in row) + '"' for row in rows)


def declare(name, data):
    packed = gzip.compress(data, 9, mtime=0)
    text = f"static const unsigned char {name}[] =\n{literal(packed)};\n"
    return text, len(packed)


def main():
    if len(sys.argv) != 5 or sys.argv[1] != "-o":
        sys.exit(__doc__)
    out, openapi, folder = (pathlib.Path(text) for text in sys.argv[2:])
    parts = ["/* Made by tools/embed.py. */", '#include "server/server.h"', ""]
    parts += ['#pragma GCC diagnostic ignored "-Woverlength-strings"', ""]
    data = openapi.read_bytes()
    text, packed = declare("openapi", data)
    parts += [text, "extern const RsPageFile rs_openapi_file;"]
    entry = f'"/openapi.json", "application/json", openapi, {packed}, {len(data)}'
    parts += [f"const RsPageFile rs_openapi_file = {{{entry}}};", ""]
    entries = []
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    for number, path in enumerate(files):
        kind = TYPES.get(path.suffix)
        if kind is None:
            sys.exit(f"{path}: unknown kind of file; tools/embed.py lists those that are known")
        data = path.read_bytes()
        text, packed = declare(f"file_{number}", data)
        parts.append(text)
        name = "/" + path.relative_to(folder).as_posix()
        if '"' in name or "\\" in name or not name.isascii():
            sys.exit(f"{path}: not a name for an address")
        entries.append(f'  {{"{name}", "{kind}", file_{number}, {packed}, {len(data)}}},')
    entries = entries or ["  {0},"]
    parts += ["const RsPageFile rs_page_files[] = {", *entries, "};"]
    parts += [f"const size_t rs_page_file_count = {len(files)};", ""]
    new = "\n".join(parts)
    if not out.is_file() or out.read_text() != new:
        out.write_text(new)


if __name__ == "__main__":
    main()
