#!/usr/bin/env python3
"""Bad files for each reader. Checks are called by what is wrong; in front stands the number of
the row in docs/readers.md that says what is right.

usage: readers.py PROGRAM [KNOWLEDGE]

Last line: N passed, N failed.
"""

import json
import os
import pathlib
import sys
import tempfile
import time

from run import Bench

P = "قال وزير الداخلية إن قوات الأمن اعتقلت ثلاثة مسلحين قرب الحدود وصادرت أسلحة وذخائر."
Q = "وأضاف الوزير في مؤتمر صحافي أن التحقيق مستمر لمعرفة من يقف وراء المجموعة المسلحة."
PAGE = f"<html><head><meta charset=utf-8><title>خبر</title></head><body><h1>خبر</h1><p>{P}</p><p>{Q}</p>"


class Readers(Bench):
    """What `rasid read` makes of a file."""

    def read(self, name, content, status=0, *words, **settings):
        path = self.file(f"{len(name)}-{abs(hash(name))}", content)
        done = self.expect(name, ["read", path], status, *words, **settings)
        return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]

    def gives(self, name, content, *texts, words=()):
        """The texts of all documents, in order."""
        found = [one["text"] for one in self.read(name, content, 0 if texts else 1, *words)]
        self.check(name, found == list(texts), found)

    def quick(self, name, content, status=0, limit=20.0):
        """Read within the limit, which is generous: bench/readers.py measures."""
        start = time.monotonic()
        found = self.read(name, content, status)
        self.check(f"{name}: time", time.monotonic() - start < limit)
        return found


def check_pages(bench):
    text = f"{P}\n{Q}"
    bench.gives("8 nested div", PAGE + "<div>" * 100_000, text)
    bench.gives("8 nested div around the text", "<div>" * 100_000 + PAGE, text)
    many = " ".join(f"a{i}={i}" for i in range(200_000))
    bench.gives("8 200,000 attributes", PAGE + f"<i {many}></i>", text)
    bench.gives("8 unclosed b", PAGE + "<b>" * 100_000, text)
    bench.gives("8 unclosed comment", PAGE + "<!--" + "x" * 10_000_000, text)
    bench.gives("8 huge script", PAGE.replace("<body>", "<body><script>" + "x" * 10_000_000 + "</script>"), text)
    image = '<img src="data:image/png;base64,' + "A" * 10_000_000 + '">'
    bench.gives("8 huge image", PAGE.replace("<h1>", image + "<h1>"), text)
    bench.gives("8 tag that never ends", PAGE + '<a href="' + "x" * 100_000, text)
    bench.gives("8 a million tags", PAGE + "<i></i>" * 1_000_000, text)
    bench.quick("8 quotation marks unpaired", PAGE + '<b =">" =">" ' * 100_000)
    bench.quick("8 nested tables", PAGE + "<table><tr><td>" * 50_000)
    bench.quick("8 lists within lists", PAGE + "<ul><li>" * 100_000)
    bench.quick("8 lonely ends", PAGE + "</div>" * 500_000)
    bench.gives("3 NULs in a page", PAGE.replace("<p>", "\0<p>\0"), text)
    bench.quick("8 references", PAGE + "<p>" + "&#x110000;&bogus;&#0;" * 100_000)
    shell = '<html><body><div id="app"></div><script>render()</script></body></html>'
    bench.read("9 empty shell", shell, 1, "no_article: no article in the page")
    links = "".join(f'<li><a href="/{i}">{P}</a></li>' for i in range(40))
    bench.read("9 list of headlines", f"<html><body><ul>{links}</ul></body></html>", 1, "no_article:")
    data = json.dumps({"@type": "NewsArticle", "headline": "خبر", "articleBody": text})
    linked = f'<html><head><script type="application/ld+json">{data}</script></head><body></body></html>'
    bench.gives("9 text in JSON-LD alone", linked, text)
    broken = linked.replace('"articleBody"', '"articleBody" "')
    bench.read("9 broken JSON-LD", broken, 1, "no_article:")
    deep = linked.replace("{", '{"a":' + "[" * 5000 + "]" * 5000 + ",", 1)
    bench.read("11 deep JSON-LD", deep, 1, "no_article:")
    bad = PAGE.replace("</head>", '<link rel=canonical href="javascript:alert(1)"></head>')
    bench.check("21 javascript: as address", "url" not in bench.read("21 address", bad)[0])
    for kind in ("windows-1256", "utf-8"):
        wrong = f"<meta charset={kind}>" + PAGE.replace("<meta charset=utf-8>", "")
        encoded = wrong.encode("utf-8" if kind == "windows-1256" else "windows-1256")
        bench.gives(f"2 labelled {kind} and is not", encoded, text)


def check_foreign(bench):
    bench.read("17 zip", b"PK\x03\x04" + b"\0" * 90, 1, "format: a zip archive")
    bench.read("pdf", b"%PDF-1.4\n" + P.encode(), 1, "format: a PDF")
    bench.read("other XML", "<?xml version='1.0'?><sitemap><url/></sitemap>", 1, "neither RSS nor Atom")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program = pathlib.Path(sys.argv[1]).resolve()
    beside = os.environ.get("RASID_KNOWLEDGE") or program.parent / "rasid.knowledge"
    knowledge = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else beside).resolve()
    with tempfile.TemporaryDirectory() as folder:
        bench = Readers(program, knowledge, pathlib.Path(folder))
        check_pages(bench)
        check_foreign(bench)
    print(f"{bench.passed} passed, {bench.failed} failed")
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
