"""Slides of tested sentences: what we said, small; the mark; what we found, large; and the reason where there is room.

Words as supplied are not shortened. Where they take the room of the finding, it is above them, and they continue on
further slides together with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factpress.core.units import pt
from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import Inlines, Text, plain
from factpress.document.model.inlines import split_at
from factpress.output.deck.fitting.layout_choice import choose, text_height
from factpress.output.deck.fitting.measure import Paragraphs
from factpress.output.deck.layouts.placeholders import Layout, Placeholder
from factpress.output.deck.presentation import Item, Slide
from factpress.output.deck.runs import Provenance, provenance
from factpress.output.deck.slides.composer import SlideComposer

WITH_REASON, WITH_GIST = pt(42), pt(36)
"""The finding is not made smaller than this to make room for the whole reason, or for its first sentence."""

Parts = tuple[tuple[str, Inlines], ...]
"""Texts in order, each with the role of its paragraph."""


def tested_slides(c: SlideComposer, block: ClaimTest) -> tuple[Slide, ...]:
    """Compose the slide of a tested sentence, or several where the words as supplied take the room of the finding."""
    title = c.unique_title(plain(block.finding))
    said: Parts = (("quiet", (Text(block.label),)), ("", block.supplied), ("quiet", (Text(block.attribution),)))
    supplied = tuple(paragraph for role, text in said for paragraph in c.paragraphs(text, role))
    found = _found(c, block, title)
    for text, least in ((block.reason, WITH_REASON), (block.gist, WITH_GIST), ((), pt(0))):
        family = (each for each in c.families["tested"] if each.place("title").style.size >= least)
        texts = {"title": (*found, *c.paragraphs(text, "reason")), "supplied": supplied}
        choice = choose(c.fitter, family, texts)
        if not choice.excess:
            items = [c.text(choice.layout, place, paragraphs) for place, paragraphs in texts.items() if paragraphs]
            return (_slide(c, block, title, choice.layout, items, text),)
    return tuple(_continued(c, block, title, said))


def _continued(c: SlideComposer, block: ClaimTest, title: str, said: Parts) -> Iterator[Slide]:
    """Compose the finding with as much below it as there is room for, and further slides with the rest."""
    left: Parts = tuple((role, text) for role, text in (*said, ("reason", block.reason)) if plain(text).strip())
    first = True
    while left or first:
        found = _found(c, block, title)
        choice = c.choose("tested-continued", {"title": found})
        layout, excess = choice.layout, choice.excess.get("title", 0)
        c.report_overflow(excess, title, "finding")
        below, left = _as_much_as_fits(c, layout.place("body"), left)
        if excess or not below:
            left = ()  # no slide has room for a line
        items = [c.text(layout, place, text) for place, text in (("title", found), ("body", below)) if text]
        yield _slide(c, block, title, layout, items, block.reason, explained=first)
        title, first = (c.unique_title(plain(block.finding)), False) if left else (title, False)


def _found(c: SlideComposer, block: ClaimTest, title: str) -> Paragraphs:
    return (*c.mark(block.standing), *c.title_paragraphs(title, block.finding))


def _slide(
    c: SlideComposer,
    block: ClaimTest,
    title: str,
    layout: Layout,
    items: Iterable[Item],
    shown: Inlines,
    *,
    explained: bool = True,
) -> Slide:
    """Compose a slide with these items. Its source line is of what is `shown` of the reason; its notes are of all."""
    stated = Provenance((f"{block.claim}/",)) + provenance(block.supplied, block.finding, block.reason)
    notes = c.notes(stated, [c.standing_reason(block.standing, block.explanation)] if explained else ())
    on_slide = provenance(block.supplied, block.finding, shown)
    return c.slide(layout, (*items, *c.source_line(layout, on_slide, title, shown=block.standing)), notes)


def _as_much_as_fits(c: SlideComposer, place: Placeholder, parts: Parts) -> tuple[Paragraphs, Parts]:
    """Return the paragraphs for which a placeholder has room, the last one divided between lines; and the rest."""
    shown: Paragraphs = ()
    for number, (role, text) in enumerate(parts):
        (paragraph,) = c.paragraphs(text, role)
        style, width = place.style_of(paragraph), place.width_of(paragraph)
        for count in range(c.fitter.line_count(paragraph, style, width), 0, -1):
            fitting, rest = split_at(text, c.fitter.length_of_lines(paragraph, style, width, count))
            longer = (*shown, *c.paragraphs(fitting, role))
            if text_height(c.fitter, place, longer) <= place.frame.height:
                shown = longer
                break
        else:
            return shown, parts[number:]
        if plain(rest).strip():
            return shown, ((role, rest), *parts[number + 1 :])
    return shown, ()
