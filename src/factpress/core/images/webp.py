"""WebP files as chunks (RFC 9649, 2.3 and 2.7.1.4): looked into, since an original may lie beside what is printed."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.core.images.exif import told, told_by_xmp


def known(data: bytes) -> bool:
    """Whether the bytes begin as a WebP does."""
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def carried(data: bytes) -> Iterator[str]:
    """What the file says besides its picture, in words."""
    at = 12
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + length]
        if name == b"EXIF":
            yield from told(body.removeprefix(b"Exif\0\0"))
        elif name == b"XMP ":
            yield from told_by_xmp(body)
        at += 8 + length + length % 2
