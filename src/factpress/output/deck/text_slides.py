"""Slides of text: a statement, paragraphs and lists, a quotation, a picture with its caption.

Text that does not fit continues on another slide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from factpress.core.diagnostics import Location
from factpress.core.units import pt
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
from factpress.output.deck.composer import SlideComposer
from factpress.output.deck.presentation import Frame, Item, Photograph, Rule, Slide, TextParagraph
from factpress.output.deck.runs import Provenance, provenance, runs
from factpress.output.deck.tables import fits_one_slide, table_slides

PARAGRAPH_GAP = pt(14)
BULLETS = ("•", "–")


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
    if titled and not texts:
        return ()
    return (_statement(c, block, texts),) if block.style == "statement" else tuple(_pages(c, block, texts))


def text_with_table(c: SlideComposer, block: SlideBlock, table: Table) -> tuple[Slide, ...]:
    """Compose the text of a slide block and the table below it as one slide; none if there is no text or no room."""
    texts = tuple(slide_texts(c, block.blocks))
    above = tuple(text.paragraph for text in texts)
    if not texts or not fits_one_slide(c, block, table, above):
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
    return SourcedParagraph(TextParagraph(made, before=PARAGRAPH_GAP), provenance(children), origin)


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
    layout = "statement"
    title = c.unique_title(block.title)
    statement = c.paragraphs(title)
    place, body = c.layouts[layout].place("title"), c.layouts[layout].place("body")
    paragraphs = tuple(text.paragraph for text in texts)
    style = c.styles[body.style]
    gap = pt(22) if paragraphs else pt(0)
    height = c.fitter.height(paragraphs, style, body.frame.width)
    room = body.frame.bottom - place.frame.top - gap - height
    fitted = c.fit(layout, "title", statement, room)
    if fitted.excess and not c.fit(layout, "title", statement, room + gap + height).excess:
        excess = c.fitter.excess_lines(fitted.height - room, style)
        c.report_overflow(excess, title, "text under the statement", texts[0].origin)
    else:
        c.report_overflow(fitted.excess, title, "statement")
    # one sentence alone is at the optical centre; with text under it, near the top
    free = max(pt(0), room - fitted.height)
    top = place.frame.top + pt(round((free * (0.15 if paragraphs else 0.4)).pt, 2))
    frame = replace(place.frame, top=top, height=fitted.height)
    items: list[Item] = [c.balanced_text(layout, "title", statement, fitted.style, frame)]
    if paragraphs:
        frame = replace(body.frame, top=top + fitted.height + gap, height=height)
        items.append(c.text(layout, "body", paragraphs, style, frame))
    stated = _stated(texts, block)
    items += c.source_line(layout, stated, title)
    return c.slide(layout, items, c.notes(stated))


def _pages(c: SlideComposer, block: SlideBlock, texts: tuple[SourcedParagraph, ...]) -> Iterator[Slide]:
    """Compose the text on as many slides as it needs, each with its own title and source line."""
    layout = "text"
    title_place, body = c.layouts[layout].place("title"), c.layouts[layout].place("body")
    style = c.styles[body.style]
    first = True
    while texts or first:
        title = c.unique_title(block.title)
        fitted = c.fit(layout, "title", c.paragraphs(title))
        c.report_overflow(fitted.excess, title, "title")
        top = title_place.frame.top + fitted.height + pt(24)
        frame = replace(body.frame, top=top, height=body.frame.bottom - top)
        page = next(c.fitter.pages(tuple(text.paragraph for text in texts), style, frame.width, frame.height), ())
        excess = c.fitter.excess_lines(c.fitter.height(page, style, frame.width) - frame.height, style)
        if excess:
            c.report_overflow(excess, title, "paragraph", texts[0].origin)
        items: list[Item] = [c.balanced_text(layout, "title", c.paragraphs(title), fitted.style)]
        items += [c.text(layout, "body", page, style, frame)] if page else []
        stated = _stated(texts[: len(page)], block)
        items += c.source_line(layout, stated, title)
        yield c.slide(layout, items, c.notes(stated))
        texts, first = texts[len(page) :], False


def _stated(texts: Iterable[SourcedParagraph], block: SlideBlock) -> Provenance:
    return sum((text.stated for text in texts), provenance(block.heading))


def picture_slide(c: SlideComposer, block: SlideBlock, image: Image) -> Slide:
    """Compose a picture of the publication under the title of the slide block that contains it, with its caption."""
    layout, title = "picture", c.unique_title(block.title)
    items: list[Item] = [
        c.fitted_text(layout, "title", c.paragraphs(title), title),
        Photograph(image.path, image.alt, "picture", origin=image.origin),
    ]
    caption = c.paragraphs(image.caption)
    if caption:
        items.append(c.fitted_text(layout, "caption", caption, title))
    stated = provenance(image.caption, image.described, block.heading)
    items += c.source_line(layout, stated, title)
    return c.slide(layout, items, c.notes(stated))


def quote_slide(c: SlideComposer, block: Quote) -> Slide:
    """Compose a quotation next to an accent rule, with its attribution below. Its text is the slide's title."""
    layout = "quote"
    place, attribution_place = c.layouts[layout].place("title"), c.layouts[layout].place("attribution")
    title = c.unique_title(plain(block.children))
    # runs keep emphasis and languages, but they lack the "(continued)" of a title that was in use
    words = c.paragraphs(block.children)
    quote = words if words and " ".join(words[0].text.split()) == title else c.paragraphs(title)
    attribution = c.paragraphs(plain(block.attribution).strip())
    named = c.fit(layout, "attribution", attribution, attribution_place.frame.height * 2)  # a long name continues below
    c.report_overflow(named.excess, title, "attribution")
    top, bottom, gap = c.theme.slide.top, c.theme.slide.content_bottom, pt(22)
    doubt, doubt_style = c.paragraphs(block.doubt), c.styles["lead"]
    doubt_height = c.fitter.height(doubt, doubt_style, place.frame.width)
    named_height = max(named.height, pt(36))
    below = named_height + (pt(8) + doubt_height if doubt else pt(0))
    room = bottom - top - below - gap
    fitted = c.fit(layout, "title", quote, room)
    if fitted.excess and not c.fit(layout, "title", quote, room + doubt_height).excess:
        excess = c.fitter.excess_lines(fitted.height - room, doubt_style)
        c.report_overflow(excess, title, "sentence of doubt")
    else:
        c.report_overflow(fitted.excess, title, "quotation")
    height = fitted.height + gap + below
    # a little above the middle, where a block looks centred
    start = pt(round((top + max(pt(0), bottom - top - height) * 0.42).pt, 2))
    under = start + fitted.height + gap
    rule_left = place.frame.left + place.frame.width + pt(33.5) if c.rtl else place.frame.left - pt(38)
    quote_frame = replace(place.frame, top=start, height=fitted.height)
    items: list[Item] = [
        c.balanced_text(layout, "title", quote, fitted.style, quote_frame),
        Rule("Rule", Frame(rule_left, start + pt(6), pt(4.5), height - pt(12)), "accent"),
    ]
    if attribution:
        frame = replace(attribution_place.frame, top=under, height=named.height)
        items.append(c.balanced_text(layout, "attribution", attribution, named.style, frame))
    items += c.standing_mark(layout, block.standing, under + pt(8))
    if doubt:
        doubt_top = under + named_height + pt(8)
        frame = replace(attribution_place.frame, top=doubt_top, width=place.frame.width, height=doubt_height)
        items.append(c.balanced_text(layout, "doubt", doubt, doubt_style, frame))
    # the quotation is the claim as supplied, so it states the whole claim
    stated = Provenance((block.claim,) if block.claim is not None else ())
    stated += provenance(block.children, block.attribution)
    items += c.source_line(layout, stated, title, shown=block.standing)
    return c.slide(layout, items, c.notes(stated))
