#!/usr/bin/env python3
"""What the formats that are read may hold beside the usual: names, kinds, references, fields.

usage: formats.py PROGRAM [KNOWLEDGE]

Right forms must be understood, wrong ones must cost nothing but themselves.
Last line: N passed, N failed.
"""

import json
import os
import sys

from readers import PAGE, TEXT, P, Q, Readers, chunked, feed, item, record
from run import run


def linked(article, **more):
    """A page whose text stands in JSON-LD alone."""
    data = article if isinstance(article, str) else json.dumps(article, ensure_ascii=False)
    return f'<html><head><script type="application/ld+json">{data}</script></head><body></body></html>'


def check_linked(bench):
    """JSON-LD: where the article lies, what its fields may be, references in its strings."""
    story = {"@type": "NewsArticle", "headline": "خبر", "articleBody": TEXT}

    def fields(name, article):
        found = bench.read(name, linked(article))
        return found[0] if found else {}

    places = {
        "in a list": [{"@type": "WebPage"}, story],
        "in a graph": {"@graph": [{"@type": "Organization", "name": "x"}, story]},
        "as main entity": {"@type": "WebPage", "mainEntity": story},
        "of several types": dict(story, **{"@type": ["Thing", 7, None, "ReportageNewsArticle"]}),
        "a posting": dict(story, **{"@type": "BlogPosting"}),
    }
    for name, article in places.items():
        bench.check(f"article {name}", fields(name, article).get("text") == TEXT)
    none = {
        "of no type": dict(story, **{"@type": None}),
        "of other types": dict(story, **{"@type": ["Person", "Event"]}),
        "a type shorter than the word": dict(story, **{"@type": "x"}),
        "behind eight types": dict(story, **{"@type": ["x"] * 8 + ["NewsArticle"]}),
        "too deep": {"mainEntity": {"mainEntity": {"mainEntity": {"mainEntity": {"mainEntity": {"mainEntity": {"mainEntity": {"mainEntity": {"mainEntity": story}}}}}}}}},
        "a number": "7",
        "nothing": "",
    }
    for name, article in none.items():
        bench.read(f"article {name}", linked(article), 1, "no_article:")
    # One bad block does not hide the next one.
    two = linked(story).replace("<head>", '<head><script type="application/ld+json">{"@type": "NewsAr</script>')
    bench.gives("a broken block before it", two, TEXT)
    values = {
        "outlet": [
            ({"publisher": {"name": "صحيفة"}}, "صحيفة"),
            ({"publisher": [{"name": "صحيفة"}, {"name": "x"}]}, "صحيفة"),
            ({"publisher": "صحيفة"}, "صحيفة"),
            ({"publisher": []}, None),
            ({"publisher": 7}, None),
        ],
        "date": [
            ({"datePublished": "2024-03-05T01:00:00Z"}, "2024-03-05"),
            ({"datePublished": "soon", "dateCreated": "2024-03-06"}, "2024-03-06"),
            ({"datePublished": 20240305}, None),
        ],
        "url": [
            ({"mainEntityOfPage": {"@id": "http://a.example/1"}}, "http://a.example/1"),
            ({"mainEntityOfPage": "http://a.example/2"}, "http://a.example/2"),
            ({"mainEntityOfPage": {"@type": "WebPage"}, "url": "http://a.example/3"}, "http://a.example/3"),
            ({"url": "javascript:alert(1)"}, None),
        ],
        "title": [
            ({"headline": None, "name": "اسم"}, "اسم"),
            ({"headline": "قال &quot;لا&quot; &amp; مضى"}, 'قال "لا" & مضى'),
            ({"headline": "&#1582;&#x628;&#X631; &#233; &#65;"}, "خبر é A"),
            ({"headline": "خبر &bogus; & &#; &#xd800; &#0; &#x110000; &#99999999999999999999;"}, "خبر &bogus; &"),
            ({"headline": "خبر &#128512;"}, "خبر 😀"),
            ({"headline": "خبر &amp &#65"}, "خبر &amp &#65"),
        ],
    }
    for field, cases in values.items():
        for more, wanted in cases:
            found = fields(f"{field} of {more}", {**story, **more}).get(field)
            bench.check(f"{field} of {more}", found == wanted, found)


ATOM = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>صحيفة</title>{}</feed>'


def entry(name, *parts):
    return f"<entry><id>{name}</id>{''.join(parts)}</entry>"


