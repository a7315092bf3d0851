"""Slides as SVG, from the same values that the deck is written from. Text stays text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from factpress.design.fonts import FontSet
from factpress.design.theme import Theme
from factpress.output.deck.layouts.families import by_title
from factpress.output.deck.layouts.placeholders import Layout, Level, Placeholder
from factpress.output.deck.ooxml.tables import CELL_COLOUR, HEADER_COLOUR, HEADER_RULE, RULE
from factpress.output.deck.presentation import (
    Frame,
    Group,
    Item,
    Photograph,
    Picture,
    PlaceholderText,
    Presentation,
    RangeBar,
    Rule,
    Slide,
    TableShape,
    TextBox,
    single_items,
)
from factpress.output.deck.template.deck_layouts import deck_layouts
from factpress.output.html.assets import families, svg_data_url
from factpress.output.pictures import SLIDE_PPI, PictureBox, picture_address
from factpress.output.screen.typesetting import IconPiece, TextPiece, Typesetter

_STRIPES = 4


class SlideDrawer:
    """Draws the slides of one deck."""

    def __init__(self, presentation: Presentation, theme: Theme, fonts: FontSet) -> None:
        self.theme, self.palette = theme, theme.palettes[presentation.palette]
        self.rtl = rtl = presentation.direction == "rtl"
        self.layouts = by_title(deck_layouts(theme, rtl=rtl))
        self.typesetter = Typesetter(fonts, rtl)

    def svg(self, slide: Slide) -> str:
        """The slide as SVG, one unit a point, an element a line: background, then its items in reading order.

        The slide's number is left out: who places the image has it next to it.
        """
        width, height = self.theme.slide.width.pt, self.theme.slide.height.pt
        box, layout = f"{_n(width)} {_n(height)}", self.layouts[slide.layout]
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box}" width="{_n(width)}" height="{_n(height)}">',
            f'<rect width="{_n(width)}" height="{_n(height)}" fill="{self.palette.background.hex}"/>',
            *self._decoration(layout),
            *(part for item in slide.items for part in self._item(item, layout)),
            "</svg>",
        ]
        return "\n".join(parts) + "\n"

    def _decoration(self, layout: Layout) -> Iterator[str]:
        """The rules of a layout, and its accent line."""
        m = self.theme.slide
        yield from (self._rule(rule) for rule in layout.rules)
        if layout.accent_y is not None:
            yield _rect(0, layout.accent_y, m.width.pt, m.thread_height.pt, self.palette.accent.hex)

    def _rule(self, rule: Rule) -> str:
        f = rule.frame
        return _rect(f.left.pt, f.top.pt, f.width.pt, f.height.pt, self._colour(rule.colour))

    def _item(self, item: Item, layout: Layout) -> Iterator[str]:
        match item:
            case PlaceholderText():
                place = layout.place(item.place)
                yield from map(self._piece, self.typesetter.pieces(item, place))
            case TextBox():
                level = Level("main", item.style, item.colour)
                box = Placeholder(item.name, "body", 0, item.frame, (level,), align=item.align)
                text = PlaceholderText(item.name, (item.paragraph,))
                yield from map(self._piece, self.typesetter.pieces(text, box))
            case Group():
                yield from (part for each in item.items for part in self._item(each, layout))
            case TableShape():
                yield from self._table(item, layout.place(item.place))
            case Picture():
                yield _image(item.frame, svg_data_url(item.svg))
            case Photograph():
                frame = item.frame or layout.place(item.place).frame
                box = PictureBox(frame.width, frame.height, SLIDE_PPI // 2)  # the slide is small on paper
                start = ("xMaxYMax" if self.rtl else "xMinYMax") if item.frame is not None else ""
                yield _image(frame, picture_address(item.path, box), start)
            case RangeBar():
                yield from self._range_bar(item.frame)
            case Rule():
                yield self._rule(item)

    def _table(self, table: TableShape, place: Placeholder) -> Iterator[str]:
        """A table, cell by cell, with a rule below each row."""
        left, y = table.frame.left.pt, table.frame.top.pt
        for number, row in enumerate(table.rows):
            x = left + table.frame.width.pt if self.rtl else left
            for i, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
                width = column.pt - (table.gap.pt if i < len(table.columns) - 1 else 0)
                start = x - width if self.rtl else x
                x += -column.pt if self.rtl else column.pt
                frame = Frame.points(start, y + table.padding.pt, width, row.height.pt)
                style = replace(place.style, size=table.size, leading=table.leading)
                level = Level("cell", style, CELL_COLOUR if number else HEADER_COLOUR)
                align = "end" if cell.numeric else "start"
                own = replace(place, frame=frame, levels=(level,), align=align)
                text = PlaceholderText(place.name, (cell.text,))
                yield from map(self._piece, self.typesetter.pieces(text, own))
            y += row.height.pt
            rule = RULE if number else HEADER_RULE
            weight = rule.weight.pt
            yield _rect(left, y - weight / 2, table.frame.width.pt, weight, self._colour(rule.colour))

    def _range_bar(self, frame: Frame) -> Iterator[str]:
        """A range: stripes between two end-stops that extend a little above and below them, as on the slide itself."""
        left, top, width, height = frame.left.pt, frame.top.pt, frame.width.pt, frame.height.pt
        stop, over = height / 10, height * 0.16
        pitch = (height - 2 * over + height * 0.06) / _STRIPES
        colour = self.palette.bar.hex
        yield from (_rect(x, top, stop, height, colour) for x in (left, left + width - stop))
        for i in range(_STRIPES):
            yield _rect(left, top + over + i * pitch, width, pitch * 0.7, colour)

    def _piece(self, piece: TextPiece | IconPiece) -> str:
        if isinstance(piece, IconPiece):
            return _image(piece.frame, f"asset:marks/{piece.standing.value}.svg")
        style = piece.style
        slope = ' font-style="italic"' if style.italic else ""
        weight = f' font-weight="{style.weight}"' if style.weight != 400 else ""
        spacing = f' letter-spacing="{_n(style.letter_spacing.pt)}"' if style.tracking else ""
        names = escape(", ".join(f"'{family}'" for family in families(style.family, self.theme)))
        return (
            f'<text x="{_n(piece.x)}" y="{_n(piece.y)}" font-family="{names}"'
            f' font-size="{_n(style.size.pt)}"{weight}{slope}{spacing} fill="{self._colour(piece.colour)}">'
            f"{escape(piece.text, quote=False)}</text>"
        )

    def _colour(self, role: str) -> str:
        return getattr(self.palette, role).hex


def slide_texts(slide: Slide) -> tuple[str, ...]:
    """The text of the slide in reading order, a paragraph each, with the alternative texts of its pictures."""
    found: list[str] = []
    for item in single_items(slide.items):
        match item:
            case PlaceholderText():
                found += [paragraph.text for paragraph in item.paragraphs]
            case TableShape():
                found += [cell.text.text for row in item.rows for cell in row.cells]
            case Picture(alt=alt) | Photograph(alt=alt) | RangeBar(alt=alt):
                found.append(alt)
            case TextBox():
                found.append(item.paragraph.text)
            case Rule() | Group():
                pass  # the items of groups are single items
    return tuple(filter(None, (" ".join(text.split()) for text in found)))


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{colour}"/>'


def _image(frame: Frame, address: str, align: str = "") -> str:
    x, y, width, height = (_n(each.pt) for each in (frame.left, frame.top, frame.width, frame.height))
    aligned = f' preserveAspectRatio="{align}"' if align else ""
    return f'<image x="{x}" y="{y}" width="{width}" height="{height}" href="{escape(address)}"{aligned}/>'


def _n(number: float) -> str:
    return f"{round(number, 2):g}"
