"""Slides of quotations: one text with the quotation, its attribution, the mark of its standing, and its doubt."""

from __future__ import annotations

from factpress.document.model import Quote, plain
from factpress.output.deck.fitting.measure import Paragraphs
from factpress.output.deck.presentation import Slide
from factpress.output.deck.runs import Provenance, provenance
from factpress.output.deck.slides.composer import PlacedText, SlideComposer


def quote_slide(c: SlideComposer, block: Quote) -> Slide:
    """Compose a quotation, which is the slide's title, with its attribution below."""
    title = c.unique_title(plain(block.children))
    quote = c.title_paragraphs(title, block.children)
    attribution = c.paragraphs(plain(block.attribution).strip(), "attribution")
    mark, doubt = c.mark(block.standing), c.paragraphs(block.doubt, "finding")
    called = _too_long(c, quote, attribution, mark, doubt)
    text = PlacedText("title", (*quote, *attribution, *mark, *doubt), called)
    layout, items = c.fitted("quote", title, (text,))
    # the quotation is the claim as supplied, so it states the whole claim
    stated = Provenance((block.claim,) if block.claim is not None else ())
    stated += provenance(block.children, block.attribution)
    return c.slide(layout, (*items, *c.source_line(layout, stated, title, shown=block.standing)), c.notes(stated))


def _too_long(c: SlideComposer, quote: Paragraphs, attribution: Paragraphs, mark: Paragraphs, doubt: Paragraphs) -> str:
    """Return the name of the part to shorten if the text does not fit."""
    without = (("sentence of doubt", (*quote, *attribution, *mark)), ("attribution", (*quote, *mark, *doubt)))
    return next((part for part, text in without if not c.choose("quote", {"title": text}).excess), "quotation")
