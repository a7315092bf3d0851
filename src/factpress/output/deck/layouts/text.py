"""The layouts of slides with text: titles, statements, running text, tables, sources, the end of a talk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factpress.output.deck.layouts.grid import LayoutGrid, named
from factpress.output.deck.layouts.placeholders import Layout

PATTERN_GAP = 60
"""Between the text of a title or section slide and the pattern."""
BELOW_TITLE = 24


def title_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of the title slide, whose pattern has the other half."""
    half, top = g.wide / 2 + 20, g.top
    yield from named(
        "Title",
        (
            Layout(
                "title",
                "",
                (
                    g.title((g.left, top, half - 8, 132), style, anchor="bottom", prompt="Title of the talk"),
                    g.place("subtitle", 1, (g.left, top + 162, half - 24, 180), (g.level("lead"),), "Subtitle"),
                    g.place(
                        "organisation",
                        2,
                        (g.left, g.bottom - 74, half, 66),
                        (g.level("mark", "heading"),),
                        "Organisation and edition",
                        anchor="bottom",
                    ),
                ),
                top + 140,
            )
            for style in g.styles.steps("title")
        ),
    )


def section_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a section: with a short lead in each size of the title, then with a longer one."""
    half, gap = g.wide / 2 + 20, 16
    for title, height in (("Section", 240), ("Section with a long lead", 150), ("Section with a longer lead", 80)):
        lead_top = g.top + height + gap
        lead = g.place("lead", 1, (g.left, lead_top, half, g.bottom - lead_top), (g.level("lead"),), "What it is about")
        yield from named(
            title,
            (
                g.layout(
                    "section",
                    "",
                    g.title((g.left, g.top, half, height), style, anchor="bottom", prompt="Title of the section"),
                    lead,
                )
                for style in g.styles.steps("section")
            ),
        )


def statement_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a sentence alone: a little above the middle, where it looks centred."""
    frame = (g.left, g.top + 10, g.wide, g.bottom - g.top - 40)
    yield from named(
        "Statement",
        (
            g.layout("statement", "", g.title(frame, style, anchor="middle", prompt="One sentence"))
            for style in g.styles.steps("statement")
        ),
    )


def statement_text_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a sentence with text close below it."""
    sizes = g.styles.steps("statement")
    lines = [(sizes[0], 1), (sizes[0], 2), (sizes[0], 3), *((size, n) for n, size in enumerate(sizes[1:], start=3))]
    names = ["one line", "two lines", "three lines", *("long", "very long", "longest")[: len(sizes) - 1]]
    # the text below a short sentence may need the height that a smaller one leaves
    lines += [(sizes[-1], n) for n in range(1, 5)]
    names += [f"small, {count}" for count in ("one line", "two lines", "three lines", "four lines")]
    for name, (style, count) in zip(names, lines, strict=True):
        height = style.leading.pt * count
        top = g.top + 20 + height + 22
        yield g.layout(
            "statement-text",
            f"Statement with text, {name}",
            g.title((g.left, g.top + 20, g.wide, height), style, prompt="One sentence"),
            g.place("body", 1, (g.left, top, g.wide, g.bottom - top), g.body_levels(), "Text", kind="content"),
        )


def titled(g: LayoutGrid) -> Iterator[tuple[str, int, float]]:
    """Yield the headings of a slide: what to add to the layout's name, the step of the size, and the height.

    A smaller title on one line comes before a larger one on two. Otherwise a title that needs a second line only where
    its font is missing would leave that line empty.
    """
    steps = g.styles.steps("slide-heading")
    headings = (
        ("", 0, 1),
        ("smaller title", 1, 1),
        ("two-line title", 0, 2),
        ("long title", 1, 2),
        ("longest title", 2, 3),
    )
    for name, wanted, lines in headings:
        step = min(wanted, len(steps) - 1)
        yield name, step, steps[step].leading.pt * lines


def text_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of running text below a title."""
    for name, step, height in titled(g):
        top = g.top + height + BELOW_TITLE
        yield g.layout(
            "text",
            f"Text, {name}" if name else "Text",
            g.title((g.left, g.top, g.wide, height), g.styles.steps("slide-heading")[step]),
            g.place("body", 1, (g.left, top, g.wide, g.bottom - top), g.body_levels(), "Text", kind="content"),
        )


