"""What run.py asks of `rasid lint`, `rasid places import` and `--extra FILE`."""

import pathlib
import re

PATTERN = "p.coerce.test\tV:هندس\tCOERCE\tarrest\t173\t-\t{}\n"

LINTS = {
    "wrong + example": (
        "+\tزارت الشرطة المدينة.\n",
        1,
        ["patterns/x.tsv:2: p.coerce.test does not fire: its trigger is not in the sentence"],
    ),
    "wrong - example": (
        "-\tهندست الشرطة العراقية ناشطا.\n",
        1,
        ["patterns/x.tsv:2: p.coerce.test fires and must not"],
    ),
    "right examples": (
        "+\tهندست الشرطة العراقية ناشطا.\n-\tزارت الشرطة المدينة.\n",
        0,
        ["0 faults, 0 warnings; 2 of 2 examples hold; of 1 pattern 1 have one that fires, 1 one that must not as well"],
    ),
    "example without TAB": ("+ زارت الشرطة المدينة.\n", 1, ["x.tsv:2: an example is `+` or `-`"]),
    "example without sentence": ("+\t\n", 1, ["x.tsv:2: an example is `+` or `-`"]),
    "tatweel in an example": ("+\tزارت الـشرطة المدينة.\n", 1, ["x.tsv:2: a tatweel"]),
    "pattern without example": (
        "",
        0,
        ["x.tsv:1: note: p.coerce.test has no `+` and no `-` example", "of 1 pattern 0 have one"],
    ),
    "pattern without - example": (
        "+\tهندست الشرطة العراقية ناشطا.\n",
        0,
        ["x.tsv:1: note: p.coerce.test has no `-` example", "1 have one that fires, 0 one"],
    ),
    "pattern without + example": (
        "-\tزارت الشرطة المدينة.\n",
        0,
        ["x.tsv:1: note: p.coerce.test has no `+` example", "0 have one that fires, 0 one"],
    ),
}

LINT_LINES = {
    "unknown lemma": (
        "patterns/x.tsv",
        "p.coerce.test\tV:زقزقوقا\tCOERCE\tarrest\t173\t-\t-\n",
        ["V:زقزقوقا is not known", "the pattern can never fire: a part of its trigger"],
    ),
    "unknown need": (
        "patterns/x.tsv",
        "p.coerce.test\tV:قصف\tCOERCE\tarrest\t173\t-\tneed=V:زقزقوقا\n",
        ["`need=` names no known word: the pattern can never fire"],
    ),
    "id of another type": (
        "patterns/x.tsv",
        "p.assault.test\tV:قصف V:قصف\tCOERCE\tarrest\t173\t-\t-\n",
        ["the id should begin with p.EVENT."],
    ),
    "no party": (
        "patterns/x.tsv",
        "p.coerce.test\tV:قصف V:قصف\tCOERCE\tarrest\t173\ta=none r=none\tpol\n",
        ["it wants a political party and has no role"],
    ),
    "shadowed pattern": (
        "patterns/x.tsv",
        "p.coerce.one\tV:قصف V:قصف\tCOERCE\tarrest\t173\t-\t-\n"
        "p.coerce.two\tV:قصف V:قصف\tCOERCE\tarrest\t173\t-\tneed=N:باب\n",
        ["x.tsv:2: warning: p.coerce.two can never fire: p.coerce.one"],
    ),
    "place in another country": (
        "places/places.tsv",
        "pl.test\tTest\tتست\tEGY\t-\ttown\t45.1\t31.0\t1\t-\n",
        ["45.1 31 lies outside EGY"],
    ),
    "terms that overlap": (
        "actors/actors.tsv",
        "ac.test\tTest\tتست تست\tPER\tEGY\tGOV\t-\tGOV@2010..2014|OPP@2013..2016\n",
        ["terms 1 (GOV) and 2 (OPP) overlap"],
    ),
}


def check_shown(bench):
    """The dictionary lines that docs/dictionaries.md and README.md show are without fault."""
    root = pathlib.Path(__file__).resolve().parents[2]
    page = (root / "docs" / "dictionaries.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\n((?:ac|pl|p)\..*?)^```", page, re.M | re.S)
    blocks += [
        line.replace("\\t", "\t").replace("\\n", "\n")
        for line in re.findall(r"^printf '(.*)' >", (root / "README.md").read_text(encoding="utf-8"), re.M)
    ]
    bench.check("lines are shown", len(blocks) == 5, blocks)
    for number, block in enumerate(blocks):
        path = bench.file(f"shown-{number}.tsv", block)
        bench.expect(f"lint of {block.split()[0]}", ["lint", "--strict", path], 0)


