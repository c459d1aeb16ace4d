"""Requests that no page sends. The numbers are those of the list of bad inputs."""

import concurrent.futures
import http.client
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

import pytest
from conftest import PROGRAM, Server

TOKEN = "a-token-of-many-letters"
JSON = {"Content-Type": "application/json"}


def raw(server, data, seconds=10):
    """What comes back for these bytes, until the server ends the connection or is silent."""
    with socket.create_connection((server.host, server.port), timeout=seconds) as connection:
        connection.sendall(data)
        answer = b""
        try:
            while piece := connection.recv(65536):
                answer += piece
                if b"\r\n\r\n" in answer and b"Connection: close" not in data:
                    break
        except (TimeoutError, ConnectionResetError):
            pass
        return answer


def request(server, line, *headers):
    lines = [line, *headers, "Connection: close", "", ""]
    return raw(server, "\r\n".join(lines).encode("latin-1"))


def status_of(answer):
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else None


def is_alive(server):
    return server.get("/meta").status == 200


def test_21_security_headers_are_on_every_answer(server):
    for path in ("/", "/api/v1/meta", "/api/v1/nothing", "/nothing.js", "/api/v1/export?as=csv"):
        headers = server.ask("GET", path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy
        assert "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"


def test_21_markup_stays_json(server):
    answer = server.get("/documents?q=حمص".replace("حمص", "%D8%AD%D9%85%D8%B5"))
    assert answer.headers["content-type"] == "application/json"
    assert "<script>" in answer.json["items"][0]["title"]


def test_22_sql_is_never_made_of_a_request(server):
    before = server.get("/events").json["total"]
    wicked = ["' OR 1=1 --", "\"; DROP TABLE events; --", "NEAR(a b)", "*", "a* OR b", "{x}: y", "-- "]
    for text in wicked:
        for name in ("place", "actor", "document", "incident", "country", "mode"):
            assert server.get("/events", **{name: text}).json["total"] == 0
        assert server.get("/search", q=text).status in (200, 400)
        assert server.get("/events", q=text).status in (200, 400)
        assert server.get("/events", sort=text).status == 400
    assert server.get("/events").json["total"] == before


def test_26_host_must_be_ours(server):
    for host in ("evil.example", f"127.0.0.1.evil.example:{server.port}", f"127.0.0.1:{server.port + 1}", "["):
        assert server.ask("GET", "/api/v1/meta", headers={"Host": host}).status == 403
        assert server.ask("GET", "/", headers={"Host": host}).status == 403
    for host in (f"localhost:{server.port}", f"127.0.0.1:{server.port}", f"LOCALHOST:{server.port}"):
        assert server.ask("GET", "/api/v1/meta", headers={"Host": host}).status == 200
    assert status_of(request(server, "GET /api/v1/meta HTTP/1.0")) in (400, 403)


def test_26_large_heads_and_bodies(server):
    host = f"Host: 127.0.0.1:{server.port}"
    long = request(server, "GET /api/v1/meta?" + "x" * 100000 + " HTTP/1.1", host)
    assert status_of(long) in (400, 413, 414, 431, None)
    many = request(server, "GET /api/v1/meta HTTP/1.1", host, "X-Long: " + "y" * 1000000)
    assert status_of(many) in (400, 413, 431, None)
    try:
        answer = server.post("/code", b"x" * (3 << 20))
        assert answer.status == 413
    except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
        pass  # refused before all was sent
    head = f"POST /api/v1/code HTTP/1.1\r\n{host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    assert status_of(raw(server, head.encode() + chunk * 40 + b"0\r\n\r\n")) == 413
    assert is_alive(server)


def test_26_slow_senders_are_sent_away(server):
    host = f"Host: 127.0.0.1:{server.port}\r\n".encode()
    lame = [socket.create_connection((server.host, server.port), timeout=60) for _ in range(40)]
    began = time.monotonic()
    for connection in lame:
        connection.sendall(b"GET /api/v1/meta HTTP/1.1\r\n" + host)
    ended = 0
    while lame and time.monotonic() - began < 45:
        for connection in list(lame):
            connection.setblocking(False)
            try:
                connection.sendall(b"X")  # each byte is activity
                is_ended = connection.recv(100) == b""
            except BlockingIOError:
                is_ended = False
            except OSError:
                is_ended = True
            if is_ended:
                lame.remove(connection)
                connection.close()
                ended += 1
        time.sleep(0.5)
    assert ended == 40 and is_alive(server)


def test_26_slow_bodies_are_sent_away(server):
    head = (
        f"POST /api/v1/code HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
    )
    with socket.create_connection((server.host, server.port), timeout=5) as connection:
        connection.sendall(head.encode())
        began = time.monotonic()
        try:
            while time.monotonic() - began < 50:
                connection.sendall(b" ")
                time.sleep(0.5)
        except OSError:
            pass
        assert time.monotonic() - began < 45
    assert is_alive(server)


def test_26_other_questions(server):
    host = f"Host: 127.0.0.1:{server.port}"
    for line in ("GET /api/v1/%zz HTTP/1.1", "GET /api/v1/events?q=%e0%80 HTTP/1.1", "GET  HTTP/1.1", "\x00\x01"):
        assert status_of(request(server, line, host)) in (400, 404, 405, None)
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"):
        assert status_of(request(server, f"{method} /api/v1/events HTTP/1.1", host)) == 405
    assert server.post("/events", {}).status == 405
    assert server.get("/code").status == 405
    assert is_alive(server)


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/..%2f..%2fetc/passwd", "/assets/../../Makefile", "/%2e%2e/x.js", "//etc/passwd.txt"]
)
def test_19_no_path_reaches_the_disk(server, path):
    answer = request(server, f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{server.port}")
    assert status_of(answer) in (400, 404) or b"<!doctype html>" in answer.lower()
    assert b"root:" not in answer


def test_27_other_sites_change_nothing(server):
    event = server.get("/events").json["items"][0]["id"]
    body = {"verdict": "accept", "event": event, "author": "evil"}
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": f"http://127.0.0.1:{server.port + 1}"},
    ):
        assert server.post("/decisions", body, **headers).status == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        answer = server.ask("POST", "/api/v1/decisions", json.dumps(body), {"Content-Type": kind})
        assert answer.status == 415
    assert server.get("/decisions").json["total"] == 0
    for path in ("/decisions?verdict=accept", "/decisions/1/undo"):
        assert server.get(path).status in (400, 404, 405)


