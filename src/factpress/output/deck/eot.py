"""A font file as Embedded OpenType, the wrapping in which presentations carry fonts.

W3C Member Submission "Embedded OpenType (EOT) File Format", 5 March 2008, version 0x00020001; uncompressed and not
subset: the package deflates it, and a presenter who changes a word needs the letters that are not used yet.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from io import BytesIO
from typing import Any, cast

from factpress.design.font_files import EMBEDDING_FORBIDDEN

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