def check_lint(bench):
    folder = bench.folder / "lint"
    for below in ("patterns", "places", "actors"):
        (folder / below).mkdir(parents=True, exist_ok=True)
    for name, (examples, status, words) in LINTS.items():
        (folder / "patterns" / "x.tsv").write_text(PATTERN.format("-") + examples, "utf-8")
        said_by(bench, name, ["lint", str(folder), "--notes"], status, words)
    (folder / "patterns" / "x.tsv").unlink()
    for name, (file, line, words) in LINT_LINES.items():
        (folder / file).write_text(line, encoding="utf-8")
        said_by(bench, name, ["lint", str(folder)], 0, words)
        said_by(bench, f"{name}, strict", ["lint", str(folder), "--strict"], 1, words)
        (folder / file).unlink()
    bench.expect("lint of nothing", ["lint", bench.path("nothing")], 4, "nothing: no file or folder")
    check_shown(bench)
    empty = bench.folder / "no-dictionary"
    empty.mkdir()
    (empty / "actors.tsv").write_text("ac.x\n")
    told = "no-dictionary: no dictionary file in it"
    bench.expect("lint of a folder without dictionaries", ["lint", str(empty)], 4, told)
    text = bench.file("any.txt", "زار رئيس الوزراء العراقي أنقرة.".encode())
    bench.expect("--extra of such a folder", ["code", text, "--extra", str(empty)], 3, told)
    bench.expect("lint without a path", ["lint"], 2, "PATH... is missing")
    bench.expect("a flag with a value", ["lint", "--strict=1", "x"], 2, "no value belongs to")
    unknown = bench.file("unknown.tsv", "x.y\tz\n")
    bench.expect("lint of an unknown kind", ["lint", unknown], 4, "has no id whose prefix")


def said_by(bench, name, arguments, status, words):
    """Like expect, for what stands on standard output."""
    done = bench.run(*arguments)
    said = done.stdout.decode("utf-8", "replace")
    missing = [word for word in words if word not in said]
    bench.check(name, done.returncode == status and not missing, f"{done.returncode} {said}")


EXPLAINED = {
    "fired, with file and line": (
        "ألقت الشرطة العراقية القبض على ناشط.",
        ["p.coerce.alqa-qabd  patterns/coerce.tsv:"],
    ),
    "words that are taken": (
        "ألقت الشرطة العراقية القبض على ناشط.",
        ["p.coerce.alqa-qabd has its words already"],
    ),
    "a need": ("قتل ثلاثة.", ["none of the words of a need= is near"]),
    "the word that forbids": ("ألقت الشرطة القبض على مروج حشيش.", ["not= forbids", "حشيش"]),
    "a part": ("ألقى الوزير كلمة.", ["the rest is not there: ", "triggers of which a part"]),
    "parts, but not all": ("شن الجيش هجوما.", ["and ", " more"]),
    "another reading": ("قتل ثلاثة جنود.", ["the word is read as VERB ", ", not as M:"]),
}


def check_explain(bench):
    for name, (sentence, words) in EXPLAINED.items():
        said_by(bench, f"explain: {name}", ["explain", sentence], 0, words)


def place(identity, name, /, **changes):
    row = {
        "id": identity, "name": "X", "ascii": "X", "names": name, "lat": "35.4", "lon": "36.9",
        "class": "P", "code": "PPL", "country": "SY", "cc2": "", "admin1": "12", "admin2": "",
        "admin3": "", "admin4": "", "population": "7000", "elevation": "", "dem": "",
        "timezone": "", "changed": "",
    }  # fmt: skip
    row.update(changes)
    return "\t".join(str(value) for value in row.values())


DIVISION = place(1, "-", ascii="Idlib", code="ADM1", **{"class": "A"})


