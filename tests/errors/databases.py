"""Import, search and upkeep of databases; numbers in names are rows of the list of bad inputs."""

import json
import os
import pathlib
import resource
import signal
import sqlite3
import subprocess
import time

# The tables of the first schema, as the rasid of that time made them.
FIRST_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, published TEXT,
  outlet TEXT, url TEXT, text TEXT NOT NULL, knowledge_version TEXT NOT NULL);
CREATE TABLE events (number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  position INTEGER NOT NULL, id TEXT NOT NULL, sentence INTEGER NOT NULL,
  event TEXT NOT NULL, mode TEXT, cameo TEXT, quad INTEGER NOT NULL,
  goldstein REAL, plover_score REAL,
  place_start INTEGER, place_end INTEGER, place_text TEXT, place_name TEXT,
  place_country TEXT, place_admin1 TEXT, place_lat REAL, place_lon REAL,
  place_precision TEXT, place_reason TEXT, place_rule TEXT,
  date_has_text INTEGER, date_start INTEGER, date_end INTEGER, date_text TEXT,
  date_from TEXT, date_to TEXT, date_precision TEXT,
  deaths_known INTEGER NOT NULL, deaths_min INTEGER, deaths_max INTEGER,
  injured_known INTEGER NOT NULL, injured_min INTEGER, injured_max INTEGER,
  detained_known INTEGER NOT NULL, detained_min INTEGER, detained_max INTEGER,
  crowd_known INTEGER NOT NULL, crowd_min INTEGER, crowd_max INTEGER,
  part_of TEXT, about TEXT, status TEXT NOT NULL, score REAL NOT NULL,
  UNIQUE (document, position));
CREATE INDEX events_by_id ON events (id);
CREATE INDEX events_by_date ON events (date_from, date_to);
CREATE INDEX events_by_country ON events (place_country, event);
CREATE INDEX events_by_type ON events (event, date_from);
CREATE TABLE mentions (event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  position INTEGER NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, text TEXT,
  PRIMARY KEY (event, position)) WITHOUT ROWID;
CREATE TABLE participants (
  event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'source')),
  position INTEGER NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
  text TEXT, name TEXT, country TEXT, sector TEXT, code TEXT, rule TEXT, stance TEXT,
  PRIMARY KEY (event, role, position)) WITHOUT ROWID;
CREATE INDEX participants_by_country ON participants (country, sector, role);
CREATE TABLE labels (event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('context', 'rule')),
  position INTEGER NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (event, kind, position)) WITHOUT ROWID;
