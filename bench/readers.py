#!/usr/bin/env python3
"""Whether readers take linear time on hostile shapes: twice the input, at most 2.2 times as long.

usage: readers.py [--program P] [--megabytes N] [--runs N] [--instructions] [--filter TEXT]

For each shape a file of N megabytes (4) and one of twice that size are read by `rasid read`,
five times each; shown is the least processor time, less what an empty file takes. A
ratio above 2.2 is marked. Exit status 1 if any is. Rates are those of one core. --instructions
counts them by callgrind instead: slow (N of 0.2 will do), but the same on a busy machine.
"""

import argparse
import gzip
import pathlib
import sys
import tempfile

import cost

ROOT = pathlib.Path(__file__).resolve().parent.parent
MOST_RATIO = 2.2
TEXT = "قال الوزير إن القوات لاحقت المهاجمين وقتلت ثلاثة منهم، فيما فر الباقون شرقا. "
PAGE = f"<html><head><meta charset=utf-8></head><body><h1>خبر</h1><p>{TEXT * 3}</p>"
RSS = '<?xml version="1.0"?><rss><channel><title>x</title>'


def repeated(head, unit, tail=""):
    def make(size):
        return (head + unit * (size // len(unit.encode()) + 1) + tail).encode()

    return make


def archive(size):
    page = PAGE.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    one = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
    one += b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(http) + http
    return (one + b"\r\n\r\n") * (size // len(one) + 1)


def chunked(size):
    """A page in chunks of one byte."""
    body = b"1\r\nx\r\n" * (size // 6) + b"0\r\n\r\n"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + body
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
    head += b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(http)
    return head + http + b"\r\n\r\n"


SHAPES = {
    "page: paragraphs": repeated(PAGE, f"<p>{TEXT}</p>"),
    "page: nested div": repeated(PAGE, "<div>"),
    "page: nested tables": repeated(PAGE, "<table><tr><td>x"),
    "page: unclosed b": repeated(PAGE, "<b>x"),
    "page: attributes": repeated(PAGE + "<i ", "a=b ", ">"),
    "page: equal attributes": repeated(PAGE, '<i class="a b c d e f g h">x</i>'),
    "page: quotation marks": repeated(PAGE, '<b =">" =">" '),
    "page: tags without end": repeated(PAGE, "<a <"),
    "page: comments": repeated(PAGE, "<!-- x --"),
    "page: scripts": repeated(PAGE, "<script></scrip>"),
    "page: links": repeated(PAGE, '<li><a href="/x">x</a>'),
    "page: references": repeated(PAGE, "&amp;&bogus;&#1593;"),
    "page: lonely ends": repeated(PAGE, "</p></div></x>"),
    "page: times": repeated(PAGE, "<time>x</time>"),
    "page: headlines": repeated(PAGE, "<h1>x</h1>"),
    "page: meta elements": repeated(PAGE, '<meta property="og:title" content="x">'),
    "page: JSON-LD": repeated(PAGE, '<script type="application/ld+json">{"@type":"x"}</script>'),
    "page: JSON-LD, nested": repeated(PAGE + '<script type="application/ld+json">', '{"a":'),
    "page: one attribute": repeated(PAGE + '<i class="', "a ", '">'),
    "page: one word": repeated(PAGE, "ق"),
    "page: nested links": repeated(PAGE, '<a href="/x">'),
    "page: nested lists": repeated(PAGE, "<ul><li>x"),
    "page: line breaks": repeated(PAGE, "<br>"),
    "page: blanks": repeated(PAGE, " \n\t"),
    "page: declarations": repeated(PAGE, "<!x><?y>"),
    "page: hidden": repeated(PAGE, "<div hidden><p>x</p></div>"),
    "feed: items": repeated(RSS, f"<item><guid>1</guid><description>{TEXT}</description></item>"),
    "feed: same items": repeated(RSS, "<item><guid>1</guid><title>x</title></item>"),
    "feed: nested": repeated(RSS, "<a>"),
    "feed: one item": repeated(RSS + "<item><description>", f"{TEXT}"),
    "feed: pieces of text": repeated(RSS + "<item><description>", "<![CDATA[x]]>"),
    "feed: references": repeated(RSS + "<item><description>", "&amp;&#1593;"),
    "feed: pages in items": repeated(RSS, f"<item><description><![CDATA[<p>{TEXT}]]></description></item>"),
    "feed: open div in items": repeated(RSS + "<item><description><![CDATA[", "<div>"),
    "feed: comments": repeated(RSS, "<!-- x -->"),
    "feed: instructions": repeated(RSS, "<?x y?>"),
    "feed: name spaces": repeated(RSS, '<a xmlns="x"></a>'),
    "feed: dates": repeated(RSS + "<item>", "<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>"),
    "feed: rubbish": repeated(RSS, "<item><title>x</item>"),
    "feed: attributes": repeated(RSS + "<item ", 'a="b"\n', "/>"),
    "table: rows": repeated("id,text\n", f'a,"{TEXT}"\n'),
    "table: marks": repeated("id,text\n", 'a,"""""\n'),
    "table: open marks": repeated("id,text\n", 'a,"b\n'),
    "table: columns": repeated("id,text\n", "a,"),
    "table: named columns": repeated("id,text,", "a,"),
    "table: empty lines": repeated("id,text\n", "\n"),
    "table: short rows": repeated("id,text\n", "a\n"),
    "table: one cell": repeated('id,text\n1,"', "x\n"),
    "table: carriage returns": repeated("id,text\n", "a,b\r"),
    "table: same ids": repeated("id,text\n", "a,قتل\n"),
    "lines: brackets": repeated("", '{"id":"a","text":"' + "x" * 50 + '","b":[[[[]]]]}\n'),
    "lines: objects": repeated("", '{"id":"a","text":"قتل","b":{"c":{}}}\n'),
    "lines: one string": repeated('{"id":"a","text":"', "x"),
    "lines: escapes": repeated('{"id":"a","text":"', "\\u0642"),
    "lines: lone surrogates": repeated('{"id":"a","text":"', "\\ud83d"),
    "lines: names": repeated('{"id":"a","text":"x"', ',"a":1'),
    "lines: numbers": repeated('{"id":"a","text":"x","n":', "9"),
    "lines: open brackets": repeated('{"id":"a","text":"x","n":', "["),
    "lines: empty": repeated("", "\n"),
    "lines: rubbish": repeated('{"id":"a","text":"x"}\n', "{\n"),
    "lines: invalid UTF-8": lambda size: b'{"id":"a","text":"x"}\n' + b'{"text":"\xd9\xff"}\n' * (size // 15),
    "lines: NULs": lambda size: b'{"id":"a","text":"x"}\n' + b"\0" * size,
    "text: lines": repeated("", f"{TEXT}\n"),
    "text: one line": repeated("", "قتل "),
    "text: windows-1256": lambda size: (TEXT * (size // 70)).encode("windows-1256"),
    "text: UTF-16": lambda size: (TEXT * (size // 150)).encode("utf-16"),
    "text: misread": lambda size: (TEXT * (size // 300)).encode().decode("latin-1").encode(),
    "text: presentation forms": repeated("", "ﻼﷺ"),
    "text: brackets": repeated("", "<("),
    "archive: records": archive,
    "archive: rubbish": repeated("WARC/1.0\r\nContent-Length: 1\r\n\r\nx\r\n\r\n", "\nWARC/\n"),
    "archive: packed": lambda size: gzip.compress(archive(size), 1),
    "archive: members": lambda size: gzip.compress(archive(1), 1) * (size // 400),
    "archive: header lines": repeated("WARC/1.0\r\n", "A: b\r\n"),
    "archive: one header": repeated("WARC/1.0\r\nA: ", "b"),
    "archive: chunks": chunked,
    "archive: no lengths": repeated("", "WARC/1.0\r\nWARC-Type: response\r\n\r\n"),
    "archive: wrong lengths": repeated("", "WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n"),
    "packed: empty members": lambda size: gzip.compress(b"", 1) * (size // 20),
    "packed: one byte": lambda size: gzip.compress(b"x" * size * 8, 9),
    "packed: broken members": lambda size: gzip.compress(b"WARC/1.0\r\n", 1)
    + b"\x1f\x8b\x08" * (size // 3),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build" / "rasid")
    parser.add_argument("--megabytes", type=float, default=4)
    cost.add_options(parser, runs=5)
    parser.add_argument("--filter", default="")
    options = parser.parse_args()
    shapes = {name: make for name, make in SHAPES.items() if options.filter in name}
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "file"
        command = [str(options.program), "read", str(path), "--rejects", "/dev/null"]
        path.write_bytes(b"")
        empty = cost.measure(options, command)
        print(f"{'shape':<26}{'once':>9}{'twice':>9}{'ratio':>7}{'MB/s':>8}")
        for name, make in shapes.items():
            times = []
            for factor in (1, 2):
                path.write_bytes(make(int(options.megabytes * 1e6 * factor)))
                times.append(max(cost.measure(options, command) - empty, 1e-3))
            ratio = times[1] / times[0]
            is_slow = ratio > MOST_RATIO and cost.is_seen(options, times[1])
            slow += is_slow
            rate = 2 * options.megabytes / times[1]
            mark = "  not linear" if is_slow else ""
            print(f"{name:<26}{times[0]:>9.3f}{times[1]:>9.3f}{ratio:>7.2f}{rate:>8.1f}{mark}")
    print(f"{len(shapes) - slow} linear, {slow} not")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
