"""Which layout of a family is chosen for a text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as settings_
from hypothesis import strategies as st

from factpress.core.units import Length, pt
from factpress.output.deck.fitting.layout_choice import (
    balanced_inset,
    breaks_word,
    choose,
    excess_lines,
    pages,
    text_height,
)
from factpress.output.deck.fitting.measure import Fitter
from factpress.output.deck.layouts.placeholders import Layout, Level, Placeholder
from factpress.output.deck.layouts.styles import slide_styles
from factpress.output.deck.presentation import Frame, Run, TextParagraph
from factpress.publication.facts.claims import Standing
from tests.output.deck import sample

STYLES = slide_styles(sample.theme())
FIT = Fitter(sample.shelf(), STYLES, sample.theme().slide.reserve)


def text(words: str, role: str = "", bullet: str = "") -> TextParagraph:
    return TextParagraph((Run(words, "en"),), role=role, bullet=bullet)


def sized(size: float, name: str = "main", before: float = 0) -> Level:
    return Level(name, replace(STYLES["body"], size=pt(size), leading=pt(size * 1.25)), before=pt(before))


def place(size: float, width: float = 400, height: float = 100, name: str = "title") -> Placeholder:
    return Placeholder(name, "body", 1, Frame.points(0, 0, width, height), (sized(size),))


def layout(title: str, *places: Placeholder) -> Layout:
    return Layout("family", title, places)


FAMILY = tuple(layout(str(size), place(size)) for size in (40, 30, 20))
"""In its placeholder fit two lines of 40 points, two of 30, and four of 20."""


@pytest.mark.parametrize(
    ("words", "chosen"),
    [("wells", "40"), ("water " * 5, "40"), ("water " * 8, "30"), ("water " * 20, "20")],
)
def test_the_first_layout_in_which_the_text_fits(words: str, chosen: str) -> None:
    choice = choose(FIT, FAMILY, {"title": (text(words),)})
    assert (choice.layout.title, dict(choice.excess)) == (chosen, {})


def test_all_texts_must_fit() -> None:
    family = [layout(str(size), place(size), place(size, name="body")) for size in (40, 30, 20)]
    short, long = (text("wells"),), (text("water " * 8),)
    assert choose(FIT, family, {"title": short, "body": short}).layout.title == "40"
    assert choose(FIT, family, {"title": short, "body": long}).layout.title == "30"
    assert choose(FIT, family, {"title": long, "body": short}).layout.title == "30"


WORD = "Donaudampfschifffahrtsgesellschaft"


def test_a_layout_that_breaks_a_word_is_not_chosen_where_another_one_fits() -> None:
    assert choose(FIT, FAMILY, {"title": (text(WORD),)}).layout.title == "20"
    assert breaks_word(FIT, FAMILY[0].places[0], (text(WORD),))
    assert not breaks_word(FIT, FAMILY[2].places[0], (text(WORD),))


def test_a_word_that_every_layout_breaks_is_in_the_smallest_that_fits() -> None:
    choice = choose(FIT, FAMILY, {"title": (text(WORD * 2),)})
    assert (choice.layout.title, dict(choice.excess)) == ("20", {})
    too_low = (*FAMILY, layout("10", place(10, height=10)))
    assert choose(FIT, too_low, {"title": (text(WORD * 2),)}).layout.title == "20"


def test_where_nothing_fits_the_fewest_lines_are_too_many() -> None:
    choice = choose(FIT, FAMILY, {"title": (text("water " * 60),)})
    tried = [excess_lines(FIT, each.places[0], (text("water " * 60),)) for each in FAMILY]
    assert choice.layout.title == "20"
    assert dict(choice.excess) == {"title": min(tried)}
    assert choice.excess["title"] > 1
    # the fewest lines, not the last layout
    assert choose(FIT, FAMILY[::-1], {"title": (text("water " * 60),)}).layout.title == "20"


def test_a_layout_without_a_placeholder_for_a_text_is_left_out() -> None:
    both = layout("both", place(30), place(30, name="subtitle"))
    family = (FAMILY[0], both, FAMILY[2])
    words = (text("wells"),)
    assert choose(FIT, family, {"title": words, "subtitle": words}).layout is both
    assert choose(FIT, family, {"title": words}).layout is FAMILY[0]
    assert choose(FIT, family, {"title": words, "subtitle": ()}).layout is FAMILY[0]


def test_no_layout_has_the_placeholder() -> None:
    with pytest.raises(ValueError, match="empty"):
        choose(FIT, FAMILY, {"body": (text("wells"),)})


def test_the_height_of_paragraphs_in_their_levels() -> None:
    levels = (sized(40), sized(20, "note", before=6))
    box = replace(place(40), levels=levels)
    assert text_height(FIT, box, ()) == pt(0)
    assert text_height(FIT, box, (text("wells"),)) == pt(50)
    assert text_height(FIT, box, (text("wells"), text("Mark", "note"))) == pt(50 + 6 + 25)
    # no space above the first paragraph
    assert text_height(FIT, box, (text("Mark", "note"), text("wells"))) == pt(25 + 50)
    assert excess_lines(FIT, box, (text("wells"), text("Mark", "note"))) == 0
    # lines of the smaller level
    assert excess_lines(FIT, box, (text("wells"), *[text("Mark", "note")] * 3)) == 2


def test_a_mark_has_less_width_because_of_its_icon() -> None:
    level = replace(sized(20, "mark"), standing=Standing.REPORTED)
    box = replace(place(40), levels=(sized(20), level))
    assert box.width_of(text("Reported", "mark")) == box.frame.width - level.hanging
    assert box.width_of(text("Reported")) == box.frame.width
    assert level.hanging > level.style.size


# lines of similar length ──────────────────────────────────────────────────────────────────────────────────────────


def counts(box: Placeholder, paragraphs: tuple[TextParagraph, ...], inset: Length) -> list[int]:
    return [FIT.line_count(p, box.style_of(p), box.width_of(p) - inset) for p in paragraphs]


@settings_(max_examples=25)
@given(
    st.lists(st.sampled_from(["well", "water", "a", "committees", "handbook"]), min_size=1, max_size=30),
    st.lists(st.sampled_from(["well", "water", "committees"]), max_size=12),
)
def test_the_inset_adds_no_line_to_any_paragraph(words: list[str], others: list[str]) -> None:
    box = replace(place(40, 600, 400), levels=(sized(40), sized(20, "note")))
    paragraphs = (text(" ".join(words)), *((text(" ".join(others), "note"),) if others else ()))
    inset = balanced_inset(FIT, box, paragraphs)
    assert pt(0) <= inset < box.frame.width
    assert counts(box, paragraphs, inset) == counts(box, paragraphs, pt(0))


def test_two_lines_of_unequal_length_have_an_inset_and_lists_and_labels_have_none() -> None:
    box, words = place(40, 500), "A committee that meets on water"
    assert counts(box, (text(words),), pt(0)) == [2]
    assert balanced_inset(FIT, box, (text(words),)) > pt(20)
    listed = replace(box, levels=(replace(box.levels[0], name="list-1", bullet="•"), *box.levels))
    assert balanced_inset(FIT, listed, (text(words, bullet="•"),)) == pt(0)
    assert balanced_inset(FIT, replace(box, kind="content"), (text(words),)) == pt(0)
    assert balanced_inset(FIT, replace(box, kind="footer"), (text(words),)) == pt(0)
    assert balanced_inset(FIT, replace(box, align="end"), (text(words),)) == pt(0)
    assert balanced_inset(FIT, box, ()) == pt(0)


# pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_introduction_stays_with_its_list() -> None:
    box = place(20, height=60)
    intro, item = text("They need:"), text("a well", bullet="•")
    made = list(pages(FIT, box, (text("One."), intro, item, item)))
    assert [[p.text for p in page] for page in made] == [["One."], ["They need:", "a well"], ["a well"]]


def test_a_paragraph_that_is_higher_than_a_page_is_alone_on_one() -> None:
    long = text("water " * 60)
    made = list(pages(FIT, place(20, height=60), (text("One."), long, text("Two."))))
    assert made == [(text("One."),), (long,), (text("Two."),)]
