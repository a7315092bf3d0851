"""JPEG and PNG files: their parts, their orientation, and copies without metadata.

Cameras write the time, the position and the owner's name into a file. A JPEG file is parsed as segments (ITU-T T.81,
annex B) and a PNG file as chunks (PNG 3, 5.3). The pixels are not decoded, so a copy loses no quality.
"""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from factpress.core.diagnostics import ToolError

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
APP0, APP1, APP2, APP13, APP14, APP15, COM = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF, 0xFE
EXIF_ID, JFIF_ID = b"Exif\0", b"JFIF\0"
_ICC_ID, _ADOBE_ID = b"ICC_PROFILE\0", b"Adobe"
JFIF_SIZE = 14
"""Bytes of a JFIF segment's body without its thumbnail (ITU-T T.871, 10.1)."""

_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
"""The next marker after entropy-coded data: neither a stuffed byte nor a restart marker."""

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_CHUNKS_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
     b"cLLI", b"bKGD", b"pHYs"}
)  # fmt: skip
"""The chunks that a decoder needs to show the image."""


# ── segments and chunks ─────────────────────────────────────────────────────────────────────────────────────────


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


def strip_metadata(data: bytes) -> bytes:
    """The JPEG or PNG file with only what shows the image: coded pixels, colours, ICC profile, resolution.

    Other files are returned unchanged: an SVG is redrawn when it is rendered, and no other format is accepted. The
    orientation is removed too, so read `orientation` first.
    """
    if is_png(data):
        kept = (data[start:end] for name, start, end in png_chunks(data) if name in PNG_CHUNKS_KEPT)
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


def strip_except_orientation(data: bytes) -> bytes:
    """The file without metadata, except the Exif orientation that other programs need to show it upright."""
    bare, turn = strip_metadata(data), orientation(data)
    if not turn:
        return bare
    value = next(value for value, one in ORIENTATIONS.items() if one == turn)
    block = b"II*\0" + struct.pack("<IHHHIII", 8, 1, ORIENTATION_TAG, 3, 1, value, 0)
    if is_jpeg(bare):
        body = b"Exif\0\0" + block
        return bare[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + bare[2:]
    name = b"eXIf"
    chunk = struct.pack(">I", len(block)) + name + block + struct.pack(">I", zlib.crc32(name + block))
    after_header = next(end for _, _, end in png_chunks(bare))
    return bare[:after_header] + chunk + bare[after_header:]


def strip_file(path: Path) -> bytes | None:
    """The stripped JPEG or PNG file; None where it carries no metadata. Raises ToolError for other files."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ToolError(f"cannot read {path}: {error.strerror}", "name a JPEG or PNG file") from error
    if not (is_jpeg(data) or is_png(data)):
        raise ToolError(f"{path} is neither a JPEG nor a PNG file", "convert it with an image editor")
    stripped = strip_except_orientation(data)
    return stripped if stripped != data else None
