"""Slides of numbers: a statistic with its range, and a chart."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from factpress.core.units import Length, pt
from factpress.design.fonts import FontShelf
from factpress.design.theme import Theme, TypeStyle
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import Chart, Figure, plain
from factpress.output.charts import Format
from factpress.output.deck.composer import Compositor
from factpress.output.deck.fitting import Fitted, Fitter, styles
from factpress.output.deck.layouts import Layout, layouts
from factpress.output.deck.presentation import Bar, Frame, Item, Line, Picture, Rule, Run, Slide, Words
from factpress.output.deck.runs import Told, origin_of, say, told
from factpress.publication.products import Product

LEAST_GAP, GAP = pt(8), pt(14)
"""Between the words above a chart and the chart: the smaller one where the chart has less than `GOOD` otherwise."""
GOOD = pt(308)
PIXELS = 1680  # twice the points of the content area: as sharp as a projector of 1920 pixels shows it
ROOMY = pt(286)
"""Under this height a chart is worth more than a large title, which steps down for it."""


@dataclass(frozen=True, slots=True)
class Header:
    """The words above a chart, measured: the title, the height of the subtitle, and where the chart may begin."""

    title: Fitted
    subtitle: Length
    bottom: Length


def header(fitter: Fitter, layout: Layout, title: Line, subtitle: tuple[Line, ...]) -> Header:
    """The header with the largest title that leaves the chart a good height; the smallest where none does."""
    title_place, subtitle_place = layout.place("title"), layout.place("subtitle")
    bottom = layout.place("chart").frame.bottom
    below = fitter.height(subtitle, fitter.styles[subtitle_place.style], subtitle_place.frame.width)
    below += pt(4) if subtitle else pt(0)
    width, top = title_place.frame.width, title_place.frame.top
    fitted = fitter.fit(title_place.style, (title,), width, bottom - ROOMY - LEAST_GAP - below - top)
    end = top + fitted.height + below
    gap = min(max(bottom - end - GOOD, LEAST_GAP), GAP)
    return Header(fitted, below, end + gap)


def chart_format(chart: Chart, theme: Theme, product: Product) -> Format:
    """The format a chart of the deck is drawn in: the whole width of the content, and what its title leaves free.

    Letters are drawn as outlines, because a presenter's machine may lack the font.
    """
    measures = theme.slide
    fitter = Fitter(FontShelf.of(theme), styles(theme), measures.reserve)
    language = chart.language
    subtitle = (Line(say(chart.subtitle, language)),) if chart.subtitle.strip() else ()
    own = layouts(measures)["chart"]
    words = header(fitter, own, Line((Run(chart.title, language),)), subtitle)
    return Format(
        width=measures.width - measures.left - measures.right,
        height=own.place("chart").frame.bottom - words.bottom,
        label_pt=theme.slide_type["chart-label"].size.pt,
        axis_pt=theme.slide_type["axis-label"].size.pt,
        palette=product.palette,
        outlines=True,
        pixels=PIXELS,
    )


def chart_slide(c: Compositor, block: Figure) -> Slide:
    """A chart across the whole width, its title and subtitle above, its mark beside the title."""
    layout, chart = "chart", block.chart
    drawing = c.drawings[chart.id]
    title = c.unique(chart.title)
    places = c.layouts[layout]
    subtitle = (c.line(chart.subtitle),) if chart.subtitle.strip() else ()
    words = header(c.fitter, places, c.line(title), subtitle)
    place, under = places.place("chart").frame, places.place("subtitle")
    top = place.bottom - drawing.height
    style = c.styles[places.place("title").style]
    # a title made unique by a word more may take the room that its chart was drawn for
    c.complain(c.fitter.lines_over(words.bottom - top, style), title, "title with its subtitle", chart.origin)
    items: list[Item] = [
        c.balanced(layout, "title", (c.line(title),), words.title.style),
        *c.mark(layout, chart.standing),
    ]
    if subtitle:
        at = places.place("title").frame.top + words.title.height + pt(4)
        frame = replace(under.frame, top=at, height=words.subtitle - pt(4))
        items.append(c.balanced(layout, "subtitle", subtitle, c.styles[under.style], frame))
    frame = Frame(place.left, top, drawing.width, drawing.height)
    items.append(Picture(title, frame, drawing.svg, drawing.png, drawing.alt or chart.alt, "chart"))
    said = Told(tuple(f"{claim}/{value}" for claim, value in chart.claims))
    items += c.source(layout, said, title, chart.source, chart.doubt)
    c.cite(chart.sources)
    reasons = (c.standing_reason(chart.standing, chart.reason), c.word("source-line").format(source=chart.source))
    return c.slide(layout, items, c.notes(said, reasons if chart.source else reasons[:1]))


def statistic_slide(c: Compositor, block: Statistic) -> Slide:
    """A figure as large as it will go, its range under it as threads on a scale from zero, and the words about it."""
    layout = "big-number"
    title = c.unique(block.question)
    places = c.layouts[layout]
    question = c.fit(layout, "title", (c.line(title),))
    c.complain(question.over, title, "question")
    about = (Line(c.runs(block.about)),) if plain(block.about).strip() else ()
    about_style = c.styles["lead"]
    about_height = c.fitter.height(about, about_style, places.place("about").frame.width)
    top = places.place("title").frame.top
    bottom = places.place("about").frame.bottom
    span = _span(block)
    scale_height = pt(104) if span else pt(0)
    fixed = question.height + scale_height + about_height
    room = bottom - top - fixed - pt(36)
    figure, style = _figure(c, block, room)
    if figure.over and not _figure(c, block, room + about_height)[0].over:
        over = c.fitter.lines_over(figure.height - room, about_style)
        c.complain(over, title, "text about the figure", origin_of(block.about))
    elif not question.over:  # a question that is too long leaves no height for the figure
        c.complain(figure.over, title, "figure")
    # what is left over is shared between the gaps, most of it above the words about the figure
    free = max(0.0, (bottom - top - fixed - figure.height).pt)
    gap = min(free / 3, 30.0 if span else 44.0)
    frame = places.place("figure").frame
    at = top + question.height + pt(gap * 0.5)
    items: list[Item] = [
        c.balanced(layout, "title", (c.line(title),), question.style),
        c.words(
            layout, "figure", (_figure_line(c, block, style),), style, replace(frame, top=at, height=figure.height)
        ),
    ]
    at += figure.height + pt(gap)
    if span:
        items += _range(c, block, span, at)
        at += scale_height + pt(gap)
    if about:
        place = places.place("about").frame
        items.append(c.balanced(layout, "about", about, about_style, replace(place, top=at, height=about_height)))
    said = told((block.stated,), block.source, block.about)
    items += (*c.mark(layout, block.standing), *c.source(layout, said, title, doubt=block.doubt))
    return c.slide(layout, items, c.notes(said))


def _figure(c: Compositor, block: Statistic, room: Length) -> tuple[Fitted, TypeStyle]:
    """The largest step in which figure and unit stand on one line; the smallest may take several."""
    place = c.layouts["big-number"].place("figure")
    width = place.frame.width
    for style in c.styles.steps("big-number"):
        factor = style.size / c.styles["big-number"].size
        unit = replace(c.styles["big-number-unit"], size=_unit_size(c, factor))
        length = c.fitter.width(block.figure + " ", style, c.document.language)
        length += c.fitter.width(block.unit, unit, c.document.language)
        if length <= width and style.leading <= room:
            return Fitted(style, style.leading), style
    fitted = c.fitter.fit(
        "big-number", (Line((Run(f"{block.figure} {block.unit}", c.document.language),)),), width, room
    )
    return fitted, fitted.style


def _unit_size(c: Compositor, factor: float) -> Length:
    return max(pt(round(c.styles["big-number-unit"].size.pt * factor)), c.styles.body_min)


def _figure_line(c: Compositor, block: Statistic, style: TypeStyle) -> Line:
    factor = style.size / c.styles["big-number"].size
    language = c.document.language
    figure = Run(block.figure, language)
    if not block.unit:
        return Line((figure,))
    size = _unit_size(c, factor) if factor != 1 else None
    return Line((replace(figure, text=block.figure + " "), Run(block.unit, language, "big-number-unit", size)))


def _span(block: Statistic) -> tuple[float, float, float] | None:
    """Low, high and the scale's end; None for a single figure."""
    if block.low is None or block.high is None or not block.scale:
        return None
    return block.low, block.high, block.scale


