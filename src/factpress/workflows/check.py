"""Checks a publication in two stages: the source, then the layout of every product.

The first stage reads and judges the source. If it finds no error, the second lays out each product in memory and
reports what only the layout shows. Verdicts are kept, so that a product that did not change is not laid out again; and
so are the findings of a source that did not change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.core.diagnostics import Diagnostic, Severity, sort_diagnostics
from factpress.core.opening import find_publication
from factpress.core.processes import gc_disabled, gc_frozen_after
from factpress.workflows.kept_findings import KeptFindings

if TYPE_CHECKING:
    from factpress.edition import Edition
    from factpress.workflows.verdicts import Verdicts


def check(
    root: Path,
    *,
    today: dt.date,
    quick: bool = False,
    cached: bool = True,
    report_progress: Callable[[str], None] = lambda _: None,
) -> tuple[Diagnostic, ...]:
    """All findings of the publication in that folder, in the order of files, lines and columns.

    `quick` skips the second stage. Raises ToolError if there is no publication, or if the layout fails.
    """
    kept = KeptFindings.of(find_publication(root), today) if cached else None
    found = kept.get() if kept is not None else None
    if found is not None and (quick or _has_errors(found)):
        return found
    with gc_frozen_after():
        from factpress.checks.registry import check_inspected
        from factpress.edition import inspect_publication

        edition, read = inspect_publication(root)
        if found is None:
            found = tuple(check_inspected(edition, read, today=today))
            if kept is not None:
                kept.put(found)
    if quick or edition is None or _has_errors(found):
        return found
    laid_out = check_layout(edition, cached=cached, report_progress=report_progress)
    return tuple(sort_diagnostics([*_without_repeated(found, laid_out), *laid_out]))


def _has_errors(found: Iterable[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in found)


def _without_repeated(found: Iterable[Diagnostic], laid_out: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings of the source without warnings of which the layout makes an error at the same place.

    A coarse picture is a warning, and an error in a product for a printing press.
    """
    errors = {(d.code, d.location) for d in laid_out if d.severity is Severity.ERROR}
    return [d for d in found if d.severity is not Severity.WARNING or (d.code, d.location) not in errors]


def check_layout(
    edition: Edition, *, cached: bool = True, report_progress: Callable[[str], None] = lambda _: None
) -> tuple[Diagnostic, ...]:
    """The findings of laying out the products of a publication that has no errors.

    Products whose verdict is known are not laid out, unless `cached` is False.
    """
    # quick checks do not need these
    from factpress.workflows.atomic_write import has_drawings
    from factpress.workflows.layout import combine, has_errors, lay_out
    from factpress.workflows.product_keys import product_keys
    from factpress.workflows.tasks import build_folder, plan_products
    from factpress.workflows.verdicts import VerdictStore
    from factpress.workflows.workers import start_workers

    folder = build_folder(edition)
    plan = plan_products(edition, edition.products, folder, cached=cached)
    known: Verdicts = {}
    if plan.verdicts is not None:
        known = VerdictStore(plan, product_keys(plan), plan.verdicts).get()
    unknown = tuple(
        product
        for product in plan.products
        if product.origin.name not in known
        or (product.name not in known and not has_errors(known[product.origin.name]))
    )
    if unknown:
        with start_workers() as workers, gc_disabled():
            laid = lay_out(
                plan_products(edition, unknown, folder, cached=cached),
                workers,
                report_progress,
                drawings_cached=cached and has_drawings(folder),
            )
        known = {**known, **laid.verdicts}
    return combine(known)
