#!/usr/bin/env python3
"""Bad files for each reader. Checks are called by what is wrong; in front stands the number of
the row in docs/readers.md that says what is right.

usage: readers.py PROGRAM [KNOWLEDGE]

Last line: N passed, N failed.
"""

import base64
import gzip
import hashlib
import json
import os
import pathlib
import resource
import subprocess
import sys
import time

from run import Bench, run

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


def record(name, body, kind="response", version="1.0", length=None, http=True, head=""):
    page = body if isinstance(body, bytes) else body.encode()
    if http:
        page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n".encode() + page
    length = len(page) if length is None else length
    kind_of = "application/http; msgtype=response" if http else "text/plain"
    lines = f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.example/{name}\r\n"
    lines += f"Content-Type: {kind_of}\r\nContent-Length: {length}\r\n\r\n"
    return lines.encode() + page + b"\r\n\r\n"


def chunked(body, size=700):
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in parts) + b"0\r\n\r\n"


def zst(data):
    return subprocess.run(["zstd", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout


TEXT = f"{P}\n{Q}"


def check_archives(bench):
    page, info = PAGE.encode(), record("", "software: x\r\n", "warcinfo", http=False)
    a, b = record("a", page), record("b", page.replace(P.encode(), Q.encode() + b" " + P.encode()))
    text_b = f"{Q} {P}\n{Q}"
    found = bench.read("WARC", info + a + b)
    bench.check("WARC: id", [one["id"] for one in found] == ["http://a.example/a", "http://a.example/b"], found)
    for version in ("0.18", "1.0", "1.1"):
        bench.gives(f"15 WARC/{version}", info + record("a", page, version=version), TEXT)
    picture = record("i", b"\x89PNG" + bytes(99999)).replace(b"text/html", b"image/png")
    missing = record("m", page).replace(b"200 OK", b"404 No")
    bench.gives("passed over", info + picture + missing + record("r", page, "request") + b, text_b)
    for name, length in {"too short": 50, "too long": 900, "negative": -5, "huge": 10**19, "endless": 10**17, "none": ""}.items():
        wrong = record("w", page, length=length)
        said = "format:" if name != "endless" else "too_large:"
        bench.gives(f"15 length {name}", a + wrong + b, TEXT, text_b, words=(said,))
    bench.gives("15 no blank lines behind a record", a[:-4] + b, TEXT, text_b)
    bench.gives("15 too many blank lines", a + b"\r\n" * 40 + b, TEXT, text_b)
    bench.gives("15 last record cut short", a + b[:-300], TEXT, words=("ends within the record",))
    bench.gives("15 cut within a head", a + b[:60], TEXT, words=("head never ends",))
    bench.gives("15 rubbish between", a + b"rubbish\r\n" * 9 + b, TEXT, text_b, words=("no record",))
    bench.gives("15 endless head", a + b"WARC/1.0\r\n" + b"X: y\r\n" * 90000 + b"\r\n" + b, TEXT, text_b, words=("never ends",))
    bench.gives("1.0 brackets", a.replace(b"http://a.example/a", b"<http://a.example/a>"), TEXT)
    nameless = a.replace(b"WARC-Target-URI", b"WARC-Other-Name")
    bench.gives("12 no address", nameless + b, text_b, words=("without WARC-Target-URI",))
    bench.gives("19 traversal", record("../../../../etc/passwd", page), TEXT)
    bench.gives("chunks", record("a", chunked(page), head="Transfer-Encoding: chunked\r\n"), TEXT)
    bench.gives("chunks that are none", record("a", page, head="Transfer-Encoding: chunked\r\n"), TEXT)
    inner = record("a", gzip.compress(page), head="Content-Encoding: gzip\r\n")
    bench.gives("16 gzip within the response", inner, TEXT)
    bench.gives("16 both", gzip.compress(record("a", chunked(gzip.compress(page)), head="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n")), TEXT)
    bench.gives("16 gzip that is none", record("a", page, head="Content-Encoding: gzip\r\n"), TEXT)
    bomb = record("w", gzip.compress(bytes(50_000_000)), head="Content-Encoding: gzip\r\n")
    bench.gives("16 bomb within the response", bomb + b, text_b, words=("too_large: broken gzip",))
    bench.gives("Brotli", record("w", b"\x0b\x02\x80", head="Content-Encoding: br\r\n") + b, text_b, words=("Brotli",))


def digest(content, kind="sha1"):
    return kind + ":" + base64.b32encode(hashlib.new(kind, content).digest()).decode()


def check_digests(bench):
    """Row 15: what does not fit is told, and read all the same."""
    page = PAGE.encode()

    def digested(body, block=None, payload=None, head=""):
        """Block and payload are what the digests are made of, or digests as written."""
        whole = record("d", body, head=head)
        content = whole[whole.index(b"\r\n\r\n") + 4 : -4]
        block = digest(content) if block is None else block
        payload = digest(body) if payload is None else payload
        fields = f"WARC-Block-Digest: {block}\r\nWARC-Payload-Digest: {payload}\r\n"
        return whole.replace(b"Content-Length", fields.encode() + b"Content-Length", 1)

    doubt = "the digest of its record does not fit"
    bench.gives("15 right digests", digested(page), TEXT, words=(", 0 rejected\n",))
    bench.gives("15 wrong payload digest", digested(page, payload=digest(b"x")), TEXT, words=(doubt, "1 doubtful"))
    bench.gives("15 wrong block digest", digested(page, block=digest(b"x")), TEXT, words=(doubt,))
    for size in (0, 1, 55, 56, 63, 64, 65, 119, 120, 128):
        longer = page + b"<!--" + b"x" * size + b"-->"
        bench.gives(f"15 digest of {len(longer)} bytes", digested(longer), TEXT, words=(", 0 rejected\n",))
    hexadecimal = "sha1:" + hashlib.sha1(page).hexdigest()
    bench.gives("15 digest in hexadecimal", digested(page, payload=hexadecimal), TEXT, words=(", 0 rejected\n",))
    packed = gzip.compress(page)
    head = "Content-Encoding: gzip\r\n"
    bench.gives("15 digest before unpacking", digested(packed, head=head), TEXT, words=(", 0 rejected\n",))
    bench.gives("15 digest behind unpacking", digested(packed, payload=digest(page), head=head), TEXT, words=(", 0 rejected\n",))
    for strange in ("sha1:", "sha1:" + "1" * 32, "md5:AAAA", digest(b"x", "sha256"), "x"):
        bench.gives(f"15 strange digest {strange[:8]}", digested(page, strange, strange), TEXT, words=(", 0 rejected\n",))


def misread(text, encoding):
    """UTF-8 as somebody sees it who takes it for another encoding."""
    letters = (bytes([one]).decode(encoding, "replace").replace("\ufffd", chr(one)) for one in text.encode())
    return "".join(letters)


def check_mojibake(bench):
    """Row 2: one layer is undone when nearly all becomes Arabic."""
    marked = P + " – «سري» 12%"
    for encoding in ("windows-1252", "iso-8859-1", "windows-1256"):
        wrong = misread(marked, encoding)
        line = json.dumps({"id": "1", "text": wrong, "title": wrong, "outlet": wrong})
        found = bench.read(f"2 JSON misread as {encoding}", line)[0]
        right = [found["text"], found["title"], found["outlet"]]
        bench.check(f"2 {encoding}: fields", right == [marked] * 3, right)
        bench.gives(f"2 text misread as {encoding}", wrong, marked)
        bench.gives(f"2 table misread as {encoding}", f"id,text\n1,{wrong}\n", marked)
        bench.gives(f"2 page misread as {encoding}", misread(PAGE, encoding), f"{P}\n{Q}")
        feed = f"<rss><channel><item><guid>1</guid><description>{wrong}</description></item></channel></rss>"
        bench.gives(f"2 feed misread as {encoding}", feed, marked)
        bench.gives(f"2 cut within a letter, {encoding}", misread(P, encoding)[:-2], P[:-2] + misread(P[-2], encoding)[0])
        twice = misread(misread(P, encoding), encoding)
        bench.gives(f"2 misread twice as {encoding}", twice, twice)
        mixed = misread(P, encoding) + " " + P
        bench.gives(f"2 half misread as {encoding}", mixed, mixed)
    for right in (P, "Ø" * 20, "ظط" * 20, "Ünïcödé ÆØÅ Ù", "طظ عغ", "Øystein Øverås ØØØØ"):
        bench.gives(f"2 nothing wrong: {right[:9]}", json.dumps({"id": "1", "text": right}), right)


def check_packed(bench):
    page = PAGE.encode()
    a, b = record("a", page), record("b", page.replace(P.encode(), Q.encode() + b" " + P.encode()))
    text_b = f"{Q} {P}\n{Q}"
    packers = {"gzip": gzip.compress, "zstd": zst}
    for name, pack in packers.items():
        one, two = pack(a), pack(b)
        bench.gives(f"16 {name}", one + two, TEXT, text_b)
        bench.gives(f"16 {name} in one member", pack(a + b), TEXT, text_b)
        bench.gives(f"16 {name} zeros behind", one + two + bytes(512), TEXT, text_b)
        bench.gives(f"16 {name} rubbish behind", one + two + b"rubbish" * 9, TEXT, text_b, words=("other bytes follow",))
        bench.gives(f"16 {name} cut short", one + two[:-20], TEXT, words=("broken",))
        damaged = bytearray(one)
        damaged[len(one) // 2 : len(one) // 2 + 20] = b"\xff" * 20
        bench.gives(f"16 {name} damaged", one + bytes(damaged) + two, TEXT, text_b, words=("broken",))
        bench.read(f"16 {name} twice", pack(pack(a)), 1, "packed twice")
        bench.gives(f"16 {name} bomb", one + pack(a + bytes(300_000_000)) + two, TEXT, TEXT, text_b, words=("too_large:", "200-fold"))
        lines = b"".join(b'{"id": "%d", "text": "x"}\n' % i for i in range(3))
        bench.gives(f"{name} of JSON Lines", pack(lines), "x", "x", "x")
        cut = pack(lines) + pack(lines * 9)[:-6]
        found = bench.read(f"16 {name} of JSON Lines, cut short", cut, 0, f"format: broken {name} data")
        bench.check(f"16 {name}, cut short: lines before", len(found) >= 3, found)
        cut = pack(b"id,text\na,b\n") + pack(b"c,d\n" * 9)[:-6]
        found = bench.read(f"16 {name} of a table, cut short", cut, 0, f"format: broken {name} data")
        bench.check(f"16 {name}, cut short: rows before", found and found[0]["text"] == "b", found)
        bench.gives(f"{name} of a page", pack(page), TEXT)
        bench.gives(f"{name} of a table", pack(b"id,text\na,b\n"), "b")
        bench.gives(f"{name} of a text", pack(P.encode()), P)
        bench.read(f"16 {name} of nothing", pack(b""), 1, "empty:")
    wrong = bytearray(gzip.compress(a))
    wrong[-6] ^= 1
    bench.gives("16 wrong CRC", bytes(wrong) + gzip.compress(b), TEXT, text_b, words=("incorrect data check",))
    bench.read("17 zstd window of 2 GB", b"\x28\xb5\x2f\xfd\x00\xa8" + bytes(90), 1, "broken zstd")
    words = subprocess.run(["zstd", "--train", "-o", bench.path("d"), *self_samples(bench)], capture_output=True)
    if not words.returncode:
        dictionary = pathlib.Path(bench.path("d")).read_bytes()
        packed = subprocess.run(["zstd", "-c", "-D", bench.path("d")], input=a, stdout=subprocess.PIPE, check=True).stdout
        front = b"\x5d\x2a\x4d\x18" + len(dictionary).to_bytes(4, "little") + dictionary
        bench.gives("zstd with a dictionary", front + packed, TEXT)
        front = b"\x5d\x2a\x4d\x18" + len(zst(dictionary)).to_bytes(4, "little") + zst(dictionary)
        bench.gives("zstd with a packed dictionary", front + packed, TEXT)


def self_samples(bench):
    names = []
    for i in range(200):
        names.append(bench.file(f"s{i}", record(str(i), PAGE + f"<p>{i} {P[i % 40 :]} {i * i}</p>")))
    return names


def check_kinds(bench):
    """Row 18: files, folders and standard input are read, nothing else is opened."""
    folder = pathlib.Path(bench.path("kinds"))
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(P)
    (folder / "deep" / "b.txt").write_text(Q)
    (folder / ".hidden.txt").write_text(Q)
    os.mkfifo(folder / "pipe")
    os.symlink("/etc/passwd", folder / "link.txt")
    os.symlink("..", folder / "deep" / "loop")
    done = bench.expect("18 folder", ["read", str(folder)], 0, "2 documents, 0 rejected")
    found = [json.loads(line)["text"] for line in done.stdout.splitlines()]
    bench.check("18 folder: what is read", found == [P, Q], found)
    start = time.monotonic()
    for path in (str(folder / "pipe"), "/dev/zero", "/dev/stdin/x", bench.path("nothing")):
        bench.expect(f"18 {path}", ["read", path, str(folder / "a.txt")], 0, "1 document, 1 rejected")
    bench.check("18 a pipe is not waited for", time.monotonic() - start < 20)
    os.symlink(folder / "a.txt", folder / "named.txt")
    bench.expect("18 a link that was named", ["read", str(folder / "named.txt")], 0, "1 document, 0 rejected")
    shrinking = bench.path("shrinking.jsonl")
    pathlib.Path(shrinking).write_text('{"id": "1", "text": "x"}\n' * 200_000)
    with open(shrinking, "rb") as source:
        process = subprocess.Popen(
            [bench.program, "read", shrinking],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(os.environ, RASID_KNOWLEDGE=str(bench.knowledge)),
        )
        process.stdout.read(1 << 16)
        os.truncate(shrinking, 1000)
        rest = process.stdout.read()
        bench.check("18 a file that shrinks", process.wait() == 0, (source.name, len(rest)))


def check_memory(bench):
    """Row 37: too little memory is an answer, no crash; what has been read is given."""
    page = bench.file("memory.warc", record("a", PAGE) + record("b", PAGE + "<p>" + P * 40_000))
    seen = set()

    def run(megabytes, *arguments):
        limit = megabytes << 20
        return bench.run(*arguments, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))

    if run(400, "--version").returncode:
        return  # built with sanitizers, which want terabytes of addresses
    for megabytes in (24, 40, 60, 90, 130, 400):
        done = run(megabytes, "read", page)
        seen.add(done.returncode)
        # 127: not even the loader had room for the program's libraries.
        bench.check(f"37 with {megabytes} MB", done.returncode in (0, 1, 3, 4, 127), done)
    bench.check("37 with enough", 0 in seen, seen)


def check_locales(bench):
    """Row 44: the same bytes in every locale."""
    path = bench.file("locale.warc", record("a", PAGE))
    lines = bench.lines("locale.jsonl", {"id": "i", "date": "2024-03-05", "text": P + " 1,5 ١٢"})
    for arguments in (["read", path], ["code", lines, "--format", "csv"], ["analyze", lines]):
        outputs = {
            bench.run(*arguments, environment={"LC_ALL": name, "LANGUAGE": "ar"}).stdout
            for name in ("C", "C.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8", "de_DE.UTF-8", "fa_IR.UTF-8")
        }
        bench.check(f"44 {arguments[0]}", len(outputs) == 1 and all(outputs), outputs)


def check_foreign(bench):
    bench.read("17 zip", b"PK\x03\x04" + b"\0" * 90, 1, "format: a zip archive")
    bench.read("pdf", b"%PDF-1.4\n" + P.encode(), 1, "format: a PDF")
    bench.read("other XML", "<?xml version='1.0'?><sitemap><url/></sitemap>", 1, "neither RSS nor Atom")


CHECKS = (
    check_pages,
    check_tables,
    check_feeds,
    check_archives,
    check_digests,
    check_mojibake,
    check_packed,
    check_foreign,
    check_kinds,
    check_memory,
    check_locales,
)

if __name__ == "__main__":
    sys.exit(run(__doc__, CHECKS, Readers))