def check_feeds(bench):
    """Atom, RSS 1.0, prefixes; kinds of text; what comes twice."""
    def first(name, content):
        found = bench.read(name, content)
        return found[0] if found else {}

    xhtml = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{P}</p><p>{Q} &lt;b&gt; &amp;</p></div></content>'
    bench.gives("xhtml", ATOM.format(entry("a", xhtml)), f"{P}\n{Q} <b> &")
    plain = f'<summary type="text">{P} 3 &lt; 5 &amp; 7</summary>'
    bench.gives("plain text is no markup", ATOM.format(entry("a", plain)), f"{P} 3 < 5 & 7")
    markup = f'<summary type="html">&lt;p&gt;{P}&lt;/p&gt;&lt;p&gt;{Q}&lt;/p&gt;</summary>'
    bench.gives("escaped HTML is markup", ATOM.format(entry("a", markup)), TEXT)
    longer = entry("a", f"<content>{P}</content>", f"<summary>{P} {Q}</summary>")
    bench.gives("the longer of content and summary", ATOM.format(longer), f"{P} {Q}")
    twice = entry("a", f"<content>{P}</content>", f"<content>{Q}</content>", "<title>t</title>", "<title>u</title>")
    found = first("the first of two", ATOM.format(twice))
    bench.check("the first counts", (found["text"], found["title"]) == (P, "t"), found)
    links = [
        ('<link rel="enclosure" href="http://a.example/x.mp3"/><link rel="alternate" href="http://a.example/1"/>', "http://a.example/1"),
        ('<link href="http://a.example/2"/><link href="http://a.example/3"/>', "http://a.example/2"),
        ("<link>http://a.example/4</link>", "http://a.example/4"),
        ('<link rel="self" href="http://a.example/5"/>', None),
        ('<link rel="alternate"/>', None),
    ]
    for link, wanted in links:
        found = first(f"link {link}", ATOM.format(entry("a", link, f"<content>{P}</content>")))
        bench.check(f"link {link}", found.get("url") == wanted, found)
    found = first("an id that is an address", ATOM.format(entry("http://a.example/7", f"<content>{P}</content>")))
    bench.check("it serves as one", found.get("url") == "http://a.example/7", found)
    dates = entry("a", "<updated>2024-03-07T00:00:00Z</updated><published>2024-03-05T00:00:00Z</published>", f"<content>{P}</content>")
    bench.check("published before updated", first("dates", ATOM.format(dates))["date"] == "2024-03-05")
    dates = dates.replace("published>", "x>")
    bench.check("else updated", first("one date", ATOM.format(dates))["date"] == "2024-03-07")
    prefixed = f'<?xml version="1.0"?><atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:title>صحيفة</atom:title><atom:entry><atom:id>a</atom:id><atom:content>{P}</atom:content></atom:entry></atom:feed>'
    found = first("atom: before all names", prefixed)
    bench.check("prefixes", (found.get("text"), found.get("outlet")) == (P, "صحيفة"), found)
    dated = feed(item("a", P, "<a10:updated>2024-03-07</a10:updated>"))
    bench.check("a10:", first("a10: in RSS", dated).get("date") == "2024-03-07")
    rdf = f'<?xml version="1.0"?><rdf:RDF xmlns:rdf="r" xmlns="s"><channel><title>و</title></channel><item rdf:about="http://a.example/8"><title>خبر</title><description>{P}</description></item></rdf:RDF>'
    found = first("RSS 1.0", rdf)
    bench.check("rdf:about", (found.get("id"), found.get("text")) == ("http://a.example/8", P), found)
    nested = feed(f"<item><guid>a</guid><media:group><title>x</title><description>{Q}</description></media:group><description>{P}</description></item>")
    bench.gives("what lies deeper is not the item's", nested, P)
    titled = feed(item("a")).replace("<channel>", "<channel><image><title>x</title></image>")
    bench.check("the first title is the outlet", first("titles", titled).get("outlet") == "x")
    long = feed(item("a")).replace("<title>و</title>", "<title>" + "و" * 999 + "</title>")
    bench.gives("a title of 2 KB", long, P)
    bench.gives("references of a DTD nobody sees", feed(item("a", f"{P[:10]}&nbsp;&hellip;{P[10:]}")), f"{P[:10]} {P[10:]}".replace("  ", " "))
    label = feed(item("a")).replace("?>", " encoding=utf-8?>", 1)
    bench.read("an encoding without quotation marks", label, 1, "broken XML")
    bench.read("no end of the declaration", "<?xml version='1.0' encoding='utf-8'<rss>", 1, "format:")
    for kind in ("utf-16-le", "utf-16-be"):
        bench.gives(f"{kind} without a mark", feed(item("a")).encode(kind), P)
    odd = feed(item("a"), item("b", Q)).replace("</item><item>", "</item>\n" + " " * 100_000 + "<item>")
    bench.gives("blanks between items", odd, P, Q)


