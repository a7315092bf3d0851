"""From a folder to files: reads everything, composes once, and lets each renderer make its artefacts.

The only module that knows all renderers. Two processes stand beside this one, which imports WeasyPrint meanwhile and
sets the booklets: a desk, which reads the folder and later writes the deck, and an easel, which draws the charts.
Imports are lazy for that reason.
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
from factpress.facts.model import FactBook
from factpress.languages import Language
from factpress.output import check_folder, check_targets, put_all
from factpress.places import Places
from factpress.products import Product
from factpress.reading import Edition, figures, read_edition
from factpress.theme import Theme
from factpress.tracing import cloth_years, drawn_labels, trace_made


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

    `beside` says that it runs in the process that has read the folder, and leaves this one to WeasyPrint.
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

    path: Path
    document: Document
    book: FactBook
    language: Language
    theme: Theme
    product: Product
    places: Places
    cache: Path | None

    @classmethod
    def of(cls, edition: Edition, product: Product, path: Path, cache: Path | None) -> Work:
        """One product of an edition, for the file at `path`; its drawings are kept in `cache`, or nowhere."""
        e = edition
        return cls(path, e.document, e.book, e.language, e.theme, product, e.places, cache)


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


def render_beside(work: Work, drawings: Mapping[str, Drawing]) -> bytes:
    """One artefact from its drawings, read back, in a process that finds the renderer by itself.

    Raises Findings where a number in it cannot be traced.
    """
    artefact = render(RENDERERS[work.product.renderer].load(), work, drawings)
    read_back(work, artefact, drawn_labels(drawings))
    return artefact


def read_back(work: Work, artefact: bytes, labels: Mapping[str, tuple[str, ...]]) -> None:
    """Audits an artefact before it is put in its place. Raises Findings where a number in it cannot be traced."""
    trace_made(artefact, work.path, work.document, work.book, work.language, labels, cloth_years(work.theme))


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
    with _beside() as (desk, easel):
        say("reading")
        reading = desk.submit(read_edition, root, known_renderers=frozenset(RENDERERS))
        easel.submit(_warm_easel, drawing=not (cached and _has_drawings(out or root / "build")))
        _warm(beside=False)
        edition = reading.result()
        desk.submit(_warm, beside=True)
        products = select(edition.products, names)
        _ask_consent(edition, products)
        folder = out if out is not None else edition.places.root / "build"
        paths = [folder / file_name(edition, product) for product in products]
        check_targets(folder, paths)
        cache = folder / CACHE if cached else None
        works = [Work.of(edition, product, path, cache) for product, path in zip(products, paths, strict=True)]
        artefacts = _make(works, desk, easel, say)
        put_all(dict(zip(paths, artefacts, strict=True)))
        if cache is not None:
            easel.submit(_prune, cache).result()
    return tuple(Made(path, product) for product, path in zip(products, paths, strict=True)), edition.warnings


def _ask_consent(edition: Edition, products: tuple[Product, ...]) -> None:
    """Raises Findings where one of these products shows or quotes a person without a consent that holds today."""
    from factpress.checks import CONSENT, Subject, examine
    from factpress.checks.desk import day

    found = examine(replace(Subject.of(edition, day()), products=products), CONSENT)
    if found:
        raise Findings([*edition.warnings, *found])


def _make(works: list[Work], desk: Executor, easel: Executor, say: Callable[[str], None]) -> list[bytes]:
    """The artefacts, in order. Findings of all of them are raised together."""
    there = {i for i, work in enumerate(works) if RENDERERS[work.product.renderer].beside}
    turns = sorted(range(len(works)), key=lambda i: i in there)  # this process needs its charts first
    drawn = {i: easel.submit(draw, works[i]) for i in turns}
    made = {i: _then(desk, drawn[i], render_beside, works[i]) for i in sorted(there)}
    found: list[Diagnostic] = []
    artefacts: dict[int, bytes] = {}
    back: dict[int, Future[None]] = {}
    for i in turns:
        say("setting " + works[i].product.title)
        with _collecting(found):
            artefacts[i] = made[i].result() if i in there else _set(works[i], drawn[i])
            if i not in there:  # read back beside this process, which goes on with the next
                back[i] = desk.submit(read_back, works[i], artefacts[i], drawn_labels(drawn[i].result()))
    say("reading back")
    for one in back.values():
        with _collecting(found):
            one.result()
    if found:
        raise Findings(found)
    return [artefacts[i] for i in range(len(works))]


def _then(
    executor: Executor,
    before: Future[dict[str, Drawing]],
    work: Callable[[Work, Mapping[str, Drawing]], bytes],
    on: Work,
) -> Future[bytes]:
    """What is done there with the drawings as soon as they are made; nobody here has to wait for them."""
    after: Future[bytes] = Future()

    def settle(done: Future[bytes]) -> None:
        failure = done.exception()
        if failure is not None:
            after.set_exception(failure)
        else:
            after.set_result(done.result())

    def begin(done: Future[dict[str, Drawing]]) -> None:
        try:
            executor.submit(work, on, done.result()).add_done_callback(settle)
        except BaseException as failure:  # noqa: BLE001 - whoever waits for the result is told
            after.set_exception(failure)

    before.add_done_callback(begin)
    return after


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


def _warm(*, beside: bool) -> None:
    """Imports what this process will need while another one works."""
    for press in RENDERERS.values():
        if press.beside is beside:
            press.load().warm()


def _warm_easel(*, drawing: bool) -> None:
    """The same for drawing, which is not needed where drawings are kept."""
    if drawing:
        from factpress.charts import paint

        paint.warm()


@contextlib.contextmanager
def _beside() -> Generator[tuple[Executor, Executor]]:
    """The desk and the easel, a process each. With this one they keep two processors busy."""
    # a fork starts at once and shares what is imported; it is safe here because the only threads there are by then
    # are those that hand the desk its work, and they hold nothing that the easel asks for
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    pools = [ProcessPoolExecutor(1, mp_context=context, initializer=_end_with_parent) for _ in range(2)]
    try:
        yield pools[0], pools[1]
    except BrokenExecutor as broken:
        raise ToolError("a process beside this one was ended", "is there enough memory?") from broken
    finally:
        for pool in pools:
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


def targets(edition: Edition, out: Path | None = None) -> dict[Path, Product]:
    """The files that a build makes of each product, there or not."""
    folder = out if out is not None else edition.places.root / "build"
    return {folder / file_name(edition, product): product for product in edition.products}


def file_name(edition: Edition, product: Product) -> str:
    """How the file of a product is called."""
    return f"{edition.publication.file_stem}-{product.file}{RENDERERS[product.renderer].ending}"