INSERT INTO meta VALUES ('schema', '1'), ('rasid', '0.1.0');
PRAGMA application_id = 1920166244;
"""

TABLES = (
    "runs",
    "documents",
    "superseded",
    "events",
    "mentions",
    "participants",
    "candidates",
    "decisions",
)

CITIES = ("القاهرة", "عمّان", "بغداد", "الخرطوم", "طرابلس", "صنعاء", "دمشق")
PEOPLE = ("وزير الخارجية المصري", "رئيس الوزراء العراقي", "الرئيس التونسي", "وزير الدفاع اليمني")
DEEDS = (
    "التقى {who} أمس نظيره الأردني في {where}.",
    "قتل {n} أشخاص في غارة جوية على مدينة {where} أمس.",
    "اعتقلت الشرطة {n} متظاهرين في {where}، حسب مصدر أمني.",
    "دعا {who} إلى وقف إطلاق النار في {where}.",
)


def article(number):
    sentences = []
    for i in range(6):
        k = number * 7 + i * 3
        deed = DEEDS[(number + i) % len(DEEDS)]
        sentences.append(
            deed.format(
                who=PEOPLE[k % len(PEOPLE)], where=CITIES[k % len(CITIES)], n=3 + k % 97
            )
        )
    return {
        "id": f"article-{number}",
        "title": f"الخبر رقم {number}",
        "date": f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
        "outlet": f"صحيفة {number % 5}",
        "url": f"https://news.example/{number}",
        "text": "\n".join(sentences),
    }


def rows(database, *tables):
    with sqlite3.connect(database) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
            for table in tables or TABLES
        }


def ask(database, sql, *values):
    connection = sqlite3.connect(database, uri=database.startswith("file:"), timeout=30)
    try:
        answer = connection.execute(sql, values).fetchall()
        connection.commit()
        return answer
    finally:
        connection.close()


def said(done):
    return done.stderr.decode("utf-8", "replace")


def check_import(bench):
    path = bench.lines("archive.jsonl", *[article(i) for i in range(120)])
    databases = [bench.path(f"jobs{jobs}.db") for jobs in (1, 2, 3)]
    for jobs, database in enumerate(databases, 1):
        bench.expect(
            f"import with {jobs} jobs",
            ["import", path, "--db", database, "--jobs", str(jobs)],
            0,
            "120 documents: 120 new; ",
            ", 0 rejected",
        )
    first = rows(databases[0])
    for database in databases[1:]:
        bench.check("the same rows whatever the jobs", rows(database) == first)
    coded = bench.run("code", path).stdout
    shown = bench.run("show", "--db", databases[0]).stdout
    bench.check("shown as coded", shown == coded and coded, (shown[:300], coded[:300]))
    again = ["import", path, "--db", databases[0]]
    bench.expect("a second import", again, 0, "120 known already; 0 records")
    bench.check("changes nothing", rows(databases[0]) == first)
    bench.expect("verify", ["db", "verify", "--db", databases[0]], 0, "no fault")
    bench.expect("no database named", ["import", path], 2, "--db DATABASE is missing")
    bench.expect("no jobs", [*again, "--jobs", "0"], 2, "--jobs must be")
    bench.expect("nothing to read", ["import", "/gone", "--db", bench.path("n.db")], 1, "io:")


def check_known(bench):
    """14: the same document again, by id, by address, by content, and as it was before."""
    base = dict(article(1), id="a", url="http://www.news.example/a/?id=7")
    mended = dict(base, id="b", url="https://news.example/a?id=7#top", text=base["text"] + " ثم عاد.")
    mended["url"] = "https://news.example/a/?id=7#top"
    copied = dict(base, id="c", url=None)
    elsewhere = dict(base, id="d", url=None, outlet="وكالة أخرى")
    bare = [dict(article(i), id=f"e{i}", url="https://news.example/") for i in (3, 4)]
    path = bench.lines("known.jsonl", base, mended, copied, elsewhere, *bare)
    # The copy is one of the first state, which the article no longer has when it comes.
    database = bench.path("known.db")
    bench.expect(
        "14: known again", ["import", path, "--db", database], 0, "6 documents: 5 new, 1 changed;"
    )
    stored = ask(database, "SELECT id, text LIKE '%ثم عاد.' FROM documents ORDER BY number")
    wanted = [("a", 1), ("c", 0), ("d", 0), ("e3", 0), ("e4", 0)]
    bench.check("14: an article keeps its first id", stored == wanted, stored)
    before = rows(database)
    bench.expect(
        "14: and again", ["import", path, "--db", database], 0, "0 new, 6 known already;"
    )
    bench.check("14: nothing has changed", rows(database) == before)
    twice = bench.lines("copies.jsonl", base, dict(base, id="z", url=None))
    bench.expect(
        "14: a copy", ["import", twice, "--db", bench.path("copies.db")], 0, "1 copies of others"
    )
    newer = bench.lines("newer.jsonl", dict(elsewhere, text=article(5)["text"]))
    bench.expect("changed by its id", ["import", newer, "--db", database], 0, "0 new, 1 changed")
    bench.expect("search follows", ["db", "verify", "--db", database], 0, "no fault")
    broken = bench.lines("bad.jsonl", {"id": "x"}, article(8), b"{", {"id": "y", "text": "\n"})
    rejects = bench.path("bad.rejects")
    bench.expect(
        "12: rejects do not stop an import",
        ["import", broken, "--db", bench.path("bad.db"), "--rejects", rejects, "--jobs", "2"],
        0,
        "1 new",
        "3 rejected (listed in ",
    )
    listed = [json.loads(line) for line in pathlib.Path(rejects).read_text().splitlines()]
    bench.check("12: in their order", [row["line"] for row in listed] == [1, 3, 4], listed)


def stored(database):
    """How many documents are committed; 0 while there is no database."""
    try:
        return ask(f"file:{database}?mode=ro", "SELECT count(*) FROM documents")[0][0]
    except sqlite3.OperationalError:
        return 0


def kill_import(bench, arguments, documents, wait):
    """Kills an import `wait` seconds after so many documents were committed; True when it hit."""
    environment = dict(os.environ, RASID_KNOWLEDGE=str(bench.knowledge))
    process = subprocess.Popen(
        [bench.program, "import", *arguments], stderr=subprocess.DEVNULL, env=environment
    )
    while process.poll() is None and stored(arguments[-1]) < documents:
        time.sleep(0.005)
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def check_kill(bench):
    """38: kill -9 at any moment; what was committed is whole, and the next run ends the same."""
    path = bench.lines("many.jsonl", *[article(i) for i in range(1500)])
    whole = bench.path("whole.db")
    arguments = [path, "--jobs", "2", "--db"]
    bench.expect("38: the whole import", ["import", *arguments, whole], 0, "1500 new")
    wanted = rows(whole)
    killed = 0
    moments = ((0, 0.01), (0, 0.05), (0, 0.2), (1, 0), (1, 0.03), (600, 0), (1100, 0.01))
    for number, (documents, wait) in enumerate(moments):
        database = bench.path(f"killed{number}.db")
        for again in (0, 0.05):
            killed += kill_import(bench, [*arguments, database], documents, wait + again)
        if stored(database):
            damage = ask(database, "PRAGMA integrity_check")
            bench.check("38: valid after kill -9", damage == [("ok",)], damage)
        bench.expect(f"38: killed at {number}", ["import", *arguments, database], 0, "0 rejected")
        bench.check(f"38: the same rows after kill {number}", rows(database) == wanted)
        bench.expect("38: and no fault", ["db", "verify", "--db", database], 0, "no fault")
    bench.check("38: most runs were killed", killed >= len(moments), killed)


def check_writers(bench):
    """38: two writers on one database."""
    database = bench.path("two.db")
    paths = [
        bench.lines(f"half{k}.jsonl", *[article(i) for i in range(k * 400, (k + 1) * 400)])
        for k in (0, 1)
    ]
    environment = dict(os.environ, RASID_KNOWLEDGE=str(bench.knowledge))
    running = [
        subprocess.Popen(
            [bench.program, "import", path, "--db", database, "--jobs", "1"],
            stderr=subprocess.PIPE,
            env=environment,
        )
        for path in paths
    ]
    told = [process.communicate()[1].decode() for process in running]
    statuses = [process.returncode for process in running]
    bench.check("38: both writers end well", statuses == [0, 0], told)
    count = ask(database, "SELECT count(*) FROM documents")
    bench.check("38: both have written", count == [(800,)], count)
    bench.expect("38: nothing is broken", ["db", "verify", "--db", database], 0, "no fault")


def check_full_disk(bench):
    """36: no room left: nothing half done, status 4, and the next run goes on."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    path = bench.lines("fill.jsonl", *[article(i) for i in range(900)])
    database = bench.path("full.db")
    arguments = ["import", path, "--db", database, "--jobs", "2"]
    bench.expect("36: full disk", arguments, 4, "safe in the database", preexec_fn=limit)
    damage = ask(database, "PRAGMA integrity_check")
    bench.check("36: the database is valid", damage == [("ok",)], damage)
    bench.expect("36: and goes on with room", arguments, 0, "0 rejected")
    whole = bench.path("roomy.db")
    bench.run("import", path, "--db", whole)
    bench.check("36: to the same rows", rows(database) == rows(whole))
    bench.expect("36: no such folder", ["import", path, "--db", "/proc/none/x.db"], 4)


