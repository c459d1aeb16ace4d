"""Decisions: each kind, what lists show of them, undoing, coding anew, gold and evaluation."""

import json
import subprocess
import urllib.parse

from conftest import PROGRAM, expect_schema, run, wait_for


def decide(server, **body):
    answer = server.post("/decisions", {"author": "amal", **body})
    return expect_schema("/decisions", answer, "post") if answer.status == 201 else answer


def events(server, **filters):
    return server.get("/events", limit=200, **filters).json


def one(server, document, **filters):
    return events(server, document=document, **filters)["items"][0]


def test_accept_and_undo(own):
    event = one(own, "truce")
    made = decide(own, verdict="accept", event=event["id"], note="رأيته")
    shown = own.get("/events/" + event["id"]).json
    assert shown["event"]["review"] == {
        "state": "accepted",
        "decision": made["number"],
        "author": "amal",
        "decided": made["decided"],
        "note": "رأيته",
        "fields": None,
    }
    assert events(own, review="accepted")["total"] == 1
    undone = own.post(f"/decisions/{made['number']}/undo", {"author": "badr"})
    assert expect_schema("/decisions/{number}/undo", undone, "post")["undoes"] == made["number"]
    assert one(own, "truce")["review"]["state"] == "open"
    history = own.get("/events/" + event["id"]).json["decisions"]
    assert [(d["verdict"], d["author"]) for d in history] == [("undo", "badr"), ("accept", "amal")]
    assert history[1]["undone_by"] == history[0]["number"]
    assert own.post(f"/decisions/{made['number']}/undo", {"author": "badr"}).status == 409


def test_reject_hides(own):
    event = one(own, "breach")
    before = events(own)["total"]
    decide(own, verdict="reject", event=event["id"])
    assert events(own)["total"] == before - 1
    assert events(own, review="rejected")["total"] == 1
    assert own.get("/stats").json["total"] == before - 1


def test_correct_moves_it(own):
    event = one(own, "breach")
    fields = {
        "event": "PROTEST",
        "mode": "demo",
        "status": "planned",
        "place": {"name": "Saida", "country": "LBN", "lat": 33.56, "lon": 35.37, "precision": "town"},
        "date": {"from": "2019-05-01", "to": "2019-05-02"},
        "deaths": {"min": 2, "max": 7},
        "actor": [{"start": 0, "end": 4, "country": "LBN", "sector": "LAB"}],
        "recipient": [],
        "injured": None,
    }
    made = decide(own, verdict="correct", event=event["id"], fields=fields)
    text = own.get("/documents/breach").json["text"]
    assert made["fields"]["actor"][0]["text"] == text[0:4] and made["fields"]["actor"][0]["code"] == "LBNLAB"
    for filters in (
        {"event": "PROTEST", "to": "2019-05-02"},
        {"country": "LBN", "bbox": "35,33,36,34", "to": "2019-05-02"},
        {"actor": "LBNLAB"},
        {"status": "planned", "min_deaths": 7, "from_": "2019-05-02", "to": "2019-05-02"},
    ):
        assert events(own, **filters)["total"] == 1, filters
    shown = one(own, "breach", review="corrected")
    assert shown["event"] == event["event"], "the record stays as coded"
    assert shown["review"]["fields"]["event"] == "PROTEST"
    own.post(f"/decisions/{made['number']}/undo", {"author": "amal"})
    assert events(own, country="LBN", bbox="35,33,36,34", to="2019-05-02")["total"] == 0
    assert one(own, "breach") == event


def test_every_type_and_mode_brings_its_codes(own):
    event = one(own, "truce")["id"]
    for kind in own.get("/meta").json["types"]:
        for mode in [None, *[mode["code"] for mode in kind["modes"]]]:
            fields = {"event": kind["code"], "mode": mode}
            assert decide(own, verdict="correct", event=event, fields=fields)["fields"] == fields
            gold = own.get("/export", as_="gold", document="truce").bytes.decode().splitlines()
            made = json.loads(gold[0])["events"][0]
            assert (made["event"], made["mode"]) == (kind["code"], mode) and made["cameo"]
            assert own.get("/events", quad=kind["quad"], document="truce").json["total"] == 1


