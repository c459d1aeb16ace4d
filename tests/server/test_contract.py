"""Every way answers as docs/openapi.json says: with what there is, and with what somebody makes up."""

import urllib.parse

import hypothesis
import pytest
import schemathesis
from conftest import DESCRIPTION, expect_schema
from openapi_spec_validator import validate

PLAIN = [
    ("/meta", {}),
    ("/events", {"limit": 200}),
    ("/documents", {}),
    ("/incidents", {"limit": 200}),
    ("/actors", {}),
    ("/actors", {"group": "code"}),
    ("/actors", {"group": "country"}),
    ("/places", {}),
    ("/places", {"level": "country"}),
    ("/agreements", {}),
    ("/stats", {"by": "day", "split": "country"}),
    ("/stats", {"by": "week", "split": "quad"}),
    ("/stats", {"by": "year", "split": "none"}),
    ("/facets", {}),
    ("/suggest", {"kind": "party", "q": "a"}),
    ("/search", {"q": "قتل"}),
    ("/decisions", {}),
    ("/evaluation", {}),
    ("/openapi.json", {}),
    ("/export", {"as": "jsonl"}),
]


def test_description_is_valid():
    validate(DESCRIPTION)


@pytest.mark.parametrize("way, parameters", PLAIN, ids=lambda value: str(value))
def test_ways(server, way, parameters):
    answer = server.get(way, **parameters)
    assert answer.status == 200
    expect_schema(way, answer)


def test_every_item_by_itself(server):
    for event in server.get("/events", limit=200).json["items"]:
        assert expect_schema("/events/{id}", server.get("/events/" + event["id"]))["event"] == event
    for document in server.get("/documents", limit=200).json["items"]:
        path = "/documents/" + urllib.parse.quote(document["id"])
        whole = expect_schema("/documents/{id}", server.get(path))
        assert len(whole["events"]) == document["events"]
    for incident in server.get("/incidents", limit=200).json["items"]:
        path = "/incidents/" + incident["id"]
        assert expect_schema("/incidents/{id}", server.get(path)) == incident


def test_spans_hold_their_words(server):
    seen = set()
    for document in server.get("/documents", limit=200).json["items"]:
        whole = server.get("/documents/" + urllib.parse.quote(document["id"])).json
        for event in whole["events"]:
            spans = {name: event[name] for name in ("mentions", "actor", "recipient")}
            spans |= {name: [event[name]] for name in ("place", "date", "source") if event[name]}
            for name, span in ((name, span) for name in spans for span in spans[name]):
                if span["text"] is None:
                    continue  # a day or place that was told before
                assert whole["text"][span["start"] : span["end"]] == span["text"]
                seen.add(name)
            passage = server.get("/events/" + event["id"]).json["passage"]
            assert whole["text"][passage["start"] : passage["end"]] == passage["text"]
    assert seen == {"mentions", "actor", "recipient", "place", "date", "source"}


def test_rules_are_told(server):
    whole = server.get("/documents/truce").json
    named = {rule for event in whole["events"] for rule in event["rules"]}
    assert named and named <= set(whole["rules"])
    assert all(rule["line"] > 0 and rule["file"] for rule in whole["rules"].values())


def test_labels_are_in_both_languages(server):
    meta = server.get("/meta").json
    kinds = ["types", "quads", "statuses", "sectors", "stances", "precisions", "contexts", "countries"]
    labels = [label for kind in kinds for label in meta[kind]]
    labels += [mode for kind in meta["types"] for mode in kind["modes"]]
    for label in labels:
        assert label["en"] and any("\u0600" <= letter <= "\u06ff" for letter in label["ar"]), label


def test_missing_things(server):
    for way in ("/events/{id}", "/documents/{id}", "/incidents/{id}"):
        answer = server.get(way.replace("{id}", "none"))
        assert answer.status == 404
        expect_schema(way, answer)


schema = schemathesis.openapi.from_dict(DESCRIPTION)


@schema.parametrize()
@hypothesis.settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(hypothesis.HealthCheck),
    derandomize=True,
    database=None,
)
def test_made_up_requests(case, server):
    """Whatever fits the description, or nearly does, gets an answer that it knows."""
    checks = schemathesis.checks
    case.call_and_validate(
        base_url=server.address + "api/v1",
        checks=[
            checks.not_a_server_error,
            schemathesis.specs.openapi.checks.response_schema_conformance,
            schemathesis.specs.openapi.checks.content_type_conformance,
            schemathesis.specs.openapi.checks.status_code_conformance,
        ],
        headers={"Origin": server.address.rstrip("/")},
    )
