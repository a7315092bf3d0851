"""Measures text and counts its lines, in all faces in which slides may be shown.

A text fits if it does in every face of `possible_faces`: a presenter's machine may lack the font. Heights are exact,
because every line has an exact leading.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import accumulate

from factpress.core.units import Length, pt
from factpress.design.fonts import FontSet
from factpress.design.line_breaks import pieces
from factpress.design.theme import TypeStyle
from factpress.output.deck.fitting.possible_faces import PossibleFaces
from factpress.output.deck.layouts.placeholders import text_indent
from factpress.output.deck.layouts.styles import Styles, bold_style
from factpress.output.deck.presentation import TextParagraph
from factpress.output.deck.runs import LINE_BREAK, script_of

Paragraphs = tuple[TextParagraph, ...]

_WORD_BREAK = re.compile(r"[\s/-]+")
_LAST_LINE = Fraction(2, 5)
"""The share of the width that the last line of a balanced text should reach."""
_UNSPACED = ("Hani", "Hira", "Kana", "Khmr", "Laoo", "Mymr", "Thai")
"""Scripts without spaces between words, so that the text between two spaces is not one word (UAX #14)."""


@dataclass(frozen=True, slots=True)
class Fitter:
    """Measures text and counts lines, in all faces in which the slides may be shown.

    `reserve` is the least share by which a face that replaces the deck's own may be wider. `template_fonts` are
    the families of a template that are not the brand's.
    """

    fonts: FontSet
    styles: Styles
    reserve: float
    template_fonts: tuple[str, ...] = ()
    _counted: dict[tuple[str, TypeStyle, Length, str], tuple[int, ...]] = field(
        default_factory=dict[tuple[str, TypeStyle, Length, str], tuple[int, ...]], compare=False, repr=False
    )
    faces: PossibleFaces = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "faces", PossibleFaces(self.fonts, self.reserve, self.template_fonts))

    @property
    def counted(self) -> int:
        """The number of results that are kept."""
        return len(self._counted)

    def width(self, text: str, style: TypeStyle, language: str) -> Length:
        """Return the length of a text on one line, in the widest face."""
        return self.faces.width(text, style, language)

    def length_of_lines(self, paragraph: TextParagraph, style: TypeStyle, width: Length, count: int) -> int:
        """Return how many characters of a paragraph are in its first lines, in the face in which these are fewest."""
        parts = pieces(paragraph.text, _language(paragraph))
        ends = [0, *accumulate(map(len, parts))]
        strong = any(run.strong for run in paragraph.runs)

        def lines(end: int) -> int:
            part = replace(paragraph, runs=(replace(paragraph.runs[0], text=paragraph.text[:end], strong=strong),))
            return self.line_count(part, style, width) if end else 0

        return ends[bisect_right(ends, count, key=lines) - 1]

    def line_count(self, paragraph: TextParagraph, style: TypeStyle, width: Length) -> int:
        """Return how many lines a paragraph takes, at least one: the largest number in any face."""
        return max(1, *self.line_counts(paragraph, style, width))

    def line_counts(self, paragraph: TextParagraph, style: TypeStyle, width: Length) -> tuple[int, ...]:
        """Return how many lines a paragraph takes in each of the faces."""
        room = width - text_indent(paragraph)
        used = _measured(paragraph, style)
        key = (paragraph.text, used, room, _language(paragraph))
        if key not in self._counted:
            self._counted[key] = self.faces.line_counts(paragraph.text, used, room, key[3])
        return self._counted[key]

    def column(self, paragraph: TextParagraph, style: TypeStyle) -> tuple[float, float]:
        """Return the widths that a paragraph needs in a column, in points: without a broken word, and on one line."""
        used, language = _measured(paragraph, style), _language(paragraph)
        lines = paragraph.text.split(LINE_BREAK)
        whole = max(self.faces.width(line, used, language) for line in lines)
        word = max(self.faces.widest_piece(line, used, language) for line in lines)
        least, most = (math.ceil(width.pt * 100) / 100 for width in (word, whole))
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

    def breaks_word(self, paragraphs: Paragraphs, style: TypeStyle, width: Length) -> bool:
        """Whether some long word is wider than the line."""
        return any(
            self.width(word, _measured(paragraph, style), _language(paragraph)) > width - text_indent(paragraph)
            for paragraph in paragraphs
            for word in _WORD_BREAK.split(paragraph.text)
            if len(word) > 8 and script_of(word[0]) not in _UNSPACED
        )

    @staticmethod
    def excess_lines(excess: Length, style: TypeStyle) -> int:
        """Return an excess of height in lines of that style, rounded up; 0 where there is none."""
        return max(0, -(-excess.emu // style.leading.emu))

    def balanced_width(self, paragraphs: Paragraphs, style: TypeStyle, width: Length) -> Length:
        """Return a narrower width in which the lines of the deck's own face have similar lengths.

        The paragraphs take as many lines in it as in the full width, in each face.
        """

        def counts(width: Length) -> list[tuple[int, ...]]:
            own = (len(self._own_lines(paragraph, style, width)) for paragraph in paragraphs)
            return [
                (lines, *self.line_counts(paragraph, style, width))
                for lines, paragraph in zip(own, paragraphs, strict=True)
            ]

        full = counts(width)
        if max((own for own, *_ in full), default=0) < 2:
            return width
        low, high = 50, 100  # percent of the width
        while low < high:
            middle = (low + high) // 2
            narrow = width * Fraction(middle, 100)
            if counts(narrow) == full and not self.breaks_word(paragraphs, style, narrow):
                high = middle
            else:
                low = middle + 1
        widths = [width * Fraction(percent, 100) for percent in range(high, 101, 2)]
        return max(widths, key=lambda narrow: min(_LAST_LINE, self._shortest_last_line(paragraphs, style, narrow)))

    def _shortest_last_line(self, paragraphs: Paragraphs, style: TypeStyle, width: Length) -> Fraction:
        """Return the length of the shortest last line as a share of the width, in the deck's own face."""
        shares = [Fraction(1)]
        for paragraph in paragraphs:
            lines = self._own_lines(paragraph, style, width)
            if len(lines) > 1:
                last = self.fonts.measure(lines[-1], _measured(paragraph, style), _language(paragraph))
                shares.append(Fraction(last.emu, width.emu))
        return min(shares)

    def _own_lines(self, paragraph: TextParagraph, style: TypeStyle, width: Length) -> tuple[str, ...]:
        room = width - text_indent(paragraph)
        return self.faces.own_lines(paragraph.text, _measured(paragraph, style), room, _language(paragraph))


def _measured(paragraph: TextParagraph, style: TypeStyle) -> TypeStyle:
    """The style that a paragraph is measured in: bold if a part of it is."""
    return bold_style(style) if any(run.strong for run in paragraph.runs) else style


def _language(paragraph: TextParagraph) -> str:
    return paragraph.runs[0].language if paragraph.runs else "en"
