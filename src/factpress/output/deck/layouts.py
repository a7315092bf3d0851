"""The layouts: which placeholders a kind of slide has, and where they stand. Geometry as values, in points.

Placeholder indexes are part of the template: a presenter's deck that was made with an earlier one keeps its text
when it moves to a newer one, so an index never changes its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from factpress.core.units import pt
from factpress.design.theme import SlideMeasures
from factpress.output.deck.presentation import Frame

MARK_WIDTH = 160.0
MARK_GAP = 8.0
INDENT = pt(28)
"""How far a list's words stand from its bullets."""
CHART_HEIGHT = 304.0
"""The usual height of a chart's place, in points: what a line of title and two of subtitle leave free."""


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder. `kind` is title, body, picture, footer or number; `colour` a role of the palette."""

    name: str
    kind: str
    index: int
    frame: Frame
    style: str
    colour: str = "foreground"
    anchor: str = "top"
    align: str = "start"


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of slide. `thread_y` is where the gold thread crosses it, in points; None for no thread."""

    name: str
    title: str
    places: tuple[Place, ...]
    thread_y: float | None

    def place(self, name: str) -> Place:
        """The placeholder of that name."""
        return next(place for place in self.places if place.name == name)


def _furniture(m: SlideMeasures) -> tuple[Place, Place]:
    left, top = m.left.pt, m.footer_y.pt
    height = min(2 * 19.0, m.height.pt - top - 2)
    right = m.width.pt - m.right.pt
    return (
        Place("source", "footer", 11, Frame.points(left, top, right - left - 80, height), "footer", "soft"),
        Place("number", "number", 12, Frame.points(right - 60, top, 60, 19), "footer-number", "soft", align="end"),
    )


def layouts(measures: SlideMeasures) -> Mapping[str, Layout]:
    """All layouts by name, in the order the template lists them."""
    m = measures
    left, top, bottom = m.left.pt, m.top.pt, m.content_bottom.pt
    wide = m.width.pt - left - m.right.pt
    half = wide / 2 + 20  # beside the cloth
    label_left = left + half - 6  # between the title and the cloth, whose loose ends reach a little way in

    def years(top: float, bottom: float) -> tuple[Place, Place]:
        return (
            Place("first-year", "body", 5, Frame.points(label_left, top, 42, 16), "year", "soft", align="end"),
            Place("last-year", "body", 6, Frame.points(label_left, bottom, 42, 16), "year", "soft", align="end"),
        )

    thread = m.thread_y.pt
    foot = _furniture(m)
    frame = Frame.points
    mark = Place("mark", "body", 13, frame(left + wide - MARK_WIDTH, top + 8, MARK_WIDTH, 22), "mark", align="end")
    narrow = wide - MARK_WIDTH - 20  # a title beside the mark
    heading = Place("title", "title", 0, frame(left, top, wide, 88), "slide-heading", "heading")

    def beside(place: Place) -> Place:
        return replace(place, frame=replace(place.frame, width=frame(0, 0, narrow, 0).width))

    made = (
        Layout(
            "title",
            "Title",
            (
                Place("title", "title", 0, frame(left, top, half - 8, 132), "title", "heading", "bottom"),
                Place("subtitle", "body", 1, frame(left, top + 162, half - 24, 180), "lead"),
                Place("organisation", "body", 2, frame(left, bottom - 74, half, 66), "mark", "heading", "bottom"),
                *years(58, 430),
            ),
            top + 140,
        ),
        Layout(
            "section",
            "Section",
            (
                Place("title", "title", 0, frame(left, top, half, 240), "section", "heading", "bottom"),
                Place("lead", "body", 1, frame(left, top + 256, half, bottom - top - 256), "lead"),
                *years(60, 430),
                *foot,
            ),
            thread,
        ),
        Layout(
            "statement",
            "Statement",
            (
                Place("title", "title", 0, frame(left, top + 20, wide, 264), "statement", "heading"),
                Place("body", "body", 1, frame(left, top + 304, wide, bottom - top - 304), "body"),
                *foot,
            ),
            thread,
        ),
        Layout(
            "big-number",
            "Big number with range",
            (
                beside(Place("title", "title", 0, frame(left, top + 2, wide, 72), "question")),
                mark,
                Place("figure", "body", 1, frame(left - 4, top + 48, wide + 4, 140), "big-number", "heading"),
                Place("low", "body", 2, frame(left, 282, 300, 24), "chart-label"),
                Place("high", "body", 3, frame(left + wide - 300, 282, 300, 24), "chart-label", align="end"),
                Place("scale-start", "body", 4, frame(left, 360, 200, 22), "axis-label", "soft"),
                Place(
                    "scale-end", "body", 5, frame(left + wide - 300, 360, 300, 22), "axis-label", "soft", align="end"
                ),
                Place("about", "body", 6, frame(left, 396, wide, bottom - 396), "lead"),
                *foot,
            ),
            thread,
        ),
        Layout(
            "quote",
            "Quotation",
            (
                Place("title", "title", 0, frame(left + 38, top + 24, wide - 38, 300), "quote", "heading"),
                Place("attribution", "body", 1, frame(left + 38, 400, narrow - 38, 36), "attribution"),
                Place("doubt", "body", 2, frame(left + 38, 440, wide - 38, 36), "lead", "soft"),
                mark,
                *foot,
            ),
            thread,
        ),
        Layout(
            "chart",
            "Chart",
            (
                beside(heading),
                mark,
                Place("subtitle", "body", 1, frame(left, top + 48, wide, 68), "subtitle", "soft"),
                Place("chart", "picture", 14, frame(left, bottom + 2 - CHART_HEIGHT, wide, CHART_HEIGHT), "body"),
                *foot,
            ),
            thread,
        ),
        Layout(
            "text",
            "Text",
            (
                heading,
                Place("body", "body", 1, frame(left, top + 68, wide, bottom - top - 68), "body"),
                *foot,
            ),
            thread,
        ),
        Layout(
            "picture",
            "Picture",
            (
                heading,
                Place("picture", "picture", 14, frame(left, top + 60, wide, bottom - top - 108), "body"),
                Place("caption", "body", 1, frame(left, bottom - 40, wide, 40), "lead", "soft"),
                *foot,
            ),
            thread,
        ),
        Layout(
            "sources",
            "Sources",
            (
                replace(heading, frame=frame(left, top, wide, 44)),
                Place("sources", "body", 1, frame(left, top + 60, wide, bottom - top - 60), "sources"),
                Place("address", "body", 2, frame(left, bottom - 58, wide - 160, 58), "lead", anchor="bottom"),
                Place("code", "picture", 14, frame(left + wide - 128, bottom - 128, 128, 128), "body"),
                *foot,
            ),
            thread,
        ),
        Layout(
            "closing",
            "Holding and closing",
            (
                Place("title", "title", 0, frame(left, 400, wide / 2, 52), "closing", "heading"),
                Place("body", "body", 1, frame(left, 456, wide / 2, 40), "lead"),
                Place("time", "body", 2, frame(left + wide / 2, 408, wide / 2, 40), "lead", align="end"),
                Place(
                    "organisation", "body", 3, frame(left + wide / 2, 462, wide / 2, 24), "mark", "heading", align="end"
                ),
            ),
            None,
        ),
    )
    return {layout.name: layout for layout in made}


def mirrored(layout: Layout, measures: SlideMeasures) -> Layout:
    """The layout for a language that is written from right to left."""
    return replace(layout, places=tuple(replace(p, frame=p.frame.mirrored(measures.width)) for p in layout.places))
