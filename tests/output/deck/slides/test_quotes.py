"""Slides of quotations: one text, in which the quotation is the title, with everything about it below."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.document.model import Chapter, Emphasis, Quote, Text
from factpress.output.deck.presentation import Picture, PlaceholderText, Slide
from factpress.publication.facts.claims import Standing
from tests.output.deck import sample
from tests.output.deck.placement import marks, misplaced


def slides(*blocks: Quote, **changes: object) -> tuple[Slide, ...]:
    return sample.deck(sample.document((Chapter("a", "Only", (), blocks),), **changes)).sections[1].slides[1:]


def parts(slide: Slide) -> list[tuple[str, str]]:
    """The role and text of each paragraph of the quotation."""
    (text, *_) = (item for item in slide.items if isinstance(item, PlaceholderText))
    return [(paragraph.role, paragraph.text) for paragraph in text.paragraphs]


def test_all_about_a_quotation_is_one_text() -> None:
    quote = sample.quote(children=sample.text("We dug it."), doubt="One of them says so.")
    (slide,) = slides(quote)
    assert slide.title == "We dug it."
    assert parts(slide) == [
        ("", "We dug it."),
        ("attribution", "Village council, minutes of the first meeting"),
        ("mark-reported", "Reported"),
        ("finding", "One of them says so."),
    ]
    assert list(marks(slide)) == [(Standing.REPORTED, "Reported")]
    assert slide.notes.claims == ("minutes",)


def test_without_an_attribution_and_a_doubt_there_is_no_paragraph_for_them() -> None:
    (slide,) = slides(sample.quote(children=sample.text("We dug it."), attribution=(), standing=None))
    assert parts(slide) == [("", "We dug it.")]


def test_emphasis_stays_and_a_second_quotation_is_continued() -> None:
    quote = sample.quote(children=(Text("We "), Emphasis(sample.text("dug")), Text(" it.")))
    first, second = slides(quote, quote)
    items = [slide.items[0] for slide in (first, second)]
    runs = [item.paragraphs[0].runs for item in items if isinstance(item, PlaceholderText)]
    assert [run.emphasis for run in runs[0]] == [False, True, False]
    assert second.title == "We dug it. (continued)"


def test_titles_that_differ_by_case_and_punctuation_alone_are_continued() -> None:
    _, second, third = slides(*(sample.quote(children=sample.text(text)) for text in ("We dug.", "we dug!", "We dig.")))
    assert (second.title, third.title) == ("we dug! (continued)", "We dig.")


def test_a_short_quotation_has_a_short_rule() -> None:
    short, long = slides(sample.quote(children=sample.text("We dug it.")), sample.quote())
    heights = [sample.layout_of(slide).rules[0].frame.height for slide in (short, long)]
    assert heights[0] < heights[1]


def test_a_text_that_does_not_fit_or_lies_over_another_one_is_found() -> None:
    (slide,) = slides(sample.quote(children=sample.text("We dug it.")))
    text, source = (item for item in slide.items if isinstance(item, PlaceholderText))
    longer = replace(text, paragraphs=text.paragraphs * 4)
    assert misplaced(replace(slide, items=(longer, source))) == ["title is too long"]
    over = Picture("Code", sample.layout_of(slide).place("title").frame, b"", b"", place="code")
    assert misplaced(replace(slide, items=(text, over))) == ["title and code overlap"]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from(["well", "water", "a", "committees", "“dug,”", "ទឹក"]), min_size=1, max_size=40),
    st.integers(0, 9),
    st.integers(0, 9),
    st.booleans(),
)
def test_nothing_overlaps_or_leaves_the_slide(words: list[str], named: int, doubt: int, rtl: bool) -> None:
    direction = "rtl" if rtl else "ltr"
    quote = sample.quote(
        children=sample.text(" ".join(words)), attribution=sample.text("A council " * named), doubt="So it is. " * doubt
    )
    (slide,) = slides(quote, direction=direction)
    assert misplaced(slide, direction) == []
