"""The deck as a renderer: what `build` asks every renderer for."""

from __future__ import annotations

from collections.abc import Mapping

from factpress.core.paths import Places
from factpress.design.fonts import FontShelf
from factpress.design.theme import Theme
from factpress.document.model import Document
from factpress.output.charts import Drawing
from factpress.output.deck.chart_slides import chart_format
from factpress.output.deck.slides import to_slides
from factpress.output.deck.write import write
from factpress.publication.products import Product

__all__ = ["chart_format", "render"]


def render(
    document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places
) -> bytes:
    """The deck as a PowerPoint file. Raises Findings where something does not fit its slide."""
    return write(to_slides(document, theme, product, drawings, FontShelf.of(theme)), theme, places)
