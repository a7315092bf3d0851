"""Chart slides: the size of the chart, and the text around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factpress.core.units import Length, pt
from factpress.design.fonts import FontShelf
from factpress.design.theme import Theme
from factpress.document.model import Chart, Figure
from factpress.output.charts import Format
from factpress.output.deck.composer import Compositor
from factpress.output.deck.fitting import Fitted, Fitter
from factpress.output.deck.layouts import Layout, layouts
from factpress.output.deck.presentation import Frame, Item, Line, Picture, Run, Slide
from factpress.output.deck.runs import Told, say
from factpress.output.deck.styles import styles
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
