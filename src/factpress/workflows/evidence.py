"""The evidence sheet: all claims of a publication, to be reviewed and signed by its board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.checks.context import CheckContext
from factpress.checks.registry import RULES
from factpress.core.diagnostics import Diagnostic, Problems, ToolError
from factpress.core.pdf_seal import sealed
from factpress.document.compose import grammar
from factpress.document.resolve.citations import load_citations
from factpress.document.wording.phrases import as_sentence
from factpress.edition import Edition, read_edition
from factpress.output.required_words import check_words
from factpress.publication.products import Product, load_product
from factpress.workflows.atomic_write import check_folder, check_targets
from factpress.workflows.outputs import write_outputs
from factpress.workflows.tasks import build_folder


@dataclass(frozen=True, slots=True)
class EvidenceSheet:
    """The evidence sheet that was built, its number of claims, and the warnings of the publication."""

    path: Path
    product: Product
    claims: int
    warnings: tuple[Diagnostic, ...]


def make_evidence(
    root: Path,
    *,
    on: dt.date,
    out: Path | None = None,
    paper: str | None = None,
    report_progress: Callable[[str], None] = lambda _: None,
) -> EvidenceSheet:
    """Builds the evidence sheet of the publication in that folder.

    `paper` is "a4" or "letter" (default: that of the publication). `on` is the day for which due reviews are marked.
    Raises Findings or ToolError; then the last good file stays.
    """
    from factpress.output.prints.evidence.compose import EvidenceInput, compose_evidence
    from factpress.output.prints.evidence.html import evidence_html
    from factpress.output.prints.print_context import PrintContext, to_pdf

    if out is not None:
        check_folder(out)
    report_progress("reading")
    edition = read_edition(root)
    product = _product(edition, paper)
    if product.sheet is None:
        raise ToolError(f'the product "{product.name}" has no sheet', "add sheet to its product file")
    folder = build_folder(edition, out)
    path = folder / f"{edition.publication.file_stem}-{product.file}.pdf"
    check_targets(folder, [path])
    report_progress("rendering " + product.title)
    problems = Problems()
    source = EvidenceInput(
        edition.document,
        edition.book,
        edition.language,
        grammar(edition.language, edition.publication),
        load_citations(edition.book, edition.language, edition.places, problems),
        edition.places,
        on,
        contradictions(edition, on),
    )
    evidence = compose_evidence(source)
    context = PrintContext(edition.theme, edition.language, edition.places, edition.document.organisation)
    html = evidence_html(evidence, context, product.template)
    title = f"{edition.document.title}: {edition.language.word('evidence-sheet')}"
    pdf = to_pdf(html, context, product.sheet, title=title, date=evidence.date)
    written = write_outputs(folder, {path: sealed(pdf)})
    return EvidenceSheet(written.paths[path], product, len(evidence.entries), (*edition.warnings, *written.warnings))


def contradictions(edition: Edition, on: dt.date) -> Mapping[str, tuple[str, ...]]:
    """The messages of findings about several claims, with their answers, by claim."""
    context, word = CheckContext(edition, on), edition.language.word
    found: dict[str, list[str]] = {}
    for rule in RULES:
        for finding in rule.find(context):
            if len(finding.claims) < 2:
                continue
            answer = rule.diagnostic(finding, edition.book).answer
            answered = f" {word('our-answer')}{word('colon')} {as_sentence(answer)}" if answer else ""
            for claim in sorted(finding.claims):
                found.setdefault(claim, []).append(as_sentence(finding.message) + answered)
    return {claim: tuple(dict.fromkeys(words)) for claim, words in found.items()}


def _product(edition: Edition, paper: str | None) -> Product:
    """The evidence product for that paper: from the publication, else from the engine."""
    problems = Problems()
    product = load_product(f"evidence-{paper or edition.publication.paper}", edition.places, problems)
    problems.raise_errors()
    if product is None:
        raise ToolError("the evidence sheet has no product", "report this as a fault of factpress")
    check_words(edition.language, [product], problems)
    problems.raise_errors()
    return product
