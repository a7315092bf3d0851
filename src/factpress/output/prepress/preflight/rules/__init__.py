"""What is looked for: one rule a function, from a sheet and what the printer asks for to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from factpress.output.prepress.preflight.findings import Asked
from factpress.output.prepress.preflight.page_model import Finding, Sheet
from factpress.output.prepress.preflight.rules.edges import boxes, links, margin, reached, words
from factpress.output.prepress.preflight.rules.images import fine_enough
from factpress.output.prepress.preflight.rules.paint import colours, ink, lines, overprint, type_inks

ON_EACH_PAGE: tuple[Callable[[Sheet, Asked], Iterator[Finding]], ...] = (
    boxes,
    reached,
    words,
    margin,
    links,
    colours,
    ink,
    lines,
    overprint,
    type_inks,
    fine_enough,
)
"""The rules that one page alone can break."""
