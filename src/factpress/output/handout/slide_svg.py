"""Slides as small SVG images, from the same values that the deck is written from. Text stays text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from factpress.design.fonts import FontSet
from factpress.design.line_breaks import SOFT_HYPHEN, line_ranges
from factpress.design.theme import Theme, TypeStyle
from factpress.output.deck.layouts.families import by_title
from factpress.output.deck.layouts.placeholders import BULLET_INDENT, Layout, Level, Placeholder, text_indent
from factpress.output.deck.layouts.styles import bold_style
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
    Run,
    Slide,
    TableShape,
    TextBox,
    TextParagraph,
    single_items,
)
from factpress.output.deck.template.deck_layouts import deck_layouts
from factpress.output.html.assets import families, svg_data_url
from factpress.output.pictures import SLIDE_PPI, PictureBox, picture_address
from factpress.publication.facts.claims import Standing

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
class IconPiece:
    """The icon of a standing, in points on the slide."""

    standing: Standing
    frame: Frame


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
    rtl: bool = False

    def pieces(self, text: PlaceholderText, place: Placeholder) -> Iterator[TextPiece | IconPiece]:
        """The text of a placeholder, line by line, placed in its frame as the placeholder is anchored."""
        frame, at_end = place.frame, (place.align == "end") != self.rtl
        left, width = frame.left.pt + (text.inset.pt if at_end else 0), frame.width.pt - text.inset.pt
        rows = [
            (paragraph, place.levels[place.level_of(paragraph)], row, first)
            for paragraph in text.paragraphs
            for first, row in self._rows(paragraph, place.levels[place.level_of(paragraph)], width)
        ]
        between = sum(place.before(paragraph).pt for paragraph in text.paragraphs[1:])
        free = frame.height.pt - (sum(self._leading(paragraph, level) for paragraph, level, _, _ in rows) + between)
        y = frame.top.pt + {"top": 0.0, "middle": free / 2, "bottom": free}[place.anchor]
        for number, (paragraph, level, row, first) in enumerate(rows):
            if first and number:
                y += place.before(paragraph).pt
            leading = self._leading(paragraph, level)
            indent = self._indent(paragraph, level)
            widths = list(map(self._width, row))
            x = left + width - sum(widths) - (indent if self.rtl else 0) if at_end else left + indent
            baseline = y + self._baseline(row[0].style if row else level.style, leading)
            if first and level.standing is not None:
                size = level.style.size.pt
                start = x + sum(widths) + level.hanging.pt - size if self.rtl else x - level.hanging.pt
                yield IconPiece(level.standing, Frame.points(start, y + (leading - size) / 2, size, size))
            elif first and paragraph.bullet:
                yield self._bullet(paragraph.bullet, paragraph.level, level, left, width, baseline)
            spans = list(zip(row, widths, strict=True))
            for span, length in reversed(spans) if self.rtl else spans:
                if span.text.strip():
                    x_text = x + self._leading_spaces(span)
                    yield TextPiece(span.text.strip(), span.style, x_text, baseline, level.colour)
                x += length
            y += leading

    def _leading_spaces(self, span: _Span) -> float:
        """The width of the spaces at the beginning of a piece, which are not written."""
        spaces = len(span.text) - len(span.text.lstrip())
        return self._width(replace(span, text=span.text[:spaces])) if spaces else 0.0

    def _leading(self, paragraph: TextParagraph, level: Level) -> float:
        return (paragraph.leading or level.style.leading).pt

    def _indent(self, paragraph: TextParagraph, level: Level) -> float:
        return (level.margin if level.standing is not None else text_indent(paragraph)).pt

    def _width(self, span: _Span) -> float:
        return self.fonts.measure(span.text, span.style, span.language).pt

    def _baseline(self, style: TypeStyle, leading: float) -> float:
        """The distance of the baseline from the upper edge of a line of that leading."""
        metrics = self.fonts.metrics(style)
        ascent, descent = metrics.ascent.pt, metrics.descent.pt
        return (leading - ascent - descent) / 2 + ascent

    def _bullet(self, sign: str, depth: int, level: Level, left: float, width: float, y: float) -> TextPiece:
        at = BULLET_INDENT.pt * depth
        x = left + width - at - self.fonts.measure(sign, level.style).pt if self.rtl else left + at
        return TextPiece(sign, level.style, x, y, level.colour)

    # lines ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self, paragraph: TextParagraph, level: Level, width: float) -> Iterator[tuple[bool, list[_Span]]]:
        """The lines of a paragraph, each with whether it is the first."""
        style = level.style
        spans = [_Span(run.text, self._style(run, style), run.language) for run in paragraph.runs if run.text]
        text = "".join(span.text for span in spans)
        if not text.strip():
            yield True, []
            return
        room = width - self._indent(paragraph, level)

        def measure(start: int, end: int) -> float:
            return sum(map(self._width, _part(spans, start, end)))

        for number, (start, end) in enumerate(line_ranges(text, spans[0].language, measure, room)):
            yield number == 0, _part(spans, start, end)

    def _style(self, run: Run, style: TypeStyle) -> TypeStyle:
        """The style of a run. Text of another script has no italic, and its own family."""
        weight = bold_style(style).weight if run.strong else style.weight
        family = style.family
        if run.script in self.fonts.scripts:
            letter = next((c for c in run.text if c.isalpha()), run.text[:1])
            face = self.fonts.face_for(letter, style)
            family = face.family if face is not None else family
        return replace(
            style,
            family=family,
            weight=weight,
            italic=not run.script and style.italic != run.emphasis,
            tracking=0 if run.script else style.tracking,
        )


def _part(spans: list[_Span], start: int, end: int) -> list[_Span]:
    """The spans from `start` to `end` of their text, as they are rendered in a line."""
    text = "".join(span.text for span in spans)[start:end]
    start, end = end - len(text.lstrip()), start + len(text.rstrip())
    parts: list[_Span] = []
    at = 0
    for span in spans:
        part = span.text[max(0, start - at) : max(0, end - at)]
        at += len(span.text)
        shown = part.replace(SOFT_HYPHEN, "") + ("-" if part.endswith(SOFT_HYPHEN) and at >= end else "")
        parts += [replace(span, text=shown)] if shown else []
    return parts


class SlideDrawer:
    """Draws the slides of one deck."""

    def __init__(self, presentation: Presentation, theme: Theme, fonts: FontSet) -> None:
        self.theme, self.palette = theme, theme.palettes[presentation.palette]
        self.rtl = rtl = presentation.direction == "rtl"
        self.layouts = by_title(deck_layouts(theme, rtl=rtl))
        self.typesetter = Typesetter(fonts, rtl)

    def svg(self, slide: Slide) -> str:
        """The slide as SVG, one unit a point, an element a line: background, then its items in reading order.

        The slide's number is left out, since the handout has it next to the image.
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