def test_add(own):
    text = own.get("/documents/truce").json["text"]
    start = text.index("اتفاقا")
    made = decide(
        own,
        verdict="add",
        document="truce",
        fields={
            "event": "CONSULT",
            "status": "occurred",
            "mentions": [{"start": start, "end": start + 6}],
            "date": {"from": "2011-11-11", "to": "2011-11-11"},
        },
    )
    found = events(own, from_="2011-11-11", to="2011-11-11")
    assert [item["id"] for item in found["items"]] == [made["event"]]
    item = found["items"][0]
    assert item["mentions"][0]["text"] == "اتفاقا" and item["review"]["state"] == "added"
    assert item["quad"] == 1 and item["cameo"], "codes follow from the type"
    expect_schema("/events/{id}", own.get("/events/" + made["event"]))
    whole = expect_schema("/documents/{id}", own.get("/documents/truce"))
    assert made["event"] in [event["id"] for event in whole["events"]]
    decide(own, verdict="correct", event=made["event"], fields={"status": "denied"})
    assert events(own, from_="2011-11-11", to="2011-11-11", status="denied")["total"] == 1
    own.post(f"/decisions/{made['number'] + 1}/undo", {"author": "amal"})
    own.post(f"/decisions/{made['number']}/undo", {"author": "amal"})
    assert events(own, from_="2011-11-11", to="2011-11-11")["total"] == 0


def test_wrong_decisions_are_refused(own):
    event = one(own, "truce")["id"]
    before = own.get("/decisions").json["total"]
    wrong = [
        {"verdict": "accept", "event": event},
        {"verdict": "accept", "event": event, "author": ""},
        {"verdict": "accept", "document": "truce", "author": "a"},
        {"verdict": "maybe", "event": event, "author": "a"},
        {"verdict": "correct", "event": event, "author": "a"},
        {"verdict": "accept", "event": event, "author": "a", "fields": {}},
        {"verdict": "add", "document": "truce", "author": "a", "fields": {"event": "AGREE"}},
    ]
    for fields in (
        {"event": "NONE"},
        {"mode": "aerial"},
        {"status": "maybe"},
        {"actor": [{"start": 5, "end": 5}]},
        {"actor": [{"start": 0, "end": 100000}]},
        {"actor": [{"start": -1, "end": 3}]},
        {"actor": [{"start": 0, "end": 3, "country": "syr"}]},
        {"place": {"name": "x", "lat": 91}},
        {"place": {"lat": 1, "lon": 1}},
        {"date": {"from": "2024-02-30", "to": None}},
        {"date": {"from": "2024-02-02", "to": "2024-02-01"}},
        {"deaths": {"min": 3, "max": 1}},
        {"deaths": {"min": -1, "max": 1}},
        {"deaths": 3},
        {"mentions": []},
        {"source": {"start": 0, "end": 3, "stance": "shouts"}},
        {"id": "x"},
    ):
        wrong.append({"verdict": "correct", "event": event, "author": "a", "fields": fields})
    for body in wrong:
        answer = own.post("/decisions", body)
        assert answer.status == 400, body
        expect_schema("/decisions", answer, "post")
    assert own.post("/decisions", {"verdict": "accept", "event": "none", "author": "a"}).status == 404
    assert own.get("/decisions").json["total"] == before


def test_decisions_survive_coding_anew(own, tmp_path):
    event = one(own, "breach")
    made = decide(own, verdict="correct", event=event["id"], fields={"deaths": {"min": 4, "max": 9}})
    run("db", "recode", "--db", own.database, "--min-score", "0.01")
    assert wait_for(lambda: not own.get("/meta").json["database"]["is_loading"])
    again = own.get("/events/" + event["id"]).json
    assert again["event"]["review"]["decision"] == made["number"]
    assert wait_for(lambda: events(own, min_deaths=9, document="breach")["total"] == 1)


