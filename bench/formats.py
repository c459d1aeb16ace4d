#!/usr/bin/env python3
"""Imports articles as JSON Lines, as pages of HTML and as a web archive: rate, memory, rejects.

usage: formats.py PROGRAM ARTICLES.jsonl[.gz] [--jobs 1]

Pages are written in three styles of news sites, with menus, related articles and footers around the
text; the archive holds the same pages, each record packed with gzip, as crawlers write it. Prints for
each form documents, records, rejects, seconds of the processor, megabytes a second of text, and peak
memory; and of how many articles pages and archive give the same text as the JSON Lines.
"""

import argparse
import gzip
import html
import json
import os
import pathlib
import subprocess
import sys
import tempfile

NOISE = "<ul><li><a href='/'>الرئيسية</a></li><li><a href='/sport'>رياضة</a></li><li><a href='/tv'>البث المباشر</a></li></ul>"
RELATED = "<h3>اقرأ أيضا</h3><ul><li><a href='/1'>مقتل عشرة في هجوم آخر</a></li><li><a href='/2'>اعتقال مشتبه به</a></li></ul>"


def paragraphs(text):
    return "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n") if line.strip())


def page(article, style):
    title, body = html.escape(article.get("title") or ""), paragraphs(article["text"])
    address = html.escape(article.get("url") or "")
    day, outlet = article.get("date") or "", html.escape(article.get("outlet") or "")
    head = f'<meta charset="utf-8"><title>{title} - {outlet}</title>'
    head += f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">'
    if address:
        head += f'<link rel="canonical" href="{address}">'
    if day:
        head += f'<meta property="article:published_time" content="{day}T08:00:00Z">'
    main = (
        f'<article><h1>{title}</h1><div class="entry-content">{body}</div></article>',
        f'<div class="story"><h1>{title}</h1><div itemprop="articleBody">{body}</div></div>',
        f'<div id="main"><div class="title"><h1>{title}</h1></div><div class="text">{body}</div></div>',
    )[style]
    return (
        f"<!doctype html><html lang=ar dir=rtl><head>{head}</head><body><nav>{NOISE}</nav>{main}"
        f'<aside class="related">{RELATED}</aside><footer>جميع الحقوق محفوظة</footer></body></html>'
    ).encode()


def record(address, body):
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    return gzip.compress(head.encode() + answer + b"\r\n\r\n", 6)


def run(command):
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return said.strip().splitlines()[-1], usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def texts(program, path):
    done = subprocess.run([program, "read", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return [json.loads(line) for line in done.stdout.splitlines()]


def bare(text):
    return "".join((text or "").split())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("articles")
    parser.add_argument("--jobs", default="1")
    options = parser.parse_args()
    opener = gzip.open if options.articles.endswith(".gz") else open
    with opener(options.articles, "rt", encoding="utf-8") as lines:
        articles = list({one["id"]: one for one in map(json.loads, lines)}.values())
    megabytes = sum(len(one["text"].encode()) for one in articles) / 1e6
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "pages").mkdir()
        with open(folder / "articles.jsonl", "w", encoding="utf-8") as out:
            out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in articles)
        with open(folder / "crawl.warc.gz", "wb") as archive:
            for i, one in enumerate(articles):
                made = page(one, i % 3)
                (folder / "pages" / f"{i:06}.html").write_bytes(made)
                archive.write(record(f"https://crawl.example/{i:06}", made))
        for form in ("articles.jsonl", "pages", "crawl.warc.gz"):
            database = str(folder / f"{form}.db")
            command = [options.program, "import", str(folder / form), "--db", database]
            said, seconds, memory = run([*command, "--jobs", options.jobs])
            print(f"{form}: {said}")
            print(f"  {seconds:.1f} s, {megabytes / seconds:.1f} MB/s, {len(articles) / seconds:.0f} a second, {memory:.0f} MB")
            if form == "articles.jsonl":
                continue
            found = texts(options.program, str(folder / form))
            same = [
                sum(bare(a.get(field)) == bare(b.get(field)) for a, b in zip(articles, found))
                for field in ("text", "title", "date")
            ]
            print(f"  the same text {same[0]}, headline {same[1]}, day {same[2]} of {len(articles)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
