"""Plots with values upright and years level: axes, margins, and series of data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import Canvas
from factpress.output.charts.labels import Header, Segment, period_lines, plot_header
from factpress.output.charts.scales import (
    DateTick,
    Scale,
    all_data,
    dates_height,
    place_dates,
    shown_ticks,
    start_of,
    value_domain,
)
from factpress.output.charts.scene import Area, Box, Disc, Item, Label, Line, Mark, Point, rectangle, rhombus

# axes and margins ─────────────────────────────────────────────────────────────────────────────────────────────────────

INSET = 0.9
"""Distance between the value axis and the first data, in ems."""


@dataclass(frozen=True, slots=True)
class Margins:
    """What is around a plot, measured before its height is known. Lengths in points."""

    x: Scale
    left: float
    header: Header  # standing and period labels
    dates_height: float
    label_height: float  # for labels above the highest mark

    @property
    def height(self) -> float:
        """Above and below the plot."""
        return self.header.height + self.label_height + self.dates_height


@dataclass(frozen=True, slots=True)
class XYPlot:
    """The scales of a plot and all that is around them, laid out for one height."""

    x: Scale
    y: Scale
    bounds: Box  # where labels of data may be
    grid: tuple[Line, ...]
    items: tuple[Item, ...]


def measure_margins(
    chart: Chart, canvas: Canvas, dates: Sequence[DateTick], span: tuple[float, float], right: float
) -> Margins:
    """The margins around the plot; `right` is the width that the kind needs right of its last data, in points."""
    widest = max((canvas.measure(t.text, canvas.axis_em, 400) for t in chart.ticks), default=0.0)
    left = widest + 0.6 * canvas.axis_em if widest else 0.5 * canvas.em
    x = Scale(*span, left + INSET * canvas.em, canvas.width - right)
    low, high = value_domain(chart)
    highest = max((d.high for d in all_data(chart)), default=0.0)
    above = (1.9 if Scale(low, high, 0, 1).share(highest) > 0.8 else 0.6) * canvas.em
    return Margins(x, left, plot_header(chart, x, canvas), dates_height(dates, canvas), above)


def place_axes(chart: Chart, canvas: Canvas, dates: Sequence[DateTick], margins: Margins, height: float) -> XYPlot:
    """The plot at that height: scales, grid, ticks, dates, periods and standing."""
    header, x = margins.header, margins.x
    bottom = height - margins.dates_height
    y = Scale(*value_domain(chart), bottom, header.height + margins.label_height)
    right = min(canvas.width, x.end + INSET * canvas.em)
    grid, tick_labels = _place_ticks(chart, y, margins.left, right, canvas)
    date_lines, date_labels = place_dates(dates, x, bottom, canvas)
    return XYPlot(
        x,
        y,
        Box(0.0, header.height, canvas.width, bottom - 0.25 * canvas.em),  # clear of the axis
        (*grid, *period_lines(chart.periods, x, header.height, bottom, canvas)),
        (*header.items, *date_lines, *tick_labels, *date_labels),
    )


def _place_ticks(
    chart: Chart, y: Scale, left: float, right: float, canvas: Canvas
) -> tuple[tuple[Line, ...], tuple[Label, ...]]:
    lines: list[Line] = []
    labels: list[Label] = []
    for tick in shown_ticks(chart.ticks):
        at = y.at(tick.at)
        placed = canvas.wrap_note(tick.text, canvas.width).centred(left - 0.6 * canvas.axis_em, at, 1.0)
        if not any(a.box.overlaps(b.box) for a in placed for b in labels):
            labels += placed
        if tick.at != 0:
            lines.append(Line(((left, at), (right, at)), canvas.palette.line.hex, canvas.hairline))
    zero = y.at(0.0)
    lines.append(Line(((left, zero), (right, zero)), canvas.palette.foreground.hex, 1.6 * canvas.hairline))
    return tuple(lines), tuple(labels)


# series ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

Marker = Callable[[float, float, float, str, str], Mark]
"""x, y, radius, colour, background -> a mark."""


def _disc(x: float, y: float, radius: float, colour: str, background: str) -> Mark:
    return Disc(x, y, radius, fill=colour, stroke=background, width=0.33 * radius)


def _ring(x: float, y: float, radius: float, colour: str, background: str) -> Mark:
    return Disc(x, y, 0.85 * radius, fill=background, stroke=colour, width=0.5 * radius)


def _square(x: float, y: float, radius: float, colour: str, background: str) -> Mark:
    r = 0.85 * radius
    return Area(rectangle(x - r, y - r, x + r, y + r), colour, background, 0.33 * radius)


def _diamond(x: float, y: float, radius: float, colour: str, background: str) -> Mark:
    return Area(rhombus(x, y, 1.25 * radius), colour, background, 0.33 * radius)


MARKERS: tuple[Marker, ...] = (_disc, _ring, _square, _diamond)

MAX_MARKERS = 40
"""With more data, only the ends of a line get a marker: markers would run together."""


@dataclass(frozen=True, slots=True)
class SeriesStyle:
    """How one series is drawn. Series differ by marker as well as by colour, for printing in black and white."""

    colour: str
    tint: str
    width: float
    marker: Marker
    front: bool


def series_styles(chart: Chart, canvas: Canvas) -> tuple[SeriesStyle, ...]:
    """A style for each row. The emphasised rows, or else the last, are in front and in the first colour."""
    colours = (canvas.palette.third.hex, canvas.palette.second.hex)
    fronts = [row.emphasis for row in chart.rows]
    if not any(fronts) and fronts:
        fronts[-1] = True
    styles: list[SeriesStyle] = []
    back = 0
    for front in fronts:
        colour = canvas.palette.bar.hex if front else colours[back % 2]
        marker = MARKERS[0] if front else MARKERS[1 + back % 3]
        tint = tint_of(colour, canvas.palette.background.hex, 0.22)
        styles.append(SeriesStyle(colour, tint, (0.3 if front else 0.18) * canvas.em, marker, front))
        back += not front
    return tuple(styles)


def tint_of(colour: str, background: str, share: float) -> str:
    """A colour mixed with the background. The result is opaque: transparency makes a PDF costly to render."""
    pairs = ((int(colour[i : i + 2], 16), int(background[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def usual_step(rows: tuple[Row, ...]) -> float:
    """The shortest time between two neighbouring data, in years. A much longer one is a gap."""
    steps = [start_of(b) - start_of(a) for row in rows for a, b in pairwise(row.data)]
    return min((step for step in steps if step > 0), default=0.0)


def series_marks(row: Row, style: SeriesStyle, x: Scale, y: Scale, step: float, canvas: Canvas) -> tuple[Mark, ...]:
    """The marks of a series: solid lines between neighbours, dashed lines across gaps, bands of ranges, and markers."""
    marks: list[Mark] = []
    for run in _runs(row.data, step):
        upper, lower = _edge(run, x, y, high=True), _edge(run, x, y, high=False)
        if upper != lower:
            marks.append(Area((*upper, *reversed(lower)), style.tint))
            marks.append(Line(upper, style.colour, 0.5 * style.width))
            marks.append(Line(lower, style.colour, 0.5 * style.width))
        elif len(upper) > 1:
            marks.append(Line(upper, style.colour, style.width))
    dash = (0.5 * canvas.em, 0.35 * canvas.em)
    for pair in pairwise(row.data):
        if _is_gap(*pair, step):
            edges = dict.fromkeys(_edge(pair, x, y, high=high) for high in (True, False))  # one where they are equal
            width = (0.67 if len(edges) == 1 else 0.45) * style.width
            marks += (Line(edge, style.colour, width, dash) for edge in edges)
    return (*marks, *_markers(row.data, style, x, y, canvas))


def _markers(data: tuple[Datum, ...], style: SeriesStyle, x: Scale, y: Scale, canvas: Canvas) -> tuple[Mark, ...]:
    """A marker on each figure; a whisker for a range."""
    radius = (0.36 if style.front else 0.3) * canvas.em
    marks: list[Mark] = []
    for datum in data if len(data) <= MAX_MARKERS else (*data[:1], *data[-1:]):
        at, low, high = x.at(start_of(datum)), y.at(datum.low), y.at(datum.high)
        if datum.low == datum.high:
            marks.append(style.marker(at, high, radius, style.colour, canvas.palette.background.hex))
        else:
            marks += whisker(at, low, high, style.colour, canvas)
    return tuple(marks)


def whisker(x: float, low: float, high: float, colour: str, canvas: Canvas) -> tuple[Mark, ...]:
    """A range at one date: a vertical line with an end-stop at either figure, and no midpoint."""
    reach, pen = 0.42 * canvas.em, 0.2 * canvas.em
    stops = (((x - reach, at), (x + reach, at)) for at in (low, high))
    return tuple(Line(line, colour, pen) for line in (((x, low), (x, high)), *stops))


def segments(row: Row, x: Scale, y: Scale) -> list[Segment]:
    """All straight pieces of a series, with the edges of its band. Labels keep clear of them."""
    return [pair for high in (True, False) for pair in pairwise(_edge(row.data, x, y, high=high))]


def marker_boxes(data: Sequence[Datum], radius: float, x: Scale, y: Scale) -> list[Box]:
    """The rectangles around the marks of data. Labels keep clear of them."""
    return [
        Box(x.at(start_of(d)) - radius, y.at(d.high) - radius, x.at(start_of(d)) + radius, y.at(d.low) + radius)
        for d in data
    ]


def _edge(data: tuple[Datum, ...], x: Scale, y: Scale, *, high: bool) -> tuple[Point, ...]:
    return tuple((x.at(start_of(d)), y.at(d.high if high else d.low)) for d in data)


def _is_gap(a: Datum, b: Datum, step: float) -> bool:
    return start_of(b) - start_of(a) > 1.5 * step


def _runs(data: tuple[Datum, ...], step: float) -> list[tuple[Datum, ...]]:
    """The data, split at gaps."""
    runs: list[tuple[Datum, ...]] = []
    for datum in data:
        if runs and not _is_gap(runs[-1][-1], datum, step):
            runs[-1] = (*runs[-1], datum)
        else:
            runs.append((datum,))
    return runs
