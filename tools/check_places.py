#!/usr/bin/env python3
"""Compares the coordinates of data/places/places.tsv with another gazetteer. Exit status 1 if any line is far off.

usage: check_places.py GAZETTEER [--km KM] [--country ISO3[,ISO3]] [--near]

GAZETTEER is a table parted by TABs, gzipped or not, whose first line names its columns: arabic_name,
english_name, country_iso2, lat, lon (others are ignored). For instance, with one kept next to the project:

    python3 tools/check_places.py ../shared/reference/gazetteer_check.tsv.gz --country SYR,LBN

A line of ours is compared with every place of its country that shares one of its Arabic names or its
English name; the nearest of them counts, since villages share names. Names are folded first: vowels and hamza
seats, ة and ه, ى and ي, a word for a kind of place in front (مدينة, جبل) and the article do not matter in
Arabic, nor accents, hyphens and al- in English.

Printed are the lines whose nearest namesake lies more than KM away (25; four times that for provinces and
regions, whose middle is a matter of taste), farthest first, then the counts of the compared, the agreeing, the
justified and the unmatched. What to do with a printed line:
  - our point is wrong: mend it in places.tsv;
  - the gazetteer has only a namesake elsewhere, or is wrong itself: add a line to data/places/justified.tsv,
    `id  reason`, the reason saying which place it is that stands there. It holds for the line `id.bare` too.
A line of justified.tsv that is not needed against this gazetteer is printed with --stale.

  --km KM       the distance allowed to points, in kilometres
  --country C   only lines of these countries
  --near        print the agreeing lines too
  --stale       print the reasons that no line needs
"""

import argparse
import collections
import gzip
import math
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
PLACES = ROOT / "data" / "places" / "places.tsv"
COUNTRIES = ROOT / "data" / "places" / "countries.tsv"
JUSTIFIED = ROOT / "data" / "places" / "justified.tsv"

AREAS = {"admin1", "region", "river", "sea", "strait", "mountain"}
AREA_FACTOR = 4
EARTH_RADIUS_KM = 6371.0

# Words that may stand before the name of the place itself. `مطار حلب` or `سد الموصل` is another place than its town.
KINDS = "مدينه|بلده|قريه|محافظه|ولايه|حي|مخيم|منطقه|جبل|جبال|قضاء|ناحيه|مديريه|جزيره|مستوطنه|اماره|اقليم"
KIND = re.compile(f"^(?:{KINDS}) (?=.)")
SEATS = str.maketrans("أإآٱىةؤئ", "ااااي" + "هوي")


def fold_arabic(name):
    """The skeleton of an Arabic name: the two of `مدينة الأبيض` and `الابيض` are one."""
    name = re.sub("[\u064b-\u0652\u0670\u0640]", "", name).translate(SEATS)
    name = KIND.sub("", " ".join(name.replace("-", " ").split()))
    return "".join(re.sub("^ال(?=..)", "", word) for word in name.split())


def fold_english(name):
    """The skeleton of a romanised name: `Al-Ḥasakah` and `Hasakah` are one."""
    name = unicodedata.normalize("NFKD", name.lower())
    name = "".join(c for c in name if c.isascii() and (c.isalnum() or c in " -"))
    words = name.replace("-", " ").split()
    return "".join(words[1:] if len(words) > 1 and words[0] in ("al", "el", "ad", "ar", "as", "at", "az") else words)


def distance_km(a, b):
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def rows(path):
    """The columns of each data line, with its number."""
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                yield number, line.split("\t")


def read_gazetteer(path):
    """Folded names of each country (iso2) to points with their printed names."""
    opener = gzip.open if path.suffix == ".gz" else open
    by_name = collections.defaultdict(list)
    with opener(path, "rt", encoding="utf-8") as file:
        header = next(file).rstrip("\n").split("\t")
        missing = {"arabic_name", "english_name", "country_iso2", "lat", "lon"} - set(header)
        if missing:
            sys.exit(f"{path}: no column {', '.join(sorted(missing))} in its first line")
        for line in file:
            row = dict(zip(header, line.rstrip("\n").split("\t")))
            try:
                point = float(row["lat"]), float(row["lon"])
            except (KeyError, ValueError):
                continue
            place = point, f"{row['arabic_name']} ({row['english_name']})"
            for key in {fold_arabic(row["arabic_name"]), fold_english(row["english_name"])}:
                if len(key) > 1:
                    by_name[row["country_iso2"], key].append(place)
    return by_name


def nearest(columns, iso2, gazetteer):
    """Distance and name of the namesake closest to a line of ours, or None."""
    keys = {fold_arabic(name) for name in columns[2].split("|")} | {fold_english(columns[1])}
    found = [place for key in keys for place in gazetteer.get((iso2, key), ())]
    here = float(columns[6]), float(columns[7])
    return min(((distance_km(here, point), point, name) for point, name in found), default=None)


def compare(arguments):
    gazetteer = read_gazetteer(arguments.gazetteer)
    iso2 = {columns[1]: columns[2] for _, columns in rows(COUNTRIES)}
    justified = {columns[0] for _, columns in rows(JUSTIFIED)} if JUSTIFIED.exists() else set()
    wanted = set(arguments.country.split(",")) if arguments.country else None
    counts, far, seen, needed = collections.Counter(), [], set(), set()
    for number, columns in rows(PLACES):
        seen.add(columns[0].removesuffix(".bare"))
        if columns[3] not in iso2 or (wanted and columns[3] not in wanted):
            continue
        match = nearest(columns, iso2[columns[3]], gazetteer)
        if not match:
            counts["unmatched"] += 1
            continue
        allowed = arguments.km * (AREA_FACTOR if columns[5] in AREAS else 1)
        identity = columns[0].removesuffix(".bare")
        state = "within" if match[0] <= allowed else "justified" if identity in justified else "far"
        counts[state] += 1
        if state == "far" or (state == "within" and arguments.near):
            far.append((match[0], number, columns, match))
        if state == "justified":
            needed.add(identity)
    for identity in sorted(justified - seen):
        print(f"{JUSTIFIED.name}: no place {identity}")
        counts["orphan"] += 1
    if arguments.stale:
        for identity in sorted(justified & seen - needed):
            print(f"{JUSTIFIED.name}: {identity} needs no reason here")
    return counts, sorted(far, key=lambda entry: -entry[0])


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS
    )
    parser.add_argument("gazetteer", type=pathlib.Path, help=argparse.SUPPRESS)
    parser.add_argument("--km", type=float, default=25.0, help=argparse.SUPPRESS)
    parser.add_argument("--country", help=argparse.SUPPRESS)
    parser.add_argument("--near", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--stale", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not arguments.gazetteer.is_file():
        parser.error(f"no file {arguments.gazetteer}")
    counts, far = compare(arguments)
    for km, number, columns, (_, point, name) in far:
        print(
            f"places.tsv:{number}: {columns[0]} {columns[2].split('|')[0]} at {columns[6]} {columns[7]}, "
            f"{name} at {point[0]:.2f} {point[1]:.2f}: {km:.0f} km"
        )
    compared = counts["within"] + counts["justified"] + counts["far"]
    share = 100.0 * (counts["within"] + counts["justified"]) / compared if compared else 0.0
    print(
        f"compared {compared}: within {counts['within']}, justified {counts['justified']}, far {counts['far']} "
        f"({share:.1f} % settled); unmatched {counts['unmatched']}"
    )
    return 1 if counts["far"] or counts["orphan"] else 0


if __name__ == "__main__":
    sys.exit(main())
