"""JPEG and PNG files: their parts, their orientation, and copies without metadata.

Cameras write the time, the position and the owner's name into a file. A JPEG file is parsed as segments (ITU-T T.81,
annex B) and a PNG file as chunks (PNG 3, 5.3). The pixels are not decoded, so a copy loses no quality.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
APP0, APP1, APP2, APP13, APP14, APP15, COM = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF, 0xFE
EXIF_ID, JFIF_ID = b"Exif\0", b"JFIF\0"
_ICC_ID, _ADOBE_ID = b"ICC_PROFILE\0", b"Adobe"
JFIF_SIZE = 14
"""Bytes of a JFIF segment's body without its thumbnail (ITU-T T.871, 10.1)."""

_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
"""The next marker after entropy-coded data: neither a stuffed byte nor a restart marker."""
_AFTER_SCAN = frozenset({0xC4, 0xCC, 0xDA, 0xDB, 0xDC, 0xDD, *range(0xE0, 0xF0), COM})
"""Segments that may follow a scan: tables, further scans, a number of lines, application data, comments."""

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_CHUNKS_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
     b"cLLI", b"bKGD", b"pHYs"}
)  # fmt: skip
"""The chunks that a decoder needs to show the image."""
PNG_ANIMATION = frozenset({b"acTL", b"fcTL", b"fdAT"})
"""The chunks of further frames, which are not printed."""


# ── segments and chunks ─────────────────────────────────────────────────────────────────────────────────────────


def is_jpeg(data: bytes) -> bool:
    """Whether the bytes begin as a JPEG file does."""
    return data[:3] == b"\xff\xd8\xff"


def is_png(data: bytes) -> bool:
    """Whether the bytes begin as a PNG file does."""
    return data[:8] == PNG_SIGNATURE


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield each segment as (marker, start, start of its body, end); a scan's end includes its coded pixels.

    The last one is the end-of-image marker, or the last complete segment of a truncated file. Bytes between the
    segments before the first scan belong to none.
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
            yield from _jpeg_scans(data, begin)
            return
        yield marker, begin, body + 2, end
        at = end