def check_read_only(bench):
    """36: what may not be written can be read, and nothing is begun that cannot be kept."""
    path = bench.lines("kept.jsonl", article(1))
    locked = bench.folder / "lock %41?#ed"  # a name that means something in an address
    locked.mkdir()
    kept = locked / "kept.db"
    bench.run("import", path, "--db", str(kept))
    bench.run("import", path, "--db", bench.path("open.db"))
    wanted = bench.run("show", "--db", bench.path("open.db")).stdout
    os.chmod(kept, 0o444)
    os.chmod(locked, 0o555)
    os.chmod(bench.folder, 0o755)
    # Nothing is read-only to root, so it becomes nobody.
    nobody = {} if os.geteuid() else {"user": 65534, "group": 65534, "extra_groups": []}
    new = ["import", path, "--db", str(locked / "x.db")]
    try:
        bench.expect("36: read-only folder", new, 4, "x.db cannot be opened", **nobody)
    except PermissionError:
        print("36: read-only folder: not tried, since nobody may not run the program")
        return
    old = ["import", path, "--db", str(kept)]
    bench.expect("36: read-only database", old, 4, "kept.db is read-only", **nobody)
    for place, name in ((None, str(kept)), (locked, "kept.db")):
        done = bench.expect("36: it is shown", ["show", "--db", name], 0, cwd=place, **nobody)
        bench.check("36: all of it", done.stdout == wanted != b"", done.stdout)
    bench.expect("36: and verified", ["db", "verify", "--db", str(kept)], 0, "no fault", **nobody)
    bench.check("36: nothing is laid beside it", [one.name for one in locked.iterdir()] == ["kept.db"])


