"""Lines over years: one series with its first, lowest, highest and last figure, or several, each named at its end.

Several lines are one question asked several times, so their figures are those of the last date that all of them have.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import BOLD, Canvas, Words, stack, stack_height
from factpress.output.charts.labels import MARK, beside, shown_standing, spread, standing_inset
from factpress.output.charts.scales import data, dated, moment, time_domain, timed
from factpress.output.charts.scene import Box, Label, Line, Mark, Plan, Scene, compose, standing_mark
from factpress.output.charts.xy_plot import Outside, Plot, inks, outside, plot, segments, strokes, usual_step
from factpress.publication.facts.claims import Standing


def line(chart: Chart, canvas: Canvas) -> Plan:
    """One row: first, lowest, highest and last are labelled. Several: each has its name and one figure at its end.

    Years that lie further apart than the data's usual step are joined by a dashed line; ranges make a band.
    Raises Findings for data without a date.
    """
    rows = timed(chart)
    moments = dated(chart)
    span = time_domain([moment(d) for d in data(chart)])
    ends = _ends(chart, rows, canvas) if len(rows) > 1 else ()
    right = _columns(ends, chart, canvas)[-1] + 1.6 * canvas.label if ends else 1.2 * canvas.label
    around = outside(chart, canvas, moments, span, right)
    column = sum(end.height for end in ends) + 0.3 * canvas.label * len(ends)
    fixed = around.head.height + around.air(chart, canvas) + around.foot
    least = fixed + max(5.5 * canvas.label, column)
    place = partial(_place, chart, rows, canvas, ends, around)
    return Plan(least, max(least, 0.42 * canvas.width), place)


@dataclass(frozen=True, slots=True)
class End:
    """What stands at a series' end: one of its figures, its name and note, and its standing's mark."""

    row: Row
    datum: Datum  # whose figure it is
    standing: Standing | None
    value: Words
    date: Words  # of the figure, where the series do not all end with it
    name: tuple[Words, ...]
    gap: float  # between the lines of the name

    @property
    def height(self) -> float:
        """In points."""
        return max(self.value.height, self.date.height, stack_height(self.name, self.gap))


def _columns(ends: tuple[End, ...], chart: Chart, canvas: Canvas) -> tuple[float, float, float, float]:
    """Where figures, dates and names begin, each in a column of its own behind the marks, and where all end; points."""
    air = 0.5 * canvas.label
    figures = standing_inset(chart, canvas)
    dates = figures + max(end.value.width for end in ends) + air
    widest = max(end.date.width for end in ends)
    names = dates + (widest + air if widest else 0.0)
    return figures, dates, names, names + max(words.width for end in ends for words in end.name)


def _ends(chart: Chart, rows: tuple[Row, ...], canvas: Canvas) -> tuple[End, ...]:
    pairs = compared(rows)
    # a reader who sees a line go on has to be told of which date the figure is
    dated = any(datum is not row.data[-1] for row, datum in pairs) or len({d.when for _, d in pairs}) > 1
    return tuple(_end(chart, row, datum, canvas, dated=dated) for row, datum in pairs)


def compared(rows: tuple[Row, ...]) -> tuple[tuple[Row, Datum], ...]:
    """Each row with its figure at the last date that all rows have; with its last one where they share none."""
    filled = [row for row in rows if row.data]
    shared = set[float].intersection(*({moment(d) for d in row.data} for row in filled)) if filled else set[float]()
    if not shared:
        return tuple((row, row.data[-1]) for row in filled)
    at = max(shared)
    return tuple((row, next(d for d in row.data if moment(d) == at)) for row in filled)


def _end(chart: Chart, row: Row, datum: Datum, canvas: Canvas, *, dated: bool) -> End:
    value = canvas.words(datum.text, 0.2 * canvas.width, weight=BOLD)
    name = (
        canvas.words(row.label, 0.22 * canvas.width),
        canvas.words(row.note, 0.22 * canvas.width, size=canvas.axis, colour=canvas.ink.soft.hex),
    )
    when = datum.when_text if dated else ""
    date = canvas.words(when, 0.14 * canvas.width, size=canvas.axis, colour=canvas.ink.soft.hex)
    return End(row, datum, shown_standing(chart, row), value, date, name, 0.1 * canvas.label)


def _place(
    chart: Chart,
    rows: tuple[Row, ...],
    canvas: Canvas,
    ends: tuple[End, ...],
    around: Outside,
    height: float,
) -> Scene:
    frame = plot(chart, canvas, dated(chart), around, height)
    step = usual_step(rows)
    coloured = sorted(zip(rows, inks(chart, canvas), strict=True), key=lambda pair: pair[1].front)
    marks: list[Mark] = [*frame.marks]
    for row, ink in coloured:
        marks += strokes(row, ink, frame.x, frame.y, step, canvas)
    labels = list(frame.labels)
    if ends:
        end_marks, end_labels = _place_ends(chart, ends, {row: ink.colour for row, ink in coloured}, frame, canvas)
        marks += end_marks
        labels += end_labels
    elif rows:
        labels += _extremes(rows[0], frame, canvas)
    return compose(canvas.width, height, frame.grid, marks, labels)


def _place_ends(
    chart: Chart, ends: tuple[End, ...], colours: dict[Row, str], frame: Plot, canvas: Canvas
) -> tuple[list[Mark], list[Label]]:
    """The names in a column right of the plot, each as near its figure as the others let it; a hair leads there."""
    wanted = [frame.y.at(end.datum.high) / 2 + frame.y.at(end.datum.low) / 2 for end in ends]
    top, bottom = frame.bounds.top, frame.bounds.bottom
    middles = spread(wanted, [end.height for end in ends], top, bottom, 0.3 * canvas.label)
    x = frame.x.end + 1.5 * canvas.label
    figures, dates, names, _ = _columns(ends, chart, canvas)
    marks: list[Mark] = []
    labels: list[Label] = []
    for end, want, middle in zip(ends, wanted, middles, strict=True):
        last = frame.x.at(moment(end.datum))
        begin = (last + 0.55 * canvas.label, want)
        stop = (x - 0.25 * canvas.label, middle)
        if stop[0] - begin[0] > 0.5 * canvas.label and (abs(want - middle) > 0.3 * canvas.label or last < frame.x.end):
            marks.append(Line((begin, stop), colours[end.row], canvas.hairline))
        if end.standing is not None:
            size = MARK * canvas.label
            marks += standing_mark(end.standing, x + size / 2, middle, size, canvas.ink.foreground.hex)
        labels += end.value.centred(x + figures, middle)
        labels += end.date.centred(x + dates, middle)
        labels += stack(end.name, x + names, middle - stack_height(end.name, end.gap) / 2, end.gap)
    return marks, labels


def _extremes(row: Row, frame: Plot, canvas: Canvas) -> list[Label]:
    """First and last, lowest and highest, in that order of importance: one that finds no room is left out."""
    if not row.data:
        return []
    lowest, highest = min(row.data, key=lambda d: d.low), max(row.data, key=lambda d: d.high)
    chosen = dict.fromkeys((row.data[0], row.data[-1], highest, lowest))
    lines = segments(row, frame.x, frame.y)
    radius = 0.45 * canvas.label
    taken = [label.box for label in frame.labels]
    for datum in row.data:
        x, high, low = frame.x.at(moment(datum)), frame.y.at(datum.high), frame.y.at(datum.low)
        taken.append(Box(x - radius, high - radius, x + radius, low + radius))
    placed: list[Label] = []
    for datum in chosen:
        for text, number, below in _texts(datum, datum is lowest and lowest.low < highest.high):
            words = canvas.words(text, 0.3 * canvas.width, weight=BOLD)
            spot = (frame.x.at(moment(datum)), frame.y.at(number))
            found = beside(
                (words,), spot, 0.62 * canvas.label, below=below, bounds=frame.bounds, taken=taken, lines=lines
            )
            placed += found
            taken += [label.box for label in found]
    return placed


def _texts(datum: Datum, below: bool) -> list[tuple[str, float, bool]]:
    if datum.low == datum.high:
        return [(datum.text, datum.high, below)]
    return [(datum.high_text, datum.high, False), (datum.low_text, datum.low, True)]
