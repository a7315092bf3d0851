"""Slides of verses: each verse whole, with its reference as the title."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Findings, Location
from factpress.document.blocks.scripture import Scripture
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.model import Block, Chapter, Document, Note, Reference, Text
from factpress.output.deck.presentation import Picture, Slide
from factpress.output.deck.renderer import to_slides
from factpress.output.deck.shown_blocks import blocks_without_slide
from tests.design.test_pattern import ORNAMENT
from tests.golden_files import assert_golden
from tests.output.deck import sample
from tests.output.deck.placement import misplaced, texts
from tests.output.deck.presentation_dump import outline

AT = Location(Path("data/content/briefing.en.md"), 12, 1)
LONG = "To give them a crown of beauty for ashes, the oil of joy for mourning, and a garment of praise. "


def scripture(*verses: str) -> Scripture:
    note = Note((), "", None, ("scripture:BSB",))
    names = tuple(f"Isaiah 61:{number}" for number in range(1, len(verses) + 1))
    title = f"Isaiah 61:1–{len(verses)}, A Plain Bible"
    return Scripture("BSB", names, tuple((Text(verse),) for verse in verses), (Text(title), note), origin=AT)


def document(block: Block, **changes: object) -> Document:
    bible = Reference("scripture:BSB", (Text("A Plain Bible. Plain House. Public domain."),), "A Plain Bible")
    chapter = Chapter("a", "Only", sample.text("One."), (block,))
    return sample.document((chapter,), references=(bible,), **changes)


def slides(block: Block, **changes: object) -> tuple[Slide, ...]:
    return sample.deck(document(block, **changes)).sections[1].slides[1:]


def test_golden() -> None:
    assert_golden(
        "deck/verses.txt", outline(sample.deck(document(scripture("The Spirit of the Lord,", "to proclaim."))))
    )


def test_the_reference_is_the_title_and_the_translation_is_a_source() -> None:
    deck = sample.deck(document(scripture("The Spirit of the Lord is on Me.")))
    (slide,) = deck.sections[1].slides[1:]
    assert slide.title == "Isaiah 61:1–1, A Plain Bible"
    assert texts((slide,), "title", "verse") == "The Spirit of the Lord is on Me."
    assert texts(deck.slides[-1:], "sources") == "A Plain Bible"
    assert [line.text for line in deck.slides[-1].notes.sources] == ["A Plain Bible. Plain House. Public domain."]


def test_a_verse_hangs_from_the_accent_line_and_a_long_one_is_above_it() -> None:
    for verse, hangs in (("He heals.", True), (LONG * 2, True), (LONG * 5, False)):
        layout = sample.layout_of(slides(scripture(verse.strip()))[0])
        assert layout.accent_y is not None
        assert (layout.place("title").frame.top.pt > layout.accent_y) is hangs


def test_a_short_verse_has_the_pattern_next_to_it() -> None:
    for verse, count in (("He heals.", 1), (LONG * 4, 0)):
        made = document(scripture(verse.strip()))
        theme = replace(sample.theme(), ornament=ORNAMENT)
        deck = to_slides(made, theme, sample.product(), {}, sample.shelf())
        (slide,) = deck.sections[1].slides[1:]
        cloths = [item for item in slide.items if isinstance(item, Picture)]
        assert len(cloths) == count
        assert misplaced(slide) == []


def test_verses_that_do_not_fit_continue_with_whole_verses() -> None:
    verses = [f"{chr(65 + i)}. {LONG * 2}".strip() for i in range(6)]
    made = slides(scripture(*verses))
    assert len(made) > 1
    assert made[1].title.endswith("(continued)")
    assert texts(made, "title", "verse") == " ".join(verses)
    assert all(texts((slide,), "title", "verse")[1] == "." for slide in made)


def test_a_verse_too_long_for_a_slide_is_named() -> None:
    with pytest.raises(Findings) as caught:
        slides(scripture(LONG * 12))
    (found,) = caught.value.found
    assert (found.location, found.message.endswith("its verse does not fit")) == (AT, True)


def test_on_a_slide_verses_are_its_text() -> None:
    deck = sample.deck(document(Fence("We begin", (scripture("He heals."),))))
    (slide,) = deck.sections[1].slides[1:]
    assert texts((slide,), "body") == "He heals. Isaiah 61:1–1, A Plain Bible"
    assert texts(deck.slides[-1:], "sources") == "A Plain Bible"


def test_every_verse_of_a_chapter_has_a_slide() -> None:
    assert list(blocks_without_slide(document(scripture("He heals.")))) == []


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from(["well", "water", "LORD’s", "ទឹក", "“dug,”"]), min_size=1, max_size=30),
    st.integers(1, 9),
    st.booleans(),
)
def test_nothing_overlaps_or_leaves_the_slide(words: list[str], count: int, rtl: bool) -> None:
    direction = "rtl" if rtl else "ltr"
    made = slides(scripture(*[" ".join(words)] * count), direction=direction)
    assert texts(made, "title", "verse").split() == words * count
    assert [misplaced(slide, direction) for slide in made] == [[]] * len(made)
