"""The type styles of slides, and the largest step of a style in which a text fits.

Display type (titles, statements, quotations, large figures) steps down when it does not fit, because a smaller
title is still read from the last row. Other text never goes below `SlideMeasures.body_min`.

Widths are measured with a share of the line kept free, because a presenter's machine may lack the font. Heights are
exact, because every line has an exact leading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from factpress.core.units import Length, pt
from factpress.design.fonts import FontShelf
from factpress.design.theme import Theme, TypeStyle
from factpress.output.deck.layouts import INDENT
from factpress.output.deck.presentation import Line
from factpress.output.deck.runs import script_of

# each step as a share of the style's own size; the last one that the room allows is "heading" size or body_min
STEPS: Mapping[str, tuple[float, ...]] = {
    "title": (1, 0.84, 0.71, 0.62),
    "section": (1, 0.86, 0.75, 0.64),
    "statement": (1, 0.86, 0.76, 0.66),
    "big-number": (1, 0.84, 0.71, 0.58, 0.46, 0.36),
    "quote": (1, 0.88, 0.77, 0.66, 0.56),
    "slide-heading": (1, 0.84, 0.74),
    "sources": (1, 0.91, 0.82),
}
_BELOW_TEXT = ("sources",)  # a list to look things up in, not to be read from the last row

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


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a theme's slides by name, with the smallest size for text."""

    by_name: Mapping[str, TypeStyle]
    body_min: Length

    def __getitem__(self, name: str) -> TypeStyle:
        return self.by_name[name]

    def steps(self, name: str) -> tuple[TypeStyle, ...]:
        """The style and its smaller steps, largest first; none below `body_min`."""
        style = self.by_name[name]
        scaled = (scale(style, factor) for factor in STEPS.get(name, (1,)))
        return tuple(s for i, s in enumerate(scaled) if i == 0 or s.size >= self.body_min or name in _BELOW_TEXT)


def scale(style: TypeStyle, factor: float) -> TypeStyle:
    """The style at that share of its size and leading, in whole points."""
    if factor == 1:
        return style
    return replace(style, size=pt(round(style.size.pt * factor)), leading=pt(round(style.leading.pt * factor)))


def styles(theme: Theme) -> Styles:
    """The brand's slide styles, and those between them: question, lead, sources, closing."""
    own = theme.slide_type
    body, mark, heading = own["body"], own["mark"], own["slide-heading"]
    small = theme.slide.body_min
    lead = replace(body, size=small, leading=small * Fraction(9, 7))
    made = {
        "question": replace(lead, family=mark.family, weight=mark.weight),
        "lead": lead,
        "attribution": lead,
        "subtitle": replace(lead, leading=small * Fraction(17, 14)),
        "sources": replace(body, size=pt(22), leading=pt(28)),
        "closing": replace(heading, size=pt(44), leading=pt(52)),
        "footer-number": replace(own["footer"], weight=mark.weight),
        "year": replace(own["footer"], size=pt(14), leading=pt(16), weight=mark.weight),
        "notes": replace(body, size=pt(14), leading=pt(19)),
    }
    return Styles({**made, **own}, small)


_PIECES = re.compile(r"[\s/-]+")
_FULL = Fraction(2, 5)
"""How far a last line has to go, as a share of the width, not to look forgotten."""
_UNSPACED = ("Hani", "Hira", "Kana", "Khmr", "Laoo", "Mymr", "Thai")
"""Scripts that write no spaces, so that what stands between two spaces is no word (UAX #14)."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words in the largest step that fits: its style and height. `over` counts the lines that do not fit at all."""

    style: TypeStyle
    height: Length
    over: int = 0


