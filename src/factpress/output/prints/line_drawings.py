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
from factpress.publication.products.imposition_schemes import ZERO

BESIDE = ("poster", "flyer")
"""Templates that have a drawing at the right of their text, and not above it."""

AT_HEAD = ("poster",)
"""Templates that have a drawing above the pattern, in the place of a photograph, if they have a pattern."""

_SHARES = {"prayer-card": Fraction(11, 20), "bookmark": Fraction(18, 25)}
_SHARE = Fraction(27, 100)
"""The width of a drawing as a share of the sheet's, in some templates and in all others."""

_LEAST = mm(36)
"""In less space the strokes of a drawing are too close to each other."""

_STROKE_AT_HEAD = Fraction(12, 1700)
"""The width of the strokes at the head of a side, as a share of the drawing's side: they are seen from a distance."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing at the head of a side, `side` wide and high, on a ground from edge to edge."""

    name: str = ""
    svg: str = ""
    side: Length = ZERO


NO_SCENE = Scene()


def scene(name: str, template: str, palette: Palette, side: Length, places: Places) -> Scene:
    """Return the drawing of that name at the head of a side; `NO_SCENE` for other templates and without a drawing.

    Raise OSError if it cannot be read.
    """
    file = drawing_file(places, name) if name and template in AT_HEAD else None
    if file is None:
        return NO_SCENE
    return Scene(name, svg_data_url(read_drawing(file).svg(palette, side, side * _STROKE_AT_HEAD)), side)


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
