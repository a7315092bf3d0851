"""The placeholders of a slide, and the layouts that are made of them.

An index of a placeholder never changes its meaning. PowerPoint matches text by index when a deck that was built with
an earlier template gets a newer one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from factpress.core.units import Length, pt
from factpress.design.theme import SlideGrid
from factpress.output.deck.presentation import Frame, TextParagraph

BULLET_INDENT = pt(28)
"""The distance from a bullet, or a number of one digit, to the text of its item."""
_FURTHER_DIGIT = pt(16)


def hanging_indent(paragraph: TextParagraph) -> Length:
    """Return the distance from the bullet or number of a paragraph to its text."""
    return BULLET_INDENT + _FURTHER_DIGIT * (paragraph.digits - 1) if paragraph.bullet else pt(0)


def text_indent(paragraph: TextParagraph) -> Length:
    """Return the distance from the edge of the frame to the text of a paragraph."""
    return BULLET_INDENT * paragraph.level + hanging_indent(paragraph) if paragraph.bullet else pt(0)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder. `kind` is title, body, picture, table, footer or number; `colour` a role of the palette."""

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
    """A kind of slide. `accent_y` is the upper edge of the accent line, in points; None for no line."""

    name: str
    title: str
    places: tuple[Placeholder, ...]
    accent_y: float | None

    def place(self, name: str) -> Placeholder:
        """Return the placeholder of that name."""
        return next(place for place in self.places if place.name == name)


def mirrored(layout: Layout, measures: SlideGrid) -> Layout:
    """Return the layout for a language that is written from right to left."""
    return replace(layout, places=tuple(replace(p, frame=p.frame.mirrored(measures.width)) for p in layout.places))