def check_schemas(bench):
    """38: an old database is upgraded and a copy kept; 23: a newer one is left alone."""
    old = bench.path("old.db")
    connection = sqlite3.connect(old)
    connection.executescript(FIRST_SCHEMA)
    text = "التقى الرئيس نظيره.\nفي إسرائيـــل"
    connection.executemany(
        "INSERT INTO documents VALUES (?, ?, '2024-01-02', 'صحيفة', NULL, ?, 'v1')",
        [(1, "a", text), (5, "b", text + ".")],
    )
    columns = "number, document, position, id, sentence, event, quad, status, score"
    columns += ", deaths_known, injured_known, detained_known, crowd_known, deaths_min"
    columns += ", place_start, place_end, place_text, place_lat"
    connection.execute(
        f"INSERT INTO events ({columns}) VALUES (9, 5, 0, 'e', 1, 'CONSULT', 1, 'occurred', 0.5,"
        " 1, 0, 0, 0, 3, 0, 5, 'التقى', 31.5)"
    )
    connection.execute("INSERT INTO mentions VALUES (9, 0, 0, 5, 'التقى')")
    connection.execute(
        "INSERT INTO participants VALUES (9, 'actor', 0, 6, 12, 'الرئيس', 'x', 'EGY', 'GOV',"
        " 'EGYGOV', 'ro.x', NULL)"
    )
    connection.executemany(
        "INSERT INTO labels VALUES (9, ?, ?, ?)",
        [("rule", 0, "p.b"), ("rule", 1, "p.a"), ("context", 0, "military")],
    )
    connection.executescript(
        "CREATE TABLE incident_sketches (event INTEGER PRIMARY KEY REFERENCES events (number)"
        " ON DELETE CASCADE, passage BLOB NOT NULL, lead BLOB NOT NULL);"
        "INSERT INTO incident_sketches VALUES (9, x'00', x'00');"
        "INSERT INTO meta VALUES ('incidents', '10'), ('incident_reports', '1');"
    )
    connection.close()
    bench.expect("38: an old database only to be read", ["show", "--db", old], 4, "db upgrade")
    bench.expect("38: is upgraded", ["db", "upgrade", "--db", old], 0)
    copy = bench.path("old.db.schema-1")
    kept = ask(copy, "SELECT count(*) FROM labels")
    bench.check("38: a copy is kept", kept == [(3,)], kept)
    record = json.loads(bench.run("show", "--db", old).stdout)
    fields = ("id", "doc", "event", "rules", "contexts", "deaths", "score")
    seen = [record[field] for field in fields]
    wanted = ["e", "b", "CONSULT", ["p.b", "p.a"], ["military"], {"min": 3, "max": None}, 0.5]
    bench.check("38: with what was in it", seen == wanted, seen)
    seen = (record["mentions"], record["actor"][0]["code"], record["place"]["lat"])
    wanted = ([{"start": 0, "end": 5, "text": "التقى"}], "EGYGOV", 31.5)
    bench.check("38: and what hung on it", seen == wanted, seen)
    found = bench.run("db", "search", "اسرائيل", "--db", old).stdout.splitlines()
    bench.check("38: its texts can be searched", len(found) == 2, found)
    bench.expect("38: its spans hold", ["db", "verify", "--db", old], 0, "no fault")
    linked = bench.run("incidents", "--db", old, "--format", "jsonl").stdout.splitlines()
    bench.check("38: and are linked anew", len(linked) == 1, linked)
    ask(old, "DROP TABLE incident_reports")
    ask(old, "DROP TABLE incidents")
    ask(old, "DROP TABLE incident_sketches")
    new = bench.path("new.db")
    bench.run("import", bench.lines("one.jsonl", article(1)), "--db", new)
    ask_schema = "SELECT type, name, sql FROM sqlite_master WHERE tbl_name <> 'meta' ORDER BY name"
    schemas = [
        [(kind, name, sql) for kind, name, sql in ask(one, ask_schema)] for one in (old, new)
    ]
    bench.check("38: and is like a new one", schemas[0] == schemas[1], set(schemas[0]) ^ set(schemas[1]))
    ask(new, "UPDATE meta SET value = '999' WHERE key = 'schema'")
    before = pathlib.Path(new).read_bytes()
    for command in (["show"], ["db", "vacuum"], ["db", "upgrade"], ["import", copy]):
        bench.expect("23: a newer schema", [*command, "--db", new], 4, "schema 999")
    bench.check("23: is left alone", pathlib.Path(new).read_bytes() == before)


