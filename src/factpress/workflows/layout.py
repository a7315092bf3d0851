"""Lays out products in memory: every file of a plan is made and read back, and each product gets its verdict.

The main process renders PDFs; `workers` describes the others.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Findings, InstallationError, Severity, ToolError
from factpress.core.paths import Places
from factpress.core.pdf_seal import sealed
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product
from factpress.workflows.own_templates import blame_templates, own_templates
from factpress.workflows.ownership import TICKET
from factpress.workflows.postprocess import has_ticket, render_print, write_ticket
from factpress.workflows.product_keys import product_keys
from factpress.workflows.tasks import (
    BuildPlan,
    Finished,
    draw,
    finish,
    impose_finished,
    prune,
    render_and_audit,
    render_pages,
)
from factpress.workflows.verdicts import Verdicts, VerdictStore
from factpress.workflows.workers import AUDITING, WRITING, Workers, preload, then

_PICKLED = 0.05
"""How long it takes at most to pass a task to a worker, in seconds."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The files of products, by file name, with their job tickets, and the verdicts on the products.

    A product with errors has no file. One that is made of such a product has neither file nor verdict.
    """

    files: Mapping[str, bytes]
    verdicts: Verdicts


def lay_out(
    plan: BuildPlan, workers: Workers, report_progress: Callable[[str], None], *, drawings_cached: bool
) -> LaidOut:
    """Lays out all products of a plan and keeps the verdicts. Raises InstallationError."""
    # cached drawings are only read, so the other worker has time
    documents, other = workers.documents, workers.charts
    charts, spare = (documents, other) if drawings_cached else (other, documents)
    keys = spare.submit(product_keys, plan) if plan.verdicts is not None else None  # before any file is used
    laid = _lay_out(plan, documents, charts, report_progress)
    if own := own_templates(plan.context.places):

        def lay_out_again(product: Product, places: Places) -> tuple[Diagnostic, ...]:
            report_progress("looking for the error in templates")
            again = _lay_out(_only(plan, product, places), documents, charts, lambda _: None)
            return again.verdicts.get(product.name, again.verdicts[product.origin.name])

        products = {product.name: product for product in (*plan.products, *(task.product for task in plan.tasks))}
        verdicts = {
            name: blame_templates(found, own, plan.context.places, partial(lay_out_again, products[name]))
            for name, found in laid.verdicts.items()
        }
        laid = replace(laid, verdicts=verdicts)
    if plan.verdicts is not None and keys is not None:
        # a tool that failed may work the next time
        kept = {name: found for name, found in laid.verdicts.items() if "layout-failed" not in {d.code for d in found}}
        VerdictStore(plan, keys.result(), plan.verdicts).put(kept)
    return laid


def _only(plan: BuildPlan, product: Product, places: Places) -> BuildPlan:
    """The plan for one product with other templates."""
    tasks = tuple(replace(task, places=places) for task in plan.tasks if task.product.name == product.origin.name)
    return replace(plan, products=(product,), tasks=tasks, context=replace(plan.context, places=places))


def _lay_out(plan: BuildPlan, documents: Executor, charts: Executor, report_progress: Callable[[str], None]) -> LaidOut:
    in_worker = [task for task in plan.tasks if RENDERERS[task.product.renderer].in_worker]
    in_main = [task for task in plan.tasks if not RENDERERS[task.product.renderer].in_worker]
    drawn = {task.product.name: charts.submit(draw, task) for task in (*in_main, *in_worker)}
    documents.submit(preload, WRITING)
    rendered = {t.product.name: then(documents, drawn[t.product.name], partial(render_and_audit, t)) for t in in_worker}
    documents.submit(preload, AUDITING)
    charts.submit(prune, plan.tasks)
    products = {task.product.name: task.product for task in plan.tasks}
    found: dict[str, list[Diagnostic]] = {name: [] for name in products}
    artefacts: dict[str, bytes] = {}  # by product
    finished: dict[str, Future[Finished]] = {}
    imposed: dict[str, Future[bytes]] = {}
    for task in in_main:
        name = task.product.name
        report_progress("rendering " + task.product.title)
        with _collecting(found[name], task.product, plan):
            artefacts[name] = pages = render_pages(task, drawn[name])
            finished[name] = documents.submit(finish, task, plan.context, pages, drawn[name].result())
            for product in plan.products:
                if product.scheme is not None and product.origin == task.product:
                    imposed[product.name] = then(documents, finished[name], partial(impose_finished, product, pages))
    # The garbage of the last PDF, a tenth of a second's work, is collected while the file is read back. Before that the
    # worker needs its arguments, which a thread of this process pickles: none runs while garbage is collected.
    wait(finished.values(), timeout=_PICKLED)
    gc.collect()
    for name, artefact in rendered.items():
        with _collecting(found[name], products[name], plan):
            artefacts[name] = artefact.result()
    report_progress("auditing")
    for name, future in finished.items():
        with _collecting(found[name], products[name], plan):
            done = future.result()
            artefacts[name] = done.press_pdf or artefacts[name]
            found[name] += done.warnings
    _postprocess(plan, artefacts, imposed, found, report_progress)
    files = _by_file_name(plan, artefacts, found)
    return LaidOut(files, {name: tuple(diagnostics) for name, diagnostics in found.items()})


def _postprocess(
    plan: BuildPlan,
    artefacts: dict[str, bytes],
    imposed: Mapping[str, Future[bytes]],
    found: dict[str, list[Diagnostic]],
    report_progress: Callable[[str], None],
) -> None:
    """Adds the artefacts of imposed products and of prints about other products, if the pages have no errors."""
    for product in plan.products:
        if product.has_text or has_errors(found.get(product.origin.name, ())):
            continue
        found[product.name] = []
        with _collecting(found[product.name], product, plan):
            if product.name in imposed:
                artefacts[product.name] = imposed[product.name].result()
            else:
                report_progress("rendering " + product.title)
                artefacts[product.name] = render_print(product, plan.context, artefacts.get(product.origin.name))


def _by_file_name(
    plan: BuildPlan, artefacts: Mapping[str, bytes], found: Mapping[str, list[Diagnostic]]
) -> dict[str, bytes]:
    """The contents of all files by file name, with the job tickets."""
    files: dict[str, bytes] = {}
    for product in plan.products:
        if product.name not in artefacts or has_errors(found[product.name]):
            continue
        name, artefact = plan.context.files[product.name], artefacts[product.name]
        artefact = sealed(artefact) if name.endswith(".pdf") else artefact
        files[name] = artefact
        if has_ticket(product):
            with _collecting(found[product.name], product, plan):
                ticket = write_ticket(product, plan.context, artefacts[product.origin.name], artefact)
                files[ticket_name(name)] = ticket.encode()
    return files


def ticket_name(name: str) -> str:
    """The name of the job ticket of a file."""
    return Path(name).stem + TICKET


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Whether one of these findings stops a build."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in found)


def patch_notes(plan: BuildPlan) -> tuple[Diagnostic, ...]:
    """The notes on the installed WeasyPrint, if it lays out a product of the plan."""
    if all(RENDERERS[task.product.renderer].in_worker for task in plan.tasks):
        return ()
    from factpress.output import pdf

    return pdf.patch_notes()


@contextlib.contextmanager
def _collecting(found: list[Diagnostic], product: Product, plan: BuildPlan) -> Generator[None]:
    """Collects the findings of one product. If a tool fails at it, that is a finding, too: others can be laid out."""
    try:
        yield
    except Findings as findings:
        found.extend(findings.found)
    except InstallationError:
        raise
    except ToolError as error:
        message = f'the product "{product.name}" cannot be laid out: {error}'
        found.append(Diagnostic("layout-failed", message, plan.text_of(product), error.hint))


def combine(verdicts: Verdicts) -> tuple[Diagnostic, ...]:
    """The findings of all products. What was found at the same place of several products is reported once.

    The same text is laid out for several products, so a word that is too long for one is too long for others.
    """
    known: set[tuple[object, ...]] = set()
    found: list[Diagnostic] = []
    for product, diagnostics in verdicts.items():
        new = [one for one in diagnostics if _cause(one) not in known]
        known.update(map(_cause, new))
        found += (_with_product(one, product) for one in new)
    return tuple(found)


def _with_product(found: Diagnostic, product: str) -> Diagnostic:
    """The finding, which says of which product its page is."""
    page, colon, rest = found.message.partition(": ")
    if not page.startswith("page ") or not colon:
        return found
    return replace(found, message=f"{page} of {product}{colon}{rest}")


def _cause(found: Diagnostic) -> tuple[object, ...]:
    at = found.location
    if at is not None and at.line:
        return found.code, at.path, at.line, at.column
    page, _, rest = found.message.partition(": ")
    if not page.startswith("page "):
        return found.code, at, found.message
    # a template has one error on pages of any size, though its words and lengths differ
    return found.code, at, "" if at is not None and at.path.parts[:1] == ("templates",) else rest
