"""Document -> Presentation: which slides there are, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from factpress.design.fonts import FontShelf
from factpress.design.theme import Theme
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import Block, Chapter, Document, Figure, Quote, SpeakerNotes, for_target
from factpress.output.charts.drawing import Drawing
from factpress.output.deck.chart_slides import chart_slide
from factpress.output.deck.composer import Compositor
from factpress.output.deck.presentation import Presentation, Section, Slide
from factpress.output.deck.slide_kinds import quote_slide, section_slide, statistic_slide, title_slide
from factpress.output.deck.sources import source_slides
from factpress.output.deck.texts import text_slides
from factpress.publication.products import Product


def to_slides(
    document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], shelf: FontShelf
) -> Presentation:
    """The document as a deck: a title, a section for each chapter, the sources at the end.

    A statistic, a chart, a quotation of a claim and a slide fence make a slide each, or several; running text makes
    none. `drawings` are the charts by id, drawn in the format of `chart_format`. Raises Findings that name each
    slide on which something does not fit, and how many lines it is over.
    """
    c = Compositor.of(document, theme, product.palette, drawings, shelf)
    sections = [Section(document.title, (title_slide(c),))]
    sections += [Section(chapter.title, _chapter(c, chapter)) for chapter in document.chapters]
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
    made: list[Slide] = [section_slide(c, chapter)]
    latest = 0  # the first slide of what was set last: words to be spoken begin there
    for block in for_target(chapter.blocks, "deck"):
        if isinstance(block, SpeakerNotes):
            made[latest] = _spoken(c, made[latest], block)
            continue
        slides = _slides(c, block)
        if slides:
            latest = len(made)
            made += slides
    return tuple(made)


def _slides(c: Compositor, block: Block) -> tuple[Slide, ...]:
    match block:
        case Statistic():
            return (statistic_slide(c, block),)
        case Figure():
            return (chart_slide(c, block),)
        case Quote() if block.claim is not None:
            return (quote_slide(c, block),)
        case Fence():
            return _fence(c, block)
        case _:
            return ()


def _fence(c: Compositor, block: Fence) -> tuple[Slide, ...]:
    """A fence's words, and then what it holds that is a slide of its own."""
    inside = for_target(block.blocks, "deck")
    own = [
        b for b in inside if isinstance(b, Statistic | Figure | Fence) or (isinstance(b, Quote) and b.claim is not None)
    ]
    kept = tuple(b for b in inside if b not in own)
    slides = text_slides(c, replace(block, blocks=kept)) if kept or not own else ()
    made = (*slides, *(slide for b in own for slide in _slides(c, b)))
    spoken = [b for b in inside if isinstance(b, SpeakerNotes)]
    for notes in spoken:
        made = (_spoken(c, made[0], notes), *made[1:])
    return made


def _spoken(c: Compositor, slide: Slide, block: SpeakerNotes) -> Slide:
    return replace(slide, notes=c.spoken(slide.notes, block.paragraphs))
