"""Steps: which level of a scale held when. A lane for each level, the highest on top; they differ by their fill too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from factpress.core.diagnostics import Diagnostic, Findings
from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import SEMIBOLD, Canvas, Words
from factpress.output.charts.labels import COLUMN, SpellHead, row_colour, spell_head, spell_lines
from factpress.output.charts.scales import Dated, Scale, data, dates_height, moment, place_dates, time_domain, timed
from factpress.output.charts.scene import Area, Label, Line, Mark, Plan, Scene, box, compose, threads

SOLID, THREADS, OUTLINE = "solid", "threads", "outline"


def steps(chart: Chart, canvas: Canvas) -> Plan:
    """A block from the beginning to the end of each span, in the lane of its level.

    Raises Findings for a span without a date or without a level of the chart's scale.
    """
    rows = timed(chart)
    _levelled(chart)
    groups = tuple(_group(chart, row, canvas, several=len(rows) > 1) for row in rows)
    column = max((lane.words.width for group in groups for lane in group.lanes), default=0.0)
    left = column + 1.1 * canvas.label if column else 0.0
    spans = [end for datum in data(chart) for end in (moment(datum), _until(datum))]
    scale = Scale(*time_domain(spans), left, canvas.width - canvas.hairline)
    moments = _moments(chart, scale)
    head = spell_head(chart, scale, canvas)
    foot = dates_height(moments, canvas)
    lanes = sum(len(group.lanes) for group in groups)
    titles = sum(group.title.height + 0.5 * canvas.label for group in groups if group.title.lines)
    fixed = head.height + titles + foot
    tallest = max((lane.words.height for group in groups for lane in group.lanes), default=0.0)
    place = partial(_place, canvas, chart, groups, scale, moments, head, foot)
    least = fixed + lanes * max(1.9 * canvas.label, tallest + 0.4 * canvas.label)
    return Plan(least, max(least, fixed + lanes * max(2.7 * canvas.label, tallest + 0.6 * canvas.label)), place)


@dataclass(frozen=True, slots=True)
class Lane:
    """One level: its words, its data, its fill and its colour."""

    words: Words
    data: tuple[Datum, ...]
    fill: str
    colour: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lanes of one row, highest level first; a title where the chart has several rows."""

    title: Words
    lanes: tuple[Lane, ...]


def _levelled(chart: Chart) -> None:
    lost = [
        Diagnostic(
            "chart-without-level",
            f'in the chart "{chart.id}" the row "{row.label}" has a span without a level',
            chart.origin,
        )
        for row in chart.rows
        for datum in row.data
        if datum.level is None or not 0 <= datum.level < len(chart.levels)
    ]
    if lost:
        raise Findings(lost)


def _group(chart: Chart, row: Row, canvas: Canvas, *, several: bool) -> Group:
    lanes: list[Lane] = []
    for level in reversed(range(len(chart.levels))):
        held = tuple(datum for datum in row.data if datum.level == level)
        fill, colour = _fill(level, len(chart.levels), row_colour(row, chart, canvas), canvas)
        soft = canvas.ink.foreground.hex if held else canvas.ink.soft.hex
        words = canvas.words(chart.levels[level], COLUMN * canvas.width, weight=SEMIBOLD if held else 400, colour=soft)
        lanes.append(Lane(words, held, fill, colour))
    return Group(canvas.words(row.label if several else "", canvas.width, weight=SEMIBOLD), tuple(lanes))


def _fill(level: int, levels: int, first: str, canvas: Canvas) -> tuple[str, str]:
    """The lowest level is solid, the next one threads, the others outlines; of two levels the higher is an outline."""
    if level == 0:
        return SOLID, first
    if level == 1 and levels > 2:
        return THREADS, canvas.ink.third.hex
    return OUTLINE, canvas.ink.second.hex


def _until(datum: Datum) -> float:
    return datum.until if datum.until is not None and datum.until > moment(datum) else moment(datum) + 1.0