def _range(c: Compositor, block: Statistic, span: tuple[float, float, float], top: Length) -> list[Item]:
    """Threads from low to high on a line from zero to the scale's end, with a label at each of the four."""
    layout, m = "big-number", c.theme.slide
    left, width = m.left.pt, (m.width - m.left - m.right).pt
    start, end = (left + width * end / span[2] for end in span[:2])
    language = c.document.language
    labels = [f"{c.word('low')} {block.low_text}", f"{c.word('high')} {block.high_text}"]
    lengths = [c.fitter.width(text, c.styles["chart-label"], language).pt for text in labels]
    low_left, high_right = _apart(start, end, lengths[0], lengths[1], left, width)
    y = top.pt
    zero = "0"
    for character in block.scale_text:
        if character.isdigit():
            zero = chr(ord(character) - unicodedata.digit(character))
            break
    # the scale runs from left to right in every language, so each label is as wide as its words
    ends = [c.fitter.width(text, c.styles["axis-label"], language).pt for text in (zero, block.scale_text)]
    alt = f"{block.question} {block.stated.text}".strip()

    def label(place: str, text: str, frame: Frame) -> Words:
        return c.words(layout, place, (c.line(text),), c.styles[c.layouts[layout].place(place).style], frame)

    points = Frame.points
    return [
        Rule("Scale", points(left, y + 51.25, width, 1.5), "line"),
        *(Rule("Tick", points(x, y + 65, 1.2, 10), "soft") for x in (left, left + width - 1.2)),
        Bar(points(start, y + 32, max(end - start, 8), 40), alt),
        label("low", labels[0], points(low_left, y, lengths[0], 24)),
        label("high", labels[1], points(high_right - lengths[1], y, lengths[1], 24)),
        label("scale-start", zero, points(left, y + 80, ends[0], 22)),
        label("scale-end", block.scale_text, points(left + width - ends[1], y + 80, ends[1], 22)),
    ]


def _apart(start: float, end: float, low: float, high: float, left: float, width: float) -> tuple[float, float]:
    """Where the low label begins and the high one ends: at the ends of the bar, or beside each other around it."""
    need = low + high + 20
    if end - start < need:
        start = min(max(left, (start + end - need) / 2), left + width - need)
        end = start + need
    return start, end
