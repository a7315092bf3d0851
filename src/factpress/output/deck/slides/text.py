"""Slides of text: a statement, paragraphs and lists, a picture with its caption.

Text that does not fit continues on another slide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from factpress.core.diagnostics import Location
from factpress.design.drawings import LineDrawing
from factpress.document.blocks.slide import Slide as SlideBlock
from factpress.document.blocks.statistic import Statistic
from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import (
    Aside,
    Block,
    Compound,
    Figure,
    Heading,
    Image,
    Inlines,
    Items,
    Only,
    Paragraph,
    Quote,
    SpeakerNotes,
    Table,
    plain,
)
from factpress.document.model.targets import DECK
from factpress.document.walk import for_target
from factpress.output.deck.fitting.layout_choice import pages
from factpress.output.deck.fitting.measure import Paragraphs
from factpress.output.deck.layouts.grid import BULLETS
from factpress.output.deck.presentation import Photograph, Slide, TextParagraph
from factpress.output.deck.runs import Provenance, provenance, runs
from factpress.output.deck.slides.composer import PlacedText, SlideComposer
from factpress.output.deck.slides.line_drawings import drawn_picture
from factpress.output.deck.slides.ornament import cloth_beside
from factpress.output.deck.slides.tables import fits_one_slide, table_slides


@dataclass(frozen=True, slots=True)
class SourcedParagraph:
    """A paragraph of a slide, what it states, and its place in the editor's text."""

    paragraph: TextParagraph
    stated: Provenance
    origin: Location


def text_slides(c: SlideComposer, block: SlideBlock, *, titled: bool) -> tuple[Slide, ...]:
    """Compose the title and text of a slide block, on as many slides as they need.

    Blocks with their own slides are left out. With `titled`, one of them shows the title, and a block without text
    makes no slide here.
    """
    texts = tuple(slide_texts(c, block.blocks))
    if titled and not texts and not block.drawing:
        return ()
    if block.style == "statement":
        return (_statement(c, block, texts),)
    drawing = c.drawing(block.drawing) if block.drawing else None
    return (_drawn(c, block, texts, drawing),) if drawing is not None else tuple(_pages(c, block, texts))


def text_with_table(c: SlideComposer, block: SlideBlock, table: Table) -> tuple[Slide, ...]:
    """Compose the text of a slide block and the table below it as one slide; none if there is no text or no room."""
    texts = tuple(slide_texts(c, block.blocks))
    above = tuple(text.paragraph for text in texts)
    if not texts or block.drawing or not fits_one_slide(c, block, table, above):
        return ()
    return tuple(table_slides(c, block, table, above, _stated(texts, block)))


def slide_texts(c: SlideComposer, blocks: tuple[Block, ...]) -> Iterator[SourcedParagraph]:
    """Yield the paragraphs of some blocks, without those of blocks that have their own slides."""
    for block in for_target(blocks, DECK.name):
        origin = block.origin or c.origin
        match block:
            case Paragraph(children):
                if plain(children).strip():
                    yield _paragraph(c, children, origin)
            case Heading(_, children):
                yield _paragraph(c, children, origin, strong=True)
            case Items():
                yield from _list(c, block, 0)
            case Quote(children, attribution):
                if block.claim is None:  # a quoted claim has its own slide
                    yield _paragraph(c, children, origin, emphasis=True)
                    if plain(attribution).strip():
                        yield _paragraph(c, attribution, origin)
            case Aside(heading, inside):
                yield _paragraph(c, heading, origin, strong=True)
                yield from slide_texts(c, inside)
            case Statistic() | ClaimTest() | SlideBlock() | Figure() | Image() | Table() | SpeakerNotes() | Only():
                pass  # these have their own slides or are notes; `for_target` opens Only
            case Compound():
                yield from slide_texts(c, block.realize())
            case _:
                assert_never(block)


def _paragraph(
    c: SlideComposer, children: Inlines, origin: Location, *, strong: bool = False, emphasis: bool = False
) -> SourcedParagraph:
    made = runs(children, c.document.language, strong=strong, emphasis=emphasis)
    return SourcedParagraph(TextParagraph(made), provenance(children), origin)


