"""Slides as small SVG images, from the same values that the deck is written from. Text stays text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from urllib.parse import quote

from factpress.core.units import pt
from factpress.design.fonts import FontShelf
from factpress.design.theme import Theme, TypeStyle
from factpress.output.deck.fitting import Styles, styles
from factpress.output.deck.layouts import INDENT, Layout, Place, layouts, mirrored
from factpress.output.deck.presentation import (
    Bar,
    Frame,
    Item,
    Line,
    Photograph,
    Picture,
    Presentation,
    Rule,
    Run,
    Sign,
    Slide,
    Words,
)
from factpress.output.deck.runs import LINE_END
from factpress.output.html.assets import families, svg_data_url

_STRONG = 600
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
    soft: bool
    language: str


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Breaks and measures lines with the fonts' own metrics. The fonts are embedded, so no reserve is needed."""

    fonts: FontShelf
    styles: Styles
    rtl: bool = False

    def pieces(self, words: Words, place: Place) -> Iterator[TextPiece]:
        """The text of a placeholder, line by line, placed in its frame as the placeholder is anchored."""
        own = self.styles[place.style]
        style = replace(own, size=words.size or own.size, leading=words.leading or own.leading)
        frame = words.frame or place.frame
        left, width = frame.left.pt, frame.width.pt
        rows = [(line, row, first) for line in words.lines for first, row in self._rows(line, style, width)]
        between = sum(line.before.pt for line in words.lines[1:] if line.before is not None)
        free = frame.height.pt - (sum(self._leading(line, style) for line, _, _ in rows) + between)
        y = frame.top.pt + {"top": 0.0, "middle": free / 2, "bottom": free}[place.anchor]
        at_end = (place.align == "end") != self.rtl
        for number, (line, row, first) in enumerate(rows):
            if first and number and line.before is not None:
                y += line.before.pt
            leading = self._leading(line, style)
            indent = self._indent(line)
            widths = list(map(self._width, row))
            x = left + width - sum(widths) - (indent if self.rtl else 0) if at_end else left + indent
            baseline = y + self._baseline(row[0].style if row else style, leading)
            if first and line.bullet:
                yield self._bullet(line, words, style, left, width, baseline, place.colour)
            spans = list(zip(row, widths, strict=True))
            for span, length in reversed(spans) if self.rtl else spans:
                if span.text.strip():
                    colour = "soft" if span.soft else place.colour
                    yield TextPiece(span.text.strip(), span.style, x + self._leading_spaces(span), baseline, colour)
                x += length
            y += leading

    def _leading_spaces(self, span: _Span) -> float:
        """The width of the spaces at the beginning of a piece, which are not written."""
        spaces = len(span.text) - len(span.text.lstrip())
        return self._width(replace(span, text=span.text[:spaces])) if spaces else 0.0

    def _leading(self, line: Line, style: TypeStyle) -> float:
        return (line.leading or style.leading).pt

    def _indent(self, line: Line) -> float:
        return INDENT.pt * (line.level + 1) if line.bullet else 0.0

    def _width(self, span: _Span) -> float:
        return self.fonts.measure(span.text, span.style, span.language).pt

    def _baseline(self, style: TypeStyle, leading: float) -> float:
        """The distance of the baseline from the upper edge of a line of that leading."""
        metrics = self.fonts.metrics(style)
        ascent, descent = metrics.ascent.pt, metrics.descent.pt
        return (leading - ascent - descent) / 2 + ascent

    def _bullet(
        self, line: Line, words: Words, style: TypeStyle, left: float, width: float, y: float, colour: str
    ) -> TextPiece:
        sign = line.bullet
        if sign == "1.":
            numbered = [one for one in words.lines if one.bullet == "1." and one.level == line.level]
            sign = f"{numbered.index(line) + 1}."
        at = INDENT.pt * line.level
        x = left + width - at - self.fonts.measure(sign, style).pt if self.rtl else left + at
        return TextPiece(sign, style, x, y, colour)

    # lines ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self, line: Line, style: TypeStyle, width: float) -> Iterator[tuple[bool, list[_Span]]]:
        """The lines of a paragraph, each with whether it is the first."""
        spans = [_Span(run.text, self._style(run, style), run.soft, run.language) for run in line.runs if run.text]
        if not spans:
            yield True, []
            return
        room = width - self._indent(line)
        if LINE_END not in line.text and sum(map(self._width, spans)) <= room:
            yield True, spans  # text of several sizes, too
            return
        strong = any(run.strong for run in line.runs)
        fitted = replace(style, weight=max(style.weight, _STRONG)) if strong else style
        broken = self.fonts.break_lines(line.text, fitted, pt(room), line.runs[0].language)
        rest = [(character, span) for span in spans for character in span.text]
        for number, text in enumerate(broken):
            row, rest = _split_off(text, rest)
            yield number == 0, row

    def _style(self, run: Run, style: TypeStyle) -> TypeStyle:
        """The style of a run. Text of another script has no italic, and its own family."""
        own = self.styles[run.style] if run.style else style
        weight = max(own.weight, _STRONG) if run.strong else own.weight
        family = own.family
        if run.script in self.fonts.scripts:
            letter = next((c for c in run.text if c.isalpha()), run.text[:1])
            face = self.fonts.face_for(letter, own)
            family = face.family if face is not None else family
        return TypeStyle(
            family, run.size or own.size, own.leading, weight, not run.script and own.italic != run.emphasis
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

    def __init__(self, presentation: Presentation, theme: Theme, fonts: FontShelf) -> None:
        self.theme, self.palette = theme, theme.palettes[presentation.palette]
        rtl = presentation.direction == "rtl"
        self.layouts = {
            name: mirrored(layout, theme.slide) if rtl else layout for name, layout in layouts(theme.slide).items()
        }
        self.typesetter = Typesetter(fonts, styles(theme), rtl)

    def svg(self, slide: Slide) -> str:
        """The slide as SVG, one unit a point, an element a line: background, then its items in reading order.

        The slide's number is left out, since the handout has it next to the image.
        """
        width, height = self.theme.slide.width.pt, self.theme.slide.height.pt
        box, layout = f"{_n(width)} {_n(height)}", self.layouts[slide.layout]
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box}" width="{_n(width)}" height="{_n(height)}">',
            f'<rect width="{_n(width)}" height="{_n(height)}" fill="{self.palette.background.hex}"/>',
            *self._thread(layout),
            *(part for item in slide.items for part in self._item(item, layout)),
            "</svg>",
        ]
        return "\n".join(parts) + "\n"

    def _thread(self, layout: Layout) -> Iterator[str]:
        """The horizontal line of a layout that has one."""
        m = self.theme.slide
        if layout.thread_y is not None:
            yield _rect(0, layout.thread_y, m.width.pt, m.thread_height.pt, self.palette.accent.hex)

    def _item(self, item: Item, layout: Layout) -> Iterator[str]:
        match item:
            case Words():
                place = layout.place(item.place)
                yield from map(self._text, self.typesetter.pieces(item, place))
            case Picture():
                yield _image(item.frame, svg_data_url(item.svg))
            case Photograph():
                yield _image(layout.place(item.place).frame, "own:" + quote(item.path))
            case Sign():
                yield _image(item.frame, f"asset:marks/{item.standing.value}.svg")
            case Bar():
                yield from self._range_bar(item.frame)
            case Rule():
                f = item.frame
                yield _rect(f.left.pt, f.top.pt, f.width.pt, f.height.pt, self._colour(item.colour))

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
        names = escape(", ".join(f"'{family}'" for family in families(style.family, self.theme)))
        return (
            f'<text x="{_n(piece.x)}" y="{_n(piece.y)}" font-family="{names}"'
            f' font-size="{_n(style.size.pt)}"{weight}{slope} fill="{self._colour(piece.colour)}">'
            f"{escape(piece.text, quote=False)}</text>"
        )

    def _colour(self, role: str) -> str:
        return getattr(self.palette, role).hex


def slide_texts(slide: Slide) -> tuple[str, ...]:
    """The text of the slide in reading order, a paragraph each, with the alternative texts of its pictures."""
    found: list[str] = []
    for item in slide.items:
        match item:
            case Words():
                found += [line.text for line in item.lines]
            case Picture(alt=alt) | Photograph(alt=alt) | Bar(alt=alt):
                found.append(alt)
            case Sign() | Rule():
                pass
    return tuple(filter(None, (" ".join(text.split()) for text in found)))


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{colour}"/>'


def _image(frame: Frame, address: str) -> str:
    x, y, width, height = (_n(each.pt) for each in (frame.left, frame.top, frame.width, frame.height))
    return f'<image x="{x}" y="{y}" width="{width}" height="{height}" href="{escape(address)}"/>'


def _n(number: float) -> str:
    return f"{round(number, 2):g}"