def test_27_ours_may(server):
    headers = {"Origin": server.address.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    assert server.post("/code", {"text": "قتل جندي."}, **headers).status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"text": "x"} y',
        b'{"text": "x", "text": "y"}',
        b'{"text": 5}',
        b'{"text": null}',
        b'{"text": ""}',
        b'{"text": "x", "date": "2024-02-30"}',
        b'{"text": "x", "explain": "yes"}',
        b'{"text": "x", "other": 1}',
        b'{"text": "\xff\xfe\xfd"}',
        b'{"text": "\\ud800"}',
        b'{"text": "a\\u0000b"}',
        b"[" * 5000,
        b'{"a":' * 5000,
    ],
)
def test_11_wrong_bodies(server, body):
    answer = server.post("/code", body)
    assert answer.status == 400 and answer.json["error"]["message"]


def test_26_many_at_once(server):
    def ask(number):
        return server.get("/events", limit=200, min_deaths=number % 5).status

    with concurrent.futures.ThreadPoolExecutor(64) as pool:
        assert set(pool.map(ask, range(400))) == {200}


def test_26_more_connections_than_allowed(server):
    held = []
    try:
        for _ in range(700):
            held.append(socket.create_connection((server.host, server.port), timeout=5))
    except OSError:
        pass
    finally:
        for connection in held:
            connection.close()
    for _ in range(50):
        try:
            if is_alive(server):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server does not answer any more")


def test_broken_off_exports(server):
    for _ in range(20):
        with socket.create_connection((server.host, server.port), timeout=5) as connection:
            head = f"GET /api/v1/export?as=jsonl HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"
            connection.sendall(head.encode())
            connection.recv(100)
    assert is_alive(server)


# --------------------------------------------------------------- addresses and tokens


@pytest.fixture
def guarded(filled):
    running = Server("--db", filled, "--token", TOKEN)
    yield running
    running.end()


