"""Builds the products of a publication: reads it, renders every product, audits the results, and writes the files.

The main process renders PDFs; `workers` describes the others. All processes import large libraries at the same time:
what all of them need is imported once, before the others are forked. Therefore this module imports little.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.core.diagnostics import Diagnostic, Findings, Severity, sort_diagnostics
from factpress.core.paths import require_publication
from factpress.core.placing import settle
from factpress.core.processes import gc_disabled, gc_frozen_after
from factpress.workflows.atomic_write import check_folder, check_targets, has_drawings
from factpress.workflows.workers import DRAWING, RENDERING, SHARED, preload, run, start_workers

if TYPE_CHECKING:
    from factpress.publication.products import Product
    from factpress.workflows.tasks import BuildPlan


@dataclass(frozen=True, slots=True)
class BuiltProduct:
    """A file that was built. `title` describes it for people."""

    path: Path
    product: Product
    title: str


def build(
    root: Path,
    names: tuple[str, ...] = (),
    out: Path | None = None,
    *,
    cached: bool = True,
    take_new: bool = False,
    report_progress: Callable[[str], None] = lambda _: None,
) -> tuple[tuple[BuiltProduct, ...], tuple[Diagnostic, ...]]:
    """Builds the products with these names or of these kinds. Returns the built files and the warnings.

    A file that was changed since it was built stays, and the new one is written beside it; with `take_new` it is moved
    aside. Raises Findings or ToolError if any product fails. Then nothing is written, and the last good files stay.
    """
    require_publication(root)  # before processes start
    if out is not None:
        check_folder(out)
        settle(out)
    drawings_cached = cached and has_drawings(out or root / "build")
    with start_workers() as workers:
        report_progress("reading")
        if workers.forked:
            with gc_frozen_after():  # the workers then share their memory, too
                preload(SHARED)
        planning = workers.documents.submit(run, "factpress.workflows.tasks:plan", root, names, out, cached)
        if not drawings_cached:
            workers.charts.submit(preload, DRAWING)
        with gc_frozen_after():
            preload(RENDERING)
            plan: BuildPlan = planning.result()
        # imported by the preloading
        from factpress.workflows.layout import combine, has_errors, lay_out, patch_notes
        from factpress.workflows.outputs import write_outputs
        from factpress.workflows.tasks import judge

        judging = workers.documents.submit(judge, root, names)

        def report(step: str) -> None:
            if judging.done():
                _raise(judging.result())
            report_progress(step)

        files = _files(plan)
        check_targets(plan.folder, [built.path for built in files])
        with gc_disabled():  # each PDF collects the garbage of the one before
            laid = lay_out(plan, workers, report, drawings_cached=drawings_cached)
        _raise(judging.result())
        found = (*combine(laid.verdicts), *patch_notes(plan))
        if has_errors(found):
            raise Findings(found)
        written = write_outputs(
            plan.folder, {built.path: laid.files[built.path.name] for built in files}, take_new=take_new
        )
    files = tuple(replace(built, path=written.paths[built.path]) for built in files)
    numbers = _numbers(root, written.changed_decks)
    return files, (*sort_diagnostics((*plan.warnings, *found)), *written.warnings, *numbers)


def _raise(errors: tuple[Diagnostic, ...]) -> None:
    """Raises the errors of the sources, if there are any: they come before those of the layout."""
    if errors:
        raise Findings(errors)


def _numbers(root: Path, decks: Sequence[Path]) -> tuple[Diagnostic, ...]:
    """What the audit finds about the numbers of decks that were changed, as information."""
    if not decks:
        return ()
    from factpress.workflows.audit_files import audit_files

    found = (one for audit in audit_files(root, decks).audits for one in audit.found)
    return tuple(replace(one, severity=Severity.INFORMATION) for one in found if one.code in _ABOUT_NUMBERS)


_ABOUT_NUMBERS = ("number-without-claim", "number-differs", "number-disguised", "number-ambiguous")


def _files(plan: BuildPlan) -> tuple[BuiltProduct, ...]:
    """The files of all products, and the job tickets of those that go to a printer."""
    from factpress.workflows.layout import ticket_name
    from factpress.workflows.postprocess import has_ticket

    word = plan.context.language.word
    files: list[BuiltProduct] = []
    for product in plan.products:
        path = plan.folder / plan.context.files[product.name]
        files.append(BuiltProduct(path, product, product.title))
        if has_ticket(product):
            title = f"{word('job-ticket')}{word('colon')} {product.title}"
            files.append(BuiltProduct(path.with_name(ticket_name(path.name)), product, title))
    return tuple(files)
