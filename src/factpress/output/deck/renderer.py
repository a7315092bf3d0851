"""Document -> Presentation -> PowerPoint file: which slides a deck has, in which order, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from factpress.core.diagnostics import Location
from factpress.core.paths import Places
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
)
from factpress.document.model.targets import DECK
from factpress.document.walk import for_target
from factpress.output.charts import Drawing
from factpress.output.deck.composer import Compositor
from factpress.output.deck.data_slides import chart_format, chart_slide, statistic_slide
from factpress.output.deck.presentation import Presentation, Section, Slide
from factpress.output.deck.source_slides import source_slides
from factpress.output.deck.text_slides import picture_slide, quote_slide, text_slides
from factpress.output.deck.title_slides import section_slide, title_slide
from factpress.output.deck.write import write
from factpress.publication.facts.claims import SOURCES
from factpress.publication.products import Product

__all__ = ["chart_format", "render"]


def render(
    document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places
) -> bytes:
    """The deck as a PowerPoint file. Raises Findings where something does not fit its slide."""
    return write(to_slides(document, theme, product, drawings, FontShelf.of(theme)), theme, places)


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
    c.origin = around = chapter.origin or c.origin
    made: list[Slide] = [section_slide(c, chapter)]
    latest = 0  # the first slide of what was set last: words to be spoken begin there
    for block in for_target(chapter.blocks, DECK.name):
        if isinstance(block, SpeakerNotes):
            made[latest] = _spoken(c, made[latest], block)
            continue
        c.origin = block.origin or around
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


def makes_slide(block: Block) -> bool:
    """Whether a block of a chapter has a kind of slide: a statistic, a chart, a quoted claim, a slide of text."""
    return isinstance(block, Statistic | Figure | Fence) or (isinstance(block, Quote) and block.claim is not None)


def set_apart(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks of a slide of text that its text cannot hold, at any depth: those with slides of their own, and notes.

    On a slide of text, a picture has a slide of its own too.
    """
    for block in for_target(blocks, DECK.name):
        match block:
            case Statistic() | Figure() | Fence() | Image() | SpeakerNotes():
                yield block
            case Quote():
                if makes_slide(block):
                    yield block
            case Items(items):
                for item in items:
                    yield from set_apart(item)
            case Aside(_, inside) | Only(_, inside):
                yield from set_apart(inside)
            case Heading() | Paragraph() | Table():
                pass
            case Compound():
                yield from set_apart(block.realize())
            case _:
                assert_never(block)


def left_out(document: Document) -> Iterator[Block]:
    """The blocks that the deck does not show, in reading order, without running text: see `_left_out`."""
    for chapter in document.chapters:
        yield from _left_out(chapter.blocks, shown=True)


def _left_out(blocks: tuple[Block, ...], *, shown: bool) -> Iterator[Block]:
    """The blocks that no slide shows. `shown`: whether a block that has a kind of slide gets one here.

    The running text of a chapter, which is its headings, paragraphs, lists and boxes, is for readers by design and is
    not named. What its lists and boxes hold beside text gets no slide either and is named.
    """
    for block in for_target(blocks, DECK.name):
        match block:
            case Heading() | Paragraph() | Only():
                pass
            case Items(items):
                for item in items:
                    yield from _left_out(item, shown=False)
            case Aside(_, inside):
                yield from _left_out(inside, shown=False)
            case Statistic() | Figure() | Fence() | Quote() | SpeakerNotes():
                if not (shown and (makes_slide(block) or isinstance(block, SpeakerNotes))):
                    yield block
            case Table() | Image():
                yield block
            case Compound():
                if not (shown and all(makes_slide(primitive) for primitive in block.realize())):
                    yield block
            case _:
                assert_never(block)
