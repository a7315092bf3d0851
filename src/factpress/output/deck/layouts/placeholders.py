"""The placeholders of a slide, the levels of their text, and the layouts that are made of them.

An index of a placeholder never changes its meaning. PowerPoint matches text by index when a deck that was built with
an earlier template gets a newer one.

All formats of text are those of a level of its placeholder. A slide has no sizes of its own, so "Reset slide" and
another theme change no line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from factpress.core.units import Length, pt
from factpress.design.theme import SlideGrid, TypeStyle
from factpress.output.deck.presentation import Frame, Rule, TextParagraph
from factpress.publication.facts.claims import Standing

BULLET_INDENT = pt(28)
"""The distance from a bullet, or a number of one digit, to the text of its item."""
_FURTHER_DIGIT = pt(16)
_ICON_INDENT = 1.3
"""The distance from the icon of a standing to its word, in ems."""

PARAGRAPH = "paragraph"
"""The name of the level for paragraphs outside lists."""


def hanging_indent(paragraph: TextParagraph) -> Length:
    """Return the distance from the bullet or number of a paragraph to its text."""
    return BULLET_INDENT + _FURTHER_DIGIT * (paragraph.digits - 1) if paragraph.bullet else pt(0)


def text_indent(paragraph: TextParagraph) -> Length:
    """Return the distance from the edge of the frame to the text of a paragraph with a bullet."""
    return BULLET_INDENT * paragraph.level + hanging_indent(paragraph) if paragraph.bullet else pt(0)


@dataclass(frozen=True, slots=True)
class Level:
    """A list level of a placeholder: the format of its paragraphs. `colour` is a role of the palette.

    `before` is the space above each paragraph but the first. `bullet` is a character, and `depth` the depth of its
    list from 0; the bullet of a level with a `standing` is the icon of that standing. `narrower` is by how much
    the margins of a template are larger than ours.
    """

    name: str
    style: TypeStyle
    colour: str = "foreground"
    before: Length = pt(0)
    bullet: str = ""
    depth: int = 0
    standing: Standing | None = None
    narrower: Length = pt(0)

    @property
    def hanging(self) -> Length:
        """The distance from the bullet to the text; 0 without a bullet."""
        if self.standing is not None:
            return pt(round(self.style.size.pt * _ICON_INDENT))
        return BULLET_INDENT if self.bullet else pt(0)

    @property
    def margin(self) -> Length:
        """The distance from the edge of the frame to the text."""
        return self.hanging + BULLET_INDENT * self.depth


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder with the levels of its text. `kind` is title, body, content, picture, table, footer or number.

    `prompt` is shown on a new slide until there is text. `frame` is the space of the text; `sides` are the distances
    from it to the left and right edges of the shape.
    """

    name: str
    kind: str
    index: int
    frame: Frame
    levels: tuple[Level, ...]
    anchor: str = "top"
    align: str = "start"
    prompt: str = ""
    sides: tuple[Length, Length] = (pt(0), pt(0))

    @property
    def style(self) -> TypeStyle:
        """The style of the first level."""
        return self.levels[0].style

    def level_of(self, paragraph: TextParagraph) -> int:
        """Return the index of the level that a paragraph has: by its role, or by the depth of its list."""
        names = [level.name for level in self.levels]
        role = paragraph.role or ("" if paragraph.bullet else PARAGRAPH)
        return names.index(role) if role in names else min(paragraph.level, len(names) - 1)

    def style_of(self, paragraph: TextParagraph) -> TypeStyle:
        """Return the style of a paragraph."""
        return self.levels[self.level_of(paragraph)].style

    def width_of(self, paragraph: TextParagraph) -> Length:
        """Return the width of the lines of a paragraph, before its list's indent (`text_indent`)."""
        level = self.levels[self.level_of(paragraph)]
        return self.frame.width - level.narrower - (level.margin if level.standing is not None else pt(0))

    def before(self, paragraph: TextParagraph) -> Length:
        """Return the space above a paragraph that is not the first."""
        return self.levels[self.level_of(paragraph)].before if paragraph.before is None else paragraph.before


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of slide in one size. `title` is its name in programs; `family` has all sizes of the kind.

    `accent_y` is the upper edge of the accent line, in points; None for no line. `rules` are further decoration.
    """

    family: str
    title: str
    places: tuple[Placeholder, ...]
    accent_y: float | None = None
    rules: tuple[Rule, ...] = ()

    def place(self, name: str) -> Placeholder:
        """Return the placeholder of that name."""
        return next(place for place in self.places if place.name == name)

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The standings whose icons are bullets, each once."""
        levels = (level for place in self.places for level in place.levels)
        return tuple(dict.fromkeys(level.standing for level in levels if level.standing is not None))


def mirrored(layout: Layout, measures: SlideGrid) -> Layout:
    """Return the layout for a language that is written from right to left."""
    width = measures.width
    return replace(
        layout,
        places=tuple(replace(p, frame=p.frame.mirrored(width)) for p in layout.places),
        rules=tuple(replace(rule, frame=rule.frame.mirrored(width)) for rule in layout.rules),
    )
