"""Comments that are read back from a reviewed file, each at its claim, and their answers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from factpress.session.comments import COMMENTS, read_comments
from tests.desk.conftest import DeskClient, desk_client
from tests.publications import publication


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[DeskClient]:
    with desk_client(publication(tmp_path / "library")) as client:
        yield client


def reviewed(*notes: tuple[str, tuple[float, float, float, float], str]) -> bytes:
    """A page that states a claim at its upper left, with annotations: kind, box and words."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 600))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F=font))
    page.Contents = pdf.make_stream(b"BT /F 12 Tf 50 500 Td (3,000 to 5,200 people) Tj ET")
    tree = pikepdf.NameTree.new(pdf)
    tree["claim:readers/survey:1"] = Array([page.obj, Name.XYZ, 50, 512, 0])
    pdf.Root.Names = Dictionary(Dests=tree.obj)
    page.Annots = Array(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name(f"/{kind}"),
            Rect=Array(list(box)),
            QuadPoints=Array([box[0], box[3], box[2], box[3], box[0], box[1], box[2], box[1]]),
            Contents=String(words),
            T=String("Ben"),
            M=String("D:20261125214000"),
        )
        for kind, box, words in notes
    )
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


FILE = reviewed(("Highlight", (48, 496, 180, 514), "Where does 5,200 come from?"), ("Text", (5, 5, 20, 20), "A note."))


def read(browser: DeskClient, data: bytes, name: str = "review.pdf") -> tuple[int, str]:
    answer = browser.client.post("/review/read", files={"file": (name, data)}, headers=browser.headers)
    return answer.status_code, answer.text


def test_a_comment_stands_at_its_claim_and_is_answered(browser: DeskClient) -> None:
    assert read(browser, FILE)[0] == 200
    first, second = read_comments(browser.root)
    assert (first.remark.claim, first.remark.quote, first.remark.author) == ("readers", "3,000 to 5,200 people", "Ben")
    assert (first.remark.at, first.remark.kind, second.remark.claim) == ("2026-11-25 21:40", "highlight", "")
    page = browser.get("/comments")
    for words in (
        "Where does 5,200 come from?",
        "It stands on",
        "/claims/readers/values/0/high",
        "could not be placed",
    ):
        assert words in page
    assert browser.client.get("/comments/1/page.png").content.startswith(b"\x89PNG")
    status, answer = browser.send("POST", "/comments/1/answer", done="stays", answer=" ")
    assert (status, "There is no reason here." in answer) == (422, True)
    sent = {"done": "stays", "answer": "From the survey.", "next": "1"}
    gone = browser.client.post("/comments/1/answer", data=sent, headers=browser.headers)
    assert gone.headers["hx-redirect"] == "/comments/2"
    assert "No claim is at this place" in browser.get("/comments/2")
    assert "From the survey." in browser.get("/comments/1?show=answered")
    gone = browser.client.post("/comments/2/answer", data={"done": "changed", "next": "1"}, headers=browser.headers)
    assert gone.headers["hx-redirect"] == "/comments"


def test_a_file_read_again_adds_what_is_new(browser: DeskClient) -> None:
    read(browser, FILE)
    browser.send("POST", "/comments/1/answer", done="stays", answer="From the survey.")
    status, answer = read(browser, FILE)
    assert (status, "no comments that are not known" in answer) == (422, True)
    more = ("Text", (5, 30, 20, 45), "Another note.")
    first = ("Highlight", (48, 496, 180, 514), "Where does 5,200 come from?")
    assert read(browser, reviewed(first, more))[0] == 200
    assert [one.answered for one in read_comments(browser.root)] == [True, False, False]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "", "No file is chosen."),
        (b"%PDF-1.7 broken", "a.pdf", "A.pdf is damaged"),
        (b"words", "a.txt", "A.txt is neither a PDF"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(browser: DeskClient, data: bytes, name: str, words: str) -> None:
    status, answer = read(browser, data, name)
    assert status in (400, 422)
    assert words in answer or not name
    assert not (browser.root / COMMENTS).exists()


def test_damaged_entries_are_passed_over(browser: DeskClient) -> None:
    read(browser, FILE)
    path = browser.root / COMMENTS
    path.write_text(path.read_text(encoding="utf-8").replace('"file": "review.pdf"', '"file": 5', 1), encoding="utf-8")
    assert [one.remark.words for one in read_comments(browser.root)] == ["A note."]
    assert browser.client.get("/comments/7").status_code == 404
