"""Charts as SVG and PNG: the format that a renderer asks for, and the drawing that it gets. `draw.draw` draws one."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.units import Length


@dataclass(frozen=True, slots=True)
class Format:
    """The size and the style in which a chart is drawn. Type sizes are in points on the page or slide.

    `palette` names the theme's colours for charts: "print" (on white paper), "light" or "dark" (slides).
    `outlines` draws text as paths, for files that are opened without the fonts; otherwise text stays text.
    `pixels` is the width of the PNG; 0 draws no PNG. `standing` draws the mark and the word of the chart's standing
    above the plot, for slides, which do not set it in the caption. Labels are made smaller down to `least_pt` where the
    format is not high enough; 0 keeps their size. Without `cards`, those of a map are left out, for slides that have
    their text beside the map. A chart over two pages has no text nearer to its edges than `edge_pt`, and none nearer to
    its middle than `fold_pt`; something else stands on the upper right corner of the map, of the width and height
    `corner_pt`. A timeline over two pages is a band of the height `band_pt`; it has these `years` if the pattern of the
    brand is set in it, and else its own.
    """

    width: Length
    height: Length
    label_pt: float
    axis_pt: float
    palette: str
    outlines: bool = False
    pixels: int = 0
    standing: bool = False
    least_pt: float = 0.0
    cards: bool = True
    edge_pt: float = 0.0
    fold_pt: float = 0.0
    corner_pt: tuple[float, float] = (0.0, 0.0)
    band_pt: float = 0.0
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn chart: an SVG, a PNG where the format asks for one, and the alternative text."""

    svg: bytes
    png: bytes
    width: Length
    height: Length
    alt: str
