"""Slides of numbers: a statistic with its range, and a chart."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from factpress.core.units import Length, pt
from factpress.design.fonts import FontSet
from factpress.design.theme import Theme
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import Chart, Figure
from factpress.output.charts import Format
from factpress.output.deck.fitting.layout_choice import choose
from factpress.output.deck.fitting.measure import Fitter, Paragraphs
from factpress.output.deck.layouts.families import Families
from factpress.output.deck.layouts.figures import range_top
from factpress.output.deck.layouts.grid import mark_role
from factpress.output.deck.layouts.placeholders import Layout
from factpress.output.deck.layouts.styles import slide_styles
from factpress.output.deck.presentation import (
    Frame,
    Group,
    Picture,
    RangeBar,
    Rule,
    Run,
    Slide,
    TextBox,
    TextParagraph,
)
from factpress.output.deck.runs import Provenance, first_origin, plain_runs, provenance
from factpress.output.deck.slide_size import sized
from factpress.output.deck.slides.composer import PlacedText, SlideComposer
from factpress.output.deck.template.deck_layouts import deck_layouts, template_fonts
from factpress.publication.products import Product

LEAST_LABEL = 18.0
"""The smallest labels of a chart that has no room for those of the theme, in points."""

PIXELS = 1680  # twice the points of the content area: sharp on a projector that is 1920 pixels wide


def chart_format(chart: Chart, theme: Theme, product: Product) -> Format:
    """Return the format of a chart in the deck: the width of the content, and the height that its title leaves.

    Text is drawn as outlines, because a presenter's machine may lack the font.
    """
    theme, styles = sized(theme, product), slide_styles(theme)
    fitter = Fitter(FontSet.of(theme), styles, theme.slide.reserve, template_fonts(theme))
    title = (TextParagraph((Run(chart.title, chart.language),)),)
    subtitle = (TextParagraph(plain_runs(chart.subtitle, chart.language)),) if chart.subtitle.strip() else ()
    # any word takes the place of the mark, whose word is that of the document
    mark = (replace(title[0], role=mark_role(chart.standing), runs=(Run("–", ""),)),) if chart.standing else ()
    families = deck_layouts(theme)
    texts = {"title": title, "cards": (*card_paragraphs(chart), *mark)}
    layout = None if chart.subtitle.strip() else map_layout(fitter, families, chart, texts)
    cards = layout is None
    if layout is None:
        layout = choose(fitter, families["chart"], {"title": title, "mark": mark, "subtitle": subtitle}).layout
    frame = layout.place("chart").frame
    return Format(
        width=frame.width,
        height=frame.height,
        label_pt=theme.slide_type["chart-label"].size.pt,
        axis_pt=theme.slide_type["axis-label"].size.pt,
        palette=product.palette,
        outlines=True,
        pixels=PIXELS,
        least_pt=LEAST_LABEL,
        cards=cards,
    )


def card_paragraphs(chart: Chart) -> Paragraphs:
    """Return what is told of the places of a map: for each the name, the figure, and the text."""
    cards = chart.map.cards if chart.map is not None else ()
    return tuple(
        TextParagraph(plain_runs(text, chart.language), role=role)
        for card in cards
        for role, text in (("", card.title), ("figure", card.figure), ("about", card.text))
        if text.strip()
    )


def map_layout(fitter: Fitter, families: Families, chart: Chart, texts: Mapping[str, Paragraphs]) -> Layout | None:
    """Return the layout of a map next to its texts; None if they do not fit, and for other charts."""
    if chart.map is None or not chart.map.cards or "map" not in families:
        return None
    choice = choose(fitter, families["map"], texts)
    return None if choice.excess else choice.layout


def chart_slide(c: SlideComposer, block: Figure) -> Slide:
    """Compose the slide of a chart: as wide as the content, with title, mark and subtitle above it."""
    chart = block.chart
    drawing, title = c.drawings[chart.id], c.unique_title(chart.title)
    cards = PlacedText("cards", (*card_paragraphs(chart), *c.mark(chart.standing)))
    beside = (PlacedText("title", c.paragraphs(title), origin=chart.origin), cards)
    written = {text.place: text.paragraphs for text in beside}
    mapped = None if chart.subtitle.strip() else map_layout(c.fitter, c.families, chart, written)
    texts = (
        beside
        if mapped is not None
        else (
            PlacedText("title", c.paragraphs(title), origin=chart.origin),
            PlacedText("mark", c.mark(chart.standing)),
            PlacedText("subtitle", c.paragraphs(chart.subtitle), origin=chart.origin),
        )
    )
    layout, items = c.fitted("chart" if mapped is None else "map", title, texts)
    frame = layout.place("chart").frame
    # a title with "(continued)" may need a line more than the one that the chart was drawn for
    excess = c.fitter.excess_lines(drawing.height - frame.height, layout.place("title").style)
    c.report_overflow(excess, title, "title with its subtitle", chart.origin)
    frame = replace(frame, top=frame.bottom - drawing.height, height=drawing.height)
    items.append(Picture(title, frame, drawing.svg, drawing.png, drawing.alt or chart.alt, "chart"))
    stated = Provenance(tuple(f"{claim}/{value}" for claim, value in chart.claims))
    items += c.source_line(layout, stated, title, chart.source, chart.doubt)
    c.cited.update(dict.fromkeys(chart.sources))
    reasons = [chart.reading] if chart.reading else []
    reasons.append(c.standing_reason(chart.standing, chart.reason))
    reasons += [c.word("source-line").format(source=chart.source)] if chart.source else []
    return c.slide(layout, items, c.notes(stated, reasons))


def statistic_slide(c: SlideComposer, block: Statistic) -> Slide:
    """Compose the slide of a statistic: the largest figure that fits, its range on a scale from zero, and the text."""
    title = c.unique_title(block.question)
    figure = (*c.paragraphs(block.figure), *c.paragraphs(block.unit, "unit"))
    span = _span(block)
    texts = (
        PlacedText("title", c.paragraphs(title), "question"),
        PlacedText("mark", c.mark(block.standing)),
        PlacedText("figure", figure),
        PlacedText("about", c.paragraphs(block.about), "text about the figure", first_origin(block.about)),
    )
    family = "big-number-range" if span else "big-number"
    layout, items = c.fitted(family, title, texts)
    if span:
        # the text about the figure is the last one, below the range
        below = len(items) - bool(c.paragraphs(block.about))
        items.insert(below, _range(c, block, span, pt(range_top(layout))))
    stated = provenance((block.stated,), block.source, block.heading, block.about)
    items += c.source_line(layout, stated, title, doubt=block.doubt, shown=block.standing)
    return c.slide(layout, items, c.notes(stated))


def _span(block: Statistic) -> tuple[float, float, float] | None:
    """Return the low and high number of a range and the end of its scale; None for a single figure."""
    if block.low is None or block.high is None or not block.scale:
        return None
    return block.low, block.high, block.scale


def _range(c: SlideComposer, block: Statistic, span: tuple[float, float, float], top: Length) -> Group:
    """Draw the range on a line from zero to the end of the scale, with a label for each of the four numbers."""
    m = c.theme.slide
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
    axis, line = c.styles["axis-label"], c.styles["chart-label"].leading.pt
    zero_width, end_width = (c.fitter.width(text, axis, language).pt for text in (zero, block.scale_text))
    end_left = left + width - end_width
    points = Frame.points

    def label(name: str, text: str, frame: Frame, *, axis: bool = False, end: bool = False) -> TextBox:
        (paragraph,) = c.paragraphs(text)
        style, colour = ("axis-label", "soft") if axis else ("chart-label", "foreground")
        return TextBox(name, frame, paragraph, c.styles[style], colour, "end" if end != c.rtl else "start")

    described = f"{block.question} {block.stated.text}".strip()
    items = (
        Rule("Scale", points(left, y + 54.25, width, 1.5), "line"),
        *(Rule("Tick", points(x, y + 68, 1.2, 10), "soft") for x in (left, left + width - 1.2)),
        RangeBar(points(start, y + 35, max(end - start, 8), 40), described),
        label("Low", texts[0], points(low_left, y, low, line)),
        label("High", texts[1], points(high_right - high, y, high, line), end=True),
        label("Start of the scale", zero, points(left, y + 81, zero_width, axis.leading.pt), axis=True),
        label(
            "End of the scale",
            block.scale_text,
            points(end_left, y + 81, end_width, axis.leading.pt),
            axis=True,
            end=True,
        ),
    )
    # a program reads a group as one object
    return Group("Range", items, described)


def _apart(start: float, end: float, low: float, high: float, left: float, width: float) -> tuple[float, float]:
    """Return where the low label begins and the high one ends: at the ends of the bar, or apart around it."""
    need = low + high + 20
    if end - start < need:
        start = min(max(left, (start + end - need) / 2), left + width - need)
        end = start + need
    return start, end
