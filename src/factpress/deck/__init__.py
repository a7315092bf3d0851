"""The deck: Document -> Presentation (plain values) -> PowerPoint."""

from factpress.deck.charts import chart_format
from factpress.deck.slides import to_slides
from factpress.deck.write import write

__all__ = ["chart_format", "to_slides", "write"]
