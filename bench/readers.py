#!/usr/bin/env python3
"""Whether readers take linear time on hostile shapes: twice the input, at most 2.2 times as long.

usage: readers.py [--program P] [--megabytes N] [--runs N]

For each shape a file of N megabytes (4) and one of twice that size are read by `rasid read`,
five times each; shown is the median of the processor time, less what an empty file takes. A
ratio above 2.2 is marked. Exit status 1 if any is. Rates are those of one core.
"""

import argparse
import gzip
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

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
    "feed: items": repeated(RSS, f"<item><guid>1</guid><description>{TEXT}</description></item>"),
    "feed: attributes": repeated(RSS + "<item ", 'a="b"\n', "/>"),
    "table: rows": repeated("id,text\n", f'a,"{TEXT}"\n'),
    "table: marks": repeated("id,text\n", 'a,"""""\n'),
    "table: open marks": repeated("id,text\n", 'a,"b\n'),
    "lines: brackets": repeated("", '{"id":"a","text":"' + "x" * 50 + '","b":[[[[]]]]}\n'),
    "archive: records": archive,
    "archive: rubbish": repeated("WARC/1.0\r\nContent-Length: 1\r\n\r\nx\r\n\r\n", "\nWARC/\n"),
    "archive: packed": lambda size: gzip.compress(archive(size), 1),
    "archive: members": lambda size: gzip.compress(archive(1), 1) * (size // 400),
    "packed: broken members": lambda size: gzip.compress(b"WARC/1.0\r\n", 1)
    + b"\x1f\x8b\x08" * (size // 3),
}


def seconds(program, path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [str(program), "read", str(path), "--rejects", "/dev/null"]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def median(program, path, runs):
    return statistics.median(seconds(program, path) for _ in range(runs))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build" / "rasid")
    parser.add_argument("--megabytes", type=float, default=4)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "file"
        path.write_bytes(b"")
        empty = median(options.program, path, options.runs)
        print(f"{'shape':<26}{'once':>9}{'twice':>9}{'ratio':>7}{'MB/s':>8}")
        for name, make in SHAPES.items():
            times = []
            for factor in (1, 2):
                path.write_bytes(make(int(options.megabytes * 1e6 * factor)))
                times.append(max(median(options.program, path, options.runs) - empty, 1e-3))
            ratio = times[1] / times[0]
            # Beneath a quarter of a second the clock's grain is all that is seen.
            is_slow = ratio > MOST_RATIO and times[1] > 0.25
            slow += is_slow
            rate = 2 * options.megabytes / times[1]
            mark = "  not linear" if is_slow else ""
            print(f"{name:<26}{times[0]:>9.3f}{times[1]:>9.3f}{ratio:>7.2f}{rate:>8.1f}{mark}")
    print(f"{len(SHAPES) - slow} linear, {slow} not")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
