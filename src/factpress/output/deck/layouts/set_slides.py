"""The layouts of set slides: opening, key of the marks, prayer, works below their drawings, a strip over video."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factpress.core.units import pt
from factpress.output.deck.layouts.grid import MARK_WIDTH, LayoutGrid
from factpress.output.deck.layouts.placeholders import Layout
from factpress.output.deck.presentation import Frame, Rule

OPENING_WIDTH, OPENING_THREAD = 470.0, 128.0
"""The width of the text of an opening slide, and the height of its accent line from the top of the content."""
_OPENING_TITLE = 400.0
_ABOVE_VERSE, _CARE = 32.0, 108.0

KEY_COLUMNS = 2
KEY_ICON = 58.0
"""The side of an icon in the key of the marks, in points."""
_KEY_INDENT = 84.0
_KEY_TOP, _KEY_ROW = 86.0, 160.0
_FIRST_MARK = 21
"""The index of the first mark of the key."""

PRAYER_DRAWING = 364.0
"""The side of a drawing next to a prayer, in points."""

MOST_COLUMNS = 4
DOOR_WIDTH, DOOR_HEIGHT = 192.0, 232.0
"""The size of the frame around the drawing of a work, in points."""
_COLUMN = 216.0
_DOOR_TOP = 72.0
_FIRST_COLUMN = 31

STRIP = (620.0, 104.0)
"""The size of the strip over a video picture, in points."""
_STRIP_FROM_BOTTOM = 160.0
_STRIP_MARGIN = 20.0


def opening_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of an opening slide: a title, a verse below the accent line, and a word of care at the foot.

    The pattern has the rest of the width. The verse is set smaller only if no size of the title leaves room for it.
    """
    titles, verses = g.styles.steps("title"), g.styles.steps("verse")[1:]
    top, care = g.top + OPENING_THREAD + _ABOVE_VERSE, g.bottom + 10 - _CARE
    above, below = (g.left, g.top, _OPENING_TITLE, OPENING_THREAD - 8), (g.left, care, OPENING_WIDTH, _CARE)
    source, _ = g.foot
    sizes = [(title, verses[0]) for title in titles] + [(titles[-1], verse) for verse in verses[1:]]
    for number, (title, verse) in enumerate(sizes):
        levels = (
            g.level("lead"),
            g.level(verse, "heading", "verse"),
            g.level("attribution", "soft", "reference", 8),
        )
        yield Layout(
            "opening",
            f"Opening verse, {title.size.pt:g} and {verse.size.pt:g} points" if number else "Opening verse",
            (
                g.title(above, title, anchor="bottom", prompt="Title of the talk"),
                g.place("verse", 1, (g.left, top, OPENING_WIDTH, care - 2 - top), levels, "Verse"),
                g.place("care", 2, below, (g.level("lead"),), "A word of care", anchor="bottom"),
                replace(source, frame=replace(source.frame, width=pt(OPENING_WIDTH))),
            ),
            g.top + OPENING_THREAD,
        )


def mark_place(number: int) -> str:
    """Return the name of the placeholder of that mark of the key, counted from 1."""
    return f"mark-{number}"


