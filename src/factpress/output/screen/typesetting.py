"""The text of a placeholder as pieces on lines: broken, measured and placed with the fonts' own metrics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from factpress.design.fonts import FontSet
from factpress.design.line_breaks import SOFT_HYPHEN, line_ranges
from factpress.design.theme import TypeStyle
from factpress.output.deck.layouts.placeholders import BULLET_INDENT, Level, Placeholder, text_indent
from factpress.output.deck.layouts.styles import bold_style
from factpress.output.deck.presentation import Frame, PlaceholderText, Run, TextParagraph
from factpress.publication.facts.claims import Standing


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
