"""Slides of words: a statement, a few paragraphs, a list. What does not fit goes on to another slide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from factpress.core.units import pt
from factpress.document.blocks.slide import Slide as Fence
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
    for_target,
    plain,
)
from factpress.output.deck.composer import Compositor
from factpress.output.deck.presentation import Item, Line, Photograph, Slide
from factpress.output.deck.runs import Told, runs, told

BETWEEN = pt(14)
BULLETS = ("•", "–")


def text_slides(c: Compositor, block: Fence) -> tuple[Slide, ...]:
    """The slides of a fence: its words, split where they are too many, then its pictures."""
    blocks = for_target(block.blocks, "deck")
    lines = tuple(_lines(c, blocks, block.title))
    images = tuple(b for b in blocks if isinstance(b, Image))
    made: tuple[Slide, ...] = ()
    if lines or not images:
        made = _statement(c, block, lines) if block.style == "statement" else _pages(c, block, lines)
    return (*made, *(_picture(c, block.title, image) for image in images))


def _lines(c: Compositor, blocks: tuple[Block, ...], title: str) -> Iterator[tuple[Line, Told]]:
    for block in blocks:
        match block:
            case Paragraph(children) if plain(children).strip():
                yield _line(c, children)
            case Heading(_, children):
                yield _line(c, children, strong=True)
            case Items():
                yield from _items(c, block, title, 0)
            case Quote(children, attribution):
                yield _line(c, children, emphasis=True)
                if plain(attribution).strip():
                    yield _line(c, attribution)
            case Aside(heading, inside):
                yield _line(c, heading, strong=True)
                yield from _lines(c, inside, title)
            case Table():
                hint = "say it as a list of a few lines, or draw it as a chart"
                c.problems.error(
                    "slide-table", f'the table on the slide "{title}" would be too small to read', None, hint
                )
            case Only(_, inside):
                yield from _lines(c, for_target((block,), "deck"), title)
            case Paragraph() | Image() | Figure() | SpeakerNotes() | Compound():
                pass  # these make slides of their own, or none
            case _:
                assert_never(block)


def _line(c: Compositor, children: Inlines, *, strong: bool = False, emphasis: bool = False) -> tuple[Line, Told]:
    made = runs(children, c.document.language, strong=strong, emphasis=emphasis)
    return Line(made, before=BETWEEN), told(children)


def _items(c: Compositor, items: Items, title: str, level: int) -> Iterator[tuple[Line, Told]]:
    for item in items.items:
        first = True
        for block in item:
            if isinstance(block, Items):
                yield from _items(c, block, title, level + 1)
                continue
            for line, said in _lines(c, (block,), title):
                bullet = ("1." if items.ordered else BULLETS[min(level, 1)]) if first else ""
                yield replace(line, bullet=bullet, level=min(level, 4)), said
                first = False


def _statement(c: Compositor, block: Fence, lines: tuple[tuple[Line, Told], ...]) -> tuple[Slide, ...]:
    """A sentence set large; what is said under it stands close to it."""
    layout = "statement"
    title = c.unique(block.title)
    place, body = c.layouts[layout].place("title"), c.layouts[layout].place("body")
    words = tuple(line for line, _ in lines)
    style = c.styles[body.style]
    gap = pt(22) if words else pt(0)
    height = c.fitter.height(words, style, body.frame.width)
    room = body.frame.bottom - place.frame.top - gap - height
    fitted = c.fit(layout, "title", (c.line(title),), room)
    c.complain(fitted.over, title, "statement with what stands under it")
    # one sentence alone stands on the optical centre; with words under it, near the top
    free = max(pt(0), room - fitted.height)
    top = place.frame.top + pt(round((free * (0.15 if words else 0.4)).pt, 2))
    items: list[Item] = [
        c.balanced(layout, "title", (c.line(title),), fitted.style, replace(place.frame, top=top, height=fitted.height))
    ]
    if words:
        frame = replace(body.frame, top=top + fitted.height + gap, height=height)
        items.append(c.words(layout, "body", words, style, frame))
    said = sum((what for _, what in lines), told(block.heading))
    items += c.source(layout, said, title)
    return (c.slide(layout, items, c.notes(said)),)


def _pages(c: Compositor, block: Fence, lines: tuple[tuple[Line, Told], ...]) -> tuple[Slide, ...]:
    """The words over as many slides as they need; each has its own title and its own source line."""
    layout = "text"
    body = c.layouts[layout].place("body")
    title = c.unique(block.title)
    made: list[Slide] = []
    rest = lines
    while True:
        fitted = c.fit(layout, "title", (c.line(title),))
        c.complain(fitted.over, title, "title")
        top = c.layouts[layout].place("title").frame.top + fitted.height + pt(24)
        frame = replace(body.frame, top=top, height=body.frame.bottom - top)
        style = c.styles[body.style]
        page = next(c.fitter.pages(tuple(line for line, _ in rest), style, frame.width, frame.height), ())
        height = c.fitter.height(page, style, frame.width)
        if height > frame.height:
            c.complain(-int((frame.height - height).emu // style.leading.emu), title, "paragraph")
        items: list[Item] = [c.balanced(layout, "title", (c.line(title),), fitted.style)]
        items += [c.words(layout, "body", page, style, frame)] if page else []
        what = sum((said for _, said in rest[: len(page)]), told(block.heading))
        items += c.source(layout, what, title)
        made.append(c.slide(layout, items, c.notes(what)))
        rest = rest[len(page) :]
        if not rest:
            return tuple(made)
        title = c.unique(block.title)


def _picture(c: Compositor, wanted: str, image: Image) -> Slide:
    """A picture of the publication's own, with its caption."""
    layout, title = "picture", c.unique(wanted)
    items: list[Item] = [
        c.placed(layout, "title", (c.line(title),), title),
        Photograph(image.path, image.alt, "picture"),
    ]
    if plain(image.caption).strip():
        items.append(c.placed(layout, "caption", (Line(c.runs(image.caption)),), title))
    said = told(image.caption)
    items += c.source(layout, said, title)
    return c.slide(layout, items, c.notes(said))
