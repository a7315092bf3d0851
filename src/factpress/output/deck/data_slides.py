"""Slides of numbers: a statistic with its range, and a chart."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from factpress.core.units import Length, pt
from factpress.design.fonts import FontSet
from factpress.design.theme import Theme, TypeStyle
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import Chart, Figure
from factpress.output.charts import Format
from factpress.output.deck.composer import SlideComposer
from factpress.output.deck.fitting import Fitted, Fitter, Paragraphs
from factpress.output.deck.layouts import layouts
from factpress.output.deck.placeholders import Layout
from factpress.output.deck.presentation import (
    Frame,
    Item,
    Picture,
    PlaceholderText,
    RangeBar,
    Rule,
    Run,
    Slide,
    TextParagraph,
)
from factpress.output.deck.runs import Provenance, first_origin, plain_runs, provenance
from factpress.output.deck.styles import slide_styles
from factpress.publication.products import Product

LEAST_GAP, GAP = pt(8), pt(14)
"""Between the text above a chart and the chart: the smaller one if the chart would be lower than `GOOD_HEIGHT`."""
GOOD_HEIGHT = pt(308)
LEAST_HEIGHT = pt(286)
"""The title of a chart is made smaller if the chart would be lower than this."""
PIXELS = 1680  # twice the points of the content area: sharp on a projector that is 1920 pixels wide


def _fit_header(
    fitter: Fitter, layout: Layout, title: Paragraphs, subtitle: Paragraphs
) -> tuple[Fitted, Length, Length]:
    """Fit the text above a chart: the title, the height of the subtitle, and the upper edge of the chart.

    The title is the largest that leaves `LEAST_HEIGHT` for the chart, or the smallest where none does.
    """
    title_place, subtitle_place = layout.place("title"), layout.place("subtitle")
    bottom = layout.place("chart").frame.bottom
    below = fitter.height(subtitle, fitter.styles[subtitle_place.style], subtitle_place.frame.width)
    below += pt(4) if subtitle else pt(0)
    width, top = title_place.frame.width, title_place.frame.top
    fitted = fitter.fit(title_place.style, title, width, bottom - LEAST_HEIGHT - LEAST_GAP - below - top)
    end = top + fitted.height + below
    return fitted, below, end + min(max(bottom - end - GOOD_HEIGHT, LEAST_GAP), GAP)


def chart_format(chart: Chart, theme: Theme, product: Product) -> Format:
    """Return the format of a chart in the deck: the width of the content, and the height that its title leaves.

    Text is drawn as outlines, because a presenter's machine may lack the font.
    """
    m = theme.slide
    fitter = Fitter(FontSet.of(theme), slide_styles(theme), m.reserve)
    title = (TextParagraph((Run(chart.title, chart.language),)),)
    subtitle = (TextParagraph(plain_runs(chart.subtitle, chart.language)),) if chart.subtitle.strip() else ()
    layout = layouts(m)["chart"]
    _, _, top = _fit_header(fitter, layout, title, subtitle)
    return Format(
        width=m.width - m.left - m.right,
        height=layout.place("chart").frame.bottom - top,
        label_pt=theme.slide_type["chart-label"].size.pt,
        axis_pt=theme.slide_type["axis-label"].size.pt,
        palette=product.palette,
        outlines=True,
        pixels=PIXELS,
    )


def chart_slide(c: SlideComposer, block: Figure) -> Slide:
    """Compose the slide of a chart: as wide as the content, with title, mark and subtitle above it."""
    name, chart = "chart", block.chart
    drawing, layout = c.drawings[chart.id], c.layouts[name]
    title, subtitle = c.unique_title(chart.title), c.paragraphs(chart.subtitle)
    title_text = c.paragraphs(title)
    fitted, subtitle_height, end = _fit_header(c.fitter, layout, title_text, subtitle)
    place, title_place, subtitle_place = (layout.place(each) for each in ("chart", "title", "subtitle"))
    top = place.frame.bottom - drawing.height
    # a title with "(continued)" may need a line more than the one that the chart was drawn for
    excess = c.fitter.excess_lines(end - top, c.styles[title_place.style])
    c.report_overflow(excess, title, "title with its subtitle", chart.origin)
    items: list[Item] = [
        c.balanced_text(name, "title", title_text, fitted.style),
        *c.standing_mark(name, chart.standing),
    ]
    if subtitle:
        at = title_place.frame.top + fitted.height + pt(4)
        frame = replace(subtitle_place.frame, top=at, height=subtitle_height - pt(4))
        items.append(c.balanced_text(name, "subtitle", subtitle, c.styles[subtitle_place.style], frame))
    frame = Frame(place.frame.left, top, drawing.width, drawing.height)
    items.append(Picture(title, frame, drawing.svg, drawing.png, drawing.alt or chart.alt, "chart"))
    stated = Provenance(tuple(f"{claim}/{value}" for claim, value in chart.claims))
    items += c.source_line(name, stated, title, chart.source, chart.doubt)
    c.cited.update(dict.fromkeys(chart.sources))
    reasons = [c.standing_reason(chart.standing, chart.reason)]
    reasons += [c.word("source-line").format(source=chart.source)] if chart.source else []
    return c.slide(name, items, c.notes(stated, reasons))


def statistic_slide(c: SlideComposer, block: Statistic) -> Slide:
    """Compose the slide of a statistic: the largest figure that fits, its range on a scale from zero, and the text."""
    layout = "big-number"
    title = c.unique_title(block.question)
    places = c.layouts[layout]
    question = c.fit(layout, "title", c.paragraphs(title))
    c.report_overflow(question.excess, title, "question")
    about, about_style = c.paragraphs(block.about), c.styles["lead"]
    about_height = c.fitter.height(about, about_style, places.place("about").frame.width)
    top = places.place("title").frame.top
    bottom = places.place("about").frame.bottom
    span = _span(block)
    scale_height = pt(104) if span else pt(0)
    fixed = question.height + scale_height + about_height
    room = bottom - top - fixed - pt(36)
    figure = _fit_figure(c, block, room)
    if figure.excess and not _fit_figure(c, block, room + about_height).excess:
        excess = c.fitter.excess_lines(figure.height - room, about_style)
        c.report_overflow(excess, title, "text about the figure", first_origin(block.about))
    elif not question.excess:  # a question that is too long leaves no height for the figure
        c.report_overflow(figure.excess, title, "figure")
    # the free height is divided between the gaps, most of it above the text about the figure
    free = max(0.0, (bottom - top - fixed - figure.height).pt)
    gap = min(free / 3, 30.0 if span else 44.0)
    at = top + question.height + pt(gap * 0.5)
    figure_frame = replace(places.place("figure").frame, top=at, height=figure.height)
    items: list[Item] = [
        c.balanced_text(layout, "title", c.paragraphs(title), question.style),
        c.text(layout, "figure", (_figure_text(c, block, figure.style),), figure.style, figure_frame),
    ]
    at += figure.height + pt(gap)
    if span:
        items += _range(c, block, span, at)
        at += scale_height + pt(gap)
    if about:
        frame = replace(places.place("about").frame, top=at, height=about_height)
        items.append(c.balanced_text(layout, "about", about, about_style, frame))
    stated = provenance((block.stated,), block.source, block.heading, block.about)
    items += (
        *c.standing_mark(layout, block.standing),
        *c.source_line(layout, stated, title, doubt=block.doubt, shown=block.standing),
    )
    return c.slide(layout, items, c.notes(stated))


def _fit_figure(c: SlideComposer, block: Statistic, room: Length) -> Fitted:
    """Return the largest step in which figure and unit are on one line; in the smallest they may take several."""
    width = c.layouts["big-number"].place("figure").frame.width
    language = c.document.language
    for style in c.styles.steps("big-number"):
        unit = replace(c.styles["big-number-unit"], size=_unit_size(c, style))
        length = c.fitter.width(block.figure + " ", style, language) + c.fitter.width(block.unit, unit, language)
        if length <= width and style.leading <= room:
            return Fitted(style, style.leading)
    return c.fitter.fit("big-number", (TextParagraph((Run(f"{block.figure} {block.unit}", language),)),), width, room)


def _unit_size(c: SlideComposer, style: TypeStyle) -> Length:
    """Return the size of the unit next to a figure in that step of its style."""
    share = style.size / c.styles["big-number"].size
    return max(pt(round(c.styles["big-number-unit"].size.pt * share)), c.styles.body_min)


def _figure_text(c: SlideComposer, block: Statistic, style: TypeStyle) -> TextParagraph:
    language = c.document.language
    if not block.unit:
        return TextParagraph((Run(block.figure, language),))
    size = _unit_size(c, style) if style.size != c.styles["big-number"].size else None
    return TextParagraph(
        (Run(block.figure + " ", language), Run(block.unit, language, style="big-number-unit", size=size))
    )


def _span(block: Statistic) -> tuple[float, float, float] | None:
    """Return the low and high number of a range and the end of its scale; None for a single figure."""
    if block.low is None or block.high is None or not block.scale:
        return None
    return block.low, block.high, block.scale


def _range(c: SlideComposer, block: Statistic, span: tuple[float, float, float], top: Length) -> list[Item]:
    """Draw the range on a line from zero to the end of the scale, with a label for each of the four numbers."""
    layout, m = "big-number", c.theme.slide
    left, width = m.left.pt, (m.width - m.left - m.right).pt
    start, end = (left + width * number / span[2] for number in span[:2])
    language, y = c.document.language, top.pt
    texts = [f"{c.word('low')} {block.low_text}", f"{c.word('high')} {block.high_text}"]
    low, high = (c.fitter.width(text, c.styles["chart-label"], language).pt for text in texts)
    low_left, high_right = _apart(start, end, low, high, left, width)
    # zero in the digits of the language
    digit = next((character for character in block.scale_text if character.isdigit()), "0")
    zero = chr(ord(digit) - unicodedata.digit(digit))
    # the scale runs from left to right in every language, so each label is as wide as its text
    axis = c.styles["axis-label"]
    zero_width, end_width = (c.fitter.width(text, axis, language).pt for text in (zero, block.scale_text))
    alt = f"{block.question} {block.stated.text}".strip()
    points = Frame.points

    def label(place: str, text: str, frame: Frame) -> PlaceholderText:
        return c.text(layout, place, c.paragraphs(text), c.styles[c.layouts[layout].place(place).style], frame)

    return [
        Rule("Scale", points(left, y + 51.25, width, 1.5), "line"),
        *(Rule("Tick", points(x, y + 65, 1.2, 10), "soft") for x in (left, left + width - 1.2)),
        RangeBar(points(start, y + 32, max(end - start, 8), 40), alt),
        label("low", texts[0], points(low_left, y, low, 24)),
        label("high", texts[1], points(high_right - high, y, high, 24)),
        label("scale-start", zero, points(left, y + 80, zero_width, 22)),
        label("scale-end", block.scale_text, points(left + width - end_width, y + 80, end_width, 22)),
    ]


def _apart(start: float, end: float, low: float, high: float, left: float, width: float) -> tuple[float, float]:
    """Return where the low label begins and the high one ends: at the ends of the bar, or apart around it."""
    need = low + high + 20
    if end - start < need:
        start = min(max(left, (start + end - need) / 2), left + width - need)
        end = start + need
    return start, end