def check_places(bench):
    out = bench.path("places.tsv")

    def imported(name, content, status, *words, options=()):
        table = bench.file("table.txt", content)
        arguments = ["places", "import", table, "-o", out, *options]
        bench.expect(name, arguments, status, *words)
        with open(out, encoding="utf-8") as file:
            return [line.split("\t") for line in file.read().splitlines() if line[0] != "#"]

    good = place(7, "تل الوردان")
    rows = imported("place", f"{DIVISION}\n{good}\n", 0, "1 places written")
    wanted = "pl.gn.7 X,تل الوردان,SYR,Idlib,town,35.4000,36.9000,1,-"
    bench.check("its row", " ".join(rows[0][:1]) + " " + ",".join(rows[0][1:]) == wanted, rows)
    rows = imported("BOM and CRLF", f"\ufeff{good}\r\n", 0, "1 places written", "0 bad")
    bench.check("both are taken off", rows[0][0] == "pl.gn.7" and rows[0][-1] == "-", rows)
    bad = {
        "cut short": "7\tX\n",
        "19 columns": good + "\t\n",
        "latitude": place(8, "تل", lat="95.0") + "\n",
        "longitude": place(8, "تل", lon="east") + "\n",
        "no id": place("x", "تل") + "\n",
        "stands already": good + "\n",
        "256 KB": place(8, "ت" * 300_000) + "\n",
        "population": place(8, "تل", population="many") + "\n",
        "latitude without digits": place(8, "تل", lat=".") + "\n",
        "a lonely sign": place(8, "تل", lat="-") + "\n",
        "no latitude": place(8, "تل", lat="") + "\n",
        "two points": place(8, "تل", lon="3.6.9") + "\n",
        "endless digits": place(8, "تل", lon="3" * 25) + "\n",
        "an id below zero": place("-8", "تل") + "\n",
        "an id with a point": place("8.0", "تل") + "\n",
        "an id of 13 digits": place("8" * 13, "تل") + "\n",
        "an empty id": place("", "تل") + "\n",
        "a NUL": place(8, "تل\0") + "\n",
    }
    for name, line in bad.items():
        rows = imported(name, f"{good}\n{line}", 0, "table.txt:2: ", "1 bad lines")
        bench.check(f"{name}: the good one is written", len(rows) == 1, rows)
    imported("not UTF-8", f"{good}\n".encode() + b"\xff\xfe\n", 0, "table.txt:2: not valid UTF-8")
    imported("empty table", "", 1, "0 lines, 0 places")
    rows = imported("common word", place(9, "الجديدة"), 0)
    bench.check("it needs a cue", rows[0][-1] == "!", rows)
    imported("known place", place(9, "إدلب", lat="35.93", lon="36.63"), 1, "1 known already")
    imported("Persian letters", place(9, "چشمه"), 1, "1 without an Arabic name")
    imported("ruin", place(9, "تل الوردان", code="PPLQ"), 1, "1 not asked for")
    imported("other country", good, 1, "1 not asked for", options=["--country", "IQ,JO"])
    imported("its country", good, 0, "1 places", options=["--country", "IQ,SY"])
    imported("small", good, 1, "1 not asked for", options=["--min-population", "8000"])
    names = bench.file("names.txt", "1\t7\tar\tقديم\t\t\t\t1\n2\t7\tar\tتل الورد\t1\n3\t7\ten\tX\n4\n")
    rows = imported("alternate names", good, 0, "names.txt:4: fewer", options=["--alternate", names])
    bench.check("the Arabic one is taken", rows[0][2] == "تل الورد", rows)
    check_devices(bench, good)
    check_alternates(bench, imported, good)
    check_classes(bench, imported)
    table = bench.file("table.txt", good)
    call = ["places", "import", table, "-o", out]
    bench.expect("no alternate file", [*call, "--alternate", bench.path("no")], 4, "no: No such file")
    bench.check("a failed import leaves the output", len(open(out, encoding="utf-8").read()) > 99)
    bench.expect("no table", ["places", "import", bench.path("no"), "-o", out], 4, "No such file")
    bench.expect("no output", ["places", "import", table], 2, "-o FILE is missing")
    bench.expect("country in words", [*call, "--country", "Syria"], 2, "codes of two capitals")
    bench.expect("folder that is not there", [*call[:4], bench.path("no/x")], 4, "No such file")
    check_extra_file(bench, imported)


def check_devices(bench, good):
    """What -o names may be a device: it is written to, no file takes its place."""
    table = bench.file("table.txt", good)
    for device, status in (("/dev/null", 0), ("/dev/full", 4)):
        link = bench.folder / device.rpartition("/")[2]  # a link: should it be replaced, no harm is done
        link.symlink_to(device)
        told = "could not be written" if status else "1 places written"
        bench.expect(f"output to {device}", ["places", "import", table, "-o", str(link)], status, told)
        bench.check(f"{device} is still one", link.is_symlink() and not link.is_file())


