"""Title and section slides, and the pattern of years on them.

The title slide has the whole pattern, whose accent line meets the accent line of the layout. A section slide has the
chapter's years, enlarged. The pattern is decoration, labelled with its first and last year.
"""

from __future__ import annotations

from dataclasses import replace

from factpress.core.units import Length, pt
from factpress.design.pattern import COARSE, FINE, PatternDrawing, draw_pattern
from factpress.design.theme import Pattern
from factpress.document.model import Chapter
from factpress.output.deck.composer import SlideComposer
from factpress.output.deck.logo import logo_items
from factpress.output.deck.presentation import Frame, Item, Picture, Slide
from factpress.output.deck.runs import first_origin, provenance

WIDEST_PITCH = pt("12.2")
PIXELS_PER_POINT = 1.5  # seen only in programs without SVG
LABEL_GAP = pt(4)


def title_slide(c: SlideComposer) -> Slide:
    """Compose the title slide: title, subtitle, and the organisation with the edition at the bottom."""
    d = c.document
    title = c.unique_title(d.title)
    foot = ", ".join(part for part in (d.organisation, d.edition) if part)
    texts = (("title", title), ("subtitle", d.subtitle), ("organisation", foot))
    items: list[Item] = []
    for place, text in texts:
        c.origin = d.origins.get(place, c.origin)
        items += [c.fitted_text("title", place, c.paragraphs(text), title)] if text else []
    c.origin = d.origins.get("title", c.origin)
    m = c.theme.slide
    below = m.content_bottom + pt(8)
    logo = logo_items(c, below, m.height - below - pt(20))
    return c.slide("title", (*items, *_title_pattern(c), *logo), c.notes(provenance(*d.titled)))


def section_slide(c: SlideComposer, chapter: Chapter) -> Slide:
    """Compose a section slide: the chapter's title and lead, moved up as far as a long lead needs."""
    layout = "section"
    title = c.unique_title(chapter.title)
    place, lead_place = c.layouts[layout].place("title"), c.layouts[layout].place("lead")
    lead = c.paragraphs(chapter.lead)
    room = lead_place.frame.bottom - place.frame.top
    gap = lead_place.frame.top - place.frame.bottom
    lead_style = c.styles[lead_place.style]
    lead_height = c.fitter.height(lead, lead_style, lead_place.frame.width)
    fitted = c.fit(layout, "title", c.paragraphs(title), min(place.frame.height, room - gap - lead_height))
    if lead_height > lead_place.frame.height:
        c.report_overflow(fitted.excess, title, "lead", first_origin(chapter.lead))
    else:
        c.report_overflow(fitted.excess, title, "title")
    bottom = min(place.frame.bottom, lead_place.frame.bottom - lead_height - gap)
    title_frame = replace(place.frame, height=bottom - place.frame.top)
    items: list[Item] = [c.balanced_text(layout, "title", c.paragraphs(title), fitted.style, title_frame)]
    if lead:
        top = bottom + gap
        frame = replace(lead_place.frame, top=top, height=lead_place.frame.bottom - top)
        items.append(c.balanced_text(layout, "lead", lead, lead_style, frame))
    stated = provenance(*chapter.opening)
    items += (*_section_pattern(c, chapter), *c.source_line(layout, stated, title))
    return c.slide(layout, items, c.notes(stated))


def _title_pattern(c: SlideComposer) -> tuple[Item, ...]:
    """Return the whole pattern at the end of the slide, its accent line on that of the layout."""
    pattern, m = c.theme.ornament, c.theme.slide
    accent_y = c.layouts["title"].accent_y
    if pattern is None or accent_y is None:
        return ()
    accent, top, bottom = pt(accent_y), m.top + pt(16), m.content_bottom
    rows = pattern.last - pattern.first + 1 + pattern.undyed_after
    bare = [year - pattern.first + 0.5 for year in pattern.bare if pattern.first <= year <= pattern.last]
    pitch = (bottom - top) * (1 / rows)
    if bare:
        above = sum(bare) / len(bare)
        pitch = min((accent - top) * (1 / above), (bottom - accent) * (1 / (rows - above)))
    drawing = _draw(c, "title", pattern, pitch, None)
    if drawing.thread_y is not None:
        # accent_y is the upper edge of the layout's line, thread_y the middle of the pattern's
        top = accent + m.thread_height * 0.5 - drawing.thread_y
    return _pattern_items(c, "title", drawing, top)


def _section_pattern(c: SlideComposer, chapter: Chapter) -> tuple[Item, ...]:
    """Return the pattern of the chapter's years."""
    pattern, m = c.theme.ornament, c.theme.slide
    if pattern is None or chapter.years is None:
        return ()
    first, last = chapter.years
    rows = last - first + 1 + (pattern.undyed_after if last >= pattern.last else 0)
    top = m.top + pt(16)
    drawing = _draw(c, "section", pattern, (m.content_bottom - top) * (1 / rows), chapter.years, coarse=rows <= 48)
    return _pattern_items(c, "section", drawing, top)


def _draw(
    c: SlideComposer,
    layout: str,
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


def _pattern_start(c: SlideComposer, layout: str) -> Length:
    """Return the distance of the pattern from the edge at which lines begin."""
    return c.theme.slide.left + c.layouts[layout].place("title").frame.width + pt(60)


def _pattern_items(c: SlideComposer, layout: str, drawing: PatternDrawing, top: Length) -> tuple[Item, ...]:
    """Return the picture of the drawing, and its first and last year next to their lines."""
    start = pt(0) - drawing.left if c.rtl else _pattern_start(c, layout)
    frame = Frame(start + drawing.left, top, drawing.width, drawing.height).rounded
    png = drawing.png(round(drawing.width.pt * PIXELS_PER_POINT))
    items: list[Item] = [Picture("Cloth of years", frame, drawing.svg.encode(), png)]
    style = c.styles["year"]
    for name, year in (("first-year", drawing.labels[0]), ("last-year", drawing.labels[-1])):
        place = c.layouts[layout].place(name).frame
        left = frame.left + frame.width + LABEL_GAP if c.rtl else frame.left - LABEL_GAP - place.width
        label = replace(place, left=left, top=top + drawing.year_y[year] - style.leading * 0.5)
        items.append(c.text(layout, name, c.paragraphs(str(year)), style, label.rounded))
    return tuple(items)
