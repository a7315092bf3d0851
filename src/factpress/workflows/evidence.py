"""`factpress evidence`: a publication's facts on a sheet that its board reads, marks and signs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.checks.context import CheckContext
from factpress.checks.registry import RULES
from factpress.core.diagnostics import Diagnostic, Problems, ToolError
from factpress.document.compose import grammar
from factpress.document.resolve.citations import load_citations
from factpress.document.wording.phrases import as_sentence
from factpress.edition import Edition, read_edition
from factpress.output.required_words import check_words
from factpress.publication.products import Product, load_product
from factpress.workflows.atomic_write import check_folder, check_targets, put_all


@dataclass(frozen=True, slots=True)
class Sheet:
    """The evidence sheet that was made, with the warnings of the run."""

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
    say: Callable[[str], None] = lambda _: None,
) -> Sheet:
    """Sets the evidence sheet of the publication in that folder and puts it in its place.

    `paper`, "a4" or "letter", is the publication's own where none is given; `on` is the day for which it is looked up
    what is due. Raises Findings or ToolError, and then leaves the last good file.
    """
    from factpress.output.prints.evidence.compose import Matter, compose_evidence
    from factpress.output.prints.evidence.html import evidence_html
    from factpress.output.prints.print_context import House, to_pdf

    if out is not None:
        check_folder(out)
    say("reading")
    edition = read_edition(root)
    product = _product(edition, paper)
    if product.sheet is None:
        raise ToolError(f'the product "{product.name}" has no sheet', "give its product file a sheet")
    folder = out if out is not None else edition.places.root / "build"
    path = folder / f"{edition.publication.file_stem}-{product.file}.pdf"
    check_targets(folder, [path])
    say("setting " + product.title)
    problems = Problems()
    matter = Matter(
        edition.document,
        edition.book,
        edition.language,
        grammar(edition.language, edition.publication),
        load_citations(edition.book, edition.language, edition.places, problems),
        edition.places,
        on,
        contradictions(edition, on),
    )
    evidence = compose_evidence(matter)
    house = House(edition.theme, edition.language, edition.places, edition.document.organisation)
    html = evidence_html(evidence, house, product.template)
    title = f"{edition.document.title}: {edition.language.word('evidence-sheet')}"
    pdf = to_pdf(html, house, product.sheet, title=title, date=evidence.date)
    put_all({path: pdf})
    return Sheet(path, product, len(evidence.entries), edition.warnings)


def contradictions(edition: Edition, on: dt.date) -> Mapping[str, tuple[str, ...]]:
    """What sets claims against each other, in words, by each claim; with what the editor has answered to it."""
    subject, word = CheckContext(edition, on), edition.language.word
    found: dict[str, list[str]] = {}
    for rule in RULES:
        for finding in rule.find(subject):
            if len(finding.claims) < 2:
                continue
            answer = rule.diagnostic(finding, edition.book).answer
            answered = f" {word('our-answer')}{word('colon')} {as_sentence(answer)}" if answer else ""
            for claim in sorted(finding.claims):
                found.setdefault(claim, []).append(as_sentence(finding.message) + answered)
    return {claim: tuple(dict.fromkeys(words)) for claim, words in found.items()}


def _product(edition: Edition, paper: str | None) -> Product:
    """The product of that paper: the publication's own file, else the engine's."""
    problems = Problems()
    product = load_product(f"evidence-{paper or edition.publication.paper}", edition.places, problems)
    problems.raise_errors()
    if product is None:
        raise ToolError("the evidence sheet has no product", "report this as a fault of factpress")
    check_words(edition.language, [product], problems)
    problems.raise_errors()
    return product