def _jpeg_scans(data: bytes, at: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the segments from the first scan on, without a gap: a stray marker belongs to the coded pixels.

    The two bytes of a marker may occur in damaged pixels. So only a whole segment that another marker follows is one.
    """
    marker, begin, body = SOS, at, at + 2
    end = min(body + int.from_bytes(data[body : body + 2], "big"), len(data))
    search = end
    while (match := _MARKER.search(data, search)) is not None:
        following, search = match[1][0], match.end()
        if following == EOI or (following in _AFTER_SCAN and _segment_follows(data, match.end(), following)):
            # fill bytes before a marker (T.81, B.1.1.2) belong to what is before them
            yield marker, begin, body + 2, match.start()
            if following == EOI:
                yield EOI, match.start(), match.end(), match.end()
                return
            marker, begin, body = following, match.start(), match.end()
            search = body + int.from_bytes(data[body : body + 2], "big")
    yield marker, begin, body + 2, len(data)


def _segment_follows(data: bytes, at: int, marker: int) -> bool:
    """Whether a segment's length is at this place and, after the segment, a marker or the pixels of a scan."""
    if len(data) < at + 3:
        return False
    length = int.from_bytes(data[at : at + 2], "big")
    if marker == SOS:
        components = data[at + 2]
        return 1 <= components <= 4 and length == 6 + 2 * components
    after = data[at + length : at + length + 2]
    return length >= 2 and len(after) == 2 and after[0] == 0xFF and after[1] not in (0, *range(0xD0, EOI))


def keeps_segment(marker: int, body: bytes) -> bool:
    """Whether a decoder needs the segment: tables, frames, scans, the ICC profile and Adobe's colour transform."""
    required = {APP0: JFIF_ID, APP2: _ICC_ID, APP14: _ADOBE_ID}
    if marker in required:
        return body.startswith(required[marker])
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


# ── orientation ─────────────────────────────────────────────────────────────────────────────────────────────────

ORIENTATION_TAG = 0x0112
MAX_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class Orientation:
    """How to transform pixels for display: first mirror left to right, then rotate clockwise by `degrees`."""

    degrees: int = 0
    mirrored: bool = False

    @property
    def sideways(self) -> bool:
        """Whether width and height are swapped."""
        return self.degrees in (90, 270)

    def __bool__(self) -> bool:
        return self.degrees != 0 or self.mirrored


ORIENTATIONS = {
    1: Orientation(),
    2: Orientation(0, mirrored=True),
    3: Orientation(180),
    4: Orientation(180, mirrored=True),
    5: Orientation(270, mirrored=True),
    6: Orientation(90),
    7: Orientation(90, mirrored=True),
    8: Orientation(270),
}
"""By the value of the Exif tag (Exif 2.32, 4.6.4.A): 1 is upright, 6 must be rotated a quarter turn clockwise."""


def orientation(data: bytes) -> Orientation:
    """The orientation of a JPEG or PNG file; upright where it has none or is damaged."""
    tags = tiff_tags(_exif_block(data) or b"")
    return ORIENTATIONS.get(next((value for tag, value in tags if tag == ORIENTATION_TAG), 1), Orientation())


def _exif_block(data: bytes) -> bytes | None:
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


def tiff_tags(block: bytes) -> Iterator[tuple[int, int]]:
    """The tags of a TIFF block's first directory, each with its first number; none where the block is damaged.

    An Exif block is a TIFF file without its image (JEITA CP-3451E, 4.5; TIFF 6.0, section 2).
    """
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return
    (start,) = struct.unpack_from(f"{order}I", block, 4)
    if start + 2 > len(block):
        return
    (count,) = struct.unpack_from(f"{order}H", block, start)
    for i in range(min(count, MAX_ENTRIES)):
        at = start + 2 + 12 * i
        if at + 12 > len(block):
            return
        tag, kind = struct.unpack_from(f"{order}HH", block, at)
        (value,) = struct.unpack_from(f"{order}{'H' if kind == 3 else 'I'}", block, at + 8)
        yield tag, value


# ── copies without metadata ─────────────────────────────────────────────────────────────────────────────────────


def strip_metadata(data: bytes, *, animated: bool = False) -> bytes:
    """The JPEG or PNG file with only what shows the image: coded pixels, colours, ICC profile, resolution.

    Other files are returned unchanged: an SVG is redrawn when it is rendered, and no other format is accepted. The
    orientation is removed too, so read `orientation` first. The further frames of a PNG are kept if it is `animated`.
    """
    if is_png(data):
        names = PNG_CHUNKS_KEPT | PNG_ANIMATION if animated else PNG_CHUNKS_KEPT
        kept = (data[start:end] for name, start, end in png_chunks(data) if name in names)
        return PNG_SIGNATURE + b"".join(kept)
    if not is_jpeg(data):
        return data
    out = [data[:2]]
    for marker, start, body, end in jpeg_segments(data):
        if marker == APP0 and keeps_segment(marker, data[body:end]) and end - body > JFIF_SIZE:
            head = data[body : body + JFIF_SIZE - 2] + b"\0\0"  # a thumbnail of 0 × 0 pixels
            out.append(b"\xff\xe0" + (len(head) + 2).to_bytes(2, "big") + head)
        elif keeps_segment(marker, data[body : body + 16]):
            out.append(data[start:end])
    return b"".join(out)


def upright_image(data: bytes) -> bytes:
    """The image without metadata; wrapped in an SVG that rotates it where its orientation is not upright.

    Rotating the pixels themselves would recompress a JPEG and lose quality.
    """
    from PIL import Image

    turn, bare = orientation(data), strip_metadata(data)
    if not turn:
        return bare
    with Image.open(BytesIO(bare)) as image:
        width, height, kind = image.width, image.height, "jpeg" if is_jpeg(bare) else "png"
    rotations = {
        0: "",
        90: f"translate({height} 0) rotate(90)",
        180: f"translate({width} {height}) rotate(180)",
        270: f"translate(0 {width}) rotate(270)",
    }
    mirror = f" translate({width} 0) scale(-1 1)" if turn.mirrored else ""
    wide, high = (height, width) if turn.sideways else (width, height)
    code = base64.b64encode(bare).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f'<g transform="{(rotations[turn.degrees] + mirror).strip()}"><image width="{width}" height="{height}" '
        f'image-rendering="crisp-edges" href="data:image/{kind};base64,{code}"/></g></svg>'
    ).encode("ascii")


@contextmanager
def complete_only() -> Generator[None]:
    """Let Pillow refuse truncated images. WeasyPrint makes it accept them when it is imported."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
