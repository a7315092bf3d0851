"""The icons of standings as pictures, for the bullets of marks. A picture bullet cannot part from its word."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from factpress.publication.facts.claims import Standing

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SIZE = 96
_FINER = 4
_GRID = 24
"""The units of the drawing: a shape of 20 with a margin of 2, for the halo."""

_HALO = 1.6
"""The width of the outline in the colour of the ground, with which the icon is seen on another ground, too."""


@lru_cache(maxsize=64)
def standing_icon(standing: Standing, colour: str, ground: str) -> bytes:
    """Return the icon as a PNG with a transparent ground. The colours are hexadecimal, with "#"."""
    from PIL import Image, ImageDraw

    large = Image.new("RGBA", (SIZE * _FINER, SIZE * _FINER))
    draw = ImageDraw.Draw(large)
    _draw(draw, standing, ground, _HALO)
    _draw(draw, standing, colour, 0)
    out = BytesIO()
    large.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def standing_svg(standing: Standing, colour: str) -> bytes:
    """Return the icon as an SVG, with the same shape."""
    outline = f'fill="none" stroke="{colour}" stroke-width="2"'
    match standing:
        case Standing.VERIFIED:
            shape = f'<circle cx="12" cy="12" r="8.6" fill="{colour}"/>'
        case Standing.REPORTED:
            half = f'<path d="M12 3.4A8.6 8.6 0 0 0 12 20.6Z" fill="{colour}"/>'
            shape = f'{half}<circle cx="12" cy="12" r="7.6" {outline}/>'
        case Standing.CALCULATED:
            shape = "".join(f'<rect x="3.5" y="{y}" width="17" height="5" fill="{colour}"/>' for y in (5, 14))
        case Standing.CONTESTED:
            shape = f'<path d="M12 2.8L21.2 12L12 21.2L2.8 12ZV21.2" {outline}/>'
        case Standing.OUTDATED | Standing.WITHDRAWN:
            shape = f'<path d="M4.2 4.2H19.8V19.8H4.2ZM4.2 19.8L19.8 4.2" {outline}/>'
        case Standing.UNTRACED:
            # eight dashes of 23 degrees
            shape = f'<circle cx="12" cy="12" r="7.8" {outline} stroke-dasharray="3.131 2.995"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{shape}</svg>'.encode()


def _draw(draw: ImageDraw, standing: Standing, colour: str, wider: float) -> None:
    """Draw the icon, its lines wider by that many units on each side."""
    unit = SIZE * _FINER / _GRID
    middle, width = 12.0, round((2 + 2 * wider) * unit)

    def at(*numbers: float) -> list[float]:
        return [number * unit for number in numbers]

    def line(*points: float) -> None:
        draw.line(at(*points), colour, width, joint="curve")

    def ring(radius: float, start: float = 0, end: float = 360) -> None:
        outer = radius + 1 + wider
        box = at(middle - outer, middle - outer, middle + outer, middle + outer)
        draw.arc(box, start, end, colour, width)

    def disc(radius: float, start: float = 0, end: float = 360) -> None:
        r = radius + wider
        draw.pieslice(at(middle - r, middle - r, middle + r, middle + r), start, end, colour)

    match standing:
        case Standing.VERIFIED:
            disc(8.6)
        case Standing.REPORTED:
            disc(8.6, 90, 270)
            ring(7.6)
        case Standing.CALCULATED:
            for top in (5, 14):
                draw.rectangle(at(3.5 - wider, top - wider, 20.5 + wider, top + 5 + wider), colour)
        case Standing.CONTESTED:
            line(12, 2.8, 21.2, 12, 12, 21.2, 2.8, 12, 12, 2.8, 21.2, 12)
            line(12, 2.8, 12, 21.2)
        case Standing.OUTDATED | Standing.WITHDRAWN:
            line(4.2, 4.2, 19.8, 4.2, 19.8, 19.8, 4.2, 19.8, 4.2, 4.2, 19.8, 4.2)
            line(4.2, 19.8, 19.8, 4.2)
        case Standing.UNTRACED:
            for start in range(0, 360, 45):
                ring(7.8, start, start + 23)
