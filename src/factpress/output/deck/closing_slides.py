"""The slide at the end of a talk: a title and a few lines, with the publication's address and its QR code large."""

from __future__ import annotations

from dataclasses import replace

from factpress.core.units import pt
from factpress.document.blocks.slide import Slide as SlideBlock
from factpress.document.model.inlines import plain
from factpress.output.deck.composer import SlideComposer
from factpress.output.deck.presentation import Item, Slide, TextParagraph
from factpress.output.deck.qr_picture import address_run, qr_picture
from factpress.output.deck.runs import provenance
from factpress.output.deck.text_slides import slide_texts

LAYOUT = "closing-address"
GAP = pt(22)


def closing_slide(c: SlideComposer, block: SlideBlock) -> Slide:
    """Compose the slide of a block with the style "closing". Report a publication without an address."""
    title = c.unique_title(block.title)
    if not c.document.address:
        message = f'the slide "{title}" shows the address of the publication, which has none'
        hint = "write it in data/publication.yaml, address: https://…, or remove :style: closing"
        c.problems.error("no-address", message, c.origin, hint)
        return c.slide("text", ())
    texts = tuple(slide_texts(c, block.blocks))
    paragraphs = tuple(text.paragraph for text in texts)
    place, body = c.layouts[LAYOUT].place("title"), c.layouts[LAYOUT].place("body")
    style = c.styles[body.style]
    height = c.fitter.height(paragraphs, style, body.frame.width)
    below = height + GAP if paragraphs else pt(0)
    room = c.theme.slide.content_bottom - place.frame.top - below
    words = c.paragraphs(block.heading) if plain(block.heading).strip() == title else c.paragraphs(title)
    fitted = c.fit(LAYOUT, "title", words, room)
    if fitted.excess and not c.fit(LAYOUT, "title", words, room + below).excess:
        excess = c.fitter.excess_lines(fitted.height - room, style)
        c.report_overflow(excess, title, "text", texts[0].origin)
    else:
        c.report_overflow(fitted.excess, title, "title")
    frame = replace(place.frame, height=fitted.height).rounded
    items: list[Item] = [c.balanced_text(LAYOUT, "title", words, fitted.style, frame)]
    if paragraphs:
        frame = replace(body.frame, top=place.frame.top + fitted.height + GAP, height=height).rounded
        items.append(c.text(LAYOUT, "body", paragraphs, style, frame))
    items.append(qr_picture(c, c.layouts[LAYOUT].place("code").frame))
    address = (TextParagraph((address_run(c),)),)
    fitting = c.fit(LAYOUT, "address", address)
    origins = c.document.origins
    c.report_overflow(fitting.excess, title, "address", origins.get("address_text") or origins.get("address"))
    items.append(c.text(LAYOUT, "address", address, fitting.style))
    stated = sum((text.stated for text in texts), provenance(block.heading))
    items += c.source_line(LAYOUT, stated, title)
    return c.slide(LAYOUT, items, c.notes(stated))
