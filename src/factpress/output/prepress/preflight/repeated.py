"""What is drawn again and again: the cells of a tiling pattern, and the glyphs of a Type 3 font."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

from factpress.output.prepress.geometry import Matrix
from factpress.output.prepress.preflight.limits import unpacked
from factpress.output.prepress.preflight.page_model import Box, bounding_box


def cells(pattern: Any, ctm: Matrix, area: Box) -> list[Matrix]:
    """The matrices of at most four cells of a tiling pattern that together show what is seen of it in the area."""
    back = ctm.inverse
    inside = bounding_box([back.at(x, y) for x in (area.left, area.right) for y in (area.bottom, area.top)])
    left, bottom, right, top = (float(number) for number in pattern["/BBox"])
    across, up = float(pattern["/XStep"]), float(pattern["/YStep"])
    return [
        Matrix(1, 0, 0, 1, column * abs(across), row * abs(up)) @ ctm
        for column in _cells((inside.left, inside.right), (left, right), abs(across))
        for row in _cells((inside.bottom, inside.top), (bottom, top), abs(up))
    ]


def _cells(area: tuple[float, float], cell: tuple[float, float], step: float) -> tuple[int, ...]:
    """The numbers of the cells in one direction: those that lie in the area if there are two, or the middle one."""
    first, last = math.ceil((area[0] - max(cell)) / step), math.floor((area[1] - min(cell)) / step)
    return tuple(range(first, last + 1)) if last - first < 2 else ((first + last) // 2,)


@dataclass(frozen=True, slots=True)
class DrawnFont:
    """A Type 3 font: the content streams of its glyphs that have colours of their own, by code."""

    matrix: Matrix
    glyphs: Mapping[int, Any]
    first: int
    widths: tuple[float, ...]
    resources: Any

    def width(self, code: int) -> float:
        """The width of a glyph, as a share of the type size."""
        at = code - self.first
        return self.widths[at] * self.matrix.a if 0 <= at < len(self.widths) else 0.0


_OWN_COLOURS = re.compile(rb"\bd([01])\b")
"""The first operator of a glyph: d0 if it sets its own colours, d1 if it is painted in that of the text."""


def drawn_font(font: Any) -> DrawnFont | None:
    """The glyphs of a Type 3 font that have colours of their own; None if it has none."""
    names: dict[int, Any] = {}
    encoding: Any = font.get("/Encoding")
    code = 0
    for entry in encoding.get("/Differences", []) if isinstance(encoding, pikepdf.Dictionary) else []:
        if isinstance(entry, pikepdf.Name):
            names[code] = entry
            code += 1
        else:
            code = int(entry)
    procedures: Any = font["/CharProcs"]
    glyphs = {
        code: procedures[name] for code, name in names.items() if name in procedures and _is_coloured(procedures[name])
    }
    if not glyphs:
        return None
    widths = tuple(float(number) for number in font.get("/Widths", []))
    matrix = Matrix.of(font.get("/FontMatrix", (0.001, 0, 0, 0.001, 0, 0)))
    return DrawnFont(matrix, glyphs, int(font.get("/FirstChar", 0)), widths, font.get("/Resources"))


def _is_coloured(glyph: Any) -> bool:
    found = _OWN_COLOURS.search(unpacked(glyph)[:400]) if isinstance(glyph, pikepdf.Stream) else None
    return found is not None and found[1] == b"0"
