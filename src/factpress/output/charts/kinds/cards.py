"""Cards: figures that may not be compared, side by side, with a sign that says so between them and without an axis."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from factpress.document.model import Chart, Row
from factpress.output.charts.canvas import REGULAR, SEMIBOLD, Canvas, TextBlock, TextStack
from factpress.output.charts.labels import (
    place_mark,
    place_standing,
    shown_standing,
    standing_height,
    standing_inset,
)
from factpress.output.charts.scales import all_data
from factpress.output.charts.scene import Disc, Item, Line, Mark, Plan, Scene, compose

FIGURE = 2.4
"""Size of a figure, in ems."""
SIGN = 0.72
"""Radius of the sign between two cards, in ems."""
BETWEEN = 2.8
"""Distance between two cards, which the sign is in, in ems."""
NARROWEST = 9.0
"""The least width of a card, in ems. More cards than fit are on further lines."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card, measured: its label, its figure and its note."""

    row: Row
    label: TextBlock
    figure: TextStack
    note: TextBlock


def cards(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out each figure as a card, with a rule above and below it."""
    em = canvas.em
    across = max(1, min(len(chart.rows), int((canvas.width + BETWEEN * em) / ((NARROWEST + BETWEEN) * em))))
    width = (canvas.width - (across - 1) * BETWEEN * em) / across
    inset = standing_inset(chart, canvas)
    size = min((_fitting(datum.text, width, canvas) for datum in all_data(chart)), default=em)
    measured = tuple(_card(row, width, inset, size, canvas) for row in chart.rows)
    lines = tuple(measured[i : i + across] for i in range(0, len(measured), across))
    top = standing_height(chart, canvas)
    heights = [_height(line, canvas) for line in lines]
    least = top + sum(heights) + 0.5 * em * (len(lines) - 1) + canvas.hairline * 4

    def place(height: float) -> Scene:
        marks, standing = place_standing(chart, canvas, left=True)
        items: list[Item] = [*marks, *standing]
        gap = min((height - least) / 2, 1.5 * em)
        y = top + canvas.hairline * 2 + max(0.0, (height - least) / 2 - gap)
        for line, tall in zip(lines, heights, strict=True):
            items += _place_line(chart, line, y, tall + gap, width, canvas)
            y += tall + gap + 0.5 * em
        return compose(canvas.width, height, (), items)

    return Plan(least, least + 0.8 * em, place)


def _card(row: Row, width: float, inset: float, size: float, canvas: Canvas) -> Card:
    heading = canvas.palette.heading.hex
    texts = dict.fromkeys(datum.text for datum in row.data)
    figures = tuple(canvas.wrap(text, width, size=size, colour=heading) for text in texts)
    label = canvas.wrap(row.label, width - inset, weight=SEMIBOLD)
    return Card(row, label, TextStack(figures, 0.0), canvas.wrap_note(row.note, width))


def _fitting(text: str, width: float, canvas: Canvas) -> float:
    """The largest size, up to that of a figure, in which the text is on one line; never below that of a label."""
    at_one = canvas.measure(text, 1.0, REGULAR)
    return max(canvas.em, min(FIGURE * canvas.em, 0.98 * width / at_one)) if at_one else canvas.em


def _height(line: tuple[Card, ...], canvas: Canvas) -> float:
    """The height of a line of cards, in points. Their figures are level."""
    tallest = (max(getattr(card, part).height for card in line) for part in ("label", "figure", "note"))
    return sum(tallest) + 1.9 * canvas.em


def _place_line(
    chart: Chart, line: tuple[Card, ...], top: float, height: float, width: float, canvas: Canvas
) -> list[Item]:
    """The cards of one line, and the signs between them."""
    em, colours = canvas.em, canvas.palette
    inset = standing_inset(chart, canvas)
    spare = (height - _height(line, canvas)) / 2
    label_height = max(card.label.height for card in line)
    figure_height = max(card.figure.height for card in line)
    figure_top = top + spare + 0.6 * em + label_height + 0.3 * em
    items: list[Item] = []
    for i, card in enumerate(line):
        x = i * (width + BETWEEN * em)
        rules = ((top, 2.2 * canvas.hairline, colours.heading.hex), (top + height, canvas.hairline, colours.soft.hex))
        items += (Line(((x, y), (x + width, y)), colour, pen) for y, pen, colour in rules)
        label_top = figure_top - 0.3 * em - card.label.height
        items += place_mark(shown_standing(chart, card.row), x, label_top + 0.49 * em, canvas)
        items += card.label.at(x + inset, label_top)
        items += card.figure.at(x, figure_top + figure_height - card.figure.height)
        items += card.note.at(x, figure_top + figure_height + 0.35 * em)
    for i, _ in enumerate(pairwise(line)):
        middle = (i + 1) * width + (i + 0.5) * BETWEEN * em
        items += _not_equal(middle, figure_top + figure_height / 2, canvas)
    return items


def _not_equal(x: float, y: float, canvas: Canvas) -> tuple[Mark, ...]:
    """The sign "not equal" in a circle. It is drawn: it is no text of the chart."""
    radius, colour = SIGN * canvas.em, canvas.palette.foreground.hex
    pen, half = 0.13 * canvas.em, 0.5 * radius
    return (
        Disc(x, y, radius, stroke=colour, width=0.75 * pen),
        *(Line(((x - half, y + dy), (x + half, y + dy)), colour, pen) for dy in (-0.26 * radius, 0.26 * radius)),
        Line(((x - 0.42 * radius, y + 0.62 * radius), (x + 0.42 * radius, y - 0.62 * radius)), colour, pen),
    )
