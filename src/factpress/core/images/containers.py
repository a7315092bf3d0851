"""JPEG files as segments (ITU-T T.81, annex B) and PNG files as chunks (PNG 3, 5.3).

Both are parsed without decoding the pixels, so that metadata can be removed without changing a byte of the image.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
APP0, APP1, APP2, APP13, APP14, APP15, COM = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF, 0xFE
EXIF_ID, JFIF_ID = b"Exif\0", b"JFIF\0"
_ICC_ID, _ADOBE_ID = b"ICC_PROFILE\0", b"Adobe"
JFIF_SIZE = 14
"""Bytes of a JFIF segment's body without its thumbnail (ITU-T T.871, 10.1)."""

_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)
"""The next marker after entropy-coded data: neither a stuffed byte nor a restart marker."""

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
     b"cLLI", b"bKGD", b"pHYs"}
)  # fmt: skip
"""The chunks that a decoder needs to show the image."""


def is_jpeg(data: bytes) -> bool:
    """Whether the bytes begin as a JPEG file does."""
    return data[:3] == b"\xff\xd8\xff"


def is_png(data: bytes) -> bool:
    """Whether the bytes begin as a PNG file does."""
    return data[:8] == PNG_SIGNATURE


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield each segment as (marker, start, start of its body, end); a scan's end includes its coded pixels.

    The last one is the end-of-image marker, or the last complete segment of a truncated file.
    """
    at = 2
    while (match := _MARKER.search(data, at)) is not None:
        marker, begin, body = match[1][0], match.start(), match.end()
        if marker == EOI:
            yield marker, begin, body, body
            return
        length = int.from_bytes(data[body : body + 2], "big") if marker not in (0x01, SOI) else 0
        end = min(body + length, len(data))
        if marker == SOS:
            following = _MARKER.search(data, end)
            end = following.start() if following is not None else len(data)
        yield marker, begin, body + 2, end
        at = end


def keeps_segment(marker: int, body: bytes) -> bool:
    """Whether a decoder needs the segment: tables, frames, scans, the ICC profile and Adobe's colour transform."""
    if marker == APP0:
        return body.startswith(JFIF_ID)
    if marker == APP2:
        return body.startswith(_ICC_ID)
    if marker == APP14:
        return body.startswith(_ADOBE_ID)
    return not (APP0 <= marker <= APP15 or marker == COM)


def png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each chunk up to IEND as (name, start, end)."""
    at = len(PNG_SIGNATURE)
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = min(at + 12 + length, len(data))
        yield name, at, end
        if name == b"IEND":
            return
        at = end


def keeps_chunk(name: bytes) -> bool:
    """Whether a decoder needs the chunk."""
    return name in _PNG_KEPT


def exif_block(data: bytes) -> bytes | None:
    """The first Exif block of a JPEG or PNG file; None where there is none."""
    if is_jpeg(data):
        for marker, _, body, end in jpeg_segments(data):
            if marker == APP1 and data[body:end].startswith(EXIF_ID):
                return data[body + 6 : end]
            if marker == SOS:
                return None
    elif is_png(data):
        return next((data[start + 8 : end - 4] for name, start, end in png_chunks(data) if name == b"eXIf"), None)
    return None
