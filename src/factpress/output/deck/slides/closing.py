"""The slides before and after a talk.

The last one has a title and a few lines, with the publication's address and its QR code large. The one before a
talk, when people come in, has a welcome and the hour.
"""

from __future__ import annotations

from factpress.core.units import pt
from factpress.document.blocks.slide import Slide as SlideBlock
from factpress.output.deck.layouts.text import CLOSING_CLOTH, HOLDING_CLOTH
from factpress.output.deck.presentation import Item, Slide, TextParagraph
from factpress.output.deck.runs import provenance
from factpress.output.deck.slides.composer import PlacedText, SlideComposer
from factpress.output.deck.slides.ornament import WIDEST_PITCH, cloth
from factpress.output.deck.slides.qr_picture import address_run, qr_picture
from factpress.output.deck.slides.text import slide_texts


def closing_slide(c: SlideComposer, block: SlideBlock) -> Slide:
    """Compose the slide of a block with the style "closing". Report a publication without an address."""
    title = c.unique_title(block.title)
    if not c.document.address:
        message = f'the slide "{title}" shows the address of the publication, which has none'
        hint = "write it in data/publication.yaml, address: https://…, or remove :style: closing"
        c.problems.error("no-address", message, c.origin, hint)
        return c.slide(c.families["text"][0], ())
    texts = tuple(slide_texts(c, block.blocks))
    origins = c.document.origins
    placed = (
        PlacedText("title", c.title_paragraphs(title, block.heading)),
        PlacedText("body", tuple(each.paragraph for each in texts), "text", texts[0].origin if texts else None),
        PlacedText(
            "address",
            (TextParagraph((address_run(c),)),),
            origin=origins.get("address_text") or origins.get("address"),
        ),
    )
    stated = sum((text.stated for text in texts), provenance(block.heading))
    written = {text.place: text.paragraphs for text in placed}
    short = not stated.notes and c.theme.ornament is not None and not c.choose("closing-cloth", written).excess
    layout, (*above, address) = c.fitted("closing-cloth" if short else "closing-address", title, placed)
    code = qr_picture(c, layout.place("code").frame)
    if short:
        return c.slide(layout, (*above, code, address, *_cloth_below(c)), c.notes(stated))
    return c.slide(layout, (*above, code, address, *c.source_line(layout, stated, title)), c.notes(stated))


def _cloth_below(c: SlideComposer) -> tuple[Item, ...]:
    """Return the pattern at the lower edge of the slide: two lines above its accent line."""
    m, bare = c.theme.slide, len(c.theme.ornament.bare) if c.theme.ornament else 0
    top = m.content_bottom - pt(CLOSING_CLOTH)
    return cloth(c, top + WIDEST_PITCH * (2 + bare / 2), pt(0), top, m.height)


def holding_slide(c: SlideComposer, block: SlideBlock) -> Slide:
    """Compose a slide that is shown before a talk: the pattern, a welcome, the hour, and the organisation.

    The first paragraph of the block is at the end of the line, next to the welcome; the others are below it.
    """
    title, m = c.unique_title(block.title), c.theme.slide
    texts = tuple(slide_texts(c, block.blocks))
    first, others = texts[:1], texts[1:]
    placed = (
        PlacedText("title", c.title_paragraphs(title, block.heading)),
        PlacedText("body", tuple(each.paragraph for each in others), "text", others[0].origin if others else None),
        PlacedText("time", tuple(each.paragraph for each in first), "first line", first[0].origin if first else None),
        PlacedText("organisation", c.paragraphs(c.document.organisation)),
    )
    layout, items = c.fitted("closing", title, placed)
    bottom = m.height * HOLDING_CLOTH
    stated = sum((text.stated for text in texts), provenance(block.heading))
    return c.slide(layout, (*items, *cloth(c, bottom * 0.46, pt(0), pt(0), bottom)), c.notes(stated))
