"""Slides of tested sentences: no word is lost, nothing overlaps, and the finding is the largest text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Findings, Location
from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import Chapter, Document, Inlines, Stated, Text, plain
from factpress.document.model.inlines import split_at
from factpress.document.wording.phrases import end_of_first_sentence
from factpress.output.deck.layouts import layouts
from factpress.output.deck.presentation import Frame, PlaceholderText, Rule, Slide, StandingIcon
from factpress.publication.facts.claims import Standing
from tests.golden_files import assert_golden
from tests.output.deck import sample
from tests.output.deck.presentation_dump import outline

AT = Location(Path("data/content/briefing.en.md"), 12, 1)
SAID = "Of the 900 wells that are dug every year, 80% are dry. Most of them end up as holes, and are forgotten."


def said_and_found(
    supplied: str = SAID,
    finding: str = "Three of four wells have water.",
    reason: str = "The Water Board looked into each of them. It did so once.",
    attribution: str = "Attributed to A Commission of Water",
) -> ClaimTest:
    why: Inlines = (Text(reason), sample.note("Water Board 3")) if reason else ()
    gist = split_at(why, end_of_first_sentence(reason))[0]
    words = (Text(supplied), sample.note("Village page", Standing.OUTDATED))
    label, headline = "Our page said", (Text(finding),)
    standing = Standing.OUTDATED
    return ClaimTest("dry", label, words, attribution, standing, headline, why, gist, reason, origin=AT)


def document(block: ClaimTest, **changes: object) -> Document:
    return sample.document((Chapter("a", "Only", sample.text("One."), (block,)),), **changes)


def slides(block: ClaimTest, **changes: object) -> tuple[Slide, ...]:
    return sample.deck(document(block, **changes)).sections[1].slides[1:]


def frames(slide: Slide) -> list[tuple[str, Frame]]:
    """Each item with its frame, from the top down."""
    found: list[tuple[str, Frame]] = []
    for item in slide.items:
        if isinstance(item, PlaceholderText) and item.place != "source":
            place = layouts(sample.theme().slide)[slide.layout].place(item.place)
            found.append((item.place, item.frame or place.frame))
        elif isinstance(item, Rule):
            found.append((item.name, item.frame))
    return sorted(found, key=lambda one: one[1].top)


def texts(of: tuple[Slide, ...], place: str) -> str:
    items = [item for slide in of for item in slide.items if isinstance(item, PlaceholderText)]
    return " ".join(item.text for item in items if item.place == place)


def test_golden() -> None:
    deck = sample.deck(document(said_and_found()))
    assert_golden("deck/tested.txt", outline(replace(deck, sections=deck.sections[1:2])))


def test_what_we_said_stands_above_and_what_we_found_is_the_largest() -> None:
    (slide,) = slides(said_and_found())
    assert [name for name, _ in frames(slide)] == [
        "label",
        "supplied",
        "attribution",
        "Line",
        "mark",
        "title",
        "reason",
    ]
    assert slide.items[0] == next(item for item in slide.items if getattr(item, "place", "") == "title")
    assert [item.standing for item in slide.items if isinstance(item, StandingIcon)] == [Standing.OUTDATED]
    assert texts((slide,), "mark") == "Outdated"
    assert texts((slide,), "source") == "Source: Village page; Water Board 3."
    assert slide.notes.claims == ("dry/",)
    assert "Outdated: The Water Board looked" in "\n".join(line.text for line in slide.notes.sources)


def test_a_long_reason_is_its_first_sentence_and_whole_in_the_notes() -> None:
    reason = "The Water Board looked into each. " + "It did so with great care and for a long time. " * 6
    (slide,) = slides(said_and_found(reason=reason.strip()))
    assert texts((slide,), "reason") == "The Water Board looked into each."
    assert any(reason.strip() in line.text for line in slide.notes.sources)


def test_a_very_long_reason_of_one_sentence_is_in_the_notes_alone() -> None:
    reason = "We looked " + "and looked " * 40 + "again."
    (slide,) = slides(said_and_found(reason=reason))
    assert texts((slide,), "reason") == ""
    assert any(reason in line.text for line in slide.notes.sources)


@pytest.mark.parametrize("count", [10, 60])
def test_long_words_as_supplied_continue_and_none_is_lost(count: int) -> None:
    said = " ".join(f"{chr(97 + i % 26)}{chr(97 + i // 26)} wells were dug “by hand,” and kept." for i in range(count))
    made = slides(said_and_found(supplied=said, reason=said))
    assert len(made) > 1
    assert [slide.title for slide in made[:2]] == [
        "Three of four wells have water.",
        "Three of four wells have water. (continued)",
    ]
    assert texts(made, "supplied").split() == said.split()
    assert texts(made, "reason").split() == said.split()
    assert texts(made, "attribution") == "Attributed to A Commission of Water"
    assert sum(isinstance(item, StandingIcon) for slide in made for item in slide.items) == 1
    assert all(texts((slide,), "source").startswith("Source: ") for slide in made)


WORDS = st.lists(st.sampled_from(["well", "water", "a", "committees", "“dug”", "ទឹក", "1,700"]), min_size=1)


@settings(max_examples=20, deadline=None)
@given(
    WORDS.flatmap(lambda words: st.integers(1, 40).map(lambda n: " ".join(words * n)[:1200].strip() or "a")),
    st.integers(1, 14),
    st.integers(0, 30),
    st.booleans(),
    st.booleans(),
)
def test_nothing_overlaps_or_leaves_the_slide(said: str, found: int, why: int, named: bool, rtl: bool) -> None:
    block = said_and_found(said, "found water " * found, "It was dug. " * why, "Attributed to B" if named else "")
    made = slides(block, direction="rtl" if rtl else "ltr")
    measures = sample.theme().slide
    assert texts(made, "supplied").split() == said.split()
    assert len({slide.title for slide in made}) == len(made)
    for slide in made:
        placed = frames(slide)
        for (_, one), (name, other) in pairwise(placed):
            assert one.bottom.pt <= other.top.pt + 0.02, name
        assert all(frame.bottom.pt <= measures.content_bottom.pt + 0.02 for _, frame in placed)
        assert all(frame.left.pt >= 0 and (frame.left + frame.width).pt <= measures.width.pt for _, frame in placed)


def test_a_finding_that_fits_no_slide_is_named_at_its_block() -> None:
    with pytest.raises(Findings) as caught:
        slides(said_and_found(finding="found water and " * 60))
    (found,) = caught.value.found
    assert found.message.endswith("its finding does not fit")
    assert found.location == AT


def test_from_right_to_left_the_mark_is_at_the_right() -> None:
    (slide,) = slides(said_and_found(), direction="rtl", language="ar")
    (icon,) = (item for item in slide.items if isinstance(item, StandingIcon))
    assert (icon.frame.left + icon.frame.width).pt == pytest.approx(900)


def test_a_value_in_the_finding_is_among_the_claims_of_the_slide() -> None:
    finding = (sample.stated("1,700 wells"), sample.note("Register"), Text(" have water"))
    block = replace(said_and_found(), finding=finding)
    (slide,) = slides(block)
    assert slide.notes.claims == ("dry/", "wells/dug")
    assert slide.title == plain(finding)
    assert isinstance(finding[0], Stated)
