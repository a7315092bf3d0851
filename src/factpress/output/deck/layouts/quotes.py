"""The layouts of slides with words of others: quotations, verses, and tested sentences.

Each is one text in the placeholder of the title, with the levels of its parts; a tested sentence has what was said in
another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factpress.design.theme import TypeStyle
from factpress.output.deck.layouts.grid import STATEMENT_PATTERN, LayoutGrid, named
from factpress.output.deck.layouts.placeholders import Layout, Level, Placeholder
from factpress.output.deck.presentation import Frame, Rule

ACCENT_RULE, ACCENT_GAP = 4.5, 38.0
"""The width of the rule next to a quotation, and the distance of its text from the edge."""
SHORT = 230.0
"""The height of a short text next to a rule, which is as high."""
LINE_GAP, MARK_GAP = 17, 4
"""Above and below the line between what was said and the finding, and below a mark."""
VERSE_THREAD, VERSE_GAP = 140.0, 24.0
"""From the top of the content to the accent line from which a verse hangs, and from there to the verse."""
MOST_WITH_ALL_SIZES = 6
"""Lines of a tested sentence up to which its finding has all sizes."""


def quote_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a quotation: one text with the attribution, the mark and the doubt below it.

    It is in the middle of the height, next to an accent rule. The first is for a short text.
    """
    *larger, smallest = ((style, 22) for style in g.styles.steps("quote"))
    gaps = (*larger, (smallest[0], 14))  # the longest quotations have smaller distances

    def levels(style: TypeStyle, gap: float) -> tuple[Level, ...]:
        attribution = g.level("attribution", name="attribution", before=gap)
        doubt = g.level("lead", "soft", "finding", 8)
        return (g.level(style, "heading"), attribution, doubt, *g.marks(before=8))

    sizes, height = [levels(*each) for each in gaps], g.bottom - g.top
    # a little above the middle, where a block looks centred
    yield _quotation(g, "Quotation, short", sizes[0], g.top + (height - SHORT) * 0.42, SHORT)
    yield from named("Quotation", (_quotation(g, "Quotation", each, g.top, height) for each in sizes))


def _quotation(g: LayoutGrid, title: str, levels: tuple[Level, ...], top: float, height: float) -> Layout:
    """Return a layout with a text next to an accent rule, which is its only accent line."""
    frame = (g.left + ACCENT_GAP, top, g.wide - ACCENT_GAP, height)
    text = g.place("title", 0, frame, levels, title, kind="title", anchor="middle")
    rule = Rule("Rule", Frame.points(g.left, top + 6, ACCENT_RULE, height - 12), "accent")
    return replace(g.layout("quote", title, text), rules=(rule,), accent_y=None)


def verse_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a verse: one text with the reference, which is the title, below it.

    It hangs from the accent line, next to the pattern if it is short. A long one has the whole height.
    """
    sizes, thread = g.styles.steps("verse"), g.top + VERSE_THREAD
    for style in sizes:
        for name, wide in (("", g.wide - STATEMENT_PATTERN), (" in the whole width", g.wide)):
            top = thread + VERSE_GAP
            text = _verse(g, style, (g.left, top, wide, g.bottom - top))
            yield replace(g.layout("verse", f"Verse{name}, {style.size.pt:g} points", text), accent_y=thread)
    for style in sizes[1:]:
        text = _verse(g, style, (g.left, g.top, g.wide, g.bottom - g.top))
        yield g.layout("verse", f"Long verse, {style.size.pt:g} points", text)


def _verse(g: LayoutGrid, style: TypeStyle, frame: tuple[float, float, float, float]) -> Placeholder:
    levels = (g.level("attribution", before=16), g.level(style, "heading", "verse"))
    return g.place("title", 0, frame, levels, "Verse", kind="title")


def tested_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a tested sentence: what was said above a line, and the finding with its mark below it."""
    names = ("", "long finding", "longer finding", "longest finding")
    sizes = tuple(zip(names, g.styles.steps("finding"), strict=False))
    fewer = sizes[(len(sizes) + 1) % 2 :: 2]  # every other one, with the smallest
    for lines in range(2, 9):
        upper = g.leading("quiet") * lines
        top = g.top + upper + 2 * LINE_GAP
        levels = (g.level("supplied", "soft"), g.level("quiet", "soft", "quiet"))
        supplied = g.place("supplied", 1, (g.left, g.top, g.wide, upper), levels, "The sentence as it was said")
        for name, style in sizes if lines <= MOST_WITH_ALL_SIZES else fewer:
            title = f"Tested sentence, {lines} lines above"
            finding = _finding(g, style, top, g.bottom - top, g.level("lead", name="reason", before=10))
            layout = g.layout("tested", f"{title}, {name}" if name else title, finding, supplied)
            yield replace(layout, rules=(_line(g, top),))


def tested_continued_layouts(g: LayoutGrid) -> Iterator[Layout]:
    """Yield the layouts of a finding with its mark above a line, and the sentence that was said below it."""
    steps, heights = g.styles.steps("finding"), ((0, 1), (0, 2), (0, 3), (1, 4), (2, 4), (3, 5))
    for style, lines in ((steps[step], lines) for step, lines in heights if step < len(steps)):
        height = g.leading("tested-mark") + MARK_GAP + style.leading.pt * lines
        top = g.top + height + 2 * LINE_GAP
        levels = (
            g.level("supplied", "soft"),
            g.level("quiet", "soft", "quiet"),
            g.level("lead", name="reason", before=10),
        )
        said = g.place("body", 1, (g.left, top, g.wide, g.bottom - top), levels, "The sentence as it was said")
        title = f"Tested sentence below, finding of {style.size.pt:g} points"
        layout = g.layout("tested-continued", f"{title}, {lines} lines", _finding(g, style, g.top, height), said)
        yield replace(layout, rules=(_line(g, top),))


def _finding(g: LayoutGrid, style: TypeStyle, top: float, height: float, *others: Level) -> Placeholder:
    levels = (g.level(style, "heading", before=MARK_GAP), *others, *g.marks("tested-mark"))
    return g.place("title", 0, (g.left, top, g.wide, height), levels, "What we found", kind="title")


def _line(g: LayoutGrid, below: float) -> Rule:
    """Return the line above a part of the slide that begins there."""
    return Rule("Line", Frame.points(g.left, below - LINE_GAP, g.wide, 0.75), "line")
