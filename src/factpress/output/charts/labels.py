"""Labels around the marks of a chart: row labels, standings, period bands, and free places for values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from factpress.document.model import Chart, PeriodBand, Row
from factpress.output.charts.canvas import SEMIBOLD, Canvas, TextBlock, TextStack
from factpress.output.charts.scales import Scale
from factpress.output.charts.scene import Box, Item, Label, Line, Mark, Point, standing_mark
from factpress.publication.facts.claims import Standing

MARK_EM = 0.74
"""Size of a standing mark next to text, in ems."""
MAX_COLUMN = 0.34
"""The largest share of the width that row labels take."""
COLUMN_GAP = 0.9
"""Distance between the row labels and the plot, in ems."""

Segment = tuple[Point, Point]


# rows and standings ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class RowLabel:
    """The label and the note of a row, and the standing whose mark is left of them."""

    text: TextStack
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """The column of row labels."""

    labels: tuple[RowLabel, ...]
    inset: float  # for the standing marks left of the text
    width: float  # with the gap to the plot; 0 where no row has a label


def shown_standing(chart: Chart, row: Row) -> Standing | None:
    """The standing to mark next to the row; None where all rows have the chart's standing, which is marked once."""
    same = {row.standing for row in chart.rows} <= {chart.standing, None}
    return None if same else row.standing


def standing_inset(chart: Chart, canvas: Canvas) -> float:
    """The width of the standing marks left of the rows' labels, in points; 0 where no row has one."""
    return 1.35 * canvas.em * MARK_EM if any(shown_standing(chart, row) for row in chart.rows) else 0.0


def label_column(chart: Chart, canvas: Canvas, share: float = MAX_COLUMN) -> LabelColumn:
    """The column of row labels, as narrow as its longest line, and at most that share of the width."""
    inset = standing_inset(chart, canvas)
    width = share * canvas.width - inset
    stacks = [(canvas.wrap(row.label, width, weight=SEMIBOLD), canvas.wrap_note(row.note, width)) for row in chart.rows]
    labels = tuple(
        RowLabel(TextStack(stack, 0.1 * canvas.em), shown_standing(chart, row))
        for stack, row in zip(stacks, chart.rows, strict=True)
    )
    widest = max((label.text.width for label in labels), default=0.0)
    return LabelColumn(labels, inset, inset + widest + COLUMN_GAP * canvas.em if widest else inset)


def place_row_label(label: RowLabel, column: LabelColumn, middle: float, canvas: Canvas) -> tuple[Item, ...]:
    """The row's mark and text, centred on the row's middle. The text ends at the plot, the mark is left of it."""
    top = middle - label.text.height / 2
    text = label.text.at(column.width - COLUMN_GAP * canvas.em, top, 1.0)
    # centred on the x-height of the first line
    height = top + 0.49 * canvas.em if text else middle
    left = text[0].x - column.inset if text else 0.0
    return (*place_mark(label.standing, left, height, canvas), *text)


def place_mark(standing: Standing | None, left: float, middle: float, canvas: Canvas) -> tuple[Mark, ...]:
    """The mark of a standing next to a label; nothing for None."""
    if standing is None:
        return ()
    size = MARK_EM * canvas.em
    return standing_mark(standing, left + size / 2, middle, size, canvas.palette.foreground.hex)


def standing_height(chart: Chart, canvas: Canvas) -> float:
    """The height of the chart's standing above everything else, in points; 0 where it is not shown."""
    return 1.75 * canvas.axis_em if chart.standing_text else 0.0


def place_standing(chart: Chart, canvas: Canvas, *, left: bool = False) -> tuple[tuple[Mark, ...], tuple[Label, ...]]:
    """The mark and the word of the chart's standing above the plot, at the right edge or at the left one."""
    if not chart.standing_text:
        return (), ()
    size = canvas.axis_em * MARK_EM
    block = canvas.wrap(chart.standing_text, canvas.width - 1.4 * size, size=canvas.axis_em, weight=SEMIBOLD)
    start = 0.0 if left else canvas.width - block.width - 1.4 * size
    mark = standing_mark(chart.standing, start + size / 2, 0.51 * canvas.axis_em, size, canvas.palette.foreground.hex)
    return mark, block.at(start + 1.4 * size, 0.02 * canvas.axis_em)


def row_colour(row: Row, chart: Chart, canvas: Canvas) -> str:
    """The first chart colour; a pale one for the other rows where the chart emphasises some."""
    others = any(r.emphasis for r in chart.rows) and not row.emphasis
    return canvas.palette.third.hex if others else canvas.palette.bar.hex


# period bands ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Header:
    """What is above a plot over years: the chart's standing and the labels of its period bands."""

    items: tuple[Item, ...]
    height: float


def plot_header(chart: Chart, scale: Scale, canvas: Canvas) -> Header:
    """Standing and period labels, on one line where they do not overlap, else one below the other."""
    marks, standing = place_standing(chart, canvas)
    periods = _period_labels(chart.periods, scale, canvas)
    overlap = any(a.box.overlaps(b.box, canvas.axis_em) for a in standing for b in periods)
    labels = (*standing, *moved_down(periods, standing_height(chart, canvas) if overlap else 0.0))
    bottom = max((label.box.bottom for label in labels), default=0.0)
    return Header((*marks, *labels), bottom + 0.4 * canvas.axis_em)


