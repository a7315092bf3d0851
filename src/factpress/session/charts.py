"""The charts of a publication: what each draws, and a picture of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from factpress.core.diagnostics import Findings
from factpress.document.model import Chart
from factpress.document.walk import figures
from factpress.edition import Edition
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product
from factpress.session.claim_list import matches
from factpress.session.session import Session
from factpress.workflows.atomic_write import CACHE


@dataclass(frozen=True, slots=True)
class DrawnClaim:
    """A claim of which a chart draws values: how these read, one or more."""

    id: str
    claim: str
    standing: str
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart as a page shows it: its texts, its alternative text, its sources, and the claims it draws."""

    id: str
    kind: str
    title: str
    subtitle: str
    reading: str
    alt: str
    source: str
    claims: tuple[DrawnClaim, ...]


def charts(session: Session, query: str = "") -> tuple[ChartView, ...]:
    """Return the charts that the booklets and the slides show and that match a search."""
    found = [_view(session, chart) for chart, _ in _charts(session.edition)]
    return tuple(one for one in found if matches(query, (one.id, one.title, one.subtitle, one.kind)))


def chart_svg(session: Session, name: str) -> bytes | None:
    """Return a chart as an SVG with its letters as shapes; None if there is none, or if it does not fit."""
    from factpress.output.charts.cache import Cache
    from factpress.output.charts.draw import draw_all

    edition = session.edition
    found = next(((chart, product) for chart, product in _charts(edition) if chart.id == name), None)
    if edition is None or found is None:
        return None
    chart, product = found
    renderer = RENDERERS[product.renderer].load()
    chart_format = replace(renderer.chart_format(chart, edition.theme, product), outlines=True, pixels=0)
    cache = Cache(session.root / "build" / CACHE)
    try:
        return draw_all([chart], lambda _: chart_format, chart_format, edition.theme, cache)[chart.id].svg
    except Findings:
        return None


def _charts(edition: Edition | None) -> Iterator[tuple[Chart, Product]]:
    """Each chart once, with the first product that shows it."""
    seen: set[str] = set()
    for product in edition.products if edition is not None else ():
        info = RENDERERS[product.renderer]
        if edition is None or product.content is not None or not (info.presented or product.renderer == "booklet"):
            continue
        for figure in figures(edition.document, info.target_name):
            if figure.chart.id not in seen:
                seen.add(figure.chart.id)
                yield figure.chart, product


def _view(session: Session, chart: Chart) -> ChartView:
    book, forms = session.book, session.forms().value_reads
    values: dict[str, list[str]] = {}
    for claim, value in chart.claims:
        if claim in book.claims:
            reads = forms(book.claims[claim], value)
            values.setdefault(claim, []).append(reads)
    claims = tuple(
        DrawnClaim(
            name, book.claims[name].claim, book.claims[name].standing.value, tuple(dict.fromkeys(filter(None, of)))
        )
        for name, of in values.items()
    )
    return ChartView(chart.id, chart.kind, chart.title, chart.subtitle, chart.reading, chart.alt, chart.source, claims)
