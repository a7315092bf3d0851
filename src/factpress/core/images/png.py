"""PNG files as chunks (PNG 3, 5.3): those that are needed to show the picture are kept to the byte."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.core.images.exif import BEHIND, CAMERA, WORDS, told, told_by_xmp

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    name.encode()
    for name in [
        "IHDR",
        "PLTE",
        "IDAT",
        "IEND",
        "tRNS",
        "cHRM",
        "gAMA",
        "iCCP",
        "sBIT",
        "sRGB",
        "cICP",
        "mDCV",
        "cLLI",
        "bKGD",
        "pHYs",
    ]
)
_WORDS = frozenset({b"tEXt", b"zTXt", b"iTXt"})


def known(data: bytes) -> bool:
    """Whether the bytes begin as a PNG does."""
    return data[:8] == _SIGNATURE


def chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each chunk up to the last: its name, where it begins, where it ends."""
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = min(at + 12 + length, len(data))
        yield name, at, end
        if name == b"IEND":
            return
        at = end


def stripped(data: bytes) -> bytes:
    """The picture without words, times, Exif and private chunks, and without what stands behind its end."""
    return _SIGNATURE + b"".join(data[begin:end] for name, begin, end in chunks(data) if name in _KEPT)


def exif(data: bytes) -> bytes | None:
    """The Exif block; None where there is none."""
    return next((data[begin + 8 : end - 4] for name, begin, end in chunks(data) if name == b"eXIf"), None)


def carried(data: bytes) -> Iterator[str]:
    """What the file says besides its picture, in words."""
    last = len(data)
    for name, begin, end in chunks(data):
        last, body = end, data[begin + 8 : end - 4]
        if name == b"eXIf":
            yield from told(body)
        elif name in _WORDS and body.startswith(b"XML:com.adobe.xmp"):
            yield from told_by_xmp(body)
        elif name in _WORDS and body.lower().startswith((b"raw profile type exif", b"raw profile type app1")):
            yield CAMERA
        elif name not in _KEPT:
            yield WORDS
    if data[last:].strip(b"\0"):
        yield BEHIND
