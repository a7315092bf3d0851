"""Text in the faces in which a slide may be shown: the deck's own, and those that replace it on other computers.

A text fits if it does in each of these faces, so the widest of them decides how much room it gets:

* the deck's own face, each width with a reserve in addition, for faces that are not in the tables;
* Calibri, Arial, Georgia and Noto Sans, by the tables of `design.font_widths` and without a reserve.

Where the faces disagree about the number of lines, the room is that of the largest number, and our own pictures show
the lines of the deck's own face. Pieces of text with characters that a table does not have, such as Khmer letters, are
measured in the own face with its reserve.

The reserve of a style is the mean of the three largest of those four widths of a sample text, compared with the width
in the style's own face. It is larger than the brand's `reserve` where letters are narrow. In the engine's brand it is
0.09 for text (Source Sans 3), 0.17 for quotations (Source Serif 4 Display Italic), and 0.21 for titles (Semibold).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from factpress.core.units import Length, pt
from factpress.design.font_widths import FaceWidths, replacement
from factpress.design.fonts import FontSet
from factpress.design.line_breaks import pieces, rendered
from factpress.design.theme import TypeStyle
from factpress.output.deck.layouts.styles import is_bold

REPLACEMENTS = ("Calibri", "Arial", "Georgia", "Noto Sans")
"""The families that office programs and their systems most often use for a missing one."""

ROUNDING = Fraction(1, 200)
"""The share of each line that is kept free because programs round widths.

In LibreOffice 7.4, lines broke otherwise than measured where less than 0.1 % of their width was left.
"""

_SAMPLE = (
    "Nearly 1,700 people of the district met in the town hall on 12 March 1994. Most had walked since the early "
    "morning; “few”, a teacher wrote, could say how long the way home would be."
)


@dataclass(frozen=True, slots=True)
class PossibleFaces:
    """Measures text in all the faces. `least_reserve` is the brand's, and `others` are families of a template."""

    fonts: FontSet
    least_reserve: float
    others: tuple[str, ...] = ()
    _reserves: dict[TypeStyle, Fraction] = field(default_factory=dict[TypeStyle, Fraction], compare=False, repr=False)

    def reserve(self, style: TypeStyle) -> Fraction:
        """Return the share by which a face that is not in the tables may be wider than the style's own."""
        if style not in self._reserves:
            own = self.fonts.measure(_SAMPLE, style)
            widths = sorted(
                face.width(_SAMPLE, style.size, style.letter_spacing) or own
                for face in _faces(REPLACEMENTS, is_bold(style), style.italic)
            )
            mean = sum((width.exact_emu for width in widths[1:]), Fraction(0)) / len(widths[1:])
            share = round(mean / own.exact_emu - 1, 3)
            self._reserves[style] = max(share, Fraction(str(self.least_reserve)))
        return self._reserves[style]

    def width(self, text: str, style: TypeStyle, language: str) -> Length:
        """Return the width of a text on one line in the widest face."""
        return max(self._widths(text, style, language))

    def widest_piece(self, text: str, style: TypeStyle, language: str) -> Length:
        """Return the least width in which no word of the text is broken in any face."""
        words = {rendered(piece) for piece in pieces(text, language)}
        return max((self.width(word, style, language) for word in words), default=pt(0))

    def line_counts(self, text: str, style: TypeStyle, width: Length, language: str) -> tuple[int, ...]:
        """Return the number of lines in each face, the own one first."""
        own = self.own_lines(text, style, width * (1 / (1 + self.reserve(style))), language)
        room = width * (1 - ROUNDING)
        other = functools.partial(self._own_width, style=style, language=language)
        spacing = style.letter_spacing
        tables = (face.count_lines(text, style.size, room, language, spacing, other) for face in self._tables(style))
        return (len(own), *tables)

    def own_lines(self, text: str, style: TypeStyle, width: Length, language: str) -> tuple[str, ...]:
        """Return the lines in the deck's own face."""
        return self.fonts.break_lines(text, style, width * (1 - ROUNDING), language)

    def _widths(self, text: str, style: TypeStyle, language: str) -> Iterator[Length]:
        yield self._own_width(text, style=style, language=language)
        for face in self._tables(style):
            width = face.width(text, style.size, style.letter_spacing)
            if width is not None:
                yield width

    def _own_width(self, text: str, *, style: TypeStyle, language: str) -> Length:
        return self.fonts.measure(text, style, language) * (1 + self.reserve(style))

    def _tables(self, style: TypeStyle) -> tuple[FaceWidths, ...]:
        return _faces((*REPLACEMENTS, *self.others), is_bold(style), style.italic)


@functools.cache
def _faces(families: tuple[str, ...], bold: bool, italic: bool) -> tuple[FaceWidths, ...]:
    tables = (replacement(family) for family in dict.fromkeys(families))
    return tuple(table.face(bold=bold, italic=italic) for table in tables if table is not None)
