"""The pattern of years on slides: whole on the title slide, enlarged on others.

Its accent line meets that of the layout. The pattern is decoration; on section slides it is labelled with its first
and last year.
"""

from __future__ import annotations

from dataclasses import replace

from factpress.core.units import Length, pt
from factpress.design.pattern import COARSE, FINE, PatternDrawing, draw_pattern, draw_strands
from factpress.design.theme import Pattern
from factpress.document.model import Chapter
from factpress.output.deck.layouts.grid import STATEMENT_PATTERN
from factpress.output.deck.layouts.placeholders import Layout
from factpress.output.deck.layouts.set_slides import OPENING_WIDTH
from factpress.output.deck.layouts.text import CLOSING_CLOTH, PATTERN_GAP
from factpress.output.deck.presentation import Frame, Group, Item, Picture, TextBox
from factpress.output.deck.slides.composer import SlideComposer

WIDEST_PITCH, SECTION_PITCH = pt("12.2"), pt(22)
"""The widest pitch of the pattern on most slides, and on section slides, where few years have the whole height."""

PIXELS_PER_POINT = 1.5  # seen only in programs without SVG
LABEL_GAP, LABEL_WIDTH = pt(4), pt(42)
STRANDS_PITCH = pt("2.6")
"""The pitch of the threads of a door, a little above the least that is seen as threads: 0.9 mm."""
ROUNDING = 1e-6
"""A line of the pattern that has room but for this share of it has room."""
CLOTH_GAP = pt(28)
"""The distance of a pattern from the content next to it or above it."""


def title_pattern(c: SlideComposer, layout: Layout) -> tuple[Item, ...]:
    """Return the pattern at the end of the slide, from edge to edge, its accent line on that of the layout.

    There are as many plain lines after the last year as the height has room for. On a slide that is higher than the
    whole pattern would be, lines are farther apart, and the first years are left out.
    """
    pattern, m = c.theme.ornament, c.theme.slide
    if pattern is None or layout.accent_y is None:
        return ()
    first, years = pattern.first, pattern.last - pattern.first + 1
    bare = [year - pattern.first + 0.5 for year in pattern.bare if pattern.first <= year <= pattern.last]
    # accent_y is the upper edge of the layout's line
    accent = pt(layout.accent_y) + m.thread_height * 0.5
    pitch = accent * (len(bare) / sum(bare)) if bare else m.height * (1 / (years + pattern.undyed_after))
    pitch = min(pitch, WIDEST_PITCH, m.height * (1 / years))
    if bare and (least := m.height * (1 / (years + pattern.undyed_after))) > pitch:
        middle = sum(bare) / len(bare)
        above = int(accent / min(least, WIDEST_PITCH) - len(bare) / 2) + len(bare) / 2
        pitch, first = accent * (1 / above), first + round(middle - above)
        years -= first - pattern.first
    plain = min(pattern.undyed_after, int(m.height / pitch) - years)
    drawing = _draw(c, layout, replace(pattern, undyed_after=plain), pitch, (first, pattern.last))
    top = pt(0) if drawing.thread_y is None else accent - drawing.thread_y
    return (_picture(drawing, _pattern_start(c, layout) if not c.rtl else pt(0) - drawing.left, top),)


def section_pattern(c: SlideComposer, layout: Layout, chapter: Chapter) -> tuple[Item, ...]:
    """Return the pattern of the chapter's years."""
    pattern, m = c.theme.ornament, c.theme.slide
    if pattern is None or chapter.years is None:
        return ()
    first, last = chapter.years
    rows = last - first + 1 + (pattern.undyed_after if last >= pattern.last else 0)
    top = m.top + pt(16)
    pitch = min((m.content_bottom - top) * (1 / rows), SECTION_PITCH)
    drawing = _draw(c, layout, pattern, pitch, chapter.years, coarse=rows <= 48)
    return (_labelled(c, layout, drawing, top),)


def _draw(
    c: SlideComposer,
    layout: Layout,
    pattern: Pattern,
    pitch: Length,
    years: tuple[int, int] | None,
    *,
    coarse: bool = False,
) -> PatternDrawing:
    m = c.theme.slide
    return draw_pattern(
        pattern,
        c.theme.palettes[c.palette],
        width=m.width - _pattern_start(c, layout),
        pitch=pitch,
        years=years,
        repeat=COARSE if coarse else FINE,
        thread_width=m.thread_height,
        loose=(not c.rtl, c.rtl),
        halo=True,  # the slide may get another theme
    )


def _pattern_start(c: SlideComposer, layout: Layout) -> Length:
    """Return the distance of the pattern from the edge at which lines begin."""
    wide = pt(OPENING_WIDTH) if layout.family == "opening" else layout.place("title").frame.width
    return c.theme.slide.left + wide + pt(PATTERN_GAP)


