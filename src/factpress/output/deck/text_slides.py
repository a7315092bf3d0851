"""Slides of text: a statement, paragraphs and lists, a quotation, a picture with its caption.

Text that does not fit continues on another slide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from factpress.core.diagnostics import Location
from factpress.core.units import pt
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.blocks.statistic import Statistic
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
from factpress.output.deck.composer import Compositor
from factpress.output.deck.presentation import Frame, Item, Line, Photograph, Rule, Slide
from factpress.output.deck.runs import Told, runs, told

BETWEEN = pt(14)
BULLETS = ("•", "–")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph of a slide, what it states, and its place in the text."""

    line: Line
    told: Told
    origin: Location


def text_slides(c: Compositor, block: Fence, *, titled: bool) -> tuple[Slide, ...]:
    """The title and the text of a slide, over as many slides as they need.

    `set_apart` has the blocks that get slides of their own. None where there is no text and the slide's title is
    `titled`, which means that a picture has it.
    """
    lines = tuple(_lines(c, block.blocks, block.title))
    if titled and not lines:
        return ()
    return _statement(c, block, lines) if block.style == "statement" else _pages(c, block, lines)


def _lines(c: Compositor, blocks: tuple[Block, ...], title: str) -> Iterator[TextLine]:
    for block in for_target(blocks, DECK.name):
        origin = block.origin or c.origin
        match block:
            case Paragraph(children):
                if plain(children).strip():
                    yield _line(c, children, origin)
            case Heading(_, children):
                yield _line(c, children, origin, strong=True)
            case Items():
                yield from _items(c, block, title, 0)
            case Quote(children, attribution):
                if block.claim is None:  # a quoted claim has its own slide
                    yield _line(c, children, origin, emphasis=True)
                    if plain(attribution).strip():
                        yield _line(c, attribution, origin)
            case Aside(heading, inside):
                yield _line(c, heading, origin, strong=True)
                yield from _lines(c, inside, title)
            case Table():
                hint = "say it as a list of a few lines, or draw it as a chart"
                message = f'the table on the slide "{title}" would be too small to read'
                c.problems.error("slide-table", message, origin, hint)
            case Statistic() | Fence() | Figure() | Image() | SpeakerNotes() | Only():
                pass  # `set_apart` has them; `for_target` opens Only
            case Compound():
                yield from _lines(c, block.realize(), title)
            case _:
                assert_never(block)


def _line(
    c: Compositor, children: Inlines, origin: Location, *, strong: bool = False, emphasis: bool = False
) -> TextLine:
    made = runs(children, c.document.language, strong=strong, emphasis=emphasis)
    return TextLine(Line(made, before=BETWEEN), told(children), origin)


def _items(c: Compositor, items: Items, title: str, level: int) -> Iterator[TextLine]:
    for item in items.items:
        first = True
        for block in item:
            if isinstance(block, Items):
                yield from _items(c, block, title, level + 1)
                continue
            for text in _lines(c, (block,), title):
                bullet = ("1." if items.ordered else BULLETS[min(level, 1)]) if first else ""
                yield replace(text, line=replace(text.line, bullet=bullet, level=min(level, 4)))
                first = False


def _statement(c: Compositor, block: Fence, lines: tuple[TextLine, ...]) -> tuple[Slide, ...]:
    """A sentence set large; what is said under it stands close to it."""
    layout = "statement"
    title = c.unique(block.title)
    place, body = c.layouts[layout].place("title"), c.layouts[layout].place("body")
    words = tuple(text.line for text in lines)
    style = c.styles[body.style]
    gap = pt(22) if words else pt(0)
    height = c.fitter.height(words, style, body.frame.width)
    room = body.frame.bottom - place.frame.top - gap - height
    fitted = c.fit(layout, "title", (c.line(title),), room)
    if fitted.over and not c.fit(layout, "title", (c.line(title),), room + gap + height).over:
        over = c.fitter.lines_over(fitted.height - room, style)
        c.complain(over, title, "text under the statement", lines[0].origin)
    else:
        c.complain(fitted.over, title, "statement")
    # one sentence alone stands on the optical centre; with words under it, near the top
    free = max(pt(0), room - fitted.height)
    top = place.frame.top + pt(round((free * (0.15 if words else 0.4)).pt, 2))
    items: list[Item] = [
        c.balanced(layout, "title", (c.line(title),), fitted.style, replace(place.frame, top=top, height=fitted.height))
    ]
    if words:
        frame = replace(body.frame, top=top + fitted.height + gap, height=height)
        items.append(c.words(layout, "body", words, style, frame))
    said = _stated(lines, block)
    items += c.source(layout, said, title)
    return (c.slide(layout, items, c.notes(said)),)


