"""From a folder to files: reads everything, composes once, and lets each renderer make its artefacts.

The only module that knows all renderers. Reading, drawing charts and writing the deck happen in processes beside
this one, which imports WeasyPrint meanwhile and sets the booklets; imports are lazy for that reason.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from factpress.charts.model import Drawing, Format
from factpress.diagnostics import Diagnostic, Findings, ToolError, did_you_mean
from factpress.document.model import Chart, Document
from factpress.output import check_folder, check_targets, put_all
from factpress.places import Places
from factpress.products import Product
from factpress.reading import Edition, figures, read_edition
from factpress.theme import Theme


class Renderer(Protocol):
    """What a renderer's room offers: the format its charts are drawn in, and the artefact itself."""

    def warm(self) -> None:
        """Imports the libraries it stands on, ahead of need."""
        ...

    def chart_format(self, chart: Chart, theme: Theme, product: Product) -> Format:
        """The format of one chart in that product."""
        ...

    def render(
        self, document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places
    ) -> bytes:
        """The artefact. Raises Findings where the document does not fit."""
        ...


@dataclass(frozen=True, slots=True)
class Press:
    """A renderer by name: where it is, which side of the text it sets, and how its files end.

    `beside` says that it may run in a process beside from the start, since it draws its own charts there.
    """

    load: Callable[[], Renderer]
    side: str
    ending: str
    beside: bool


def _booklet() -> Renderer:
    from factpress.booklet import press

    return press


def _deck() -> Renderer:
    from factpress.deck import press

    return press


RENDERERS: Mapping[str, Press] = {
    "booklet": Press(_booklet, "booklet", ".pdf", beside=False),
    "deck": Press(_deck, "deck", ".pptx", beside=True),
}


CACHE = Path(".cache/charts")
"""Where drawings are kept, in the folder of the files that are made."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made."""

    path: Path
    product: Product


@dataclass(frozen=True, slots=True)
class Work:
    """One artefact to make; crosses into a process beside."""

    document: Document
    theme: Theme
    product: Product
    places: Places
    cache: Path | None


def draw(work: Work) -> dict[str, Drawing]:
    """The charts of one artefact, drawn or found in the cache."""
    from factpress.charts.cache import Cache
    from factpress.charts.draw import draw_all

    press = RENDERERS[work.product.renderer]
    renderer = press.load()
    charts = tuple(figure.chart for figure in figures(work.document, press.side))
    cache = Cache(work.cache) if work.cache is not None else None

    def format_of(chart: Chart) -> Format:
        return renderer.chart_format(chart, work.theme, work.product)

    return draw_all(charts, format_of, work.product, work.theme, cache)


def _prune(folder: Path) -> None:
    """Lets go of the drawings that have not been used for long."""
    from factpress.charts.cache import Cache

    Cache(folder).prune()


def render(renderer: Renderer, work: Work, drawings: Mapping[str, Drawing]) -> bytes:
    """One artefact from its drawings."""
    return renderer.render(work.document, work.theme, work.product, drawings, work.places)


def draw_and_render(work: Work) -> bytes:
    """One artefact whole."""
    return render(RENDERERS[work.product.renderer].load(), work, draw(work))


def select(products: tuple[Product, ...], names: tuple[str, ...]) -> tuple[Product, ...]:
    """The products that were asked for, by name or by renderer; all of them where none was named."""
    known = {p.name for p in products} | {p.renderer for p in products}
    for name in names:
        if name not in known:
            raise ToolError(f'there is no product "{name}" in publication.yaml', did_you_mean(name, known))
    return tuple(p for p in products if not names or p.name in names or p.renderer in names)


