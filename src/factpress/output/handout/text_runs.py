"""Words of a slide as pieces of type, each with its place: lines end where a program with the typefaces ends them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from factpress.core.units import pt
from factpress.design.fonts import FontShelf
from factpress.design.theme import TypeStyle
from factpress.output.deck.layouts import INDENT, Place
from factpress.output.deck.presentation import Line, Run, Words
from factpress.output.deck.runs import LINE_END
from factpress.output.deck.styles import Styles

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