def response(head, body, status="HTTP/1.1 200 OK"):
    """A WARC record of a response with this head."""
    made = f"{status}\r\n{head}\r\n".encode() + body
    return record("a", made, http=False).replace(b"Content-Type: text/plain", b"Content-Type: application/http; msgtype=response")


def check_responses(bench):
    """Heads of responses: kinds, encodings, statuses."""
    page = PAGE.encode()
    unlabelled = PAGE.replace("<meta charset=utf-8>", "").encode("windows-1256")
    arabic = "Content-Type: text/html; charset={}\r\n"
    for label in ("windows-1256", '"windows-1256"', "windows-1256; x=y", "WINDOWS-1256 "):
        bench.gives(f"charset={label}", response(arabic.format(label), unlabelled), TEXT)
    bench.gives("parameters before it", response("Content-Type: text/html; a=b; charset=cp1256\r\n", unlabelled), TEXT)
    bench.gives("a field with an empty parameter", response("Content-Type: text/html;\r\n", page), TEXT)
    for kind in ("text/html", "TEXT/HTML", "application/xhtml+xml", "", '"text/html"'):
        bench.gives(f"kind {kind}", response(f"Content-Type: {kind}\r\n", page), TEXT)
    bench.gives("no kind at all", response("", page), TEXT)
    good = record("b", PAGE)
    passed = {
        "another kind": ("Content-Type: application/json\r\n", "HTTP/1.1 200 OK"),
        "moved": ("", "HTTP/1.1 301 Moved"),
        "continue": ("", "HTTP/1.1 100 Continue"),
    }
    for name, (head, status) in passed.items():
        bench.gives(f"passed over: {name}", response(head, page, status) + good, TEXT, words=(" 0 rejected",))
    for status in ("HTTP/1.1", "HTTP/1.1 2x0 OK", "HTTP/1.1 x", "ICY 200 OK", "", "HTTP/1.1 "):
        done = bench.read(f"status line {status!r}", response("", page, status) + good, 0)
        bench.check(f"status line {status!r}: the next one is read", [one["text"] for one in done][-1:] == [TEXT], done)
    bench.gives("a field twice, a line that is none", response("X\r\nContent-Type: text/html\r\nContent-Type: text/html\r\n:\r\n", page), TEXT)
    bench.gives("LF alone", response("", page).replace(b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\n\n"), TEXT)
    head = "Transfer-Encoding: chunked\r\n"
    parts = chunked(page, 0xAB)
    bodies = {
        "in capitals": parts.replace(b"ab\r\n", b"AB\r\n"),
        "with extensions": parts.replace(b"ab\r\n", b"ab;a=b\r\n"),
        "the last cut short": parts[:-9],
        "without the last": parts[:-5],
        "rubbish behind": parts[:-5] + b"zz\r\n",
    }
    for name, body in bodies.items():
        bench.check(f"chunks {name}: made", body != parts)
        bench.gives(f"chunks {name}", response(head, body), TEXT)


def check_pages(bench):
    """What is hidden, whom a page names as its paper, and when it says it was written."""
    paragraphs = f"<p>{P}</p><p>{Q}</p>"
    for hidden in ('hidden=""', 'aria-hidden="true"', 'style="display:none"', 'style="color:red;display: none"', 'role="dialog"'):
        bench.gives(f"hidden by {hidden}", PAGE + f"<div {hidden}><p>{P} {P}</p></div>", TEXT)
    for shown in ('aria-hidden="false"', 'style="color:red"', 'role="main"'):
        bench.gives(f"shown with {shown}", PAGE.replace(paragraphs, f"<div {shown}>{paragraphs}</div>"), TEXT)

    def field(name, content, key, wanted):
        found = bench.read(name, content)
        bench.check(name, found and found[0].get(key) == wanted, found)

    head, body = PAGE.replace("</head>", "{}</head>"), PAGE.replace("<p>", "{}<p>", 1)
    field("microdata: content", body.format('<div itemprop=publisher><i>x</i><meta itemprop=name content="صحيفة"></div>'), "outlet", "صحيفة")
    field("microdata: text", body.format("<div itemprop=publisher><div itemprop=name>صحيفة</div></div>"), "outlet", "صحيفة")
    field("day of a meta", head.format('<meta itemprop=datePublished content="2024-03-05">'), "date", "2024-03-05")
    field("day of a time", body.format("<time>5 مارس 2024</time>"), "date", "2024-03-05")
    field("day of the second time", body.format('<time datetime="x">x</time><time datetime="2024-03-06">x</time>'), "date", "2024-03-06")
    field("address", head.format("<link rel=Canonical href='http://a.example/1'>"), "url", "http://a.example/1")
    field("address of og:url", head.format("<meta property=og:url content='http://a.example/2'>"), "url", "http://a.example/2")
    days = {
        "5/3/2024": "2024-03-05",
        "25/3/2024": "2024-03-25",
        "3/25/2024": "2024-03-25",
        "20240305": "2024-03-05",
        "20240305143000": "2024-03-05",
        "March 5, 2024": "2024-03-05",
        "5 Sept 2024": "2024-09-05",
        "الثلاثاء 5 آذار/مارس 2024": "2024-03-05",
        "31/2/2024": None,
        "5/3/1649": None,
        "20241305": None,
        "5 March": None,
        "March 2024": None,
        "0/0/2024": None,
    }
    for shown, wanted in days.items():
        field(f"day {shown}", body.format(f"<time>{shown}</time>"), "date", wanted)
    titles = {
        "خبر عاجل عن اليوم | صحيفة الغد": "خبر عاجل عن اليوم",
        "صحيفة الغد - خبر عاجل عن اليوم": "خبر عاجل عن اليوم",
        "خبر عاجل عن اليوم": "خبر عاجل عن اليوم",
    }
    for title, wanted in titles.items():
        made = PAGE.replace("<title>خبر</title>", f"<title>{title}</title>").replace("<h1>خبر</h1>", f"<h1>{wanted}</h1>")
        field(f"title {title}", made, "title", wanted)
    marked = PAGE.replace("<title>خبر</title>", '<title>"خبر" &lt;عاجل&gt; <b></title>').replace("<h1>خبر</h1>", "")
    field("marks in a title", marked, "title", '"خبر" <عاجل> <b>')
    bench.gives("options, terms, images", PAGE + "<select><option>x<option>y<optgroup></select><dl><dt>a<dd>b<dt>c</dl><img alt='\"<'>", f"{TEXT}\na\nb\nc")
    for end in ("</ p>", "</>", "</3 x>", "</", "<", "<!x>", "<?x?>"):
        bench.gives(f"what is no tag: {end}", PAGE + end, TEXT + "\n<" * (end == "<"))
    bench.gives("less than", PAGE.replace(P, f"{P} 3 < 5 <5"), f"{P} 3 < 5 <5\n{Q}")
    bench.gives("byte order marks in the text", PAGE.replace(P, "\ufeff" + P.replace(" ", " \ufeff", 1)), TEXT)
    long = PAGE.replace("<p>", f"<{'x' * 99} {'y' * 99}=1 z = '1'><p>", 1)
    bench.gives("long names, blanks around =", long, TEXT)


def check_folders(bench):
    """Folders nested without end, and what may not be opened."""
    path = bench.folder / "nested"
    path.mkdir()
    (path / "a.txt").write_text(P)
    os.chdir(path)
    for _ in range(300):
        os.mkdir("d")
        os.chdir("d")
    (bench.folder / "nested" / "z.txt").write_text(Q)
    os.chdir("/")
    done = bench.expect("18 nested folders", ["read", str(path)], 0, "nested deeper than", "2 documents, 1 rejected")
    texts = [json.loads(line)["text"] for line in done.stdout.splitlines()]
    bench.check("18 what lies beside is read", texts == [P, Q], texts)
    bench.expect("a folder that ends with /", ["read", str(path) + "//"], 0, "2 documents")


CHECKS = (check_linked, check_feeds, check_responses, check_pages, check_folders)

if __name__ == "__main__":
    sys.exit(run(__doc__, CHECKS, Readers))
