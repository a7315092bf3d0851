"""The page of texts: its parts and blocks, and changes of words, blocks and sections."""

from __future__ import annotations

import html
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
from tests.publications import publication

BASE = "http://127.0.0.1:4000"
NAME = "data/content/briefing.en.md"
PAGE = "/text/briefing.en.md"


class Browser:
    """A client that has opened the desk."""

    def __init__(self, root: Path, client: TestClient, keys: Keys) -> None:
        self.root, self.client = root, client
        self.headers = {"origin": BASE, "x-desk": keys.header, "x-window": "w"}
        client.get(f"/?token={keys.token}")

    @property
    def text(self) -> str:
        return (self.root / NAME).read_text(encoding="utf-8")

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def block(self, page: str, words: str) -> tuple[str, str, dict[str, object]]:
        """The key of a block with these words, its base, and what its form sends."""
        for key, sent in re.findall(r'hx-put="/text/[^/]+/([^"]+)"[^>]* value="([^"]*)"', page):
            value = json.loads(html.unescape(sent))
            if words in "".join(str(run.get("text", "")) for run in value["runs"]):
                base = re.search(rf'id="base-{key}" value="([^"]+)"', page)
                assert base is not None
                return key, base[1], value
        raise AssertionError(words)

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
        yield Browser(root, client, keys)
    desk.close()


def test_words_are_written_and_undone(browser: Browser) -> None:
    before, page = browser.text, browser.get("/text")
    assert "What a claim is" in page
    assert 'id="row-counted" href="/text/briefing.en.md/counted" aria-current="true"' in page
    key, base, value = browser.block(page, "came to the library")
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
    before, page = browser.text, browser.get(f"{PAGE}/counted")
    key, base, value = browser.block(page, "came to the library")
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
    page = browser.get(f"{PAGE}/counted")
    key, base, _ = browser.block(page, "came to the library")
    assert browser.put(key, base, {"runs": [{"text": "No chips."}]}, drop="1")[0] == 200
    assert "\n\nNo chips.\n\nTwo.\n" in browser.text


def test_a_paragraph_that_was_changed_elsewhere_waits_for_a_choice(browser: Browser) -> None:
    page = browser.get(f"{PAGE}/counted")
    key, base, value = browser.block(page, "came to the library")
    (browser.root / NAME).write_text(browser.text.replace("came to the library", "went to the library"), "utf-8")
    status, answer = browser.put(key, base, value)
    assert (status, "went to the library" in answer, "Keep mine" in answer) == (409, True, True)


def test_blocks_and_sections(browser: Browser) -> None:
    page = browser.get(f"{PAGE}/counted")
    key, base, _ = browser.block(page, "came to the library")
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


def test_numbers_are_offered_with_what_they_print(browser: Browser) -> None:
    assert "3,000 to 5,200" in browser.get("/text-numbers?q=read a book")
    assert "Take it out" in browser.get("/text-numbers?claim=readers")
    assert browser.client.get(f"{PAGE}/nothing").status_code == 404
    assert browser.client.get("/text/..%2Fpublication.yaml").status_code == 404
