"""Builds the products of a publication: reads it, renders every product, audits the results, and writes the files.

The main process renders PDFs; `workers` describes the others. They are started before large libraries are imported, so
that all processes import at the same time. Therefore this module imports little.
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
from factpress.core.paths import require_publication
from factpress.core.processes import gc_disabled, gc_frozen_after
from factpress.workflows.atomic_write import check_folder, check_targets, has_drawings, write_all
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
    from factpress.workflows.tasks import BuildPlan, Finished


@dataclass(frozen=True, slots=True)
class BuiltProduct:
    """A file that was built. `title` describes it for people."""

    path: Path
    product: Product
    title: str


TICKET = "-job-ticket.txt"
"""The end of a job ticket's file name."""


def build(
    root: Path,
    names: tuple[str, ...] = (),
    out: Path | None = None,
    *,
    cached: bool = True,
    report_progress: Callable[[str], None] = lambda _: None,
) -> tuple[tuple[BuiltProduct, ...], tuple[Diagnostic, ...]]:
    """Builds the products with these names or of these kinds. Returns the built files and the warnings.

    Raises Findings or ToolError if any product fails. Then nothing is written, and the last good files stay.
    """
    require_publication(root)  # before processes start
    if out is not None:
        check_folder(out)
    drawings_cached = cached and has_drawings(out or root / "build")
    with start_workers() as workers:
        report_progress("reading")
        planning = workers.documents.submit(run, "factpress.workflows.tasks:plan", root, names, out, cached)
        charts = workers.documents if drawings_cached else workers.charts  # cached drawings are only read
        if not drawings_cached:
            charts.submit(preload, DRAWING)
        with gc_frozen_after():
            preload(RENDERING)
            plan: BuildPlan = planning.result()
        files = _files(plan)
        check_targets(plan.folder, [built.path for built in files])
        with gc_disabled():  # each PDF collects the garbage of the one before
            artefacts, warnings = _make(plan, workers.documents, charts, report_progress)
        write_all({built.path: artefacts[built.path.name] for built in files})
    return files, (*plan.warnings, *warnings)


def _files(plan: BuildPlan) -> tuple[BuiltProduct, ...]:
    """The files of all products, and the job tickets of those that go to a printer."""
    from factpress.workflows.postprocess import has_ticket

    word = plan.context.language.word
    files: list[BuiltProduct] = []
    for product in plan.products:
        path = plan.folder / plan.context.files[product.name]
        files.append(BuiltProduct(path, product, product.title))
        if has_ticket(product):
            title = f"{word('job-ticket')}{word('colon')} {product.title}"
            files.append(BuiltProduct(path.with_name(path.stem + TICKET), product, title))
    return tuple(files)


def _make(
    plan: BuildPlan, documents: Executor, charts: Executor, report_progress: Callable[[str], None]
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Makes all files. Returns their contents by file name, and warnings. Raises the Findings of all files together."""
    from factpress.output.renderers import RENDERERS
    from factpress.workflows.tasks import draw, finish, impose_finished, prune, render_and_audit, render_pages

    in_worker = [task for task in plan.tasks if RENDERERS[task.product.renderer].in_worker]
    in_main = [task for task in plan.tasks if not RENDERERS[task.product.renderer].in_worker]
    drawn = {task.product.name: charts.submit(draw, task) for task in (*in_main, *in_worker)}
    documents.submit(preload, WRITING)
    rendered = {t.product.name: then(documents, drawn[t.product.name], partial(render_and_audit, t)) for t in in_worker}
    documents.submit(preload, AUDITING)
    charts.submit(prune, plan.tasks)
    found: list[Diagnostic] = []
    artefacts: dict[str, bytes] = {}  # by product
    finished: dict[str, Future[Finished]] = {}
    imposed: dict[str, Future[bytes]] = {}
    for task in in_main:
        name = task.product.name
        report_progress("rendering " + task.product.title)
        with _collecting(found):
            artefacts[name] = pages = render_pages(task, drawn[name])
            finished[name] = documents.submit(finish, task, plan.context, pages, drawn[name].result())
            for product in plan.products:
                if product.scheme is not None and product.origin == task.product:
                    imposed[product.name] = then(documents, finished[name], partial(impose_finished, product, pages))
    for name, artefact in rendered.items():
        with _collecting(found):
            artefacts[name] = artefact.result()
    report_progress("auditing")
    for name, future in finished.items():
        with _collecting(found):
            done = future.result()
            artefacts[name] = done.press_pdf or artefacts[name]
            found += done.warnings
    _postprocess(plan, artefacts, imposed, found, report_progress)
    if in_main:
        from factpress.output.pdf import patch_notes

        found += patch_notes()
    if _has_errors(found):
        raise Findings(found)
    return _by_file_name(plan, artefacts), tuple(found)


def _postprocess(
    plan: BuildPlan,
    artefacts: dict[str, bytes],
    imposed: Mapping[str, Future[bytes]],
    found: list[Diagnostic],
    report_progress: Callable[[str], None],
) -> None:
    """Adds the artefacts of imposed products, and of prints about other products. Does nothing if pages have errors."""
    from factpress.workflows.postprocess import render_print

    if _has_errors(found):
        return
    for product in plan.products:
        if product.name in imposed:
            artefacts[product.name] = imposed[product.name].result()
        elif not product.has_text:
            report_progress("rendering " + product.title)
            with _collecting(found):
                artefacts[product.name] = render_print(product, plan.context, artefacts.get(product.origin.name))


def _by_file_name(plan: BuildPlan, artefacts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The contents of all files by file name, with the job tickets."""
    from factpress.workflows.postprocess import has_ticket, write_ticket

    files: dict[str, bytes] = {}
    for product in plan.products:
        name, artefact = plan.context.files[product.name], artefacts[product.name]
        files[name] = artefact
        if has_ticket(product):
            ticket = write_ticket(product, plan.context, artefacts[product.origin.name], artefact)
            files[Path(name).stem + TICKET] = ticket.encode()
    return files


def _has_errors(found: list[Diagnostic]) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in found)


@contextlib.contextmanager
def _collecting(found: list[Diagnostic]) -> Generator[None]:
    try:
        yield
    except Findings as findings:
        found.extend(findings.found)
