"""Slides of maps: the map from edge to edge, and what is told of its places as text of the slide."""

from __future__ import annotations

from dataclasses import replace

from factpress.document.model import Chapter, Chart, Figure
from factpress.output.deck.presentation import Picture, PlaceholderText, Slide
from tests.output.charts.map_sample import MAP
from tests.output.deck import sample


def slide_of(chart: Chart) -> Slide:
    document = sample.document((Chapter("one", "One", (), (Figure(chart, 1),)),))
    return sample.deck(document).slides[2]


def cards(slide: Slide) -> list[str]:
    return [
        paragraph.text
        for item in slide.items
        if isinstance(item, PlaceholderText) and item.place == "cards"
        for paragraph in item.paragraphs
    ]


def test_the_cards_of_a_map_are_text_next_to_it() -> None:
    slide = slide_of(replace(MAP, subtitle=""))
    assert sample.kind(slide) == "map"
    assert cards(slide)[:3] == ["Weavers named", "12,272", "in a list"]
    (picture,) = (item for item in slide.items if isinstance(item, Picture) and item.place == "chart")
    assert picture.frame.top.pt == 0
    assert picture.frame.left + picture.frame.width == sample.theme().slide.width
    assert b"12,272" not in picture.svg


def test_a_map_with_a_subtitle_or_with_long_cards_has_them_in_its_picture() -> None:
    shown = MAP.map
    assert shown is not None
    first, *others = shown.cards
    long = replace(shown, cards=(replace(first, text="in a list " * 20), *others))
    for chart in (replace(MAP, subtitle="Of an invented country"), replace(MAP, subtitle="", map=long)):
        slide = slide_of(chart)
        assert sample.kind(slide) == "chart"
        assert cards(slide) == []
