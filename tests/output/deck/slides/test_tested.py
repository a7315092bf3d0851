"""Slides of tested sentences: no word is lost, nothing overlaps, and the finding is the largest text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Findings, Location
from factpress.core.units import pt
from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import Chapter, Document, Inlines, Stated, Text, plain
from factpress.document.model.inlines import split_at
from factpress.document.wording.phrases import end_of_first_sentence
from factpress.output.deck.presentation import PlaceholderText, Slide
from factpress.output.deck.slides.tested import WITH_GIST, WITH_REASON
from factpress.publication.facts.claims import Standing
from tests.golden_files import assert_golden
from tests.output.deck import sample
from tests.output.deck.placement import marks, misplaced, texts
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


def test_golden() -> None:
    deck = sample.deck(document(said_and_found()))
    assert_golden("deck/tested.txt", outline(replace(deck, sections=deck.sections[1:2])))


def test_what_we_said_stands_above_and_what_we_found_is_the_largest() -> None:
    (slide,) = slides(said_and_found())
    layout = sample.layout_of(slide)
    found, supplied, source = (item for item in slide.items if isinstance(item, PlaceholderText))
    (line,) = layout.rules
    assert [found.place, supplied.place, source.place] == ["title", "supplied", "source"]
    assert layout.place("supplied").frame.bottom < line.frame.top < layout.place("title").frame.top
    assert [(p.role, p.text) for p in supplied.paragraphs] == [
        ("quiet", "Our page said"),
        ("", SAID),
        ("quiet", "Attributed to A Commission of Water"),
    ]
    assert [p.role for p in found.paragraphs] == ["mark-outdated", "", "reason"]
    sizes = [layout.place(item.place).style_of(p).size for item in (found, supplied) for p in item.paragraphs]
    assert max(sizes) == sizes[1]
    assert slide.title == "Three of four wells have water."
    assert list(marks(slide)) == [(Standing.OUTDATED, "Outdated")]
    assert source.text == "Source: Village page; Water Board 3."
    assert slide.notes.claims == ("dry/",)
    assert "Outdated: The Water Board looked" in "\n".join(line.text for line in slide.notes.sources)


def test_a_long_reason_is_its_first_sentence_and_whole_in_the_notes() -> None:
    reason = "The Water Board looked into each. " + "It did so with great care and for a long time. " * 6
    (slide,) = slides(said_and_found(reason=reason.strip()))
    assert texts((slide,), "title", "reason") == "The Water Board looked into each."
    assert any(reason.strip() in line.text for line in slide.notes.sources)


def test_a_very_long_reason_of_one_sentence_is_in_the_notes_alone() -> None:
    reason = "We looked " + "and looked " * 40 + "again."
    (slide,) = slides(said_and_found(reason=reason))
    assert texts((slide,), "title", "reason") == ""
    assert any(reason in line.text for line in slide.notes.sources)


@pytest.mark.parametrize("words", range(1, 8))
def test_the_finding_is_not_made_small_for_a_reason(words: int) -> None:
    reason = "The Water Board looked into each of them. " + "It did so once. " * 5
    finding = "Three of four wells have water. " * words
    (slide,) = slides(said_and_found(finding=finding, reason=reason))
    shown = texts((slide,), "title", "reason")
    least = {reason.strip(): WITH_REASON, "": pt(0)}.get(shown.strip(), WITH_GIST)
    assert sample.layout_of(slide).place("title").style.size >= least


@pytest.mark.parametrize("count", [10, 60])
def test_long_words_as_supplied_continue_and_none_is_lost(count: int) -> None:
    said = " ".join(f"{chr(97 + i % 26)}{chr(97 + i // 26)} wells were dug “by hand,” and kept." for i in range(count))
    made = slides(said_and_found(supplied=said, reason=said))
    assert len(made) > 1
    assert [slide.title for slide in made[:2]] == [
        "Three of four wells have water.",
        "Three of four wells have water. (continued)",
    ]
    assert texts(made, "body", "").split() == said.split()
    assert texts(made, "body", "reason").split() == said.split()
    assert texts(made, "body", "quiet") == "Our page said Attributed to A Commission of Water"
    assert all(list(marks(slide)) == [(Standing.OUTDATED, "Outdated")] for slide in made)
    assert all(texts((slide,), "source").startswith("Source: ") for slide in made)
    explained = [any(line.text.startswith("Outdated: ") for line in slide.notes.sources) for slide in made]
    assert explained == [True, *(False for _ in made[1:])]


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
    direction = "rtl" if rtl else "ltr"
    made = slides(block, direction=direction)
    place = "supplied" if sample.kind(made[0]) == "tested" else "body"
    assert texts(made, place, "").split() == said.split()
    assert len({slide.title for slide in made}) == len(made)
    assert [misplaced(slide, direction) for slide in made] == [[]] * len(made)


def test_a_finding_that_fits_no_slide_is_named_at_its_block() -> None:
    with pytest.raises(Findings) as caught:
        slides(said_and_found(finding="found water and " * 60))
    (found,) = caught.value.found
    assert found.message.endswith("its finding does not fit")
    assert found.location == AT


def test_a_value_in_the_finding_is_among_the_claims_of_the_slide() -> None:
    finding = (sample.stated("1,700 wells"), sample.note("Register"), Text(" have water"))
    block = replace(said_and_found(), finding=finding)
    (slide,) = slides(block)
    assert slide.notes.claims == ("dry/", "wells/dug")
    assert slide.title == plain(finding)
    assert isinstance(finding[0], Stated)
