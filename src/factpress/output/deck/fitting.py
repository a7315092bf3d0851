"""The type styles of slides, and the largest step of a style in which a text fits.

Display type (titles, statements, quotations, large figures) steps down when it does not fit, because a smaller
title is still read from the last row. Other text never goes below `SlideMeasures.body_min`.

Widths are measured with a share of the line kept free, because a presenter's machine may lack the font. Heights are
exact, because every line has an exact leading.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from factpress.core.units import Length, pt
from factpress.design.fonts import FontSet
from factpress.design.theme import Theme, TypeStyle
from factpress.output.deck.layouts import text_indent
from factpress.output.deck.presentation import TextParagraph
from factpress.output.deck.runs import LINE_BREAK, script_of

Paragraphs = tuple[TextParagraph, ...]

# each step as a share of the style's own size; steps below body_min are left out
STEPS: Mapping[str, tuple[float, ...]] = {
    "title": (1, 0.84, 0.71, 0.62),
    "section": (1, 0.86, 0.75, 0.64),
    "statement": (1, 0.86, 0.76, 0.66),
    "big-number": (1, 0.84, 0.71, 0.58, 0.46, 0.36),
    "quote": (1, 0.88, 0.77, 0.66, 0.56),
    "slide-heading": (1, 0.84, 0.74),
    "sources": (1, 0.91, 0.82),
    "table": (1, 0.86, 0.72),
}
_SMALLER_THAN_BODY = ("sources", "table")  # to look things up in; a table is never smaller than the labels of a chart

# tracking in thousandths of an em: large serif type is set closer
TRACKING: Mapping[str, int] = {
    "title": -18,
    "section": -15,
    "statement": -14,
    "big-number": -25,
    "big-number-unit": -10,
    "slide-heading": -8,
    "closing": -8,
}

_STRONG_WEIGHT = 600
_WORD_BREAK = re.compile(r"[\s/-]+")
_LAST_LINE = Fraction(2, 5)
"""The share of the width that the last line of a balanced text should reach."""
_UNSPACED = ("Hani", "Hira", "Kana", "Khmr", "Laoo", "Mymr", "Thai")
"""Scripts without spaces between words, so that the text between two spaces is not one word (UAX #14)."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a theme's slides by name, with the smallest size for text."""

    by_name: Mapping[str, TypeStyle]
    body_min: Length

    def __getitem__(self, name: str) -> TypeStyle:
        return self.by_name[name]

    def steps(self, name: str) -> tuple[TypeStyle, ...]:
        """Return the style and its smaller steps in whole points, largest first; none below `body_min`."""
        style = self.by_name[name]
        smaller = (
            replace(style, size=pt(round(style.size.pt * share)), leading=pt(round(style.leading.pt * share)))
            for share in STEPS.get(name, (1,))[1:]
        )
        return (style, *(s for s in smaller if s.size >= self.body_min or name in _SMALLER_THAN_BODY))


def slide_styles(theme: Theme) -> Styles:
    """Return the slide styles of a brand, and those derived from them: question, lead, sources, closing."""
    own = theme.slide_type
    body, mark, heading = own["body"], own["mark"], own["slide-heading"]
    small = theme.slide.body_min
    lead = replace(body, size=small, leading=small * Fraction(9, 7))
    derived = {
        "question": replace(lead, family=mark.family, weight=mark.weight),
        "lead": lead,
        "attribution": lead,
        "subtitle": replace(lead, leading=small * Fraction(17, 14)),
        "sources": replace(body, size=pt(22), leading=pt(28)),
        "table": replace(body, size=pt(28), leading=pt(34)),
        "closing": replace(heading, size=pt(44), leading=pt(52)),
        "footer-number": replace(own["footer"], weight=mark.weight),
        "year": replace(own["footer"], size=pt(14), leading=pt(16), weight=mark.weight),
        "notes": replace(body, size=pt(14), leading=pt(19)),
    }
    return Styles({**derived, **own}, small)


def bold_style(style: TypeStyle) -> TypeStyle:
    """Return the style in bold type."""
    return replace(style, weight=max(style.weight, _STRONG_WEIGHT))


@dataclass(frozen=True, slots=True)
class Fitted:
    """The largest step in which a text fits, with the text's height and the count of lines that do not fit."""

    style: TypeStyle
    height: Length
    excess: int = 0


@dataclass(frozen=True, slots=True)
class Fitter:
    """Measures text and counts lines. `reserve` is the share of each line that is kept free."""

    fonts: FontSet
    styles: Styles
    reserve: float
    _counted: dict[tuple[str, TypeStyle, Length, str], int] = field(
        default_factory=dict[tuple[str, TypeStyle, Length, str], int], compare=False, repr=False
    )

    def width(self, text: str, style: TypeStyle, language: str) -> Length:
        """Return the length of a text on one line, with the reserve."""
        return self.fonts.measure(text, style, language) * (1 + self.reserve)

    def line_count(self, paragraph: TextParagraph, style: TypeStyle, width: Length) -> int:
        """Return how many lines a paragraph takes, at least one."""
        room = width - text_indent(paragraph)
        used = _measured(paragraph, style)
        key = (paragraph.text, used, room, _language(paragraph))
        if key not in self._counted:
            lines = self.fonts.break_lines(paragraph.text, used, room * (1 - self.reserve), key[3])
            self._counted[key] = max(1, len(lines))
        return self._counted[key]

    def column(self, paragraph: TextParagraph, style: TypeStyle) -> tuple[float, float]:
        """Return the widths that a paragraph needs in a column, in points: without a broken word, and on one line."""
        used, language = _measured(paragraph, style), _language(paragraph)
        lines = paragraph.text.split(LINE_BREAK)
        whole = max(self.fonts.measure(line, used, language) for line in lines)
        word = max(self.fonts.widest_piece(line, used, language) for line in lines)
        least, most = (math.ceil(width.pt * 100 / (1 - self.reserve)) / 100 for width in (word, whole))
        return least, most

    def leading(self, paragraph: TextParagraph, style: TypeStyle) -> Length:
        """Return the leading of a paragraph: the style's, or more where letters of another script need it."""
        leading = style.leading
        for run in (run for run in paragraph.runs if run.script):
            letter = next((c for c in run.text if c.isalpha()), run.text[0])
            face = self.fonts.face_for(letter, style)
            if face is not None:
                other = self.fonts.metrics(TypeStyle(face.family, style.size, leading, face.weight, face.italic))
                leading = max(leading, pt(round((other.ascent + other.descent).pt)))
        return leading

    def height(self, paragraphs: Iterable[TextParagraph], style: TypeStyle, width: Length) -> Length:
        """Return the height of some paragraphs, with the space above each but the first."""
        total = pt(0)
        for i, paragraph in enumerate(paragraphs):
            total += self.leading(paragraph, style) * self.line_count(paragraph, style, width)
            if i and paragraph.before is not None:
                total += paragraph.before
        return total

    def fit(self, name: str, paragraphs: Paragraphs, width: Length, height: Length) -> Fitted:
        """Fit the paragraphs: the largest step of that style in which they have room and no word is broken."""
        steps = self.styles.steps(name)
        fitting = [s for s in steps if self.height(paragraphs, s, width) <= height]
        whole = next((s for s in fitting if not self._breaks_word(paragraphs, s, width)), None)
        style = whole or (fitting[-1] if fitting else steps[-1])
        needed = self.height(paragraphs, style, width)
        return Fitted(style, needed, self.excess_lines(needed - height, style))

    def _breaks_word(self, paragraphs: Paragraphs, style: TypeStyle, width: Length) -> bool:
        """Whether some long word is wider than the line."""
        room = width * (1 - self.reserve)
        return any(
            self.fonts.measure(word, style, _language(paragraph)) > room
            for paragraph in paragraphs
            for word in _WORD_BREAK.split(paragraph.text)
            if len(word) > 8 and script_of(word[0]) not in _UNSPACED
        )

    @staticmethod
    def excess_lines(excess: Length, style: TypeStyle) -> int:
        """Return an excess of height in lines of that style, rounded up; 0 where there is none."""
        return max(0, -(-excess.emu // style.leading.emu))

    def balanced_width(self, paragraphs: Paragraphs, style: TypeStyle, width: Length) -> Length:
        """Return a narrower width in which the paragraphs take as many lines and the last lines are not short."""

        def counts(width: Length) -> list[int]:
            return [self.line_count(paragraph, style, width) for paragraph in paragraphs]

        full = counts(width)
        if max(full, default=0) < 2:
            return width
        low, high = 50, 100  # percent of the width
        while low < high:
            middle = (low + high) // 2
            narrow = width * Fraction(middle, 100)
            if counts(narrow) == full and not self._breaks_word(paragraphs, style, narrow):
                high = middle
            else:
                low = middle + 1
        widths = [width * Fraction(percent, 100) for percent in range(high, 101, 2)]
        return max(widths, key=lambda narrow: min(_LAST_LINE, self._shortest_last_line(paragraphs, style, narrow)))

    def _shortest_last_line(self, paragraphs: Paragraphs, style: TypeStyle, width: Length) -> Fraction:
        """Return the length of the shortest last line as a share of the width, without the reserve."""
        shares = [Fraction(1)]
        for paragraph in paragraphs:
            lines = self.fonts.break_lines(paragraph.text, style, width, _language(paragraph))
            if len(lines) > 1:
                last = self.fonts.measure(lines[-1].strip(), style, _language(paragraph))
                shares.append(Fraction(last.emu, width.emu))
        return min(shares)

    def pages(self, paragraphs: Paragraphs, style: TypeStyle, width: Length, height: Length) -> Iterator[Paragraphs]:
        """Divide the paragraphs into pages of that height. A paragraph that is higher is a page alone."""
        page: Paragraphs = ()
        used = pt(0)
        for paragraph in paragraphs:
            above = paragraph.before or pt(0)
            own = self.leading(paragraph, style) * self.line_count(paragraph, style, width)
            if page and used + above + own > height:
                # keep an introduction, which ends in a colon, with its list
                introduces = len(page) > 1 and page[-1].text.rstrip().endswith(":") and not page[-1].bullet
                carried = page[-1:] if introduces else ()
                yield page[: len(page) - len(carried)]
                page, used = carried, self.height(carried, style, width)
            used += above + own if page else own
            page += (paragraph,)
        if page:
            yield page


def _measured(paragraph: TextParagraph, style: TypeStyle) -> TypeStyle:
    """The style that a paragraph is measured in: bold if a part of it is."""
    return bold_style(style) if any(run.strong for run in paragraph.runs) else style


def _language(paragraph: TextParagraph) -> str:
    return paragraph.runs[0].language if paragraph.runs else "en"
