"""A slide as a picture: golden text, and the laws of its words."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Findings
from factpress.core.units import pt
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.model import Chapter, Items, Paragraph
from factpress.output.deck.presentation import PlaceholderText, Presentation, Run, Slide, TextParagraph
from factpress.output.handout.slide_svg import SlideDrawer, slide_texts
from tests.golden_files import assert_golden
from tests.output.deck import sample

WORDS = ["well", "wa\u00adter", "ទឹក", "committees", "1,700", "a", "–"]
TEXT = "{http://www.w3.org/2000/svg}text"


def drawer_of(deck: Presentation) -> SlideDrawer:
    return SlideDrawer(deck, sample.theme(), sample.shelf())


def drawn(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(TEXT))


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def written(slide: Slide) -> str:
    return "".join(item.text for item in slide.items if isinstance(item, PlaceholderText))


def test_golden() -> None:
    deck = sample.deck()
    drawer = drawer_of(deck)
    svg = "\n".join(re.sub(r"base64,[^\"]+", "base64,…", drawer.svg(slide)) for slide in deck.slides)
    assert_golden("handout/wells.svg.txt", svg)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_word_of_a_slide_is_in_its_picture_in_reading_order(direction: str) -> None:
    deck = sample.deck(sample.document(direction=direction))
    drawer = drawer_of(deck)
    for slide in deck.slides:
        pieces = [letters("".join(text.itertext())) for text in drawn(drawer.svg(slide))]
        if direction == "ltr":
            assert "".join(pieces) == letters(written(slide))
        else:  # pieces of a line stand in the order of the eye
            assert sorted("".join(pieces)) == sorted(letters(written(slide)))


@settings(max_examples=40)
@given(
    st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=30),
        min_size=1,
        max_size=4,
    )
)
def test_no_word_of_a_slide_is_lost(texts: list[list[str]]) -> None:
    paragraphs = tuple(Paragraph(sample.text(" ".join(words))) for words in texts)
    blocks = (Fence("What was said", (paragraphs[0], Items(tuple((one,) for one in paragraphs[1:])))),)
    try:
        deck = sample.deck(sample.document((Chapter("one", "One", (), blocks),)))
    except Findings:
        assume(False)  # noqa: FBT003 - it does not fit a slide
        return
    drawer = drawer_of(deck)
    for slide in deck.slides:
        pieces = "".join("".join(text.itertext()) for text in drawn(drawer.svg(slide)))
        assert letters(pieces) == letters(written(slide))


def test_words_stand_inside_the_slide() -> None:
    deck = sample.deck()
    drawer, m = drawer_of(deck), sample.theme().slide
    for slide in deck.slides:
        for text in drawn(drawer.svg(slide)):
            assert 0 <= float(text.attrib["x"]) < m.width.pt
            assert 0 < float(text.attrib["y"]) < m.height.pt


def test_a_number_in_a_list_is_drawn() -> None:
    deck = sample.deck()
    lines = tuple(TextParagraph((Run(word, "en"),), f"{n}.", n) for n, word in enumerate(("ask", "dig", "keep"), 1))
    slide = Slide("text", (PlaceholderText("body", lines),))
    assert ["".join(text.itertext()) for text in drawn(drawer_of(deck).svg(slide))] == [
        "1.",
        "ask",
        "2.",
        "dig",
        "3.",
        "keep",
    ]


def test_smaller_type_is_drawn_smaller() -> None:
    deck = sample.deck()
    slide = Slide(
        "text", (PlaceholderText("body", (TextParagraph((Run("well", "en"),)),), size=pt(22), leading=pt(30)),)
    )
    (text,) = drawn(drawer_of(deck).svg(slide))
    assert text.attrib["font-size"] == "22"


def test_what_is_heard_begins_with_the_title_and_has_the_words_of_pictures() -> None:
    slides = {slide.layout: slide for slide in sample.deck().slides}
    assert slide_texts(slides["chart"])[0] == "Rain at two stations"
    assert "Bars: the upper station has more rain than the lower one." in slide_texts(slides["chart"])


def test_a_label_stays_on_one_line() -> None:
    deck = sample.deck()
    (slide,) = (one for one in deck.slides if one.layout == "big-number" and "household" in one.title)
    texts = ["".join(text.itertext()) for text in drawn(drawer_of(deck).svg(slide))]
    assert {"Low 90", "High 160", "200 litres"} <= set(texts)


LINE = (TextParagraph((Run("well water well water well water", "en"),)),)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_inset_is_kept_free_at_the_ends_of_lines(direction: str) -> None:
    drawer = drawer_of(sample.deck(sample.document(direction=direction)))
    full = PlaceholderText("title", LINE)
    place = drawer.layouts["text"].place("title")
    inset = place.frame.width - pt(150)
    for text, edge in ((full, place.frame.width), (replace(full, inset=inset), pt(150))):
        pieces = list(drawer.typesetter.pieces(text, place))
        assert len({piece.y for piece in pieces}) == (1 if text is full else 6)
        for piece in pieces:
            start = piece.x - place.frame.left.pt
            length = sample.shelf().measure(piece.text, piece.style).pt
            begin = start if direction == "ltr" else place.frame.width.pt - start - length
            assert begin == pytest.approx(0, abs=0.01)
            assert length <= edge.pt


def test_tracked_text_is_spaced_and_broken_by_its_tracking() -> None:
    drawer = drawer_of(sample.deck())
    place = drawer.layouts["text"].place("title")
    style = drawer.typesetter.styles[place.style]
    assert style.tracking < 0
    width = sample.shelf().measure(LINE[0].text, style)
    assert width < sample.shelf().measure(LINE[0].text, replace(style, tracking=0))
    text = PlaceholderText("title", LINE, replace(place.frame, width=width))
    assert [piece.text for piece in drawer.typesetter.pieces(text, place)] == [LINE[0].text]
    (drawn_text,) = drawn(drawer.svg(Slide("text", (text,))))
    assert float(drawn_text.attrib["letter-spacing"]) == style.letter_spacing.pt
