"""The layouts of slides with figures: a large number, with and without a range, and a chart."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from factpress.core.units import pt
from factpress.design.theme import TypeStyle
from factpress.output.deck.layouts.grid import LayoutGrid
from factpress.output.deck.layouts.placeholders import Layout
from factpress.output.deck.presentation import Frame, Rule

RANGE_HEIGHT = 112.0
"""The height of a range with its labels and its scale, in points."""

_FIGURES = (
    ("", 0, 1, 1),
    ("long question", 0, 2, 1),
    ("long", 1, 1, 1),
    ("long, long question", 1, 2, 1),
    ("very long", 2, 2, 1),
    ("longest", 3, 3, 1),
    ("smallest", 5, 3, 1),
    ("smallest, two lines", 5, 1, 2),
    ("smallest, three lines", 5, 1, 3),
)
"""Each size: its name, the step of the figure's size, the lines of the question above it, and those of the figure."""


def figure_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a large number: the question, the number with its unit, its range, and text about it.

    The unit is below the number in a smaller size. The text about it has the rest of the height.
    """
    steps = g.styles.steps("big-number")
    families = (("big-number", "Big number"), ("big-number-range", "Big number with range"))
    for (family, title), mark in itertools.product(families, ("mark", "small-mark")):
        for size, step, lines, count in _FIGURES:
            name = ", ".join(part for part in (size, "small mark" if mark == "small-mark" else "") if part)
            style = steps[min(step, len(steps) - 1)]
            unit = _unit(g, style)
            question = g.leading("question") * lines
            top = g.top + question + 6
            figure = style.leading.pt * count + unit.leading.pt
            below = top + figure + 8 + (RANGE_HEIGHT + 8 if family == "big-number-range" else 8)
            if below > g.bottom - g.leading("lead"):
                continue
            heading = (g.left, g.top, g.beside_mark, question)
            yield g.layout(
                family,
                f"{title}, {name}" if name else title,
                g.title(heading, "question", prompt="The question", colour="foreground"),
                g.mark_at(g.top + 8, mark),
                g.place(
                    "figure",
                    1,
                    (g.left - 4, top, g.wide + 4, figure),
                    (g.level(style, "heading"), g.level(unit, "heading", "unit")),
                    "Number",
                ),
                g.place("about", 6, (g.left, below, g.wide, g.bottom - below), (g.level("lead"),), "What it means"),
            )


def _unit(g: LayoutGrid, figure: TypeStyle) -> TypeStyle:
    """Return the style of the unit below a figure in that step of its style."""
    share = figure.size / g.styles["big-number"].size
    size = max(pt(round(g.styles["big-number-unit"].size.pt * 0.75 * share)), g.styles.body_min)
    return replace(g.styles["big-number-unit"], size=size, leading=pt(round(size.pt * 1.15)))


def range_top(layout: Layout) -> float:
    """Return the upper edge of the range on a slide with that layout, in points."""
    return layout.place("about").frame.top.pt - RANGE_HEIGHT - 8


LEAST_CHART = 256.0
"""The title above a chart is made smaller if the chart would be lower than this, in points."""


def chart_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a chart below a title and a subtitle of up to three lines, those with a low chart last.

    The mark is next to the title, or next to the subtitle where the title needs the whole line.
    """
    made = sorted(_chart_layouts(g), key=lambda layout: max(0.0, LEAST_CHART - layout.place("chart").frame.height.pt))
    yield from made


MAP_PANELS = (320.0, 360.0, 400.0)
"""The widths of the text next to a map, from the edge of the slide, in points."""


def map_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a map from edge to edge, next to its title, and to what is told of its places."""
    heading = g.styles.steps("slide-heading")
    levels = (
        g.level("mark", "heading", before=16),
        g.level("column-figure", "heading", "figure"),
        g.level("subtitle", name="about"),
        *g.marks(before=16),
    )
    for panel, (step, lines) in itertools.product(MAP_PANELS, ((0, 2), (1, 3))):
        style = heading[min(step, len(heading) - 1)]
        wide, height = panel - g.left - 22, style.leading.pt * lines
        top = g.top + height + 18
        edge = Rule("Edge", Frame.points(panel - 2, 0, 2, g.accent - 0.5), "heading")
        layout = g.layout(
            "map",
            f"Map, {panel:g} points of text, title of {lines} lines",
            g.title((g.left, g.top, wide, height), style, prompt="What the map shows"),
            g.place("cards", 15, (g.left, top, wide, g.bottom + 6 - top), levels, "What is told of the places"),
            g.picture("chart", (panel, 0, g.measures.width.pt - panel, g.accent - 0.5), "Map"),
        )
        yield replace(layout, rules=(edge,))


def _chart_layouts(g: LayoutGrid) -> Iterator[Layout]:
    steps = g.styles.steps("slide-heading")
    line = g.leading("subtitle")
    headings = (
        (0, 1, ""),
        (0, 2, "two-line title"),
        (1, 2, "long title of two lines"),
        (2, 2, "longer title of two lines"),
        (2, 3, "longest title"),
    )
    for (step, lines, name), mark in itertools.product(headings, ("", "mark", "mark below", "small mark")):
        style = steps[min(step, len(steps) - 1)]
        height = style.leading.pt * lines
        wide = g.beside_mark if mark in ("mark", "small mark") else g.wide
        for count, words in ((0, ""), (1, "with subtitle"), (2, "with long subtitle"), (3, "with longer subtitle")):
            if mark == "mark below" and count != 1:
                continue  # the mark is next to the subtitle, which has one line
            top = g.top + height + (4 + line * count + 17 if count else 16)
            places = [g.title((g.left, g.top, wide, height), style, prompt="What the chart shows")]
            if mark:
                at = g.top + (height + 4 if mark == "mark below" else 8)
                places.append(g.mark_at(at, "small-mark" if mark == "small mark" else "mark"))
            if count:
                beside = g.beside_mark if mark == "mark below" else g.wide
                frame = (g.left, g.top + height + 4, beside, line * count)
                places.append(g.place("subtitle", 1, frame, (g.level("subtitle", "soft"),), "Subtitle"))
            places.append(g.picture("chart", (g.left, top, g.wide, g.bottom - top), "Chart"))
            title = " ".join(part for part in ("Chart", words) if part)
            yield g.layout("chart", ", ".join(part for part in (title, mark, name) if part), *places)
