"""Ranges: a range_bar from the lowest to the highest figure, a diamond where there is one figure only."""

from __future__ import annotations

from factpress.document.model import Chart, Datum
from factpress.output.charts.canvas import Canvas
from factpress.output.charts.category_axis import Style, row_plan
from factpress.output.charts.glyphs import diamond, range_bar
from factpress.output.charts.scales import Scale
from factpress.output.charts.scene import Mark, Plan


def ranges(chart: Chart, canvas: Canvas) -> Plan:
    """Each row's figures on one scale from zero, low and high labelled at their ends, never a midpoint."""
    radius = 0.85

    def shape(datum: Datum, scale: Scale, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
        if datum.low == datum.high:
            return (diamond(scale.at(datum.low), middle, radius * canvas.label, colour),)
        return range_bar(scale.at(datum.low), scale.at(datum.high), middle, height, colour)

    return row_plan(
        chart,
        canvas,
        Style(shape, _ends, thickness=1.6, reach=lambda datum: radius if datum.low == datum.high else 0.0),
    )


def _ends(datum: Datum) -> tuple[str, str]:
    if datum.low == datum.high:
        return "", datum.text
    return datum.low_text, datum.high_text
