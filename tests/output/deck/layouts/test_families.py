"""The layouts of decks: for every layout, in every shape of slide and in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from factpress.design.theme import Theme
from factpress.output.deck.layouts.families import Families, layouts
from factpress.output.deck.layouts.placeholders import Layout, mirrored
from factpress.output.deck.layouts.styles import slide_styles
from factpress.output.deck.presentation import Frame
from factpress.output.deck.slide_size import sized
from tests.output.deck import sample

SMALL_PLACES = (
    {"mark", "source", "number", "organisation", "sources", "subtitle", "cards"}
    | {f"mark-{n}" for n in range(1, 7)}
    | {f"column-{n}" for n in range(1, 5)}
)
"""The placeholders of text that may be smaller than the body, because it is looked up and not read."""

INDEXES = {
    "title": {"title": 0, "subtitle": 1, "organisation": 2},
    "section": {"title": 0, "lead": 1, "source": 11, "number": 12},
    "statement": {"title": 0, "source": 11, "number": 12},
    "statement-text": {"title": 0, "body": 1, "source": 11, "number": 12},
    "big-number": {"title": 0, "figure": 1, "about": 6, "source": 11, "number": 12, "mark": 13},
    "big-number-range": {"title": 0, "figure": 1, "about": 6, "source": 11, "number": 12, "mark": 13},
    "quote": {"title": 0, "source": 11, "number": 12},
    "chart": {"title": 0, "subtitle": 1, "source": 11, "number": 12, "mark": 13, "chart": 14},
    "text": {"title": 0, "body": 1, "source": 11, "number": 12},
    "text-drawing": {"title": 0, "body": 1, "source": 11, "number": 12, "drawing": 14},
    "picture": {"title": 0, "caption": 1, "source": 11, "number": 12, "picture": 14},
    "full-picture": {"title": 0, "caption": 1, "source": 11, "number": 12, "picture": 14},
    "table": {"title": 0, "body": 1, "source": 11, "number": 12, "table": 14},
    "map": {"title": 0, "source": 11, "number": 12, "chart": 14, "cards": 15},
    "sources-code": {"title": 0, "body": 1, "address": 2, "source": 11, "number": 12, "code": 14},
    "sources": {"title": 0, "sources": 1, "source": 11, "number": 12},
    "sources-address": {"title": 0, "sources": 1, "address": 2, "source": 11, "number": 12, "code": 14},
    "closing": {"title": 0, "body": 1, "time": 2, "organisation": 3},
    "closing-cloth": {"title": 0, "body": 1, "address": 2, "code": 14},
    "tested": {"title": 0, "supplied": 1, "source": 11, "number": 12},
    "tested-continued": {"title": 0, "body": 1, "source": 11, "number": 12},
    "closing-address": {"title": 0, "body": 1, "address": 2, "source": 11, "number": 12, "code": 14},
    "verse": {"title": 0, "source": 11, "number": 12},
    "key": {"title": 0, "source": 11, "number": 12} | {f"mark-{n}": 20 + n for n in range(1, 7)},
    "columns": {"title": 0, "source": 11, "number": 12} | {f"column-{n}": 30 + n for n in range(1, 5)},
    "prayer": {"title": 0, "body": 1, "source": 11, "number": 12},
    "prayer-drawing": {"title": 0, "body": 1, "source": 11, "number": 12, "drawing": 14},
    "lower-third": {"title": 0, "body": 1, "mark": 13},
    "opening": {"title": 0, "verse": 1, "care": 2, "source": 11},
    "sources-cloth": {"title": 0, "body": 1, "address": 2, "code": 14},
}
"""The index of each placeholder by family. PowerPoint matches text by them when a deck gets another template."""


def theme_of(shape: str) -> Theme:
    return sized(sample.theme(), replace(sample.product(), shape=shape))


def families_of(shape: str, direction: str = "ltr") -> Families:
    theme = theme_of(shape)
    return layouts(theme.slide, slide_styles(theme), rtl=direction == "rtl")


@pytest.fixture(params=["16:9", "4:3"])
def shape(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=["ltr", "rtl"])
def families(request: pytest.FixtureRequest, shape: str) -> Families:
    return families_of(shape, request.param)


def every(families: Families) -> Iterator[Layout]:
    yield from (layout for family in families.values() for layout in family)


def overlap(one: Frame, other: Frame) -> bool:
    beside = one.left + one.width <= other.left or other.left + other.width <= one.left
    return not (beside or one.bottom <= other.top or other.bottom <= one.top)


def within(one: Frame, other: Frame) -> bool:
    """Whether a frame is wholly inside another one, which is its ground."""
    across = other.left <= one.left and one.left + one.width <= other.left + other.width
    return across and other.top <= one.top and one.bottom <= other.bottom


def test_the_check_finds_what_overlaps() -> None:
    box = Frame.points(0, 0, 10, 10)
    assert within(Frame.points(1, 1, 9, 9), box)
    assert not within(Frame.points(1, 1, 10, 9), box)
    assert overlap(box, Frame.points(9, 9, 10, 10))
    assert not overlap(box, Frame.points(10, 0, 10, 10))
    assert not overlap(box, Frame.points(0, 10, 10, 10))


def test_a_slide_in_4_3_is_higher() -> None:
    wide, high = (theme_of(shape).slide for shape in ("16:9", "4:3"))
    assert (wide.width.pt, wide.height.pt) == (960, 540)
    assert high.width / high.height == pytest.approx(4 / 3)


def test_every_placeholder_is_on_the_slide(families: Families, shape: str) -> None:
    m = theme_of(shape).slide
    for layout in every(families):
        for name, frame in [*((p.name, p.frame) for p in layout.places), *((r.name, r.frame) for r in layout.rules)]:
            assert frame.left.pt >= 0, (layout.title, name)
            assert frame.top.pt >= 0, (layout.title, name)
            assert frame.left + frame.width <= m.width, (layout.title, name)
            assert frame.bottom <= m.height, (layout.title, name)
            assert frame.width.pt > 0, (layout.title, name)
            assert frame.height.pt > 0, (layout.title, name)


def test_no_placeholder_overlaps_another_one_or_a_rule(families: Families) -> None:
    for layout in every(families):
        frames = [(place.name, place.frame) for place in layout.places]
        found = [(a, b) for (a, one), (b, other) in combinations(frames, 2) if overlap(one, other)]
        found += [
            (a, rule.name)
            for a, one in frames
            for rule in layout.rules
            if overlap(one, rule.frame) and not within(one, rule.frame)
        ]
        assert found == [], layout.title


def test_the_foot_of_a_slide_is_below_its_accent_line_and_all_else_above_it(families: Families) -> None:
    for layout in every(families):
        for place in layout.places:
            if layout.accent_y is None or layout.family in (
                "title",
                "statement-text",
                "columns",
                "full-picture",
                "verse",
                "opening",
            ):
                continue  # the accent line is below the title
            assert (place.frame.top.pt > layout.accent_y) == (place.name in ("source", "number")), layout.title
            assert place.name in ("source", "number") or place.frame.bottom.pt < layout.accent_y, layout.title


def test_titles_are_unique(shape: str) -> None:
    titles = [layout.title for layout in every(families_of(shape))]
    assert len(set(titles)) == len(titles)
    assert all(title == title.strip(", ") and title for title in titles)


def test_both_shapes_and_directions_have_the_same_kinds(families: Families) -> None:
    assert families.keys() == INDEXES.keys()
    assert all(families.values())
    assert all(layout.family == name for name, family in families.items() for layout in family)


def test_an_index_never_changes_its_meaning(families: Families) -> None:
    for layout in every(families):
        found = {place.name: place.index for place in layout.places}
        assert len(set(found.values())) == len(found) == len(layout.places)
        assert found.items() <= INDEXES[layout.family].items()
    for name, family in families.items():
        assert {place.name for layout in family for place in layout.places} == INDEXES[name].keys()


def test_kinds_of_placeholders(families: Families) -> None:
    kinds = {(place.index, place.kind) for layout in every(families) for place in layout.places}
    assert {index for index, kind in kinds if kind == "title"} == {0}
    assert {index for index, kind in kinds if kind in ("picture", "table")} == {14}
    assert {index for index, kind in kinds if kind in ("footer", "number")} == {11, 12}
    assert all(kind in ("body", "content") for index, kind in kinds if index not in (0, 11, 12, 14))
    for layout in every(families):
        assert [place.kind for place in layout.places].count("title") == 1


def test_every_placeholder_has_a_prompt(families: Families) -> None:
    for layout in every(families):
        assert all(place.prompt.strip() for place in layout.places if place.kind != "number"), layout.title


def test_text_is_never_smaller_than_the_body_minimum(families: Families, shape: str) -> None:
    smallest, small = theme_of(shape).slide.body_min, set[str]()
    for layout in every(families):
        for place in layout.places:
            for level in place.levels:
                if level.style.size >= smallest:
                    continue
                assert place.name in SMALL_PLACES or level.standing is not None, (layout.title, place.name)
                small.add(place.name)
    assert small > {"source", "mark"}


def test_placeholders_have_no_more_levels_than_the_format_allows(families: Families) -> None:
    for layout in every(families):
        for place in layout.places:
            assert 1 <= len(place.levels) <= 9, (layout.title, place.name)
            names = [level.name for level in place.levels]
            assert len(set(names)) == len(names)


def test_marks_have_the_same_standings_wherever_they_are(families: Families) -> None:
    places = [place for layout in every(families) for place in layout.places]
    marks = {tuple(each.standing for each in place.levels if each.standing is not None) for place in places} - {()}
    assert len(marks) == 1
    assert len(next(iter(marks))) == 6


def test_a_line_of_every_level_fits_its_placeholder(families: Families) -> None:
    for layout in every(families):
        for place in layout.places:
            if place.kind not in ("picture", "table"):
                assert max(each.style.leading for each in place.levels) <= place.frame.height, (layout.title, place)


def test_layouts_for_the_other_direction_are_mirrored(shape: str) -> None:
    m = theme_of(shape).slide
    both = zip(every(families_of(shape, "ltr")), every(families_of(shape, "rtl")), strict=True)
    assert all(mirrored(one, m) == other for one, other in both)
