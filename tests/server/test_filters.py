"""Filters, orders and counts against the same done by hand on what `rasid show` prints."""

import gzip
import json

import pytest
from conftest import run


def day(record, which):
    date = record["date"] or {}
    first, last = date.get("from"), date.get("to")
    return (first or last) if which == "from" else (last or first)


def named(parties, text):
    return any(p["name"] == text or (p["code"] or "").startswith(text) for p in parties)


def high(record):
    count = record["deaths"] or {}
    return count.get("max") if count.get("max") is not None else count.get("min")


def inside(record, west, south, east, north):
    place = record["place"]
    return bool(place) and place["lat"] is not None and west <= place["lon"] <= east and south <= place["lat"] <= north


FILTERS = {
    "event=ASSAULT": lambda r: r["event"] == "ASSAULT",
    "event=ASSAULT,CONSULT": lambda r: r["event"] in ("ASSAULT", "CONSULT"),
    "mode=explosives": lambda r: r["mode"] == "explosives",
    "status=planned": lambda r: r["status"] == "planned",
    "quad=1,2": lambda r: r["quad"] in (1, 2),
    "from=2024-03-01": lambda r: day(r, "to") and day(r, "to") >= "2024-03-01",
    "to=2024-03-01": lambda r: day(r, "from") and day(r, "from") <= "2024-03-01",
    "country=SOM,YEM": lambda r: r["place"] and r["place"]["country"] in ("SOM", "YEM"),
    "place=Aleppo": lambda r: r["place"] and r["place"]["name"] == "Aleppo",
    "bbox=30,30,45,38": lambda r: inside(r, 30, 30, 45, 38),
    "actor=SYR": lambda r: named(r["actor"], "SYR"),
    "recipient=SYR": lambda r: named(r["recipient"], "SYR"),
    "party=IGO": lambda r: named(r["actor"] + r["recipient"], "IGO"),
    "min_score=0.8": lambda r: r["score"] >= 0.8 - 1e-9,
    "min_deaths=3": lambda r: high(r) is not None and high(r) >= 3,
    "document=truce": lambda r: r["doc"] == "truce",
    "event=ASSAULT&country=SYR&min_deaths=1": lambda r: r["event"] == "ASSAULT"
    and r["place"]
    and r["place"]["country"] == "SYR"
    and (high(r) or 0) >= 1,
}


@pytest.mark.parametrize("query", FILTERS)
def test_filter(server, records, query):
    wanted = {record["id"] for record in records if FILTERS[query](record)}
    got = server.get(f"/events?{query}&limit=200").json
    assert got["total"] == len(wanted)
    assert {item["id"] for item in got["items"]} == wanted
    assert server.get(f"/facets?{query}").json["total"] == len(wanted)
    stats = server.get(f"/stats?{query}&by=day").json
    assert stats["total"] == len(wanted)
    assert stats["undated"] + sum(bucket["total"] for bucket in stats["buckets"]) == len(wanted)
    places = server.get(f"/places?{query}").json
    assert places["events"] + places["unplaced"] == len(wanted)
    lines = server.get(f"/export?{query}&as=jsonl").bytes.decode().splitlines()
    assert {json.loads(line)["id"] for line in lines} == wanted


def test_filters_that_show_something(records):
    """A filter that nothing fits tests little."""
    empty = [query for query, fits in FILTERS.items() if not any(fits(r) for r in records)]
    assert not empty


@pytest.mark.parametrize("sort", ["date", "-date", "score", "-score", "deaths", "-deaths"])
def test_pages_give_each_record_once_in_order(server, records, sort):
    seen, cursor = [], ""
    while cursor is not None:
        page = server.get("/events", sort=sort, limit=7, cursor=cursor).json
        seen += page["items"]
        cursor = page["next"]
    assert len(seen) == len(records) == len({item["id"] for item in seen})
    key = {
        "date": lambda r: day(r, "from") or "",
        "score": lambda r: r["score"],
        "deaths": lambda r: -1 if high(r) is None else high(r),
    }[sort.lstrip("-")]
    values = [key(item) for item in seen]
    assert values == sorted(values, reverse=sort.startswith("-"))


def test_records_are_those_of_the_command_line(server, records):
    shown = {item["id"]: item for item in server.get("/events", limit=200).json["items"]}
    for record in records:
        own = {key: value for key, value in shown[record["id"]].items() if key not in ("review", "incident")}
        assert own == record


def test_words(server):
    hits = server.get("/search", q="معكوس").json
    assert [hit["doc"] for hit in hits["items"]] == ["hostile/<script>alert(1)</script>"]
    events = server.get("/events", q="معكوس").json["items"]
    assert {event["doc"] for event in events} == {"hostile/<script>alert(1)</script>"}
    assert server.get("/search", q="!!!").status == 400


