"""The place a slide has for a chart."""

from __future__ import annotations

from factpress.charts.model import Format
from factpress.deck.layouts import CHART_HEIGHT
from factpress.document.model import Chart
from factpress.products import Product
from factpress.theme import Theme
from factpress.units import pt

PIXELS = 1680  # twice the points of the content area: as sharp as a 1920 pixel projector shows it


def chart_format(chart: Chart, theme: Theme, product: Product) -> Format:
    """The format a chart of the deck is drawn in: the whole width of the content, in the product's palette.

    Letters are drawn as outlines, because a presenter's machine may lack the font.
    """
    measures = theme.slide
    return Format(
        width=measures.width - measures.left - measures.right,
        height=pt(CHART_HEIGHT),
        label_pt=theme.slide_type["chart-label"].size.pt,
        axis_pt=theme.slide_type["axis-label"].size.pt,
        palette=product.palette,
        outlines=True,
        pixels=PIXELS,
    )
