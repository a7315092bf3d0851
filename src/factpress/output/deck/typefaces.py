"""Which typeface name a program looks a style up by, and which file holds it.

Office programs know families of four: regular, bold, italic and both. A semibold is a family of its own there, by
the name in the font's name table, ID 1 (OpenType 1.9, "name"); a brand says family and weight. This joins the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from factpress.design.font_files import FaceFile, nearest
from factpress.design.theme import Theme, TypeStyle


@dataclass(frozen=True, slots=True)
class Typeface:
    """A typeface as office programs name it; `path` is None where no file of the brand holds it."""

    name: str
    bold: bool
    italic: bool
    path: Path | None

    @property
    def style(self) -> str:
        """Its place in a family of four, as the list of embedded fonts calls it."""
        return {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "boldItalic"}[
            self.bold, self.italic
        ]


def typeface(theme: Theme, style: TypeStyle) -> Typeface:
    """The typeface of a style: the nearest face of its family."""
    return _typeface(theme.faces, style.family, style.weight, style.italic)


@lru_cache(maxsize=256)
def _typeface(faces: tuple[FaceFile, ...], family: str, weight: int, italic: bool) -> Typeface:
    try:
        face = nearest(faces, family, weight, italic=italic)
    except LookupError:
        return Typeface(family, weight >= 600, italic, None)
    name, bold, slanted = _named(face.path)
    return Typeface(name, bold, slanted, face.path)


@lru_cache(maxsize=64)
def _named(path: Path) -> tuple[str, bool, bool]:
    """Family name, bold and italic as office programs see the file."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        tables = cast("Mapping[str, Any]", font)
        selection = int(tables["OS/2"].fsSelection)
        return str(tables["name"].getDebugName(1)), bool(selection & 0x20), bool(selection & 1)
