"""Slides as small SVG images, from the same values that the deck is written from. Text stays text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from factpress.core.units import pt
from factpress.design.fonts import FontSet
from factpress.design.theme import Theme, TypeStyle
from factpress.output.deck.layouts import layouts
from factpress.output.deck.ooxml.tables import CELL_COLOUR, HEADER_COLOUR, HEADER_RULE, RULE
from factpress.output.deck.placeholders import BULLET_INDENT, Layout, Placeholder, text_indent
from factpress.output.deck.presentation import (
    Frame,
    Item,
    Photograph,
    Picture,
    PlaceholderText,
    Presentation,
    RangeBar,
    Rule,
    Run,
    Slide,
    StandingIcon,
    TableShape,
    TextParagraph,
)
from factpress.output.deck.runs import LINE_BREAK
from factpress.output.deck.styles import Styles, bold_style, slide_styles
from factpress.output.html.assets import families, svg_data_url
from factpress.output.pictures import SLIDE_PPI, PictureBox, picture_address

_STRIPES = 4


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Text on one line and in one style; `x` is its left edge, `y` its baseline, in points on the slide."""

    text: str
    style: TypeStyle
    x: float
    y: float
    colour: str  # a role of the palette


@dataclass(frozen=True, slots=True)
class _Span:
    """The text of one run on one line."""

    text: str
    style: TypeStyle
    language: str


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Breaks and measures lines with the fonts' own metrics. The fonts are embedded, so no reserve is needed."""

    fonts: FontSet
    styles: Styles
    rtl: bool = False

    def pieces(self, text: PlaceholderText, place: Placeholder) -> Iterator[TextPiece]:
        """The text of a placeholder, line by line, placed in its frame as the placeholder is anchored."""
        own = self.styles[place.style]
        style = replace(own, size=text.size or own.size, leading=text.leading or own.leading)
        frame = text.frame or place.frame
        at_end = (place.align == "end") != self.rtl
        left, width = frame.left.pt + (text.inset.pt if at_end else 0), frame.width.pt - text.inset.pt
        rows = [
            (paragraph, row, first)
            for paragraph in text.paragraphs
            for first, row in self._rows(paragraph, style, width)
        ]
        between = sum(paragraph.before.pt for paragraph in text.paragraphs[1:] if paragraph.before is not None)
        free = frame.height.pt - (sum(self._leading(paragraph, style) for paragraph, _, _ in rows) + between)
        y = frame.top.pt + {"top": 0.0, "middle": free / 2, "bottom": free}[place.anchor]
        for number, (paragraph, row, first) in enumerate(rows):
            if first and number and paragraph.before is not None:
                y += paragraph.before.pt
            leading = self._leading(paragraph, style)
            indent = self._indent(paragraph)
            widths = list(map(self._width, row))
            x = left + width - sum(widths) - (indent if self.rtl else 0) if at_end else left + indent
            baseline = y + self._baseline(row[0].style if row else style, leading)
            if first and paragraph.bullet:
                yield self._bullet(paragraph.bullet, paragraph.level, style, left, width, baseline, place.colour)
            spans = list(zip(row, widths, strict=True))
            for span, length in reversed(spans) if self.rtl else spans:
                if span.text.strip():
                    x_text = x + self._leading_spaces(span)
                    yield TextPiece(span.text.strip(), span.style, x_text, baseline, place.colour)
                x += length
            y += leading

    def _leading_spaces(self, span: _Span) -> float:
        """The width of the spaces at the beginning of a piece, which are not written."""
        spaces = len(span.text) - len(span.text.lstrip())
        return self._width(replace(span, text=span.text[:spaces])) if spaces else 0.0

    def _leading(self, paragraph: TextParagraph, style: TypeStyle) -> float:
        return (paragraph.leading or style.leading).pt

    def _indent(self, paragraph: TextParagraph) -> float:
        return text_indent(paragraph).pt

    def _width(self, span: _Span) -> float:
        return self.fonts.measure(span.text, span.style, span.language).pt

    def _baseline(self, style: TypeStyle, leading: float) -> float:
        """The distance of the baseline from the upper edge of a line of that leading."""
        metrics = self.fonts.metrics(style)
        ascent, descent = metrics.ascent.pt, metrics.descent.pt
        return (leading - ascent - descent) / 2 + ascent

    def _bullet(
        self, sign: str, level: int, style: TypeStyle, left: float, width: float, y: float, colour: str
    ) -> TextPiece:
        at = BULLET_INDENT.pt * level
        x = left + width - at - self.fonts.measure(sign, style).pt if self.rtl else left + at
        return TextPiece(sign, style, x, y, colour)

    # lines ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self, paragraph: TextParagraph, style: TypeStyle, width: float) -> Iterator[tuple[bool, list[_Span]]]:
        """The lines of a paragraph, each with whether it is the first."""
        spans = [_Span(run.text, self._style(run, style), run.language) for run in paragraph.runs if run.text]
        if not spans:
            yield True, []
            return
        room = width - self._indent(paragraph)
        if LINE_BREAK not in paragraph.text and sum(map(self._width, spans)) <= room:
            yield True, spans  # text of several sizes, too
            return
        fitted = bold_style(style) if any(run.strong for run in paragraph.runs) else style
        broken = self.fonts.break_lines(paragraph.text, fitted, pt(room), paragraph.runs[0].language)
        rest = [(character, span) for span in spans for character in span.text]
        for number, text in enumerate(broken):
            row, rest = _split_off(text, rest)
            yield number == 0, row

    def _style(self, run: Run, style: TypeStyle) -> TypeStyle:
        """The style of a run. Text of another script has no italic, and its own family."""
        own = self.styles[run.style] if run.style else style
        weight = bold_style(own).weight if run.strong else own.weight
        family = own.family
        if run.script in self.fonts.scripts:
            letter = next((c for c in run.text if c.isalpha()), run.text[:1])
            face = self.fonts.face_for(letter, own)
            family = face.family if face is not None else family
        return replace(
            own,
            family=family,
            size=run.size or own.size,
            weight=weight,
            italic=not run.script and own.italic != run.emphasis,
            tracking=0 if run.script else own.tracking,
        )