def test_what_another_process_imports_is_seen(own, tmp_path):
    late = {"id": "late", "date": "2024-03-09", "text": "قتل سبعة جنود في تفجير انتحاري في مقديشو أمس."}
    path = tmp_path / "late.jsonl"
    path.write_text(json.dumps(late) + "\n", encoding="utf-8")
    etag = own.get("/events").headers["etag"]
    run("import", path, "--db", own.database)
    assert wait_for(lambda: events(own, document="late")["total"] > 0)
    assert own.get("/events").headers["etag"] != etag


def test_complete_gold_and_evaluation(own):
    records = [item for item in own.get("/documents/breach").json["events"]]
    wrong = records[0]["id"]
    decide(own, verdict="reject", event=wrong)
    made = decide(
        own,
        verdict="add",
        document="breach",
        fields={"event": "ACCUSE", "status": "occurred", "mentions": [{"start": 0, "end": 4}]},
    )
    decide(own, verdict="complete", document="breach")
    whole = own.get("/documents/breach").json
    assert whole["is_complete"]
    states = {event["id"]: event["review"]["state"] for event in whole["events"]}
    assert states[wrong] == "rejected" and states[made["event"]] == "added"
    assert set(states.values()) <= {"rejected", "added", "accepted"}
    kept = len(records) - 1
    score = expect_schema("/evaluation", own.get("/evaluation"))
    assert (score["complete_documents"], score["judged"], score["right"]) == (1, len(records), kept)
    assert (score["gold"], score["found"]) == (kept + 1, kept)
    assert {rule["rule"] for rule in score["rules"]} == set(records[0]["rules"])
    lines = own.get("/export", as_="gold").bytes.decode().splitlines()
    gold = json.loads(lines[0])
    assert len(lines) == 1 and gold["id"] == "breach" and gold["date"] == "2024-01-20"
    assert len(gold["events"]) == kept + 1
    fields = {"event", "mode", "cameo", "mentions", "actor", "recipient", "place", "date"}
    fields |= {"deaths", "injured", "detained", "crowd", "status", "source"}
    for event in gold["events"]:
        assert set(event) == fields
        for span in event["mentions"]:
            assert gold["text"][span["start"] : span["end"]] == span["text"]
    told = json.loads(run("eval", "--db", own.database, "--format", "jsonl").stdout)
    assert (told["judged"], told["right"], told["gold"], told["found"]) == (
        score["judged"],
        score["right"],
        score["gold"],
        score["found"],
    )
    table = run("eval", "--db", own.database, "--format", "table").stdout
    assert records[0]["rules"][0] in table


def test_a_record_of_the_coder_counts_when_it_comes_back_otherwise(own):
    """Another id, the same type and words: found."""
    for event in own.get("/documents/breach").json["events"]:
        decide(own, verdict="accept", event=event["id"])
    import sqlite3

    connection = sqlite3.connect(own.database)
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute(
        "UPDATE events SET id = id || 'x' WHERE document = (SELECT number FROM documents WHERE id = 'breach')"
    )
    connection.execute(
        "INSERT INTO decisions (number, document, verdict, author, decided)"
        " VALUES (900, 'breach', 'complete', 'amal', '2024-01-01T00:00:00Z')"
    )
    connection.commit()
    connection.close()
    told = json.loads(run("eval", "--db", own.database, "--format", "jsonl").stdout)
    assert told["judged"] == told["right"] == told["gold"] == told["found"] > 0


def test_eval_says_what_is_wrong():
    told = subprocess.run([PROGRAM, "eval", "--db", "/nowhere.db"], capture_output=True, text=True)
    assert told.returncode == 4 and "/nowhere.db" in told.stderr
    told = subprocess.run([PROGRAM, "eval"], capture_output=True, text=True)
    assert told.returncode == 2


def test_document_ids_of_any_form(own):
    strange = "hostile/<script>alert(1)</script>"
    decide(own, verdict="complete", document=strange)
    assert own.get("/documents/" + urllib.parse.quote(strange)).json["is_complete"]
    assert own.get("/decisions", document=strange).json["total"] > 0
