"""Rows one below the other on a level axis of values, as ranges, bars, shares and dots have them.

A chart kind defines its mark and the labels at its ends; this module measures, makes room, and places.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from factpress.document.model import Chart, Datum, Tick
from factpress.output.charts.canvas import BOLD, Canvas, TextBlock
from factpress.output.charts.labels import (
    Header,
    LabelColumn,
    RowLabel,
    label_column,
    moved_down,
    place_row_label,
    place_standing,
    row_colour,
    standing_height,
)
from factpress.output.charts.scales import Scale, shown_ticks, value_domain
from factpress.output.charts.scene import Item, Label, Line, Mark, Plan, Scene, compose

Shape = Callable[[Datum, Scale, float, float, str], tuple[Mark, ...]]
"""Datum, scale, the lane's middle, the bar's height, colour -> marks."""
Ends = Callable[[Datum], tuple[str, str]]
"""Datum -> the labels left of its mark and right of it."""


@dataclass(frozen=True, slots=True)
class RowStyle:
    """What differs between chart kinds in rows."""

    shape: Shape
    ends: Ends
    thickness: float  # of the bar, in ems
    reach: Callable[[Datum], float]  # how far the shape extends beyond its figures, in ems
    zero_line: bool = False  # whether zero has a strong line
    whole: float | None = None  # of a share: the axis ends here, and labels are placed within it


@dataclass(frozen=True, slots=True)
class Lane:
    """One datum of a row, measured. A label that has no room next to the mark is above it."""

    datum: Datum
    name: TextBlock  # the date, where the row has several data
    left: TextBlock
    right: TextBlock
    raised: TextBlock | None = None
    within: bool = False  # the right label is on the mark itself, reversed


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """One row, measured."""

    label: RowLabel
    lanes: tuple[Lane, ...]
    colour: str


LABEL_GAP = 0.5
"""Distance between a mark and its labels, in ems."""
LANE_GAP = 0.35
"""Distance between two marks of one row, in ems."""
OUTER_GAP = 0.3
"""Space above the first row and below the last, in ems."""
EDGE = 0.3
"""Share of the gap between rows that is also added above the first row and below the last."""
MIN_ROW_GAP = 0.4
"""Least distance between two rows, in ems."""


def row_plan(chart: Chart, canvas: Canvas, style: RowStyle) -> Plan:
    """The plan of a chart in rows."""
    column = label_column(chart, canvas)
    names = [[_lane_name(row.data, i, canvas) for i in range(len(row.data))] for row in chart.rows]
    name_width = max((name.width for row in names for name in row if name.lines), default=0.0)
    start = column.width + (name_width + LABEL_GAP * canvas.em if name_width else 0.0)
    layout = _Layout(chart, canvas, style, column, _scale(chart, canvas, style, start))
    rows = tuple(
        MeasuredRow(label, tuple(map(layout.lane, row.data, row_names)), row_colour(row, chart, canvas))
        for row, label, row_names in zip(chart.rows, column.labels, names, strict=True)
    )
    header = layout.header()
    fixed = header.height + sum(sum(layout.reaches(row)) for row in rows) + 2 * (OUTER_GAP * canvas.em)
    gaps = max(0, len(rows) - 1) + 2 * EDGE
    least = fixed + MIN_ROW_GAP * canvas.em * gaps
    ideal = fixed + _ideal_gap(len(rows)) * canvas.em * gaps
    return Plan(least, max(least, ideal), lambda height: layout.place(rows, header, height))


def _ideal_gap(rows: int) -> float:
    return 2.2 if rows <= 4 else 1.5 if rows <= 10 else 0.9


def _lane_name(row: tuple[Datum, ...], index: int, canvas: Canvas) -> TextBlock:
    return canvas.wrap_note(row[index].when_text if len(row) > 1 else "", 0.2 * canvas.width)


def _end_labels(datum: Datum, room: float, canvas: Canvas, style: RowStyle) -> tuple[TextBlock, TextBlock]:
    left, right = style.ends(datum)
    return canvas.wrap(left, 0.6 * room, weight=BOLD), canvas.wrap(right, 0.6 * room, weight=BOLD)


def _label_gap(datum: Datum, canvas: Canvas, style: RowStyle) -> float:
    """The distance from a figure to its labels, in points."""
    return (LABEL_GAP + style.reach(datum)) * canvas.em


def _scale(chart: Chart, canvas: Canvas, style: RowStyle, start: float) -> Scale:
    """The longest scale that leaves room for the labels right of all marks."""
    low, high = value_domain(chart)
    room = canvas.width - start
    if style.whole is not None:
        return Scale(low, max(high, style.whole), start, canvas.width - canvas.hairline)
    unit = Scale(low, high, 0.0, 1.0)
    width = room - 0.1 * canvas.em
    for row in chart.rows:
        for datum in row.data:
            label = _end_labels(datum, room, canvas, style)[1]
            share = unit.share(datum.high)
            if share > 0:
                width = min(width, (room - 0.1 * canvas.em - _label_gap(datum, canvas, style) - label.width) / share)
    return Scale(low, high, start, start + max(width, 0.3 * room))


def _raised_height(lane: Lane, canvas: Canvas) -> float:
    """The height of the label above the mark, with its distance, in points."""
    return lane.raised.height + 0.35 * canvas.em if lane.raised is not None else 0.0


def _place_tick_labels(ticks: Sequence[Tick], scale: Scale, canvas: Canvas) -> tuple[Label, ...]:
    """The tick labels above the plot. Labels are moved inside the canvas; one that overlaps another is left out."""
    labels: list[Label] = []
    for tick in (*ticks[:1], *ticks[:0:-1]):  # the first, then from the last backwards: the ends matter most
        block = canvas.wrap_note(tick.text, canvas.width)
        left = min(scale.at(tick.at) - block.width / 2, canvas.width - block.width)
        placed = block.at(max(left, 0.0), 0.02 * canvas.axis_em)
        if not any(a.box.overlaps(b.box, 0.5 * canvas.axis_em) for a in placed for b in labels):
            labels += placed
    return tuple(sorted(labels, key=lambda label: label.x))


@dataclass(frozen=True, slots=True)
class _Layout:
    """A chart in rows with its scale: measures the rows and places them."""

    chart: Chart
    canvas: Canvas
    style: RowStyle
    column: LabelColumn
    scale: Scale

    def ticks(self) -> tuple[Tick, ...]:
        """The ticks to draw. The outline of a whole replaces them unless one of them is at its end."""
        ticks, whole = shown_ticks(self.chart.ticks), self.style.whole
        return ticks if whole is None or any(tick.at == whole for tick in ticks) else ()

    def header(self) -> Header:
        """The tick labels and the chart's standing, on one line where they do not overlap."""
        canvas = self.canvas
        marks, standing = place_standing(self.chart, canvas, left=True)
        ticks = _place_tick_labels(self.ticks(), self.scale, canvas)
        overlap = any(a.box.overlaps(b.box, canvas.axis_em) for a in standing for b in ticks)
        labels = (*standing, *moved_down(ticks, standing_height(self.chart, canvas) if overlap else 0.0))
        bottom = max((label.box.bottom for label in labels), default=0.0)
        return Header((*marks, *labels), bottom + 0.4 * canvas.axis_em)

    def lane(self, datum: Datum, name: TextBlock) -> Lane:
        """The datum with its labels where they fit: next to the mark, on it, or above it."""
        canvas, scale = self.canvas, self.scale
        nothing = canvas.wrap("", canvas.width)
        left, right = _end_labels(datum, canvas.width - scale.start, canvas, self.style)
        gap = _label_gap(datum, canvas, self.style)
        if self.style.whole is not None:
            if scale.at(datum.high) + gap + right.width > scale.end - 0.3 * canvas.em:
                if scale.at(datum.low) - scale.start >= right.width + 2 * gap:
                    reversed_ = replace(right, colour=canvas.palette.background.hex)
                    return Lane(datum, name, nothing, reversed_, within=True)
                return Lane(datum, name, nothing, nothing, raised=right)
        elif left.width > scale.at(datum.low) - scale.start - gap - 0.2 * canvas.em:
            return Lane(datum, name, nothing, right, raised=left if left.lines else None)
        return Lane(datum, name, left, right)

    def lane_height(self, lane: Lane) -> float:
        """In points."""
        bar = self.style.thickness * (1.0 if self.style.whole is not None else 1.2) * self.canvas.em
        return _raised_height(lane, self.canvas) + max(bar, lane.right.height, lane.left.height, lane.name.height)

    def lanes_height(self, row: MeasuredRow) -> float:
        """The height of all lanes of a row, in points."""
        heights = list(map(self.lane_height, row.lanes))
        return sum(heights) + LANE_GAP * self.canvas.em * max(0, len(heights) - 1)

    def row_raised_height(self, row: MeasuredRow) -> float:
        """The height of the label above the mark of a row that has one mark only."""
        return _raised_height(row.lanes[0], self.canvas) if len(row.lanes) == 1 else 0.0

    def reaches(self, row: MeasuredRow) -> tuple[float, float]:
        """How far the row extends above and below its middle, which is that of its label and of a single mark."""
        half = row.label.text.height / 2
        lanes, raised = self.lanes_height(row), self.row_raised_height(row)
        return max(half, raised + (lanes - raised) / 2), max(half, (lanes - raised) / 2)

    def place(self, rows: tuple[MeasuredRow, ...], header: Header, height: float) -> Scene:
        """The chart at that height."""
        heights = [sum(self.reaches(row)) for row in rows]
        outer = OUTER_GAP * self.canvas.em
        spare = height - header.height - sum(heights) - 2 * outer
        gap = spare / (len(rows) - 1 + 2 * EDGE) if rows else 0.0
        items = list(header.items)
        y = header.height + outer + EDGE * gap
        for row, row_height in zip(rows, heights, strict=True):
            items += self.place_row(row, y)
            y += row_height + gap
        return compose(self.canvas.width, height, self.grid(header.height, height), items)

    def place_row(self, row: MeasuredRow, top: float) -> list[Item]:
        """The label and the lanes of a row, from `top` down."""
        canvas = self.canvas
        middle = top + self.reaches(row)[0]
        items = list(place_row_label(row.label, self.column, middle, canvas))
        lanes, raised = self.lanes_height(row), self.row_raised_height(row)
        y = middle - raised - (lanes - raised) / 2
        for lane in row.lanes:
            height, raised = self.lane_height(lane), _raised_height(lane, canvas)
            middle = y + raised + (height - raised) / 2
            items += self.style.shape(lane.datum, self.scale, middle, self.style.thickness * canvas.em, row.colour)
            items += self.place_lane_labels(lane, y, middle)
            y += height + LANE_GAP * canvas.em
        return items

    def place_lane_labels(self, lane: Lane, top: float, middle: float) -> list[Label]:
        """The labels of a datum."""
        canvas, scale = self.canvas, self.scale
        gap = _label_gap(lane.datum, canvas, self.style)
        low, high = scale.at(lane.datum.low), scale.at(lane.datum.high)
        labels = list(lane.name.centred(scale.start - LABEL_GAP * canvas.em, middle, 1.0))
        labels += lane.left.centred(low - gap, middle, 1.0)
        labels += lane.right.centred(low - gap, middle, 1.0) if lane.within else lane.right.centred(high + gap, middle)
        if lane.raised is not None:
            x = min(low - self.style.reach(lane.datum) * canvas.em, canvas.width - lane.raised.width)
            labels += lane.raised.at(max(0.0, x), top)
        return labels

    def grid(self, top: float, bottom: float) -> list[Line]:
        """The vertical lines of the ticks and of zero."""
        canvas, zero_line = self.canvas, self.style.zero_line

        def vertical(number: float, colour: str, width: float) -> Line:
            return Line(((self.scale.at(number), top), (self.scale.at(number), bottom)), colour, width)

        ticks = (tick.at for tick in self.ticks() if not (zero_line and tick.at == 0))
        lines = [vertical(at, canvas.palette.line.hex, canvas.hairline) for at in ticks]
        if zero_line:
            lines.append(vertical(0.0, canvas.palette.foreground.hex, 1.6 * canvas.hairline))
        return lines
