"""The pictures of a deck: whether each can be read, its size, and its colours in small."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from factpress.core.diagnostics import ToolError
from factpress.core.image_files import complete_only
from factpress.core.office_package import MOST_RATIO, SMALL, Package, parse_xml
from factpress.output.deck.preflight.colours import Paint

MOST_PIXELS = 120_000_000
MOST_BYTES = 80_000_000
"""Bytes of one picture that is read."""
MOST_IN_ALL = 1_500_000_000
_SMALL = 48
"""The width and height in pixels to which pictures are reduced."""
_METAFILES = {".emf": b"\x01\x00\x00\x00", ".wmf": b"\xd7\xcd\xc6\x9a"}
_OTHER_METAFILE = b"\x01\x00\x09\x00"
_ZIPPED_METAFILE = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Picture:
    """What was found out about a part. `fault` is why it cannot be shown, "" if it can.

    `pixels` are its colours in rows of `width`, and empty for a drawing or a picture that is too large.
    """

    fault: str = ""
    animated: bool = False
    width: int = 0
    pixels: tuple[Paint, ...] = ()

    def at(self, x: float, y: float) -> Paint | None:
        """The colour at a place, from 0 to 1 in both directions; None if it is not known."""
        if not self.pixels:
            return None
        height = len(self.pixels) // self.width
        column, row = (min(max(int(part * size), 0), size - 1) for part, size in ((x, self.width), (y, height)))
        return self.pixels[row * self.width + column]


_UNKNOWN = Picture()


class Pictures:
    """Reads the pictures of a package, each once."""

    def __init__(self, package: Package) -> None:
        self.package, self.left = package, MOST_IN_ALL
        self._found: dict[str, Picture] = {}

    def picture(self, part: str) -> Picture:
        """What is known of the picture in a part."""
        if part not in self._found:
            self._found[part] = self._read(part)
        return self._found[part]

    def _read(self, part: str) -> Picture:
        info = self.package.parts.get(part)
        if info is None:
            return Picture("the file does not have the picture that the slide refers to")
        if info.file_size == 0:
            return Picture("the picture is an empty file")
        dense = info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1)
        if dense or info.file_size > min(MOST_BYTES, self.left):
            return _UNKNOWN
        self.left -= info.file_size
        try:
            with self.package.archive.open(info) as opened:
                data = opened.read(info.file_size + 1)
        except Exception:  # noqa: BLE001 - zlib and lzma raise other exceptions than zipfile
            return Picture("the picture is damaged")
        return _drawing(part, data) or _decoded(data)


def _drawing(part: str, data: bytes) -> Picture | None:
    """A drawing, whose colours are not known; None for pictures of pixels."""
    lower = part.lower()
    if lower.endswith(".svg"):
        try:
            root: Any = parse_xml(data, doctype=True)
        except ToolError:
            return Picture("the drawing is damaged")
        return _UNKNOWN if str(root.tag).endswith("}svg") else Picture("the drawing is damaged")
    if lower.endswith((".emf", ".wmf", ".emz", ".wmz")):
        known = (*_METAFILES.values(), _OTHER_METAFILE, _ZIPPED_METAFILE)
        return _UNKNOWN if data.startswith(known) else Picture("the drawing is damaged")
    return None if not lower.endswith((".pdf", ".jxr", ".wdp", ".heic")) else _UNKNOWN


def _decoded(data: bytes) -> Picture:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), complete_only():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as image:
                if image.width * image.height > MOST_PIXELS:
                    return _UNKNOWN
                animated = getattr(image, "n_frames", 1) > 1 and image.format in ("GIF", "PNG", "WEBP")
                image.draft("RGB", (_SMALL * 2, _SMALL * 2))
                small = image.convert("RGBA").resize((_SMALL, _SMALL), Image.Resampling.BOX)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        return Picture("the picture is damaged, or no picture")
    except Image.DecompressionBombError:
        return _UNKNOWN
    raw = small.tobytes()
    pixels = tuple(
        Paint((raw[i] / 255, raw[i + 1] / 255, raw[i + 2] / 255), raw[i + 3] / 255) for i in range(0, len(raw), 4)
    )
    return Picture("", animated, _SMALL, pixels)