def build(
    root: Path,
    names: tuple[str, ...] = (),
    out: Path | None = None,
    *,
    cached: bool = True,
    say: Callable[[str], None] = lambda _: None,
) -> tuple[tuple[Made, ...], tuple[Diagnostic, ...]]:
    """Makes the products and says which files were made, with the warnings of the run.

    Nothing is written unless every product came right, so the last good files stay. Raises Findings or ToolError.
    """
    if out is not None:
        check_folder(out)  # before a minute's work is done for a folder that cannot be
    with _beside() as beside:
        say("reading")
        beside.submit(_warm, beside=True, drawing=not (cached and _has_drawings(out or root / "build")))
        reading = beside.submit(read_edition, root, known_renderers=frozenset(RENDERERS))
        _warm(beside=False, drawing=False)
        edition = reading.result()
        products = select(edition.products, names)
        _ask_consent(edition, products)
        folder = out if out is not None else edition.places.root / "build"
        paths = [folder / _file_name(edition, product) for product in products]
        check_targets(folder, paths)
        cache = folder / CACHE if cached else None
        works = [Work(edition.document, edition.theme, product, edition.places, cache) for product in products]
        artefacts = _make(works, beside, say)
        put_all(dict(zip(paths, artefacts, strict=True)))
        if cache is not None:
            beside.submit(_prune, cache).result()
    return tuple(Made(path, product) for product, path in zip(products, paths, strict=True)), edition.warnings


def _ask_consent(edition: Edition, products: tuple[Product, ...]) -> None:
    """Raises Findings where one of these products shows or quotes a person without a consent that holds today."""
    from factpress.checks import CONSENT, Subject, examine
    from factpress.checks.desk import day

    found = examine(replace(Subject.of(edition, day()), products=products), CONSENT)
    if found:
        raise Findings([*edition.warnings, *found])


def _make(works: list[Work], beside: Executor, say: Callable[[str], None]) -> list[bytes]:
    """The artefacts, in order. Findings of all of them are raised together."""
    there = {i for i, work in enumerate(works) if RENDERERS[work.product.renderer].beside}
    drawn = {i: beside.submit(draw, work) for i, work in enumerate(works) if i not in there}
    made = {i: beside.submit(draw_and_render, works[i]) for i in sorted(there)}
    found: list[Diagnostic] = []
    artefacts: dict[int, bytes] = {}
    for i in sorted(range(len(works)), key=lambda i: i in there):
        say("setting " + works[i].product.title)
        with _collecting(found):
            artefacts[i] = made[i].result() if i in there else _set(works[i], drawn[i])
    if found:
        raise Findings(found)
    return [artefacts[i] for i in range(len(works))]


def _set(work: Work, drawn: Future[dict[str, Drawing]]) -> bytes:
    """One artefact, begun while its charts are still being drawn. What was wrong with a chart comes before all else."""
    try:
        return render(RENDERERS[work.product.renderer].load(), work, _Awaited(drawn))
    except Findings:
        drawn.result()
        raise


class _Awaited(Mapping[str, Drawing]):
    """Drawings that may still be being made: whoever asks for one waits until they are."""

    def __init__(self, drawn: Future[dict[str, Drawing]]) -> None:
        self._drawn = drawn

    def __getitem__(self, chart: str) -> Drawing:
        return self._drawn.result()[chart]

    def __iter__(self) -> Iterator[str]:
        return iter(self._drawn.result())

    def __len__(self) -> int:
        return len(self._drawn.result())


def _has_drawings(folder: Path) -> bool:
    """Whether drawings are kept there: most likely these as well, and then no drawing library is needed."""
    try:
        return (folder / CACHE).is_dir()
    except OSError:  # an endless name: the reader says so
        return False


def _warm(*, beside: bool, drawing: bool) -> None:
    """Imports what this process will need while another one reads."""
    if drawing:
        from factpress.charts import paint

        paint.warm()
    for press in RENDERERS.values():
        if press.beside is beside:
            press.load().warm()


@contextlib.contextmanager
def _beside() -> Generator[Executor]:
    """Two processes beside this one: one reads while the other imports; then one draws while the other sets slides."""
    # a fork starts at once and shares what is imported; it is safe here because no thread has been started yet
    method = "fork" if sys.platform == "linux" else "spawn"
    pool = ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method), initializer=_end_with_parent)
    try:
        yield pool
    except BrokenExecutor as broken:
        raise ToolError("a process beside this one was ended", "is there enough memory?") from broken
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """Lets this process end when the one that started it has ended, by whatever cause, and would leave it behind."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)  # at once: nobody is left to read what it makes

    threading.Thread(target=watch, name="end with parent", daemon=True).start()


@contextlib.contextmanager
def _collecting(found: list[Diagnostic]) -> Generator[None]:
    try:
        yield
    except Findings as findings:
        found.extend(findings.found)


def _file_name(edition: Edition, product: Product) -> str:
    return f"{edition.publication.file_stem}-{product.file}{RENDERERS[product.renderer].ending}"
