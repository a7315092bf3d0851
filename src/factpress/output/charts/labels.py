"""Finding room for labels: beside a mark, clear of lines and of each other, and in a column at the lines' ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factpress.output.charts.canvas import Words, stack, stack_height
from factpress.output.charts.scene import Box, Label, Spot

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
