"""Set pages: the doors of the works, a prayer, and headings in the margin."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from factpress.document.blocks.record_list import RecordEntry, RecordList
from factpress.document.model import Aside, Block, Break, Chapter, Heading, Inline, Paragraph, Strong, Text
from factpress.output.booklet.html import to_html
from factpress.output.booklet.renderer import render
from factpress.output.html.ornaments import ornaments
from tests.output.booklet import sample
from tests.output.booklet.test_pages import texts
from tests.publications import findings_of, publication

CONTENT = "data/content/briefing.en.md"
WORDS = Paragraph((Text("Words of the chapter."),))
PRAYER = Aside(
    (Text("A prayer"),), (Paragraph((Text("God of mercy,"), Break(), Text("be near."))),), None, "prayer", "river"
)


def chapters(*blocks: Block, part: bool = False, margin: bool = False) -> tuple[Chapter, ...]:
    first = Chapter("a", "A Part", (), (WORDS,), (1990, 2003), part="Part 1" if part else "")
    return first, Chapter("b", "Another", (), blocks, (1990, 2003), heads_in_margin=margin)


def html(*blocks: Block, part: bool = False, margin: bool = False) -> str:
    document = dataclasses.replace(sample.document(), chapters=chapters(*blocks, part=part, margin=margin))
    return to_html(document, sample.theme(), sample.A5, sample.PLACES)


def pages(*blocks: Block, part: bool = False, margin: bool = False) -> list[str]:
    document = dataclasses.replace(
        sample.document(), chapters=chapters(*blocks, part=part, margin=margin), references=()
    )
    return texts(render(document, sample.theme(), sample.A5, sample.drawings(), sample.PLACES))


def test_a_prayer_has_a_page_of_its_own() -> None:
    made = pages(WORDS, PRAYER, WORDS)
    (page,) = (text for text in made if "God of mercy" in text)
    assert "Words of the chapter" not in page
    assert re.search(r"God of mercy,\s+be near\.", page)


def test_a_pause_has_a_page_of_its_own_with_its_words_above_the_thread() -> None:
    pause = Aside((Text("We remember them"),), (Paragraph((Text("God knows each name."),)),), style="pause")
    made = pages(WORDS, pause)
    (page,) = (text for text in made if "God knows each name" in text)
    assert "We remember them" in page
    assert "Words of the chapter" not in page
    assert re.search(r'<section class="pause"[^>]*>.*name\..*class="thread".*</section>', html(pause), re.DOTALL)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_works_are_doors_in_rows_of_two(count: int) -> None:
    named = [Paragraph((Strong((Text(f"Work {i}"),)),)) for i in range(count)]
    entries = tuple(RecordEntry(f"w{i}", (one,), "door", 2001) for i, one in enumerate(named))
    made = html(RecordList("works", entries, doors=True))
    assert made.count('class="door"') == count
    assert made.count("doors float") == -(-count // 2)
    assert made.count('class="lintel"') == count
    assert all(f"Work {i}" in "".join(pages(RecordList("works", entries, doors=True))) for i in range(count))


def test_a_door_without_a_year_has_no_threads() -> None:
    made = html(RecordList("works", (RecordEntry("w", (WORDS,), "loom"),), doors=True))
    assert 'class="lintel"' not in made
    assert 'class="door"' in made


def test_ornaments_that_do_not_exist_are_empty() -> None:
    known = ornaments(sample.theme())
    assert known["drawing"]("nothing", 40) == ""
    assert known["drawing"]("door", 40).startswith("data:image/svg+xml")
    assert known["strands"](None, 40, 1) == ""
    assert known["strands"](3000, 40, 1) == ""
    assert known["strands"](1990, 40, 1).startswith("data:image/svg+xml")


def test_beside_parts_other_chapters_are_plain_and_run_on() -> None:
    plain, woven = pages(WORDS, part=True), pages(WORDS)
    together = [text for text in plain if "Words of the chapter" in text]
    assert len(together) == 1
    assert "Another" in together[0]
    assert len([text for text in woven if "Words of the chapter" in text]) == 2
    assert 'class="chapter plain"' in html(WORDS, part=True)
    assert "plain" not in re.findall(r'<section class="chapter[^"]*"', html(WORDS))[1]


def test_headings_in_the_margin_stand_beside_their_text() -> None:
    heading: tuple[Inline, ...] = (Text("Pray"),)
    made = pages(Heading(3, heading, "pray"), WORDS, part=True, margin=True)
    (page,) = (text for text in made if "Pray" in text and "Another" in text)
    assert "Words of the chapter" in page
    assert "margin-heads" in html(WORDS, margin=True)


def test_a_page_of_headings_in_the_margin_has_the_address_with_its_code() -> None:
    with_code = html(WORDS, margin=True)
    assert with_code.count("QR code for example.org/the-river-at-the-bridge") == 2  # there and on the back
    assert html(WORDS).count("QR code for") == 1
    without = dataclasses.replace(sample.document(), chapters=chapters(WORDS, margin=True), address="", address_text="")
    assert "QR code for" not in to_html(without, sample.theme(), sample.A5, sample.PLACES)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("## A {heads=above}\n\nWords.\n", "bad-value", (1, 1)),
        ("## A\n\n:::{aside} B\n:style: prayr\nWords.\n:::\n", "bad-value", (4, 9)),
        ("## A\n\n:::{aside} B\n:drawing: river\nWords.\n:::\n", "bad-value", (4, 11)),
        ("## A\n\n:::{aside} B\n:style: prayer\n:drawing: rivr\nWords.\n:::\n", "unknown-drawing", (5, 11)),
    ],
)
def test_what_cannot_be_set_is_a_placed_error(tmp_path: Path, text: str, code: str, place: tuple[int, int]) -> None:
    found = [d for d in findings_of(publication(tmp_path, {CONTENT: text})) if d.code == code]
    assert [(d.location.line, d.location.column) for d in found if d.location is not None] == [place]


def test_doors_need_drawings(tmp_path: Path) -> None:
    works = "home:\n  name: A Home\n  what: A place.\n  cites: {source: town-website}\n"
    text = "## A\n\n:::{works}\n:style: doors\n:::\n"
    found = findings_of(publication(tmp_path, {CONTENT: text, "data/works.yaml": works}))
    assert [d.code for d in found if d.code == "no-drawing"] == ["no-drawing"]
