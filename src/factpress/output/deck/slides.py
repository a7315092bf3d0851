"""Document -> Presentation: which slides there are, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from factpress.core.diagnostics import Location
from factpress.design.fonts import FontShelf
from factpress.design.theme import Theme
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import (
    Aside,
    Block,
    Chapter,
    Compound,
    Document,
    Figure,
    Heading,
    Image,
    Items,
    Only,
    Paragraph,
    Quote,
    SpeakerNotes,
    Table,
    for_target,
)
from factpress.document.model.targets import DECK
from factpress.output.charts import Drawing
from factpress.output.deck.chart_slides import chart_slide
from factpress.output.deck.composer import Compositor
from factpress.output.deck.placement import makes_slide, set_apart
from factpress.output.deck.presentation import Presentation, Section, Slide
from factpress.output.deck.slide_kinds import quote_slide, section_slide, statistic_slide, title_slide
from factpress.output.deck.sources import source_slides
from factpress.output.deck.texts import picture_slide, text_slides
from factpress.publication.facts.load import SOURCES
from factpress.publication.products import Product
from factpress.publication.settings import FILE as PUBLICATION


def to_slides(
    document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], shelf: FontShelf
) -> Presentation:
    """The document as a deck: a title, a section for each chapter, the sources at the end.

    A statistic, a chart, a quotation of a claim and a slide fence make a slide each, or several; running text makes
    none. `drawings` are the charts by id, drawn in the format of `chart_format`. Raises Findings that name each
    slide on which something does not fit, and how many lines it is over.
    """
    c = Compositor.of(document, theme, product.palette, drawings, shelf)
    c.origin = Location(PUBLICATION)  # its title and subtitle
    sections = [Section(document.title, (title_slide(c),))]
    sections += [Section(chapter.title, _chapter(c, chapter)) for chapter in document.chapters]
    c.origin = Location(SOURCES)
    sources = source_slides(c, c.cited)
    if sources:
        sections.append(Section(c.word("sources"), sources))
    c.problems.raise_errors()
    return Presentation(
        document.title,
        document.subtitle,
        document.organisation,
        document.language,
        document.direction,
        document.date,
        product.palette,
        tuple(sections),
        c.word("sources"),
        tuple(document.made.items()),
    )


def _chapter(c: Compositor, chapter: Chapter) -> tuple[Slide, ...]:
    c.origin = chapter.origin
    made: list[Slide] = [section_slide(c, chapter)]
    latest = 0  # the first slide of what was set last: words to be spoken begin there
    for block in for_target(chapter.blocks, DECK.name):
        if isinstance(block, SpeakerNotes):
            made[latest] = _spoken(c, made[latest], block)
            continue
        c.origin = block.origin or chapter.origin
        slides = _slides(c, block)
        if slides:
            latest = len(made)
            made += slides
    return tuple(made)


def _slides(c: Compositor, block: Block) -> tuple[Slide, ...]:
    """The slides of a block of a chapter; none for running text, and for what `left_out` reports."""
    match block:
        case Statistic():
            return (statistic_slide(c, block),)
        case Figure():
            return (chart_slide(c, block),)
        case Fence():
            return _text(c, block)
        case Quote():
            return (quote_slide(c, block),) if makes_slide(block) else ()
        case Heading() | Paragraph() | Items() | Table() | Image() | Aside() | SpeakerNotes() | Only():
            return ()
        case Compound():
            return tuple(slide for primitive in block.realize() for slide in _slides(c, primitive))
        case _:
            assert_never(block)


def _text(c: Compositor, block: Fence) -> tuple[Slide, ...]:
    """The text of a slide, and then what it holds that is a slide of its own."""
    apart = tuple(set_apart(block.blocks))
    around = c.origin
    made = list(text_slides(c, block, titled=any(isinstance(each, Image) for each in apart)))
    for each in apart:
        c.origin = each.origin or around
        if isinstance(each, Image):
            made.append(picture_slide(c, block, each))
        else:
            made += _slides(c, each)
    for notes in (each for each in apart if isinstance(each, SpeakerNotes)):
        made[0] = _spoken(c, made[0], notes)
    return tuple(made)


def _spoken(c: Compositor, slide: Slide, block: SpeakerNotes) -> Slide:
    return replace(slide, notes=c.spoken(slide.notes, block.paragraphs))