def key_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of the key of up to six marks, in two columns: each has its word and what it means."""
    column = g.wide / KEY_COLUMNS
    for name, top, meaning in (
        ("Key of marks", g.top + _KEY_TOP, "lead"),
        ("Key of marks, long", g.top + 60, "subtitle"),
    ):
        row = min(_KEY_ROW, (g.bottom - top) / 3) if meaning == "lead" else (g.bottom + 4 - top) / 3
        levels = (g.level("key-word", "heading"), g.level(meaning, name="meaning"))
        places = [g.title((g.left, g.top, g.wide, g.leading("slide-heading")), "slide-heading")]
        for number in range(6):
            left = g.left + column * (number % KEY_COLUMNS) + _KEY_INDENT
            frame = (left, top + row * (number // KEY_COLUMNS), column - _KEY_INDENT - 4, row - 1)
            places.append(g.place(mark_place(number + 1), _FIRST_MARK + number, frame, levels, "Mark"))
        yield g.layout("key", name, *places)


def icon_frame(layout: Layout, number: int, *, rtl: bool) -> Frame:
    """Return the space of the icon of that mark, next to its word and the first line of its meaning."""
    frame = layout.place(mark_place(number)).frame
    left = frame.left.pt + frame.width.pt + _KEY_INDENT - KEY_ICON if rtl else frame.left.pt - _KEY_INDENT
    return Frame.points(left, frame.top.pt + 8, KEY_ICON, KEY_ICON)


def prayer_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a prayer, without and with a drawing next to it, which has the accent line of the slide.

    The drawing ends at the edge of the slide, as its accent line does.
    """
    heading, style = g.leading("slide-heading"), g.styles.steps("prayer")
    top, edge = g.top + heading + 24, g.measures.width.pt - PRAYER_DRAWING
    for family, title, wide in (
        ("prayer", "Prayer", g.wide),
        ("prayer-drawing", "Prayer with drawing", edge - g.left - 4),
    ):
        for number, size in enumerate(style):
            layout = g.layout(
                family,
                f"{title}, {size.size.pt:g} points" if number else title,
                g.title((g.left, g.top, g.wide, heading), "slide-heading"),
                g.place("body", 1, (g.left, top, wide, g.bottom - top), g.body_levels(size), "Prayer", kind="content"),
            )
            if family == "prayer":
                yield layout
                continue
            frame = (edge, top, PRAYER_DRAWING, PRAYER_DRAWING)
            *places, source, slide_number = layout.places
            yield replace(
                layout, places=(*places, g.picture("drawing", frame, "Drawing"), source, slide_number), accent_y=None
            )


def column_place(number: int) -> str:
    """Return the name of the placeholder of that column, counted from 1."""
    return f"column-{number}"


def columns_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of up to four columns of text below drawings, which stand on the accent line."""
    thread = g.top + _DOOR_TOP + DOOR_HEIGHT
    for name, size in (("Columns", "lead"), ("Columns, long", "subtitle")):
        levels = (g.level("column", "heading"), g.level(size, "soft", "about", 4))
        places = [g.title((g.left, g.top, g.wide, g.leading("slide-heading")), "slide-heading")]
        for number in range(MOST_COLUMNS):
            frame = (g.left + _COLUMN * number, thread + 14, _COLUMN - 24, g.measures.footer_y.pt - thread - 16)
            places.append(g.place(column_place(number + 1), _FIRST_COLUMN + number, frame, levels, "Name and years"))
        yield replace(g.layout("columns", name, *places), accent_y=thread)


def door_frame(layout: Layout, number: int) -> Frame:
    """Return the space of the drawing above that column."""
    column, bottom = layout.place(column_place(number)).frame, layout.accent_y or 0.0
    left = column.left.pt + (column.width.pt - DOOR_WIDTH if _mirrored(layout) else 0)
    return Frame.points(left, bottom - DOOR_HEIGHT, DOOR_WIDTH, DOOR_HEIGHT)


def lower_third_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a strip over a video picture: a name with its mark, and one line below it.

    The strip is opaque, so that a video mixer can crop the slide to it; the rest of the slide is one flat colour. The
    second layout is for longer texts.
    """
    m, (narrow, height) = g.measures, STRIP
    top = m.height.pt - _STRIP_FROM_BOTTOM
    for name, wide in (("Lower third", narrow), ("Lower third, wide", g.wide)):
        left, inside = g.left + _STRIP_MARGIN, wide - 2 * _STRIP_MARGIN
        line, below = g.leading("strip"), g.leading("lead")
        mark = (left + inside - MARK_WIDTH, top + 18, MARK_WIDTH, g.leading("mark"))
        yield Layout(
            "lower-third",
            name,
            (
                g.title((left, top + 12, inside - MARK_WIDTH - 12, line), "strip", prompt="Name"),
                g.place("mark", 13, mark, g.marks(), "Mark", align="end"),
                g.place("body", 1, (left, top + 12 + line, inside, below), (g.level("lead"),), "One line"),
            ),
            rules=(
                Rule("Video", Frame.points(0, 0, m.width.pt, m.height.pt), "line"),
                Rule("Strip", Frame.points(g.left, top, wide, height), "background"),
                Rule("Edge of the strip", Frame.points(g.left, top, wide, m.thread_height.pt), "accent"),
            ),
        )


def _mirrored(layout: Layout) -> bool:
    first, second = (layout.place(column_place(number)).frame.left for number in (1, 2))
    return second < first
