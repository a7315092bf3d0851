"""Values of the graphics state: colour spaces, images, and the position of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from factpress.output.prepress.geometry import UNIT, Matrix
from factpress.output.prepress.preflight.page_model import Family, Paint, Picture

_DEVICE = {
    "/DeviceGray": Family.GREY,
    "/G": Family.GREY,
    "/CalGray": Family.GREY,
    "/DeviceRGB": Family.RGB,
    "/RGB": Family.RGB,
    "/CalRGB": Family.RGB,
    "/DeviceCMYK": Family.CMYK,
    "/CMYK": Family.CMYK,
    "/Lab": Family.LAB,
    "/Pattern": Family.PATTERN,
}
_BY_CHANNELS = {1: Family.GREY, 3: Family.RGB, 4: Family.CMYK}
_PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
_DEEPEST = 4  # a space is based on another one, which may be based on a third


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its family, and the names of its inks if it is a spot colour."""

    family: Family
    plates: tuple[str, ...] = ()

    def paint(self, numbers: Sequence[Any]) -> Paint:
        """The paint of these components."""
        shares = tuple(100 * float(number) for number in numbers if not isinstance(number, pikepdf.Name))
        if self.family is Family.GREY:
            return Paint(Family.CMYK, (0, 0, 0, 100 - shares[0])) if shares else Paint(Family.GREY)
        if self.family is not Family.SPOT:
            return Paint(self.family, shares)
        if set(self.plates) <= set(_PROCESS) and len(self.plates) == len(shares):
            inks = [0.0] * 4
            for plate, share in zip(self.plates, shares, strict=True):
                inks[_PROCESS[plate]] = share
            return Paint(Family.CMYK, tuple(inks))
        return Paint(Family.SPOT, shares, ", ".join(self.plates))

    @property
    def first(self) -> Paint:
        """The initial colour of the space (ISO 32000-1, 8.6)."""
        if self.family is Family.SPOT:
            return self.paint([1] * len(self.plates))
        return self.paint({Family.GREY: [0], Family.RGB: [0, 0, 0], Family.CMYK: [0, 0, 0, 1]}.get(self.family, []))


GREY = Space(Family.GREY)


def space_of(written: Any, named: Any, depth: int = 0) -> Space:
    """The colour space of a name or an array. An unknown space counts as RGB, which is reported for presses."""
    if depth > _DEEPEST:
        return Space(Family.RGB)
    if not isinstance(written, pikepdf.Array):
        name = str(written)
        if name in _DEVICE:
            return Space(_DEVICE[name])
        if isinstance(named, pikepdf.Dictionary) and name in named:
            return space_of(named[name], None, depth + 1)
        return Space(Family.RGB)
    family = str(written[0]) if len(written) else ""
    if family == "/ICCBased":
        return Space(_BY_CHANNELS.get(int(written[1].get("/N", 3)), Family.RGB))
    if family in ("/Indexed", "/I"):
        return space_of(written[1], named, depth + 1)
    if family == "/Separation":
        return Space(Family.SPOT, (str(written[1]).lstrip("/"),))
    if family == "/DeviceN":
        return Space(Family.SPOT, tuple(str(name).lstrip("/") for name in written[1]))
    return Space(_DEVICE.get(family, Family.RGB))


_SHORT = {"/W": "/Width", "/H": "/Height", "/CS": "/ColorSpace", "/IM": "/ImageMask", "/BPC": "/BitsPerComponent"}


def placed_image(image: Any, key: tuple[int, int], ctm: Matrix) -> Picture:
    """The image as the matrix places it; its resolution is that of the coarser direction."""
    width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    across, up = (side / 72 for side in ctm.sides)
    ppi = min(width / across if across else 1e9, height / up if up else 1e9)
    one_bit = bool(image.get("/ImageMask", False)) or int(image.get("/BitsPerComponent", 8)) == 1
    return Picture(key, (width, height), ppi, one_bit)


def image_paint(thing: Any, resources: Any) -> Paint:
    """The colour space of an image or a gradient, as a paint without shares."""
    space = space_of(thing.get("/ColorSpace", pikepdf.Name("/DeviceGray")), resources.get("/ColorSpace"))
    return Paint(space.family, name=", ".join(space.plates))


def with_full_keys(image: Any) -> dict[str, Any]:
    """The dictionary of an inline image, with the keys of other images."""
    return {_SHORT.get(str(key), str(key)): value for key, value in image.items()}


class TextPosition:
    """The position of the next text. Each method is an operator."""

    def __init__(self) -> None:
        self.matrix = UNIT
        self.leading = 0.0

    def begin(self, _: Sequence[Any]) -> None:
        """BT."""
        self.matrix = UNIT

    def place(self, operands: Sequence[Any]) -> None:
        """Tm."""
        self.matrix = Matrix.of(operands)

    def shift(self, operands: Sequence[Any]) -> None:
        """Td: to the next line, so far from the beginning of this one."""
        self.matrix = Matrix(1, 0, 0, 1, float(operands[0]), float(operands[1])) @ self.matrix

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
