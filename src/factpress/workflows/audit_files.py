"""Audits files from any origin against a publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from pathlib import Path

from factpress.audit import Audit, GeneratedText, audit
from factpress.audit.pictures import ExpectedPictures
from factpress.audit.readers import MOST_BYTES, memory_limit, read_file
from factpress.audit.reading import Reading
from factpress.core.diagnostics import Findings, Severity, ToolError
from factpress.core.placing import settle
from factpress.core.untrusted import read_limited, run_confined
from factpress.design.fonts import FontSet
from factpress.document.model import Chart, Document
from factpress.document.walk import figures
from factpress.edition import Edition, read_edition
from factpress.output.charts import Format
from factpress.output.renderers import READER, RENDERERS
from factpress.publication.products import Product
from factpress.workflows.atomic_write import CACHE, has_drawings
from factpress.workflows.tasks import (
    RenderTask,
    build_folder,
    chart_pictures,
    draw,
    file_name,
    output_files,
    pattern_years,
)


@dataclass(frozen=True, slots=True)
class AuditedFiles:
    """The audits of files, and the files that could not be read, each with the reason."""

    audits: tuple[Audit, ...]
    unread: tuple[tuple[Path, ToolError], ...]


def audit_files(root: Path, files: Sequence[Path]) -> AuditedFiles:
    """Audits files against the publication in that folder; without files, those that were built.

    Raises Findings if the publication has errors; ToolError if there is no publication, or nothing was built.
    """
    settle(*{path.parent for path in files})
    edition = read_edition(root)
    paths = list(files) or _built_files(edition)
    built = {path.resolve() for path in output_files(edition)}
    audits: list[Audit] = []
    unread: list[tuple[Path, ToolError]] = []
    # print instructions state no claims: their numbers are those of pages and paper
    without_claims = {file_name(edition, product) for product in edition.products if not product.states_claims}
    drawn: DrawnLabels = {}
    for path in paths:
        if path.name in without_claims:
            audits.append(Audit(path, (), 0))
            continue
        try:
            reading = run_confined(_read, path, memory=memory_limit(path))
        except ToolError as error:
            unread.append((path, error))
            continue
        audits.append(_best_audit(edition, path, reading, drawn, is_built_path=path.resolve() in built))
    return AuditedFiles(tuple(audits), tuple(unread))


def _best_audit(edition: Edition, path: Path, reading: Reading, drawn: DrawnLabels, *, is_built_path: bool) -> Audit:
    """The audit against the product that the file is, or might be: the one with the fewest errors."""
    tried: list[Audit] = []
    possible = possible_generated_text(edition, path, reading.kind, drawn)
    # what a product adds to its pages matters only in a file of ours
    for generated in possible if reading.has_claims else islice(possible, 1):
        document, book, language = document_of(edition, path), edition.book, edition.language
        tried.append(audit(reading, document, book, language, generated, is_built_path=is_built_path))
        if not _errors(tried[-1]):
            break
    return min(tried, key=_errors)


def _read(path: Path) -> Reading:
    """Reads a file with the reader of the renderer that has its extension, else by its first bytes."""
    own = next((info for info in RENDERERS.values() if info.ending == path.suffix and info.reader != READER), None)
    return read_file(path) if own is None else own.read(read_limited(path, MOST_BYTES, "give a smaller file"), path)


def document_of(edition: Edition, path: Path) -> Document:
    """The document that a file should contain: that of the print with its name, else that of the publication."""
    contents = (p.origin.content for p in edition.products if file_name(edition, p) == path.name)
    return next((edition.prints[content] for content in contents if content is not None), edition.document)


def _errors(one: Audit) -> int:
    return sum(d.severity is Severity.ERROR for d in one.found)


def _built_files(edition: Edition) -> list[Path]:
    built = [path for path, product in output_files(edition).items() if product.states_claims and path.is_file()]
    if not built:
        raise ToolError(f"nothing was built in {edition.places.root / 'build'}", "build it first: factpress build")
    return built


DrawnLabels = dict[tuple[Chart, Format], tuple[str, ...]]
"""The labels of charts, as they are drawn in a format. Many products have the same."""


def possible_generated_text(
    edition: Edition, path: Path, kind: str, drawn: DrawnLabels | None = None
) -> Iterator[GeneratedText]:
    """The text that the product with that file name adds to pages; if no product has it, that of each of its kind.

    The labels that are `drawn` are not laid out again, and others of the same edition are added to them.
    """
    drawn = {} if drawn is None else drawn
    of_kind = [p for p in edition.products if p.states_claims and RENDERERS[p.renderer].kind == kind]
    products = [p for p in of_kind if file_name(edition, p) == path.name] or of_kind
    years = pattern_years(edition.theme)
    names = tuple(sorted(edition.publication.names))
    logo = edition.theme.logo is not None
    for p in products or [None]:
        yield GeneratedText(
            _labels(edition, p, drawn) if p is not None else None,
            years,
            names,
            logo,
            cache(partial(_pictures, edition, p)) if p is not None and kind == "pptx" else None,
        )


def _pictures(edition: Edition, product: Product) -> ExpectedPictures | None:
    """The pictures of a deck: of its charts, drawn again unless they are cached, and all others. None with errors."""
    from factpress.output.deck.renderer import to_slides
    from factpress.output.deck.slide_size import sized
    from factpress.output.deck.writer.images import embedded_pictures

    folder = build_folder(edition)
    path = folder / file_name(edition, product)
    task = RenderTask.of(edition, product, path, folder / CACHE if has_drawings(folder) else None)
    try:
        drawings = draw(task)
        slides = to_slides(task.document, task.theme, product, drawings, FontSet.of(task.theme))
        return chart_pictures(drawings, embedded_pictures(slides, sized(task.theme, product), task.places))
    except (Findings, OSError):  # the build reports the errors
        return None


def _labels(edition: Edition, product: Product, drawn: DrawnLabels) -> dict[str, tuple[str, ...]] | None:
    """The labels of each chart in that product; None if a chart has errors."""
    from factpress.output.charts.draw import lay_out

    product = product.origin  # sheets have the charts of their pages
    info = RENDERERS[product.renderer]
    renderer = info.load()
    document = edition.document if product.content is None else edition.prints[product.content]
    found: dict[str, tuple[str, ...]] = {}
    try:
        for chart in (figure.chart for figure in figures(document, info.target_name)):
            key = chart, renderer.chart_format(chart, edition.theme, product)
            if key not in drawn:
                drawn[key] = tuple(label.text for label in lay_out(*key, edition.theme).labels)
            found[chart.id] = drawn[key]
    except Findings:  # the build reports the errors
        return None
    return found
