"""Correction slips: sheets for print runs that state what has changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Problems, ToolError
from factpress.core.pdf_seal import sealed
from factpress.edition import Edition
from factpress.ledger.difference import Correction
from factpress.output.required_words import check_words
from factpress.publication.products import load_product
from factpress.workflows.atomic_write import check_folder, check_targets
from factpress.workflows.outputs import write_outputs
from factpress.workflows.tasks import build_folder

SLIP = "correction-slip"
"""The product with the sheet and the template of slips: from the publication, else from the engine."""


@dataclass(frozen=True, slots=True)
class Slips:
    """The paths of correction slips, and warnings about files in their places."""

    paths: tuple[Path, ...]
    warnings: tuple[Diagnostic, ...] = ()


def build_slips(edition: Edition, found: Iterable[Correction], out: Path | None = None) -> Slips:
    """Builds a slip for each correction, in `out` or in the folder of built files.

    Raises Findings or ToolError; then the last good files stay.
    """
    from factpress.output.prints.correction_slip import compose_slip, slip_html
    from factpress.output.prints.print_context import PrintContext, to_pdf

    problems = Problems()
    product = load_product(SLIP, edition.places, problems)
    problems.raise_errors()
    if product is None or product.sheet is None:
        raise ToolError(f'the product "{SLIP}" has no sheet', "add sheet to its product file")
    check_words(edition.language, [product], problems)
    problems.raise_errors()
    if out is not None:
        check_folder(out)
    document, folder = edition.document, build_folder(edition, out)
    context = PrintContext(edition.theme, edition.language, edition.places, document.organisation)
    slips: dict[Path, bytes] = {}
    for one in found:
        slip = compose_slip(
            one,
            edition.language,
            title=document.title,
            publisher=document.organisation,
            address=document.address_text or document.address,
        )
        html = slip_html(slip, context, product.template)
        path = folder / f"{edition.publication.file_stem}-{product.file}-{_ascii(one.printing.id)}.pdf"
        pdf = to_pdf(html, context, product.sheet, title=f"{slip.title}: {slip.to}", date=document.date)
        slips[path] = sealed(pdf)
    check_targets(folder, slips)
    written = write_outputs(folder, slips)
    return Slips(tuple(written.paths[path] for path in slips), written.warnings)


def _ascii(name: str) -> str:
    """The id of a printing in a form for file names. Editors may write ids that are not."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "printing"
