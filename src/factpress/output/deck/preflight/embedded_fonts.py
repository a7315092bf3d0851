"""Fonts embedded in a presentation: their widths and heights.

PowerPoint and Google Slides embed fonts as Embedded OpenType (W3C Member Submission, 5 March 2008). Those that are
compressed are known by name only.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

from factpress.core.diagnostics import ToolError
from factpress.core.office_package import P, Package, R
from factpress.design.font_widths import FaceWidths

_COMPRESSED, _XOR = 0x4, 0x10000000
_XOR_KEY = 0x50
_STYLES = {"regular": (False, False), "bold": (True, False), "italic": (False, True), "boldItalic": (True, True)}
_MOST_FONTS = 200

Style = tuple[bool, bool]
"""Whether a face is bold, and whether it is italic."""


@dataclass(frozen=True, slots=True)
class EmbeddedFace:
    """The advance widths of a face, and the height of a line in ems."""

    widths: FaceWidths
    height: float


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A font of the file. `faces` are those that can be measured."""

    name: str
    styles: frozenset[Style]
    faces: Mapping[Style, EmbeddedFace]


def embedded_fonts(package: Package, presentation_part: str, presentation: Any) -> dict[str, EmbeddedFont]:
    """The embedded fonts by their names in lower case. A font whose parts are all missing is not embedded."""
    found: dict[str, EmbeddedFont] = {}
    for entry in [*presentation.iter(f"{P}embeddedFont")][:_MOST_FONTS]:
        font = entry.find(f"{P}font")
        name = (font.get("typeface") or "").strip() if font is not None else ""
        styles: set[Style] = set()
        faces: dict[Style, EmbeddedFace] = {}
        for kind, style in _STYLES.items():
            reference = entry.find(f"{P}{kind}")
            part = package.link(presentation_part, reference.get(f"{R}id")).target if reference is not None else ""
            data = _read(package, part)
            if data:
                styles.add(style)
                face = embedded_face(data)
                if face is not None:
                    faces[style] = face
        if styles:
            found[name.lower()] = EmbeddedFont(name, frozenset(styles), faces)
    return found


def _read(package: Package, part: str) -> bytes | None:
    try:
        return package.read(part)
    except ToolError:
        return None


def embedded_face(data: bytes) -> EmbeddedFace | None:
    """The widths of an EOT, TrueType or OpenType file; None if it is compressed or damaged."""
    from fontTools.ttLib import TTFont

    font = _unwrapped(data)
    if font is None:
        return None
    try:
        with TTFont(BytesIO(font), lazy=True) as opened:
            tables = cast("Any", opened)
            em = int(tables["head"].unitsPerEm)
            metrics, head = tables["hmtx"].metrics, tables["hhea"]
            cmap = tables.getBestCmap()
            advances = {code: metrics[glyph][0] for code, glyph in cmap.items() if glyph in metrics}
            height = (head.ascent - head.descent + head.lineGap) / em
    except Exception:  # noqa: BLE001 - a damaged font may raise any exception
        return None
    return EmbeddedFace(FaceWidths(em, advances), height) if advances and 0.5 < height < 4 else None


def _unwrapped(data: bytes) -> bytes | None:
    """The font in an EOT file; the data itself if it is a font."""
    if data[:4] in (b"\x00\x01\x00\x00", b"OTTO", b"true"):
        return data
    if len(data) < 36 or data[34:36] != b"LP":
        return None
    _, size, _, flags = struct.unpack_from("<IIII", data)
    if flags & _COMPRESSED or size > len(data):
        return None
    font = data[-size:]
    return bytes(byte ^ _XOR_KEY for byte in font) if flags & _XOR else font
