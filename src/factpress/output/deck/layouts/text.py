"""The layouts of slides with text: titles, statements, running text, tables, sources, the end of a talk."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from factpress.core.units import pt
from factpress.output.deck.layouts.grid import DRAWING, STATEMENT_PATTERN, LayoutGrid, named
from factpress.output.deck.layouts.placeholders import Layout, Placeholder

PATTERN_GAP = 60
"""Between the text of a title or section slide and the pattern."""
BELOW_TITLE = 24
TITLE_THREAD = 128.0
"""From the top of the content to the accent line of a title slide."""
STATEMENT_THREAD = 0.673
"""The height of the accent line of a statement with text, as a share of that of the content."""


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
                    g.title(
                        (g.left, top, half - 8, TITLE_THREAD - 8), style, anchor="bottom", prompt="Title of the talk"
                    ),
                    g.place(
                        "subtitle", 1, (g.left, top + TITLE_THREAD + 22, half - 24, 172), (g.level("lead"),), "Subtitle"
                    ),
                    g.place(
                        "organisation",
                        2,
                        (g.left, g.bottom - 95, half, 87),
                        (g.level("mark", "heading"),),
                        "Organisation and edition",
                        anchor="bottom",
                    ),
                ),
                top + TITLE_THREAD,
            )
            for style in g.styles.steps("title")
        ),
    )


def section_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a section, whose lead hangs from one line below the title; then those for longer texts.

    The pattern of a section may have the accent line, so the layout has none.
    """
    half, gap = g.wide / 2 + 20, 16
    heights = (
        ("Section", 196.0),
        ("Section with a long title", 280.0),
        ("Section with a long lead", 150.0),
        ("Section with a longer lead", 80.0),
    )
    for title, height in heights:
        lead_top = g.top + height + gap
        lead = g.place("lead", 1, (g.left, lead_top, half, g.bottom - lead_top), (g.level("lead"),), "What it is about")
        frame = (g.left, g.top, half, height)
        headings = (
            g.title(frame, style, anchor="bottom", prompt="Title of the section") for style in g.styles.steps("section")
        )
        made = (replace(g.layout("section", "", heading, lead), accent_y=None) for heading in headings)
        yield from named(title, made)


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
    """Yield the layouts of a sentence above the accent line with text below it.

    The first ones have the accent line at one height, and room for the pattern at the end of the lines.
    """
    sizes, thread = g.styles.steps("statement"), g.top + (g.bottom - g.top) * STATEMENT_THREAD
    wide = g.wide - STATEMENT_PATTERN
    for text, style in itertools.product(("statement-lead", "lead"), sizes[:4]):
        yield _statement_text(
            g,
            f"Statement with text, {style.size.pt:g} and {g.styles[text].size.pt:g} points",
            g.title((g.left, g.top, wide, thread - g.top - 28), style, anchor="bottom", prompt="One sentence"),
            (thread + 22, wide),
            text,
        )
    # the text below a short sentence may need the height that a smaller one leaves
    for style, lines in itertools.product(sizes, range(1, 6)):
        height = style.leading.pt * lines
        if g.top + height + 40 + g.leading("body") <= g.bottom:
            yield _statement_text(
                g,
                f"Statement with long text, {style.size.pt:g} points, {lines} lines",
                g.title((g.left, g.top, g.wide, height), style, prompt="One sentence"),
                (g.top + height + 36, g.wide),
                "body",
            )


def _statement_text(g: LayoutGrid, name: str, title: Placeholder, body: tuple[float, float], style: str) -> Layout:
    """Return a layout with the text in that style from a height on, in that width, below the accent line."""
    top, wide = body
    frame = (g.left, top, wide, g.bottom + 4 - top)
    text = g.place("body", 1, frame, g.body_levels(style), "Text", kind="content")
    return replace(g.layout("statement-text", name, title, text), accent_y=round(top - 22, 2))


