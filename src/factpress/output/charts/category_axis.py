"""Rows one below the other on a level axis of values, as ranges, bars, shares and dots have them.

A chart kind defines its mark and the labels at its ends; this module measures, makes room, and places.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from factpress.document.model import Chart, Datum, Row, Tick
from factpress.output.charts.annotations import (
    BandLayout,
    band_layout,
    bracket_items,
    bracket_offset,
    bracket_text,
)
from factpress.output.charts.canvas import BOLD, Canvas, TextBlock, TextStack
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

Shape = Callable[[Row, Datum, Scale, float, float, str], tuple[Mark, ...]]
"""Row, datum, scale, the lane's middle, the bar's height, colour -> marks."""
Ends = Callable[[Datum], tuple[str, str]]
"""Datum -> the labels left of its mark and right of it."""
Reach = Callable[[Row, Datum], tuple[float, float]]
"""How far the mark extends beyond its figures to the left and to the right, in ems."""


@dataclass(frozen=True, slots=True)
class RowStyle:
    """What differs between chart kinds in rows."""

    shape: Shape
    ends: Ends
    thickness: float  # of the bar, in ems
    reach: Reach
    overhang: float = 1.2  # height of the mark with its end-stops, as a share of the bar's
    zero_line: bool = False  # whether zero has a strong line
    whole: float | None = None  # of a share: the axis ends here, and labels are placed within it


@dataclass(frozen=True, slots=True)
class Lane:
    """One datum of a row, measured. A label that has no room next to the mark is above it."""

    row: Row
    datum: Datum
    name: TextBlock  # the date, where the row has several data
    left: TextBlock
    right: TextStack
    raised: TextBlock | None = None
    within: bool = False  # the right label is on the mark itself, reversed


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """One row, measured, with the head of its group above it."""

    label: RowLabel
    lanes: tuple[Lane, ...]
    colour: str
    head: TextBlock
    head_height: float  # with the distances around it; 0 without a head
    beside: float = 0.0  # the height of the text of a bracket


LABEL_GAP = 0.5
"""Distance between a mark and its labels, in ems."""
LANE_GAP = 0.35
"""Distance between two marks of one row, in ems."""
OUTER_GAP = 0.3
"""Space above the first row and below the last, in ems."""
EDGE = 0.3
"""Share of the gap between rows that is also added above the first row and below the last."""
MIN_ROW_GAP = 0.25
"""Least distance between two rows, in ems."""
GROUP_GAP, HEAD_GAP = 0.9, 0.3
"""Distance above the head of a group, unless it is the first, and below it, in ems."""
MANY_ROWS = 5
"""From so many rows on, bars are thinner."""


def row_plan(chart: Chart, canvas: Canvas, style: RowStyle) -> Plan:
    """The plan of a chart in rows."""
    if len(chart.rows) >= MANY_ROWS:
        style = replace(style, thickness=0.8 * style.thickness)
    if style.whole is not None or chart.bracket is not None:  # nothing is free beside the outline, or the bracket
        chart = replace(chart, rows=tuple(map(_with_callout_as_note, chart.rows)))
    column = label_column(chart, canvas)
    names = [[_lane_name(row.data, i, canvas) for i in range(len(row.data))] for row in chart.rows]
    name_width = max((name.width for row in names for name in row if name.lines), default=0.0)
    start = column.width + (name_width + LABEL_GAP * canvas.em if name_width else 0.0)
    beside = frozenset[int]()  # rows with a remark right of the mark, which takes room from the scale
    while True:
        scale = _scale(chart, canvas, style, start, beside)
        layout = _Layout(chart, canvas, style, column, scale, band_layout(chart, scale, canvas))
        rows = tuple(layout.row(*measured) for measured in zip(range(len(names)), column.labels, names, strict=True))
        found = frozenset(i for i, row in enumerate(rows) if any(len(lane.right.blocks) > 1 for lane in row.lanes))
        if found <= beside:
            break
        beside |= found
    header, footer = layout.header(), layout.footer(0.0)
    fixed = header.height + footer.height + 2 * (OUTER_GAP * canvas.em)
    fixed += sum(sum(layout.reaches(row)) + row.head_height for row in rows)
    gaps = max(0, len(rows) - 1) + 2 * EDGE
    least = fixed + MIN_ROW_GAP * canvas.em * gaps
    ideal = fixed + _ideal_gap(len(rows)) * canvas.em * gaps
    return Plan(least, max(least, ideal), lambda height: layout.place(rows, header, height))


def _with_callout_as_note(row: Row) -> Row:
    return replace(row, note=" ".join(filter(None, (row.note, row.callout))), callout="")


def _ideal_gap(rows: int) -> float:
    return 1.8 if rows <= 3 else 1.2 if rows <= 10 else 0.9


def _lane_name(row: tuple[Datum, ...], index: int, canvas: Canvas) -> TextBlock:
    return canvas.wrap_note(row[index].when_text if len(row) > 1 else "", 0.2 * canvas.width)


def _end_labels(datum: Datum, room: float, canvas: Canvas, style: RowStyle) -> tuple[TextBlock, TextBlock]:
    left, right = style.ends(datum)
    return canvas.wrap(left, 0.6 * room, weight=BOLD), canvas.wrap(right, 0.6 * room, weight=BOLD)


def _label_gaps(row: Row, datum: Datum, canvas: Canvas, style: RowStyle) -> tuple[float, float]:
    """The distances from the figures of a mark to its left and right labels, in points."""
    left, right = style.reach(row, datum)
    return (LABEL_GAP + left) * canvas.em, (LABEL_GAP + right) * canvas.em


def _scale(chart: Chart, canvas: Canvas, style: RowStyle, start: float, beside: Collection[int]) -> Scale:
    """The longest scale that leaves room for the labels right of all marks, of the band and of the bracket.

    `beside` are the rows whose remark is right of the mark, below the label.
    """
    low, high = value_domain(chart)
    room = canvas.width - start
    if style.whole is not None:
        return Scale(low, max(high, style.whole), start, canvas.width - canvas.hairline)
    wanted: list[tuple[float, float]] = []  # numbers, and what has to have room right of each
    for i, row in enumerate(chart.rows):
        remark = _remark(row, canvas).width if i in beside else 0.0
        for datum in row.data:
            label, gap = _end_labels(datum, room, canvas, style)[1].width, _label_gaps(row, datum, canvas, style)[1]
            bracketed = _is_bracketed(chart, datum)
            wanted.append((datum.high, max(label / 2, gap + remark) if bracketed else gap + max(label, remark)))
            if chart.band is not None and datum.low <= chart.band.high and datum.high >= chart.band.low:
                wanted.append((chart.band.high, LABEL_GAP * canvas.em + max(label, remark)))
    if chart.band is not None:
        band = canvas.wrap(chart.band.text, 0.5 * room, weight=BOLD)
        wanted.append((chart.band.high, LABEL_GAP * canvas.em + band.width))
    if chart.bracket is not None:
        figures = [chart.rows[i].data[0].high for i in chart.bracket.rows]
        wanted.append(
            (max(figures), bracket_offset(chart, chart.bracket, canvas) + bracket_text(chart.bracket, canvas).width)
        )
    unit = Scale(low, high, 0.0, 1.0)
    width = room = room - 0.1 * canvas.em
    for number, beyond in wanted:
        if unit.share(number) > 0:
            width = min(width, (room - beyond) / unit.share(number))
    return Scale(low, high, start, start + max(width, 0.3 * room))


def _remark(row: Row, canvas: Canvas) -> TextBlock:
    """The remark of a row as a block beside its mark."""
    return canvas.wrap_note(row.callout, 0.24 * canvas.width)


def _is_bracketed(chart: Chart, datum: Datum) -> bool:
    """Whether the label is above the mark, since a bracket is beside it."""
    return chart.bracket is not None and datum.low == datum.high


def _raised_height(lane: Lane, canvas: Canvas) -> float:
    """The height of the label above the mark, with its distance, in points."""
    return lane.raised.height + 0.35 * canvas.em if lane.raised is not None else 0.0


def _place_tick_labels(ticks: Sequence[Tick], scale: Scale, top: float, canvas: Canvas) -> tuple[Label, ...]:
    """The tick labels below the plot. Labels are moved inside the canvas; one that overlaps another is left out."""
    labels: list[Label] = []
    for tick in (*ticks[:1], *ticks[:0:-1]):  # the first, then from the last backwards: the ends matter most
        block = canvas.wrap_note(tick.text, canvas.width)
        left = min(scale.at(tick.at) - block.width / 2, canvas.width - block.width)
        placed = block.at(max(left, 0.0), top)
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
    band: BandLayout | None

    def ticks(self) -> tuple[Tick, ...]:
        """The ticks to draw. The outline of a whole replaces them unless one of them is at its end."""
        ticks, whole = shown_ticks(self.chart.ticks), self.style.whole
        return ticks if whole is None or any(tick.at == whole for tick in ticks) else ()

    def header(self) -> Header:
        """The chart's standing and the labels of the band, above the rows."""
        canvas = self.canvas
        marks, standing = place_standing(self.chart, canvas, left=True)
        top = standing_height(self.chart, canvas)
        labels = (*standing, *(moved_down(self.band.labels, top) if self.band is not None else ()))
        bottom = max((label.box.bottom + 0.4 * canvas.axis_em for label in labels), default=0.0)
        return Header((*marks, *labels), bottom)

    def footer(self, top: float) -> Header:
        """The tick labels, from `top` down."""
        canvas = self.canvas
        labels = _place_tick_labels(self.ticks(), self.scale, top + 0.35 * canvas.axis_em, canvas)
        bottom = max((label.box.bottom for label in labels), default=top)
        return Header(labels, bottom - top)

    def row(self, index: int, label: RowLabel, names: Sequence[TextBlock]) -> MeasuredRow:
        """A row with its lanes and the head of its group."""
        row, canvas = self.chart.rows[index], self.canvas
        head = canvas.wrap(row.group, canvas.width, weight=BOLD, colour=canvas.palette.heading.hex)
        gaps = ((GROUP_GAP if index else 0.0) + HEAD_GAP) * canvas.em
        rows = (row, *(replace(row, callout="") for _ in row.data[1:]))  # the remark is beside the first mark
        lanes = tuple(map(self.lane, rows, row.data, names))
        height = head.height + gaps if head.lines else 0.0
        bracket = self.chart.bracket
        beside = bracket_text(bracket, canvas).height if bracket is not None and index == max(bracket.rows) else 0.0
        return MeasuredRow(label, lanes, row_colour(row, self.chart, canvas), head, height, beside)

    def ends(self, row: Row, datum: Datum) -> tuple[float, float]:
        """Where the left label of a mark ends and the right one begins: outside a band that the mark is in."""
        canvas, scale, band = self.canvas, self.scale, self.chart.band
        left_gap, right_gap = _label_gaps(row, datum, canvas, self.style)
        left, right = scale.at(datum.low) - left_gap, scale.at(datum.high) + right_gap
        if band is not None and datum.low <= band.high and datum.high >= band.low:
            beside = LABEL_GAP * canvas.em
            return min(left, scale.at(band.low) - beside), max(right, scale.at(band.high) + beside)
        return left, right

    def lane(self, row: Row, datum: Datum, name: TextBlock) -> Lane:
        """The datum with its labels where they fit: next to the mark, on it, or above it."""
        canvas, scale = self.canvas, self.scale
        nothing = canvas.wrap("", canvas.width)
        left, right = _end_labels(datum, canvas.width - scale.start, canvas, self.style)
        end, begin = self.ends(row, datum)
        if _is_bracketed(self.chart, datum):
            return Lane(row, datum, name, nothing, self.stack(nothing, row), raised=right)
        if self.style.whole is not None:
            if begin + right.width > scale.end - 0.3 * canvas.em:
                gap = sum(_label_gaps(row, datum, canvas, self.style))
                if scale.at(datum.low) - scale.start >= right.width + gap:
                    reversed_ = replace(right, colour=canvas.palette.background.hex)
                    return Lane(row, datum, name, nothing, TextStack((reversed_,), 0.0), within=True)
                return Lane(row, datum, name, nothing, self.stack(nothing, row), raised=right)
        elif left.width > end - scale.start - 0.2 * canvas.em:
            return Lane(row, datum, name, nothing, self.stack(right, row), raised=left if left.lines else None)
        callout = self.callout(row, end - self.free_from(datum)) if not left.lines else None
        if callout is not None:
            return Lane(row, datum, name, callout, TextStack((right,), 0.0))
        return Lane(row, datum, name, left, self.stack(right, row))

    def free_from(self, datum: Datum) -> float:
        """Where the room left of a mark begins: at the band, if the mark is right of it."""
        band = self.chart.band
        if band is not None and datum.low > band.high:
            return self.scale.at(band.high) + LABEL_GAP * self.canvas.em
        return self.scale.start + LABEL_GAP * self.canvas.em

    def callout(self, row: Row, room: float) -> TextBlock | None:
        """The remark of a row on at most two lines of that width; None where it has none or does not fit."""
        block = self.canvas.wrap_note(row.callout, min(room, 0.24 * self.canvas.width)) if room > 0 else None
        return block if block is not None and 0 < len(block.lines) <= 2 and block.width <= room else None

    def stack(self, right: TextBlock, row: Row) -> TextStack:
        """The right label, with the remark of the row below it."""
        blocks = (right, _remark(row, self.canvas))
        return TextStack(blocks if blocks[1].lines else blocks[:1], 0.1 * self.canvas.em)

    def lane_height(self, lane: Lane) -> float:
        """In points."""
        bar = self.style.thickness * self.style.overhang * self.canvas.em
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
        half = max(row.label.text.height, row.beside) / 2
        lanes, raised = self.lanes_height(row), self.row_raised_height(row)
        return max(half, raised + (lanes - raised) / 2), max(half, (lanes - raised) / 2)

    def place(self, rows: tuple[MeasuredRow, ...], header: Header, height: float) -> Scene:
        """The chart at that height."""
        canvas = self.canvas
        bottom = height - self.footer(0.0).height
        heights = [sum(self.reaches(row)) for row in rows]
        outer = OUTER_GAP * canvas.em
        spare = bottom - header.height - sum(heights) - sum(row.head_height for row in rows) - 2 * outer
        gap = spare / (len(rows) - 1 + 2 * EDGE) if rows else 0.0
        items: list[Item] = []
        middles: list[float] = []
        y = header.height + outer + EDGE * gap
        for row, row_height in zip(rows, heights, strict=True):
            head_top = y + row.head_height - row.head.height - HEAD_GAP * canvas.em
            items += row.head.at(0.0, head_top)
            y += row.head_height
            middles.append(y + self.reaches(row)[0])
            items += self.place_row(row, y)
            y += row_height + gap
        if self.chart.bracket is not None:
            items += bracket_items(self.chart, self.chart.bracket, self.scale, middles, canvas)
        items = [*header.items, *items, *self.footer(bottom).items]
        ground, edges = (
            self.band.marks(standing_height(self.chart, canvas), bottom) if self.band is not None else ((), ())
        )
        return compose(canvas.width, height, [*self.grid(header.height, bottom), *edges], items, ground)

    def place_row(self, row: MeasuredRow, top: float) -> list[Item]:
        """The label and the lanes of a row, from `top` down."""
        canvas = self.canvas
        middle = top + self.reaches(row)[0]
        items = list(place_row_label(row.label, self.column, middle, canvas))
        lanes, raised = self.lanes_height(row), self.row_raised_height(row)
        y = middle - raised - (lanes - raised) / 2
        for lane in row.lanes:
            height, raised = self.lane_height(lane), _raised_height(lane, canvas)
            middle, thickness = y + raised + (height - raised) / 2, self.style.thickness * canvas.em
            items += self.style.shape(lane.row, lane.datum, self.scale, middle, thickness, row.colour)
            items += self.place_lane_labels(lane, y, middle)
            y += height + LANE_GAP * canvas.em
        return items

    def place_lane_labels(self, lane: Lane, top: float, middle: float) -> list[Label]:
        """The labels of a datum."""
        canvas, scale = self.canvas, self.scale
        left, right = self.ends(lane.row, lane.datum)
        labels = list(lane.name.centred(scale.start - LABEL_GAP * canvas.em, middle, 1.0))
        labels += lane.left.centred(left, middle, 1.0)
        labels += lane.right.centred(left, middle, 1.0) if lane.within else lane.right.centred(right, middle)
        if lane.raised is not None:
            x = scale.at(lane.datum.low)
            if _is_bracketed(self.chart, lane.datum):
                x -= lane.raised.width / 2
            else:
                x -= self.style.reach(lane.row, lane.datum)[0] * canvas.em
            labels += lane.raised.at(max(0.0, min(x, canvas.width - lane.raised.width)), top)
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
