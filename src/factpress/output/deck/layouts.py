"""The layouts: the placeholders of each kind of slide, and their frames in points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from factpress.design.theme import SlideGrid
from factpress.output.deck.placeholders import Layout, Placeholder, mirrored
from factpress.output.deck.presentation import Frame
from factpress.output.pictures import SLIDE_PPI, PictureBox

MARK_WIDTH = 160.0
MARK_GAP = 8.0
CHART_HEIGHT = 304.0
"""The height of a chart's placeholder, in points: below one line of title and two of subtitle."""

COARSE_PPI = 90
"""Pixels per inch below which a picture looks coarse on a slide: 1,200 pixels across."""


def _footer(m: SlideGrid) -> tuple[Placeholder, Placeholder]:
    left, top = m.left.pt, m.footer_y.pt
    height = min(2 * 19.0, m.height.pt - top - 2)
    right = m.width.pt - m.right.pt
    return (
        Placeholder("source", "footer", 11, Frame.points(left, top, right - left - 80, height), "footer", "soft"),
        Placeholder(
            "number", "number", 12, Frame.points(right - 60, top, 60, 19), "footer-number", "soft", align="end"
        ),
    )


def slide_picture(frame: Frame) -> PictureBox:
    """Return the space of a picture on a slide, which it fills."""
    return PictureBox(frame.width, frame.height, SLIDE_PPI, COARSE_PPI, fills=True)