def titled(g: LayoutGrid) -> Iterator[tuple[str, int, float]]:
    """Yield the headings of a slide: what to add to the layout's name, the step of the size, and the height.

    Titles have one size throughout the deck; those of more than two lines are smaller.
    """
    steps = g.styles.steps("slide-heading")
    headings = (
        ("", 0, 1),
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


def text_drawing_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a few lines of text below a title, next to a drawing."""
    for style, (name, step, height) in itertools.product(("statement-lead", "body"), titled(g)):
        top = g.top + height + BELOW_TITLE
        wide = g.wide - DRAWING - BELOW_TITLE
        size = f"{g.styles[style].size.pt:g} points"
        yield g.layout(
            "text-drawing",
            f"Text with drawing, {size}, {name}" if name else f"Text with drawing, {size}",
            g.title((g.left, g.top, g.wide, height), g.styles.steps("slide-heading")[step]),
            g.place("body", 1, (g.left, top, wide, g.bottom - top), g.body_levels(style), "Text", kind="content"),
            g.picture("drawing", (g.left + g.wide - DRAWING, g.bottom - DRAWING, DRAWING, DRAWING), "Drawing"),
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


PANEL = 152.0
"""The height below a picture that has the slide from edge to edge, in points."""


def full_picture_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a picture from edge to edge, above its title and its caption of one or two lines."""
    m, line = g.measures, g.leading("lead")
    for name, lines in (("Full picture", 1), ("Full picture with long caption", 2)):
        below = m.height.pt - PANEL - line * (lines - 1)
        style = g.styles.steps("slide-heading")[1]
        title = g.title((g.left, below + 12, g.wide, style.leading.pt), style)
        frame = (g.left, below + 16 + style.leading.pt, g.wide, line * lines)
        yield replace(
            g.layout(
                "full-picture",
                name,
                title,
                g.picture("picture", (0, 0, m.width.pt, below), "Picture"),
                g.place("caption", 1, frame, (g.level("lead"),), "Caption"),
            ),
            accent_y=below,
        )


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


def source_code_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layout of the slide in place of a long list of sources: a few lines, and a large code."""
    heading, code = g.leading("slide-heading"), 284.0
    top, wide = g.top + heading + BELOW_TITLE, g.wide - code - 72
    for name, style in (("Sources with large code", "statement-lead"), ("Sources with large code, long", "lead")):
        yield g.layout(
            "sources-code",
            name,
            g.title((g.left, g.top, wide, heading), "slide-heading"),
            g.place("body", 1, (g.left, top, wide, g.bottom - top), (g.level(style),), "Where the sources are"),
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


def source_cloth_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the same layouts with the pattern below them, in place of the source line."""
    for layout in source_code_layouts(g):
        title, body, code, address, *_ = layout.places
        lower = replace(body, frame=replace(body.frame, height=pt(g.bottom - CLOSING_CLOTH - 12) - body.frame.top))
        line = replace(address, frame=replace(address.frame, height=address.style.leading))
        yield Layout("sources-cloth", f"{layout.title}, pattern below", (title, lower, code, line))


def closing_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layout of a slide that is shown before and after a talk."""
    half, middle = g.wide / 2, g.left + g.wide / 2
    below = g.bottom - 132  # the pattern is above
    lead, name = g.level("statement-lead"), g.level("mark", "heading")
    yield Layout(
        "closing",
        "Holding and closing",
        (
            g.title((g.left, below, half, 66), "closing", prompt="Welcome"),
            g.place("body", 1, (g.left, below + 72, half, 88), (g.level("lead"),), "What comes next"),
            g.place("time", 2, (middle, below + 18, half, 44), (lead,), "Time", align="end"),
            g.place("organisation", 3, (middle, below + 79, half, 32), (name,), "Organisation", align="end"),
        ),
    )


HOLDING_CLOTH = 0.6
"""The share of the slide's height that the pattern has before a talk."""
CLOSING_CLOTH = 82.0
"""From the upper edge of the pattern on a last slide to the end of the content, in points."""


def closing_cloth_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of the last slide that are short enough for the pattern below them."""
    for layout in closing_address_layouts(g):
        title, body, code, address, *_ = layout.places
        height = g.bottom - CLOSING_CLOTH - 16 - body.frame.top.pt
        line = replace(address.frame, height=address.style.leading)
        if height < body.style.leading.pt or line.bottom.pt > g.bottom - CLOSING_CLOTH:
            continue
        lower = replace(body, frame=replace(body.frame, height=pt(height)))
        places = (title, lower, code, replace(address, frame=line))
        name = layout.title.replace("with address", "with address and pattern")
        yield Layout("closing-cloth", name, places)


def closing_address_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of the last slide: a title, a few lines, and the address with its code."""
    code = 284.0
    wide = g.wide - code - 72
    sizes = g.styles.steps("closing")
    lines = [(0, 1), (0, 2), (0, 3), (1, 3), (1, 4), (2, 5), (2, 7), (2, 8)]
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
