"""Make `assets/maps/world.json`, the map data of charts of kind `map`, from the files of Natural Earth.

Run: python tools/map_data.py countries-10m.json ne_50m_rivers_lake_centerlines.json ne_50m_lakes.json world.json
The first file is TopoJSON of the npm package world-atlas, the others are GeoJSON. Needs Babel, for codes of countries.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.core import get_global

SCALE = 100
"""Steps of a coordinate in a degree: one is about a kilometre."""
TOLERANCE = 0.015
"""How far a simplified line may be from the line, in degrees."""
LEAST_AREA = 0.002
"""Polygons smaller than this are left out, in square degrees, unless their country has no larger one."""
MOST_RANK = 6
"""Rivers and lakes of a higher rank, which are smaller ones, are left out."""
WITHOUT_NUMBER = {"Kosovo": "XK"}

Points = list[tuple[float, float]]


def simplified(points: Points, tolerance: float) -> Points:
    """The line with fewer points (Ramer, Douglas and Peucker). Both ends are kept, and of a ring a point between."""
    if len(points) < 3:
        return points
    kept = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        distances = [(distance(points[i], points[first], points[last]), i) for i in range(first + 1, last)]
        far, index = max(distances, default=(0.0, 0))
        if far > tolerance:
            kept.add(index)
            stack += [(first, index), (index, last)]
    return [points[i] for i in sorted(kept)]


def distance(point: tuple[float, float], begin: tuple[float, float], end: tuple[float, float]) -> float:
    """The distance of a point from a line between two points."""
    dx, dy = end[0] - begin[0], end[1] - begin[1]
    length = dx * dx + dy * dy
    share = ((point[0] - begin[0]) * dx + (point[1] - begin[1]) * dy) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return math.hypot(point[0] - begin[0] - share * dx, point[1] - begin[1] - share * dy)


def packed(points: Points) -> list[int]:
    """The points in steps, each but the first as its difference from the one before."""
    steps: list[tuple[int, int]] = []
    for x, y in points:
        step = round(x * SCALE), round(y * SCALE)
        if not steps or step != steps[-1]:
            steps.append(step)
    if len(steps) == 1:
        steps *= 2
    out = list(steps[0])
    for before, after in itertools.pairwise(steps):
        out += (after[0] - before[0], after[1] - before[1])
    return out


def area(ring: Points) -> float:
    """The area of a ring, in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def ring_of(numbers: Sequence[int], arcs: Sequence[Points]) -> Points:
    """The points of a ring of arcs. An arc of a negative number is followed from its end."""
    return [point for i in numbers for point in (arcs[i] if i >= 0 else arcs[~i][::-1])]


def countries(topology: dict[str, Any]) -> tuple[list[list[int]], dict[str, list[list[list[int]]]]]:
    """The arcs of all borders, and the polygons of each country by its code, each ring as numbers of arcs."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Points] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)
    aliases = get_global("territory_aliases")
    used: dict[int, int] = {}
    found: dict[str, list[list[list[int]]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name, number = geometry["properties"]["name"], geometry.get("id")
        code = WITHOUT_NUMBER.get(name) or next(iter(aliases.get(number, ())), None) or f"-{name}"
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        sizes = [area(ring_of(polygon[0], arcs)) for polygon in polygons]
        for polygon, size in zip(polygons, sizes, strict=True):
            if size < LEAST_AREA and size < max(sizes):
                continue
            rings: list[list[int]] = []
            for ring in polygon:
                numbers = [used.setdefault(i if i >= 0 else ~i, len(used)) for i in ring]
                rings.append([n if i >= 0 else ~n for i, n in zip(ring, numbers, strict=True)])
            found.setdefault(code, []).append(rings)
    return [packed(simplified(arcs[i], TOLERANCE)) for i in used], dict(sorted(found.items()))


def lines(geometry: dict[str, Any]) -> list[Sequence[Sequence[float]]]:
    """The lines of a geometry: of a river, or the outlines of a lake."""
    coordinates = geometry["coordinates"]
    match geometry["type"]:
        case "LineString":
            return [coordinates]
        case "MultiLineString" | "Polygon":
            return coordinates
        case _:
            return [line for polygon in coordinates for line in polygon]


def waters(collection: dict[str, Any]) -> list[list[int]]:
    """The lines of rivers or lakes, each after its rank."""
    out: list[list[int]] = []
    for feature in collection["features"]:
        rank = int(feature["properties"]["scalerank"])
        if rank > MOST_RANK or feature["geometry"] is None:
            continue
        for line in lines(feature["geometry"]):
            points = packed(simplified([(p[0], p[1]) for p in line], TOLERANCE))
            if len(points) > 4:
                out.append([rank, *points])
    return out


def main(topology: str, rivers: str, lakes: str, out: str) -> None:
    """Write the map data."""
    read = [json.loads(Path(path).read_text("utf-8")) for path in (topology, rivers, lakes)]
    arcs, found = countries(read[0])
    data = {"scale": SCALE, "countries": found, "rivers": waters(read[1]), "lakes": waters(read[2]), "arcs": arcs}
    Path(out).write_text(json.dumps(data, separators=(",", ":"), ensure_ascii=True) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
