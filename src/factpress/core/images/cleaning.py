"""A picture file without what it carries, to lie in the publication's folder in place of the one that came."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from factpress.core.diagnostics import ToolError
from factpress.core.images import jpeg, png, stripped, turn
from factpress.core.images.exif import ORIENTATION, TURNS


def cleaned(data: bytes) -> bytes:
    """The stripped picture, which still says which way up it is: every program that shows it must know."""
    bare, turned = stripped(data), turn(data)
    if not turned:
        return bare
    value = next(value for value, one in TURNS.items() if one == turned)
    block = b"II*\0" + struct.pack("<IHHHIII", 8, 1, ORIENTATION, 3, 1, value, 0)
    if jpeg.known(bare):
        body = b"Exif\0\0" + block
        return bare[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + bare[2:]
    name = b"eXIf"
    chunk = struct.pack(">I", len(block)) + name + block + struct.pack(">I", zlib.crc32(name + block))
    behind_head = next(end for _, _, end in png.chunks(bare))
    return bare[:behind_head] + chunk + bare[behind_head:]


def clean_file(path: Path) -> bytes | None:
    """The cleaned picture of a JPEG or PNG file; None where it carries nothing. Raises ToolError for other files."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ToolError(f"cannot read {path}: {error.strerror}", "name a JPEG or PNG file") from error
    if not (jpeg.known(data) or png.known(data)):
        raise ToolError(f"{path} is no JPEG and no PNG", "save it as one of the two in a program for pictures")
    better = cleaned(data)
    return better if better != data else None
