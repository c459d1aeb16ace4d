#!/usr/bin/env python3
"""Exports, statistics and the watch; numbers in names are rows of the list of bad inputs.

usage: exports.py PROGRAM [KNOWLEDGE]

Reads what was written with Python's csv, and with R's read.csv and GDAL's ogrinfo (which QGIS rests
on) where they are installed. Last line: N passed, N failed.
"""

import csv
import io
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
import xml.etree.ElementTree as xml

from databases import article
from run import run

COLUMNS = {"csv": 51, "csv-sheet": 51, "icews": 20, "gdelt": 61, "acled": 31, "ucdp": 49}
RLM = "\u200f"
# What somebody might put into a name or a headline.
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    RLM + "=HYPERLINK(\"http://a.example\",\"x\")",
    " \u202b\u00a0=1",
    "\uff1d1",
    "a, \"b\"\r\nc",
    " blank at the edge ",
    "<script>alert(1)</script>",
    "؛ ،",
)


def fill(bench):
    """Articles of deeds with toll, place and date, and one whose fields are hostile."""
    lines = [article(i) for i in range(40)]
    lines.append(
        {
            "id": "deeds",
            "date": "2024-03-05",
            "outlet": "صحيفة",
            "url": "https://news.example/deeds",
            "text": "قتل سبعة مدنيين أمس في غارة جوية شنها الجيش السوري على مدينة إدلب.\n"
            "اعتقلت الشرطة العراقية ثلاثة متظاهرين في بغداد.\n"
            "تظاهر آلاف الطلاب في الخرطوم احتجاجا على الغلاء.\n"
            "ينوي الرئيس التونسي زيارة الجزائر غدا.",
        }
    )
    database = bench.path("export.db")
    path = bench.lines("export.jsonl", *lines)
    bench.expect("import", ["import", path, "--db", database], 0, "41 new")
    with sqlite3.connect(database) as connection:
        events = [row[0] for row in connection.execute("SELECT number FROM events ORDER BY 1")]
        for number, text in zip(events, HOSTILE):
            connection.execute("UPDATE mentions SET text = ? WHERE event = ?", (text, number))
            connection.execute("UPDATE participants SET name = ? WHERE event = ?", (text, number))
            connection.execute(
                "UPDATE events SET place_text = ?, place_name = ? "
                "WHERE number = ? AND place_start IS NOT NULL",
                (text, text, number),
            )
    return database


def export(bench, database, kind, *options, status=0):
    done = bench.expect(
        f"export as {kind} {' '.join(options)}",
        ["export", "--db", database, "--as", kind, *options],
        status,
    )
    return done.stdout


def table(kind, data):
    text = data.decode("utf-8-sig" if kind == "csv-sheet" else "utf-8")
    if kind in ("icews", "gdelt"):
        found = [line.split("\t") for line in text.split("\n")[:-1]]
    else:
        found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    return found[0], [dict(zip(found[0], row)) for row in found[1:]], {len(row) for row in found}


def check_tables(bench, database):
    for kind, count in COLUMNS.items():
        head, records, widths = table(kind, export(bench, database, kind))
        bench.check(f"{kind}: {count} columns", widths == {count}, widths)
        bench.check(f"{kind}: names differ", len(set(head)) == count, head)
        bench.check(f"{kind}: has rows", len(records) > 0)
    lines = [json.loads(line) for line in export(bench, database, "jsonl").splitlines()]
    _, records, _ = table("csv", export(bench, database, "csv"))
    bench.check("25 csv: one row a record", [r["id"] for r in records] == [r["id"] for r in lines])
    bench.check(
        "25 csv: texts come back",
        [r["mentions"] for r in records]
        == ["; ".join(m["text"] for m in r["mentions"]) for r in lines],
    )
    bench.check("25 csv: hostile texts are raw", any(r["mentions"] == "=1+1" for r in records))


def is_armed(text):
    """Whether a spreadsheet might take it for a formula."""
    bare = text.lstrip(" \u00a0\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff")
    return bare[:1] in tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


