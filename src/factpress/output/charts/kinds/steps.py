"""Steps: which level of a scale held when. Each level has a lane, the highest on top, and a fill that differs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factpress.core.diagnostics import Diagnostic, Findings
from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import BOLD, REGULAR, SEMIBOLD, Canvas, TextBlock
from factpress.output.charts.labels import MAX_COLUMN, Header, period_lines, plot_header, row_colour
from factpress.output.charts.scales import (
    DateTick,
    Scale,
    all_data,
    dates_height,
    place_dates,
    rows_by_date,
    start_of,
    time_domain,
)
from factpress.output.charts.scene import Area, Item, Label, Line, Mark, Plan, Scene, compose, rectangle, stripes

SOLID, STRIPED, OUTLINE = "solid", "striped", "outline"


def steps(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out a block from the beginning to the end of each span, in the lane of its level.

    Raises Findings for a span without a date or without a level of the chart's scale.
    """
    rows = rows_by_date(chart)
    check_levels(chart)
    groups = tuple(_group(chart, row, canvas, several=len(rows) > 1) for row in rows)
    column = max((lane.label.width for group in groups for lane in group.lanes), default=0.0)
    left = column + 0.9 * canvas.em if column else 0.0
    years = [year for datum in all_data(chart) for year in (start_of(datum), _end_of(datum))]
    scale = Scale(*time_domain(years), left, canvas.width - canvas.hairline)
    dates = _dates(chart, scale)
    header = plot_header(chart, scale, canvas)
    foot = dates_height(dates, canvas)
    lanes = sum(len(group.lanes) for group in groups)
    titles = sum(group.title.height + 0.5 * canvas.em for group in groups if group.title.lines)
    fixed = header.height + titles + foot
    tallest = max((lane.label.height for group in groups for lane in group.lanes), default=0.0)
    least = fixed + lanes * max(1.9 * canvas.em, tallest + 0.4 * canvas.em)

    line = canvas.palette.line.hex

    def place(height: float) -> Scene:
        bottom = height - foot
        pitch = (bottom - header.height - titles) / max(1, lanes)
        grid, items = _place_groups(chart, groups, header, scale, pitch, canvas)
        years = (
            Line(((scale.at(at), header.height), (scale.at(at), bottom)), line, canvas.hairline) for at, _ in dates
        )
        grid = [*grid, *years]
        strokes, date_labels = place_dates(dates, scale, bottom, canvas, strokes=False)
        periods = period_lines(chart.periods, scale, header.height, bottom, canvas)
        return compose(canvas.width, height, [*grid, *periods], [*items, *strokes, *date_labels])

    return Plan(least, max(least, fixed + lanes * max(2.7 * canvas.em, tallest + 0.6 * canvas.em)), place)


@dataclass(frozen=True, slots=True)
class Lane:
    """One level: its label, its data, its fill and its colour."""

    label: TextBlock
    data: tuple[Datum, ...]
    fill: str
    colour: str
    never: TextBlock  # what is said of a level without data


@dataclass(frozen=True, slots=True)
class Group:
    """The lanes of one row, highest level first. It has a title where the chart has several rows."""

    title: TextBlock
    lanes: tuple[Lane, ...]


def check_levels(chart: Chart) -> None:
    """Raises Findings for data without a level of the chart's scale."""
    wrong = [
        Diagnostic(
            "chart-without-level",
            f'in the chart "{chart.id}" the row "{row.label}" has a span without a level',
            chart.origin,
            f'"{chart.kind}" draws steps between levels; give the value levels and steps, or use another kind',
        )
        for row in chart.rows
        for datum in row.data
        if datum.level is None or not 0 <= datum.level < len(chart.levels)
    ]
    if wrong:
        raise Findings(wrong)


def _group(chart: Chart, row: Row, canvas: Canvas, *, several: bool) -> Group:
    lanes: list[Lane] = []
    for level in reversed(range(len(chart.levels))):
        data = tuple(datum for datum in row.data if datum.level == level)
        fill, colour = _fill(level, len(chart.levels), row_colour(row, chart, canvas), canvas)
        label = canvas.wrap(
            chart.levels[level],
            MAX_COLUMN * canvas.width,
            weight=SEMIBOLD if data else REGULAR,
            colour=canvas.palette.foreground.hex if data else canvas.palette.soft.hex,
        )
        never = canvas.wrap_note(chart.never if not data else "", canvas.width)
        lanes.append(Lane(label, data, fill, colour, never))
    return Group(canvas.wrap(row.label if several else "", canvas.width, weight=SEMIBOLD), tuple(lanes))


def _fill(level: int, levels: int, first: str, canvas: Canvas) -> tuple[str, str]:
    """Fill and colour of a level: solid for the lowest, striped for the next of more than two, outlined for others."""
    if level == 0:
        return SOLID, first
    if level == 1 and levels > 2:
        return STRIPED, first
    return OUTLINE, canvas.palette.second.hex


