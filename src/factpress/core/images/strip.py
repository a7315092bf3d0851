"""Image files without their metadata; the pixels keep their coding."""

from __future__ import annotations

import base64
import struct
import zlib
from io import BytesIO
from pathlib import Path

from factpress.core.diagnostics import ToolError
from factpress.core.images import containers as c
from factpress.core.images.metadata import ORIENTATION, ORIENTATIONS, orientation


def strip_metadata(data: bytes) -> bytes:
    """The JPEG or PNG file with only what shows the image: coded pixels, colours, ICC profile, resolution.

    Other files are returned unchanged: an SVG is redrawn when it is rendered, and no other format is accepted. The
    orientation is removed too, so read `orientation` first.
    """
    if c.is_png(data):
        kept = (data[start:end] for name, start, end in c.png_chunks(data) if c.keeps_chunk(name))
        return c.PNG_SIGNATURE + b"".join(kept)
    if not c.is_jpeg(data):
        return data
    out = [data[:2]]
    for marker, start, body, end in c.jpeg_segments(data):
        if marker == c.APP0 and c.keeps_segment(marker, data[body:end]) and end - body > c.JFIF_SIZE:
            head = data[body : body + c.JFIF_SIZE - 2] + b"\0\0"  # a thumbnail of 0 × 0 pixels
            out.append(b"\xff\xe0" + (len(head) + 2).to_bytes(2, "big") + head)
        elif c.keeps_segment(marker, data[body : body + 16]):
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
        width, height, kind = image.width, image.height, "jpeg" if c.is_jpeg(bare) else "png"
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
    block = b"II*\0" + struct.pack("<IHHHIII", 8, 1, ORIENTATION, 3, 1, value, 0)
    if c.is_jpeg(bare):
        body = b"Exif\0\0" + block
        return bare[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + bare[2:]
    name = b"eXIf"
    chunk = struct.pack(">I", len(block)) + name + block + struct.pack(">I", zlib.crc32(name + block))
    after_header = next(end for _, _, end in c.png_chunks(bare))
    return bare[:after_header] + chunk + bare[after_header:]


def strip_file(path: Path) -> bytes | None:
    """The stripped JPEG or PNG file; None where it carries no metadata. Raises ToolError for other files."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ToolError(f"cannot read {path}: {error.strerror}", "name a JPEG or PNG file") from error
    if not (c.is_jpeg(data) or c.is_png(data)):
        raise ToolError(f"{path} is no JPEG and no PNG", "save it as one of the two in a program for pictures")
    stripped = strip_except_orientation(data)
    return stripped if stripped != data else None
