"""Slides as small SVG images, from the same values that the deck is written from. Text stays text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote

from factpress.core.units import pt
from factpress.design.fonts import FontShelf
from factpress.design.theme import Palette, Theme, TypeStyle
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
from factpress.output.html.assets import svg_address

_STRONG = 600


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words on one line and in one style; `x` is their left edge, `y` their baseline, in points on the slide."""

    text: str
    style: TypeStyle
    x: float
    y: float
    colour: str  # a role of the palette


@dataclass(frozen=True, slots=True)
class _Span:
    """Words of one run on one line."""

    text: str
    style: TypeStyle
    soft: bool
    language: str


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Breaks lines and measures them with the fonts' own metrics; no share of a line is kept free, as no font lacks."""

    shelf: FontShelf
    styles: Styles
    rtl: bool = False

    def pieces(self, words: Words, place: Place) -> Iterator[Piece]:
        """The words of a placeholder, line by line, from the upper edge of its frame or up from its lower one."""
        own = self.styles[place.style]
        style = replace(own, size=words.size or own.size, leading=words.leading or own.leading)
        frame = words.frame or place.frame
        left, width = frame.left.pt, frame.width.pt
        rows = [(line, row, first) for line in words.lines for first, row in self._rows(line, style, width)]
        high = sum(self._leading(line, style) for line, _, _ in rows) + self._between(words)
        free = frame.height.pt - high
        y = frame.top.pt + {"top": 0.0, "middle": free / 2, "bottom": free}[place.anchor]
        for number, (line, row, first) in enumerate(rows):
            if first and number and line.before is not None:
                y += line.before.pt
            leading = self._leading(line, style)
            indent = self._indent(line)
            end = (place.align == "end") != self.rtl
            measured = [self._width(span) for span in row]
            x = left + width - sum(measured) - (indent if self.rtl else 0) if end else left
            x += 0 if end else indent
            base = y + self._baseline(row[0].style if row else style, leading)
            if first and line.bullet:
                yield self._bullet(line, words, style, left, width, base, place.colour)
            spans = list(zip(row, measured, strict=True))
            for span, length in reversed(spans) if self.rtl else spans:
                if span.text.strip():
                    yield Piece(span.text.strip(), span.style, x + self._lead(span), base, self._colour(span, place))
                x += length
            y += leading

    def _colour(self, span: _Span, place: Place) -> str:
        return "soft" if span.soft else place.colour

    def _lead(self, span: _Span) -> float:
        """The width of the spaces that a piece begins with: they move it, and are not set."""
        spaces = len(span.text) - len(span.text.lstrip())
        return self.shelf.measure(span.text[:spaces], span.style, span.language).pt if spaces else 0.0

    def _between(self, words: Words) -> float:
        return sum(line.before.pt for line in words.lines[1:] if line.before is not None)

    def _leading(self, line: Line, style: TypeStyle) -> float:
        return (line.leading or style.leading).pt

    def _indent(self, line: Line) -> float:
        return INDENT.pt * (line.level + 1) if line.bullet else 0.0

    def _width(self, span: _Span) -> float:
        return self.shelf.measure(span.text, span.style, span.language).pt

    def _baseline(self, style: TypeStyle, leading: float) -> float:
        """How far the baseline stands below the upper edge of a line of that leading."""
        metrics = self.shelf.metrics(style)
        ascent, descent = metrics.ascent.pt, metrics.descent.pt
        return (leading - ascent - descent) / 2 + ascent

    def _bullet(
        self, line: Line, words: Words, style: TypeStyle, left: float, width: float, y: float, colour: str
    ) -> Piece:
        sign = line.bullet
        if sign == "1.":
            alike = [one for one in words.lines if one.bullet == "1." and one.level == line.level]
            sign = f"{alike.index(line) + 1}."
        at = INDENT.pt * line.level
        x = left + width - at - self.shelf.measure(sign, style).pt if self.rtl else left + at
        return Piece(sign, style, x, y, colour)

    # lines ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self, line: Line, style: TypeStyle, width: float) -> Iterator[tuple[bool, list[_Span]]]:
        """The lines of a paragraph, each with whether it is the first."""
        spans = [_Span(run.text, self._style(run, style), run.soft, run.language) for run in line.runs if run.text]
        if not spans:
            yield True, []
            return
        room = width - self._indent(line)
        if LINE_END not in line.text and sum(map(self._width, spans)) <= room:
            yield True, spans  # words of several sizes, too
            return
        strong = any(run.strong for run in line.runs)
        fitted = replace(style, weight=max(style.weight, _STRONG)) if strong else style
        broken = self.shelf.break_lines(line.text, fitted, pt(room), line.runs[0].language)
        rest = [(character, span) for span in spans for character in span.text]
        for number, text in enumerate(broken):
            row, rest = _taken(text, rest)
            yield number == 0, row

    def _style(self, run: Run, style: TypeStyle) -> TypeStyle:
        """The style of a run; letters of another script have no italic, and a family of their own."""
        own = self.styles[run.style] if run.style else style
        size = run.size or own.size
        weight = max(own.weight, _STRONG) if run.strong else own.weight
        italic = not run.script and own.italic != run.emphasis
        family = own.family
        if run.script in self.shelf.scripts:
            letter = next((c for c in run.text if c.isalpha()), run.text[:1])
            face = self.shelf.face_for(letter, own)
            family = face.family if face is not None else family
        return TypeStyle(family, size, own.leading, weight, italic)


