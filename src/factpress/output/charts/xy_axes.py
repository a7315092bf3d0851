"""A plot with values upright and years level: the frame that lines and dots share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factpress.document.model import Chart
from factpress.output.charts.canvas import Canvas
from factpress.output.charts.date_labels import Dated, dates_height, place_dates
from factpress.output.charts.labels_and_legend import SpellHead, spell_head, spell_lines
from factpress.output.charts.scales import Scale, data, shown_ticks, value_domain
from factpress.output.charts.scene import Box, Label, Line, Mark


@dataclass(frozen=True, slots=True)
class Plot:
    """The scales and what stands around them, laid out for one height."""

    x: Scale
    y: Scale
    area: Box
    bounds: Box  # where labels of data may stand
    grid: tuple[Line, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """What a plot needs around it, in points, before its height is known."""

    x: Scale
    left: float
    right: float
    head: SpellHead  # standing and spells
    foot: float  # dates

    def air(self, chart: Chart, canvas: Canvas) -> float:
        """For the labels above the highest mark, where it stands near the top of the axis."""
        low, high = value_domain(chart)
        highest = max((d.high for d in data(chart)), default=0.0)
        return (1.9 if Scale(low, high, 0, 1).share(highest) > 0.8 else 0.6) * canvas.label


INSET = 0.9
"""From the axis to the first data, in ems of the label."""


def outside(chart: Chart, canvas: Canvas, moments: Sequence[Dated], span: tuple[float, float], right: float) -> Outside:
    """The margins around the plot; `right` is what the kind wants beside its last data."""
    widest = max((canvas.measure(t.text, canvas.axis, 400) for t in chart.ticks), default=0.0)
    left = widest + 0.6 * canvas.axis if widest else 0.5 * canvas.label
    x = Scale(*span, left + INSET * canvas.label, canvas.width - right)
    return Outside(x, left, right, spell_head(chart, x, canvas), dates_height(moments, canvas))


def plot(chart: Chart, canvas: Canvas, moments: Sequence[Dated], around: Outside, height: float) -> Plot:
    """The plot at that height: scales, grid, ticks, dates, spells and standing."""
    low, high = value_domain(chart)
    head, x = around.head, around.x
    top, bottom = head.height + around.air(chart, canvas), height - around.foot
    y = Scale(low, high, bottom, top)
    area = Box(around.left, top, min(canvas.width, x.end + INSET * canvas.label), bottom)
    ticks, tick_labels = _ticks(chart, y, area, canvas)
    date_lines, date_labels = place_dates(moments, x, bottom, canvas)
    return Plot(
        x,
        y,
        area,
        Box(0.0, head.height, canvas.width, bottom - 0.25 * canvas.label),  # clear of the axis
        (*ticks, *spell_lines(chart.spells, x, head.height, bottom, canvas)),
        (*head.marks, *date_lines),
        (*head.labels, *tick_labels, *date_labels),
    )


def _ticks(chart: Chart, y: Scale, area: Box, canvas: Canvas) -> tuple[tuple[Line, ...], tuple[Label, ...]]:
    lines: list[Line] = []
    labels: list[Label] = []
    for tick in shown_ticks(chart.ticks):
        at = y.at(tick.at)
        words = canvas.words(tick.text, canvas.width, size=canvas.axis, colour=canvas.ink.soft.hex)
        placed = words.centred(area.left - 0.6 * canvas.axis, at, 1.0)
        if not any(a.box.overlaps(b.box) for a in placed for b in labels):
            labels += placed
        if tick.at != 0:
            lines.append(Line(((area.left, at), (area.right, at)), canvas.ink.line.hex, canvas.hairline))
    zero = y.at(0.0)
    lines.append(Line(((area.left, zero), (area.right, zero)), canvas.ink.foreground.hex, 1.6 * canvas.hairline))
    return tuple(lines), tuple(labels)
