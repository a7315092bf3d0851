"""The shapes of the atlas around a country, projected on a plane and cut at what a map can show."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factpress.core.clipping import Point, Rectangle, clipped_line, clipped_ring, ring_area
from factpress.design.atlas import Atlas, Ring
from factpress.document.model import CountryMap, Land, River
from factpress.document.parse.charts_file import LatLon

BESIDE, ABOVE = 2.5, 1.0
"""How far shapes are kept around the country, as shares of its width and height. A drawing clips them to its frame."""
LEAST = 0.2
"""The least width and height of a map, in degrees: smaller countries are seen with what is around them."""
AROUND = 0.4
"""Islands further from the largest part of a country than this share of its size are outside of the map."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to a plane, in which one is as long to the east as to the north in the middle of the country."""

    frame: tuple[float, float, float, float]  # longitude and latitude of the country: west, south, east, north
    stretch: float

    @classmethod
    def around(cls, polygons: Sequence[Sequence[Ring]]) -> Projection:
        """The projection for a country, with the frame of its largest polygon and those near it."""
        outlines = sorted((polygon[0] for polygon in polygons), key=ring_area, reverse=True)
        west, south, east, north = _bounds(outlines[0])
        x, y = AROUND * (east - west) + 0.3, AROUND * (north - south) + 0.3
        around = west - x, south - y, east + x, north + y
        for outline in outlines[1:]:
            box = _bounds(_beside(outline, (west + east) / 2))
            if around[0] <= box[0] and around[1] <= box[1] and box[2] <= around[2] and box[3] <= around[3]:
                west, south = min(west, box[0]), min(south, box[1])
                east, north = max(east, box[2]), max(north, box[3])
        grow_x, grow_y = (max(0.0, LEAST - side) / 2 for side in (east - west, north - south))
        west, south, east, north = west - grow_x, south - grow_y, east + grow_x, north + grow_y
        return cls((west, south, east, north), math.cos(math.radians((south + north) / 2)))

    @property
    def middle(self) -> float:
        """The longitude of the middle of the country."""
        return (self.frame[0] + self.frame[2]) / 2

    def point(self, point: Point) -> Point:
        """The place of a point, given by its longitude and latitude."""
        return round(point[0] * self.stretch, 4), -round(point[1], 4)

    def lat_lon(self, at: LatLon) -> Point:
        """The place of a point, given by its latitude and longitude."""
        ((x, y),) = _beside(((at[1], at[0]),), self.middle)
        return self.point((x, y))

    def ring(self, points: Ring) -> Ring:
        """The places of the points of a ring or a line."""
        return tuple(self.point(point) for point in _beside(points, self.middle))

    def is_outside(self, points: Ring, box: Rectangle) -> bool:
        """Whether all points are on one side of the rectangle, as those of most rings of the world are."""
        xs, ys = zip(*points, strict=True)
        west, east = min(xs), max(xs)
        turn = _turn(west, self.middle)
        if turn != _turn(east, self.middle):
            return False
        left, high = self.point((west + turn, min(ys)))
        right, low = self.point((east + turn, max(ys)))
        return right < box[0] or left > box[2] or high < box[1] or low > box[3]


def _beside(points: Ring, middle: float) -> Ring:
    """The points, moved once around the globe if that is nearer to the middle of the map."""
    mean = sum(point[0] for point in points) / len(points)
    turn = _turn(mean, middle)
    return tuple((x + turn, y) for x, y in points) if turn else points


def _turn(x: float, middle: float) -> float:
    return 360.0 * round((middle - x) / 360.0)


def _bounds(points: Ring) -> tuple[float, float, float, float]:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def map_outlines(atlas: Atlas, country: str, flat: Projection) -> CountryMap:
    """Return the map of a country without places, names and cards."""
    (left, bottom), (right, top) = flat.point(flat.frame[:2]), flat.point(flat.frame[2:])
    x, y = BESIDE * (right - left), ABOVE * (bottom - top)
    box = left - x, top - y, right + x, bottom + y

    def lines(found: Sequence[Ring]) -> Iterator[Ring]:
        for points in found:
            if not flat.is_outside(points, box):
                yield from clipped_line(flat.ring(points), box)

    def rings(found: Sequence[Ring]) -> Iterator[Ring]:
        for points in found:
            if not flat.is_outside(points, box) and (ring := clipped_ring(flat.ring(points), box)):
                yield ring

    land = (
        Land(code, kept)
        for code, polygons in atlas.countries.items()
        for polygon in polygons
        if (kept := tuple(rings(polygon)))
    )
    return CountryMap(
        country,
        (left, top, right, bottom),
        tuple(sorted(land, key=lambda each: -ring_area(each.rings[0]))),
        tuple(lines(atlas.borders)),
        tuple(River(river.rank, part) for river in atlas.rivers for part in lines((river.points,))),
        tuple(rings([lake.points for lake in atlas.lakes])),
        (),
        (),
        (),
    )