def _taken(text: str, rest: list[tuple[str, _Span]]) -> tuple[list[_Span], list[tuple[str, _Span]]]:
    """The characters of a line, with the spans that they are of, and what is left for the lines after it."""
    taken: list[tuple[str, _Span]] = []
    at = 0
    for character in text:
        while at < len(rest) and rest[at][0] != character:
            at += 1  # spaces at a line's end, and what only says where a word may break
        if at == len(rest):
            # a hyphen that stands only at the end of this line
            return _joined([*taken, (character, taken[-1][1])] if taken else []), rest[len(taken) :]
        taken.append(rest[at])
        at += 1
    return _joined(taken), rest[at:]


def _joined(taken: list[tuple[str, _Span]]) -> list[_Span]:
    row: list[_Span] = []
    last: _Span | None = None
    for character, span in taken:
        if span is last:
            row[-1] = replace(row[-1], text=row[-1].text + character)
        else:
            row.append(replace(span, text=character))
            last = span
    return row


_THREADS = 4


class SlideDrawer:
    """Draws the slides of one deck: holds its palette, layouts and fonts."""

    def __init__(self, presentation: Presentation, theme: Theme, shelf: FontShelf) -> None:
        self.theme, self.palette = theme, theme.palettes[presentation.palette]
        rtl = presentation.direction == "rtl"
        made = layouts(theme.slide)
        self.layouts = {name: mirrored(one, theme.slide) if rtl else one for name, one in made.items()}
        self.typesetter = Typesetter(shelf, styles(theme), rtl)

    def svg(self, slide: Slide) -> str:
        """The slide as SVG, one unit a point, an element a line: grounds, then its items in reading order.

        The slide's number is left out, since it stands beside the picture.
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
        m = self.theme.slide
        if layout.thread_y is not None:
            yield _rect(0, layout.thread_y, m.width.pt, m.thread_height.pt, self.palette.accent.hex)

    def _item(self, item: Item, layout: Layout) -> Iterator[str]:
        match item:
            case Words():
                place = layout.place(item.place)
                yield from (_text(piece, self.theme, self.palette) for piece in self.typesetter.pieces(item, place))
            case Picture():
                yield _image(item.frame, svg_address(item.svg))
            case Photograph():
                yield _image(layout.place(item.place).frame, "own:" + quote(item.path))
            case Sign():
                yield _image(item.frame, f"asset:marks/{item.standing.value}.svg")
            case Bar():
                yield from self._threads(item.frame)
            case Rule():
                f = item.frame
                yield _rect(f.left.pt, f.top.pt, f.width.pt, f.height.pt, _colour(self.palette, item.colour))

    def _threads(self, frame: Frame) -> Iterator[str]:
        """A range: threads between two end-stops that stand a little over them, as on the slide itself."""
        left, top, width, height = frame.left.pt, frame.top.pt, frame.width.pt, frame.height.pt
        stop, over = height / 10, height * 0.16
        pitch = (height - 2 * over + height * 0.06) / _THREADS
        colour = self.palette.bar.hex
        yield from (_rect(x, top, stop, height, colour) for x in (left, left + width - stop))
        for i in range(_THREADS):
            yield _rect(left, top + over + i * pitch, width, pitch * 0.7, colour)


def said(slide: Slide) -> tuple[str, ...]:
    """What the slide says, in reading order, a paragraph each, and the words that stand for its pictures."""
    found: list[str] = []
    for item in slide.items:
        match item:
            case Words():
                found += [" ".join(line.text.split()) for line in item.lines]
            case Picture(alt=alt) | Photograph(alt=alt) | Bar(alt=alt):
                found.append(" ".join(alt.split()))
            case Sign() | Rule():
                pass
    return tuple(words for words in found if words)


def _text(piece: Piece, theme: Theme, palette: Palette) -> str:
    style = piece.style
    slope = ' font-style="italic"' if style.italic else ""
    weight = f' font-weight="{style.weight}"' if style.weight != 400 else ""
    return (
        f'<text x="{_n(piece.x)}" y="{_n(piece.y)}" font-family="{escape(_families(style, theme))}"'
        f' font-size="{_n(style.size.pt)}"{weight}{slope} fill="{_colour(palette, piece.colour)}">'
        f"{escape(piece.text, quote=False)}</text>"
    )


def _families(style: TypeStyle, theme: Theme) -> str:
    """The family, and behind it those that the theme has for other scripts: a sans beside a sans."""
    sans = any(style.family == pair[1] for pair in theme.scripts.values())
    others = [pair[1 if sans else 0] for script, pair in sorted(theme.scripts.items()) if script != "Latn"]
    return ", ".join(f"'{family}'" for family in dict.fromkeys((style.family, *others)))


def _colour(palette: Palette, role: str) -> str:
    return getattr(palette, role).hex


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{colour}"/>'


def _image(frame: Frame, address: str) -> str:
    x, y, width, height = (_n(each.pt) for each in (frame.left, frame.top, frame.width, frame.height))
    return f'<image x="{x}" y="{y}" width="{width}" height="{height}" href="{escape(address)}"/>'


def _n(number: float) -> str:
    return f"{round(number, 2):g}"
