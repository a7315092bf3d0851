"""Where shapes are on a slide: their frames, inside groups too (ECMA-376 Part 1, 20.1.7)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from factpress.core.office_package import P, emu_length

GROUP = f"{P}grpSp"
_GROUP_PROPERTIES = f"{P}grpSpPr"
_TREE = f"{P}spTree"


@dataclass(frozen=True, slots=True)
class Box:
    """A frame in EMU from the upper left corner of the slide."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Scale:
    """A group's place: what its children's coordinates are multiplied by, and what is added then."""

    x: float = 1
    y: float = 1
    left: float = 0
    top: float = 0


_PLAIN = _Scale()


class Frames:
    """The frames of the shapes of one slide of that size. Transforms are given in document order."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._groups: dict[Any, _Scale] = {}

    def box(self, transform: Any) -> Box | None:
        """The frame that an `xfrm` element gives its shape; None for a group, whose children are placed by it."""
        owner = transform.getparent()
        values = {str(child.tag).rpartition("}")[2]: child for child in transform}
        left, top = _pair(values.get("off"), "x", "y")
        width, height = _pair(values.get("ext"), "cx", "cy")
        around = self._around(owner)
        if owner.tag == _GROUP_PROPERTIES:
            inner_left, inner_top = _pair(values.get("chOff"), "x", "y")
            inner_width, inner_height = _pair(values.get("chExt"), "cx", "cy")
            x, y = (width / inner_width if inner_width else 1), (height / inner_height if inner_height else 1)
            placed = _Scale(x, y, left - inner_left * x, top - inner_top * y)
            self._groups[owner.getparent()] = _Scale(
                around.x * placed.x,
                around.y * placed.y,
                around.x * placed.left + around.left,
                around.y * placed.top + around.top,
            )
            return None
        box = Box(left * around.x + around.left, top * around.y + around.top, width * around.x, height * around.y)
        return _turned(box) if transform.get("rot", "0") != "0" else box

    def _around(self, owner: Any) -> _Scale:
        """The scale of the group around the shape whose properties these are."""
        if not self._groups and owner.tag != _GROUP_PROPERTIES:
            return _PLAIN
        shape = owner if owner.tag.startswith(P) and owner.tag.endswith("Frame") else owner.getparent()
        above = shape.getparent() if shape is not None else None
        while above is not None and above.tag not in (GROUP, _TREE):
            above = above.getparent()
        return self._groups.get(above, _PLAIN)

    def is_outside(self, box: Box) -> bool:
        """Whether nothing of a frame is on the slide; never for a presentation that does not say how large it is."""
        if self.width <= 0 or self.height <= 0:
            return False
        right, bottom = box.left + box.width, box.top + box.height
        return right <= 0 or bottom <= 0 or box.left >= self.width or box.top >= self.height

    def share(self, box: Box) -> float:
        """The share of the slide that a frame covers, from 0 to 1."""
        wide = min(box.left + box.width, self.width) - max(box.left, 0)
        high = min(box.top + box.height, self.height) - max(box.top, 0)
        whole = self.width * self.height
        return max(wide, 0) * max(high, 0) / whole if whole > 0 else 0


def _turned(box: Box) -> Box:
    """A frame around the box however it is turned about its centre."""
    across = math.hypot(box.width, box.height)
    middle, centre = box.left + box.width / 2, box.top + box.height / 2
    return Box(middle - across / 2, centre - across / 2, across, across)


def _pair(element: Any, first: str, second: str) -> tuple[float, float]:
    return (emu_length(element.get(first)), emu_length(element.get(second))) if element is not None else (0, 0)
