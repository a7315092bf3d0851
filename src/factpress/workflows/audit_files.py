"""Files, ours or a stranger's, read back and audited against a publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factpress.audit import Audit, GeneratedText, audit
from factpress.audit.readers import MOST_BYTES, read_file
from factpress.audit.reading import Reading
from factpress.core.diagnostics import Findings, Severity, ToolError
from factpress.core.untrusted import read_limited, run_confined
from factpress.document.model import Document
from factpress.document.walk import figures
from factpress.edition import Edition, read_edition
from factpress.output.renderers import READER, RENDERERS
from factpress.publication.products import Product
from factpress.workflows.plan import file_name
from factpress.workflows.self_audit import cloth_years


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of some files: their audits, and those that could not be read, each with the reason."""

    audits: tuple[Audit, ...]
    unread: tuple[tuple[Path, ToolError], ...]


def audit_files(root: Path, files: Sequence[Path]) -> Audited:
    """The files against the publication in that folder; without files, those that were made of it.

    Raises Findings where the publication has errors, ToolError where there is none, or nothing was made of it yet.
    """
    edition = read_edition(root)
    chosen = list(files) or _made(edition)
    audits: list[Audit] = []
    unread: list[tuple[Path, ToolError]] = []
    # what tells how to print states no claims: its numbers are those of paper and of pages
    silent = {file_name(edition, product) for product in edition.products if not product.stating}
    for path in chosen:
        if path.name in silent:
            audits.append(Audit(path, (), 0))
            continue
        try:
            reading = run_confined(_read, path)
        except ToolError as error:
            unread.append((path, error))
            continue
        tried = [
            audit(reading, _document(edition, path), edition.book, edition.language, furniture)
            for furniture in furnitures(edition, path, reading.kind)
        ]
        audits.append(min(tried, key=_errors))
    return Audited(tuple(audits), tuple(unread))


def _read(path: Path) -> Reading:
    """The file, read back by the renderer's reader for its ending, else by what its first bytes say it is."""
    own = next((info for info in RENDERERS.values() if info.ending == path.suffix and info.reader != READER), None)
    return read_file(path) if own is None else own.read(read_limited(path, MOST_BYTES, "give a smaller file"), path)


def _document(edition: Edition, path: Path) -> Document:
    """What the file ought to say: the text of a print by the name of that print, else the publication's own."""
    made = (p.origin.content for p in edition.products if file_name(edition, p) == path.name)
    return next((edition.prints[content] for content in made if content is not None), edition.document)


def _errors(one: Audit) -> int:
    return sum(d.severity is Severity.ERROR for d in one.found)


def _made(edition: Edition) -> list[Path]:
    folder = edition.places.root / "build"
    made = [folder / file_name(edition, product) for product in edition.products if product.stating]
    there = [path for path in made if path.is_file()]
    if not there:
        raise ToolError(f"nothing was made in {folder} yet", "make it first: factpress build")
    return there


def furnitures(edition: Edition, path: Path, kind: str) -> list[GeneratedText]:
    """What the product of that name puts in; for a file by another name, what each product of its kind does."""
    like = [p for p in edition.products if p.stating and RENDERERS[p.renderer].kind == kind]
    own = [p for p in like if file_name(edition, p) == path.name] or like
    years = cloth_years(edition.theme)
    names = tuple(sorted(edition.publication.names))
    return [GeneratedText(_labels(edition, p), years, names) for p in own] or [GeneratedText(None, years, names)]


def _labels(edition: Edition, product: Product) -> dict[str, tuple[str, ...]] | None:
    """The labels of each chart as that product has it; None where the charts cannot be laid out."""
    from factpress.output.charts.draw import lay_out

    product = product.origin  # sheets have the charts of their pages
    info = RENDERERS[product.renderer]
    renderer = info.load()
    document = edition.document if product.content is None else edition.prints[product.content]
    charts = [figure.chart for figure in figures(document, info.target_name)]
    try:
        return {
            chart.id: tuple(
                label.text
                for label in lay_out(chart, renderer.chart_format(chart, edition.theme, product), edition.theme).labels
            )
            for chart in charts
        }
    except Findings:  # a build says what is wrong with a chart
        return None
