"""Typefaces as office programs name them: a family with a regular, an italic, a bold and a bold italic face.

Programs choose a face by the name of a family and two flags. A family of the brand may have more weights; its bold in
a deck is its face that is nearest to 700. If its file says that it is the regular face of another family, such as
"Source Serif 4 Display Semibold", a deck names that family: as the bold of the first one, LibreOffice, and PowerPoint
where the fonts are installed, do not find it and thicken the regular face.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from factpress.design.font_files import FaceFile, nearest_face

REGULAR, BOLD = 400, 700


@dataclass(frozen=True, slots=True)
class Typeface:
    """A face of a family. `path` is None where the brand has no file for it."""

    name: str
    bold: bool
    italic: bool
    path: Path | None

    @property
    def style(self) -> str:
        """Its style in a family of four, as the list of embedded fonts names it."""
        return (("regular", "italic"), ("bold", "boldItalic"))[self.bold][self.italic]


@lru_cache(maxsize=256)
def typeface(faces: tuple[FaceFile, ...], family: str, weight: int, *, italic: bool) -> Typeface:
    """Return the face of a family for a weight and a slope."""
    try:
        upright = nearest_face(faces, family, REGULAR, italic=False)
    except LookupError:
        return Typeface(family, weight >= BOLD, italic, None)
    regular, face = (nearest_face(faces, family, each, italic=italic) for each in (REGULAR, weight))
    name, bold = _names(upright.path)[0], face.weight > regular.weight
    own, style = _names(face.path)
    if bold and own != name and style in ("Regular", "Italic"):
        name, bold = own, False
    return Typeface(name, bold, face.italic, face.path)


@lru_cache(maxsize=64)
def _names(path: Path) -> tuple[str, str]:
    """Return the names of the family and of the style in a font file (OpenType 1.9, name IDs 1 and 2)."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        names = cast("Mapping[str, Any]", font)["name"]
        return str(names.getDebugName(1)), str(names.getDebugName(2))
