"""Slides read back from a file: their keys after they were moved, copied, deleted or lost their marks."""

from __future__ import annotations

import copy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.output.deck.identity.properties import key_of_notes
from factpress.output.deck.identity.read_deck import ReadDeck, read_deck
from factpress.output.deck.writer.write import write
from tests.audit.decks import handmade, resaved
from tests.output.deck import sample


@pytest.fixture(scope="module")
def deck() -> bytes:
    return write(sample.deck(), sample.theme(), Places.of(Path(__file__).parent))


def keys(read: ReadDeck) -> list[str]:
    return [slide.key for slide in read.slides]


def test_the_record_is_that_of_the_slides(deck: bytes) -> None:
    read = read_deck(deck)
    assert read.record is not None
    assert [(one.key, one.digest) for one in read.slides] == [(one.key, one.digest) for one in read.record.slides]
    assert keys(read) == [slide.key for slide in sample.deck().slides]
    assert len(set(keys(read))) == len(read.slides) > 8
    assert all(slide.notes.endswith(f"⟦{slide.key}⟧") for slide in read.slides)
    assert read.record.by_key["number-use/1"].claims == ("use/1", "use/2")


def test_saved_again_nothing_differs(deck: bytes) -> None:
    assert read_deck(resaved(deck, lambda _: None)) == read_deck(deck)


def test_moved_and_deleted_slides_keep_their_keys(deck: bytes) -> None:
    def move(opened: Any) -> None:
        listed = opened.slides._sldIdLst
        listed.append(listed[1])
        listed.remove(listed[2])

    before, after = keys(read_deck(deck)), keys(read_deck(resaved(deck, move)))
    assert after == [before[0], before[2], *before[4:], before[1]]


def test_a_slide_without_notes_has_the_key_of_its_name(deck: bytes) -> None:
    def forget(opened: Any) -> None:
        for slide in opened.slides:
            slide.notes_slide.notes_text_frame.text = "My own words."

    assert keys(read_deck(resaved(deck, forget))) == keys(read_deck(deck))


def test_a_slide_without_marks_has_the_key_of_its_digest(deck: bytes) -> None:
    def forget(opened: Any) -> None:
        for i, slide in enumerate(opened.slides):
            body = slide.notes_slide.notes_text_frame
            body.paragraphs[-1]._p.getparent().remove(body.paragraphs[-1]._p)
            slide.element.cSld.attrib.pop("name")
            slide.element.cSld.remove(slide.element.cSld[-1])
            slide.part.rels.pop(next(name for name, link in slide.part.rels.items() if link.reltype.endswith("/tags")))
            if i == 1:
                slide.shapes.title.text = "Mine"

    read = read_deck(resaved(deck, forget))
    assert [key_of_notes(slide.notes) for slide in read.slides] == [None] * len(read.slides)
    before = keys(read_deck(deck))
    assert keys(read) == [before[0], "", *before[2:]]


def test_a_slide_with_other_notes_and_no_marks_has_the_key_of_its_texts(deck: bytes) -> None:
    """As LibreOffice leaves it, if she wrote other notes in place of all that was there."""

    def forget(opened: Any) -> None:
        slide = opened.slides[2]
        slide.notes_slide.notes_text_frame.text = "My notes"
        slide.element.cSld.attrib.pop("name")
        slide.part.rels.pop(next(name for name, link in slide.part.rels.items() if link.reltype.endswith("/tags")))
        slide.element.cSld.remove(slide.element.cSld[-1])

    assert keys(read_deck(resaved(deck, forget))) == keys(read_deck(deck))


def duplicated(opened: Any, number: int) -> Any:
    """Add a copy of a slide with its notes at the end, as programs do."""
    source = opened.slides[number]
    added = opened.slides.add_slide(source.slide_layout)
    for shape in list(added.shapes):
        shape.element.getparent().remove(shape.element)
    for shape in source.shapes:
        if shape.has_text_frame:
            added.shapes._spTree.append(copy.deepcopy(shape.element))
    added.notes_slide.notes_text_frame.text = source.notes_slide.notes_text_frame.text
    return added


def test_of_two_slides_with_one_key_the_unchanged_one_has_it(deck: bytes) -> None:
    def copy_the_first(opened: Any) -> None:
        duplicated(opened, 1)

    def change_the_first(opened: Any) -> None:
        duplicated(opened, 1)
        opened.slides[1].shapes.title.text = "Mine"

    before = keys(read_deck(deck))
    assert keys(read_deck(resaved(deck, copy_the_first))) == [*before, ""]
    assert keys(read_deck(resaved(deck, change_the_first))) == [before[0], "", *before[2:], before[1]]


def test_hidden_slides_titles_and_texts(deck: bytes) -> None:
    def hide(opened: Any) -> None:
        opened.slides[1].element.set("show", "0")

    read = read_deck(resaved(deck, hide))
    assert [slide.number for slide in read.slides if slide.hidden] == [2]
    assert read.slides[0].title == "Deep Water"
    assert "Deep Water" in read.slides[0].texts


def test_a_file_of_others_has_no_record_and_no_keys() -> None:
    read = read_deck(handmade({"One": "Two"}))
    assert (read.record, keys(read)) == (None, [""])
    assert read.slides[0].texts == ("One", "Two")


@pytest.mark.parametrize("data", [b"", b"text", BytesIO().getvalue()])
def test_what_is_no_presentation_is_refused(data: bytes) -> None:
    with pytest.raises(ToolError):
        read_deck(data)
