"""The shapes that charts are made of: range_bar, diamond, and the marks that say how sure we are."""

from __future__ import annotations

from factpress.output.charts.scene import Area, Disc, Line, Mark
from factpress.publication.facts.claims import Standing

THREADS = 4
GAP = 0.30
"""Between two threads, in threads."""
OVERHANG = 0.16
"""How far an end-stop stands out above and below, in heights of the bar."""


def box(left: float, top: float, right: float, bottom: float) -> tuple[tuple[float, float], ...]:
    """The corners of a rectangle."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


def threads(left: float, right: float, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
    """Level threads that fill `height`, without end-stops."""
    thread = height / (THREADS + (THREADS - 1) * GAP)
    pitch = thread * (1 + GAP)
    first = middle - height / 2 + thread / 2
    return tuple(Line(((left, first + i * pitch), (right, first + i * pitch)), colour, thread) for i in range(THREADS))


def range_bar(left: float, right: float, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
    """A range: four threads between two hard end-stops. The stops' outer edges stand on the two figures."""
    stop = height * 0.13
    if right - left < 2 * stop:
        left, right = left - stop / 2, right + stop / 2  # too narrow for two stops: each is centred on its figure
    reach = height * (0.5 + OVERHANG)
    stops = tuple(
        Line(((x, middle - reach), (x, middle + reach)), colour, stop) for x in (left + stop / 2, right - stop / 2)
    )
    return (*threads(left + stop / 2, right - stop / 2, middle, height, colour), *stops)


def diamond(x: float, y: float, radius: float, colour: str) -> Mark:
    """A single figure."""
    return Area(((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)), colour)


def standing_mark(standing: Standing, x: float, y: float, size: float, colour: str) -> tuple[Mark, ...]:
    """The mark of a standing in a square of `size` points about (x, y); the shape alone tells them apart."""
    unit = size / 20
    pen = 2 * unit
    match standing:
        case Standing.VERIFIED:
            return (Disc(x, y, 8.6 * unit, fill=colour),)
        case Standing.REPORTED:
            ring = Disc(x, y, 7.6 * unit, stroke=colour, width=pen)
            return (Disc(x, y, 7.6 * unit, fill=colour, half=True), ring)
        case Standing.CONTESTED:
            reach = 9.2 * unit
            corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
            return (Area(corners, stroke=colour, width=pen), Line(((x, y - reach), (x, y + reach)), colour, pen))
        case Standing.OUTDATED:
            reach = 7.8 * unit
            square = Area(box(x - reach, y - reach, x + reach, y + reach), stroke=colour, width=pen)
            return (square, Line(((x - reach, y + reach), (x + reach, y - reach)), colour, pen))
        case Standing.UNTRACED:
            return (Disc(x, y, 7.8 * unit, stroke=colour, width=2.2 * unit, dash=(3.1 * unit, 3 * unit)),)
        case Standing.WITHDRAWN:
            return ()
