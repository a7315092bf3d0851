"""A font file as Embedded OpenType, the wrapping in which presentations carry fonts.

W3C Member Submission "Embedded OpenType (EOT) File Format", 5 March 2008, version 0x00020001; uncompressed and not
subset: the package deflates it, and a presenter who changes a word needs the letters that are not used yet.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from factpress.design.font_files import EMBEDDING_FORBIDDEN, FaceFile, nearest
from factpress.design.theme import Theme, TypeStyle

_PANOSE = (
    "bFamilyType", "bSerifStyle", "bWeight", "bProportion", "bContrast",
    "bStrokeVariation", "bArmStyle", "bLetterForm", "bMidline", "bXHeight",
)  # fmt: skip


def may_embed(font: bytes) -> bool:
    """Whether the font's maker lets documents carry it (OpenType 1.9, OS/2, fsType)."""
    return not _tables(font)["OS/2"].fsType & EMBEDDING_FORBIDDEN


def eot(font: bytes) -> bytes:
    """The TrueType file wrapped as EOT."""
    tables = _tables(font)
    os2, head, name = tables["OS/2"], tables["head"], tables["name"]
    panose = bytes(int(getattr(os2.panose, key)) for key in _PANOSE)
    italic = int(bool(os2.fsSelection & 1))
    ranges = [int(getattr(os2, f"ulUnicodeRange{i}")) for i in range(1, 5)]
    pages = [int(getattr(os2, f"ulCodePageRange{i}", 0)) for i in (1, 2)]
    header = struct.pack("<III", len(font), 0x00020001, 0) + panose
    header += struct.pack("<BBIHH", 1, italic, int(os2.usWeightClass), int(os2.fsType), 0x504C)
    header += struct.pack("<6I", *ranges, *pages) + struct.pack("<I", int(head.checkSumAdjustment))
    header += bytes(16) + bytes(2)
    for name_id in (1, 2, 5, 4):
        words = str(name.getDebugName(name_id) or "").encode("utf-16-le")
        header += struct.pack("<H", len(words)) + words + bytes(2)
    header += struct.pack("<H", 0)  # no root string: the font is not tied to an address
    return struct.pack("<I", len(header) + 4 + len(font)) + header + font


def _tables(font: bytes) -> Mapping[str, Any]:
    from fontTools.ttLib import TTFont

    return cast("Mapping[str, Any]", TTFont(BytesIO(font), lazy=True))


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
