"""Annotations of a chart in rows: a band behind all rows, and the bracket of a difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factpress.document.model import Bracket, Chart
from factpress.output.charts.canvas import BOLD, SEMIBOLD, Canvas, TextStack
from factpress.output.charts.scales import Scale
from factpress.output.charts.scene import Area, Item, Label, Line, Mark, rectangle

GAP = 0.5
"""Distance between a line and a label, in ems."""
BESIDE_MARK = 1.1
"""Distance between the middle of a mark and what is beside it, in ems."""
NARROWEST = 6.0
"""The least width of a label left of its band, in ems. With less room it is below the figure."""


@dataclass(frozen=True, slots=True)
class BandLayout:
    """A band on its scale, with its figure right of it and its meaning left of it."""

    left: float
    right: float
    labels: tuple[Label, ...]
    canvas: Canvas

    def marks(self, top: float, bottom: float) -> tuple[tuple[Mark, ...], tuple[Line, ...]]:
        """Its ground, and its edges in the colour of the thread."""
        colours, width = self.canvas.palette, 1.6 * self.canvas.hairline
        ground = Area(rectangle(self.left, top, self.right, bottom), colours.band.hex)
        edges = tuple(Line(((x, top), (x, bottom)), colours.accent.hex, width) for x in (self.left, self.right))
        return (ground,), edges


def band_layout(chart: Chart, scale: Scale, canvas: Canvas) -> BandLayout | None:
    """The band of a chart on its scale, with labels from the top down; None without a band."""
    band = chart.band
    if band is None:
        return None
    left, right, gap = scale.at(band.low), scale.at(band.high), GAP * canvas.em
    room = canvas.width - right - gap
    colour = canvas.palette.heading.hex
    figure = canvas.wrap(band.text, room, size=1.1 * canvas.em, weight=BOLD, colour=colour)
    meaning = canvas.wrap(band.label, max(left - gap, NARROWEST * canvas.em), weight=SEMIBOLD)
    if meaning.width <= left - gap:
        low = max(figure.height - meaning.height, 0.0)
        labels = (*meaning.at(left - gap, low, 1.0), *figure.at(right + gap, max(meaning.height - figure.height, 0.0)))
    else:
        meaning = canvas.wrap(band.label, room, weight=SEMIBOLD)
        labels = TextStack((figure, meaning), 0.1 * canvas.em).at(right + gap, 0.0)
    return BandLayout(left, right, labels, canvas)


def bracket_text(bracket: Bracket, canvas: Canvas) -> TextStack:
    """The figure of a difference, with its meaning below it."""
    width = 0.3 * canvas.width
    figure = canvas.wrap(bracket.text, width, size=1.1 * canvas.em, weight=BOLD, colour=canvas.palette.heading.hex)
    return TextStack((figure, canvas.wrap(bracket.label, width, weight=SEMIBOLD)), 0.05 * canvas.em)


def bracket_offset(chart: Chart, bracket: Bracket, canvas: Canvas) -> float:
    """The distance from the mark at the larger figure to the text of a bracket, in points.

    The labels of both rows are above their marks; the text is beside them.
    """
    labels = (canvas.wrap(chart.rows[i].data[0].text, canvas.width, weight=BOLD).width for i in bracket.rows)
    return max(BESIDE_MARK * canvas.em, max(labels) / 2 + GAP * canvas.em)


def bracket_items(
    chart: Chart, bracket: Bracket, scale: Scale, middles: Sequence[float], canvas: Canvas
) -> tuple[Item, ...]:
    """A dashed drop from the mark of one row to the height of the other, a line between the two, and the difference.

    `middles` are the heights of the rows. The lower one has the line.
    """
    upper, lower = sorted(bracket.rows, key=lambda i: middles[i])
    drop, mark = scale.at(chart.rows[upper].data[0].high), scale.at(chart.rows[lower].data[0].high)
    y, em, colours = middles[lower], canvas.em, canvas.palette
    toward = 1.0 if drop > mark else -1.0
    pen = 2.2 * canvas.hairline
    text = bracket_text(bracket, canvas)
    return (
        Line(
            ((drop, middles[upper] + em), (drop, y - 0.5 * em)),
            colours.accent.hex,
            1.6 * canvas.hairline,
            (0.3 * em, 0.25 * em),
        ),
        Line(((mark + toward * BESIDE_MARK * em, y), (drop, y)), colours.foreground.hex, pen),
        Line(((drop, y - 0.45 * em), (drop, y + 0.45 * em)), colours.foreground.hex, pen),
        *text.centred(max(drop + GAP * em, mark + bracket_offset(chart, bracket, canvas)), y),
    )