def test_network_adds_up(server, records):
    network = server.get("/actors", limit=500).json
    names = [node["name"] for node in network["nodes"]]
    pairs = {}
    for record in records:
        for actor in record["actor"]:
            for other in record["recipient"]:
                pairs[actor["name"], other["name"]] = pairs.get((actor["name"], other["name"]), 0) + 1
    got = {}
    for edge in network["edges"]:
        pair = names[edge["source"]], names[edge["target"]]
        got[pair] = got.get(pair, 0) + edge["events"]
        assert sum(edge["quads"]) == edge["events"] and -1 <= edge["sign"] <= 1
    assert got == pairs


def test_facets_leave_their_own_filter_out(server, records):
    facets = server.get("/facets", event="ASSAULT").json
    by_type = {row["code"]: row["count"] for row in facets["event"]}
    assert by_type["CONSULT"] == sum(record["event"] == "CONSULT" for record in records)
    by_status = {row["code"]: row["count"] for row in facets["status"]}
    assert sum(by_status.values()) == by_type["ASSAULT"]


def test_agreements_and_what_followed(server):
    items = server.get("/agreements").json["items"]
    incidents = [i["event"]["incident"] for i in items if i["event"]["incident"]]
    assert len(incidents) == len(set(incidents)), "an incident that two texts tell is one agreement"
    item = next(i for i in items if i["event"]["doc"] == "truce")
    followed = [(f["doc"], f["kind"], f["days"], f["from"]) for f in item["followed"]]
    # The threat tells no day: it counts for the day on which it was published.
    assert followed == [("threat", "pressure", 6, None), ("breach", "violence", 10, "2024-01-19")]
    assert item["held_days"] == 10


def test_agreements_are_those_of_the_command_line(server, filled):
    lines = run("agreements", "--db", filled, "--days", "180", "--format", "jsonl").stdout.splitlines()
    told = {row["incident"]: row for row in map(json.loads, lines)}
    items = server.get("/agreements", limit=200).json["items"]
    assert {item["event"]["incident"] for item in items} == set(told) and len(told) > 5
    for item in items:
        row = told[item["event"]["incident"]]
        assert item["kind"] == row["kind"]
        assert item["held_days"] == (row["held_days"] if row["broken_by"] else None)
        followed = {(deed["kind"], deed["days_after"]) for deed in row["followed"]}
        assert {(f["kind"], f["days"]) for f in item["followed"]} == followed


def test_incidents(server, filled):
    lines = run("incidents", "--db", filled, "--format", "jsonl").stdout.splitlines()
    wanted = {row["id"]: row for row in map(json.loads, lines)}
    got = server.get("/incidents", limit=200).json
    assert got["is_linked"] and {row["id"]: row for row in got["items"]} == wanted
    event = server.get("/events", incident=got["items"][0]["id"]).json
    assert event["total"] == got["items"][0]["report_count"]


@pytest.mark.parametrize(
    "query",
    [
        "contry=SYR",
        "event=NONE",
        "status=maybe",
        "from=2024-02-30",
        "bbox=1,2,3",
        "bbox=1,2,3,nan",
        "limit=0",
        "limit=201",
        "limit=x",
        "cursor=..",
        "sort=id",
        "quad=5",
        "min_score=2",
        "from=2024-01-01&from=2024-01-02",
        "q=%ff%fe",
        "place=%00",
    ],
)
def test_wrong_parameters_are_refused(server, query):
    answer = server.get("/events?" + query)
    assert answer.status == 400 and answer.json["error"]["message"]


def test_etag_and_gzip(server):
    plain = server.ask("GET", "/api/v1/events")
    packed = server.ask("GET", "/api/v1/events", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.bytes) == plain.bytes
    same = server.ask("GET", "/api/v1/events", headers={"If-None-Match": plain.headers["etag"]})
    assert same.status == 304 and not same.bytes
    other = server.ask("GET", "/api/v1/events?limit=1", headers={"If-None-Match": plain.headers["etag"]})
    assert other.status == 200
    export = server.ask("GET", "/api/v1/export?as=csv", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(export.bytes) == server.ask("GET", "/api/v1/export?as=csv").bytes


def test_head(server):
    answer = server.ask("HEAD", "/api/v1/events")
    assert answer.status == 200 and not answer.bytes and int(answer.headers["content-length"]) > 100


def test_code(server):
    text = "قتل خمسة جنود في هجوم على درعا أمس."
    answer = server.post("/code", {"text": text, "date": "2024-03-05", "explain": True}).json
    assert answer["text"] == text and answer["explanation"]
    event = answer["events"][0]
    assert (event["event"], event["deaths"], event["date"]["from"]) == ("ASSAULT", {"min": 5, "max": 5}, "2024-03-04")
    assert set(event["rules"]) <= set(answer["rules"])