def _moments(chart: Chart, scale: Scale) -> tuple[Dated, ...]:
    """What is written under the axis: the chart's ticks as years, each in the middle of its year.

    Without ticks, the dates of the shortest spans (mostly single years), each under the middle of its span.
    """
    if chart.ticks:
        within = (tick for tick in chart.ticks if scale.low <= tick.at < scale.high)
        return tuple((tick.at + 0.5, tick.text) for tick in within)
    spans = [(_until(d) - moment(d), moment(d) / 2 + _until(d) / 2, d.when_text) for d in data(chart) if d.when_text]
    shortest = min((length for length, _, _ in spans), default=0.0)
    return tuple(sorted({(middle, text) for length, middle, text in spans if length <= 1.01 * shortest}))


def _place(
    canvas: Canvas,
    chart: Chart,
    groups: tuple[Group, ...],
    scale: Scale,
    moments: tuple[Dated, ...],
    head: SpellHead,
    foot: float,
    height: float,
) -> Scene:
    bottom = height - foot
    titles = sum(group.title.height + 0.5 * canvas.label for group in groups if group.title.lines)
    lanes = sum(len(group.lanes) for group in groups)
    pitch = (bottom - head.height - titles) / max(1, lanes)
    marks, labels = [*head.marks], [*head.labels]
    grid: list[Line] = []
    y = head.height
    for group in groups:
        if group.title.lines:
            labels += group.title.at(0.0, y + 0.3 * canvas.label)
            y += group.title.height + 0.5 * canvas.label
        for lane in group.lanes:
            middle = y + pitch / 2
            grid.append(Line(((scale.start, middle), (scale.end, middle)), canvas.ink.line.hex, canvas.hairline))
            labels += lane.words.centred(0.0, middle)
            for datum in lane.data:
                tall = min(1.9 * canvas.label, 0.72 * pitch)
                block_marks, block_labels = _block(datum, lane, scale, middle, tall, canvas)
                marks += block_marks
                if not any(new.box.overlaps(old.box) for new in block_labels for old in labels):
                    labels += block_labels
            y += pitch
    strokes, dates = place_dates(moments, scale, bottom, canvas, strokes=False)
    spells = spell_lines(chart.spells, scale, head.height, bottom, canvas)
    return compose(canvas.width, height, [*grid, *spells], [*marks, *strokes], [*labels, *dates])


def _block(
    datum: Datum, lane: Lane, scale: Scale, middle: float, tall: float, canvas: Canvas
) -> tuple[tuple[Mark, ...], tuple[Label, ...]]:
    """The span, with its dates on it where they fit."""
    air = min(0.05 * canvas.label, 0.1 * abs(scale.at(1.0) - scale.at(0.0)))
    left, right = scale.at(moment(datum)) + air, scale.at(_until(datum)) - air
    right = max(right, left + canvas.hairline)
    ground = canvas.ink.background.hex
    words = canvas.words(datum.when_text, canvas.width, size=canvas.axis, weight=SEMIBOLD)
    fits = len(words.lines) == 1 and words.width + 0.6 * canvas.axis <= right - left and words.height < tall
    x = (left + right) / 2
    if lane.fill == SOLID:
        shape: tuple[Mark, ...] = (Area(box(left, middle - tall / 2, right, middle + tall / 2), lane.colour),)
        return shape, replace(words, colour=ground).centred(x, middle, 0.5) if fits else ()
    if lane.fill == THREADS:
        return threads(left, right, middle, tall, lane.colour), ()
    pen = min(0.22 * canvas.label, (right - left) / 2)
    inner = box(left + pen / 2, middle - tall / 2 + pen / 2, right - pen / 2, middle + tall / 2 - pen / 2)
    return (Area(inner, ground, lane.colour, pen),), words.centred(x, middle, 0.5) if fits else ()
