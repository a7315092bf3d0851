"""Slides of verses: the text next to an accent rule, and below it the reference, which is the title of the slide.

Verses that do not fit one slide continue on another one; a verse itself is not divided.
"""

from __future__ import annotations

from dataclasses import replace

from factpress.core.units import pt
from factpress.document.blocks.scripture import Scripture
from factpress.document.model import Inlines, Text, plain
from factpress.output.deck.composer import SlideComposer
from factpress.output.deck.fitting import Fitted
from factpress.output.deck.presentation import Frame, Item, Rule, Slide
from factpress.output.deck.runs import provenance

LAYOUT = "verse"
GAP = pt(20)
SEVERAL = pt(34)
"""Verses are not made smaller than this to be on one slide. A single one may be."""


def verse_slides(c: SlideComposer, block: Scripture) -> tuple[Slide, ...]:
    """Compose the verses on as many slides as they need."""
    left = list(block.texts)
    slides: list[Slide] = []
    while left:
        count = next((n for n in range(len(left), 1, -1) if _fits(c, _joined(left[:n]), block)), 1)
        slides.append(_slide(c, block, _joined(left[:count])))
        left = left[count:]
    return tuple(slides)


def _joined(texts: list[Inlines]) -> Inlines:
    first, *others = texts
    return tuple(inline for text in (first, *((Text(" "), *text) for text in others)) for inline in text)


def _fits(c: SlideComposer, text: Inlines, block: Scripture) -> bool:
    fitted = _fit(c, text, plain(block.attribution))
    return not fitted.excess and fitted.style.size >= SEVERAL


def _fit(c: SlideComposer, text: Inlines, title: str) -> Fitted:
    """Fit the text above the title."""
    slide = c.theme.slide
    named = c.fit(LAYOUT, "title", c.paragraphs(title))
    return c.fit(LAYOUT, "verse", c.paragraphs(text), slide.content_bottom - slide.top - named.height - GAP)


def _slide(c: SlideComposer, block: Scripture, text: Inlines) -> Slide:
    title = c.unique_title(plain(block.attribution))
    place, title_place = c.layouts[LAYOUT].place("verse"), c.layouts[LAYOUT].place("title")
    named = c.fit(LAYOUT, "title", c.paragraphs(title))
    c.report_overflow(named.excess, title, "reference")
    fitted = _fit(c, text, title)
    c.report_overflow(fitted.excess, title, "verse")
    top, bottom = c.theme.slide.top, c.theme.slide.content_bottom
    height = fitted.height + GAP + named.height
    # a little above the middle, where a block looks centred
    start = pt(round((top + max(pt(0), bottom - top - height) * 0.42).pt, 2))
    rule_left = place.frame.left + place.frame.width + pt(33.5) if c.rtl else place.frame.left - pt(38)
    frame = replace(place.frame, top=start, height=fitted.height).rounded
    title_frame = replace(title_place.frame, top=start + fitted.height + GAP, height=named.height).rounded
    items: list[Item] = [
        c.balanced_text(LAYOUT, "title", c.paragraphs(title), named.style, title_frame),
        c.balanced_text(LAYOUT, "verse", c.paragraphs(text), fitted.style, frame),
        Rule("Rule", Frame(rule_left, start + pt(6), pt(4.5), height - pt(12)).rounded, "accent"),
    ]
    return c.slide(LAYOUT, items, c.notes(provenance(block.attribution)))
