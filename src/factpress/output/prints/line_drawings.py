"""Line drawings on prints: above the text or beside it, and those that have the head of a poster."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from factpress.core.paths import Places
from factpress.core.units import Length, mm
from factpress.design.drawings import drawing_file, read_drawing
from factpress.design.palettes import Palette
from factpress.output.html.assets import svg_data_url
from factpress.publication.products import Sheet
from factpress.publication.products.imposition_schemes import ZERO, Size

BESIDE = ("poster", "flyer")
"""Templates that have a drawing at the right of their text, and not above it."""

AT_HEAD = ("poster",)
"""Templates that have a drawing above the pattern, in the place of a photograph, if they have a pattern."""

_SHARES = {"prayer-card": Fraction(11, 20), "bookmark": Fraction(18, 25), "flyer": Fraction(31, 100)}
_SHARE = Fraction(27, 100)
"""The width of a drawing as a share of the sheet's, in some templates and in all others."""

_LEAST = mm(36)
"""In less space the strokes of a drawing are too close to each other."""

_STROKE_AT_HEAD = Fraction(12, 1700)
"""The width of the strokes at the head of a side, as a share of the drawing's height: they are seen from a distance."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing at the head of a side, on a ground from edge to edge. It is cut off where `left` is negative."""

    svg: str = ""
    left: Length = ZERO
    width: Length = ZERO
    height: Length = ZERO


NO_SCENE = Scene()


def scene(name: str, template: str, palette: Palette, space: Size, places: Places) -> Scene:
    """Return the drawing of that name at the head of a side; `NO_SCENE` for other templates and without a drawing.

    A drawing that is wider than the space fills it and is cut at the left; any other is whole, and in the middle. Raise
    OSError if it cannot be read.
    """
    file = drawing_file(places, name) if name and template in AT_HEAD else None
    if file is None:
        return NO_SCENE
    drawing = read_drawing(file)
    ratio = Fraction(drawing.width) / Fraction(drawing.height)
    height = min(space.height, space.width * (1 / ratio)) if ratio < space.width / space.height else space.height
    width = height * ratio
    left = space.width - width
    svg = svg_data_url(drawing.svg(palette, width, height * _STROKE_AT_HEAD))
    return Scene(svg, left if left < ZERO else left * Fraction(1, 2), width, height)


def placed_drawing(
    name: str, template: str, palette: Palette, sheet: Sheet, places: Places, scale: Fraction
) -> dict[str, object]:
    """Return the line drawing of a side for its template; empty if it has none. Raise OSError if it cannot be read."""
    file = drawing_file(places, name) if name else None
    if file is None:
        return {}
    drawing = read_drawing(file)
    width = max(sheet.width * _SHARES.get(template, _SHARE) * scale, _LEAST)
    width = min(width, sheet.inner)
    svg = drawing.svg(palette, width)
    return {"name": name, "svg": svg_data_url(svg), "width": width, "height": width * (drawing.height / drawing.width)}
