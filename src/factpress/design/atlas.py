"""The map data of `assets/maps/world.json`: countries, borders, rivers and lakes of Natural Earth."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from factpress.core.clipping import Point
from factpress.core.diagnostics import InstallationError
from factpress.core.paths import Places
from factpress.core.regular_files import read_regular

FILE = "maps/world.json"
"""The file in `assets`, of the publication or of the engine."""

Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Water:
    """A river, or an outline of a lake. A lower rank is of a larger one."""

    rank: int
    points: Ring


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """The countries of the world by their ISO code, as polygons of rings, and what is drawn with them.

    Points are longitude and latitude in degrees. The first ring of a polygon is its outline, the others are holes.
    """

    countries: Mapping[str, tuple[tuple[Ring, ...], ...]]
    borders: tuple[Ring, ...]
    rivers: tuple[Water, ...]
    lakes: tuple[Water, ...]


def read_atlas(places: Places) -> Atlas:
    """The map data. Raises InstallationError if the file is missing or damaged."""
    path = places.asset(FILE)
    if path is None:
        raise InstallationError(f"the file {FILE} is missing", "restore the assets folder")
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Atlas:
    try:
        data: dict[str, Any] = json.loads(read_regular(path))
        scale = float(data["scale"])
        borders = tuple(_points(arc, scale) for arc in data["arcs"])
        countries = {
            code: tuple(tuple(_ring(numbers, borders) for numbers in polygon) for polygon in polygons)
            for code, polygons in data["countries"].items()
        }
        rivers, lakes = (tuple(Water(w[0], _points(w[1:], scale)) for w in data[key]) for key in ("rivers", "lakes"))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, ZeroDivisionError) as error:
        raise InstallationError(f"the file {FILE} is damaged", "restore the assets folder") from error
    return Atlas(countries, borders, rivers, lakes)


def _points(steps: Sequence[int], scale: float) -> Ring:
    xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
    return tuple(zip([x / scale for x in xs], [y / scale for y in ys], strict=True))


def _ring(numbers: Sequence[int], borders: Sequence[Ring]) -> Ring:
    """The ring of these arcs, one after the other. An arc of a negative number is followed from its end."""
    out: list[Point] = []
    for number in numbers:
        arc = borders[number] if number >= 0 else borders[~number][::-1]
        out += arc[1:] if out else arc
    return tuple(out[:-1])
