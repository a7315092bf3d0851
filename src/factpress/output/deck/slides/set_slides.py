"""Set slides: the key of the marks, and a prayer."""

from __future__ import annotations

from factpress.document.blocks.slide import Slide as SlideBlock
from factpress.output.deck.layouts.grid import SHOWN_STANDINGS
from factpress.output.deck.layouts.set_slides import icon_frame, mark_place
from factpress.output.deck.layouts.standing_icons import standing_icon, standing_svg
from factpress.output.deck.presentation import Item, Picture, Slide
from factpress.output.deck.runs import provenance
from factpress.output.deck.slides.composer import PlacedText, SlideComposer
from factpress.output.deck.slides.text import slide_texts


def key_slide(c: SlideComposer, block: SlideBlock) -> Slide:
    """Compose the key of the marks: those that the document explains, each with its icon, its word and its meaning."""
    title = c.unique_title(block.title)
    explained = {each.standing: each for each in c.document.standings}
    shown = [explained[standing] for standing in SHOWN_STANDINGS if standing in explained]
    texts = [PlacedText("title", c.title_paragraphs(title, block.heading))]
    for number, each in enumerate(shown, start=1):
        text = (*c.paragraphs(each.word), *c.paragraphs(each.meaning, "meaning"))
        texts.append(PlacedText(mark_place(number), text, "mark"))
    layout, (heading, *marks) = c.fitted("key", title, texts)
    colours = c.theme.palettes[c.palette]
    ink, ground = colours.foreground.hex, colours.background.hex
    items: list[Item] = [heading]
    for number, (each, text) in enumerate(zip(shown, marks, strict=True), start=1):
        svg, png = standing_svg(each.standing, ink), standing_icon(each.standing, ink, ground)
        items += [Picture("Mark", icon_frame(layout, number, rtl=c.rtl), svg, png), text]
    return c.slide(layout, items, c.notes(provenance(block.heading)))


def prayer_slide(c: SlideComposer, block: SlideBlock) -> Slide:
    """Compose a prayer below its title, in the lines in which it is written."""
    title = c.unique_title(block.title)
    texts = tuple(slide_texts(c, block.blocks))
    placed = (
        PlacedText("title", c.title_paragraphs(title, block.heading)),
        PlacedText("body", tuple(each.paragraph for each in texts), "prayer", texts[0].origin if texts else None),
    )
    layout, items = c.fitted("prayer", title, placed)
    stated = sum((text.stated for text in texts), provenance(block.heading))
    return c.slide(layout, (*items, *c.source_line(layout, stated, title)), c.notes(stated))
