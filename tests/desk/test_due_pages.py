"""What needs a look: claims that are due, findings, and printed copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from factpress.core.opening import today
from factpress.ledger import LEDGER, PrintedValue, Printing, append_printing
from factpress.publication.facts.claims import Standing
from tests.desk.conftest import DeskClient, desk_client
from tests.publications import publication, text_of

FACTS = "data/facts/library.yaml"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[DeskClient]:
    over = (today() - dt.timedelta(days=2)).isoformat()
    facts = text_of(FACTS).replace("\nreaders:\n", f"\nreaders:\n  review_by: {over}\n")
    with desk_client(publication(tmp_path / "library", {FACTS: facts})) as client:
        yield client


def test_what_is_due_is_listed_and_checked_today(browser: DeskClient) -> None:
    page = browser.get("/due")
    assert "2 days over" in page
    assert 'name="claim" value="readers"' in page
    status, answer = browser.send("POST", "/checked")
    assert (status, "No claim is chosen." in answer) == (422, True)
    before = browser.facts
    status, answer = browser.send("POST", "/checked", claim="readers", months="6")
    assert (status, "2 days over" in answer) == (200, False)
    assert f"checked: {today().isoformat()}" in browser.facts
    assert browser.send("POST", "/undo")[0] == 200
    assert browser.facts == before


def test_printed_copies_that_differ_are_named(browser: DeskClient) -> None:
    assert "No printing is recorded." in browser.get("/due")
    words = "3,000 to 5,200 people"
    plain = "3000 to 5200 people"
    carried = (PrintedValue("readers", "survey", "number", words, plain, Standing.CONTESTED, ("2",)),)
    printing = Printing("p1", "booklet-a5", "b.pdf", "0" * 64, dt.date(2026, 10, 3), 60, carried=carried)
    (browser.root / LEDGER).write_bytes(append_printing(None, printing))
    browser.send("POST", "/claims/readers/checked")
    assert "agree with the claims" in browser.get("/due")
    assert browser.send("PUT", "/claims/readers/values/0/low", value="3,100", write="1")[0] == 200
    page = browser.get("/due")
    assert "60 × " in page
    assert "1 value differs" in page
    assert 'hx-post="/slips/p1"' in browser.get("/outdated")
