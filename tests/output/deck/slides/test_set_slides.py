"""Set slides: the key of the marks, and a prayer in the lines in which it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.audit.expected_deck import expected_slides
from factpress.audit.expected_text import GeneratedText
from factpress.audit.text import normalise
from factpress.core.diagnostics import Findings, Location
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.model import Block, Break, Chapter, Document, Paragraph
from factpress.output.deck.presentation import Picture, PlaceholderText, Slide
from tests.output.deck import sample
from tests.output.deck.placement import misplaced

AT = Location(Path("data/content/briefing.en.md"), 12, 1)
LINES = ("Be near to all,", "and to each one.")
PRAYER = Paragraph((*sample.text(LINES[0]), Break(), *sample.text(LINES[1])), origin=AT)


def document(style: str, *blocks: Block, **changes: object) -> Document:
    fence = Fence("A title", blocks, style, sample.text("A title"), origin=AT)
    return sample.document((Chapter("a", "Only", sample.text("One."), (fence,)),), **changes)


def slide_of(style: str, *blocks: Block, palette: str = "light", **changes: object) -> Slide:
    return sample.deck(document(style, *blocks, **changes), palette).sections[1].slides[1]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_the_key_has_each_mark_with_its_icon_and_meaning(palette: str, direction: str) -> None:
    slide = slide_of("key", palette=palette, direction=direction)
    marks = [item for item in slide.items if isinstance(item, PlaceholderText) and item.place != "title"]
    explained = {(each.word, each.meaning) for each in sample.STANDINGS}
    assert {tuple(line.text for line in mark.paragraphs) for mark in marks} <= explained
    assert len(marks) == len([item for item in slide.items if isinstance(item, Picture)]) > 1
    assert misplaced(slide, direction) == []


def test_the_audit_expects_the_marks() -> None:
    slides = expected_slides(document("key"), GeneratedText())[normalise("A title")]
    texts = {passage.text for passage in slides.passages}
    assert texts >= {text for each in sample.STANDINGS for text in (each.word, each.meaning)}


def test_a_prayer_keeps_its_lines() -> None:
    slide = slide_of("prayer", PRAYER)
    (body,) = (item for item in slide.items if isinstance(item, PlaceholderText) and item.place == "body")
    assert body.text.split("\v") == list(LINES)
    assert sample.layout_of(slide).place("body").style.size.pt == 34


def test_a_prayer_that_is_too_long_is_named() -> None:
    with pytest.raises(Findings) as caught:
        slide_of("prayer", Paragraph(sample.text("word " * 150), origin=AT))
    assert "its prayer does not fit" in caught.value.found[0].message
