"""Document -> Presentation -> PowerPoint file: which slides a deck has, in which order, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import assert_never

from factpress.core.diagnostics import Location
from factpress.core.paths import Places
from factpress.design.fonts import FontSet
from factpress.design.theme import Theme
from factpress.document.blocks.scripture import Scripture
from factpress.document.blocks.slide import HOLDING, LOWER_THIRD, OPENING, slides_before_talk
from factpress.document.blocks.slide import Slide as SlideBlock
from factpress.document.blocks.statistic import Statistic
from factpress.document.blocks.tested import ClaimTest
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
from factpress.output.deck.identity.slide_keys import SOURCES, TITLE, block_key, chapter_key, keyed, with_unique_keys
from factpress.output.deck.layouts.families import full_picture, slide_picture
from factpress.output.deck.presentation import Presentation, Section, Slide
from factpress.output.deck.shown_blocks import WITH_SLIDE, blocks_without_slide, makes_slide
from factpress.output.deck.slide_size import sized
from factpress.output.deck.slides.closing import closing_slide, holding_slide, opening_slide
from factpress.output.deck.slides.composer import SlideComposer
from factpress.output.deck.slides.data import chart_format, chart_slide, statistic_slide
from factpress.output.deck.slides.kept_slides import KeptSlides
from factpress.output.deck.slides.quotes import quote_slide
from factpress.output.deck.slides.set_slides import (
    columns_slide,
    drawn_works,
    key_slide,
    lower_third_slide,
    prayer_slide,
)
from factpress.output.deck.slides.sources import source_slides
from factpress.output.deck.slides.tables import table_slides
from factpress.output.deck.slides.tested import tested_slides
from factpress.output.deck.slides.text import picture_slide, text_slides, text_with_table
from factpress.output.deck.slides.titles import section_slide, title_slide
from factpress.output.deck.slides.verses import verse_slides
from factpress.output.deck.template.deck_layouts import deck_layouts
from factpress.output.pictures import PictureBox
from factpress.publication.products import Product

__all__ = [
    "WITH_SLIDE",
    "blocks_without_slide",
    "chart_format",
    "makes_slide",
    "picture_box",
    "places_of_pictures",
    "render",
    "to_slides",
]


def places_of_pictures(product: Product, theme: Theme) -> dict[str, PictureBox]:
    """Return the space of a picture that has a slide from edge to edge, above its caption."""
    return {"bleed": full_picture(deck_layouts(sized(theme, product))["full-picture"][0].place("picture").frame)}


def render(
    document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places
) -> bytes:
    """Return the deck as a PowerPoint file. Raise Findings where something does not fit its slide."""
    # a check of the sources, which asks for `blocks_without_slide`, does not need it
    from factpress.output.deck.writer.write import write

    return write(to_slides(document, theme, product, drawings, FontSet.of(theme)), sized(theme, product), places)


def picture_box(product: Product, theme: Theme) -> PictureBox:
    """Return the space of a picture on its slide."""
    return slide_picture(deck_layouts(sized(theme, product))["picture"][0].place("picture").frame)


def to_slides(
    document: Document,
    theme: Theme,
    product: Product,
    drawings: Mapping[str, Drawing],
    fonts: FontSet,
    kept: KeptSlides | None = None,
) -> Presentation:
    """Return the document as a deck: a title, a section for each chapter, the sources at the end.

    A statistic, a chart, a quoted or tested claim and a slide block make one or more slides each; running text none.
    `drawings` are the charts by id, in the format of `chart_format`. Raise Findings that name each slide on which
    something does not fit, and by how many lines.

    With `kept`, slides of the last call with the same object are used again where nothing about them has changed.
    """
    kept = kept if kept is not None else KeptSlides()
    c = kept.composer(document, sized(theme, product), product.palette, drawings, fonts)
    replaced = slides_before_talk(document, OPENING)
    titled = () if replaced else kept.compose(c, TITLE, (), lambda: (title_slide(c),))
    sections = [Section(document.title, keyed(TITLE, titled))]
    sections += [Section(chapter.title, _chapter(c, chapter, kept)) for chapter in document.presented_chapters]
    sections = _before_talk_first(sections, slides_before_talk(document), replaced)
    cited = frozenset(c.cited)
    references = tuple(reference for reference in document.references if reference.source in cited)
    sources = kept.compose(c, SOURCES, references, lambda: source_slides(c, cited))
    kept.finish()
    if sources:
        sections.append(Section(c.word("sources"), keyed(SOURCES, sources)))
    c.problems.raise_errors()
    return Presentation(
        document.title,
        document.subtitle,
        document.organisation,
        document.language,
        document.direction,
        document.date,
        product.palette,
        with_unique_keys(sections),
        c.word("sources"),
        tuple(document.made.items()),
        product.name,
    )


def _before_talk_first(
    sections: list[Section], before: tuple[SlideBlock, ...], opening: tuple[SlideBlock, ...]
) -> list[Section]:
    """Return the sections in the order of the talk: holding slides of the first chapter, then its title or opening."""
    moved: dict[Location | None, str] = {block.origin: block.style for block in (*before, *opening) if block.origin}
    if not moved:
        return sections
    title, first, *others = sections
    by_style = {style: tuple(s for s in first.slides if moved.get(s.origin) == style) for style in (HOLDING, OPENING)}
    left = tuple(slide for slide in first.slides if slide.origin not in moved)
    opened = (*by_style[HOLDING], *title.slides, *by_style[OPENING])
    return [Section(title.title, opened), Section(first.title, left), *others]


def _chapter(c: SlideComposer, chapter: Chapter, kept: KeptSlides) -> tuple[Slide, ...]:
    c.origin = origin = chapter.origin or c.origin
    opening = kept.compose(c, chapter.id, replace(chapter, blocks=()), lambda: (section_slide(c, chapter),))
    slides = [*keyed(chapter_key(chapter), opening)]
    latest = 0  # speaker notes are added to the first slide of the block before them
    before: Location | None = None
    for number, block in enumerate(for_target(chapter.blocks, DECK.name)):
        if isinstance(block, SpeakerNotes):
            slides[latest] = _with_notes(c, slides[latest], block)
            continue
        c.origin = block.origin or origin
        made = kept.compose(c, f"{chapter.id}/{number}", block, partial(_slides, c, block))
        # a list in the text may make several slides, of one origin
        latest = len(slides) if made and (block.origin is None or block.origin != before) else latest
        before = block.origin
        slides += made
    return tuple(slides)


def _slides(c: SlideComposer, block: Block) -> tuple[Slide, ...]:
    """Return the slides of a block of a chapter; none for running text and `blocks_without_slide`."""
    return keyed(block_key(block), _composed(c, block))


def _composed(c: SlideComposer, block: Block) -> tuple[Slide, ...]:
    match block:
        case Statistic():
            return (statistic_slide(c, block),)
        case Figure():
            return (chart_slide(c, block),)
        case ClaimTest():
            return tested_slides(c, block)
        case Scripture():
            return verse_slides(c, block)
        case SlideBlock():
            return _slide_block(c, block)
        case Quote():
            return (quote_slide(c, block),) if makes_slide(block) else ()
        case Heading() | Paragraph() | Items() | Table() | Image() | Aside() | SpeakerNotes() | Only():
            return ()
        case Compound():
            return tuple(slide for primitive in block.realize() for slide in _slides(c, primitive))
        case _:
            assert_never(block)


_SET_SLIDES: Mapping[str, Callable[[SlideComposer, SlideBlock], Slide]] = {
    "closing": closing_slide,
    HOLDING: holding_slide,
    OPENING: opening_slide,
    "key": key_slide,
    "prayer": prayer_slide,
    LOWER_THIRD: lower_third_slide,
}
"""The slides of slide blocks with these styles."""


def _slide_block(c: SlideComposer, block: SlideBlock) -> tuple[Slide, ...]:
    """Return the slides of a slide block: its text, then its blocks that have their own slides."""
    separate = tuple(_separate_blocks(block.blocks))
    origin = c.origin
    works = drawn_works(block)
    columns = columns_slide(c, block, works) if works is not None else None
    if columns is not None:
        return (columns,)
    table = _table_below(block)
    slides = list(text_with_table(c, block, table)) if table is not None else []
    if slides:
        separate = tuple(each for each in separate if each is not table)
    elif block.style in _SET_SLIDES:
        slides.append(_SET_SLIDES[block.style](c, block))
    else:
        slides += text_slides(c, block, titled=any(isinstance(each, Image | Table) for each in separate))
    for each in separate:
        c.origin = each.origin or origin
        if isinstance(each, Image):
            slides += keyed(f"{block_key(block)}-picture", (picture_slide(c, block, each),))
        elif isinstance(each, Table):
            slides += keyed(f"{block_key(block)}-table", table_slides(c, block, each))
        else:
            slides += _slides(c, each)
    for notes in (each for each in separate if isinstance(each, SpeakerNotes)):
        slides[0] = _with_notes(c, slides[0], notes)
    return tuple(slides)


def _table_below(block: SlideBlock) -> Table | None:
    """Return the table of a slide block that is below all its text, with nothing else that has a separate slide."""
    blocks = [each for each in for_target(block.blocks, DECK.name) if not isinstance(each, SpeakerNotes)]
    last = blocks[-1] if blocks else None
    separate = block.style != "text" or any(_separate_blocks(tuple(blocks[:-1])))
    return last if isinstance(last, Table) and not separate else None


def _with_notes(c: SlideComposer, slide: Slide, block: SpeakerNotes) -> Slide:
    return replace(slide, notes=c.with_speaker_notes(slide.notes, block.paragraphs))


# which blocks make slides ─────────────────────────────────────────────────────────────────────────────────────────


def _separate_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks of a slide block, at any depth, that are not part of its text.

    These are the blocks that make slides, pictures, tables, and speaker notes.
    """
    for block in for_target(blocks, DECK.name):
        match block:
            case Statistic() | Figure() | ClaimTest() | SlideBlock() | Image() | Table() | SpeakerNotes():
                yield block
            case Quote():
                if makes_slide(block):
                    yield block
            case Items(items):
                for item in items:
                    yield from _separate_blocks(item)
            case Aside(_, inside) | Only(_, inside):
                yield from _separate_blocks(inside)
            case Heading() | Paragraph():
                pass
            case Compound():
                yield from _separate_blocks(block.realize())
            case _:
                assert_never(block)
