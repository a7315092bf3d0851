"""Charts as SVG and PNG: the format that a renderer asks for, and the drawing that it gets."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.units import Length


@dataclass(frozen=True, slots=True)
class Format:
    """The place a chart is drawn for. Type sizes in points, as they will stand on the page or slide.

    `palette` names which of the theme's chart colours apply: "print" (on white paper), "light" or "dark" (slides).
    `outlines` draws text as paths, for places that may lack the font; otherwise text stays text.
    `pixels` is the width of the PNG; 0 draws no PNG. `standing` draws the chart's own standing, mark and word, above
    the plot, for places that do not set it beside the title or under the figure.
    """

    width: Length
    height: Length
    label_pt: float
    axis_pt: float
    palette: str
    outlines: bool = False
    pixels: int = 0
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn chart: SVG always, PNG where the format asks for one, and the words that stand for it."""

    svg: bytes
    png: bytes
    width: Length
    height: Length
    alt: str
