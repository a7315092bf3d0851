"""Exif blocks, as far as they must be read: which way up the picture is, and whether it says where it was taken.

An Exif block is a TIFF file without its picture (JEITA CP-3451E, 4.5; TIFF 6.0, section 2).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

GPS = "the place where it was taken (GPS)"
CAMERA = "camera and time (Exif)"
XMP = "who made it, when and with what (XMP)"
IPTC = "caption and names (IPTC)"
WORDS = "words of the program that wrote it"
BEHIND = "more behind the end of the picture"
THUMBNAIL = "a small copy of the picture as it was before it was cut"

ORIENTATION, GPS_BLOCK = 0x0112, 0x8825
MOST_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class Turn:
    """How to turn pixels so that they stand upright: first mirrored left to right, then turned clockwise."""

    degrees: int = 0
    mirrored: bool = False

    @property
    def sideways(self) -> bool:
        """Whether width and height change places."""
        return self.degrees in (90, 270)

    def __bool__(self) -> bool:
        return self.degrees != 0 or self.mirrored


TURNS = {
    1: Turn(),
    2: Turn(0, mirrored=True),
    3: Turn(180),
    4: Turn(180, mirrored=True),
    5: Turn(270, mirrored=True),
    6: Turn(90),
    7: Turn(90, mirrored=True),
    8: Turn(270),
}
"""By the value of the tag: 1 is upright, 6 wants a quarter turn clockwise."""


def entries(block: bytes) -> Iterator[tuple[int, int]]:
    """The tags of the first directory with their values, where these are one number; none where it is damaged."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return
    (start,) = struct.unpack_from(f"{order}I", block, 4)
    if start + 2 > len(block):
        return
    (count,) = struct.unpack_from(f"{order}H", block, start)
    for i in range(min(count, MOST_ENTRIES)):
        at = start + 2 + 12 * i
        if at + 12 > len(block):
            return
        tag, kind = struct.unpack_from(f"{order}HH", block, at)
        (value,) = struct.unpack_from(f"{order}{'H' if kind == 3 else 'I'}", block, at + 8)
        yield tag, value


def exif_turn(block: bytes) -> Turn:
    """How the pixels must be turned; not at all where the block does not say or is damaged."""
    return TURNS.get(next((value for tag, value in entries(block) if tag == ORIENTATION), 1), Turn())


def told(block: bytes) -> Iterator[str]:
    """What an Exif block says, in words; which way up the picture is tells nothing of anybody."""
    tags = [tag for tag, _ in entries(block)]
    if GPS_BLOCK in tags:
        yield GPS
    if not tags or set(tags) - {ORIENTATION, GPS_BLOCK}:
        yield CAMERA


def told_by_xmp(packet: bytes) -> Iterator[str]:
    """What an XMP packet says, in words; places are written as exif:GPSLatitude (XMP specification, part 2, 2.4)."""
    yield XMP
    if b"GPS" in packet:
        yield GPS
