"""Bars: how much, from zero. A range is solid as far as its low figure and threads as far as its high one."""

from __future__ import annotations

from factpress.document.model import Chart, Datum
from factpress.output.charts.canvas import Canvas
from factpress.output.charts.category_axis import Style, row_plan
from factpress.output.charts.glyphs import box, threads
from factpress.output.charts.scales import Scale
from factpress.output.charts.scene import Area, Line, Mark, Plan


def bars(chart: Chart, canvas: Canvas) -> Plan:
    """Each row's figure as a bar with its words at the end."""
    return row_plan(chart, canvas, Style(bar, _ends, thickness=1.5, reach=lambda _: 0.0, zero_line=True))


def bar(datum: Datum, scale: Scale, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
    """A solid bar from zero to the low figure; from there threads to the high one, closed by an end-stop."""
    zero, low, high = scale.at(0.0), scale.at(datum.low), scale.at(datum.high)
    marks: list[Mark] = []
    if low != zero:
        marks.append(Area(box(zero, middle - height / 2, low, middle + height / 2), colour))
    if high != low:
        stop = 0.13 * height
        reach = 0.66 * height
        marks += threads(low, high, middle, height, colour)
        marks.append(Line(((high - stop / 2, middle - reach), (high - stop / 2, middle + reach)), colour, stop))
    return tuple(marks)


def _ends(datum: Datum) -> tuple[str, str]:
    return "", datum.text