def test_token(guarded):
    assert guarded.get("/meta").status == 401
    assert guarded.ask("GET", "/").status == 200, "the page itself holds nothing"
    assert guarded.get("/openapi.json").status == 200
    for wrong in ("", "x", TOKEN[:-1], TOKEN + "x", "é"):
        assert guarded.ask("GET", "/api/v1/meta", headers={"Authorization": ("Bearer " + wrong).encode()}).status == 401
        assert guarded.ask("GET", "/api/v1/meta", headers={"Cookie": "rasid_session=" + wrong.replace("é", "e")}).status == 401
    right = {"Authorization": "Bearer " + TOKEN}
    assert guarded.ask("GET", "/api/v1/meta", headers=right).status == 200
    assert guarded.ask("POST", "/api/v1/code", '{"text": "قتل جندي."}'.encode(), JSON).status == 401
    assert guarded.ask("POST", "/api/v1/code", '{"text": "قتل جندي."}'.encode(), {**JSON, **right}).status == 200


def test_session(guarded):
    assert guarded.post("/session", {"token": "wrong"}).status == 401
    opened = guarded.post("/session", {"token": TOKEN})
    assert opened.status == 204
    cookie = opened.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert guarded.ask("GET", "/api/v1/meta", headers={"Cookie": cookie.split(";")[0]}).status == 200


def test_answers_of_one_are_not_those_of_another(guarded):
    right = {"Authorization": "Bearer " + TOKEN}
    etag = guarded.ask("GET", "/api/v1/events", headers=right).headers["etag"]
    assert guarded.ask("GET", "/api/v1/events").status == 401
    assert guarded.ask("GET", "/api/v1/events", headers={"If-None-Match": etag}).status == 401


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--address", "0.0.0.0"], "--allow-remote"),
        (["--address", "0.0.0.0", "--allow-remote"], "--token"),
        (["--address", "0.0.0.0", "--allow-remote", "--token", "short"], "16"),
        (["--port", "70000"], "65535"),
        (["--demo"], "one too many"),
    ],
)
def test_wrong_calls(filled, arguments, message):
    told = subprocess.run(
        [PROGRAM, "serve", "--db", str(filled), *arguments], capture_output=True, text=True, timeout=60
    )
    assert told.returncode == 2 and message in told.stderr


def test_failures_are_told(filled, tmp_path, server):
    def serve(*arguments):
        return subprocess.run(
            [PROGRAM, "serve", *map(str, arguments)], capture_output=True, text=True, timeout=60
        )

    assert serve("--db", tmp_path / "none.db").returncode == 4
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "text.db").write_text("no database", encoding="utf-8")
    assert serve("--db", tmp_path / "text.db").returncode == 4
    taken = serve("--db", filled, "--port", server.port)
    assert taken.returncode == 4 and "port" in taken.stderr


def test_other_names_by_host(filled):
    running = Server("--db", filled, "--host", "news.example.org,other.example.org")
    try:
        for host in ("news.example.org", "news.example.org:443", "other.example.org"):
            assert running.ask("GET", "/api/v1/meta", headers={"Host": host}).status == 200
        assert running.ask("GET", "/api/v1/meta", headers={"Host": "third.example.org"}).status == 403
    finally:
        running.end()


@pytest.fixture
def fixed():
    """A folder that everybody may enter; those of pytest are open to their owner alone."""
    with tempfile.TemporaryDirectory() as folder:
        yield pathlib.Path(folder)
        os.chmod(folder, 0o755)


def test_a_database_that_cannot_be_written_is_shown(filled, fixed):
    shutil.copy(filled, fixed / "events.db")
    (fixed / "events.db").chmod(0o444)
    fixed.chmod(0o555)
    # Nothing is read-only to root, so it becomes nobody.
    nobody = {} if os.geteuid() else {"user": 65534, "group": 65534, "extra_groups": []}
    try:
        running = Server("--db", fixed / "events.db", **nobody)
    except PermissionError:
        pytest.skip("nobody may not run the program")
    try:
        event = running.get("/events").json["items"][0]["id"]
        answer = running.post("/decisions", {"verdict": "accept", "event": event, "author": "a"})
        assert answer.status == 403 and running.get("/meta").json["database"]["is_read_only"]
    finally:
        running.end()


def test_demo():
    running = Server("--demo")
    try:
        meta = running.get("/meta").json["database"]
        assert meta["is_demo"] and meta["events"] > 20 and meta["incidents"] > 10
    finally:
        running.end()