def layouts(m: SlideGrid, *, rtl: bool = False) -> Mapping[str, Layout]:
    """Return all layouts by name, in the order of the template; mirrored for a deck that reads from right to left."""
    left, top, bottom = m.left.pt, m.top.pt, m.content_bottom.pt
    wide = m.width.pt - left - m.right.pt
    half = wide / 2 + 20  # the pattern has the other half
    label_left = left + half - 6  # between the title and the pattern, whose loose ends reach into the gap

    def years(top: float, bottom: float) -> tuple[Placeholder, Placeholder]:
        return (
            Placeholder("first-year", "body", 5, Frame.points(label_left, top, 42, 16), "year", "soft", align="end"),
            Placeholder("last-year", "body", 6, Frame.points(label_left, bottom, 42, 16), "year", "soft", align="end"),
        )

    accent = m.thread_y.pt
    foot = _footer(m)
    frame = Frame.points
    mark = Placeholder(
        "mark", "body", 13, frame(left + wide - MARK_WIDTH, top + 8, MARK_WIDTH, 22), "mark", align="end"
    )
    narrow = wide - MARK_WIDTH - 20  # for a title next to the mark
    heading = Placeholder("title", "title", 0, frame(left, top, wide, 88), "slide-heading", "heading")

    def narrowed(place: Placeholder) -> Placeholder:
        return replace(place, frame=replace(place.frame, width=frame(0, 0, narrow, 0).width))

    made = (
        Layout(
            "title",
            "Title",
            (
                Placeholder("title", "title", 0, frame(left, top, half - 8, 132), "title", "heading", "bottom"),
                Placeholder("subtitle", "body", 1, frame(left, top + 162, half - 24, 180), "lead"),
                Placeholder("organisation", "body", 2, frame(left, bottom - 74, half, 66), "mark", "heading", "bottom"),
                *years(58, 430),
            ),
            top + 140,
        ),
        Layout(
            "section",
            "Section",
            (
                Placeholder("title", "title", 0, frame(left, top, half, 240), "section", "heading", "bottom"),
                Placeholder("lead", "body", 1, frame(left, top + 256, half, bottom - top - 256), "lead"),
                *years(60, 430),
                *foot,
            ),
            accent,
        ),
        Layout(
            "statement",
            "Statement",
            (
                Placeholder("title", "title", 0, frame(left, top + 20, wide, 264), "statement", "heading"),
                Placeholder("body", "body", 1, frame(left, top + 304, wide, bottom - top - 304), "body"),
                *foot,
            ),
            accent,
        ),
        Layout(
            "big-number",
            "Big number with range",
            (
                narrowed(Placeholder("title", "title", 0, frame(left, top + 2, wide, 72), "question")),
                mark,
                Placeholder("figure", "body", 1, frame(left - 4, top + 48, wide + 4, 140), "big-number", "heading"),
                Placeholder("low", "body", 2, frame(left, 282, 300, 24), "chart-label"),
                Placeholder("high", "body", 3, frame(left + wide - 300, 282, 300, 24), "chart-label", align="end"),
                Placeholder("scale-start", "body", 4, frame(left, 360, 200, 22), "axis-label", "soft"),
                Placeholder(
                    "scale-end", "body", 5, frame(left + wide - 300, 360, 300, 22), "axis-label", "soft", align="end"
                ),
                Placeholder("about", "body", 6, frame(left, 396, wide, bottom - 396), "lead"),
                *foot,
            ),
            accent,
        ),
        Layout(
            "quote",
            "Quotation",
            (
                Placeholder("title", "title", 0, frame(left + 38, top + 24, wide - 38, 300), "quote", "heading"),
                Placeholder("attribution", "body", 1, frame(left + 38, 400, narrow - 38, 36), "attribution"),
                Placeholder("doubt", "body", 2, frame(left + 38, 440, wide - 38, 36), "lead", "soft"),
                mark,
                *foot,
            ),
            accent,
        ),
        Layout(
            "chart",
            "Chart",
            (
                narrowed(heading),
                mark,
                Placeholder("subtitle", "body", 1, frame(left, top + 48, wide, 68), "subtitle", "soft"),
                Placeholder("chart", "picture", 14, frame(left, bottom + 2 - CHART_HEIGHT, wide, CHART_HEIGHT), "body"),
                *foot,
            ),
            accent,
        ),
        Layout(
            "text",
            "Text",
            (
                heading,
                Placeholder("body", "body", 1, frame(left, top + 68, wide, bottom - top - 68), "body"),
                *foot,
            ),
            accent,
        ),
        Layout(
            "picture",
            "Picture",
            (
                heading,
                Placeholder("picture", "picture", 14, frame(left, top + 60, wide, bottom - top - 108), "body"),
                Placeholder("caption", "body", 1, frame(left, bottom - 40, wide, 40), "lead", "soft"),
                *foot,
            ),
            accent,
        ),
        Layout(
            "table",
            "Table",
            (
                heading,
                Placeholder("body", "body", 1, frame(left, top + 68, wide, 80), "body"),
                Placeholder("table", "table", 14, frame(left, top + 68, wide, bottom - top - 68), "table"),
                *foot,
            ),
            accent,
        ),
        Layout(
            "sources",
            "Sources",
            (
                replace(heading, frame=frame(left, top, wide, 44)),
                Placeholder("sources", "body", 1, frame(left, top + 60, wide, bottom - top - 60), "sources"),
                Placeholder("address", "body", 2, frame(left, bottom - 58, wide - 160, 58), "lead", anchor="bottom"),
                Placeholder("code", "picture", 14, frame(left + wide - 128, bottom - 128, 128, 128), "body"),
                *foot,
            ),
            accent,
        ),
        Layout(
            "closing",
            "Holding and closing",
            (
                Placeholder("title", "title", 0, frame(left, 400, wide / 2, 52), "closing", "heading"),
                Placeholder("body", "body", 1, frame(left, 456, wide / 2, 40), "lead"),
                Placeholder("time", "body", 2, frame(left + wide / 2, 408, wide / 2, 40), "lead", align="end"),
                Placeholder(
                    "organisation", "body", 3, frame(left + wide / 2, 462, wide / 2, 24), "mark", "heading", align="end"
                ),
            ),
            None,
        ),
        Layout(
            "tested",
            "Tested sentence",
            (
                Placeholder("title", "title", 0, frame(left, 290, wide, 110), "finding", "heading"),
                Placeholder("label", "body", 1, frame(left, top, wide, 36), "quiet", "soft"),
                Placeholder("supplied", "body", 2, frame(left, top + 36, wide, 108), "supplied", "soft"),
                Placeholder("attribution", "body", 3, frame(left, top + 144, wide, 36), "quiet", "soft"),
                Placeholder("mark", "body", 13, frame(left + 33, 250, wide - 33, 36), "tested-mark"),
                Placeholder("reason", "body", 4, frame(left, 410, wide, bottom - 410), "lead"),
                *foot,
            ),
            accent,
        ),
        Layout(
            "closing-address",
            "Closing with address",
            (
                Placeholder("title", "title", 0, frame(left, top, wide - 380, 132), "statement", "heading"),
                Placeholder("body", "body", 1, frame(left, top + 154, wide - 380, bottom - top - 154), "body"),
                Placeholder("code", "picture", 14, frame(left + wide - 284, top, 284, 284), "body"),
                Placeholder(
                    "address",
                    "body",
                    2,
                    frame(left + wide - 340, top + 298, 340, 108),
                    "address",
                    "heading",
                    align="end",
                ),
                *foot,
            ),
            accent,
        ),
        Layout(
            "verse",
            "Verse",
            (
                Placeholder("title", "title", 0, frame(left + 38, 400, wide - 38, 72), "attribution"),
                Placeholder("verse", "body", 1, frame(left + 38, top + 24, wide - 38, 300), "verse", "heading"),
                *foot,
            ),
            accent,
        ),
    )
    return {layout.name: mirrored(layout, m) if rtl else layout for layout in made}
