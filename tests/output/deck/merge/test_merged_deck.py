"""Merged decks as files: what she made is in them, what we changed is in them, and they are sound packages."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest
from pptx.util import Inches

from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.output.deck.merge.merged_deck import MergedDeck, merge
from factpress.output.deck.read_deck import read_deck
from factpress.output.deck.write import write
from tests.audit.decks import handmade, resaved
from tests.output.deck import sample

MARKED = "New from the facts: {title}"


def written(document: Any = None) -> bytes:
    return write(sample.deck(document), sample.theme(), Places.of(Path(__file__).parent))


@functools.cache
def built() -> bytes:
    return written()


@functools.cache
def newer() -> bytes:
    """The deck with another figure, another quotation and a new slide."""
    first, *rest = sample.blocks()
    blocks = [first, sample.statistic(figure="100 to 170"), *rest[1:]]
    blocks[7] = sample.quote(children=sample.text("We carry no water from the river now."))
    fence = sample.Fence("A new slide of ours", (sample.Paragraph(sample.text("It says more.")),), "statement")
    return written(sample.document((sample.Chapter("before", "Before the wells", (), (*blocks, fence), (1960, 1990)),)))


def merged(hers: bytes, ours: bytes | None = None) -> MergedDeck:
    done = merge(hers, ours or built(), MARKED)
    again = merge(done.data, ours or built(), MARKED)
    assert again.data == done.data
    return done


def outcomes(done: MergedDeck) -> dict[str, str]:
    return {slide.key: slide.outcome.value for slide in done.slides if slide.outcome.value != "unchanged"}


def test_an_unchanged_deck_becomes_ours() -> None:
    done = merged(built(), newer())
    assert set(outcomes(done).values()) == {"replaced", "new from the facts", "no longer in the facts"}
    read = read_deck(done.data)
    assert [(s.key, s.digest) for s in read.slides] == [(s.key, s.digest) for s in read_deck(newer()).slides]


def test_her_slides_stay_as_they_are() -> None:
    def change(deck: Any) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts.get_by_name("Text"))
        slide.shapes.title.text = "My own slide"
        slide.shapes.add_table(2, 2, Inches(1), Inches(1), Inches(4), Inches(2)).table.cell(0, 0).text = "My cell"
        slide.notes_slide.notes_text_frame.text = "My notes"
        deck.slides[2].shapes.title.text = "My title"

    hers = resaved(built(), change)
    done = merged(hers, newer())
    read = read_deck(done.data)
    mine = read.slides[-1]
    assert (mine.texts, mine.notes, mine.title) == (("My own slide", "My cell"), "My notes", "My own slide")
    assert read_deck(hers).slides[-1].digest == mine.digest


def test_a_conflict_puts_ours_hidden_behind_hers() -> None:
    def change(deck: Any) -> None:
        deck.slides[2].shapes.title.text = "My question"

    done = merged(resaved(built(), change), newer())
    found = [slide for slide in done.slides if slide.key.startswith("number-use")]
    assert [slide.outcome.value for slide in found] == ["conflict", "hidden behind hers"]
    hers, ours = (read_deck(done.data).slides[(slide.number or 0) - 1] for slide in found)
    assert (hers.title, hers.hidden) == ("My question", False)
    assert (ours.title, ours.hidden) == ("New from the facts: How much water does a household use in a day?", True)
    assert "100 to 170 litres" in ours.texts


def test_a_deck_of_others_is_refused() -> None:
    with pytest.raises(ToolError, match="no deck of this publication"):
        merge(handmade({"One": "Two"}), built(), MARKED)