def check_sheet(bench, database):
    data = export(bench, database, "csv-sheet")
    bench.check("24 csv-sheet: byte order mark", data.startswith(b"\xef\xbb\xbf"))
    _, records, _ = table("csv-sheet", data)
    names = [name for name in records[0] if name not in ("goldstein", "plover_score", "place_lat", "place_lon")]
    armed = [r[name] for r in records for name in names if r[name] and is_armed(r[name])]
    bench.check("24 csv-sheet: no formula", not armed, armed[:5])
    bench.check("24 csv-sheet: shown as it was", any(r["mentions"] == "'=1+1" for r in records))
    bench.check("24 csv-sheet: numbers stay", all(is_number(r["goldstein"]) for r in records))


def check_acled(bench, database):
    _, records, _ = table("acled", export(bench, database, "acled", "--doc", "deeds"))
    kinds = [(r["event_type"], r["sub_event_type"]) for r in records]
    wanted = [
        ("Explosions/Remote violence", "Air/drone strike"),
        ("Strategic developments", "Arrests"),
        ("Protests", "Peaceful protest"),
    ]
    bench.check("acled: what it collects", kinds == wanted, kinds)
    strike = records[0]
    seen = [strike[name] for name in ("event_date", "time_precision", "fatalities", "inter1", "iso", "region")]
    wanted = ["04 March 2024", "1", "7", "State forces", "760", "Middle East"]
    bench.check("acled: a strike", seen == wanted, seen)
    _, planned, _ = table("acled", export(bench, database, "acled", "--status", "planned,possible"))
    bench.check("acled: nothing that has not happened", not planned, planned)


# A sentence, what ACLED calls it, and UCDP's type of violence (None: not among what killed).
DEEDS = (
    ("قصفت طائرات حربية سورية بلدة سراقب أمس.", "Air/drone strike", None),
    ("قصفت المدفعية السورية مدينة إدلب أمس، ما أدى إلى مقتل خمسة مدنيين.", "Shelling/artillery/missile attack", "3"),
    ("فجر مقاتلو تنظيم الدولة الإسلامية عبوة ناسفة في دورية للجيش العراقي قرب الموصل أمس، ما أدى إلى مقتل ستة جنود.", "Remote explosive/landmine/IED", "1"),
    ("فجر انتحاري نفسه في سوق وسط بغداد أمس، ما أسفر عن مقتل عشرة مدنيين.", "Suicide bomb", "3"),
    ("خطف مسلحون ثلاثة مهندسين في طرابلس الليبية أمس.", "Abduction/forced disappearance", None),
    ("اشتبك الجيش السوري مع مقاتلي المعارضة في درعا أمس، ما أدى إلى مقتل أربعة مقاتلين.", "Armed clash", "1"),
    ("سيطر الجيش العراقي على مدينة الفلوجة أمس.", "Government regains territory", None),
    ("سيطر مقاتلو حركة الشباب الصومالية على مدينة كيسمايو أمس.", "Non-state actor overtakes territory", None),
    ("فرقت الشرطة السودانية متظاهرين في الخرطوم أمس بالغاز المسيل للدموع.", "Protest with intervention", None),
    ("أحرق متظاهرون غاضبون سيارات الشرطة في تونس أمس.", "Mob violence", None),
    ("حطم متظاهرون واجهات المتاجر في تونس أمس.", "Violent demonstration", None),
    ("أضرم شبان غاضبون النار في مقر الحزب الحاكم في تونس أمس.", "Looting/property destruction", None),
    ("تظاهر آلاف الطلاب في الخرطوم أمس.", "Peaceful protest", None),
    ("اعتقلت الشرطة المصرية خمسة ناشطين في القاهرة أمس.", "Arrests", None),
    ("قتل مسلحون ثلاثة مدنيين في كركوك أمس.", "Attack", "3"),
    ("أضرب عمال المصانع في صفاقس أمس.", None, None),
    ("زار الرئيس التركي قطر أمس.", None, None),
)


