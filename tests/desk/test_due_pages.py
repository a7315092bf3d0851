"""What needs a look: claims that are due, findings, and printed copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from factpress.checks.context import today
from factpress.desk.access import Keys
from factpress.desk.app import application
from factpress.desk.desk import Desk
from factpress.ledger import LEDGER, PrintedValue, Printing, append_printing
from factpress.publication.facts.claims import Standing
from factpress.session.session import Session
from tests.publications import publication, text_of

BASE = "http://127.0.0.1:4000"
FACTS = "data/facts/library.yaml"


class Browser:
    """A client that has opened the desk."""

    def __init__(self, root: Path, client: TestClient, keys: Keys) -> None:
        self.root, self.client = root, client
        self.headers = {"origin": BASE, "x-desk": keys.header, "x-window": "w"}
        client.get(f"/?token={keys.token}")

    @property
    def facts(self) -> str:
        return (self.root / FACTS).read_text(encoding="utf-8")

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    over = (today() - dt.timedelta(days=2)).isoformat()
    facts = text_of(FACTS).replace("\nreaders:\n", f"\nreaders:\n  review_by: {over}\n")
    keys, root = Keys(), publication(tmp_path / "library", {FACTS: facts})
    desk = Desk(Session(root), keys)
    with TestClient(application(desk, 4000), base_url=BASE) as client:
        yield Browser(root, client, keys)
    desk.close()


def test_what_is_due_is_listed_and_checked_today(browser: Browser) -> None:
    page = browser.get("/due")
    assert "2 days over" in page
    assert 'name="claim" value="readers"' in page
    nothing = browser.client.post("/checked", headers=browser.headers)
    assert (nothing.status_code, "No claim is chosen." in nothing.text) == (422, True)
    before = browser.facts
    answer = browser.client.post("/checked", data={"claim": "readers", "months": "6"}, headers=browser.headers)
    assert (answer.status_code, "2 days over" in answer.text) == (200, False)
    assert f"checked: {today().isoformat()}" in browser.facts
    assert browser.client.post("/undo", headers=browser.headers).status_code == 200
    assert browser.facts == before


def test_printed_copies_that_differ_are_named(browser: Browser) -> None:
    assert "No printing is recorded." in browser.get("/due")
    words = "3,000 to 5,200 people"
    plain = "3000 to 5200 people"
    carried = (PrintedValue("readers", "survey", "number", words, plain, Standing.CONTESTED, ("2",)),)
    printing = Printing("p1", "booklet-a5", "b.pdf", "0" * 64, dt.date(2026, 10, 3), 60, carried=carried)
    (browser.root / LEDGER).write_bytes(append_printing(None, printing))
    browser.client.post("/claims/readers/checked", headers=browser.headers)
    assert "agree with the claims" in browser.get("/due")
    browser.client.put(
        "/claims/readers/values/0/low", data={"value": "3,100", "write": "1"}, headers=browser.headers
    ).raise_for_status()
    page = browser.get("/due")
    assert "60 × " in page
    assert "1 value differs" in page
    assert 'hx-post="/slips/p1"' in browser.get("/outdated")
