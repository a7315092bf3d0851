"""Shares: how much of a whole. The outline is the whole; what is filled is the share."""

from __future__ import annotations

from factpress.document.model import Chart, Datum
from factpress.output.charts.canvas import Canvas
from factpress.output.charts.category_axis import Style, row_plan
from factpress.output.charts.glyphs import box
from factpress.output.charts.kinds.bars import bar
from factpress.output.charts.scales import Scale
from factpress.output.charts.scene import Area, Mark, Plan

WHOLE = 100.0
"""Shares come in percent."""


def share(chart: Chart, canvas: Canvas) -> Plan:
    """Each row's share within the outline of its whole, 0 to 100 percent."""
    pen = 1.8 * canvas.hairline

    def shape(datum: Datum, scale: Scale, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
        left, right = scale.at(0.0), scale.at(WHOLE)
        inner = box(left, middle - height / 2, right, middle + height / 2)
        outline = Area(inner, canvas.ink.background.hex, colour, pen)
        return (outline, *bar(datum, scale, middle, height, colour))

    return row_plan(chart, canvas, Style(shape, _ends, thickness=1.6, reach=lambda _: 0.0, whole=WHOLE))


def _ends(datum: Datum) -> tuple[str, str]:
    return "", datum.text
