"""The page of texts: its parts and blocks, and changes of words, blocks and sections."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from factpress.desk.access import Keys
from factpress.desk.app import application
from factpress.desk.desk import Desk
from factpress.session.session import Session
from factpress.session.text_words import to_form
from factpress.session.texts import Texts
from tests.publications import publication

BASE = "http://127.0.0.1:4000"
NAME = "data/content/briefing.en.md"
PAGE = "/text/briefing.en.md"


class Browser:
    """A client that has opened the desk."""

    def __init__(self, root: Path, client: TestClient, keys: Keys, session: Session) -> None:
        self.root, self.client, self.texts = root, client, Texts(session)
        self.headers = {"origin": BASE, "x-desk": keys.header, "x-window": "w"}
        client.get(f"/?token={keys.token}")

    @property
    def text(self) -> str:
        return (self.root / NAME).read_text(encoding="utf-8")

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def block(self, words: str) -> tuple[str, str, dict[str, object]]:
        """The key of a block with these words, its base, and what its form sends."""
        view = self.texts.view("briefing.en.md")
        block = next(one for part in view.parts for one in part.blocks if words in one.words and not one.locked)
        return f"{block.line}-{block.part}", block.base, {"runs": to_form(block.runs)}

    def put(self, key: str, base: str, value: object, **more: str) -> tuple[int, str]:
        data = {"value": json.dumps(value), "base": base, "write": "1", **more}
        answer = self.client.put(f"{PAGE}/{key}", data=data, headers=self.headers)
        return answer.status_code, answer.text

    def post(self, path: str, **data: str) -> tuple[int, str]:
        answer = self.client.post(path, data=data, headers=self.headers)
        return answer.status_code, answer.text


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    keys, root = Keys(), publication(tmp_path / "library")
    desk = Desk(Session(root), keys)
    with TestClient(application(desk, 4000), base_url=BASE) as client:
        yield Browser(root, client, keys, desk.session)
    desk.close()


def test_words_are_written_and_undone(browser: Browser) -> None:
    before, page = browser.text, browser.get("/text")
    assert "What a claim is" in page
    assert 'id="row-counted" href="/text/briefing.en.md/counted" aria-current="true"' in page
    key, base, value = browser.block("came to the library")
    runs = value["runs"]
    assert isinstance(runs, list)
    runs += [{"text": " It is *open*: "}, {"chip": "{number}`readers/survey`"}]
    status, answer = browser.put(key, base, value)
    assert (status, "Saved, 1 line changed" in answer) == (200, True)
    changed = [line for line in browser.text.split("\n") if line not in before.split("\n")]
    assert changed == ["It is \\*open\\*: {number}`readers/survey`"]
    answer = browser.client.post("/undo", headers={**browser.headers, "hx-current-url": f"{BASE}{PAGE}/counted"})
    assert (answer.status_code, answer.headers["hx-refresh"], browser.text) == (200, "true", before)


def test_what_is_not_saved_says_why(browser: Browser) -> None:
    before = browser.text
    browser.get(f"{PAGE}/counted")
    key, base, value = browser.block("came to the library")
    assert browser.put(key, "0" * 64, {"runs": [{"text": "x"}]})[0] == 409
    for runs, words in (
        ([*value["runs"], {"text": " 12 days"}], "is a number that no claim has"),  # type: ignore[misc]
        ([{"text": "No chips."}], "Leave it out"),
        ([*value["runs"], {"text": "\n\nTwo."}], "Make it two paragraphs"),  # type: ignore[misc]
    ):
        status, answer = browser.put(key, base, {"runs": runs})
        assert (status, words in answer) == (422, True), answer
    assert browser.text == before
    status, _ = browser.put(key, base, {"runs": [*value["runs"], {"text": "\n\nTwo."}]}, split="1")  # type: ignore[misc]
    assert status == 200
    assert "\n\nTwo.\n" in browser.text
    key, base, _ = browser.block("came to the library")
    assert browser.put(key, base, {"runs": [{"text": "No chips."}]}, drop="1")[0] == 200
    assert "\n\nNo chips.\n\nTwo.\n" in browser.text


def test_a_paragraph_that_was_changed_elsewhere_waits_for_a_choice(browser: Browser) -> None:
    key, base, value = browser.block("came to the library")
    (browser.root / NAME).write_text(browser.text.replace("came to the library", "went to the library"), "utf-8")
    status, answer = browser.put(key, base, value)
    assert (status, "went to the library" in answer, "Keep mine" in answer) == (409, True, True)


def test_blocks_and_sections(browser: Browser) -> None:
    key, base, _ = browser.block("came to the library")
    assert "Add a block below" in browser.get(f"{PAGE}/{key}/new")
    status, answer = browser.post(f"{PAGE}/{key}/add", base=base, kind="quotation", target="oldest-book")
    assert (status, "printed more than 400 years ago" in answer) == (200, True)
    status, answer = browser.post(f"{PAGE}/{key}/add", base=base, kind="chart", target="nothing")
    assert (status, "There is no chart" in answer) == (422, True)
    assert browser.post(f"{PAGE}/{key}/down", base=base)[0] == 200
    assert browser.text.index("{quotation} oldest-book") < browser.text.index("came to the library")
    status, answer = browser.post(f"{PAGE}/counted/section", kind="section", title="New", words="Words.")
    assert (status, ">New<" in answer) == (200, True)
    assert "### New\n\nWords.\n" in browser.text


def test_what_is_typed_is_judged_and_not_saved(browser: Browser) -> None:
    before = browser.text
    key, base, value = browser.block("came to the library")
    runs = value["runs"]
    assert isinstance(runs, list)
    status, answer = browser.put(key, base, {"runs": [*runs, {"text": " 12 days"}]}, write="0", turn="1")
    assert (status, "is a number that no claim has" in answer, "Not saved yet" in answer) == (200, True, True)
    assert 'role="status"' in answer
    status, answer = browser.put(key, base, {"runs": [*runs, {"text": " Good."}]}, write="0", turn="2")
    assert (status, "no claim" in answer, "Not saved yet" in answer) == (200, False, True)
    assert browser.put(key, base, value, write="0", turn="1")[0] == 204
    assert browser.text == before


def test_cells_and_plain_text_are_saved_and_undone(browser: Browser) -> None:
    table = "| Rather | We say |\n|---|---|\n| one | a range |\n| two | `x` |\n"
    (browser.root / NAME).write_text(f"{browser.text}\n{table}", "utf-8")
    before = browser.text
    browser.texts.session.refresh()
    view = browser.texts.view("briefing.en.md")
    block = next(one for part in view.parts for one in part.blocks if one.cells)
    page = browser.get(f"{PAGE}/{browser.texts.part_of('briefing.en.md', block.line)}")
    assert f"change line {block.line + 3} as plain text" in page
    assert (block.cells[1][0].runs is None, block.cells[2][1].runs is None) == (False, True)
    key = f"{block.line}-table"
    # two cells are sent before the first one is saved: each has a base of its own
    for column, words in ((0, "*red*"), (1, "blue")):
        cell = block.cells[1][column]
        status, answer = browser.put(f"{key}-1-{column}", cell.base, {"runs": [{"text": words}]})
        assert (status, "Saved, 1 line changed" in answer) == (200, True), answer
    assert "| \\*red\\* | blue |\n| two | `x` |\n" in browser.text
    assert browser.put(f"{key}-1-0", block.cells[1][0].base, {"runs": []})[0] == 409
    words = next(one for part in view.parts for one in part.blocks if "came to the library" in one.words)
    at = f"{words.line}-paragraph?as=plain"
    for source, status, sentence in (
        ("One.\n\nTwo.", 422, "not one paragraph"),
        ("# Heading", 422, "not one paragraph"),
        ("A `code`.", 422, "Take out the other signs"),
        ("", 422, "no words left"),
        ("*New* {claim}`nothing`.", 422, "nothing"),
        ("*New* {claim}`visitors/counted`.", 200, "Saved, 2 lines changed"),
    ):
        data = {"value": source, "base": words.base, "write": "1"}
        answer = browser.client.put(f"{PAGE}/{at}", data=data, headers=browser.headers)
        assert (answer.status_code, sentence in answer.text) == (status, True), answer.text
    assert "\n*New* {claim}`visitors/counted`.\n" in browser.text
    assert 'textarea id="p-' in browser.get(f"{PAGE}/counted?as=plain")
    for _ in range(3):
        assert browser.client.post("/undo", headers=browser.headers).status_code == 200
    assert browser.text == before


def test_words_that_are_typed_are_saved_before_their_block_moves(browser: Browser) -> None:
    browser.get(f"{PAGE}/counted")
    key, base, value = browser.block("came to the library")
    runs = value["runs"]
    assert isinstance(runs, list)
    wrong, right = ({"runs": [*runs, {"text": words}]} for words in (" 12 days", " Good."))
    before = browser.text
    status, answer = browser.post(f"{PAGE}/{key}/down", base=base, typed=f"t-{key}", value=json.dumps(wrong))
    assert (status, "no claim" in answer, browser.text) == (422, True, before)
    status, _ = browser.post(f"{PAGE}/{key}/down", base=base, typed=f"t-{key}", value=json.dumps(right))
    assert status == 200
    assert browser.text.index("visitors-by-year\n:::") < browser.text.index("Good.")


def test_the_outline_is_searched_and_pictures_follow_the_paragraph(browser: Browser) -> None:
    assert browser.client.get(f"{PAGE}/counted?q=ranges", headers={"hx-request": "true"}).text.count("row-") == 1
    assert "Nothing is found" in browser.get(f"{PAGE}/counted?q=xyzzy")
    key, _, _ = browser.block("Two counts of monthly readers")
    answer = browser.client.get(f"{PAGE}/{key}/pictures", headers=browser.headers)
    assert (answer.status_code, "#pictures" in answer.text) == (200, True)
    assert browser.client.get(f"{PAGE}/{key}/pictures", headers=browser.headers).status_code == 204


def test_numbers_are_offered_with_what_they_print(browser: Browser) -> None:
    assert "3,000 to 5,200" in browser.get("/text-numbers?q=read a book")
    assert "Take it out" in browser.get("/text-numbers?claim=readers")
    assert browser.client.get(f"{PAGE}/nothing").status_code == 404
    assert browser.client.get("/text/..%2Fpublication.yaml").status_code == 404


def test_what_is_found_in_a_text_stands_at_its_block_and_the_list_of_findings_leads_there(browser: Browser) -> None:
    path = browser.root / NAME
    path.write_text(browser.text.replace("No number stands", "Five numbers stand"))
    browser.texts.session.refresh()
    line = next(n for n, words in enumerate(browser.text.split("\n"), 1) if "Five numbers" in words)
    assert f'href="/text/briefing.en.md?line={line}"' in browser.get("/findings")
    answer = browser.client.get(f"{PAGE}?line={line}", follow_redirects=False)
    address, _, block = answer.headers["location"].partition("#blk-")
    page = browser.get(address)
    assert re.search(rf'id="find-t-{block}" class="slot"><div class="find error".*?Five', page, re.DOTALL)
    assert browser.get(PAGE).count('class="find error"') == 1


def test_an_unknown_address_is_a_page_with_a_way_back(browser: Browser) -> None:
    answer = browser.client.get("/nowhere/at/all")
    assert answer.status_code == 404
    assert 'href="/claims"' in answer.text
    assert "There is no such page" in answer.text


@pytest.mark.parametrize("address", ["/build", "/print", "/import", "/why/no-locator", "/text-numbers"])
def test_a_dialog_that_is_opened_by_its_address_stands_in_a_page(browser: Browser, address: str) -> None:
    page = browser.get(address)
    assert page.lstrip().startswith("<!doctype html>")
    assert '<dialog open class="dlg' in page
    alone = browser.client.get(address, headers={"hx-request": "true"}).text
    assert "<!doctype" not in alone
    assert "data-open" in alone
