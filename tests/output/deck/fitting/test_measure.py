"""Text is measured in every face in which a slide may be shown."""

from __future__ import annotations

import functools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as settings_
from hypothesis import strategies as st

from factpress.core.units import Length, pt
from factpress.design.font_widths import replacement
from factpress.output.deck.fitting.measure import Fitter
from factpress.output.deck.fitting.possible_faces import REPLACEMENTS, PossibleFaces
from factpress.output.deck.layouts.styles import bold_style, slide_styles
from factpress.output.deck.presentation import Run, TextParagraph
from tests.output.deck import sample

WORDS = st.lists(
    st.sampled_from(["well", "WATER", "a", "committees", "1,700", "ill", "–", "ទឹក"]), min_size=1, max_size=40
)
STYLES = st.sampled_from(["body", "lead", "quote", "title", "mark"])
WIDTHS = st.integers(200, 900).map(pt)


@functools.cache
def fitter() -> Fitter:
    return Fitter(sample.shelf(), slide_styles(sample.theme()), sample.theme().slide.reserve)


def line(text: str, **changes: bool) -> TextParagraph:
    return TextParagraph((replace(Run(text, "en"), **changes),))


@settings_(max_examples=60)
@given(WORDS, STYLES, WIDTHS)
def test_another_word_never_takes_fewer_lines(words: list[str], name: str, width: Length) -> None:
    fit = fitter()
    style = fit.styles[name]
    before, after = (fit.line_counts(line(" ".join(part)), style, width) for part in (words[:-1], words))
    assert all(fewer <= more for fewer, more in zip(before, after, strict=True))


@settings_(max_examples=60)
@given(WORDS, STYLES, WIDTHS)
def test_the_face_with_the_most_lines_decides(words: list[str], name: str, width: Length) -> None:
    fit = fitter()
    paragraph, style = line(" ".join(words)), fit.styles[name]
    counts = fit.line_counts(paragraph, style, width)
    assert len(counts) == 1 + len(REPLACEMENTS)
    assert fit.line_count(paragraph, style, width) == max(counts)
    assert len(fit.fonts.break_lines(paragraph.text, style, width)) <= counts[0]


def test_a_text_that_fits_in_its_own_face_but_not_in_arial_is_too_long() -> None:
    fit = fitter()
    style, text = fit.styles["body"], "SCXYV " * 6
    own = fit.fonts.measure(text.strip(), style)
    width = own * 1.15
    arial = REPLACEMENTS.index("Arial") + 1
    counts = fit.line_counts(line(text), style, width)
    assert (counts[0], counts[arial]) == (1, 2)
    lines = [fit.line_count(line(text), style, each) for each in (width, width * 2)]
    excess = [style.leading * (count - 1) for count in lines]
    assert [fit.excess_lines(each, style) for each in excess] == [1, 0]


def test_tracking_counts_in_every_face() -> None:
    fit = fitter()
    text, style = "Women dig the wells of the village", fit.styles["title"]
    assert style.tracking < 0
    width = fit.width(text, style, "en") * 1.01
    assert fit.line_counts(line(text), style, width) == (1,) * 5
    loose = replace(style, tracking=300)
    assert fit.line_counts(line(text), loose, width) == (2,) * 5


def test_a_reserve_is_kept_for_faces_without_a_table() -> None:
    faces = PossibleFaces(sample.shelf(), 0)
    shares = {name: float(faces.reserve(fitter().styles[name])) for name in ("body", "quote", "title")}
    assert shares == {"body": 0.093, "quote": 0.165, "title": 0.217}
    assert float(PossibleFaces(sample.shelf(), 0.3).reserve(fitter().styles["body"])) == 0.3


def test_the_reserve_and_the_widest_table_decide_the_width() -> None:
    fit = fitter()
    style = fit.styles["body"]
    for text in ("SCXYV", "well", "IMMI"):
        widths = [table.width(text, style.size) for table in map(replacement, REPLACEMENTS) if table is not None]
        own = fit.fonts.measure(text, style) * (1 + fit.faces.reserve(style))
        assert fit.width(text, style, "en") == max(own, *(width for width in widths if width is not None))


def test_letters_without_a_table_are_measured_in_their_own_face() -> None:
    fit = fitter()
    style, khmer = fit.styles["body"], "ទឹក"
    own = fit.fonts.measure(khmer, style) * (1 + fit.faces.reserve(style))
    assert fit.width(khmer, style, "km") == own
    assert fit.line_counts(line(khmer), style, own * 1.01) == (1,) * 5
    words = line(" ".join([khmer] * 20))
    counts = fit.line_counts(words, style, pt(300))
    assert min(counts) > 1
    assert max(counts) - min(counts) <= 1


def test_bold_text_is_measured_in_bold_faces() -> None:
    fit = fitter()
    style, text = fit.styles["body"], "oil " * 200
    bold = fit.line_counts(line(text, strong=True), style, pt(400))
    assert bold == fit.line_counts(line(text), bold_style(style), pt(400))
    assert sum(bold) > sum(fit.line_counts(line(text), style, pt(400)))


@settings_(max_examples=40)
@given(WORDS, st.sampled_from(["lead", "quote", "title"]), WIDTHS)
def test_balanced_lines_are_as_many_in_every_face(words: list[str], name: str, width: Length) -> None:
    fit = fitter()
    paragraph, style = line(" ".join(words)), fit.styles[name]
    narrow = fit.balanced_width((paragraph,), style, width)
    assert width * 0.5 <= narrow <= width
    assert fit.line_counts(paragraph, style, narrow) == fit.line_counts(paragraph, style, width)
    own = [len(fit.faces.own_lines(paragraph.text, style, each, "en")) for each in (narrow, width)]
    assert own[0] == own[1]
    if own[1] < 2:
        assert narrow == width


def test_lines_are_balanced_where_every_face_has_room() -> None:
    fit = fitter()
    style, text = fit.styles["lead"], line("Wells in the hill villages, and who dug them there")
    width = fit.fonts.measure(text.text, style) * 0.9
    assert fit.line_counts(text, style, width) == (2,) * 5
    narrow = fit.balanced_width((text,), style, width)
    assert narrow < width
    first, last = (fit.fonts.measure(part, style) for part in fit.faces.own_lines(text.text, style, narrow, "en"))
    assert last > first * 0.5


@settings_(max_examples=40)
@given(WORDS, st.integers(0, 6))
def test_the_first_lines_are_a_part_that_fits_in_every_face(words: list[str], count: int) -> None:
    fit = fitter()
    paragraph, style = line(" ".join(words)), fit.styles["body"]
    end = fit.length_of_lines(paragraph, style, pt(300), count)
    assert not paragraph.text[:end].rstrip() or paragraph.text[end - 1 : end] == " " or end == len(paragraph.text)
    if count:
        assert end
        assert fit.line_count(line(paragraph.text[:end]), style, pt(300)) <= count
    if end < len(paragraph.text):
        following = paragraph.text[: end + len(paragraph.text[end:].partition(" ")[0])]
        assert fit.line_count(line(following), style, pt(300)) > count


@pytest.mark.parametrize("family", REPLACEMENTS)
def test_every_replacement_has_a_table(family: str) -> None:
    assert replacement(family) is not None
