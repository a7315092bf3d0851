"""Who may talk to the desk. Every refusal is tried on a request that is answered without what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from factpress.desk.access import COOKIE, MOST_BYTES, Keys
from factpress.desk.app import application
from factpress.desk.desk import Desk
from factpress.session.session import Session

BASE = "http://127.0.0.1:4000"


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def client(root: Path, keys: Keys) -> Iterator[TestClient]:
    desk = Desk(Session(root), keys)
    with TestClient(application(desk, 4000), base_url=BASE, follow_redirects=False) as client:
        yield client
    desk.close()


def changing(keys: Keys) -> dict[str, str]:
    return {"origin": BASE, "x-desk": keys.header}


def enter(client: TestClient, keys: Keys) -> None:
    assert client.get(f"/?token={keys.token}").status_code == 303


def test_the_token_opens_the_desk_and_gives_a_cookie(client: TestClient, keys: Keys) -> None:
    answer = client.get(f"/?token={keys.token}")
    assert answer.status_code == 303
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=strict" in answer.headers["set-cookie"]
    page = client.get("/claims")
    assert page.status_code == 200
    assert keys.token not in page.text


@pytest.mark.parametrize("path", ["/", "/claims", "/stream", "/static/desk.js", "/pictures/x/1/y.png", "/?token=wrong"])
def test_without_the_cookie_nothing_is_answered(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1:4001", "evil.test:4000", "127.0.0.1", ""])
def test_a_foreign_host_is_refused(client: TestClient, keys: Keys, host: str) -> None:
    enter(client, keys)
    assert client.get("/claims", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://example.org"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:4001"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_a_foreign_page_is_refused(client: TestClient, keys: Keys, headers: dict[str, str]) -> None:
    enter(client, keys)
    assert client.get("/claims", headers=headers).status_code == 403
    assert client.post("/undo", headers=changing(keys) | headers).status_code == 403


def test_a_change_needs_origin_and_header(client: TestClient, keys: Keys) -> None:
    enter(client, keys)
    assert client.post("/undo", headers=changing(keys)).status_code == 204
    for left_out in ("origin", "x-desk"):
        headers = {name: value for name, value in changing(keys).items() if name != left_out}
        assert client.post("/undo", headers=headers).status_code == 403
    assert client.post("/undo", headers=changing(keys) | {"x-desk": "guess"}).status_code == 403


def test_a_guessed_cookie_is_refused(client: TestClient) -> None:
    client.cookies.set(COOKIE, "guess")
    assert client.get("/claims").status_code == 403


def test_a_large_body_is_refused(client: TestClient, keys: Keys) -> None:
    enter(client, keys)
    headers = changing(keys) | {"content-type": "application/x-www-form-urlencoded"}
    assert client.put("/claims/visitors/claim", headers=headers, content=b"a" * (MOST_BYTES + 1)).status_code == 413

    def stream() -> Iterator[bytes]:
        for _ in range(MOST_BYTES // 1_000_000 + 2):
            yield b"a" * 1_000_000

    assert client.put("/claims/visitors/claim", headers=headers, content=stream()).status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/fonts/../../pyproject.toml",
        "/fonts/OFL-SourceSans3.txt",
        "/files/..%2f..%2fetc%2fpasswd",
        "/files/publication.yaml",
        "/pictures/a/1/..%2f..%2fsecret.png",
        "/claims/..%2f..%2fdata/lines",
    ],
)
def test_nothing_but_the_publication_can_be_reached(client: TestClient, keys: Keys, path: str) -> None:
    enter(client, keys)
    answer = client.get(path)
    assert answer.status_code in (404, 405)
    assert "root:" not in answer.text


def test_every_answer_forbids_what_the_desk_does_not_need(client: TestClient, keys: Keys) -> None:
    enter(client, keys)
    policy = client.get("/claims").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy


def test_script_in_a_claim_is_text(client: TestClient, keys: Keys) -> None:
    enter(client, keys)
    words = "<script>alert(1)</script>"
    page = client.get("/claims", params={"q": words}).text
    assert words not in page
    assert "&lt;script&gt;alert" in page
    sent = {"value": words, "write": "1"}
    answer = client.put("/claims/visitors/values/0/number", headers=changing(keys), data=sent)
    assert answer.status_code == 422
    assert words not in answer.text
    assert "&lt;script&gt;alert" in answer.text
