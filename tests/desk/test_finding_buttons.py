"""The buttons of a finding: what mends it, and saying why it is no fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.conftest import DeskClient, desk_client
from tests.publications import publication

NUMBER = "/claims/readers/values/1/number"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[DeskClient]:
    with desk_client(publication(tmp_path / "library")) as client:
        yield client


def test_two_numbers_are_swapped(browser: DeskClient) -> None:
    status, answer = browser.send("PUT", "/claims/readers/values/0/low", value="9,000", write="1")
    assert (status, "Swap the two numbers" in answer) == (422, True)
    sent = {"index": "0", "value": ["9,000", "5,200"]}
    assert browser.client.post("/claims/readers/swap", data=sent, headers=browser.headers).status_code == 200
    assert "range: [5200, 9000]" in browser.facts
    status, answer = browser.send("POST", "/claims/readers/swap", index="0", value="9,000")
    assert (status, "There is no number here." in answer) == (422, True)


def test_a_new_warning_offers_the_number_that_was_there(browser: DeskClient) -> None:
    status, answer = browser.send("PUT", NUMBER, value="60,000", write="1")
    assert (status, "Put 6,000 back" in answer, 'data-text="6,000"' in answer) == (200, True, True)
    status, answer = browser.send("PUT", NUMBER, value="70,000", write="1")
    assert (status, "6.4 times" in answer, "7.4 times" in answer, "back</button>" in answer) == (
        200,
        False,
        True,
        False,
    )


def test_a_warning_is_answered_with_a_reason(browser: DeskClient) -> None:
    before = browser.facts
    assert "/claims/readers/answer/part-exceeds-whole" in browser.send("PUT", NUMBER, value="60,000", write="1")[1]
    assert "6.4 times" in browser.get("/claims/readers/answer/part-exceeds-whole?other=")
    status, answer = browser.send("POST", "/claims/readers/answer", code="part-exceeds-whole", because=" ")
    assert (status, "There is no reason here." in answer) == (422, True)
    because = "the council counts visits"
    status, answer = browser.send("POST", "/claims/readers/answer", code="part-exceeds-whole", because=because)
    assert (status, "6.4 times" in answer) == (200, False)
    assert f"answers: {{finding: part-exceeds-whole, because: {because}}}" in browser.facts
    assert browser.send("POST", "/claims/readers/answer", code="review-overdue", because="soon")[0] == 200
    assert ", {finding: review-overdue, because: soon}]" in browser.facts
    for _ in range(3):
        assert browser.send("POST", "/undo")[0] == 200
    assert browser.facts == before
