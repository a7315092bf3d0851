"""Ornaments that templates may place: line drawings, and strands of the brand's pattern."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factpress.core.units import mm
from factpress.design.pattern import draw_pattern
from factpress.design.theme import Theme
from factpress.output.html.assets import svg_data_url


def ornaments(theme: Theme) -> Mapping[str, Callable[..., str]]:
    """The functions for templates. Lengths are in millimetres.

    `drawing(name, width)` is the address of a line drawing, "" if there is none. `strands(first, width, pitch)` is that
    of the pattern with a line for each whole year from `first` on, "" without one, or for a brand without a pattern.
    """
    palette = theme.palettes["print"]

    def drawing(name: str, width: float) -> str:
        found = theme.drawings.get(name)
        return svg_data_url(found.svg(palette, mm(width), titled=False)) if found is not None else ""

    def strands(first: int | None, width: float, pitch: float) -> str:
        pattern = theme.ornament
        if pattern is None or first is None or first >= pattern.last:
            return ""
        years, loose = (max(first, pattern.first), pattern.last - 1), (False, False)
        drawn = draw_pattern(pattern, palette, width=mm(width), pitch=mm(pitch), years=years, loose=loose)
        return svg_data_url(drawn.svg)

    return {"drawing": drawing, "strands": strands}
