"""The charts of a publication: the list, what each draws, its picture, and the values that a new one may draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from factpress.core.diagnostics import Diagnostic, Findings, Problems
from factpress.document.compose import Parts, compose_one_chart
from factpress.document.model import Chart
from factpress.document.resolve.citations import load_citations
from factpress.edition import READING, Edition
from factpress.output.charts.kinds import chart_errors
from factpress.output.renderers import RENDERERS
from factpress.publication.facts.claims import Standing
from factpress.publication.products import Product
from factpress.session.chart_form import KIND_WORDS, fits, unit_of
from factpress.session.claim_list import matches
from factpress.session.session import Session
from factpress.session.text_facts import TextFacts
from factpress.workflows.atomic_write import CACHE


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A chart in the list: its title, and its kind with the number of its claims."""

    id: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class DrawnValue:
    """A value that a chart draws or may draw: its claim, and how it reads. `id` names it: "visitors/counted"."""

    id: str
    claim: str
    words: str
    standing: str
    reads: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart as a page shows it: its texts, its alternative text, its sources, and the values that it draws."""

    title: str
    subtitle: str
    reading: str
    alt: str
    source: str
    values: tuple[DrawnValue, ...]


def charts(session: Session, query: str = "") -> tuple[ChartRow, ...]:
    """Return the charts that match a search, in the order of their file."""
    edition = session.edition
    if edition is None:
        return ()
    titles, rows = TextFacts.of(edition), list[ChartRow]()
    for name, spec in edition.charts.items():
        claims = {value.partition("@")[0].partition("/")[0] for _, value in spec.record.values}
        number = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}"
        kind = KIND_WORDS.get(spec.record.kind, spec.record.kind).partition(":")[0]
        rows.append(ChartRow(name, titles.plain(spec.record.title), f"{kind} · {number}" if claims else kind))
    return tuple(one for one in rows if matches(query, (one.id, one.title, one.about)))


def composed(edition: Edition, name: str) -> tuple[Chart | None, tuple[Diagnostic, ...]]:
    """Return a chart as plain values, None if it cannot be shown, and the errors that keep it from being drawn."""
    problems, places = Problems(), edition.places
    read = (edition.book, edition.language, places, Problems(), places.root / READING)
    parts = Parts(
        edition.publication,
        edition.draft,
        edition.book,
        edition.charts,
        edition.language,
        load_citations(*read),
        places,
        edition.events,
        edition.outreach,
    )
    chart = compose_one_chart(parts, name, problems)
    return chart, (*problems.errors, *(chart_errors(chart) if chart is not None else ()))


def chart_view(session: Session, edition: Edition | None, name: str) -> ChartView | None:
    """Return a chart as an edition has it; None if it cannot be shown."""
    chart = composed(edition, name)[0] if edition is not None else None
    if edition is None or chart is None:
        return None
    reads, claims = session.forms(edition.book).value_reads, edition.book.claims
    values = tuple(
        DrawnValue(f"{name}/{key}", name, claims[name].claim, claims[name].standing.value, reads(claims[name], key))
        for name, key in chart.claims
    )
    return ChartView(chart.title, chart.subtitle, chart.reading, chart.alt, chart.source, values)


def chart_svg(session: Session, edition: Edition | None, name: str) -> bytes | None:
    """Return a chart as an SVG with its letters as shapes; None if there is none, or if it does not fit."""
    from factpress.output.charts.cache import Cache
    from factpress.output.charts.draw import draw_all

    chart, errors = composed(edition, name) if edition is not None else (None, ())
    product = next(_shown_on(edition), None) if edition is not None else None
    if edition is None or chart is None or product is None or errors:
        return None
    try:
        form = RENDERERS[product.renderer].load().chart_format(chart, edition.theme, product)
        form = replace(form, outlines=True, pixels=0)
        cache = Cache(session.root / "build" / CACHE)
        return draw_all([chart], lambda _: form, form, edition.theme, cache)[chart.id].svg
    except Findings:
        return None


def _shown_on(edition: Edition) -> Iterator[Product]:
    """The products that show the charts of the text, booklets first."""
    whole = [one for one in edition.products if one.content is None]
    yield from (one for one in whole if one.renderer == "booklet")
    yield from (one for one in whole if RENDERERS[one.renderer].presented)


def drawable(session: Session, kind: str = "", query: str = "") -> dict[str, list[DrawnValue]]:
    """Return the values that a new chart of a kind may draw, by their unit; those of any kind without one.

    The unit of values without a number is "".
    """
    reads, found = session.forms().value_reads, dict[str, list[DrawnValue]]()
    for claim in session.book.claims.values():
        if claim.standing is Standing.WITHDRAWN or claim.id in session.book.faulty:
            continue
        for value in claim.values:
            if kind and not fits(kind, value.measure):
                continue
            name = f"{claim.id}/{value.key}" if value.key else claim.id
            one = DrawnValue(name, claim.id, claim.claim, claim.standing.value, reads(claim, value.key))
            if matches(query, (name, claim.claim, one.reads)):
                found.setdefault(unit_of(value.measure), []).append(one)
    return found


def offered(session: Session, kind: str, values: Iterable[str]) -> dict[str, DrawnValue]:
    """Return the values that a row of a chart may show, by their names: those with the unit of what it shows now."""
    found, shown = drawable(session, kind), set(values)
    fitting = [some for some in found.values() if shown & {one.id for one in some}] or list(found.values())
    return {one.id: one for some in fitting for one in some}
