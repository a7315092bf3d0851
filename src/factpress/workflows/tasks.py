"""What is to be made, and each step of making it, in whichever process it is done."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.core.diagnostics import Diagnostic, Findings
from factpress.core.paths import Places
from factpress.design.theme import Theme
from factpress.document.model import Chart, Document
from factpress.document.walk import figures
from factpress.i18n import Language
from factpress.output.charts import Drawing, Format
from factpress.output.renderers import RENDERERS, Renderer
from factpress.publication.products import Product
from factpress.workflows.postprocess import Shop, lay, plated
from factpress.workflows.workers import Awaited

if TYPE_CHECKING:
    from factpress.edition import Edition
    from factpress.publication.facts.claims import FactBook


@dataclass(frozen=True, slots=True)
class Work:
    """One artefact to make; crosses into a process beside."""

    path: Path
    document: Document
    book: FactBook
    language: Language
    theme: Theme
    product: Product
    places: Places
    cache: Path | None

    @classmethod
    def of(cls, edition: Edition, product: Product, path: Path, cache: Path | None) -> Work:
        """One product of an edition, for the file at `path`; its drawings are kept in `cache`, or nowhere."""
        e = edition
        document = e.document if product.content is None else e.prints[product.content]
        return cls(path, document, e.book, e.language, e.theme, product, e.places, cache)


@dataclass(frozen=True, slots=True)
class Plan:
    """One run: the folder that files go to, what is wanted, and what was noticed while everything was read.

    `works` are the pages to be set, `shop` has the names of the files.
    """

    folder: Path
    products: tuple[Product, ...]
    works: tuple[Work, ...]
    shop: Shop
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of pages that were set: plates where a press prints them, and what somebody ought to look at."""

    plates: bytes | None = None
    warnings: tuple[Diagnostic, ...] = ()


def draw(work: Work) -> dict[str, Drawing]:
    """The charts of one artefact, drawn or found in the cache."""
    from factpress.output.charts.cache import Cache
    from factpress.output.charts.draw import draw_all

    info = RENDERERS[work.product.renderer]
    renderer = info.load()
    charts = tuple(figure.chart for figure in figures(work.document, info.target_name))
    cache = Cache(work.cache) if work.cache is not None else None

    def format_of(chart: Chart) -> Format:
        return renderer.chart_format(chart, work.theme, work.product)

    return draw_all(charts, format_of, work.product, work.theme, cache)


def prune(works: tuple[Work, ...]) -> None:
    """Deletes cached drawings that have not been used for long."""
    from factpress.output.charts.cache import Cache

    for folder in {work.cache for work in works}:
        if folder is not None:
            Cache(folder).prune()


def render(renderer: Renderer, work: Work, drawings: Mapping[str, Drawing]) -> bytes:
    """One artefact from its drawings."""
    return renderer.render(work.document, work.theme, work.product, drawings, work.places)


def render_and_audit(work: Work, drawings: Mapping[str, Drawing]) -> bytes:
    """One artefact from its drawings, audited.

    Raises Findings where a number in it cannot be traced.
    """
    artefact = render(RENDERERS[work.product.renderer].load(), work, drawings)
    read_back(work, artefact, drawings)
    return artefact


def finish(work: Work, shop: Shop, pages: bytes, drawings: Mapping[str, Drawing]) -> Finished:
    """Puts pages that are set into the inks of their printer, where they have one, and reads back what came out.

    Raises Findings where it cannot be printed, or a number in it cannot be traced.
    """
    if not work.product.for_press:
        read_back(work, pages, drawings)
        return Finished()
    plates, warnings = plated(work.product, shop, pages)
    read_back(work, plates, drawings)
    return Finished(plates, warnings)


def lay_finished(product: Product, pages: bytes, finished: Finished) -> bytes:
    """An imposed product from pages, or from their plates where there are any. Raises Findings like `lay`."""
    return lay(product, finished.plates or pages)


def read_back(work: Work, artefact: bytes, drawings: Mapping[str, Drawing]) -> None:
    """Audits an artefact before it is put in its place. Raises Findings where a number in it cannot be traced."""
    from factpress.workflows.self_audit import cloth_years, drawn_labels, trace_made

    years = cloth_years(work.theme)
    reading = RENDERERS[work.product.renderer].read(artefact, work.path)
    trace_made(reading, work.document, work.book, work.language, drawn_labels(drawings), years)


def set_pages(work: Work, drawn: Future[dict[str, Drawing]]) -> bytes:
    """One artefact, begun while its charts are still being drawn. What was wrong with a chart comes before all else."""
    try:
        return render(RENDERERS[work.product.renderer].load(), work, Awaited(drawn))
    except Findings:
        drawn.result()
        raise
