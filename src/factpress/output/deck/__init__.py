"""The deck: Document -> Presentation (plain values) -> PowerPoint."""

from factpress.output.deck.chart_slides import chart_format
from factpress.output.deck.slides import to_slides
from factpress.output.deck.write import write

__all__ = ["chart_format", "to_slides", "write"]
