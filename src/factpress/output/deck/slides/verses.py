"""Slides of verses: one text with the verses and their reference, which is the title of the slide, below them.

Verses that do not fit one slide continue on another one; a verse itself is not divided.
"""

from __future__ import annotations

from factpress.core.units import pt
from factpress.document.blocks.scripture import Scripture
from factpress.document.model import Inlines, Text, plain
from factpress.output.deck.presentation import Slide
from factpress.output.deck.runs import provenance
from factpress.output.deck.slides.composer import PlacedText, SlideComposer
from factpress.output.deck.slides.ornament import cloth_beside

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
    verse = c.paragraphs(text, "verse")
    choice = c.choose("verse", {"title": (*verse, *c.paragraphs(plain(block.attribution)))})
    return not choice.excess and all(choice.layout.place("title").style_of(p).size >= SEVERAL for p in verse)


def _slide(c: SlideComposer, block: Scripture, text: Inlines) -> Slide:
    title = c.unique_title(plain(block.attribution))
    verse, reference = c.paragraphs(text, "verse"), c.paragraphs(title)
    called = "reference" if c.choose("verse", {"title": reference}).excess else "verse"
    layout, items = c.fitted("verse", title, (PlacedText("title", (*verse, *reference), called),))
    items += cloth_beside(c, layout)
    return c.slide(layout, items, c.notes(provenance(block.attribution)))