def check_search(bench):
    """5, 22: Arabic however it is spelt, and nothing but words in a query."""
    texts = {
        "plain": "زار الوفد اسرائيل امس والقى كلمة في القاهره.",
        "marked": "زَارَ الوَفْدُ إِسْرائيـــل أمس وألقى كلمةً بالقاهرة.",
        "forms": "زار الوفد \ufe87\ufeb3\ufeae\ufe8d\ufe8b\ufef4\ufede ثم عاد ٢٠٢٤",
        "persian": "زار الوفد القنیطره ولم یعد، وبقي هناک Café NATO",
        "far": "كلمة " * 200 + "في قاعة المؤتمرات الكبيرة للقاهرة",
    }
    lines = [
        {"id": name, "date": f"2024-01-0{i + 1}", "text": text}
        for i, (name, text) in enumerate(texts.items())
    ]
    database = bench.path("search.db")
    bench.run("import", bench.lines("search.jsonl", *lines), "--db", database)

    def find(*query):
        done = bench.run("db", "search", *query, "--db", database)
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]

    wanted = {
        ("إسرائيل",): ["forms", "marked", "plain"],
        ("اسراييل",): ["forms", "marked", "plain"],
        ("القاهرة",): ["far", "marked", "plain"],
        ('"القاهرة"',): ["plain"],
        ("القنيطرة",): ["persian"],
        ("هناك",): ["persian"],
        ("CAFÉ", "nato"): ["persian"],
        ("2024",): ["forms"],
        ("اسرا*",): ["forms", "marked", "plain"],
        ('"زار الوفد"', "القاهرة"): ["marked", "plain"],
        ('"الوفد زار"',): [],
        ("إسرائيل", "القنيطرة"): [],
    }
    for query, names in wanted.items():
        status, hits = find(*query)
        seen = [hit["doc"] for hit in hits]
        bench.check(f"5: search {' '.join(query)}", (status, seen) == (0, names), (status, seen))
        for hit in hits:
            piece = texts[hit["doc"]][hit["start"] : hit["end"]]
            bench.check("5: the words lie in the snippet", piece in hit["snippet"], (piece, hit))
    for query in ("NEAR(", "a OR b", "words : x", "-x", "^a", '"', "'; DROP TABLE documents; --"):
        status, hits = find("--", query) if query[0] == "-" else find(query)
        bench.check(f"22: {query} is only words", status in (0, 2) and not hits, (status, hits))
    bench.expect("22: no word", ["db", "search", "*", "--db", database], 2, "no word")
    bench.expect("no query", ["db", "search", "--db", database], 2, "what is to be searched")
    bench.expect("wrong verb", ["db", "burn", "--db", database], 2, "not burn")
    bench.expect("too much", ["db", "stats", "x", "--db", database], 2, "too much: x")
    bench.expect("csv", ["db", "stats", "--db", database, "--format", "csv"], 2, "table or jsonl")
    table = bench.run("db", "search", "القاهرة", "--db", database, "--format", "table").stdout
    bench.check("hits for a person", b"2024-01-01" in table, table)
    titled = {"id": "titled", "title": "وفد في الرباط", "text": "زار الوفد الرباط."}
    bench.run("import", bench.lines("titled.jsonl", titled), "--db", database)
    table = bench.run("db", "search", "الرباط", "--db", database, "--format", "table").stdout.decode()
    bench.check("headline and text stand on one line", "وفد في الرباط زار الوفد" in table, table)
    escape = bench.lines("escape.jsonl", {"id": "\u001b[31mx", "text": "القاهرة \u001b[2J"})
    bench.run("import", escape, "--db", database)
    table = bench.run("db", "search", "القاهرة", "--db", database, "--format", "table").stdout
    bench.check("45: no escape reaches the terminal", b"\x1b[2J" not in table, table)