def _labelled(c: SlideComposer, layout: Layout, drawing: PatternDrawing, top: Length) -> Group:
    """Return the drawing with its first and last year next to their lines."""
    start = pt(0) - drawing.left if c.rtl else _pattern_start(c, layout)
    picture = _picture(drawing, start, top)
    frame, items = picture.frame, list[Picture | TextBox]((picture,))
    style = c.styles["year"]
    for name, year in (("First year", drawing.labels[0]), ("Last year", drawing.labels[-1])):
        (paragraph,) = c.paragraphs(str(year))
        left = frame.left + frame.width + LABEL_GAP if c.rtl else frame.left - LABEL_GAP - LABEL_WIDTH
        box = Frame(left, top + drawing.year_y[year] - style.leading * 0.5, LABEL_WIDTH, style.leading).rounded
        items.append(TextBox(name, box, paragraph, style, "soft", "end"))
    return Group("Cloth of years", tuple(items))


def _picture(drawing: PatternDrawing, start: Length, top: Length) -> Picture:
    """Return a drawing whose lines begin at that distance from the left edge of the slide."""
    # rounding may put a pattern that begins at the edge a little beyond it
    frame = Frame(start + drawing.left, max(top, pt(0)), drawing.width, drawing.height).rounded
    png = drawing.png(round(drawing.width.pt * PIXELS_PER_POINT))
    return Picture("Cloth of years", frame, drawing.svg.encode(), png)


def cloth_beside(c: SlideComposer, layout: Layout) -> tuple[Item, ...]:
    """Return the pattern at the end of a sentence in the title, where the layout keeps room for it."""
    m, title = c.theme.slide, layout.place("title").frame
    room = m.width - m.left - m.right - title.width
    if layout.accent_y is None or room < pt(STATEMENT_PATTERN):
        return ()
    thread = pt(layout.accent_y) + m.thread_height * 0.5
    return cloth(c, thread, m.left + title.width + CLOTH_GAP, pt(0), m.footer_y - pt(8), whole=True)


def cloth(
    c: SlideComposer, thread: Length, left: Length, top: Length, bottom: Length, *, whole: bool = False
) -> tuple[Item, ...]:
    """Return an enlarged part of the pattern from a height to another one, its accent line at `thread`.

    It begins at that distance from the edge at which lines begin, and goes to the other edge of the slide.
    With `whole`, the lines above the accent line are as far apart as it takes to begin exactly at `top`.
    """
    pattern, m = c.theme.ornament, c.theme.slide
    bare = [year for year in pattern.bare if pattern.first < year < pattern.last] if pattern is not None else []
    if pattern is None or not bare:
        return ()
    first, last = min(bare), max(bare)
    half = (last - first + 1) / 2  # on each side of the accent line
    pitch = WIDEST_PITCH
    if whole:
        lines = min(int((thread - top) / pitch - half), first - pattern.first)
        pitch = max(pitch, (thread - top) * (1 / (lines + half)))
    above, below = (int(room / pitch - half + ROUNDING) for room in (thread - top, bottom - thread))
    years = max(pattern.first, first - above), min(pattern.last - 1, last + below)
    drawing = draw_pattern(
        pattern,
        c.theme.palettes[c.palette],
        width=m.width - left,
        pitch=pitch,
        years=years,
        repeat=COARSE,
        thread_width=m.thread_height,
        loose=(False, False),
        halo=True,
    )
    if drawing.thread_y is None:
        return ()
    start = pt(0) if c.rtl else left
    return (_picture(drawing, start, thread - drawing.thread_y),)


def cloth_below(c: SlideComposer) -> tuple[Item, ...]:
    """Return the pattern at the lower edge of a last slide: two lines above its accent line."""
    m, bare = c.theme.slide, len(c.theme.ornament.bare) if c.theme.ornament else 0
    top = m.content_bottom - pt(CLOSING_CLOTH)
    return cloth(c, top + WIDEST_PITCH * (2 + bare / 2), pt(0), top, m.height)


def strands(c: SlideComposer, since: int | None, left: float, top: float, wide: float) -> tuple[Picture, ...]:
    """Return the pattern with a line for each whole year since then, at that place and in that width, in points.

    Nothing without such a year, and for a brand without a pattern.
    """
    palette = c.theme.palettes[c.palette]
    drawing = draw_strands(c.theme.ornament, palette, since, width=pt(wide), pitch=STRANDS_PITCH, halo=True)
    if drawing is None:
        return ()
    frame = Frame(pt(left), pt(top), drawing.width, drawing.height).rounded
    return (Picture("Threads", frame, drawing.svg.encode(), drawing.png(round(wide * PIXELS_PER_POINT))),)