def picture_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a picture below a title, without and with a caption of one or two lines."""
    line = g.leading("lead")
    for caption, lines in (("", 0), ("caption", 1), ("long caption", 2)):
        for name, step, height in titled(g):
            top, below = g.top + height + 16, line * lines
            places = [
                g.title((g.left, g.top, g.wide, height), g.styles.steps("slide-heading")[step]),
                g.picture("picture", (g.left, top, g.wide, g.bottom - below - 8 - top), "Picture"),
            ]
            if lines:
                frame = (g.left, g.bottom - below, g.wide, below)
                places.append(g.place("caption", 1, frame, (g.level("lead", "soft"),), "Caption"))
            added = ", ".join(part for part in (caption and f"with {caption}", name) if part)
            yield g.layout("picture", f"Picture {added}" if caption else f"Picture, {name}".removesuffix(", "), *places)


def table_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a table below a title, and below text of up to six lines."""
    line = g.leading("body")
    for text, lines in (("", 0), *((f"with text of {n} lines", n) for n in range(1, 7))):
        for name, step, height in titled(g):
            top = g.top + height + BELOW_TITLE
            places = [g.title((g.left, g.top, g.wide, height), g.styles.steps("slide-heading")[step])]
            if lines:
                frame = (g.left, top, g.wide, line * lines)
                places.append(g.place("body", 1, frame, g.body_levels(), "Text"))
                top += line * lines + 16
            frame = (g.left, top, g.wide, g.bottom - top)
            places.append(g.place("table", 14, frame, (g.level("table"),), "Table", kind="table"))
            title = " ".join(part for part in ("Table", text) if part)
            yield g.layout("table", f"{title}, {name}" if name else title, *places)


def source_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of sources, and then those with the address and its code."""
    heading = g.styles["slide-heading"]
    top = g.top + heading.leading.pt + 16
    code, address = 128.0, 44.0
    for title, wide, below in (("Sources", g.wide, 0.0), ("Sources with address", g.wide - code - 22, address)):
        for layout in named(
            title,
            (
                g.layout(
                    "sources-address" if below else "sources",
                    "",
                    g.title((g.left, g.top, g.wide, heading.leading.pt), heading),
                    g.place(
                        "sources",
                        1,
                        (g.left, top, wide, g.bottom - below - top),
                        (g.level(style, before=5),),
                        "Sources",
                        kind="content",
                    ),
                )
                for style in g.styles.steps("sources")
            ),
        ):
            if not below:
                yield layout
                continue
            named_address = g.place(
                "address",
                2,
                (g.left, g.bottom - address, g.wide - 160, address),
                (g.level("lead"),),
                "Address",
                anchor="bottom",
            )
            picture = g.picture("code", (g.left + g.wide - code, g.bottom - code, code, code), "Code")
            *places, source, number = layout.places
            yield replace(layout, places=(*places, named_address, picture, source, number))


def closing_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layout of a slide that is shown before and after a talk."""
    half, middle = g.wide / 2, g.left + g.wide / 2
    bottom = g.bottom
    yield Layout(
        "closing",
        "Holding and closing",
        (
            g.title((g.left, bottom - 76, half, 52), "closing", prompt="Welcome"),
            g.place("body", 1, (g.left, bottom - 20, half, 40), (g.level("lead"),), "What comes next"),
            g.place("time", 2, (middle, bottom - 68, half, 40), (g.level("lead"),), "Time", align="end"),
            g.place(
                "organisation",
                3,
                (middle, bottom - 14, half, 24),
                (g.level("mark", "heading"),),
                "Organisation",
                align="end",
            ),
        ),
    )


def closing_address_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of the last slide: a title, a few lines, and the address with its code."""
    code = 284.0
    wide = g.wide - code - 96
    sizes = g.styles.steps("statement")
    lines = [(0, 1), (0, 2), (0, 3), (1, 3), (2, 4), (3, 5), (3, 7), (3, 8)]
    names = (
        "",
        "two lines",
        "three lines",
        "long",
        "very long",
        "longest",
        "longest, seven lines",
        "longest, eight lines",
    )
    for name, (step, count) in zip(names, lines, strict=True):
        style = sizes[min(step, len(sizes) - 1)]
        height = style.leading.pt * count
        top = g.top + height + 22
        yield g.layout(
            "closing-address",
            f"Closing with address, {name}" if name else "Closing with address",
            g.title((g.left, g.top, wide, height), style, prompt="Thank you"),
            g.place("body", 1, (g.left, top, wide, g.bottom - top), g.body_levels(), "Text", kind="content"),
            g.picture("code", (g.left + g.wide - code, g.top, code, code), "Code"),
            g.place(
                "address",
                2,
                (g.left + g.wide - code - 56, g.top + code + 14, code + 56, g.leading("address") * 3),
                (g.level("address", "heading"),),
                "Address",
                align="end",
            ),
        )
