"""The texts of a chart, which may state values."""

from __future__ import annotations

from factpress.core.diagnostics import Location
from factpress.document.model import Inlines, plain
from factpress.document.resolve.resolver import Resolver


def chart_text(text: str, place: Location, resolver: Resolver) -> tuple[str, Inlines]:
    """A text of a chart, plain and with its notes. The chart has the standing and the sources of what it states."""
    with resolver.apart():
        words = resolver.markdown_inlines(text, place, noted=True)
    return " ".join(plain(words).split()), words
