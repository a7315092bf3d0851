"""The kinds of metadata in JPEG, PNG, SVG, TIFF and WebP files.

TIFF and WebP originals and SVG drawings are never published as they are, but the folder of a publication may be.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_to_bytes

from factpress.core import image_files as im
from factpress.core.image_files import ORIENTATION_TAG, is_jpeg, is_png, tiff_tags

EXTENSIONS = (".jpg", ".jpeg", ".png", ".svg", ".tif", ".tiff", ".webp")
"""The extensions of the files whose metadata can be read."""

GPS = "the place where it was taken (GPS)"
CAMERA = "camera and time (Exif)"
XMP = "who made it, when and with what (XMP)"
IPTC = "caption and names (IPTC)"
TEXT = "words of the program that wrote it"
TRAILER = "more behind the end of the picture"
THUMBNAIL = "a small copy of the picture as it was before it was cut"

_GPS_IFD = 0x8825


def metadata_kinds(data: bytes) -> tuple[str, ...]:
    """The kinds of metadata in the file, as phrases: `GPS`, "camera and time (Exif)"; empty where it has none."""
    reader = next((read for recognises, read in _READERS if recognises(data)), None)
    return tuple(dict.fromkeys(reader(data))) if reader is not None else ()


def _exif_kinds(block: bytes) -> Iterator[str]:
    """The kinds of metadata in an Exif block; the orientation alone is not counted, as it identifies no person."""
    tags = [tag for tag, _ in tiff_tags(block)]
    if _GPS_IFD in tags:
        yield GPS
    if not tags or set(tags) - {ORIENTATION_TAG, _GPS_IFD}:
        yield CAMERA


def _xmp_kinds(packet: bytes) -> Iterator[str]:
    """The kinds of metadata in an XMP packet; a position is exif:GPSLatitude (XMP specification, part 2, 2.4)."""
    yield XMP
    if b"GPS" in packet:
        yield GPS


# ── JPEG and PNG ────────────────────────────────────────────────────────────────────────────────────────────────

_XMP_IDS = (b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0")
_PNG_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})


def _jpeg_kinds(data: bytes) -> Iterator[str]:
    last = len(data)
    for marker, _, at, end in im.jpeg_segments(data):
        body, last = data[at:end], end
        if marker == im.APP1 and body.startswith(im.EXIF_ID):
            yield from _exif_kinds(body[6:])
        elif marker == im.APP1 and body.startswith(_XMP_IDS):
            yield from _xmp_kinds(body)
        elif marker == im.APP13:
            yield IPTC
        elif marker == im.APP0 and (not body.startswith(im.JFIF_ID) or len(body) > im.JFIF_SIZE):
            yield THUMBNAIL
        elif not im.keeps_segment(marker, body[:16]):
            yield TEXT
    if data[last:].strip(b"\0"):
        yield TRAILER


def _png_kinds(data: bytes) -> Iterator[str]:
    last = len(data)
    for name, start, end in im.png_chunks(data):
        last, body = end, data[start + 8 : end - 4]
        if name == b"eXIf":
            yield from _exif_kinds(body)
        elif name in _PNG_TEXTS and body.startswith(b"XML:com.adobe.xmp"):
            yield from _xmp_kinds(body)
        elif name in _PNG_TEXTS and body.lower().startswith((b"raw profile type exif", b"raw profile type app1")):
            yield CAMERA  # as ImageMagick writes it
        elif name not in im.PNG_CHUNKS_KEPT | im.PNG_ANIMATION:
            yield TEXT
    if data[last:].strip(b"\0"):
        yield TRAILER


# ── SVG ─────────────────────────────────────────────────────────────────────────────────────────────────────────

_METADATA = re.compile(rb"<(?P<end>/?)(?P<name>(?:[\w.-]+:)?metadata)\b[^<>]*(?<!/)>")
_EDITOR_ATTRIBUTE = re.compile(rb"""\s(?:inkscape|sodipodi):[\w-]+\s*=\s*(?:"[^"]*"|'[^']*')""")
"""What Inkscape stores for itself, such as the folder that the drawing was last exported to."""
_EMBEDDED = re.compile(rb"""data:image/[\w.+-]+;base64,(?P<code>[A-Za-z0-9+/=\s%]+)""", re.IGNORECASE)


def _is_svg(data: bytes) -> bool:
    return b"<svg" in data[:4096] and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _metadata_elements(data: bytes) -> Iterator[bytes]:
    """Yield the `<metadata>` elements that have content; one that is not closed reaches to the end of the data."""
    opened = None
    for tag in _METADATA.finditer(data):
        if opened is None:
            opened = tag if not tag["end"] else None
        elif tag["end"] and tag["name"] == opened["name"]:
            if data[opened.end() : tag.start()].strip():
                yield data[opened.start() : tag.end()]
            opened = None
    if opened is not None:
        yield data[opened.start() :]


def _svg_kinds(data: bytes) -> Iterator[str]:
    for element in _metadata_elements(data):
        yield from _xmp_kinds(element)
    comment = data.find(b"<!--")
    if data.find(b"-->", comment + 4) > comment >= 0 or _EDITOR_ATTRIBUTE.search(data):
        yield TEXT
    for found in _EMBEDDED.finditer(data):
        try:
            image = base64.b64decode(b"".join(unquote_to_bytes(found["code"]).split()))
        except (binascii.Error, ValueError):
            continue
        if is_jpeg(image):
            yield from _jpeg_kinds(image)
        elif is_png(image):
            yield from _png_kinds(image)


# ── TIFF (TIFF 6.0, sections 2 and 8) and WebP (RFC 9649, 2.3 and 2.7.1.4) ──────────────────────────────────────

_TIFF_TAGS = {
    _GPS_IFD: GPS,
    0x8769: CAMERA,  # Exif directory
    0x010F: CAMERA,  # Make
    0x0110: CAMERA,  # Model
    0x0132: CAMERA,  # DateTime
    0x02BC: XMP,
    0x83BB: IPTC,
    0x8649: IPTC,  # Photoshop image resources
    0x010D: TEXT,  # DocumentName
    0x010E: TEXT,  # ImageDescription
    0x0131: TEXT,  # Software
    0x013B: TEXT,  # Artist
    0x013C: TEXT,  # HostComputer
    0x8298: TEXT,  # Copyright
}


def _is_tiff(data: bytes) -> bool:
    return data[:4] in (b"II*\0", b"MM\0*")


def _tiff_kinds(data: bytes) -> Iterator[str]:
    return (_TIFF_TAGS[tag] for tag, _ in tiff_tags(data) if tag in _TIFF_TAGS)


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _webp_kinds(data: bytes) -> Iterator[str]:
    at = 12
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + length]
        if name == b"EXIF":
            yield from _exif_kinds(body.removeprefix(b"Exif\0\0"))
        elif name == b"XMP ":
            yield from _xmp_kinds(body)
        at += 8 + length + length % 2


_READERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Iterator[str]]], ...] = (
    (is_jpeg, _jpeg_kinds),
    (is_png, _png_kinds),
    (_is_svg, _svg_kinds),
    (_is_tiff, _tiff_kinds),
    (_is_webp, _webp_kinds),
)