def _pages(c: Compositor, block: Fence, lines: tuple[TextLine, ...]) -> tuple[Slide, ...]:
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
        page = next(c.fitter.pages(tuple(text.line for text in rest), style, frame.width, frame.height), ())
        height = c.fitter.height(page, style, frame.width)
        if height > frame.height:
            c.complain(c.fitter.lines_over(height - frame.height, style), title, "paragraph", rest[0].origin)
        items: list[Item] = [c.balanced(layout, "title", (c.line(title),), fitted.style)]
        items += [c.words(layout, "body", page, style, frame)] if page else []
        what = _stated(rest[: len(page)], block)
        items += c.source(layout, what, title)
        made.append(c.slide(layout, items, c.notes(what)))
        rest = rest[len(page) :]
        if not rest:
            return tuple(made)
        title = c.unique(block.title)


def _stated(lines: Iterable[TextLine], block: Fence) -> Told:
    return sum((text.told for text in lines), told(block.heading))


def picture_slide(c: Compositor, block: Fence, image: Image) -> Slide:
    """A picture of the publication under the title of the slide that holds it, with its caption."""
    layout, title = "picture", c.unique(block.title)
    items: list[Item] = [
        c.placed(layout, "title", (c.line(title),), title),
        Photograph(image.path, image.alt, "picture", origin=image.origin),
    ]
    if plain(image.caption).strip():
        items.append(c.placed(layout, "caption", (Line(c.runs(image.caption)),), title))
    said = told(image.caption, block.heading)
    items += c.source(layout, said, title)
    return c.slide(layout, items, c.notes(said))


def quote_slide(c: Compositor, block: Quote) -> Slide:
    """Words of somebody beside a gold rule, and under them who said so. The words are the slide's title."""
    layout = "quote"
    place, who_place = c.layouts[layout].place("title"), c.layouts[layout].place("attribution")
    title = c.unique(plain(block.children))
    # runs keep emphasis and languages; they serve where the title needed nothing to tell it from another
    words = Line(c.runs(block.children))
    quote = (words if " ".join(words.text.split()) == title else c.line(title),)
    who = (c.line(plain(block.attribution).strip()),) if plain(block.attribution).strip() else ()
    named = c.fit(layout, "attribution", who, who_place.frame.height * 2)  # a long name goes on below
    c.complain(named.over, title, "attribution")
    top, bottom, gap = c.theme.slide.top, c.theme.slide.content_bottom, pt(22)
    doubt = (c.line(block.doubt),) if block.doubt else ()
    doubt_height = c.fitter.height(doubt, c.styles["lead"], place.frame.width)
    below = max(named.height, pt(36)) + (pt(8) + doubt_height if doubt else pt(0))
    room = bottom - top - below - gap
    fitted = c.fit(layout, "title", quote, room)
    if fitted.over and not c.fit(layout, "title", quote, room + doubt_height).over:
        c.complain(c.fitter.lines_over(fitted.height - room, c.styles["lead"]), title, "sentence of doubt")
    else:
        c.complain(fitted.over, title, "quotation")
    height = fitted.height + gap + below
    # a little above the middle, where a block looks centred
    start = pt(round((top + max(pt(0), bottom - top - height) * 0.42).pt, 2))
    under = start + fitted.height + gap
    rtl = c.document.direction == "rtl"
    rule_left = place.frame.left + place.frame.width + pt(33.5) if rtl else place.frame.left - pt(38)
    items: list[Item] = [
        c.balanced(layout, "title", quote, fitted.style, replace(place.frame, top=start, height=fitted.height)),
        Rule("Rule", Frame(rule_left, start + pt(6), pt(4.5), height - pt(12)), "accent"),
    ]
    if who:
        items.append(
            c.balanced(
                layout, "attribution", who, named.style, replace(who_place.frame, top=under, height=named.height)
            )
        )
    items += c.mark(layout, block.standing, under + pt(8))
    if doubt:
        top = under + max(named.height, pt(36)) + pt(8)
        frame = replace(who_place.frame, top=top, width=place.frame.width, height=doubt_height)
        items.append(c.balanced(layout, "doubt", doubt, c.styles["lead"], frame))
    # the words are the claim as supplied: they state it whole
    said = Told((block.claim,) if block.claim is not None else ()) + told(block.children, block.attribution)
    items += c.source(layout, said, title)
    return c.slide(layout, items, c.notes(said))
