"""Typefaces as office programs name them: a family with a regular, an italic, a bold and a bold italic face.

Programs choose a face by the name of a family and two flags. A family of the brand may have more weights; its bold in
a deck is its face that is nearest to 700.
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
    return Typeface(_family_name(upright.path), face.weight > regular.weight, face.italic, face.path)


@lru_cache(maxsize=64)
def _family_name(path: Path) -> str:
    """Return the name of the family in the file of its regular face (OpenType 1.9, name ID 1)."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return str(cast("Mapping[str, Any]", font)["name"].getDebugName(1))
