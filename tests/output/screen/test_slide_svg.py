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
from factpress.output.deck.layouts.placeholders import Placeholder
from factpress.output.deck.layouts.styles import bold_style
from factpress.output.deck.presentation import (
    PlaceholderText,
    Presentation,
    Run,
    Slide,
    TextBox,
    TextParagraph,
    single_items,
)
from factpress.output.screen.slide_svg import SlideDrawer, slide_texts
from factpress.output.screen.typesetting import TextPiece
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
    """The words of a slide in its texts and the labels of its drawings."""
    texts = (item for item in single_items(slide.items) if isinstance(item, PlaceholderText | TextBox))
    return "".join(item.text if isinstance(item, PlaceholderText) else item.paragraph.text for item in texts)


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
    slide = Slide("Text", (PlaceholderText("body", lines),))
    assert ["".join(text.itertext()) for text in drawn(drawer_of(deck).svg(slide))] == [
        "1.",
        "ask",
        "2.",
        "dig",
        "3.",
        "keep",
    ]


def test_each_paragraph_is_drawn_in_the_style_of_its_level() -> None:
    (layout, *_) = sample.families()["quote"]
    (quote, attribution) = (TextParagraph((Run("well", "en"),), role=role) for role in ("", "attribution"))
    slide = Slide(layout.title, (PlaceholderText("title", (quote, attribution)),))
    sizes = [float(text.attrib["font-size"]) for text in drawn(drawer_of(sample.deck()).svg(slide))]
    assert sizes == [layout.place("title").style_of(each).size.pt for each in (quote, attribution)]
    assert sizes[0] > sizes[1]


def test_a_mark_is_drawn_with_its_icon_before_its_word() -> None:
    deck = sample.deck()
    (slide,) = (each for each in deck.slides if sample.kind(each) == "quote")
    svg = ET.fromstring(drawer_of(deck).svg(slide))
    (icon,) = (each for each in svg.iter() if each.get("href") == "asset:marks/reported.svg")
    (word,) = (each for each in svg.iter(TEXT) if "".join(each.itertext()) == "Reported")
    assert float(icon.attrib["x"]) + float(icon.attrib["width"]) <= float(word.attrib["x"])
    assert float(icon.attrib["y"]) < float(word.attrib["y"]) < float(icon.attrib["y"]) + 30


def test_what_is_heard_begins_with_the_title_and_has_the_words_of_pictures() -> None:
    slides = {sample.kind(slide): slide for slide in sample.deck().slides}
    assert slide_texts(slides["chart"])[0] == "Rain at two stations"
    assert "Bars: the upper station has more rain than the lower one." in slide_texts(slides["chart"])
    assert {"Low 90", "High 160"} < set(slide_texts(slides["big-number-range"]))


def test_a_label_stays_on_one_line() -> None:
    deck = sample.deck()
    (slide,) = (one for one in deck.slides if sample.kind(one) == "big-number-range")
    texts = ["".join(text.itertext()) for text in drawn(drawer_of(deck).svg(slide))]
    assert {"Low 90", "High 160", "200 litres"} <= set(texts)


def pieces(drawer: SlideDrawer, text: PlaceholderText, place: Placeholder) -> list[TextPiece]:
    """The text of a placeholder in pieces, without icons."""
    return [piece for piece in drawer.typesetter.pieces(text, place) if isinstance(piece, TextPiece)]


LINE = (TextParagraph((Run("well water well water well water", "en"),)),)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_inset_is_kept_free_at_the_ends_of_lines(direction: str) -> None:
    drawer = drawer_of(sample.deck(sample.document(direction=direction)))
    full = PlaceholderText("title", LINE)
    place = drawer.layouts["Text"].place("title")
    inset = place.frame.width - pt(150)
    for text, edge in ((full, place.frame.width), (replace(full, inset=inset), pt(150))):
        made = pieces(drawer, text, place)
        assert len({piece.y for piece in made}) == (1 if text is full else 6)
        for piece in made:
            start = piece.x - place.frame.left.pt
            length = sample.shelf().measure(piece.text, piece.style).pt
            begin = start if direction == "ltr" else place.frame.width.pt - start - length
            assert begin == pytest.approx(0, abs=0.01)
            assert length <= edge.pt


def test_tracked_text_is_spaced_and_broken_by_its_tracking() -> None:
    drawer = drawer_of(sample.deck())
    place = drawer.layouts["Text"].place("title")
    style = place.style
    assert style.tracking < 0
    width = sample.shelf().measure(LINE[0].text, style)
    assert width < sample.shelf().measure(LINE[0].text, replace(style, tracking=0))
    text = PlaceholderText("title", LINE, place.frame.width - width)
    assert [piece.text for piece in pieces(drawer, text, place)] == [LINE[0].text]
    (drawn_text,) = drawn(drawer.svg(Slide("Text", (text,))))
    assert float(drawn_text.attrib["letter-spacing"]) == style.letter_spacing.pt


def test_lines_of_regular_and_bold_text_are_broken_by_their_own_widths() -> None:
    drawer = drawer_of(sample.deck())
    place = drawer.layouts["Text"].place("body")
    runs = (Run("The well: ", "en", strong=True), Run("water for the com\u00admittees of the hill villages", "en"))
    paragraph, fonts = TextParagraph(runs), sample.shelf()
    style = place.style_of(paragraph)
    parts = (("The well: ", bold_style(style)), ("water for the committees", style))
    width = pt(1) + sum((fonts.measure(*part) for part in parts), pt(0))
    assert width < fonts.measure("The well: water for the committees", bold_style(style))
    text = PlaceholderText("body", (paragraph,), place.frame.width - width)
    lines: dict[float, list[str]] = {}
    for piece in pieces(drawer, text, place):
        lines.setdefault(piece.y, []).append(piece.text)
    assert list(lines.values()) == [["The well:", "water for the committees"], ["of the hill villages"]]