def _split_off(text: str, rest: list[tuple[str, _Span]]) -> tuple[list[_Span], list[tuple[str, _Span]]]:
    """The characters of a line as spans, and the characters of the lines after it.

    `rest` has each character of the paragraph that is left, with its span.
    """
    line: list[tuple[str, _Span]] = []
    at = 0
    for character in text:
        while at < len(rest) and rest[at][0] != character:
            at += 1  # spaces at the end of a line, and characters that only allow a break
        if at == len(rest):
            # a hyphen that is only at the end of this line
            return _joined([*line, (character, line[-1][1])] if line else []), rest[len(line) :]
        line.append(rest[at])
        at += 1
    return _joined(line), rest[at:]


def _joined(characters: list[tuple[str, _Span]]) -> list[_Span]:
    runs = groupby(characters, key=lambda pair: id(pair[1]))
    groups = [list(run) for _, run in runs]
    return [replace(group[0][1], text="".join(character for character, _ in group)) for group in groups]


class SlideDrawer:
    """Draws the slides of one deck."""

    def __init__(self, presentation: Presentation, theme: Theme, fonts: FontSet) -> None:
        self.theme, self.palette = theme, theme.palettes[presentation.palette]
        self.rtl = rtl = presentation.direction == "rtl"
        self.layouts = layouts(theme.slide, rtl=rtl)
        self.typesetter = Typesetter(fonts, slide_styles(theme), rtl)

    def svg(self, slide: Slide) -> str:
        """The slide as SVG, one unit a point, an element a line: background, then its items in reading order.

        The slide's number is left out, since the handout has it next to the image.
        """
        width, height = self.theme.slide.width.pt, self.theme.slide.height.pt
        box, layout = f"{_n(width)} {_n(height)}", self.layouts[slide.layout]
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box}" width="{_n(width)}" height="{_n(height)}">',
            f'<rect width="{_n(width)}" height="{_n(height)}" fill="{self.palette.background.hex}"/>',
            *self._accent_line(layout),
            *(part for item in slide.items for part in self._item(item, layout)),
            "</svg>",
        ]
        return "\n".join(parts) + "\n"

    def _accent_line(self, layout: Layout) -> Iterator[str]:
        """The horizontal line of a layout that has one."""
        m = self.theme.slide
        if layout.accent_y is not None:
            yield _rect(0, layout.accent_y, m.width.pt, m.thread_height.pt, self.palette.accent.hex)

    def _item(self, item: Item, layout: Layout) -> Iterator[str]:
        match item:
            case PlaceholderText():
                place = layout.place(item.place)
                yield from map(self._text, self.typesetter.pieces(item, place))
            case TableShape():
                yield from self._table(item, layout.place(item.place))
            case Picture():
                yield _image(item.frame, svg_data_url(item.svg))
            case Photograph():
                frame = item.frame or layout.place(item.place).frame
                box = PictureBox(frame.width, frame.height, SLIDE_PPI // 2)  # the slide is small on paper
                start = ("xMaxYMax" if self.rtl else "xMinYMax") if item.frame is not None else ""
                yield _image(frame, picture_address(item.path, box), start)
            case StandingIcon():
                yield _image(item.frame, f"asset:marks/{item.standing.value}.svg")
            case RangeBar():
                yield from self._range_bar(item.frame)
            case Rule():
                f = item.frame
                yield _rect(f.left.pt, f.top.pt, f.width.pt, f.height.pt, self._colour(item.colour))

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
                text = PlaceholderText(place.name, (cell.text,), frame, table.size, table.leading)
                own = replace(
                    place, align="end" if cell.numeric else "start", colour=CELL_COLOUR if number else HEADER_COLOUR
                )
                yield from map(self._text, self.typesetter.pieces(text, own))
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

    def _text(self, piece: TextPiece) -> str:
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
    for item in slide.items:
        match item:
            case PlaceholderText():
                found += [paragraph.text for paragraph in item.paragraphs]
            case TableShape():
                found += [cell.text.text for row in item.rows for cell in row.cells]
            case Picture(alt=alt) | Photograph(alt=alt) | RangeBar(alt=alt):
                found.append(alt)
            case StandingIcon() | Rule():
                pass
    return tuple(filter(None, (" ".join(text.split()) for text in found)))


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{colour}"/>'


def _image(frame: Frame, address: str, align: str = "") -> str:
    x, y, width, height = (_n(each.pt) for each in (frame.left, frame.top, frame.width, frame.height))
    aligned = f' preserveAspectRatio="{align}"' if align else ""
    return f'<image x="{x}" y="{y}" width="{width}" height="{height}" href="{escape(address)}"{aligned}/>'


def _n(number: float) -> str:
    return f"{round(number, 2):g}"
