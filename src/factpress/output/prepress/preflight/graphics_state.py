"""Values of the graphics state: paths, images, and the position of text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pikepdf

from factpress.output.prepress.geometry import UNIT, Matrix
from factpress.output.prepress.preflight.colour_spaces import GREY, Space, space_of
from factpress.output.prepress.preflight.limits import filters_of, image_file
from factpress.output.prepress.preflight.page_model import Box, Family, Picture, bounding_box

_SHORT = {
    "/W": "/Width", "/H": "/Height", "/CS": "/ColorSpace", "/IM": "/ImageMask", "/BPC": "/BitsPerComponent",
    "/D": "/Decode", "/DP": "/DecodeParms", "/F": "/Filter",
}  # fmt: skip
"""The short keys of inline images."""


def placed_image(image: Any, ctm: Matrix) -> Picture:
    """The image as the matrix places it; its resolution is that of the coarser direction.

    A direction in which it has a single pixel, as a line or a plain area has, has no details and does not count.
    """
    width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    across, up = (side / 72 for side in ctm.sides)
    ppi = min(pixels / inches if inches and pixels != 1 else 1e9 for pixels, inches in ((width, across), (height, up)))
    mask = bool(image.get("/ImageMask", False))
    return Picture((width, height), ppi, mask or int(image.get("/BitsPerComponent", 8)) == 1, mask)


def space_in(thing: Any, resources: Any) -> Space:
    """The colour space of an image or a gradient; that of a JPEG 2000 may be in its data."""
    if "/ColorSpace" in thing:
        return space_of(thing["/ColorSpace"], resources.get("/ColorSpace"))
    return _space_of_jpx(image_file(thing)) if "JPXDecode" in filters_of(thing) else GREY


_ENUMERATED = {12: Family.CMYK, 16: Family.RGB, 17: Family.GREY, 18: Family.RGB}
"""The colour spaces of JPEG 2000 (ISO 15444-1, I.5.3.3; 12 is of part 2)."""


def _space_of_jpx(data: bytes) -> Space:
    colours, header = data.find(b"colr\1"), data.find(b"ihdr")
    if colours > 0 and (known := _ENUMERATED.get(int.from_bytes(data[colours + 7 : colours + 11], "big"))):
        return Space(known)
    at = header + 12 if header > 0 else 40  # without a file format, it is in the segment SIZ
    channels = int.from_bytes(data[at : at + 2], "big")
    return Space({1: Family.GREY, 2: Family.GREY, 4: Family.CMYK}.get(channels, Family.RGB))


def inline_image(written: Any, scratch: pikepdf.Pdf) -> pikepdf.Stream:
    """An inline image as a stream with the keys of other images."""
    stream = pikepdf.Stream(scratch, written.read_raw_bytes())
    for key, value in written.obj.items():
        stream[_SHORT.get(str(key), str(key))] = value
    return stream


class PathBuilder:
    """The path that is drawn until it is painted; its points are on the sheet."""

    def __init__(self) -> None:
        self.parts: list[list[tuple[float, float]]] = []

    def move(self, operands: Sequence[Any], ctm: Matrix) -> None:
        """The operator m."""
        self.parts.append([ctm.at(float(operands[0]), float(operands[1]))])

    def to(self, operands: Sequence[Any], ctm: Matrix) -> None:
        """The operators l, c, v and y: the control points of a curve count as if it went through them."""
        numbers = [float(operand) for operand in operands]
        self.parts[-1] += [ctm.at(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]

    def rectangle(self, operands: Sequence[Any], ctm: Matrix) -> None:
        """The operator re."""
        x, y, width, height = (float(operand) for operand in operands)
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.parts.append([ctm.at(*corner) for corner in corners])

    def taken(self) -> list[Box]:
        """The boxes of the parts; the path is empty afterwards."""
        boxes = [bounding_box(part) for part in self.parts]
        self.parts = []
        return boxes


class TextPosition:
    """The position of the next text. Each method is an operator."""

    def __init__(self) -> None:
        self.matrix = UNIT
        self.line = UNIT
        self.leading = 0.0

    def begin(self, _: Sequence[Any]) -> None:
        """BT."""
        self.matrix = self.line = UNIT

    def place(self, operands: Sequence[Any]) -> None:
        """Tm."""
        self.matrix = self.line = Matrix.of(operands)

    def shift(self, operands: Sequence[Any]) -> None:
        """Td: to the next line, so far from the beginning of this one."""
        self.matrix = self.line = Matrix(1, 0, 0, 1, float(operands[0]), float(operands[1])) @ self.line

    def shift_down(self, operands: Sequence[Any]) -> None:
        """TD: the same, and the distance is kept as the leading."""
        self.leading = -float(operands[1])
        self.shift(operands)

    def lead(self, operands: Sequence[Any]) -> None:
        """TL."""
        self.leading = float(operands[0])

    def next_line(self, _: Sequence[Any]) -> None:
        """T*: one leading down."""
        self.shift((0, -self.leading))

    def advance(self, by: float) -> None:
        """To the right, after a glyph."""
        self.matrix = Matrix(1, 0, 0, 1, by, 0) @ self.matrix


def thinness(part: Box) -> float:
    """The thickness of an area that looks like a line; infinity for other areas."""
    thin, long = sorted((part.width, part.height))
    return thin if thin > 0 and long > _LONG * thin else math.inf


_LONG = 20
"""An area that is so many times longer than wide looks like a line."""
