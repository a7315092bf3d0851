"""From a folder to files: reads everything, composes once, and lets each renderer make its artefacts.

The main process renders the PDFs; see `workers` for the others. They start before anything large is imported here, so
that all import what they need at the same time: this module imports little.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.core.diagnostics import Diagnostic, Findings, Severity
from factpress.core.paths import check_publication
from factpress.core.processes import gc_disabled, gc_frozen_after
from factpress.workflows.atomic_write import check_folder, check_targets, has_drawings, put_all
from factpress.workflows.workers import (
    AUDITING,
    DRAWING,
    RENDERING,
    WRITING,
    preload,
    run,
    start_workers,
    then,
)

if TYPE_CHECKING:
    from factpress.publication.products import Product
    from factpress.workflows.tasks import Finished, Plan


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made. `title` says for people what it is."""

    path: Path
    product: Product
    title: str


TICKET = "-job-ticket.txt"
"""How the name of a job ticket ends."""


def build(
    root: Path,
    names: tuple[str, ...] = (),
    out: Path | None = None,
    *,
    cached: bool = True,
    say: Callable[[str], None] = lambda _: None,
) -> tuple[tuple[Made, ...], tuple[Diagnostic, ...]]:
    """Makes the products and says which files were made, with the warnings of the run.

    Nothing is written unless every product came right, so the last good files stay. Raises Findings or ToolError.
    """
    check_publication(root)  # before processes start
    if out is not None:
        check_folder(out)
    drawn = cached and has_drawings(out or root / "build")
    with start_workers() as workers:
        say("reading")
        planning = workers.documents.submit(run, "factpress.workflows.plan:plan", root, names, out, cached)
        charts = workers.documents if drawn else workers.charts  # cached drawings are only read
        if not drawn:
            charts.submit(preload, DRAWING)
        with gc_frozen_after():
            preload(RENDERING)
            planned: Plan = planning.result()
        files = _files(planned)
        check_targets(planned.folder, [made.path for made in files])
        with gc_disabled():  # each PDF collects what the one before has left
            artefacts, warnings = _make(planned, workers.documents, charts, say)
        put_all({made.path: artefacts[made.path.name] for made in files})
    return files, (*planned.warnings, *warnings)


def _files(plan: Plan) -> tuple[Made, ...]:
    """All files that are made: those of the products, and the job tickets beside those that go to a printer."""
    from factpress.workflows.postprocess import has_ticket

    word = plan.shop.language.word
    made: list[Made] = []
    for product in plan.products:
        path = plan.folder / plan.shop.files[product.name]
        made.append(Made(path, product, product.title))
        if has_ticket(product):
            title = f"{word('job-ticket')}{word('colon')} {product.title}"
            made.append(Made(path.with_name(path.stem + TICKET), product, title))
    return tuple(made)


def _make(
    plan: Plan, documents: Executor, charts: Executor, say: Callable[[str], None]
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The files by name, and warnings. Findings of all of them are raised together."""
    from factpress.output.renderers import RENDERERS
    from factpress.workflows.tasks import draw, finish, lay_finished, prune, render_and_audit, set_pages

    there = [work for work in plan.works if RENDERERS[work.product.renderer].in_worker]
    here = [work for work in plan.works if not RENDERERS[work.product.renderer].in_worker]
    drawn = {work.product.name: charts.submit(draw, work) for work in (*here, *there)}
    documents.submit(preload, WRITING)
    written = {w.product.name: then(documents, drawn[w.product.name], partial(render_and_audit, w)) for w in there}
    documents.submit(preload, AUDITING)
    charts.submit(prune, plan.works)
    found: list[Diagnostic] = []
    artefacts: dict[str, bytes] = {}
    finished: dict[str, Future[Finished]] = {}
    laid: dict[str, Future[bytes]] = {}
    for work in here:
        name = work.product.name
        say("setting " + work.product.title)
        with _collecting(found):
            artefacts[name] = pages = set_pages(work, drawn[name])
            finished[name] = documents.submit(finish, work, plan.shop, pages, drawn[name].result())
            for product in plan.products:
                if product.scheme is not None and product.origin == work.product:
                    laid[product.name] = then(documents, finished[name], partial(lay_finished, product, pages))
    for name, one in written.items():
        with _collecting(found):
            artefacts[name] = one.result()
    say("reading back")
    for name, one in finished.items():
        with _collecting(found):
            done = one.result()
            artefacts[name] = done.plates or artefacts[name]
            found += done.warnings
    _bind(plan, artefacts, laid, found, say)
    if here:
        from factpress.output.pdf import notes

        found += notes()
    if any(diagnostic.severity is Severity.ERROR for diagnostic in found):
        raise Findings(found)
    return _named(plan, artefacts), tuple(found)


def _bind(
    plan: Plan,
    artefacts: dict[str, bytes],
    laid: Mapping[str, Future[bytes]],
    found: list[Diagnostic],
    say: Callable[[str], None],
) -> None:
    """Adds what is made of pages that are set, and of no pages at all."""
    from factpress.workflows.postprocess import set_print

    if any(diagnostic.severity is Severity.ERROR for diagnostic in found):
        return  # of pages that are wrong nothing is made
    for product in plan.products:
        if product.name in laid:
            artefacts[product.name] = laid[product.name].result()
        elif not product.composed:
            say("setting " + product.title)
            with _collecting(found):
                artefacts[product.name] = set_print(product, plan.shop, artefacts.get(product.origin.name))


def _named(plan: Plan, artefacts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by name, job tickets among them."""
    from factpress.workflows.postprocess import has_ticket, write_ticket

    files: dict[str, bytes] = {}
    for product in plan.products:
        name, artefact = plan.shop.files[product.name], artefacts[product.name]
        files[name] = artefact
        if has_ticket(product):
            written = write_ticket(product, plan.shop, artefacts[product.origin.name], artefact)
            files[Path(name).stem + TICKET] = written.encode()
    return files


@contextlib.contextmanager
def _collecting(found: list[Diagnostic]) -> Generator[None]:
    try:
        yield
    except Findings as findings:
        found.extend(findings.found)
