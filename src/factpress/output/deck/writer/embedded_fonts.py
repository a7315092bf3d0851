"""Fonts in a deck, wrapped as Embedded OpenType.

W3C Member Submission "Embedded OpenType (EOT) File Format", 5 March 2008, version 0x00020001, uncompressed and not
subset. The package deflates them, and a presenter who changes a word needs the letters that are not used yet.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from factpress.core.regular_files import read_regular
from factpress.design.font_files import EMBEDDING_FORBIDDEN
from factpress.output.deck.ooxml import R, parts
from factpress.output.deck.typefaces import Typeface
from factpress.output.deck.writer.file_properties import new_part

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Package

_STYLES = ("regular", "bold", "italic", "boldItalic")
"""The styles of a family, in the order of the schema."""


def embed_fonts(package: Package, faces: Iterable[Typeface]) -> None:
    """Embed these faces, so that the deck looks the same on a machine without them."""
    from pptx.oxml import parse_xml

    ordered = sorted(faces, key=lambda face: (face.name, _STYLES.index(face.style), str(face.path)))
    listed: dict[str, dict[str, str]] = {}
    for number, face in enumerate(ordered, start=1):
        styles = listed.setdefault(face.name, {})
        data = embeddable(face) if face.style not in styles else b""
        if data:
            part = new_part(package, f"/ppt/fonts/font{number}.fntdata", "application/x-fontdata", eot(data))
            styles[face.style] = package.part.relate_to(part, f"{R}/font")
    found = [(name, styles.items()) for name, styles in listed.items() if styles]
    if found:
        cast("Any", package).element.find("{*}notesSz").addnext(parse_xml(parts.embedded_fonts(found)))


@lru_cache(maxsize=32)
def embeddable(face: Typeface) -> bytes:
    """Return the font of a face under the names and flags of its place in the family; empty if it must not be embedded.

    A face that serves as bold may call itself semibold and name its own family ("Source Serif 4 Display Semibold").
    Programs would not find it as the bold of "Source Serif 4 Display", and would thicken the regular face. The copy
    in the deck therefore has the names of the family and of the style; outlines and widths are the same.
    """
    data = read_regular(face.path) if face.path is not None else b""
    if not data or not may_embed(data):
        return b""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data), lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    tables = cast("Mapping[str, Any]", font)
    name, os2, head = tables["name"], tables["OS/2"], tables["head"]
    selection = (0x20 if face.bold else 0) | (0x01 if face.italic else 0)
    if str(name.getDebugName(1)) == face.name and os2.fsSelection & 0x21 == selection:
        return data
    style = ("Regular", "Italic", "Bold", "Bold Italic")[face.italic + 2 * face.bold]
    # the typographic names and those of weight, width and slope would name the face's own family again
    name.names = [record for record in name.names if record.nameID not in (1, 2, 4, 16, 17, 21, 22, 25)]
    for name_id, text in ((1, face.name), (2, style), (4, f"{face.name} {style}")):
        name.setName(text, name_id, 3, 1, 0x409)  # Windows, Unicode, English
    regular = 0x40 if not selection else 0
    os2.fsSelection = os2.fsSelection & ~0x161 | selection | regular  # without the flag for weight, width and slope
    os2.usWeightClass = 700 if face.bold else 400
    head.macStyle = head.macStyle & ~0x3 | face.bold | face.italic << 1
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


_PANOSE = (
    "bFamilyType", "bSerifStyle", "bWeight", "bProportion", "bContrast",
    "bStrokeVariation", "bArmStyle", "bLetterForm", "bMidline", "bXHeight",
)  # fmt: skip


def may_embed(font: bytes) -> bool:
    """Whether the licence bits of the font allow embedding (OpenType 1.9, OS/2, fsType)."""
    return not _tables(font)["OS/2"].fsType & EMBEDDING_FORBIDDEN


def eot(font: bytes) -> bytes:
    """Return the TrueType file wrapped as EOT."""
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
    header += struct.pack("<H", 0)  # no root string: the font is not limited to an address
    return struct.pack("<I", len(header) + 4 + len(font)) + header + font


def _tables(font: bytes) -> Mapping[str, Any]:
    from fontTools.ttLib import TTFont

    return cast("Mapping[str, Any]", TTFont(BytesIO(font), lazy=True))
