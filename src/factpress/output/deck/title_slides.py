"""Title and section slides, and the pattern of years on them.

The title slide has the whole pattern, with its accent line on the line of the slide. A section slide has the
chapter's years, enlarged. The pattern is decoration, labelled with its first and last year.
"""

from __future__ import annotations

from dataclasses import replace

from factpress.core.units import Length, pt
from factpress.design.pattern import COARSE, FINE, Cloth, weave
from factpress.document.model import Chapter, plain
from factpress.output.deck.composer import Compositor
from factpress.output.deck.presentation import Frame, Item, Line, Picture, Run, Slide
from factpress.output.deck.runs import origin_of, told

WIDEST_PITCH = pt("12.2")
PIXELS_PER_POINT = 1.5  # only readers that know no SVG show them
LABEL_GAP = pt(4)


def title_slide(c: Compositor) -> Slide:
    """The title on the gold thread, the subtitle under it, the organisation and edition at the foot."""
    d, layout = c.document, "title"
    title = c.unique(d.title)
    items: list[Item] = [c.placed(layout, "title", (c.line(title),), title)]
    if d.subtitle:
        items.append(c.placed(layout, "subtitle", (c.line(d.subtitle),), title))
    foot = ", ".join(part for part in (d.organisation, d.edition) if part)
    if foot:
        items.append(c.placed(layout, "organisation", (c.line(foot),), title))
    return c.slide(layout, (*items, *title_pattern(c)))


def section_slide(c: Compositor, chapter: Chapter) -> Slide:
    """The chapter's title and lead, as one block that stands on the usual line unless the lead needs the room."""
    layout = "section"
    title = c.unique(chapter.title)
    place, lead_place = c.layouts[layout].place("title"), c.layouts[layout].place("lead")
    lead = (Line(c.runs(chapter.lead)),) if plain(chapter.lead).strip() else ()
    room = lead_place.frame.bottom - place.frame.top
    gap = lead_place.frame.top - place.frame.bottom
    lead_style = c.styles[lead_place.style]
    lead_height = c.fitter.height(lead, lead_style, lead_place.frame.width)
    fitted = c.fit(layout, "title", (c.line(title),), min(place.frame.height, room - gap - lead_height))
    if lead_height > lead_place.frame.height:
        c.complain(fitted.over, title, "lead", origin_of(chapter.lead))
    else:
        c.complain(fitted.over, title, "title")
    bottom = min(place.frame.bottom, lead_place.frame.bottom - lead_height - gap)
    title_frame = replace(place.frame, height=bottom - place.frame.top)
    items: list[Item] = [c.balanced(layout, "title", (c.line(title),), fitted.style, title_frame)]
    if lead:
        top = bottom + gap
        frame = replace(lead_place.frame, top=top, height=lead_place.frame.bottom - top)
        items.append(c.balanced(layout, "lead", lead, lead_style, frame))
    said = told(chapter.lead)
    items += (*section_pattern(c, chapter), *c.source(layout, said, title))
    return c.slide(layout, items, c.notes(said))


def title_pattern(c: Compositor) -> tuple[Item, ...]:
    """The whole cloth at the end of the slide, its carried thread on the layout's; none without an ornament."""
    ornament, m = c.theme.ornament, c.theme.slide
    layout = c.layouts["title"]
    if ornament is None or layout.thread_y is None:
        return ()
    left = _beside_title(c, "title")
    thread, top, bottom = pt(layout.thread_y), m.top + pt(16), m.content_bottom
    rows = ornament.last - ornament.first + 1 + ornament.undyed_after
    bare = [year - ornament.first + 0.5 for year in ornament.bare if ornament.first <= year <= ornament.last]
    pitch = (bottom - top) * (1 / rows)
    if bare:
        above = sum(bare) / len(bare)
        pitch = min((thread - top) * (1 / above), (bottom - thread) * (1 / (rows - above)))
    pitch = min(pitch, WIDEST_PITCH)
    cloth = weave(
        ornament,
        c.theme.palettes[c.palette],
        width=m.width - left,
        pitch=pitch,
        repeat=FINE,
        thread_width=m.thread_height,
        loose=_loose(c),
    )
    if cloth.thread_y is not None:
        # the layout draws its thread from its upper edge down, the cloth's has its middle at thread_y
        top = thread + m.thread_height * 0.5 - cloth.thread_y
    return _hung(c, "title", cloth, left, top)


def section_pattern(c: Compositor, chapter: Chapter) -> tuple[Item, ...]:
    """The cloth of the chapter's years; none where the chapter has no years or the brand no ornament."""
    ornament, m = c.theme.ornament, c.theme.slide
    if ornament is None or chapter.years is None:
        return ()
    first, last = chapter.years
    rows = last - first + 1 + (ornament.undyed_after if last >= ornament.last else 0)
    top = m.top + pt(16)
    left = _beside_title(c, "section")
    cloth = weave(
        ornament,
        c.theme.palettes[c.palette],
        width=m.width - left,
        pitch=min((m.content_bottom - top) * (1 / rows), WIDEST_PITCH),
        years=chapter.years,
        repeat=COARSE if rows <= 48 else FINE,
        thread_width=m.thread_height,
        loose=_loose(c),
    )
    return _hung(c, "section", cloth, left, top)


def _beside_title(c: Compositor, layout: str) -> Length:
    """Where the cloth begins, counted from the edge that lines begin at."""
    title = c.layouts[layout].place("title").frame
    return c.theme.slide.left + title.width + pt(60)


def _loose(c: Compositor) -> tuple[bool, bool]:
    return (False, True) if c.document.direction == "rtl" else (True, False)


def _hung(c: Compositor, layout: str, cloth: Cloth, left: Length, top: Length) -> tuple[Item, ...]:
    """The picture of the cloth, and the years of its first and last thread beside it."""
    rtl = c.document.direction == "rtl"
    start = pt(0) - cloth.left if rtl else left
    frame = Frame.points((start + cloth.left).pt, top.pt, cloth.width.pt, cloth.height.pt)
    pixels = round(cloth.width.pt * PIXELS_PER_POINT)
    items: list[Item] = [Picture("Cloth of years", frame, cloth.svg.encode(), cloth.png(pixels))]
    style = c.styles["year"]
    for name, year in (("first-year", cloth.labels[0]), ("last-year", cloth.labels[-1])):
        place = c.layouts[layout].place(name)
        at = top + cloth.year_y[year] - style.leading * 0.5
        edge = frame.left + frame.width + LABEL_GAP if rtl else frame.left - LABEL_GAP - place.frame.width
        line = Line((Run(str(year), c.document.language),))
        items.append(c.words(layout, name, (line,), style, _rounded(replace(place.frame, left=edge, top=at))))
    return tuple(items)


def _rounded(frame: Frame) -> Frame:
    return Frame.points(frame.left.pt, frame.top.pt, frame.width.pt, frame.height.pt)