def check_history(bench):
    """38: decisions of schema 2, one for each field, become a history."""
    database = bench.path("second.db")
    bench.run("import", bench.lines("second.jsonl", article(1)), "--db", database)
    for sql in (
        "DROP TABLE decisions",
        "CREATE TABLE decisions (event TEXT NOT NULL, field TEXT NOT NULL, analyst TEXT NOT NULL,"
        " value TEXT, note TEXT, document TEXT NOT NULL, decided TEXT NOT NULL,"
        " PRIMARY KEY (event, field, analyst)) WITHOUT ROWID",
        "INSERT INTO decisions VALUES ('e1', 'record', 'amal', 'wrong', 'لا', 'd', '2024-01-02'),"
        " ('e1', 'record', 'badr', 'right', NULL, 'd', '2024-01-01'),"
        " ('e1', 'date', 'amal', '2024-01-01', NULL, 'd', '2024-01-02')",
        "DELETE FROM migrations WHERE number = 3",
        "UPDATE meta SET value = '2' WHERE key = 'schema'",
    ):
        ask(database, sql)
    bench.expect("38: schema 2 only to be read", ["show", "--db", database], 4, "db upgrade")
    bench.expect("38: schema 2 is upgraded", ["db", "upgrade", "--db", database], 0)
    columns = "number, event, document, verdict, note, author, decided, undone_by"
    seen = ask(database, f"SELECT {columns} FROM decisions ORDER BY number")
    wanted = [
        (1, "e1", "d", "accept", None, "badr", "2024-01-01", None),
        (2, "e1", "d", "reject", "لا", "amal", "2024-01-02", None),
    ]
    bench.check("38: its decisions are a history", seen == wanted, seen)
    bench.check("38: a copy of it is kept", pathlib.Path(database + ".schema-2").exists())


