"""What a build makes, and the steps of making it. A step is a function with plain values, for whichever process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.core.diagnostics import Diagnostic, Findings, Location, Problems, Severity, ToolError, did_you_mean
from factpress.core.paths import Places
from factpress.design.pattern import labelled_years
from factpress.design.theme import Theme
from factpress.document.model import Chart, Document
from factpress.document.walk import figures
from factpress.i18n import Language
from factpress.output.charts import Drawing, Format
from factpress.output.renderers import RENDERERS, Renderer
from factpress.publication.products import Product, load_product
from factpress.publication.settings import PUBLICATION_FILE
from factpress.workflows.atomic_write import CACHE, VERDICTS
from factpress.workflows.postprocess import BuildContext, convert_for_press, impose_product
from factpress.workflows.stated_claims import stated_claims
from factpress.workflows.workers import Awaited

if TYPE_CHECKING:
    from factpress.audit.pictures import ExpectedPictures
    from factpress.edition import Edition
    from factpress.publication.facts.claims import FactBook


# ── the plan of a build ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class RenderTask:
    """One artefact to render. It is pickled for workers. Drawings are cached in `cache`, unless it is None.

    `book` has the claims that the audit needs.
    """

    path: Path
    document: Document
    book: FactBook
    language: Language
    theme: Theme
    product: Product
    places: Places
    cache: Path | None

    @classmethod
    def of(cls, edition: Edition, product: Product, path: Path, cache: Path | None) -> RenderTask:
        """The task that renders a product of an edition into the file at `path`."""
        e = edition
        document = e.document if product.content is None else e.prints[product.content]
        # a file for a press has no tags: its numbers are traced by their values, among all claims
        book = e.book if product.for_press else stated_claims(document, e.book)
        return cls(path, document, book, e.language, e.theme, product, e.places, cache)


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """One build: its output folder, the products, the tasks that render them, and the warnings of the publication.

    Verdicts on the products are kept in `verdicts`, unless it is None.
    """

    folder: Path
    products: tuple[Product, ...]
    tasks: tuple[RenderTask, ...]
    context: BuildContext
    warnings: tuple[Diagnostic, ...]
    verdicts: Path | None

    def text_of(self, product: Product) -> Location:
        """Where the text of a product begins; the settings if it has none."""
        documents = {task.product.name: task.document for task in self.tasks}
        document = documents.get(product.origin.name, self.context.document)
        origin = document.chapters[0].origin if document.chapters else None
        return origin if origin is not None else Location(PUBLICATION_FILE, 1, 1)


def plan(root: Path, names: tuple[str, ...], out: Path | None, cached: bool) -> BuildPlan:
    """Reads the publication in that folder and plans the build of these products.

    Raises Findings if the publication cannot be read, and ToolError if there is none, or no such product. `judge` finds
    the other errors of the sources.
    """
    from factpress.edition import read_edition  # only the worker that plans needs this

    edition = read_edition(root)
    _planned.clear()
    _planned[root] = edition
    products = select_products(edition.products, names, edition.places)
    return plan_products(edition, products, build_folder(edition, out), cached=cached)


_planned: dict[Path, Edition] = {}
"""The edition that this process planned last, by its folder."""


def judge(root: Path, names: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """The errors that `check` finds in the sources of these products, with all warnings. Empty if there is no error.

    Call it in the process that has just planned the build. It takes as long as to set ten pages, so it runs while the
    first product is rendered.
    """
    from factpress.checks.registry import source_errors
    from factpress.core.opening import today
    from factpress.edition import read_edition

    edition = _planned.pop(root, None) or read_edition(root)
    products = rendered_products(select_products(edition.products, names, edition.places))
    errors = source_errors(edition, products, today=today())
    return (*edition.warnings, *errors) if errors else ()


def plan_products(edition: Edition, products: tuple[Product, ...], folder: Path, *, cached: bool = True) -> BuildPlan:
    """Plans the build of products of an edition into that folder."""
    rendered = rendered_products(products)
    cache = folder / CACHE if cached else None
    tasks = tuple(RenderTask.of(edition, one, folder / file_name(edition, one), cache) for one in rendered)
    described = [product.of for product in products if product.of is not None]
    files = {product.name: file_name(edition, product) for product in (*products, *rendered, *described)}
    context = BuildContext(edition.document, edition.language, edition.theme, edition.places, files)
    return BuildPlan(folder, products, tasks, context, edition.warnings, folder / VERDICTS if cached else None)


def rendered_products(products: tuple[Product, ...]) -> tuple[Product, ...]:
    """The products that are rendered from a text, of which these are made."""
    return tuple(origin for origin in dict.fromkeys(product.origin for product in products) if origin.has_text)


def select_products(
    products: tuple[Product, ...], names: tuple[str, ...], places: Places | None = None
) -> tuple[Product, ...]:
    """The products with these names or in these groups; without names, all.

    With `places`, a name may also be that of a product file that the publication does not name. Raises ToolError for
    an unknown name, and Findings for such a file with errors.
    """
    known = {p.name for p in products} | {p.group for p in products}
    others: list[Product] = []
    problems = Problems()
    for name in dict.fromkeys(names):
        if name in known:
            continue
        if places is None or name not in places.data_names("products"):
            raise ToolError(f'there is no product "{name}" in publication.yaml', did_you_mean(name, known))
        product = load_product(name, places, problems, RENDERERS)
        others += [product] if product is not None else []
    problems.raise_errors()
    return (*(p for p in products if not names or p.name in names or p.group in names), *others)


def build_folder(edition: Edition, out: Path | None = None) -> Path:
    """The folder for built files: `out`, or `build` in the publication's folder."""
    return out if out is not None else edition.places.root / "build"


