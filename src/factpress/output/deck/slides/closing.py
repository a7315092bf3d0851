"""The slide at the end of a talk: a title and a few lines, with the publication's address and its QR code large."""

from __future__ import annotations

from factpress.document.blocks.slide import Slide as SlideBlock
from factpress.output.deck.presentation import Slide, TextParagraph
from factpress.output.deck.runs import provenance
from factpress.output.deck.slides.composer import PlacedText, SlideComposer
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
    layout, (*above, address) = c.fitted("closing-address", title, placed)
    code = qr_picture(c, layout.place("code").frame)
    stated = sum((text.stated for text in texts), provenance(block.heading))
    return c.slide(layout, (*above, code, address, *c.source_line(layout, stated, title)), c.notes(stated))
