"""The halo of a chart: its own ground under each label and mark, so that it is legible on another ground.

A slide may get another theme, and the picture of a chart keeps its colours. On its own ground a halo is invisible.
All halos are below all marks, so none covers a mark of the chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factpress.output.charts.scene import Point

RADIUS = 2.5
"""How far a halo extends around a letter or a mark, in points."""
_GRID = 0.5
"""Corners of the halo of a letter are rounded to this distance, in points: a halo needs few and short numbers."""


def halo_of_mark(mark: Any, ground: str) -> Any:
    """The halo of a mark, which is a patch of matplotlib."""
    from matplotlib.patches import PathPatch

    filled = mark.get_facecolor()[3] > 0
    width = mark.get_linewidth() + 2 * RADIUS
    style: dict[str, Any] = {"joinstyle": "round", "capstyle": "projecting"}
    return PathPatch(
        mark.get_path(), facecolor=ground if filled else "none", edgecolor=ground, linewidth=width, **style
    )


def halo_of_label(outline: Any, ground: str, radius: float = RADIUS) -> Any:
    """The halo of the outline of a text: the convex hull of each letter, which needs few points."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    hulls = [Path([*hull, hull[0]], closed=True) for hull in _hulls(outline.to_polygons())]
    path = Path.make_compound_path(*hulls)
    return PathPatch(path, facecolor=ground, edgecolor=ground, linewidth=2 * radius, joinstyle="round")


def _hulls(contours: Iterable[Any]) -> Iterator[tuple[Point, ...]]:
    """Yield the convex hulls of the contours that are not inside the contour before them, as counters are."""
    outer: tuple[float, ...] | None = None
    for contour in contours:
        points = {(round(x / _GRID) * _GRID, round(y / _GRID) * _GRID) for x, y in contour}
        columns, rows = {x for x, _ in points}, {y for _, y in points}
        ends = min(columns), min(rows), -max(columns), -max(rows)
        if outer is not None and all(own >= around for own, around in zip(ends, outer, strict=True)):
            continue
        outer = ends
        yield _hull(sorted(points))


def _hull(points: list[Point]) -> tuple[Point, ...]:
    """The convex hull of sorted points (Andrew's monotone chain)."""
    if len(points) < 3:
        return tuple(points)
    return (*_chain(points)[:-1], *_chain(points[::-1])[:-1])


def _chain(points: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
