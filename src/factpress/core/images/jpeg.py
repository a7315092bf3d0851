"""JPEG files as segments (ITU-T T.81, annex B): what may stay is kept to the byte, all else is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factpress.core.images.exif import BEHIND, IPTC, THUMBNAIL, WORDS, told, told_by_xmp

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
APP0, APP1, APP2, APP13, APP14, COM = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE
_EXIF, _ICC, _JFIF, _ADOBE = b"Exif\0", b"ICC_PROFILE\0", b"JFIF\0", b"Adobe"
_XMP = (b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0")
_JFIF_BARE = 14
"""Bytes of a JFIF segment's body without its thumbnail (ITU-T T.871, 10.1)."""

_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)
"""What ends coded pixels: no stuffed byte and no restart."""


def known(data: bytes) -> bool:
    """Whether the bytes begin as a JPEG does."""
    return data[:3] == b"\xff\xd8\xff"


def segments(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Each segment: its marker, where it begins, where its body begins, where it ends with the pixels behind it.

    The last one is the end of the picture, or what is there of a picture that is cut off.
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
            behind = _MARKER.search(data, end)
            end = behind.start() if behind is not None else len(data)
        yield marker, begin, body + 2, end
        at = end


def _kept(marker: int, body: bytes) -> bool:
    """Whether a decoder needs the segment: tables, frames, scans, the colour profile and Adobe's colour transform."""
    if marker == APP0:
        return body.startswith(_JFIF)
    if marker == APP2:
        return body.startswith(_ICC)
    if marker == APP14:
        return body.startswith(_ADOBE)
    return not (APP0 <= marker <= 0xEF or marker == COM)


def stripped(data: bytes) -> bytes:
    """The picture without what cameras and programs wrote into it, and without what stands behind its end."""
    out = [data[:2]]
    for marker, begin, body, end in segments(data):
        if marker == APP0 and _kept(marker, data[body:end]) and end - body > _JFIF_BARE:
            head = data[body : body + _JFIF_BARE - 2] + b"\0\0"  # a thumbnail of no size
            out.append(b"\xff\xe0" + (len(head) + 2).to_bytes(2, "big") + head)
        elif _kept(marker, data[body : body + 16]):
            out.append(data[begin:end])
    return b"".join(out)


def exif(data: bytes) -> bytes | None:
    """The first Exif block; None where there is none."""
    for marker, _, body, end in segments(data):
        if marker == APP1 and data[body:end].startswith(_EXIF):
            return data[body + 6 : end]
        if marker == SOS:
            return None
    return None


def carried(data: bytes) -> Iterator[str]:
    """What the file says besides its picture, in words."""
    last = len(data)
    for marker, _, at, end in segments(data):
        body, last = data[at:end], end
        if marker == APP1 and body.startswith(_EXIF):
            yield from told(body[6:])
        elif marker == APP1 and body.startswith(_XMP):
            yield from told_by_xmp(body)
        elif marker == APP13:
            yield IPTC
        elif marker == APP0 and (not body.startswith(_JFIF) or len(body) > _JFIF_BARE):
            yield THUMBNAIL
        elif not _kept(marker, body[:16]):
            yield WORDS
    if data[last:].strip(b"\0"):
        yield BEHIND
