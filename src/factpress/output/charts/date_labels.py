"""Dates along a level axis: which are written, and where. Their words come ready with the data or the ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factpress.document.model import Chart
from factpress.output.charts.canvas import Canvas, Words
from factpress.output.charts.scales import Scale, data
from factpress.output.charts.scene import Box, Label, Line

Dated = tuple[float, str]
"""A moment on the axis of years, and its words."""


def dated(chart: Chart) -> tuple[Dated, ...]:
    """The moments of the data that have words, each once, in order."""
    found: dict[float, str] = {}
    for datum in data(chart):
        if datum.when is not None and datum.when_text:
            found.setdefault(datum.when, datum.when_text)
    return tuple(sorted(found.items()))


def date_words(text: str, canvas: Canvas) -> Words:
    """A date as it stands under the axis: it may wrap, but takes no more than a third of the width."""
    return canvas.words(text, 0.3 * canvas.width, size=canvas.axis, colour=canvas.ink.soft.hex)


def dates_height(moments: Sequence[Dated], canvas: Canvas) -> float:
    """The room the dates take under the axis, in points, their distance from it included."""
    tallest = max((date_words(text, canvas).height for _, text in moments), default=0.0)
    return tallest + 0.75 * canvas.axis


def place_dates(
    moments: Sequence[Dated], scale: Scale, axis: float, canvas: Canvas, *, strokes: bool = True
) -> tuple[tuple[Line, ...], tuple[Label, ...]]:
    """Short strokes under the axis, unless they are not wanted, with their dates, as many as stand apart.

    All of them where there is room; else the first, the last, and the round years between.
    """
    placed: list[tuple[float, tuple[Label, ...]]] = []
    for moment, text in _by_importance(moments, scale, canvas):
        words = date_words(text, canvas)
        x = scale.at(moment)
        left = max(0.0, min(x - words.width / 2, canvas.width - words.width))
        labels = words.at(left + words.width / 2, axis + 0.7 * canvas.axis, 0.5)
        taken = (other.box for _, others in placed for other in others)
        if not _meet(labels, taken, 0.6 * canvas.axis):
            placed.append((x, labels))
    placed.sort(key=lambda pair: pair[0])
    down = axis + 0.4 * canvas.axis
    lines = tuple(Line(((x, axis), (x, down)), canvas.ink.soft.hex, canvas.hairline) for x, _ in placed if strokes)
    return lines, tuple(label for _, labels in placed for label in labels)


def _meet(labels: Iterable[Label], boxes: Iterable[Box], slack: float) -> bool:
    taken = tuple(boxes)
    return any(label.box.overlaps(box, slack) for label in labels for box in taken)


def _by_importance(moments: Sequence[Dated], scale: Scale, canvas: Canvas) -> list[Dated]:
    ends = [*moments[:1], *moments[:0:-1][:1]]
    between = list(moments[1:-1])
    if _fits(moments, scale, canvas):
        return ends + between
    for step in (10, 5, 2):
        round_ones = [m for m in between if m[0] % step == 0]
        if round_ones and (step == 2 or len(round_ones) > 2):
            return ends + round_ones
    return ends + [m for m in between if m[0] % 5 == 0] + between


def _fits(moments: Sequence[Dated], scale: Scale, canvas: Canvas) -> bool:
    right = float("-inf")
    for moment, text in moments:
        half = date_words(text, canvas).width / 2
        if scale.at(moment) - half < right + 0.6 * canvas.axis:
            return False
        right = scale.at(moment) + half
    return True
