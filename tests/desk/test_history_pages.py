"""What was changed, taking one change back, and a field that another program has changed, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from factpress.desk.events import Hub
from tests.desk.conftest import DeskClient, desk_client
from tests.publications import publication

LOW = "/claims/readers/values/0/low"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[DeskClient]:
    with desk_client(publication(tmp_path / "library")) as client:
        yield client


def test_an_old_change_is_taken_back_alone(browser: DeskClient) -> None:
    before = browser.facts
    assert browser.send("PUT", LOW, value="3,100", write="1")[0] == 200
    assert browser.send("PUT", "/claims/readers/claim", value="Who reads", write="1")[0] == 200
    page = browser.get("/changes")
    assert "3000</span>" not in page
    assert re.search(r"People in town who read a book every month: from</b>.*?3000 → 3100", page, re.DOTALL)
    status, answer = browser.send("POST", "/undo/0")
    assert (status, "taken back" in answer) == (200, True)
    assert "range: [3000, 5200]" in browser.facts
    assert "Who reads" in browser.facts
    assert browser.send("POST", "/undo/0")[0] == 204
    assert browser.send("POST", "/undo")[0] == 200
    assert browser.facts == before


def test_a_change_below_a_later_one_is_not_taken_back(browser: DeskClient) -> None:
    assert browser.send("PUT", LOW, value="3,100", write="1")[0] == 200
    assert browser.send("PUT", LOW, value="3,200", write="1")[0] == 200
    before = browser.facts
    status, answer = browser.send("POST", "/undo/0")
    assert (status, "changed later" in answer) == (409, True)
    assert browser.facts == before


def test_a_change_without_which_there_would_be_an_error_stays(browser: DeskClient) -> None:
    assert browser.send("POST", "/new/source", type="webpage", title="A Book of Rain")[0] == 204
    assert browser.send("POST", "/claims/readers/cite", source="a-book-of-rain", of="0")[0] == 200
    status, answer = browser.send("POST", "/undo/0")
    assert (status, "cannot be undone" in answer) == (422, True)
    assert "a-book-of-rain" in browser.facts


def test_both_values_are_shown_and_one_is_chosen(browser: DeskClient) -> None:
    base = re.search(r'id="b-f-values-0-low" name="base" value="(\w+)"', browser.get("/claims/readers"))
    assert base is not None
    path = browser.root / "data/facts/library.yaml"
    path.write_text(browser.facts.replace("[3000, 5200]", "[2900, 5200]"), encoding="utf-8")
    status, answer = browser.send("PUT", LOW, value="3,100", base=base[1], write="0")
    assert (status, "Choose…" in answer, "<dialog" in answer) == (409, True, False)
    status, answer = browser.send("PUT", LOW, value="3,100", base=base[1], write="1")
    assert status == 409
    for words in ("2,900 to 5,200", "3,100 to 5,200", "Keep mine", "Take the file’s", "1 field waits for you"):
        assert words in answer
    assert "[2900, 5200]" in browser.facts
    status, answer = browser.send("PUT", LOW, value="3,100", write="1", choice="1")
    assert (status, 'hx-target="#dialog"' in answer) == (200, True)
    assert "[3100, 5200]" in browser.facts


def test_a_window_does_not_conflict_with_what_it_wrote_itself(browser: DeskClient) -> None:
    base = re.search(r'id="b-f-values-0-low" name="base" value="(\w+)"', browser.get("/claims/readers"))
    assert base is not None
    assert browser.send("PUT", LOW, value="3,100", base=base[1], write="1")[0] == 200
    assert browser.send("PUT", LOW, value="3,200", base=base[1], write="1")[0] == 200
    browser.headers["x-window"] = "another"
    assert browser.send("PUT", LOW, value="3,300", base=base[1], write="1")[0] == 409


def test_the_row_of_a_changed_claim_is_sent_to_every_window(
    browser: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(Hub, "send", lambda _, html, *__: sent.append(html))
    assert browser.send("PUT", LOW, value="3,100", write="1")[0] == 200
    assert any('hx-target="#row-readers"' in html and "3,100 to 5,200 people" in html for html in sent)
