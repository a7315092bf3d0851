"""Title slides with the whole pattern of years, and section slides with the years of their chapter."""

from __future__ import annotations

from factpress.core.units import pt
from factpress.document.model import Chapter
from factpress.output.deck.presentation import Slide
from factpress.output.deck.runs import first_origin, provenance
from factpress.output.deck.slides.composer import PlacedText, SlideComposer
from factpress.output.deck.slides.logo import logo_items
from factpress.output.deck.slides.ornament import section_pattern, title_pattern


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
    return c.slide(layout, (*items, *title_pattern(c, layout), *logo), c.notes(provenance(*d.titled)))


def section_slide(c: SlideComposer, chapter: Chapter) -> Slide:
    """Compose a section slide: the chapter's title and lead."""
    title = c.unique_title(chapter.title)
    lead = PlacedText("lead", c.paragraphs(chapter.lead), origin=first_origin(chapter.lead))
    layout, items = c.fitted("section", title, (PlacedText("title", c.paragraphs(title)), lead))
    stated = provenance(*chapter.opening)
    items = (*items, *section_pattern(c, layout, chapter), *c.source_line(layout, stated, title))
    return c.slide(layout, items, c.notes(stated))