def _period_labels(periods: Sequence[PeriodBand], scale: Scale, canvas: Canvas) -> tuple[Label, ...]:
    """The labels of period bands from y = 0 down, each centred on its period, on as few lines as keep them apart."""
    right_ends: list[float] = []  # of each line
    heights: list[float] = []
    placed: list[tuple[int, TextBlock, float]] = []
    for period in sorted(periods, key=lambda period: (period.begin + period.end, period.label)):
        block = canvas.wrap_note(period.label, 0.6 * canvas.width)
        middle = (scale.at(period.begin) + scale.at(period.end)) / 2
        left = min(max(middle - block.width / 2, 0.0), canvas.width - block.width)
        line = next((i for i, right in enumerate(right_ends) if left > right), len(right_ends))
        if line == len(right_ends):
            right_ends.append(0.0)
            heights.append(0.0)
        right_ends[line] = left + block.width + canvas.axis_em
        heights[line] = max(heights[line], block.height)
        placed.append((line, block, left + block.width / 2))
    gap = 0.25 * canvas.axis_em
    tops = [sum(heights[:i]) + gap * i for i in range(len(heights))]
    return tuple(label for line, block, x in placed for label in block.at(x, tops[line], 0.5))


def period_lines(
    periods: Sequence[PeriodBand], scale: Scale, top: float, bottom: float, canvas: Canvas
) -> tuple[Line, ...]:
    """A thin dashed line at either end of each period."""
    dash = (0.28 * canvas.axis_em, 0.28 * canvas.axis_em)
    years = sorted({year for period in periods for year in (period.begin, period.end)})
    return tuple(
        Line(((scale.at(y), top), (scale.at(y), bottom)), canvas.palette.soft.hex, 1.1 * canvas.hairline, dash)
        for y in years
    )


def moved_down(labels: Sequence[Label], distance: float) -> tuple[Label, ...]:
    """The labels, moved down by a distance in points."""
    return tuple(replace(label, y=label.y + distance) for label in labels)


# free places ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def place_label(
    text: TextStack,
    point: Point,
    distance: float,
    *,
    below: bool,
    bounds: Box,
    taken: Sequence[Box],
    lines: Sequence[Segment] = (),
    inset: float = 0.0,
) -> tuple[Label, ...]:
    """Text near a point, inside `bounds` and clear of `taken` and `lines`; empty if nothing is free.

    Places are tried in this order: above the point (or below it), centred, then to either side; then at a larger
    distance; then across a line. `inset` points left of the text are kept free as well.
    """
    size = max(block.size for block in text.blocks)
    for obstacles in (lines, ()):
        for more in (0.0, 0.6, 1.4, 2.4):
            for labels in _candidates(text, point, distance + more * size, below=below):
                boxes = [replace(label.box, left=label.box.left - inset) for label in labels]
                if _free(boxes, bounds, taken, obstacles):
                    return labels
        if not lines:
            break
    return ()


def _candidates(text: TextStack, point: Point, distance: float, *, below: bool) -> Iterable[tuple[Label, ...]]:
    x, y = point
    over, under = y - distance - text.height, y + distance
    for top in (under, over) if below else (over, under):
        for anchor in (0.5, 0.2, 0.8, 0.0, 1.0):
            yield text.at(x, top, anchor)
    yield text.at(x + distance, y - text.height / 2)
    yield text.at(x - distance, y - text.height / 2, 1.0)


def _free(boxes: Sequence[Box], bounds: Box, taken: Sequence[Box], lines: Sequence[Segment]) -> bool:
    return (
        all(
            bounds.left <= b.left and b.right <= bounds.right and bounds.top <= b.top and b.bottom <= bounds.bottom
            for b in boxes
        )
        and not any(box.overlaps(other, 1.0) for box in boxes for other in taken)
        and not any(box.crossed(*line) for box in boxes for line in lines)
    )


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float, gap: float) -> list[float]:
    """Middles of blocks of those heights, `gap` apart, in the same order, and as near to the wanted ones as possible.

    Blocks that would overlap become one group around their common middle (pool adjacent violators), so the sum of
    squared moves is least. The blocks stay between `top` and `bottom` as far as they fit.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    groups: list[tuple[list[int], float, float]] = []  # members, sum of wanted tops, height
    for i in order:
        members, start, tall = [i], wanted[i] - heights[i] / 2, heights[i] + gap
        while groups and _top(groups[-1], top, bottom, gap) + groups[-1][2] > _top(
            (members, start, tall), top, bottom, gap
        ):
            before, before_start, before_tall = groups.pop()
            # the group's top that a member wants is its own wanted top less the height of the members above it
            start = before_start + start - before_tall * len(members)
            members, tall = before + members, before_tall + tall
        groups.append((members, start, tall))
    middles = [0.0] * len(wanted)
    for group in groups:
        y = _top(group, top, bottom, gap)
        for i in group[0]:
            middles[i] = y + heights[i] / 2
            y += heights[i] + gap
    return middles


def _top(group: tuple[list[int], float, float], top: float, bottom: float, gap: float) -> float:
    members, start, tall = group
    return max(top, min(start / len(members), bottom - tall + gap))