def check_deeds(bench, _):
    """What deeds of every kind are called in other data sets."""
    database = bench.path("deeds.db")
    lines = [
        {"id": f"{i:02}", "date": "2024-03-05", "text": text} for i, (text, _, _) in enumerate(DEEDS)
    ]
    bench.expect("deeds: import", ["import", bench.lines("deeds.jsonl", *lines), "--db", database], 0)
    for i, (text, *wanted) in enumerate(DEEDS):
        for kind, column, what in zip(("acled", "ucdp"), ("sub_event_type", "type_of_violence"), wanted):
            _, records, _ = table(kind, export(bench, database, kind, "--doc", f"{i:02}"))
            seen = [record[column] for record in records]
            bench.check(f"{kind}: {what}, deed {i}", seen == ([what] if what else []), (seen, text))


def check_ucdp(bench, database):
    _, records, _ = table("ucdp", export(bench, database, "ucdp", "--doc", "deeds"))
    bench.check("ucdp: what killed", len(records) == 1, records)
    names = ("type_of_violence", "best", "low", "high", "deaths_civilians", "country_id", "date_start", "where_prec")
    seen = [records[0][name] for name in names]
    bench.check("ucdp: a strike", seen == ["3", "7", "7", "7", "7", "652", "2024-03-04", "1"], seen)
    lat, lon = float(records[0]["latitude"]), float(records[0]["longitude"])
    cell = int((lat + 90) // 0.5) * 720 + int((lon + 180) // 0.5) + 1
    bench.check("ucdp: cell of the grid", records[0]["priogrid_gid"] == str(cell), records[0])


def check_dyads(bench, database):
    lines = [json.loads(line) for line in export(bench, database, "jsonl").splitlines()]
    wanted = sum(max(1, len(r["actor"])) * max(1, len(r["recipient"])) for r in lines)
    for kind, number in (("icews", "Event ID"), ("gdelt", "GLOBALEVENTID")):
        _, records, _ = table(kind, export(bench, database, kind))
        bench.check(f"{kind}: a row for each dyad", len(records) == wanted, len(records))
        bench.check(f"{kind}: ids differ", len({r[number] for r in records}) == wanted)
    _, records, _ = table("gdelt", export(bench, database, "gdelt", "--doc", "deeds"))
    strike = next(r for r in records if r["EventRootCode"] == "19")
    names = ("SQLDATE", "MonthYear", "FractionDate", "EventCode", "QuadClass", "ActionGeo_CountryCode", "ActionGeo_Type")
    seen = [strike[name] for name in names]
    bench.check("gdelt: a strike", seen == ["20240304", "202403", "2024.1753", "195", "4", "SY", "4"], seen)


def check_geojson(bench, database):
    """RFC 7946: what every feature must have; longitudes stand first."""
    made = json.loads(export(bench, database, "geojson"))
    bench.check("geojson: collection", made["type"] == "FeatureCollection")
    good = all(
        one["type"] == "Feature"
        and isinstance(one["properties"], dict)
        and (
            one["geometry"] is None
            or (
                one["geometry"]["type"] == "Point"
                and -180 <= one["geometry"]["coordinates"][0] <= 180
                and -90 <= one["geometry"]["coordinates"][1] <= 90
            )
        )
        and not any(isinstance(value, (dict, list)) for value in one["properties"].values())
        for one in made["features"]
    )
    bench.check("geojson: features", good and made["features"])
    cairo = [one for one in made["features"] if one["properties"]["place_name"] == "Cairo"]
    bench.check("geojson: longitude first", cairo and abs(cairo[0]["geometry"]["coordinates"][0] - 31.24) < 0.1)
    empty = json.loads(export(bench, database, "geojson", "--place", "Nowhere"))
    bench.check("geojson: of nothing", empty["features"] == [], empty)
    if shutil.which("ogrinfo"):
        path = bench.file("a.geojson", export(bench, database, "geojson"))
        seen = subprocess.run(["ogrinfo", "-so", "-al", path], capture_output=True, text=True)
        holds = seen.returncode == 0 and f"Feature Count: {len(made['features'])}" in seen.stdout
        bench.check("geojson: GDAL reads it", holds, seen.stdout + seen.stderr)


def check_brat(bench, database):
    data = export(bench, database, "brat")
    again = export(bench, database, "brat")
    bench.check("brat: the same bytes", data == again)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        files = {one.name: archive.extractfile(one).read().decode() for one in archive}
    bench.check("19 brat: no name comes from outside", all(name.startswith("rasid/") and ".." not in name for name in files))
    texts = sorted(name for name in files if name.endswith(".txt"))
    lists = files["rasid/documents.tsv"].splitlines()
    bench.check("brat: a line for each text", len(lists) == len(texts) + 1)
    wrong = []
    for name in texts:
        text = files[name]
        for line in files[name[:-4] + ".ann"].splitlines():
            if not line.startswith("T"):
                continue
            _, where, words = line.split("\t")
            parts = [tuple(map(int, part.split())) for part in where.split(" ", 1)[1].split(";")]
            if " ".join(text[a:b] for a, b in parts) != words:
                wrong.append((name, line))
    bench.check("brat: spans hold their words", not wrong, wrong[:3])


def check_filters(bench, database):
    def ids(*options):
        return [json.loads(line) for line in export(bench, database, "jsonl", *options).splitlines()]

    every = ids()
    questions = {
        ("--event", "ASSAULT,CONSULT"): lambda r: r["event"] in ("ASSAULT", "CONSULT"),
        ("--status", "planned"): lambda r: r["status"] == "planned",
        ("--mode", "aerial"): lambda r: r["mode"] == "aerial",
        ("--place-country", "SYR"): lambda r: r["place"] and r["place"]["country"] == "SYR",
        ("--place", "Cairo"): lambda r: r["place"] and "Cairo" in (r["place"]["name"], r["place"]["admin1"]),
        ("--actor", "SYRMIL"): lambda r: any(a["code"] == "SYRMIL" for a in r["actor"]),
        ("--actor", "IRQ"): lambda r: any(a["country"] == "IRQ" for a in r["actor"]),
        ("--recipient", "CVL"): lambda r: any(a["sector"] == "CVL" for a in r["recipient"]),
        ("--min-score", "0.7"): lambda r: r["score"] >= 0.7,
        ("--from", "2024-06-01"): lambda r: r["date"] and (r["date"]["to"] or "") >= "2024-06-01",
    }
    for options, holds in questions.items():
        wanted = [r["id"] for r in every if holds(r)]
        seen = [r["id"] for r in ids(*options)]
        bench.check(f"filter {options}", seen == wanted and 0 < len(wanted) < len(every), (len(seen), len(wanted)))
    for text in ("x' OR '1'='1", "ASSAULT') --", "%", "*", ",", ",,,,,,,,,,,,,,,,,,,,,,,"):
        bench.check(f"22 filter {text}", ids("--place", text) == [] and ids("--actor", text) == [])
        bench.expect(f"22 no type {text}", ["export", "--db", database, "--as", "csv", "--event", text], 2, "among ACCUSE")
    bench.expect("a date that is none", ["export", "--db", database, "--as", "csv", "--from", "2024-02-30"], 2)
    bench.expect("no format", ["export", "--db", database], 2, "--as FORMAT is missing")
    bench.expect("no such format", ["export", "--db", database, "--as", "xlsx"], 2, "--as must be csv")


def check_output(bench, database):
    """36: a file appears when it is whole."""
    path = bench.path("made.csv")
    export(bench, database, "csv", "-o", path)
    bench.check("-o: the same bytes", pathlib.Path(path).read_bytes() == export(bench, database, "csv"))
    kept = pathlib.Path(path).read_bytes()
    full = ["export", "--db", database, "--as", "csv", "-o", "/dev/full/x"]
    bench.expect("36 no such folder", full, 4, "could not be written")
    with open("/dev/full", "wb") as out:
        done = ["export", "--db", database, "--as", "csv"]
        bench.expect("36 disk full", done, 4, "could not be written", stdout=out)
    bench.expect("36 failed export", ["export", "--db", bench.path("none.db"), "--as", "csv", "-o", path], 4)
    bench.check("36 the old file stays", pathlib.Path(path).read_bytes() == kept)
    bench.check("36 nothing half is left", not os.path.exists(path + ".part"))


def check_r(bench, database):
    if not shutil.which("Rscript"):
        return
    path = bench.file("r.csv", export(bench, database, "csv"))
    script = (
        "d <- read.csv(commandArgs(TRUE), encoding='UTF-8', colClasses='character', na.strings=character());"
        "cat(nrow(d), ncol(d), sum(nchar(d$mentions)), sum(d$mentions == '=1+1'))"
    )
    seen = subprocess.run(
        ["Rscript", "--vanilla", "-e", script, path],
        capture_output=True,
        text=True,
        env=dict(os.environ, LC_ALL="C.UTF-8"),
    )
    _, records, _ = table("csv", pathlib.Path(path).read_bytes())
    # R makes one line end of CR LF within a field.
    letters = sum(len(r["mentions"].replace("\r\n", "\n").replace("\r", "\n")) for r in records)
    found = seen.stdout.split()
    holds = found[:2] == [str(len(records)), "51"] and found[3:] == ["1"] and abs(int(found[2]) - letters) <= 2
    bench.check("25 R reads the same", holds, (seen.stdout, letters, seen.stderr))


def check_many_years(bench, database):
    """More months than a table has room for, names that are long or hold marks of XML."""
    copy = bench.path("years.db")
    names = ["A&B <x> \"y\"", "ا" * 300, "x" + "ا" * 300, "two\nlines"]
    with sqlite3.connect(database) as old, sqlite3.connect(copy) as new:
        old.backup(new)
        new.execute("UPDATE events SET date_from = printf('%04d-%02d-05', 2010 + number % 7, 1 + number * 5 % 12)")
        for i, name in enumerate(names):
            new.execute("UPDATE events SET place_name = ?, place_country = 'EGY' WHERE number % 4 = ?", (name, i))
    old.close()
    new.close()
    found = json.loads(bench.expect("stats of years", ["stats", "--db", copy, "--format", "jsonl"], 0).stdout)
    years = [one["name"] for one in found["months"]]
    bench.check("stats: years instead of months", years == sorted(years) and {len(one) for one in years} == {4}, years)
    shown = bench.run("stats", "--db", copy, "--format", "table").stdout.decode()
    bench.check("stats: they are called so", "by year" in shown and "by month" not in shown, shown)
    bench.check("stats: names stay on their line", "two\nlines" not in shown, shown)
    picture = bench.path("years.svg")
    bench.expect("stats of years, drawn", ["stats", "--db", copy, "--format", "table", "--svg", picture], 0)
    drawn = "".join(xml.parse(picture).getroot().itertext())
    bench.check("21 stats: marks of XML are text", "A&B <x>" in drawn, drawn)
    few = json.loads(bench.expect("stats --limit", ["stats", "--db", copy, "--format", "jsonl", "--limit", "2"], 0).stdout)
    bench.check("stats --limit: of places", few["places"] == found["places"][:2], few["places"])


def check_stats(bench, database):
    plain = json.loads(bench.expect("stats", ["stats", "--db", database, "--format", "jsonl"], 0).stdout)
    total = bench.run("export", "--db", database, "--as", "jsonl").stdout.count(b"\n")
    bench.check("stats: types sum up", sum(one["count"] for one in plain["types"]) == total)
    bench.check("stats: months in order", [m["name"] for m in plain["months"]] == sorted(m["name"] for m in plain["months"]))
    picture = bench.path("plots.svg")
    done = bench.expect("stats as tables", ["stats", "--db", database, "--format", "table", "--svg", picture], 0)
    shown = done.stdout.decode()
    bench.check("stats: four tables", all(word in shown for word in ("by type", "by month", "who to whom", "by place")))
    bench.check("45 stats: no control characters", not any(ord(c) < 32 and c != "\n" for c in shown), shown)
    root = xml.parse(picture).getroot()
    bench.check("21 stats: a picture without scripts", not [e for e in root.iter() if "script" in e.tag])
    drawn = [e for e in root.iter() if e.tag.endswith("rect")]
    bench.check("stats: a bar for each row", len(drawn) == 1 + sum(len(rows) for rows in plain.values()))
    some = json.loads(bench.expect("stats of some", ["stats", "--db", database, "--format", "jsonl", "--event", "CONSULT"], 0).stdout)
    bench.check("stats: of one type", [one["name"] for one in some["types"]] == ["CONSULT"])
    check_many_years(bench, database)
    bench.expect("stats as csv", ["stats", "--db", database, "--format", "csv"], 2, "table or jsonl")


def documents(database):
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            return connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    except sqlite3.OperationalError:
        return -1


def wait_for(count, database, seconds=30):
    end = time.monotonic() + seconds
    while documents(database) != count and time.monotonic() < end:
        time.sleep(0.1)
    return documents(database) == count


def check_watch(bench):
    inbox = pathlib.Path(bench.path("inbox"))
    inbox.mkdir()
    database = bench.path("watch.db")

    def put(name, *articles):
        lines = "\n".join(json.dumps(one) for one in articles)
        (inbox / (".part-" + name)).write_text(lines)
        os.rename(inbox / (".part-" + name), inbox / name)

    put("one.jsonl", article(1), article(2))
    once = ["watch", str(inbox), "--db", database, "--once"]
    bench.expect("watch once", once, 0, "2 documents: 2 new")
    bench.expect("watch once again", once, 0, "0 new, 2 known already")
    rejects = bench.path("watch.rejects")
    environment = dict(os.environ, RASID_KNOWLEDGE=str(bench.knowledge))
    arguments = ["watch", str(inbox), "--db", database, "--every", "1", "--rejects", rejects]
    process = subprocess.Popen(
        [bench.program, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
    )
    try:
        watch_inbox(bench, inbox, database, put, process)
    finally:
        process.kill()
    listed = [json.loads(line) for line in pathlib.Path(rejects).read_text().splitlines()]
    bench.check("watch: rejects", [one["code"] for one in listed] == ["format"], listed)
    bench.expect("watch: no folder", ["watch", bench.path("nowhere"), "--db", database], 2, "no folder")
    bench.expect("watch: no database", ["watch", str(inbox)], 2, "--db DATABASE is missing")


def watch_inbox(bench, inbox, database, put, process):
    put("two.jsonl", article(3))
    bench.check("watch: a new file", wait_for(3, database))
    (inbox / "deep").mkdir()
    (inbox / "deep" / "three.jsonl").write_text("\n".join(json.dumps(article(i)) for i in (4, 5)))
    bench.check("watch: another", wait_for(5, database))
    put("one.jsonl", article(1), article(2), article(6))
    bench.check("watch: one that has grown", wait_for(6, database))
    (inbox / "bad.jsonl").write_text('{"id": "x"}\n')
    (inbox / ".hidden.jsonl").write_text(json.dumps(article(7)))
    put("four.jsonl", article(8))
    bench.check("watch: behind a bad one", wait_for(7, database))
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=30)
    bench.check("watch: ends well when told", process.returncode == 0, (process.returncode, said))


def check_all(bench):
    database = fill(bench)
    for check in (
        check_tables,
        check_sheet,
        check_acled,
        check_deeds,
        check_ucdp,
        check_dyads,
        check_geojson,
        check_brat,
        check_filters,
        check_output,
        check_r,
        check_stats,
    ):
        check(bench, database)
    check_watch(bench)


if __name__ == "__main__":
    sys.exit(run(__doc__, [check_all]))
