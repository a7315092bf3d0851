"""The slides before and after a talk.

The last one has a title and a few lines, with the publication's address and its QR code large. The one before a
talk, when people come in, has a welcome and the hour. An opening slide takes the place of the title slide.
"""

from __future__ import annotations

from factpress.core.units import pt
from factpress.document.blocks.scripture import Scripture
from factpress.document.blocks.slide import Slide as SlideBlock
from factpress.document.model import Quote
from factpress.document.model.targets import DECK
from factpress.document.walk import for_target
from factpress.output.deck.layouts.text import HOLDING_CLOTH
from factpress.output.deck.presentation import Slide, TextParagraph
from factpress.output.deck.runs import provenance
from factpress.output.deck.slides.composer import PlacedText, SlideComposer
from factpress.output.deck.slides.ornament import cloth, cloth_below, title_pattern
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
        return c.slide(layout, (*above, code, address, *cloth_below(c)), c.notes(stated))
    return c.slide(layout, (*above, code, address, *c.source_line(layout, stated, title)), c.notes(stated))


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


def opening_slide(c: SlideComposer, block: SlideBlock) -> Slide:
    """Compose the slide with which a talk begins: its title, a verse with its reference, and a word of care.

    Without a verse, the subtitle of the publication is in its place.
    """
    title = c.unique_title(block.title)
    blocks = tuple(for_target(block.blocks, DECK.name))
    verses = tuple(each for each in blocks if isinstance(each, Scripture))[:1]
    texts = tuple(slide_texts(c, tuple(each for each in blocks if each not in verses)))
    below = c.paragraphs(c.document.subtitle)
    for quote in (quote for verse in verses for quote in verse.realize() if isinstance(quote, Quote)):
        below = (*c.paragraphs(quote.children, "verse"), *c.paragraphs(quote.attribution, "reference"))
    care = tuple(each.paragraph for each in texts)
    placed = (
        PlacedText("title", c.title_paragraphs(title, block.heading)),
        PlacedText("verse", below, "verse", verses[0].origin if verses else c.document.origins.get("subtitle")),
        PlacedText("care", care, "text", texts[0].origin if texts else None),
    )
    layout, items = c.fitted("opening", title, placed)
    stated = sum((text.stated for text in texts), provenance(block.heading, *(v.attribution for v in verses)))
    items = (*items, *title_pattern(c, layout), *c.source_line(layout, stated, title))
    return c.slide(layout, items, c.notes(stated))
