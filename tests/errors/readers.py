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


def check_tables(bench):
    def table(*rows, separator=","):
        return "\n".join(separator.join(row) for row in rows) + "\n"

    head, good = ("id", "text"), ("good", P)
    quoted = f'"{P.replace(" ", chr(10), 1)} ""{Q}"""'
    bench.gives("25 quotation", table(head, ("a", quoted)), f'{P.replace(" ", chr(10), 1)} "{Q}"')
    for separator in ",;\t":
        bench.gives(f"25 parted by {separator!r}", table(head, good, separator=separator), P)
    bench.gives("25 byte order mark", "\ufeff" + table(head, good), P)
    bench.gives("25 CR LF", table(head, good, ("b", f'"{Q}"')).replace("\n", "\r\n"), P, Q)
    bench.gives("25 no line end", table(head, good).strip(), P)
    bench.gives("25 mark within a plain field", table(head, ("a", 'x "y" z'), good), 'x "y" z', P)
    bench.gives("2 windows-1256", table(head, good).encode("windows-1256"), P)
    bad = {
        "25 fields too few": (("a",), "1 fields where the first row names 2"),
        "25 fields too many": (("a", "b", "c"), "3 fields"),
        "25 text behind a quotation": (("a", '"b"c'), "closing quotation mark"),
        "12 no id": (("", "b"), '"id" is empty'),
        "12 no text": (("a", ""), "empty:"),
        "1 invalid UTF-8": (("a", "\udcff\udcfe\udcff"), "encoding:"),
    }
    for name, (row, message) in bad.items():
        content = table(head, row, good).encode("utf-8", "surrogateescape")
        bench.gives(name, content, P, words=(":2", message, "1 rejected"))
    bench.gives("25 open quotation", table(head, ("a", '"b'), good), P, words=("never closed",))
    dated = table(("id", "text", "date"), ("a", "b", "5/3/2024"), ("good", P, "2024-03-05"))
    bench.gives("28 wrong date", dated, P, words=("write a day as YYYY-MM-DD",))
    bench.read("12 no column id", table(("title", "text"), good), 1, 'names no column "id"')
    found = bench.read("columns in any order", table(("URL", "Text", "x", "ID"), ("http://a.example/", P, "-", "7")))
    bench.check("columns", found == [{"id": "7", "url": "http://a.example/", "text": P}], found)
    long = table(head, ("a", "z" * 40_000_000), good)
    bench.gives("7 row of 40 MB", long, P, words=("a row of more than",))
    bench.quick("25 a million marks", table(head, ("a", '"' * 1_000_001), good))


def feed(*items):
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>و</title>{"".join(items)}</channel></rss>'


def item(name, text=P, more=""):
    return f"<item><title>خبر</title><guid>{name}</guid><description>{text}</description>{more}</item>"


def check_feeds(bench):
    bench.gives("feed", feed(item("a"), item("b", Q)), P, Q)
    entities = '<!ENTITY a "x">' + "".join(f'<!ENTITY a{i} "&a{i - 1};&a{i - 1};">' for i in range(1, 30))
    laughs = f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss><channel>{item('a', '&a29;')}</channel></rss>"
    bench.read("13 billion laughs", laughs, 1, "xml_dtd: a feed with a DOCTYPE")
    system = "<!DOCTYPE rss SYSTEM 'file:///etc/passwd'>" + feed(item("a"))[21:]
    bench.read("13 external DTD", system, 1, "xml_dtd:")
    include = item("a", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>' + P)
    bench.gives("13 XInclude", feed(include), P)
    bench.gives("14 reference of HTML", feed(item("a", P.replace(" ", "&nbsp;", 1))), P)
    bench.gives("14 CDATA", feed(item("a", f"<![CDATA[<p>{P}</p><p>{Q}</p>]]>")), f"{P}\n{Q}")
    for kind in ("windows-1256", "utf-8"):
        wrong = feed(item("a")).replace("?>", f" encoding='{kind}'?>", 1)
        encoded = wrong.encode("utf-8" if kind == "windows-1256" else "windows-1256")
        bench.gives(f"14 labelled {kind} and is not", encoded, P)
    bench.gives("14 UTF-16", feed(item("a")).encode("utf-16"), P)
    found = bench.read("14 dates", feed(*[item(i, P + i, f"<pubDate>{d}</pubDate>") for i, d in zip("abc", ("x", "Wed, 31 Feb 2024", "Tue, 5 Mar 2024 01:00 GMT"))]))
    bench.check("14 invalid dates", [one.get("date") for one in found] == [None, None, "2024-03-05"], found)
    relative = bench.read("14 relative link", feed(item("a", P, "<link>/1</link>")))
    bench.check("14 no address", "url" not in relative[0], relative)
    bench.gives("14 repeated item", feed(item("a"), item("a"), item("a", Q)), P, Q)
    nameless = "<item><description>x</description></item>"
    bench.gives("12 item without an id", feed(nameless, item("a")), P, words=("without guid",))
    bench.gives("cut short", feed(item("a"), item("b"))[:-40], P, words=("broken XML at line",))
    bench.read("11 nested", feed(item("a", "<b>" * 100_000)), 1, "nested deeper than 64 levels")
    bench.gives("7 item of 40 MB", feed(item("a", "x" * 40_000_000), item("b", Q)), Q, words=("too_large:",))
    bench.quick("8 attributes", feed(item("a")).replace("<guid>", "<guid " + " ".join(f'a{i}="1"' for i in range(50_000)) + ">"))
    bench.quick("many items", feed(*[item(f"i{i}") for i in range(20_000)]))


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
        check_tables(bench)
        check_feeds(bench)
        check_foreign(bench)
    print(f"{bench.passed} passed, {bench.failed} failed")
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
