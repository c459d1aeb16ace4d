#!/usr/bin/env python3
"""The PostgreSQL backend, against a server of its own on a socket in a temporary folder.

usage: postgres.py PROGRAM [KNOWLEDGE]

Needs PostgreSQL's server (Debian: postgresql) and a rasid built with libpq; says so and fails
where one is missing, unless RASID_SKIP_POSTGRES=yes. Run as root it becomes the user nobody for
the server, which refuses root. Last line: N passed, N failed.
"""

import glob
import json
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from databases import TABLES, article, said
from run import run


def find_server():
    """The folder of initdb and postgres; Debian keeps them outside of PATH."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    found = shutil.which("initdb")
    folders += [str(pathlib.Path(found).resolve().parent)] if found else []
    whole = [one for one in folders if os.access(f"{one}/postgres", os.X_OK)]
    return pathlib.Path(whole[0]) if whole else None


class Server:
    def __init__(self, binaries, folder):
        self.binaries = binaries
        self.folder = folder
        self.user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        self.process = None
        self.databases = 0
        if self.user:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)

    def settings(self):
        if not self.user:
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}

    def start(self):
        data = self.folder / "data"
        subprocess.run(
            [self.binaries / "initdb", "-D", data, "-U", "rasid", "-A", "trust"]
            + ["-E", "UTF8", "--locale=C", "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            **self.settings(),
        )
        self.process = subprocess.Popen(
            [self.binaries / "postgres", "-D", data, "-k", self.folder]
            + ["-c", "listen_addresses=", "-c", "fsync=off"],
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            **self.settings(),
        )
        for _ in range(300):
            if self.sql("postgres", "SELECT 1", check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError("the server did not come up")

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()

    def sql(self, database, statement, check=True):
        """Rows as JSON would have them come from `ask`."""
        return subprocess.run(
            ["psql", "-h", self.folder, "-U", "rasid", "-d", database, "-XAtq"]
            + ["-v", "ON_ERROR_STOP=1", "-c", statement],
            check=check,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def ask(self, database, statement):
        return self.sql(database, statement).stdout.decode().splitlines()

    def make(self, options=""):
        self.databases += 1
        name = f"news{self.databases}"
        self.sql("postgres", f"CREATE DATABASE {name} {options}")
        return name

    def address(self, database):
        return f"postgresql://rasid@/{database}?host={self.folder}"

    def rows(self, database):
        return {
            table: self.ask(
                database, f"SELECT to_jsonb(t) - 'place_point' FROM rasid.{table} t ORDER BY 1"
            )
            for table in TABLES
        }


def check_same(bench, server):
    """Records come out of it as they come out of SQLite."""
    path = bench.lines("pg.jsonl", *[article(i) for i in range(150)])
    name = server.make()
    address = server.address(name)
    bench.expect("nothing there yet", ["show", "--db", address], 4, "holds no records of rasid")
    bench.expect(
        "import into PostgreSQL",
        ["import", path, "--db", address, "--jobs", "2"],
        0,
        "150 documents: 150 new; ",
        ", 0 rejected",
    )
    coded = bench.run("code", path).stdout
    shown = bench.run("show", "--db", address).stdout
    bench.check("shown as coded", shown == coded and coded, (shown[:300], coded[:300]))
    for extra in (["--event", "CONSULT", "--limit", "7"], ["--from", "2024-03-01"]):
        lite = bench.path("pg-twin.db")
        bench.run("import", path, "--db", lite)
        both = [bench.run("show", "--db", one, *extra).stdout for one in (address, lite)]
        bench.check(f"filters as in SQLite: {extra}", both[0] == both[1] and both[0])
    first = server.rows(name)
    bench.expect("a second import", ["import", path, "--db", address], 0, "150 known already")
    bench.check("changes nothing", server.rows(name) == first)
    bench.expect("verify", ["db", "verify", "--db", address], 0, "no fault")
    bench.expect("stats", ["db", "stats", "--db", address, "--format", "table"], 0)
    bench.expect("vacuum", ["db", "vacuum", "--db", address], 0)
    lite = bench.run("db", "stats", "--db", bench.path("pg-twin.db")).stdout
    stats = [json.loads(one) for one in (lite, bench.run("db", "stats", "--db", address).stdout)]
    for part in ("totals", "events", "statuses", "countries", "years"):
        bench.check(f"stats as in SQLite: {part}", stats[0][part] == stats[1][part], stats)
    server.sql(name, "UPDATE rasid.documents SET text = replace(text, 'أمس', 'غدا')")
    bench.expect("spans are verified", ["db", "verify", "--db", address], 1, "fault")


def check_links(bench, server):
    """Incidents, agreements, exports and counts are those of SQLite, also when more has come."""
    address, lite = server.address(server.make()), bench.path("linked.db")
    shapes = [["incidents", "--format", one] for one in ("jsonl", "table")]
    shapes += [["agreements", "--format", one] for one in ("jsonl", "table")]
    shapes += [["incidents", "--event", "ASSAULT", "--place-country", "IRQ", "--from", "2024-02-01", "--limit", "3"]]
    shapes += [["export", "--as", one] for one in ("csv-sheet", "geojson", "gdelt", "acled", "ucdp", "brat")]
    shapes += [["export", "--as", "jsonl", "--actor", "IRQGOV", "--status", "occurred,planned", "--min-score", "0.5"]]
    shapes += [["stats", "--format", one] for one in ("jsonl", "table")]
    for last in (90, 150):
        path = bench.lines("links.jsonl", *[article(i) for i in range(last)])
        for database in (address, lite):
            bench.expect("import", ["import", path, "--db", database], 0)
        for shape in shapes:
            seen = [bench.run(*shape, "--db", one) for one in (address, lite)]
            same = seen[0].stdout == seen[1].stdout and seen[0].returncode == seen[1].returncode == 0
            bench.check(f"as in SQLite with {last}: {' '.join(shape)}", same, (seen[0].stderr, seen[0].stdout[:300], seen[1].stdout[:300]))
    bench.check("incidents were found", bench.run(*shapes[0], "--db", address).stdout.count(b"\n") > 50)
    bench.expect("verify behind linking", ["db", "verify", "--db", address], 0, "no fault")


def check_words(bench, server):
    address = server.address(server.make())
    texts = {
        "plain": "زار الوفد اسرائيل امس والقى كلمة في القاهره.",
        "marked": "زَارَ الوَفْدُ إِسْرائيـــل أمس وألقى كلمةً بالقاهرة.",
        "quoted": "قال: \"it's 'quoted' \\ back\" في عمّان\u0000 ثم",
        "far": "كلمة " * 20000 + "في قاعة المؤتمرات الكبيرة للقاهرة",
    }
    lines = [{"id": name, "text": text} for name, text in texts.items()]
    path = bench.lines("pg-words.jsonl", *lines)
    bench.expect("texts of all kinds", ["import", path, "--db", address], 0, "4 new")
    lite = bench.path("pg-words.db")
    bench.run("import", path, "--db", lite)
    queries = (
        ["إسرائيل"],
        ["القاهرة"],
        ['"القاهرة"'],
        ["اسرا*"],
        ['"الوفد اسرائيل"'],
        ["quoted", "عمان"],
        ["it's"],
        ["' | 'a"],
        ["إسرائيل", "عمان"],
    )
    for query in queries:
        found = [bench.run("db", "search", *query, "--db", one).stdout for one in (address, lite)]
        bench.check(f"5, 22: search as in SQLite: {query}", found[0] == found[1], found)
    bench.check("and it finds", bench.run("db", "search", "القاهرة", "--db", address).stdout.count(b"\n") == 3)
    bench.expect("22: no word", ["db", "search", "'", "--db", address], 2, "no word")


def check_recoding(bench, server):
    name = server.make()
    address = server.address(name)
    path = bench.lines("pg-recode.jsonl", *[article(i) for i in range(40)])
    bench.run("import", path, "--db", address)
    before = server.rows(name)
    server.sql(
        name,
        "INSERT INTO rasid.decisions (number, event, document, verdict, author, decided)"
        " SELECT 1, events.id, documents.id, 'reject', 'amal', '2024-05-01'"
        " FROM rasid.events JOIN rasid.documents"
        " ON documents.number = document ORDER BY events.number LIMIT 1",
    )
    bench.expect(
        "recode", ["db", "recode", "--db", address, "--min-score", "1"], 0, "40 documents coded"
    )
    bench.check("its records go", server.ask(name, "SELECT count(*) FROM rasid.events") == ["0"])
    kept = server.ask(name, "SELECT count(*) FROM rasid.decisions")
    bench.check("decisions stay", kept == ["1"], kept)
    bench.expect("and back", ["import", path, "--db", address], 0, "40 coded anew")
    after = server.rows(name)
    same = ("superseded", "events", "mentions", "participants", "candidates")
    bench.check("to the same rows", all(after[table] == before[table] for table in same))


def check_kill(bench, server):
    """38: kill -9, of the program and of its connection."""
    path = bench.lines("pg-many.jsonl", *[article(i) for i in range(1200)])
    whole, broken = server.make(), server.make()
    began = time.monotonic()
    bench.expect("38: whole", ["import", path, "--db", server.address(whole)], 0, "1200 new")
    length = time.monotonic() - began
    environment = dict(os.environ, RASID_KNOWLEDGE=str(bench.knowledge))
    arguments = ["import", path, "--db", server.address(broken), "--jobs", "2"]
    killed = 0
    for share in (0.2, 0.5, 0.7):
        process = subprocess.Popen(
            [bench.program, *arguments], stderr=subprocess.DEVNULL, env=environment
        )
        time.sleep(length * share)
        process.kill()
        killed += process.wait() == -signal.SIGKILL
    process = subprocess.Popen([bench.program, *arguments], stderr=subprocess.PIPE, env=environment)
    time.sleep(length * 0.4)
    server.sql(
        "postgres",
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{broken}'",
    )
    told = process.communicate()[1].decode()
    fine = process.returncode == 0 or (
        process.returncode == 4 and ("safe in the database" in told or "reached" in told)
    )
    bench.check("38: a lost connection is told", fine, (process.returncode, told))
    bench.expect("38: goes on", arguments, 0, "0 rejected")
    bench.check("38: to the same rows", server.rows(broken) == server.rows(whole))
    bench.check("38: runs were killed", killed >= 1, killed)


def check_refusals(bench, server):
    good = bench.lines("pg-good.jsonl", article(1))
    secret = f"postgresql://rasid:geheim@/gone?host={server.folder}"
    done = bench.expect("no such database", ["import", good, "--db", secret], 4, "cannot be reached")
    bench.check("no password is told", "geheim" not in said(done), said(done))
    done = bench.expect("no server", ["show", "--db", "postgresql://127.0.0.1:1/x"], 4, "reached")
    theirs = server.make()
    server.sql(theirs, "CREATE SCHEMA rasid; CREATE TABLE rasid.x (y int)")
    bench.expect("38: a schema of others", ["import", good, "--db", server.address(theirs)], 4, "not ours")
    latin = server.make("ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    bench.expect("not in UTF-8", ["import", good, "--db", server.address(latin)], 4, "not in UTF-8")
    newer = server.make()
    bench.run("import", good, "--db", server.address(newer))
    server.sql(newer, "UPDATE rasid.meta SET value = '999' WHERE key = 'schema'")
    for command in (["show"], ["import", good]):
        bench.expect("23: a newer schema", [*command, "--db", server.address(newer)], 4, "schema 999")
    reader = server.make()
    bench.run("import", good, "--db", server.address(reader))
    server.sql(reader, "CREATE ROLE guest LOGIN; GRANT USAGE ON SCHEMA rasid TO guest;"
               "GRANT SELECT ON ALL TABLES IN SCHEMA rasid TO guest")
    guest = server.address(reader).replace("rasid@", "guest@")
    bench.expect("who may only read, reads", ["show", "--db", guest], 0)
    changed = bench.lines("pg-changed.jsonl", dict(article(1), text=article(2)["text"]))
    bench.expect("and does not write", ["import", changed, "--db", guest], 4, "denied")


def check_two(bench, server):
    """38: two writers at once."""
    name = server.make()
    environment = dict(os.environ, RASID_KNOWLEDGE=str(bench.knowledge))
    running = []
    for k in (0, 1):
        path = bench.lines(f"pg-half{k}.jsonl", *[article(i) for i in range(k * 300, k * 300 + 300)])
        running.append(
            subprocess.Popen(
                [bench.program, "import", path, "--db", server.address(name), "--jobs", "1"],
                stderr=subprocess.PIPE,
                env=environment,
            )
        )
    told = [process.communicate()[1].decode() for process in running]
    bench.check("38: both end well", all(process.returncode == 0 for process in running), told)
    count = server.ask(name, "SELECT count(*), max(number) FROM rasid.documents")
    bench.check("38: both have written, without gaps", count == ["600|600"], count)


def check_points(bench, server):
    available = server.ask(
        "postgres", "SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'"
    )
    if available != ["1"]:
        print("PostGIS is not installed here: its column is not tried")
        return
    name = server.make()
    path = bench.lines("pg-points.jsonl", *[article(i) for i in range(20)])
    bench.run("import", path, "--db", server.address(name))
    server.sql(name, "CREATE EXTENSION postgis")
    bench.expect("PostGIS", ["db", "upgrade", "--db", server.address(name)], 0)
    counts = server.ask(
        name,
        "SELECT count(*) FILTER (WHERE ST_DWithin(place_point,"
        " ST_SetSRID(ST_MakePoint(31.24, 30.04), 4326)::geography, 50000)) > 0,"
        " count(place_point) = count(place_lat) FROM rasid.events",
    )
    bench.check("points are found by distance", counts == ["t|t"], counts)


def check_server(bench):
    with tempfile.TemporaryDirectory() as place:
        server = Server(find_server(), pathlib.Path(place))
        try:
            server.start()
            check_same(bench, server)
            check_links(bench, server)
            check_words(bench, server)
            check_recoding(bench, server)
            check_kill(bench, server)
            check_two(bench, server)
            check_refusals(bench, server)
            check_points(bench, server)
        finally:
            server.stop()


def main():
    if find_server() and shutil.which("psql"):
        return run(__doc__, [check_server])
    print("PostgreSQL is not installed here (Debian: postgresql): nothing was tested")
    return 77 if os.environ.get("RASID_SKIP_POSTGRES") == "yes" else 1


if __name__ == "__main__":
    sys.exit(main())