def check_alternates(bench, imported, good):
    """Preferred names first, colloquial ones last, each once, eight at most; past ones never."""

    def names_of(name, lines, *words):
        table = bench.file("names.txt", "".join("\t".join(line) + "\n" for line in lines))
        rows = imported(name, good, 0, *words, options=["--alternate", table])
        return rows[0][2].split("|")

    lines = [
        ("1", "7", "ar", "تل باء"),
        ("2", "7", "ar", "تل تاء", "", "", "1"),
        ("3", "7", "ar", "تل ثاء", "", "1"),
        ("4", "7", "ar", "تل جيم", "1"),
        ("5", "7", "ar", "تل باء", "1"),
        ("6", "7", "ar", "تل حاء", "", "", "", "", "", "1999"),
        ("7", "7", "ar", "تل خاء", "", "", "", "", "1950", ""),
        ("8", "7", "ar", "Tal"),
        ("9", "7", "arz", "تل دال"),
        ("10", "9", "ar", "تل ذال"),
    ]
    found = names_of("order of names", lines)
    bench.check("order of names: which", found == ["تل جيم", "تل باء", "تل خاء", "تل ثاء", "تل تاء"], found)
    letters = "ابتثجحخدذر"
    found = names_of("ten names", [(str(i), "7", "ar", "تل " + one * 3) for i, one in enumerate(letters)])
    bench.check("ten names: eight are taken", found == ["تل " + one * 3 for one in letters[:8]], found)
    for wrong in ("seven", "", "7" * 13, "-7"):
        line = ("2", wrong, "ar", "تل جيم")
        found = names_of(f"alternate of {wrong}", [lines[0], line], "names.txt:2: the second column is no id")
        bench.check(f"alternate of {wrong}: left out", found == ["تل باء"], found)
    many = [(str(i), "7", "ar", "تل باء") for i in range(100_000)]
    bench.check("one name a hundred thousand times", names_of("many names", many) == ["تل باء"])


def check_classes(bench, imported):
    """What of GeoNames' features is taken, as what; which names count as names."""
    classes = {
        ("P", "PPL", "100000"): "city 2",
        ("P", "PPLA", "10"): "city 0",
        ("P", "PPLA3", "10"): "town 0",
        ("P", "PPL", "5000"): "town 1",
        ("P", "PPL", "4999"): "village 0",
        ("P", "PPL", ""): "village 0",
        ("P", "PPLC", "2000000"): "city 4",
        ("A", "ADM2", "250000"): "region 3",
        ("T", "MT", "0"): "mountain 0",
        ("A", "ADM1H", "0"): None,
        ("A", "PCLI", "0"): None,
        ("S", "SCH", "0"): None,
    }
    for (kind, code, population), wanted in classes.items():
        name = f"{kind}.{code} of {population}"
        row = place(7, "تل الوردان", code=code, population=population, **{"class": kind})
        rows = imported(name, row, 0 if wanted else 1)
        found = f"{rows[0][5]} {rows[0][8]}" if rows else None
        bench.check(name, found == wanted, found)
    imported("a country that there is not", place(7, "تل الوردان", country="XX"), 1, "1 not asked for")
    imported("a country of three letters", place(7, "تل الوردان", country="SYR"), 1, "1 not asked for")
    rows = imported("no ASCII name", place(7, "تل الوردان", ascii="", name="Tal"), 0)
    bench.check("its other one", rows[0][1] == "Tal", rows)
    names = {
        "تل الوردان,Tal,تل الورد": "تل الوردان|تل الورد",
        ",,تل الوردان,": "تل الوردان",
        " تل - الوردان -": "تل الوردان",
        "تل الوردان2,تل الوردان": "تل الوردان",
        "و" * 60 + ",تل الوردان": "تل الوردان",
        "تل " * 20 + ",تل الوردان": "تل الوردان",
        "ت,تل الوردان": "تل الوردان",
    }
    for listed, wanted in names.items():
        rows = imported(f"names {listed[:30]}", place(7, listed), 0)
        bench.check(f"names {listed[:30]}: taken", rows[0][2] == wanted, rows)
    other = place(2, "-", ascii="Other", code="ADM1", **{"class": "A"})
    rows = imported("two names of one division", f"{DIVISION}\n{other}\n{place(7, 'تل الوردان')}\n", 0)
    bench.check("the first counts", rows[-1][4] == "Idlib", rows)
    nameless = place(1, "-", ascii="", name="", code="ADM1", **{"class": "A"})
    rows = imported("a division without a name", f"{nameless}\n{place(7, 'تل الوردان')}\n", 0)
    bench.check("it is none", rows[-1][4] == "-", rows)
    imported("empty lines", f"\n\r\n{place(7, 'تل الوردان')}\n\n", 0, "1 places written", "0 bad")
    bench.expect("a folder as table", ["places", "import", str(bench.folder), "-o", bench.path("x")], 4, "a folder, not a table")


def check_extra_file(bench, imported):
    imported("for --extra", place(7, "تل الوردان"), 0)
    text = '{"id": "a", "text": "قصف الجيش السوري بلدة تل الوردان.", "date": "2024-03-05"}'
    article = bench.file("article.jsonl", text)
    done = bench.expect(
        "a lone file", ["code", article, "--extra", bench.path("places.tsv")], 0, "1 record"
    )
    bench.check("its place is found", b"pl.gn.7" in done.stdout, done.stdout)
