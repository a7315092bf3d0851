"""The advance widths of the fonts that office programs use where the font of a text is not installed.

The tables in `assets/font-widths` are made by `tools/font_widths.py`. They have no kerning, which makes a text a little
narrower in programs that apply it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import cast

from factpress.core.paths import engine_folder
from factpress.core.units import Length, pt
from factpress.design.line_breaks import ends_line, has_width, pieces, rendered, split_word

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "Arial": ("Arimo", "Helvetica", "Helvetica Neue", "Liberation Sans", "Nimbus Sans"),
    "Calibri": ("Carlito",),
    "Cambria": ("Caladea",),
    "Courier New": ("Courier", "Cousine", "Liberation Mono", "Nimbus Mono PS"),
    "Georgia": ("Gelasio",),
    "Noto Sans": (),
    "Noto Serif": (),
    "Times New Roman": ("Liberation Serif", "Nimbus Roman", "Times", "Tinos"),
}
"""The families that there are tables of, with other names of families that have the same widths."""


@dataclass(frozen=True, slots=True)
class FaceWidths:
    """The advance widths of one face by code point, in units of which `em` are an em."""

    em: int
    widths: Mapping[int, int]
    _measured: dict[str, tuple[int, int] | None] = field(
        default_factory=dict[str, tuple[int, int] | None], compare=False, repr=False
    )

    def unknown(self, text: str) -> str:
        """Return the characters of a text that the table has no width of, each once."""
        return "".join(dict.fromkeys(c for c in text if has_width(c) and ord(c) not in self.widths))

    def width(self, text: str, size: Length, letter_spacing: Length = pt(0)) -> Length | None:
        """Return the width of a text on one line; None if it has unknown characters."""
        measured = self._units(text)
        if measured is None:
            return None
        units, count = measured
        return size * Fraction(units, self.em) + letter_spacing * count

    def _units(self, text: str) -> tuple[int, int] | None:
        """The width of a text in units, and how many of its characters have a width; None if one is unknown."""
        if text not in self._measured:
            codes = [ord(c) for c in text if has_width(c)]
            found = [self.widths[code] for code in codes if code in self.widths]
            self._measured[text] = (sum(found), len(found)) if len(found) == len(codes) else None
        return self._measured[text]

    def count_lines(
        self,
        text: str,
        size: Length,
        room: Length,
        language: str,
        letter_spacing: Length = pt(0),
        other: Callable[[str], Length] | None = None,
    ) -> int:
        """Return how many lines a text takes in that room: as many as `line_breaks.break_lines` makes of it.

        Widths are added up piece by piece, because without kerning a line is as wide as its pieces. `other` measures
        pieces with unknown characters, which are left out without it.
        """
        unit = float(size.exact_emu / self.em)
        spacing = float(letter_spacing.exact_emu)
        limit = float(room.exact_emu) + 1e-6  # for sums of floats

        def measure(piece: str) -> float:
            measured = self._units(piece)
            if measured is not None:
                return measured[0] * unit + measured[1] * spacing
            return float(other(piece).exact_emu) if other is not None else 0.0

        lines, line, begun = 0, 0.0, False
        for piece in pieces(text, language):
            shown = measure(rendered(piece))
            if begun and line + shown > limit:
                lines, line, begun = lines + 1, 0.0, False
            if shown > limit:
                *full, last = split_word(piece, language, measure, limit)
                begun = bool(last.strip())
                lines, line = lines + len(full), measure(last) if begun else 0.0
            elif begun or piece.strip():  # a line does not begin with a space
                line, begun = line + measure(piece), True
            if ends_line(piece):
                lines, line, begun = lines + 1, 0.0, False
        return lines + begun


@dataclass(frozen=True, slots=True)
class WidthTable:
    """The faces of a family: regular, bold, italic, and bold italic."""

    family: str
    faces: Mapping[tuple[bool, bool], FaceWidths]

    def face(self, *, bold: bool = False, italic: bool = False) -> FaceWidths:
        """Return the face of that weight and slope."""
        return self.faces[bold, italic]

    def width(
        self, text: str, size: Length, *, bold: bool = False, italic: bool = False, letter_spacing: Length = pt(0)
    ) -> Length | None:
        """Return the width of a text on one line; None if it has characters that the table has no width of."""
        return self.face(bold=bold, italic=italic).width(text, size, letter_spacing)


def replacement(family: str) -> WidthTable | None:
    """Return the table of a family, by its name or that of a family with the same widths; None if there is none."""
    name = _names().get(family.casefold())
    return _table(name) if name is not None else None


@functools.cache
def _names() -> Mapping[str, str]:
    return {name.casefold(): family for family, others in FAMILIES.items() for name in (family, *others)}


@functools.cache
def _table(family: str) -> WidthTable:
    file = engine_folder() / "assets" / "font-widths" / f"{family.lower().replace(' ', '-')}.json"
    written = cast("dict[str, dict[str, list[int]]]", json.loads(file.read_bytes()))
    em = cast("int", written.pop("em"))
    faces = {
        ("bold" in style, "italic" in style): FaceWidths(
            em,
            {int(start, 16) + i: width for start, block in blocks.items() for i, width in enumerate(block)},
        )
        for style, blocks in written.items()
    }
    return WidthTable(family, faces)
