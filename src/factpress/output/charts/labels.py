"""Labels around the marks of a chart: row labels, standings, period bands, and free places for values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factpress.document.model import Chart, Row, Spell
from factpress.output.charts.canvas import SEMIBOLD, Canvas, Words, stack, stack_height
from factpress.output.charts.scales import Scale
from factpress.output.charts.scene import Box, Label, Line, Mark, Spot, standing_mark
from factpress.publication.facts.claims import Standing

MARK = 0.74
"""Size of a standing's mark beside its word, in ems."""
COLUMN = 0.34
"""The most that row labels may take of the width."""


@dataclass(frozen=True, slots=True)
class Head:
    """One row's words in the label column: its label, its note, and when it was."""

    words: tuple[Words, ...]
    standing: Standing | None
    gap: float

    @property
    def height(self) -> float:
        """In points."""
        return stack_height(self.words, self.gap)


@dataclass(frozen=True, slots=True)
class Column:
    """The label column: each row's words, and how wide it is with the gap to the plot."""

    heads: tuple[Head, ...]
    inset: float  # room for the marks of standing, left of the words
    width: float  # 0 where no row has a label


def shown_standing(chart: Chart, row: Row) -> Standing | None:
    """The standing to mark beside the row: where all rows stand as the chart does, its own mark speaks for them."""
    told = {row.standing for row in chart.rows} <= {chart.standing, None}
    return None if told else row.standing


def standing_inset(chart: Chart, canvas: Canvas) -> float:
    """The room for the marks left of the rows' words, in points."""
    return 1.35 * canvas.label * MARK if any(shown_standing(chart, row) for row in chart.rows) else 0.0


def label_column(chart: Chart, canvas: Canvas, most: float = COLUMN) -> Column:
    """The column for the chart's rows, as narrow as its longest line."""
    inset = standing_inset(chart, canvas)
    width = most * canvas.width - inset
    heads: list[Head] = []
    for row in chart.rows:
        words = (
            canvas.words(row.label, width, weight=SEMIBOLD),
            canvas.words(row.note, width, size=canvas.axis, colour=canvas.ink.soft.hex),
        )
        heads.append(Head(words, shown_standing(chart, row), 0.1 * canvas.label))
    widest = max((words.width for head in heads for words in head.words), default=0.0)
    return Column(tuple(heads), inset, inset + widest + 1.1 * canvas.label if widest else inset)


def place_head(head: Head, column: Column, middle: float, canvas: Canvas) -> tuple[tuple[Mark, ...], tuple[Label, ...]]:
    """The row's mark and words about the row's middle."""
    top = middle - head.height / 2
    labels = stack(head.words, column.inset, top, head.gap)
    if head.standing is None:
        return (), labels
    size = canvas.label * MARK
    # level with the first line's x-height, wherever the block begins
    height = top + 0.49 * canvas.label if labels else middle
    return standing_mark(head.standing, size / 2, height, size, canvas.ink.foreground.hex), labels


def standing_height(chart: Chart, canvas: Canvas) -> float:
    """The room the chart's own standing takes above everything else; none where it has no word for it."""
    return 1.75 * canvas.axis if chart.standing_text else 0.0


def place_standing(chart: Chart, canvas: Canvas, *, left: bool = False) -> tuple[tuple[Mark, ...], tuple[Label, ...]]:
    """The chart's own standing above the plot, mark and word: at the right edge, or over the labels on the left."""
    if not chart.standing_text:
        return (), ()
    size = canvas.axis * MARK
    words = canvas.words(chart.standing_text, canvas.width - 1.4 * size, size=canvas.axis, weight=SEMIBOLD)
    start = 0.0 if left else canvas.width - words.width - 1.4 * size
    labels = words.at(start + 1.4 * size, 0.02 * canvas.axis)
    return standing_mark(chart.standing, start + size / 2, 0.51 * canvas.axis, size, canvas.ink.foreground.hex), labels


@dataclass(frozen=True, slots=True)
class Strip:
    """The spells' labels, packed into as few lines as keep them apart; `height` is the room they take."""

    labels: tuple[Label, ...]  # as if the strip began at y = 0
    height: float


def spell_strip(spells: Sequence[Spell], scale: Scale, canvas: Canvas) -> Strip:
    """The labels above the plot, each over the middle of its spell."""
    level: list[float] = []  # how far right each line is taken
    tallest: list[float] = []
    placed: list[tuple[int, Words, float]] = []
    for spell in sorted(spells, key=lambda spell: (spell.begin + spell.end, spell.label)):
        words = canvas.words(spell.label, 0.6 * canvas.width, size=canvas.axis, colour=canvas.ink.soft.hex)
        middle = (scale.at(spell.begin) + scale.at(spell.end)) / 2
        left = min(max(middle - words.width / 2, 0.0), canvas.width - words.width)
        line = next((i for i, taken in enumerate(level) if left > taken), len(level))
        if line == len(level):
            level.append(0.0)
            tallest.append(0.0)
        level[line] = left + words.width + canvas.axis
        tallest[line] = max(tallest[line], words.height)
        placed.append((line, words, left + words.width / 2))
    gap = 0.25 * canvas.axis
    tops = [sum(tallest[:i]) + gap * i for i in range(len(tallest))]
    labels = tuple(label for line, words, x in placed for label in words.at(x, tops[line], 0.5))
    return Strip(labels, sum(tallest) + gap * len(tallest))