def check_upkeep(bench):
    path = bench.lines("upkeep.jsonl", *[article(i) for i in range(60)])
    database = bench.path("upkeep.db")
    bench.run("import", path, "--db", database)
    first = rows(database)
    event, document = ask(
        database,
        "SELECT events.id, documents.id FROM events JOIN documents"
        " ON documents.number = document LIMIT 1",
    )[0]
    decision = (1, event, document, "reject", None, "{}", "ليس حدثا", "amal", "2024-05-01", None, None)
    ask(database, f"INSERT INTO decisions VALUES ({', '.join('?' * 11)})", *decision)
    bench.expect("nothing to recode", ["db", "recode", "--db", database], 0, "0 documents")
    bench.expect(
        "recoded with another threshold",
        ["db", "recode", "--db", database, "--min-score", "1", "--jobs", "2"],
        0,
        "60 documents coded anew; 0 records",
    )
    kept = ask(database, "SELECT * FROM decisions")
    bench.check("decisions outlive their records", kept == [decision], kept)
    stats = json.loads(bench.run("db", "stats", "--db", database).stdout)
    totals = {row["name"]: row["count"] for row in stats["totals"]}
    bench.check("and are counted", totals["decisions without their record"] == 1, totals)
    bench.expect(
        "import again codes anew", ["import", path, "--db", database], 0, "60 coded anew"
    )
    again = rows(database)
    same = ("superseded", "events", "mentions", "participants", "candidates")
    bench.check("to the same records", all(again[name] == first[name] for name in same))
    bench.check("with the decision", again["decisions"] == [decision])
    runs = {row["name"].split()[-1]: row["count"] for row in stats["runs"]}
    bench.check("runs are told", list(runs.values()) == [0, 60], stats["runs"])
    bench.expect("vacuum", ["db", "vacuum", "--db", database], 0)
    bench.check("vacuum changes nothing", rows(database) == again)
    ask(database, "UPDATE documents SET text = replace(text, 'أمس', 'غدا') WHERE number < 9")
    done = bench.run("db", "verify", "--db", database)
    bench.check(
        "a text changed by hand is found",
        done.returncode == 1 and b"is not what stands in the text" in done.stdout,
        done,
    )
    bytes_ = bytearray(pathlib.Path(database).read_bytes())
    half = len(bytes_) // 4096 // 2
    for at in range(4096 * half, 4096 * (half + half // 2), 4096):
        bytes_[at : at + 64] = b"\xff" * 64
    damaged = bench.file("damaged.db", bytes(bytes_))
    done = bench.run("db", "verify", "--db", damaged)
    bench.check("23: damage is found", done.returncode == 1 and done.stdout, (done, said(done)))
    for command in (["show"], ["db", "stats"], ["db", "search", "القاهرة"]):
        done = bench.run(*command, "--db", damaged)
        bench.check("23: damage is survived", done.returncode in (0, 4), (command, said(done)))


def check_growth(bench):
    """43: memory does not grow with what is imported."""
    small = bench.lines("small.jsonl", *[article(i) for i in range(300)])
    large = bench.lines("large.jsonl", *[article(i) for i in range(2000)])
    peaks = []
    for name, path in (("small", small), ("large", large)):
        arguments = [bench.program, "import", path, "--db", bench.path(f"{name}.growth.db")]
        environment = dict(os.environ, RASID_KNOWLEDGE=str(bench.knowledge))
        environment["ASAN_OPTIONS"] = "detect_leaks=0:quarantine_size_mb=1"
        process = subprocess.Popen(
            [*arguments, "--jobs", "2"], stderr=subprocess.DEVNULL, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        peaks.append(usage.ru_maxrss)
        bench.check("43: it ends well", status == 0, status)
    # The pages that SQLite keeps are bounded too, at 64 MB.
    bench.check("43: memory stays flat", peaks[1] < peaks[0] + 120_000, peaks)


def check_all(bench):
    check_import(bench)
    check_known(bench)
    check_kill(bench)
    check_writers(bench)
    check_full_disk(bench)
    check_read_only(bench)
    check_schemas(bench)
    check_history(bench)
    check_search(bench)
    check_upkeep(bench)
    check_growth(bench)
