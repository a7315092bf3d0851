"""TIFF files (TIFF 6.0, sections 2 and 8): looked into, since an original may lie beside what is printed."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.core.images.exif import CAMERA, GPS, GPS_BLOCK, IPTC, WORDS, XMP, entries

_SAID = {
    GPS_BLOCK: GPS,
    0x8769: CAMERA,
    0x010F: CAMERA,  # make
    0x0110: CAMERA,  # model
    0x0132: CAMERA,  # time
    0x02BC: XMP,
    0x83BB: IPTC,
    0x8649: IPTC,  # Photoshop's own block
    0x010D: WORDS,  # name of the document
    0x010E: WORDS,  # description
    0x0131: WORDS,  # program
    0x013B: WORDS,  # artist
    0x013C: WORDS,  # name of the computer
    0x8298: WORDS,  # copyright
}


def known(data: bytes) -> bool:
    """Whether the bytes begin as a TIFF does."""
    return data[:4] in (b"II*\0", b"MM\0*")


def carried(data: bytes) -> Iterator[str]:
    """What the file says besides its picture, in words."""
    for tag, _ in entries(data):
        if tag in _SAID:
            yield _SAID[tag]