@dataclass(frozen=True, slots=True)
class SpellHead:
    """What stands above a plot over years: the chart's standing and the labels of its spells."""

    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    height: float


def spell_head(chart: Chart, scale: Scale, canvas: Canvas) -> SpellHead:
    """Standing and spells on one line where they do not meet, else one below the other."""
    marks, labels = place_standing(chart, canvas)
    strip = spell_strip(chart.spells, scale, canvas)
    meet = any(a.box.overlaps(b.box, canvas.axis) for a in labels for b in strip.labels)
    down = standing_height(chart, canvas) if meet else 0.0
    below = (label.box.bottom for label in (*labels, *moved(strip.labels, down)))
    return SpellHead(marks, (*labels, *moved(strip.labels, down)), max(below, default=0.0) + 0.4 * canvas.axis)


def spell_lines(spells: Sequence[Spell], scale: Scale, top: float, bottom: float, canvas: Canvas) -> tuple[Line, ...]:
    """A thin dashed line at either end of each spell."""
    dash = (0.28 * canvas.axis, 0.28 * canvas.axis)
    moments = sorted({moment for spell in spells for moment in (spell.begin, spell.end)})
    return tuple(
        Line(((scale.at(m), top), (scale.at(m), bottom)), canvas.ink.soft.hex, 1.1 * canvas.hairline, dash)
        for m in moments
    )


def moved(labels: Sequence[Label], down: float) -> tuple[Label, ...]:
    """The labels, so many points further down."""
    return tuple(Label(b.text, b.x, b.y + down, b.width, b.size, b.weight, b.colour) for b in labels)


def row_colour(row: Row, chart: Chart, canvas: Canvas) -> str:
    """The first chart colour; where the chart emphasises some rows, the others step back."""
    others = any(r.emphasis for r in chart.rows) and not row.emphasis
    return canvas.ink.third.hex if others else canvas.ink.bar.hex


Segment = tuple[Spot, Spot]


def beside(
    words: Sequence[Words],
    spot: Spot,
    clear: float,
    *,
    below: bool,
    bounds: Box,
    taken: Sequence[Box],
    lines: Sequence[Segment] = (),
    inset: float = 0.0,
) -> tuple[Label, ...]:
    """The words near the spot, one block below the other, clear of what is taken; empty where no place is free.

    Above the spot first, or below it; centred, then to either side; then further off; and only then across a line.
    `inset` points left of the words are kept free as well.
    """
    size = max(block.size for block in words)
    for obstacles in (lines, ()):
        for distance in (clear, clear + 0.6 * size, clear + 1.4 * size, clear + 2.4 * size):
            for labels in _around(words, spot, distance, below):
                boxes = [_wider(label.box, inset) for label in labels]
                if _free(boxes, bounds, taken, obstacles):
                    return labels
        if not lines:
            break
    return ()


def _wider(box: Box, inset: float) -> Box:
    return Box(box.left - inset, box.top, box.right, box.bottom)


def _around(words: Sequence[Words], spot: Spot, clear: float, below: bool) -> Iterable[tuple[Label, ...]]:
    x, y = spot
    gap = 0.1 * words[0].size
    height = stack_height(words, gap)
    over, under = y - clear - height, y + clear
    for top in (under, over) if below else (over, under):
        for anchor in (0.5, 0.2, 0.8, 0.0, 1.0):
            yield stack(words, x, top, gap, anchor)
    yield stack(words, x + clear, y - height / 2, gap)
    yield stack(words, x - clear, y - height / 2, gap, 1.0)


def _free(boxes: Sequence[Box], bounds: Box, taken: Sequence[Box], lines: Sequence[Segment]) -> bool:
    inside = all(
        bounds.left <= b.left and b.right <= bounds.right and bounds.top <= b.top and b.bottom <= bounds.bottom
        for b in boxes
    )
    return (
        inside
        and not any(box.overlaps(other, 1.0) for box in boxes for other in taken)
        and not any(box.crossed(*line) for box in boxes for line in lines)
    )


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float, gap: float) -> list[float]:
    """Middles for blocks of those heights, as near to the wanted ones as keeps them `gap` apart, in the same order.

    Blocks that meet are set as one group about their common middle (pool adjacent violators, so the sum of squared
    moves is least). Between `top` and `bottom`, as far as they fit there.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    groups: list[tuple[list[int], float, float]] = []  # members, sum of wanted tops, height
    for i in order:
        members, start, tall = [i], wanted[i] - heights[i] / 2, heights[i] + gap
        while groups and _begin(groups[-1], top, bottom, gap) + groups[-1][2] > _begin(
            (members, start, tall), top, bottom, gap
        ):
            before, before_start, before_tall = groups.pop()
            # a member's own wish for the group's start is its wanted top less what stands above it in the group
            start = before_start + start - before_tall * len(members)
            members, tall = before + members, before_tall + tall
        groups.append((members, start, tall))
    middles = [0.0] * len(wanted)
    for group in groups:
        y = _begin(group, top, bottom, gap)
        for i in group[0]:
            middles[i] = y + heights[i] / 2
            y += heights[i] + gap
    return middles


def _begin(group: tuple[list[int], float, float], top: float, bottom: float, gap: float) -> float:
    members, start, tall = group
    return max(top, min(start / len(members), bottom - tall + gap))
