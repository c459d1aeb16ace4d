"""A server on a database of the samples and of hostile texts, for all tests of a session.

RASID_PROGRAM names the program; the knowledge file stands beside it.
"""

import http.client
import json
import os
import pathlib
import signal
import subprocess
import time
import urllib.parse

import pytest
from jsonschema import Draft202012Validator

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("RASID_PROGRAM", str(ROOT / "build" / "rasid"))
DESCRIPTION = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))

HOSTILE = [
    {
        "id": "hostile/<script>alert(1)</script>",
        "date": "2024-02-01",
        "outlet": "=1+1",
        "url": "javascript:alert(1)",
        "title": "<script>alert(1)</script> قتل ثلاثة جنود في هجوم على حمص",
        "text": "قتل ثلاثة جنود سوريين في هجوم بقذائف الهاون على مدينة حمص أمس. \u202e معكوس \u202c",
    },
    {
        "id": "..%2f..%2fetc/passwd",
        "date": "2024-02-02",
        "outlet": "'; DROP TABLE events; --",
        "text": "اعتقلت الشرطة العراقية خمسة متظاهرين في بغداد أمس.\u0007 وقال متحدث باسم الشرطة إن التحقيق جار.",
    },
    {
        "id": "truce",
        "date": "2024-01-10",
        "text": "وقعت الحكومة السورية وقوات سوريا الديمقراطية اتفاقا لوقف إطلاق النار في حلب أمس.",
    },
    {
        "id": "threat",
        "date": "2024-01-15",
        "text": "هددت الحكومة السورية قوات سوريا الديمقراطية بعملية عسكرية في حلب.",
    },
    {
        "id": "breach",
        "date": "2024-01-20",
        "text": "قصفت القوات السورية مواقع قوات سوريا الديمقراطية في حلب أمس، ما أسفر عن مقتل أربعة مقاتلين.",
    },
]


def run(*arguments, **options):
    return subprocess.run(
        [PROGRAM, *map(str, arguments)], check=True, capture_output=True, text=True, **options
    )


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.bytes = response.read()

    @property
    def json(self):
        return json.loads(self.bytes)


class Server:
    """A running server; its address, and ways to ask it."""

    def __init__(self, *arguments, **options):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", *map(str, arguments)], stdout=subprocess.PIPE, text=True, **options
        )
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://"), "the server did not begin"
        parts = urllib.parse.urlparse(self.address)
        self.host, self.port = parts.hostname, parts.port

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.request(method, path, body=body, headers=headers or {})
        answer = Answer(connection.getresponse())
        connection.close()
        return answer

    def get(self, path, **parameters):
        chosen = {key.rstrip("_"): value for key, value in parameters.items()}
        query = "?" + urllib.parse.urlencode(chosen) if chosen else ""
        return self.ask("GET", "/api/v1" + path + query)

    def post(self, path, body, **headers):
        data = body if isinstance(body, (bytes, str)) else json.dumps(body)
        return self.ask("POST", "/api/v1" + path, data, {"Content-Type": "application/json", **headers})

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=60) == 0


def fill(database, folder):
    texts = folder / "hostile.jsonl"
    texts.write_text("".join(json.dumps(row) + "\n" for row in HOSTILE), encoding="utf-8")
    run("code", "--date", "2024-03-05", "--db", database, ROOT / "samples", texts)
    run("incidents", "--db", database, "--format", "jsonl")


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filled")
    database = folder / "events.db"
    fill(database, folder)
    return database


@pytest.fixture(scope="session")
def records(filled):
    lines = run("show", "--db", filled, "--format", "jsonl").stdout.splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def server(filled):
    running = Server("--db", filled)
    yield running
    running.end()


@pytest.fixture
def own(tmp_path):
    """A server with a database of its own, for what changes it; `own.database`."""
    database = tmp_path / "own.db"
    fill(database, tmp_path)
    running = Server("--db", database)
    running.database = database
    yield running
    running.end()


def faults_of(schema, value):
    validator = Draft202012Validator({**schema, "components": DESCRIPTION["components"]})
    return [f"{list(fault.path)}: {fault.message[:200]}" for fault in validator.iter_errors(value)]


def expect_schema(way, answer, method="get"):
    """The answer is one that the description knows for this way, and has its form."""
    described = DESCRIPTION["paths"][way][method]["responses"].get(str(answer.status))
    assert described, f"{way}: status {answer.status} is not described: {answer.bytes[:300]}"
    if "$ref" in described:
        described = DESCRIPTION["components"]["responses"][described["$ref"].rsplit("/", 1)[-1]]
    content = described.get("content")
    if not content:
        return None
    kind = answer.headers["content-type"].split(";")[0]
    assert kind in content, f"{way}: {kind} is not described"
    if kind != "application/json":
        return None
    faults = faults_of(content[kind]["schema"], answer.json)
    assert not faults, f"{way}: {faults[:3]}"
    return answer.json


def wait_for(condition, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.2)
    return False