@dataclass(frozen=True, slots=True)
class Fitter:
    """Counts lines. `reserve` is the share of each line that is kept free."""

    shelf: FontShelf
    styles: Styles
    reserve: float
    _counted: dict[tuple[str, TypeStyle, Length, str], int] = field(
        default_factory=dict[tuple[str, TypeStyle, Length, str], int], compare=False, repr=False
    )

    def width(self, text: str, style: TypeStyle, language: str) -> Length:
        """The length of a text on one line, with what is kept free."""
        return self.shelf.measure(text, style, language) * (1 + self.reserve)

    def count(self, line: Line, style: TypeStyle, width: Length) -> int:
        """How many lines a paragraph takes, at least one."""
        room = width - INDENT * (line.level + 1) if line.bullet else width
        strong = replace(style, weight=max(style.weight, 600)) if any(run.strong for run in line.runs) else style
        language = line.runs[0].language if line.runs else "en"
        key = (line.text, strong, room, language)
        if key not in self._counted:
            lines = self.shelf.break_lines(line.text, strong, room * (1 - self.reserve), language)
            self._counted[key] = max(1, len(lines))
        return self._counted[key]

    def leading(self, line: Line, style: TypeStyle) -> Length:
        """The leading of a paragraph: the style's, or more where letters of another script need it."""
        leading = style.leading
        for run in line.runs:
            if not run.script:
                continue
            letter = next((c for c in run.text if c.isalpha()), run.text[0])
            face = self.shelf.face_for(letter, style)
            if face is not None:
                own = self.shelf.metrics(TypeStyle(face.family, style.size, leading, face.weight, face.italic))
                leading = max(leading, pt(round((own.ascent + own.descent).pt)))
        return leading

    def height(self, lines: Iterable[Line], style: TypeStyle, width: Length) -> Length:
        """The height of some paragraphs, the space above each but the first included."""
        total = pt(0)
        for i, line in enumerate(lines):
            total += self.leading(line, style) * self.count(line, style, width)
            if i and line.before is not None:
                total += line.before
        return total

    def fit(self, name: str, lines: tuple[Line, ...], width: Length, height: Length) -> Fitted:
        """The paragraphs in the largest step of that style in which they fit and no word is cut."""
        steps = self.styles.steps(name)
        fitting = [s for s in steps if self.height(lines, s, width) <= height]
        whole = next((s for s in fitting if not self.cuts(lines, s, width)), None)
        style = whole or (fitting[-1] if fitting else steps[-1])
        taken = self.height(lines, style, width)
        return Fitted(style, taken, self.lines_over(taken - height, style))

    def cuts(self, lines: Iterable[Line], style: TypeStyle, width: Length) -> bool:
        """Whether some word is wider than the line, so that it would end in its middle."""
        room = width * (1 - self.reserve)
        return any(
            self.shelf.measure(word, style, line.runs[0].language) > room
            for line in lines
            if line.runs
            for word in _PIECES.split(line.text)
            if len(word) > 8 and script_of(word[0]) not in _UNSPACED
        )

    @staticmethod
    def lines_over(excess: Length, style: TypeStyle) -> int:
        """How many lines of that style an excess of height is, rounded up; 0 where there is none."""
        return max(0, -(-excess.emu // style.leading.emu))

    def balanced(self, lines: tuple[Line, ...], style: TypeStyle, width: Length) -> Length:
        """The narrowest width at which the paragraphs take no more lines, and none ends in a line of a word alone."""
        counts = [self.count(line, style, width) for line in lines]
        if not counts or max(counts) < 2:
            return width
        low, high = 50, 100  # percent of the width
        while low < high:
            middle = (low + high) // 2
            narrow = width * Fraction(middle, 100)
            same = [self.count(line, style, narrow) for line in lines] == counts and not self.cuts(lines, style, narrow)
            low, high = (low, middle) if same else (middle + 1, high)
        widths = [width * Fraction(percent, 100) for percent in range(high, 101, 2)]
        return max(widths, key=lambda narrow: min(_FULL, self._last(lines, style, narrow)))

    def _last(self, lines: Iterable[Line], style: TypeStyle, width: Length) -> Fraction:
        """How far the shortest last line goes, as a share of the width, where the machine has the typeface."""
        shares = [Fraction(1)]
        for line in lines:
            language = line.runs[0].language if line.runs else "en"
            set_lines = self.shelf.break_lines(line.text, style, width, language)
            if len(set_lines) > 1:
                last = self.shelf.measure(set_lines[-1].strip(), style, language)
                shares.append(Fraction(last.emu, width.emu))
        return min(shares)

    def pages(
        self, lines: tuple[Line, ...], style: TypeStyle, width: Length, height: Length
    ) -> Iterator[tuple[Line, ...]]:
        """The paragraphs in runs that each fit the height. One that alone is too high is a page of its own."""
        page: tuple[Line, ...] = ()
        taken = pt(0)
        for line in lines:
            own = self.leading(line, style) * self.count(line, style, width)
            above = line.before if page and line.before is not None else pt(0)
            if page and taken + above + own > height:
                # what introduces a list goes with it
                keep = len(page) > 1 and page[-1].text.rstrip().endswith(":") and not page[-1].bullet
                carried = page[-1:] if keep else ()
                yield page[: len(page) - len(carried)]
                page, taken = carried, self.height(carried, style, width)
                above = line.before if page and line.before is not None else pt(0)
            page += (line,)
            taken += above + own
        if page:
            yield page
