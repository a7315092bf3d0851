"""What only the whole can tell: texts that no page shows, charts that no text places, links that lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from factpress.core.diagnostics import Location, did_you_mean
from factpress.document.chartfile import ChartSpec
from factpress.document.charting import compose_chart
from factpress.document.inlines import read_inlines
from factpress.document.model import Chapter, Figure, Heading, every
from factpress.document.telling import Teller
from factpress.publication.facts.claims import FactBook


def examine_claims(book: FactBook, teller: Teller) -> None:
    """Claims and reasons are texts, too: those that no page states are read all the same."""
    for claim in (c for c in book.claims.values() if c.id not in book.faulty):
        place = claim.location or Location(teller.places.root)
        for text in (claim.claim, claim.reason):
            teller.inlines(read_inlines(text, place, teller.grammar, teller.problems), noted=False)


def examine_charts(charts: Mapping[str, ChartSpec], chapters: tuple[Chapter, ...], teller: Teller) -> None:
    """A chart that no text places is read all the same, and its editor is told."""
    placed = {b.chart.id for chapter in chapters for b in every(chapter.blocks) if isinstance(b, Figure)}
    for name, spec in charts.items():
        if name not in placed and compose_chart(spec, teller) is not None:
            message = f'no text places the chart "{name}"'
            teller.problems.warning("unused-chart", message, spec.tree.key_at(name), f"place it: :::{{chart}} {name}")


def examine_links(chapters: tuple[Chapter, ...], teller: Teller) -> None:
    """A link inside the text must lead to a chapter, a heading or a chart of it, wherever the link stands."""
    known = {chapter.id for chapter in chapters}
    for block in (block for chapter in chapters for block in every(chapter.blocks)):
        match block:
            case Heading(id=name):
                known.add(name)
            case Figure(chart=chart):
                known.add(chart.id)
            case _:
                pass
    for place, name in dict.fromkeys(teller.links):  # a reason is told many times
        if name not in known:
            hint = did_you_mean(name, known)
            teller.problems.error("bad-link", f'nothing in the text has the id "{name}"', place, hint)