def output_files(edition: Edition) -> dict[Path, Product]:
    """The path of each product's file, whether it was built or not."""
    return {build_folder(edition) / file_name(edition, product): product for product in edition.products}


def file_name(edition: Edition, product: Product) -> str:
    """The name of a product's file."""
    return f"{edition.publication.file_stem}-{product.file}{RENDERERS[product.renderer].ending}"


# ── steps ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def draw(task: RenderTask) -> dict[str, Drawing]:
    """Draws the charts of one artefact, or reads them from the cache."""
    from factpress.output.charts.cache import Cache
    from factpress.output.charts.draw import draw_all

    info = RENDERERS[task.product.renderer]
    renderer = info.load()
    charts = tuple(figure.chart for figure in figures(task.document, info.target_name))
    cache = Cache(task.cache) if task.cache is not None else None

    def format_of(chart: Chart) -> Format:
        return renderer.chart_format(chart, task.theme, task.product)

    return draw_all(charts, format_of, task.product, task.theme, cache)


def prune(tasks: tuple[RenderTask, ...]) -> None:
    """Deletes cached drawings that were not used for a long time."""
    from factpress.output.charts.cache import Cache

    for folder in {task.cache for task in tasks}:
        if folder is not None:
            Cache(folder).prune()


def render(renderer: Renderer, task: RenderTask, drawings: Mapping[str, Drawing]) -> bytes:
    """Renders one artefact with its drawings."""
    return renderer.render(task.document, task.theme, task.product, drawings, task.places)


def render_pages(task: RenderTask, drawn: Future[dict[str, Drawing]]) -> bytes:
    """Renders one artefact while its charts are being drawn. Findings of the charts are raised before all others."""
    try:
        return render(RENDERERS[task.product.renderer].load(), task, Awaited(drawn))
    except Findings:
        drawn.result()
        raise


def render_and_audit(task: RenderTask, drawings: Mapping[str, Drawing]) -> bytes:
    """Renders and audits one artefact. Raises Findings if a number in it has no claim."""
    artefact = render(RENDERERS[task.product.renderer].load(), task, drawings)
    audit_artefact(task, artefact, drawings)
    return artefact


@dataclass(frozen=True, slots=True)
class Finished:
    """Pages after `finish`: the PDF/X-4 in the printer's inks if they go to a press, and warnings of the preflight."""

    press_pdf: bytes | None = None
    warnings: tuple[Diagnostic, ...] = ()


def finish(task: RenderTask, context: BuildContext, pages: bytes, drawings: Mapping[str, Drawing]) -> Finished:
    """Converts pages for a printing press if they go to one, and audits the result.

    Raises Findings if the file cannot be printed, or if a number in it has no claim.
    """
    if not task.product.for_press:
        audit_artefact(task, pages, drawings)
        return Finished()
    press_pdf, warnings = convert_for_press(task.product, context, pages)
    audit_artefact(task, press_pdf, drawings)
    return Finished(press_pdf, warnings)


def impose_finished(product: Product, pages: bytes, finished: Finished) -> bytes:
    """Imposes the pages of a product, converted for a press if they go to one. Raises the same as `impose_product`."""
    return impose_product(product, finished.press_pdf or pages)


# ── audit ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def audit_artefact(task: RenderTask, artefact: bytes, drawings: Mapping[str, Drawing]) -> None:
    """Audits an artefact before it is written. Raises Findings if a number in it has no claim."""
    # the main process never audits, so it need not wait for this import
    from factpress.audit import GeneratedText, audit

    reading = RENDERERS[task.product.renderer].read(artefact, task.path)
    generated = GeneratedText(
        drawn_labels(drawings),
        pattern_years(task.theme),
        logo=task.theme.logo is not None,
        # the others were just written from the same values; to compose the deck again takes too long
        pictures=lambda: chart_pictures(drawings),
    )
    done = audit(reading, task.document, task.book, task.language, generated)
    if any(one.severity is Severity.ERROR for one in done.found):
        raise Findings(done.found)


def drawn_labels(drawings: Mapping[str, Drawing]) -> dict[str, tuple[str, ...]]:
    """The labels of each chart as drawn."""
    from factpress.audit.readers.svg import svg_text

    return {chart: svg_text(drawing.svg).labels for chart, drawing in drawings.items()}


def chart_pictures(drawings: Mapping[str, Drawing], others: Iterable[bytes] | None = None) -> ExpectedPictures:
    """The pictures of charts and, if they are known, the other pictures that a deck should contain."""
    from factpress.audit.pictures import ExpectedPictures

    charts = {chart: frozenset(map(_digest, (drawing.svg, drawing.png))) for chart, drawing in drawings.items()}
    return ExpectedPictures(charts, frozenset(map(_digest, others)) if others is not None else None)


def _digest(picture: bytes) -> str:
    return hashlib.sha256(picture).hexdigest()


def pattern_years(theme: Theme) -> tuple[int, ...]:
    """The years that the brand's pattern shows as labels."""
    return labelled_years(theme.ornament) if theme.ornament is not None else ()
