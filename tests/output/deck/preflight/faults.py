"""Changes of a presentation with one slide: for every rule some that it must find."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.util import Pt

from tests.output.deck.preflight.decks import (
    INCH,
    LONG,
    A,
    DeckMaker,
    add_picture,
    add_slide,
    add_text,
    body,
    first,
    png,
    properties,
    shrinking,
)
from tests.output.deck.preflight.sound import sound_shrunk, sound_table

P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def overfull_body(deck: Any) -> None:
    body(deck).text_frame.text = "\n".join(["Each of these lines is one of too many on this slide"] * 9)


def overfull_title(deck: Any) -> None:
    first(deck).shapes.title.text = LONG
    body(deck).text_frame.text = ""


def overfull_box(deck: Any) -> None:
    add_text(first(deck), LONG, (1, 4, 5, 1))


def overfull_shape(deck: Any) -> None:
    shape = first(deck).shapes.add_shape(MSO_SHAPE.RECTANGLE, INCH, 4 * INCH, 3 * INCH, INCH)
    shape.text = "Four lines of text in a shape that is high enough for two"
    shape.text_frame.paragraphs[0].font.size = Pt(28)


def overfull_ellipse(deck: Any) -> None:
    """The text would fit in the frame, and not in the ellipse."""
    shape = first(deck).shapes.add_shape(MSO_SHAPE.OVAL, INCH, 4 * INCH, 4 * INCH, 1.3 * INCH)
    shape.text = "Three lines of text in an ellipse that is low"
    shape.text_frame.paragraphs[0].font.size = Pt(28)


def overfull_shrunk_too_little(deck: Any) -> None:
    overfull_body(deck)
    shrinking(deck).set("fontScale", "90000")


def overfull_rotated(deck: Any) -> None:
    overfull_box(deck)
    first(deck).shapes[-1].rotation = 30


def text_below_slide(deck: Any) -> None:
    box = add_text(first(deck), LONG, (1, 6, 5, 1))
    box.text_frame.auto_size = MSO_AUTO_SIZE.SHAPE_TO_FIT_TEXT


def text_right_of_slide(deck: Any) -> None:
    box = add_text(first(deck), "A line that does not wrap and is wider than the rest of the slide", (5, 4, 3, 1))
    box.text_frame.word_wrap = False


def table_below_slide(deck: Any) -> None:
    body(deck).text_frame.text = ""
    table = first(deck).shapes.add_table(12, 2, INCH, 2 * INCH, 8 * INCH, INCH).table
    for cell in table.iter_cells():
        cell.text = "A cell"
        cell.text_frame.paragraphs[0].font.size = Pt(28)


def two_boxes(deck: Any) -> None:
    add_text(first(deck), "One text", (1, 4, 4, 1))
    add_text(first(deck), "Another text", (1.2, 4.1, 4, 1))


def box_over_title(deck: Any) -> None:
    add_text(first(deck), "A label in the way", (3, 0.6, 4, 0.7))


def anchored_up(deck: Any) -> None:
    """The text of the lower box grows upwards into the other."""
    add_text(first(deck), "A text that stays", (1, 4, 4, 0.6))
    low = add_text(first(deck), "A text that grows upwards from its lower edge, line after line", (1, 5, 4, 0.6))
    low.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    low.text_frame.auto_size = MSO_AUTO_SIZE.SHAPE_TO_FIT_TEXT


def rotated_over(deck: Any) -> None:
    add_text(first(deck), "A text on the level", (2, 4, 5, 0.7))
    add_text(first(deck), "A text across it", (2, 4, 5, 0.7)).rotation = 90


def over_layout(deck: Any) -> None:
    layout = deck.slide_layouts[1]
    layout.shapes._spTree.append(add_text(first(deck), "Name of the company", (1, 6, 5, 0.7))._element)
    add_text(first(deck), "A text of the slide", (1, 6, 5, 0.7))


def no_alternative(deck: Any) -> None:
    add_picture(first(deck), described="", top=4 * INCH)


def file_name_as_alternative(deck: Any) -> None:
    add_picture(first(deck), described="IMG_0012 (2).JPG", top=4 * INCH)


def chart(deck: Any) -> None:
    data = CategoryChartData()
    data.categories = ["East", "West"]
    data.add_series("Sales", (1, 2))
    first(deck).shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, INCH, 4 * INCH, 3 * INCH, 2 * INCH, data)


def no_title(deck: Any) -> None:
    first(deck).shapes.title.text = " "


def no_placeholder_for_title(deck: Any) -> None:
    add_text(add_slide(deck, 6), "A text that looks like a title", (1, 1, 8, 1), 40)


def small_text(deck: Any) -> None:
    body(deck).text_frame.paragraphs[0].font.size = Pt(18)


def small_second_level(deck: Any) -> None:
    body(deck).text_frame.paragraphs[1].level = 4


def small_by_shrinking(deck: Any) -> None:
    sound_shrunk(deck)
    properties(body(deck))[0].set("fontScale", "50000")


def small_in_table(deck: Any) -> None:
    sound_table(deck)
    first(deck).shapes[-1].table.cell(0, 0).text = "In the usual size of tables"


def small_in_layout(deck: Any) -> None:
    """The size is that of the placeholder of the layout."""
    layout = deck.slide_layouts[1]
    style = layout.placeholders[1]._element.txBody.find(f"{{{A}}}lstStyle")
    style.append(parse_xml(f'<a:lvl1pPr xmlns:a="{A}"><a:defRPr sz="2000"/></a:lvl1pPr>'))


def grey_on_white(deck: Any) -> None:
    for paragraph in body(deck).text_frame.paragraphs:
        paragraph.font.color.rgb = RGBColor(0xBB, 0xBB, 0xBB)


def black_on_dark_shape(deck: Any) -> None:
    box = add_text(first(deck), "Hardly seen", (1, 4, 4, 1))
    box.fill.solid()
    box.fill.fore_color.rgb = RGBColor(0x30, 0x10, 0x40)


def black_on_shape_behind(deck: Any) -> None:
    shape = first(deck).shapes.add_shape(MSO_SHAPE.RECTANGLE, INCH, 4 * INCH, 8 * INCH, 2 * INCH)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(0, 0, 0x60)
    add_text(first(deck), "Hardly seen", (2, 4.5, 4, 1))


def white_on_light_picture(deck: Any) -> None:
    slide = first(deck)
    picture = slide.shapes.add_picture(png((230, 230, 210)), INCH, 4 * INCH, 6 * INCH, 2 * INCH)
    picture._element.nvPicPr.cNvPr.set("descr", "Sand")
    box = add_text(slide, "Hardly seen", (2, 4.5, 4, 1))
    box.text_frame.paragraphs[0].font.color.rgb = RGBColor(255, 255, 255)


def dark_background(deck: Any) -> None:
    fill = first(deck).background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0x20, 0x20, 0x20)


def dark_master(deck: Any) -> None:
    fill = deck.slide_master.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0x20, 0x20, 0x20)


def scheme_colour(deck: Any) -> None:
    """A colour of the theme, lightened."""
    run = body(deck).text_frame.paragraphs[0].runs[0]
    run._r.get_or_add_rPr().append(
        parse_xml(
            f'<a:solidFill xmlns:a="{A}"><a:schemeClr val="accent1"><a:lumMod val="20000"/><a:lumOff val="80000"/>'
            "</a:schemeClr></a:solidFill>"
        )
    )
    body(deck).text_frame.paragraphs[1].text = ""


def unknown_font(deck: Any) -> None:
    body(deck).text_frame.paragraphs[0].font.name = "Brush Script of Grandmother"


def unknown_theme_font(deck: Any) -> None:
    theme = next(r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    theme._blob = theme.blob.replace(b'<a:latin typeface="Calibri"', b'<a:latin typeface="Aptos Display"')


TIMING = (
    f'<p:timing xmlns:p="{P}"><p:tnLst><p:par><p:cTn id="1" dur="indefinite" nodeType="tmRoot"><p:childTnLst><p:par>'
    '<p:cTn id="2" presetID="1" presetClass="entr" fill="hold"><p:childTnLst><p:set><p:cBhvr><p:cTn id="3" dur="1"/>'
    '<p:tgtEl><p:spTgt spid="%s"/></p:tgtEl></p:cBhvr></p:set></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>'
    "</p:par></p:tnLst></p:timing>"
)


def animation(deck: Any) -> None:
    first(deck)._element.append(parse_xml(TIMING % body(deck).shape_id))


def animated_overlap(deck: Any) -> None:
    two_boxes(deck)
    first(deck)._element.append(parse_xml(TIMING % first(deck).shapes[-1].shape_id))


def transition(deck: Any) -> None:
    first(deck)._element.append(parse_xml(f'<p:transition xmlns:p="{P}"><p:fade/></p:transition>'))


def advancing(deck: Any) -> None:
    first(deck)._element.append(parse_xml(f'<p:transition xmlns:p="{P}" advTm="5000"/>'))


def video(deck: Any) -> None:
    movie = first(deck).shapes.add_movie(png(), INCH, 4 * INCH, INCH, INCH, mime_type="video/mp4")
    movie._element.nvPicPr.cNvPr.set("descr", "A film")


def speaker_notes(deck: Any) -> None:
    first(deck).notes_slide.notes_text_frame.text = "Say it slowly."


def hidden(deck: Any) -> None:
    first(deck)._element.set("show", "0")


def author(deck: Any) -> None:
    deck.core_properties.author = "Ann Author"


def source_line(deck: Any) -> None:
    add_text(first(deck), "Source: Annual report 2024, page 12, table 3", (1, 6.8, 8, 0.4), 12)


def picture_of_text(deck: Any) -> None:
    body(deck)._element.getparent().remove(body(deck)._element)
    picture = first(deck).shapes.add_picture(png(), 0, 0, deck.slide_width, deck.slide_height)
    picture._element.nvPicPr.cNvPr.set("descr", "A poster")
    first(deck).shapes._spTree.remove(picture._element)
    first(deck).shapes._spTree.insert(2, picture._element)


ERRORS: dict[str, list[DeckMaker]] = {
    "text-overflow": [
        overfull_body,
        overfull_title,
        overfull_box,
        overfull_shape,
        overfull_ellipse,
        overfull_shrunk_too_little,
        overfull_rotated,
    ],
    "text-off-slide": [text_below_slide, text_right_of_slide, table_below_slide],
    "text-over-text": [two_boxes, box_over_title, anchored_up, rotated_over, over_layout],
}
WARNINGS: dict[str, list[DeckMaker]] = {
    "missing-alt": [no_alternative, file_name_as_alternative, chart],
    "no-slide-title": [no_title, no_placeholder_for_title],
    "small-slide-type": [small_text, small_second_level, small_by_shrinking, small_in_table, small_in_layout],
    "low-contrast": [
        grey_on_white,
        black_on_dark_shape,
        black_on_shape_behind,
        white_on_light_picture,
        dark_background,
        dark_master,
        scheme_colour,
    ],
    "font-not-embedded": [unknown_font, unknown_theme_font],
    "slide-animation": [animation],
    "text-over-text": [animated_overlap],
    "slide-transition": [transition, advancing],
    "slide-media": [video],
}
INFORMATION: dict[str, list[DeckMaker]] = {
    "speaker-notes": [speaker_notes],
    "hidden-slides": [hidden],
    "author-name": [author],
    "small-source-lines": [source_line],
    "picture-of-text": [picture_of_text],
    "deck-size": [lambda deck: None],
}