def _end_of(datum: Datum) -> float:
    """The end of a span in years; a year after its beginning where it has none."""
    return datum.until if datum.until is not None and datum.until > start_of(datum) else start_of(datum) + 1.0


def _dates(chart: Chart, scale: Scale) -> tuple[DateTick, ...]:
    """The dates below the axis: the chart's ticks, each in the middle of its year.

    Without ticks, the dates of the shortest spans (mostly single years), each in the middle of its span.
    """
    if chart.ticks:
        return tuple((tick.at + 0.5, tick.text) for tick in chart.ticks if scale.low <= tick.at < scale.high)
    spans = [
        (_end_of(d) - start_of(d), start_of(d) / 2 + _end_of(d) / 2, d.when_text)
        for d in all_data(chart)
        if d.when_text
    ]
    shortest = min((length for length, _, _ in spans), default=0.0)
    return tuple(sorted({(middle, text) for length, middle, text in spans if length <= 1.01 * shortest}))


def _place_groups(
    chart: Chart, groups: tuple[Group, ...], header: Header, scale: Scale, pitch: float, canvas: Canvas
) -> tuple[list[Line], list[Item]]:
    """The lines of the lanes, and the header with all that is in the lanes, `pitch` points apart."""
    grid: list[Line] = []
    items = list(header.items)
    y = header.height
    for group in groups:
        if group.title.lines:
            items += group.title.at(0.0, y + 0.3 * canvas.em)
            y += group.title.height + 0.5 * canvas.em
        grid.append(_level(y, scale, canvas))
        for lane in group.lanes:
            middle = y + pitch / 2
            grid.append(_level(y + pitch, scale, canvas))
            items += lane.label.centred(scale.start - 0.9 * canvas.em, middle, 1.0)
            items += lane.never.centred((scale.start + scale.end) / 2, middle, 0.5)
            for i, datum in enumerate(lane.data):
                mark, dates = _block(datum, lane, scale, middle, min(1.9 * canvas.em, 0.66 * pitch), canvas)
                items += mark
                before = _end_of(lane.data[i - 1]) if i else None
                dates = dates or _dates_before(datum, before, chart, scale, middle, canvas)
                taken = [item.box for item in items if isinstance(item, Label)]
                if not any(label.box.overlaps(box) for label in dates for box in taken):
                    items += dates
            y += pitch
    return grid, items


def _level(y: float, scale: Scale, canvas: Canvas) -> Line:
    """The line between two lanes."""
    return Line(((scale.start, y), (scale.end, y)), canvas.palette.line.hex, canvas.hairline)


def _dates_before(
    datum: Datum, before: float | None, chart: Chart, scale: Scale, middle: float, canvas: Canvas
) -> tuple[Label, ...]:
    """The dates of the last span of the chart left of its mark, where nothing else is: it is what holds now."""
    if start_of(datum) < max(start_of(other) for other in all_data(chart)):
        return ()
    dates = canvas.wrap(datum.when_text, canvas.width, weight=BOLD)
    end = scale.at(start_of(datum)) - 0.5 * canvas.em
    left = scale.at(before) if before is not None else scale.start
    return dates.centred(end, middle, 1.0) if end - dates.width >= left + 0.5 * canvas.em else ()


def _block(
    datum: Datum, lane: Lane, scale: Scale, middle: float, height: float, canvas: Canvas
) -> tuple[tuple[Mark, ...], tuple[Label, ...]]:
    """The mark of a span, and its dates where they fit on it."""
    gap = min(0.05 * canvas.em, 0.1 * abs(scale.at(1.0) - scale.at(0.0)))
    left, right = scale.at(start_of(datum)) + gap, scale.at(_end_of(datum)) - gap
    right = max(right, left + canvas.hairline)
    if lane.fill == STRIPED:
        return stripes(left, right, middle, height, lane.colour), ()
    background = canvas.palette.background.hex
    dates = canvas.wrap(datum.when_text, canvas.width, size=canvas.axis_em, weight=SEMIBOLD)
    if lane.fill == SOLID:
        dates = replace(dates, colour=background)
        mark = Area(rectangle(left, middle - height / 2, right, middle + height / 2), lane.colour)
    else:
        pen = min(0.22 * canvas.em, (right - left) / 2)
        top, bottom = middle - height / 2 + pen / 2, middle + height / 2 - pen / 2
        mark = Area(rectangle(left + pen / 2, top, right - pen / 2, bottom), background, lane.colour, pen)
    fits = len(dates.lines) == 1 and dates.width + 0.6 * canvas.axis_em <= right - left and dates.height < height
    return (mark,), dates.centred((left + right) / 2, middle, 0.5) if fits else ()
