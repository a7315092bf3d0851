"""Plots with values upright and years level: axes, margins, and series of data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import Canvas
from factpress.output.charts.labels import Segment, SpellHead, spell_head, spell_lines
from factpress.output.charts.scales import (
    Dated,
    Scale,
    data,
    dates_height,
    moment,
    place_dates,
    shown_ticks,
    value_domain,
)
from factpress.output.charts.scene import Area, Box, Disc, Label, Line, Mark, Spot, box


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


Point = Callable[[float, float, float, str, str], Mark]
"""x, y, radius, colour, background -> a mark."""


def _disc(x: float, y: float, radius: float, colour: str, background: str) -> Mark:
    return Disc(x, y, radius, fill=colour, stroke=background, width=0.33 * radius)


def _ring(x: float, y: float, radius: float, colour: str, background: str) -> Mark:
    return Disc(x, y, 0.85 * radius, fill=background, stroke=colour, width=0.5 * radius)


def _square(x: float, y: float, radius: float, colour: str, background: str) -> Mark:
    r = 0.85 * radius
    return Area(box(x - r, y - r, x + r, y + r), colour, background, 0.33 * radius)


def _diamond(x: float, y: float, radius: float, colour: str, background: str) -> Mark:
    r = 1.25 * radius
    return Area(((x, y - r), (x + r, y), (x, y + r), (x - r, y)), colour, background, 0.33 * radius)


POINTS: tuple[Point, ...] = (_disc, _ring, _square, _diamond)


@dataclass(frozen=True, slots=True)
class Ink:
    """How one series is drawn; series differ by mark as well as by colour, for black and white."""

    colour: str
    pale: str
    width: float
    point: Point
    front: bool


def inks(chart: Chart, canvas: Canvas) -> tuple[Ink, ...]:
    """One for each row. The emphasised rows, or else the last, come to the front in the first colour."""
    colours = (canvas.ink.third.hex, canvas.ink.second.hex)
    fronts = [row.emphasis for row in chart.rows]
    if not any(fronts) and fronts:
        fronts[-1] = True
    out: list[Ink] = []
    back = 0
    for front in fronts:
        colour = canvas.ink.bar.hex if front else colours[back % 2]
        point = POINTS[0] if front else POINTS[1 + back % 3]
        pale = mixed(colour, canvas.ink.background.hex, 0.22)
        out.append(Ink(colour, pale, (0.3 if front else 0.18) * canvas.label, point, front))
        back += not front
    return tuple(out)


def mixed(colour: str, background: str, share: float) -> str:
    """So much of the colour on the background: a tint as a plain colour, since transparency costs a PDF dear."""
    pairs = ((int(colour[i : i + 2], 16), int(background[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def usual_step(rows: tuple[Row, ...]) -> float:
    """The shortest time between two neighbouring data: a longer one is a gap."""
    steps = [moment(b) - moment(a) for row in rows for a, b in pairwise(row.data)]
    return min((step for step in steps if step > 0), default=0.0)


def strokes(row: Row, ink: Ink, x: Scale, y: Scale, step: float, canvas: Canvas) -> tuple[Mark, ...]:
    """The series: whole lines between neighbours, dashed ones across gaps, a band where figures are ranges."""
    marks: list[Mark] = []
    for run in _runs(row.data, step):
        upper, lower = _edge(run, x, y, high=True), _edge(run, x, y, high=False)
        if upper != lower:
            marks.append(Area((*upper, *reversed(lower)), ink.pale))
            marks.append(Line(upper, ink.colour, 0.5 * ink.width))
            marks.append(Line(lower, ink.colour, 0.5 * ink.width))
        elif len(upper) > 1:
            marks.append(Line(upper, ink.colour, ink.width))
    dash = (0.5 * canvas.label, 0.35 * canvas.label)
    for pair in _gaps(row.data, step):
        edges = dict.fromkeys((_edge(pair, x, y, high=True), _edge(pair, x, y, high=False)))  # one, where they are one
        marks += (Line(edge, ink.colour, (0.67 if len(edges) == 1 else 0.45) * ink.width, dash) for edge in edges)
    return (*marks, *points(row.data, ink, x, y, canvas))


MOST_POINTS = 40
"""With more data than this, only the line is drawn: its dots would run together."""


def points(data: tuple[Datum, ...], ink: Ink, x: Scale, y: Scale, canvas: Canvas) -> tuple[Mark, ...]:
    """A mark on each figure; a range is an upright line between two stops."""
    radius = (0.36 if ink.front else 0.3) * canvas.label
    shown = data if len(data) <= MOST_POINTS else (*data[:1], *data[-1:])
    marks: list[Mark] = []
    for datum in shown:
        at, low, high = x.at(moment(datum)), y.at(datum.low), y.at(datum.high)
        if datum.low == datum.high:
            marks.append(ink.point(at, high, radius, ink.colour, canvas.ink.background.hex))
        else:
            marks += whisker(at, low, high, ink.colour, canvas)
    return tuple(marks)


def whisker(x: float, low: float, high: float, colour: str, canvas: Canvas) -> tuple[Mark, ...]:
    """A range at one moment: upright, a hard stop on either figure, no midpoint."""
    reach, pen = 0.42 * canvas.label, 0.2 * canvas.label
    stops = (((x - reach, at), (x + reach, at)) for at in (low, high))
    return tuple(Line(line, colour, pen) for line in (((x, low), (x, high)), *stops))


def segments(row: Row, x: Scale, y: Scale) -> list[Segment]:
    """All straight pieces of the series, its band's edges included: what labels keep clear of."""
    return [pair for high in (True, False) for pair in pairwise(_edge(row.data, x, y, high=high))]


def _edge(run: tuple[Datum, ...], x: Scale, y: Scale, *, high: bool) -> tuple[Spot, ...]:
    return tuple((x.at(moment(d)), y.at(d.high if high else d.low)) for d in run)


def _is_gap(a: Datum, b: Datum, step: float) -> bool:
    return moment(b) - moment(a) > 1.5 * step


def _runs(data: tuple[Datum, ...], step: float) -> list[tuple[Datum, ...]]:
    runs: list[tuple[Datum, ...]] = []
    for datum in data:
        if runs and not _is_gap(runs[-1][-1], datum, step):
            runs[-1] = (*runs[-1], datum)
        else:
            runs.append((datum,))
    return runs


def _gaps(data: tuple[Datum, ...], step: float) -> list[tuple[Datum, Datum]]:
    return [(a, b) for a, b in pairwise(data) if _is_gap(a, b, step)]
