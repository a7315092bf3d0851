"""A slide as a picture: golden text, and the laws of its words."""

from __future__ import annotations

import re
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