def _list(c: SlideComposer, items: Items, level: int) -> Iterator[SourcedParagraph]:
    digits = len(str(items.start + len(items.items) - 1)) if items.ordered else 1
    for number, item in enumerate(items.items, start=items.start):
        bullet = f"{number}." if items.ordered else BULLETS[min(level, 1)]
        for block in item:
            if isinstance(block, Items):
                yield from _list(c, block, level + 1)
                continue
            for text in slide_texts(c, (block,)):
                counted = number if items.ordered and bullet else None
                listed = replace(text.paragraph, bullet=bullet, number=counted, digits=digits, level=min(level, 4))
                yield replace(text, paragraph=listed)
                bullet = ""  # only the first paragraph of an item has one


def _statement(c: SlideComposer, block: SlideBlock, texts: tuple[SourcedParagraph, ...]) -> Slide:
    """Compose a sentence in large type, with its text close below."""
    title = c.unique_title(block.title)
    statement = PlacedText("title", c.paragraphs(title), "statement")
    below = PlacedText("body", _paragraphs(texts), "text under the statement", texts[0].origin if texts else None)
    layout, items = c.fitted("statement-text" if texts else "statement", title, (statement, below))
    stated = _stated(texts, block)
    items += cloth_beside(c, layout) if layout.family == "statement-text" else ()
    return c.slide(layout, (*items, *c.source_line(layout, stated, title)), c.notes(stated))


def _drawn(c: SlideComposer, block: SlideBlock, texts: tuple[SourcedParagraph, ...], drawing: LineDrawing) -> Slide:
    """Compose a few lines of text next to a drawing, on one slide."""
    title, origin = c.unique_title(block.title), texts[0].origin if texts else None
    placed = (
        PlacedText("title", c.paragraphs(title)),
        PlacedText("body", _paragraphs(texts), "text next to the drawing", origin),
    )
    layout, items = c.fitted("text-drawing", title, placed)
    stated = _stated(texts, block)
    picture = drawn_picture(c, drawing, layout.place("drawing").frame, "drawing")
    return c.slide(layout, (*items, picture, *c.source_line(layout, stated, title)), c.notes(stated))


def _pages(c: SlideComposer, block: SlideBlock, texts: tuple[SourcedParagraph, ...]) -> Iterator[Slide]:
    """Compose the text on as many slides as it needs, each with its own title and source line."""
    first = True
    while texts or first:
        title = c.unique_title(block.title)
        heading = PlacedText("title", c.paragraphs(title))
        body = c.choose("text", {"title": heading.paragraphs}).layout.place("body")
        page = next(pages(c.fitter, body, _paragraphs(texts)), ())
        below = PlacedText("body", page, "paragraph", texts[0].origin if texts else None)
        layout, items = c.fitted("text", title, (heading, below))
        stated = _stated(texts[: len(page)], block)
        yield c.slide(layout, (*items, *c.source_line(layout, stated, title)), c.notes(stated))
        texts, first = texts[len(page) :], False


def _paragraphs(texts: Iterable[SourcedParagraph]) -> Paragraphs:
    return tuple(text.paragraph for text in texts)


def _stated(texts: Iterable[SourcedParagraph], block: SlideBlock) -> Provenance:
    return sum((text.stated for text in texts), provenance(block.heading))


def picture_slide(c: SlideComposer, block: SlideBlock, image: Image) -> Slide:
    """Compose a picture of the publication under the title of the slide block that contains it, with its caption."""
    title = c.unique_title(block.title)
    texts = (PlacedText("title", c.paragraphs(title)), PlacedText("caption", c.paragraphs(image.legend)))
    placed = {text.place: text.paragraphs for text in texts}
    full = image.place == "bleed" and not c.choose("full-picture", placed).excess
    layout, (heading, *caption) = c.fitted("full-picture" if full else "picture", title, texts)
    focus = image.focus if full else None
    photograph = Photograph(
        image.path, image.alt, "picture", None, focus, full and bool(image.tone), origin=image.origin
    )
    stated = provenance(image.legend, image.described, block.heading)
    items = (heading, photograph, *caption, *c.source_line(layout, stated, title))
    return c.slide(layout, items, c.notes(stated))
