"""SVG files: what a drawing program writes about its user, and pictures inside the drawing.

A press draws an SVG anew, so none of this is printed; but the file itself may be passed on.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from factpress.core.images import jpeg, png
from factpress.core.images.exif import WORDS, told_by_xmp

_METADATA = re.compile(rb"<(?P<tag>(?:[\w.-]+:)?metadata)\b[^>]*?(?:/>|>(?P<inside>.*?)</(?P=tag)\s*>)", re.DOTALL)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_PROGRAM = re.compile(rb"""\s(?:inkscape|sodipodi):[\w-]+\s*=\s*(?:"[^"]*"|'[^']*')""")
"""What the drawing program keeps for itself: among it the folder that the drawing was last exported to."""
_INSIDE = re.compile(rb"""data:image/[\w.+-]+;base64,(?P<code>[A-Za-z0-9+/=\s%]+)""", re.IGNORECASE)


def known(data: bytes) -> bool:
    """Whether the bytes begin as an SVG does, whatever stands before its first element."""
    return b"<svg" in data[:4096] and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def carried(data: bytes) -> Iterator[str]:
    """What the file says besides its picture, in words."""
    for found in _METADATA.finditer(data):
        if (found["inside"] or b"").strip():
            yield from told_by_xmp(found[0])
    if _COMMENT.search(data) or _PROGRAM.search(data):
        yield WORDS
    for found in _INSIDE.finditer(data):
        inside = _decoded(found)
        for form in (jpeg, png):
            if form.known(inside):
                yield from form.carried(inside)


def _decoded(found: re.Match[bytes]) -> bytes:
    try:
        return base64.b64decode(b"".join(unquote_to_bytes(found["code"]).split()))
    except (binascii.Error, ValueError):
        return b""
