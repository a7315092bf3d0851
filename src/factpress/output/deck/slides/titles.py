"""Title and section slides, and the pattern of years on them.

The title slide has the whole pattern, whose accent line meets the accent line of the layout. A section slide has the
chapter's years, enlarged. The pattern is decoration, labelled with its first and last year.
"""

from __future__ import annotations

from factpress.core.units import Length, pt
from factpress.design.pattern import COARSE, FINE, PatternDrawing, draw_pattern
from factpress.design.theme import Pattern
from factpress.document.model import Chapter
from factpress.output.deck.layouts.placeholders import Layout
from factpress.output.deck.layouts.text import PATTERN_GAP
from factpress.output.deck.presentation import Frame, Group, Item, Picture, Slide, TextBox
from factpress.output.deck.runs import first_origin, provenance
from factpress.output.deck.slides.composer import PlacedText, SlideComposer
from factpress.output.deck.slides.logo import logo_items

WIDEST_PITCH = pt("12.2")
PIXELS_PER_POINT = 1.5  # seen only in programs without SVG
LABEL_GAP, LABEL_WIDTH = pt(4), pt(42)


def title_slide(c: SlideComposer) -> Slide:
    """Compose the title slide: title, subtitle, and the organisation with the edition at the bottom."""
    d = c.document
    title = c.unique_title(d.title)
    foot = ", ".join(part for part in (d.organisation, d.edition) if part)
    texts = (("title", title), ("subtitle", d.subtitle), ("organisation", foot))
    placed = [PlacedText(place, c.paragraphs(text), origin=d.origins.get(place)) for place, text in texts]
    layout, items = c.fitted("title", title, placed)
    c.origin = d.origins.get("title", c.origin)
    m = c.theme.slide
    below = m.content_bottom + pt(8)
    logo = logo_items(c, below, m.height - below - pt(20))
    return c.slide(layout, (*items, *_title_pattern(c, layout), *logo), c.notes(provenance(*d.titled)))


def section_slide(c: SlideComposer, chapter: Chapter) -> Slide:
    """Compose a section slide: the chapter's title and lead."""
    title = c.unique_title(chapter.title)
    lead = PlacedText("lead", c.paragraphs(chapter.lead), origin=first_origin(chapter.lead))
    layout, items = c.fitted("section", title, (PlacedText("title", c.paragraphs(title)), lead))
    stated = provenance(*chapter.opening)
    items = (*items, *_section_pattern(c, layout, chapter), *c.source_line(layout, stated, title))
    return c.slide(layout, items, c.notes(stated))


def _title_pattern(c: SlideComposer, layout: Layout) -> tuple[Item, ...]:
    """Return the whole pattern at the end of the slide, its accent line on that of the layout."""
    pattern, m = c.theme.ornament, c.theme.slide
    if pattern is None or layout.accent_y is None:
        return ()
    accent, top, bottom = pt(layout.accent_y), m.top + pt(16), m.content_bottom
    rows = pattern.last - pattern.first + 1 + pattern.undyed_after
    bare = [year - pattern.first + 0.5 for year in pattern.bare if pattern.first <= year <= pattern.last]
    pitch = (bottom - top) * (1 / rows)
    if bare:
        above = sum(bare) / len(bare)
        pitch = min((accent - top) * (1 / above), (bottom - accent) * (1 / (rows - above)))
    drawing = _draw(c, layout, pattern, pitch, None)
    if drawing.thread_y is not None:
        # accent_y is the upper edge of the layout's line, thread_y the middle of the pattern's
        top = accent + m.thread_height * 0.5 - drawing.thread_y
    return (_labelled(c, layout, drawing, top),)


def _section_pattern(c: SlideComposer, layout: Layout, chapter: Chapter) -> tuple[Item, ...]:
    """Return the pattern of the chapter's years."""
    pattern, m = c.theme.ornament, c.theme.slide
    if pattern is None or chapter.years is None:
        return ()
    first, last = chapter.years
    rows = last - first + 1 + (pattern.undyed_after if last >= pattern.last else 0)
    top = m.top + pt(16)
    drawing = _draw(c, layout, pattern, (m.content_bottom - top) * (1 / rows), chapter.years, coarse=rows <= 48)
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
        pitch=min(pitch, WIDEST_PITCH),
        years=years,
        repeat=COARSE if coarse else FINE,
        thread_width=m.thread_height,
        loose=(not c.rtl, c.rtl),
        halo=True,  # the slide may get another theme
    )


def _pattern_start(c: SlideComposer, layout: Layout) -> Length:
    """Return the distance of the pattern from the edge at which lines begin."""
    return c.theme.slide.left + layout.place("title").frame.width + pt(PATTERN_GAP)


def _labelled(c: SlideComposer, layout: Layout, drawing: PatternDrawing, top: Length) -> Group:
    """Return the drawing with its first and last year next to their lines."""
    start = pt(0) - drawing.left if c.rtl else _pattern_start(c, layout)
    frame = Frame(start + drawing.left, top, drawing.width, drawing.height).rounded
    png = drawing.png(round(drawing.width.pt * PIXELS_PER_POINT))
    items: list[Picture | TextBox] = [Picture("Cloth of years", frame, drawing.svg.encode(), png)]
    style = c.styles["year"]
    for name, year in (("First year", drawing.labels[0]), ("Last year", drawing.labels[-1])):
        (paragraph,) = c.paragraphs(str(year))
        left = frame.left + frame.width + LABEL_GAP if c.rtl else frame.left - LABEL_GAP - LABEL_WIDTH
        box = Frame(left, top + drawing.year_y[year] - style.leading * 0.5, LABEL_WIDTH, style.leading).rounded
        items.append(TextBox(name, box, paragraph, style, "soft", "end"))
    return Group("Cloth of years", tuple(items))
