"""Set slides: the key of the marks, a prayer, works in columns below their drawings, and a strip over video."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from factpress.design.drawings import LineDrawing
from factpress.document.blocks.record_list import RecordEntry, RecordList
from factpress.document.blocks.slide import Slide as SlideBlock
from factpress.document.blocks.slide import strip_standing
from factpress.document.model import Break, Inlines, Paragraph, plain
from factpress.output.deck.fitting.layout_choice import excess_lines
from factpress.output.deck.fitting.measure import Paragraphs
from factpress.output.deck.layouts.grid import SHOWN_STANDINGS
from factpress.output.deck.layouts.set_slides import MOST_COLUMNS, column_place, door_frame, icon_frame, mark_place
from factpress.output.deck.layouts.standing_icons import standing_icon, standing_svg
from factpress.output.deck.presentation import Frame, Group, Item, Picture, Rule, Slide
from factpress.output.deck.runs import provenance
from factpress.output.deck.slides.composer import PlacedText, SlideComposer
from factpress.output.deck.slides.line_drawings import drawn_picture
from factpress.output.deck.slides.ornament import strands
from factpress.output.deck.slides.text import slide_texts


def key_slide(c: SlideComposer, block: SlideBlock) -> Slide:
    """Compose the key of the marks: those that the document explains, each with its icon, its word and its meaning."""
    title = c.unique_title(block.title)
    explained = {each.standing: each for each in c.document.standings}
    shown = [explained[standing] for standing in SHOWN_STANDINGS if standing in explained]
    texts = [PlacedText("title", c.title_paragraphs(title, block.heading))]
    for number, each in enumerate(shown, start=1):
        text = (*c.paragraphs(each.word), *c.paragraphs(each.on_slide, "meaning"))
        texts.append(PlacedText(mark_place(number), text, "mark"))
    layout, (heading, *marks) = c.fitted("key", title, texts)
    colours = c.theme.palettes[c.palette]
    ink, ground = colours.foreground.hex, colours.background.hex
    items: list[Item] = [heading]
    for number, (each, text) in enumerate(zip(shown, marks, strict=True), start=1):
        svg, png = standing_svg(each.standing, ink), standing_icon(each.standing, ink, ground)
        items += [Picture("Mark", icon_frame(layout, number, rtl=c.rtl), svg, png), text]
    lead = c.paragraphs(c.document.words.get("how-sure-lead", ""))
    if lead and not excess_lines(c.fitter, layout.place("source"), lead):
        items.append(c.text(layout, "source", lead))
    return c.slide(layout, items, c.notes(provenance(block.heading)))


def prayer_slide(c: SlideComposer, block: SlideBlock) -> Slide:
    """Compose a prayer below its title, in the lines in which it is written."""
    title = c.unique_title(block.title)
    texts = tuple(slide_texts(c, block.blocks))
    placed = (
        PlacedText("title", c.title_paragraphs(title, block.heading)),
        PlacedText("body", tuple(each.paragraph for each in texts), "prayer", texts[0].origin if texts else None),
    )
    drawing = c.drawing(block.drawing) if block.drawing else None
    layout, items = c.fitted("prayer-drawing" if drawing is not None else "prayer", title, placed)
    if drawing is not None:
        items.append(drawn_picture(c, drawing, layout.place("drawing").frame, "drawing"))
    stated = sum((text.stated for text in texts), provenance(block.heading))
    return c.slide(layout, (*items, *c.source_line(layout, stated, title)), c.notes(stated))


def columns_slide(c: SlideComposer, block: SlideBlock, works: RecordList) -> Slide | None:
    """Compose works in columns below their drawings; None if there is no room for their texts."""
    title = block.title
    columns = [_column(c, entry) for entry in works.entries]
    texts = [PlacedText("title", c.paragraphs(title))]
    texts += [PlacedText(column_place(number), text) for number, text in enumerate(columns, start=1)]
    if c.choose("columns", {text.place: text.paragraphs for text in texts}).excess:
        return None
    title = c.unique_title(block.title)
    layout, (heading, *made) = c.fitted("columns", title, [PlacedText("title", c.paragraphs(title)), *texts[1:]])
    items: list[Item] = [heading]
    for number, (entry, text) in enumerate(zip(works.entries, made, strict=True), start=1):
        drawing = c.drawing(entry.drawing)
        items += [] if drawing is None else [_door(c, drawing, entry.since, door_frame(layout, number))]
        items.append(text)
    stated = provenance(block.heading, *(text for entry in works.entries for text in _texts(entry)))
    return c.slide(layout, (*items, *c.source_line(layout, stated, title)), c.notes(stated))


def lower_third_slide(c: SlideComposer, block: SlideBlock) -> Slide:
    """Compose a strip over a video picture: the title with the worst mark of what is stated, and one line of text.

    Its sources are in its notes only.
    """
    title, texts = c.unique_title(block.title), tuple(slide_texts(c, block.blocks))
    stated = sum((text.stated for text in texts), provenance(block.heading))
    placed = (
        PlacedText("title", c.title_paragraphs(title, block.heading)),
        PlacedText("mark", c.mark(strip_standing(stated.notes))),
        PlacedText("body", tuple(each.paragraph for each in texts), "text", texts[0].origin if texts else None),
    )
    layout, items = c.fitted("lower-third", title, placed)
    return c.slide(layout, items, c.notes(stated))


def drawn_works(block: SlideBlock) -> RecordList | None:
    """Return the records of a slide block that has nothing else than up to four of them, each with a drawing."""
    records = [each for each in block.blocks if isinstance(each, RecordList)]
    if len(records) != 1 or len(block.blocks) != 1 or records[0].closing or block.drawing:
        return None
    entries = records[0].entries
    return records[0] if 0 < len(entries) <= MOST_COLUMNS and all(entry.drawing for entry in entries) else None


def _texts(entry: RecordEntry) -> Iterator[Inlines]:
    yield from (block.children for block in entry.blocks if isinstance(block, Paragraph))


def _column(c: SlideComposer, entry: RecordEntry) -> Paragraphs:
    """Return the lines of a record as paragraphs: its name, then what is about it."""
    made: Paragraphs = ()
    for text in _texts(entry):
        for is_break, part in groupby(text, lambda inline: isinstance(inline, Break)):
            words = () if is_break else tuple(part)
            made += c.paragraphs(plain(words) if not made else words, "about" if made else "")
    return made


def _door(c: SlideComposer, drawing: LineDrawing, since: int | None, frame: Frame) -> Group:
    """Return a drawing in the frame of a door: a double line at three sides, and a thread for each year since then."""
    points, wide, high = Frame.points, frame.width.pt, frame.height.pt
    left, top = frame.left.pt, frame.top.pt
    lines: list[Rule] = []
    for inset, width in ((0.0, 2.2), (6.0, 1.0)):
        height = high - inset
        lines += [
            Rule("Frame", points(left + inset, top + inset, width, height), "heading"),
            Rule("Frame", points(left + inset, top + inset, wide - 2 * inset, width), "heading"),
            Rule("Frame", points(left + wide - inset - width, top + inset, width, height), "heading"),
        ]
    side = 168.0
    inner = points(left + (wide - side) / 2, top + high - side - 8, side, side)
    picture = drawn_picture(c, drawing, inner)
    threads = strands(c, since, left + 12, top + 10, wide - 24)
    return Group(drawing.title, (*lines, *threads, picture))
