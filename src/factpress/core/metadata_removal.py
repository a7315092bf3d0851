"""JPEG and PNG files without metadata: what is removed is proved to be no part of the picture.

A file is refused if it is damaged in a way that leaves open which of its bytes are pixels. The old and the new file are
decoded and compared, before the new one is used.
"""

from __future__ import annotations

import contextlib
import struct
import warnings
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from factpress.core import image_files as im
from factpress.core.diagnostics import ToolError
from factpress.core.image_files import (
    ORIENTATION_TAG,
    ORIENTATIONS,
    complete_only,
    is_jpeg,
    is_png,
    orientation,
    strip_metadata,
)
from factpress.core.untrusted import read_limited

MOST_BYTES = 500_000_000
_EXPORT = "open it in an image editor, look whether it is complete, and export it again"

_PROBE = bytes((number * 73 + 41) % 255 for number in range(64))
_PROBES = _PROBE + b"".join(bytes((0xFF, 0xD0 + number)) + _PROBE for number in range(8)) * 2
"""Data that a decoder skips after a complete scan and otherwise takes for pixels, also after a restart marker."""

_OTHER_PIXELS = "the file without metadata would show other pixels"


def clean_copy(path: Path) -> bytes | None:
    """The JPEG or PNG file without metadata except its orientation; None where it has none.

    Raises ToolError for other files, and for damaged ones: then it is not known what may be removed.
    """
    data = read_limited(path, MOST_BYTES, "name a JPEG or PNG file")
    if not data:
        raise ToolError(f"{path} is empty", "name a JPEG or PNG file")
    if not (is_jpeg(data) or is_png(data)):
        raise ToolError(f"{path} is neither a JPEG nor a PNG file", "convert it with an image editor")
    reason = _jpeg_damage(data) if is_jpeg(data) else _png_damage(data)
    if reason is None:
        stripped = strip_except_orientation(data)
        if stripped == data:
            return None
        reason = _difference(data, stripped)
        if reason is None:
            return stripped
    raise ToolError(f"{path} was not changed: {reason}", _EXPORT)


def strip_except_orientation(data: bytes) -> bytes:
    """The file without metadata, except the Exif orientation that other programs need to show it upright."""
    bare, turn = strip_metadata(data, animated=True), orientation(data)
    if not turn:
        return bare
    value = next(value for value, one in ORIENTATIONS.items() if one == turn)
    block = b"II*\0" + struct.pack("<IHHHIII", 8, 1, ORIENTATION_TAG, 3, 1, value, 0)
    if is_jpeg(bare):
        body = b"Exif\0\0" + block
        return bare[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + bare[2:]
    name = b"eXIf"
    chunk = struct.pack(">I", len(block)) + name + block + struct.pack(">I", zlib.crc32(name + block))
    after_header = next(end for _, _, end in im.png_chunks(bare))
    return bare[:after_header] + chunk + bare[after_header:]


# ── files that cannot be understood ─────────────────────────────────────────────────────────────────────────────


def _jpeg_damage(data: bytes) -> str | None:
    """Why it is not known which bytes of the JPEG file are pixels; None where it is known."""
    segments = list(im.jpeg_segments(data))
    if not any(marker == im.SOS for marker, *_ in segments):
        return "no pixels were found in it"
    marker, _, _, end = segments[-1]
    if _holds_several(data):
        return "it has several pictures, as a panorama or for two eyes, and only the first would stay"
    if marker != im.EOI or not data[end:].strip(b"\0"):
        return None
    # a decoder that has all pixels skips what it finds before the end marker
    reason = _difference(data[:end], data[: end - 2] + _PROBES + data[end - 2 : end])
    return "it is damaged: the picture has an end marker before its last pixels" if reason == _OTHER_PIXELS else reason


def _holds_several(data: bytes) -> bool:
    """Whether the file has several pictures none of which is a preview of another (CIPA DC-007, 5.2.3.3)."""
    with warnings.catch_warnings(action="ignore"), contextlib.suppress(Exception), _opened(data) as image:
        pictures = getattr(image, "mpinfo", {}).get(0xB002, ())
        return any(str(one["Attribute"]["MPType"]).startswith("Multi-Frame") for one in pictures)
    return False


def _png_damage(data: bytes) -> str | None:
    """Why it is not known which bytes of the PNG file are pixels; None where it is known."""
    name = b""
    for name, start, end in im.png_chunks(data):
        shown = name.decode("latin-1")
        length = int.from_bytes(data[start : start + 4], "big")
        if not (name.isalpha() and name.isascii()):
            return f"it is damaged: there is no chunk at byte {start + 1:,}"
        if end != start + 12 + length:
            return f"it is damaged: its {shown} chunk is incomplete"
        kept = name in im.PNG_CHUNKS_KEPT | im.PNG_ANIMATION
        if not kept and name[:1].isupper():
            return f"a decoder needs its {shown} chunk, which is in no PNG standard"
        if kept and zlib.crc32(data[start + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            return f"it is damaged: the checksum of its {shown} chunk is wrong"
    return None if name == b"IEND" else "it is damaged: it ends before its IEND chunk"


# ── comparison ──────────────────────────────────────────────────────────────────────────────────────────────────


def _difference(old: bytes, new: bytes) -> str | None:
    """Why the new file does not show what the old one shows; None where all pixels are the same."""
    from PIL import Image

    # Pillow warns about the size, for which there is a limit
    with complete_only(), warnings.catch_warnings(action="ignore"):
        try:
            with _opened(old) as before, _opened(new) as after:
                frames = _frames(before)
                if frames != _frames(after) or orientation(old) != orientation(new):
                    return "the file without metadata would show something else"
                for number in range(frames):
                    before.seek(number)
                    after.seek(number)
                    if _shown(before) != _shown(after):
                        return _OTHER_PIXELS
        except Image.DecompressionBombError:
            return "it has too many pixels to be compared with the file without metadata"
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - Pillow's decoders have no common exception for a damaged file
            return "it is damaged: it cannot be decoded"
    return None


def _opened(data: bytes) -> Any:
    from PIL import Image

    # An incomplete JPEG file is decoded as far as it goes, if it has an end marker.
    return Image.open(BytesIO(data + b"\xff\xd9" if is_jpeg(data) else data), formats=("PNG", "JPEG"))


def _frames(image: Any) -> int:
    return int(image.n_frames) if image.format == "PNG" else 1


def _shown(image: Any) -> tuple[object, ...]:
    """All that decides what is seen: pixels, palette, transparency and colour space."""
    image.load()
    palette = image.getpalette("RGBA") if image.mode in ("P", "PA") else None
    info = [image.info.get(key) for key in ("icc_profile", "transparency", "gamma", "duration", "blend", "disposal")]
    return image.mode, image.size, image.tobytes(), palette, repr(info)
