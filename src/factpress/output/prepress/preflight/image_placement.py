"""Pictures and gradients as they are named by a page: what they are made of, how fine they lie there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf

from factpress.output.prepress.geometry import Matrix
from factpress.output.prepress.preflight.colour_spaces import space_of
from factpress.output.prepress.preflight.page_model import Box, Paint, Picture

_SHORT = {"/W": "/Width", "/H": "/Height", "/CS": "/ColorSpace", "/IM": "/ImageMask", "/BPC": "/BitsPerComponent"}


def around(points: Sequence[tuple[float, float]]) -> Box:
    """The upright box around some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def whole(boxes: Sequence[Box]) -> Box:
    """The box around some boxes."""
    return around([point for box in boxes for point in ((box.left, box.bottom), (box.right, box.top))])


def picture_of(image: Any, key: tuple[int, int], ctm: Matrix) -> Picture:
    """The picture as the matrix lays it: the coarser of its two directions counts."""
    width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    across, up = (side / 72 for side in ctm.sides)
    ppi = min(width / across if across else 1e9, height / up if up else 1e9)
    one_bit = bool(image.get("/ImageMask", False)) or int(image.get("/BitsPerComponent", 8)) == 1
    return Picture(key, (width, height), ppi, one_bit)


def paint_of(thing: Any, resources: Any) -> Paint:
    """What a picture or a gradient is made of; its colours are many."""
    space = space_of(thing.get("/ColorSpace", pikepdf.Name("/DeviceGray")), resources.get("/ColorSpace"))
    return Paint(space.family, name=", ".join(space.plates))


def spelt_out(image: Any) -> dict[str, Any]:
    """The dictionary of an inline picture, by the keys that other pictures have."""
    return {_SHORT.get(str(key), str(key)): value for key, value in image.items()}
