"""What all layouts are made of: the grid of the slide, its type styles, and placeholders in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from factpress.core.units import pt
from factpress.design.theme import SlideGrid, TypeStyle
from factpress.output.deck.layouts.placeholders import PARAGRAPH, Layout, Level, Placeholder
from factpress.output.deck.layouts.styles import Styles
from factpress.output.deck.presentation import Frame
from factpress.publication.facts.claims import Standing

PARAGRAPH_GAP = pt(14)
BULLETS = ("•", "–")
LIST_DEPTHS = 5
MARK = "mark-"
"""The name of a level for marks, before the name of the standing."""

SIZES = ("", "long", "very long", "longest", "smallest", "smallest, long")
"""What a layout for a smaller size of type is called, after the name of the largest."""

SHOWN_STANDINGS = (
    Standing.VERIFIED,
    Standing.REPORTED,
    Standing.CALCULATED,
    Standing.CONTESTED,
    Standing.OUTDATED,
    Standing.UNTRACED,
)
"""The standings with icons of their own; withdrawn claims have that of outdated ones."""


def mark_role(standing: Standing) -> str:
    """Return the name of the level for marks of that standing."""
    return MARK + (Standing.OUTDATED if standing is Standing.WITHDRAWN else standing).value


@dataclass(frozen=True, slots=True)
class LayoutGrid:
    """The measures of a slide in points, and its type styles."""

    measures: SlideGrid
    styles: Styles

    @property
    def left(self) -> float:
        """The left edge of the content."""
        return self.measures.left.pt

    @property
    def top(self) -> float:
        """The upper edge of the content."""
        return self.measures.top.pt

    @property
    def bottom(self) -> float:
        """The lower edge of the content."""
        return self.measures.content_bottom.pt

    @property
    def wide(self) -> float:
        """The width of the content."""
        return (self.measures.width - self.measures.left - self.measures.right).pt

    @property
    def accent(self) -> float:
        """The upper edge of the accent line."""
        return self.measures.thread_y.pt

    def leading(self, style: str) -> float:
        """Return the leading of a style, in points."""
        return self.styles[style].leading.pt

    def level(self, style: str | TypeStyle, colour: str = "foreground", name: str = "main", before: float = 0) -> Level:
        """Return a level without a bullet."""
        return Level(name, self.styles[style] if isinstance(style, str) else style, colour, pt(before))

    def marks(self, style: str | TypeStyle = "mark", before: float = 0) -> tuple[Level, ...]:
        """Return a level for the mark of each standing."""
        plain = self.level(style, before=before)
        return tuple(replace(plain, name=mark_role(standing), standing=standing) for standing in SHOWN_STANDINGS)

    def body_levels(self, style: str | TypeStyle = "body", colour: str = "foreground") -> tuple[Level, ...]:
        """Return the levels of running text: lists of five depths, and paragraphs."""
        plain = replace(self.level(style, colour, PARAGRAPH), before=PARAGRAPH_GAP)
        lists = (
            replace(plain, name=f"list-{depth + 1}", bullet=BULLETS[min(depth, 1)], depth=depth)
            for depth in range(LIST_DEPTHS)
        )
        return (*lists, plain)

    def place(
        self,
        name: str,
        index: int,
        frame: tuple[float, float, float, float],
        levels: Iterable[Level],
        prompt: str,
        *,
        kind: str = "body",
        anchor: str = "top",
        align: str = "start",
    ) -> Placeholder:
        """Return a placeholder with that frame: left, top, width and height."""
        return Placeholder(name, kind, index, Frame.points(*frame), tuple(levels), anchor, align, prompt)

    def title(
        self,
        frame: tuple[float, float, float, float],
        style: str | TypeStyle,
        *others: Level,
        prompt: str = "Title",
        colour: str = "heading",
        anchor: str = "top",
    ) -> Placeholder:
        """Return the placeholder of the title, in that style and with further levels."""
        return self.place("title", 0, frame, (self.level(style, colour), *others), prompt, kind="title", anchor=anchor)

    def picture(self, name: str, frame: tuple[float, float, float, float], prompt: str) -> Placeholder:
        """Return the placeholder of a picture."""
        return self.place(name, 14, frame, (self.level("body"),), prompt, kind="picture")

    def mark_at(self, top: float, style: str = "mark") -> Placeholder:
        """Return the placeholder of a mark at the end of the line at that height."""
        frame = (self.left + self.wide - MARK_WIDTH, top, MARK_WIDTH, self.leading(style))
        return self.place("mark", 13, frame, self.marks(style), "Mark", align="end")

    @property
    def beside_mark(self) -> float:
        """The width of a title next to a mark."""
        return self.wide - MARK_WIDTH - 12

    @property
    def foot(self) -> tuple[Placeholder, Placeholder]:
        """The source line, with room for a second one where its shortest form needs it, and the number of the slide."""
        line, top = self.leading("footer"), self.measures.footer_y.pt
        height = min(2 * line, self.measures.height.pt - top - 2)
        right = self.left + self.wide
        number = (right - 60, top, 60, line)
        source = (self.left, top, self.wide - 80, height)
        return (
            self.place("source", 11, source, (self.level("footer", "soft"),), "Source: …", kind="footer"),
            self.place("number", 12, number, (self.level("footer-number", "soft"),), "", kind="number", align="end"),
        )

    def layout(self, family: str, title: str, *places: Placeholder) -> Layout:
        """Return a layout with these placeholders, the source line, the number and the accent line."""
        return Layout(family, title, (*places, *self.foot), self.accent)


MARK_WIDTH = 172.0

STATEMENT_PATTERN = 100.0
"""The width of the content that is kept free next to a sentence, for the pattern."""

DRAWING = 300.0
"""The side of a drawing next to text, in points."""


def named(title: str, variants: Iterable[Layout]) -> Iterator[Layout]:
    """Yield the layouts of one family under that title, each with the name of its size."""
    for size, layout in zip(SIZES, variants, strict=False):
        yield replace(layout, title=f"{title}, {size}" if size else title)
