"""From a folder to files: reads everything, composes once, and lets each renderer make its artefacts.

Two processes stand beside this one, which imports WeasyPrint meanwhile and sets the booklets: a desk, which reads the
folder, and later writes the deck and reads back what was set; and an easel, which draws the charts. They start before
anything large is imported here, since each imports what it needs at the same time; this module imports little.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.beside import beside, then
from factpress.diagnostics import Diagnostic, Findings
from factpress.output import check_folder, check_targets, has_drawings, put_all

if TYPE_CHECKING:
    from factpress.charts.model import Drawing
    from factpress.products import Product
    from factpress.work import Plan, Work


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made."""

    path: Path
    product: Product


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
    drawn = cached and has_drawings(out or root / "build")
    with beside() as (desk, easel):
        say("reading")
        planning = desk.submit(_plan, root, names, out, cached=cached)
        if not drawn:
            easel.submit(_warm_easel)
        _warm(beside=False)
        planned = planning.result()
        check_targets(planned.folder, [work.path for work in planned.works])
        artefacts = _make(planned.works, desk, desk if drawn else easel, say)
        put_all({work.path: artefacts[work.product.name] for work in planned.works})
    return tuple(Made(work.path, work.product) for work in planned.works), planned.warnings


def _make(works: tuple[Work, ...], desk: Executor, easel: Executor, say: Callable[[str], None]) -> dict[str, bytes]:
    """The artefacts by product. Findings of all of them are raised together."""
    from factpress.renderers import RENDERERS
    from factpress.work import set_pages

    there = [work for work in works if RENDERERS[work.product.renderer].beside]
    here = [work for work in works if not RENDERERS[work.product.renderer].beside]
    drawn = {work.product.name: easel.submit(_draw, work) for work in (*here, *there)}  # this process needs its first
    desk.submit(_warm, beside=True)
    made = {work.product.name: then(desk, drawn[work.product.name], partial(_write, work)) for work in there}
    desk.submit(_warm_reader)
    easel.submit(_prune, works)
    found: list[Diagnostic] = []
    artefacts: dict[str, bytes] = {}
    back: dict[str, Future[None]] = {}
    for work in here:
        name = work.product.name
        say("setting " + work.product.title)
        with _collecting(found):
            artefacts[name] = set_pages(work, drawn[name])
            back[name] = desk.submit(_read_back, work, artefacts[name], drawn[name].result())
    for work in there:
        say("setting " + work.product.title)
        with _collecting(found):
            artefacts[work.product.name] = made[work.product.name].result()
    say("reading back")
    for one in back.values():
        with _collecting(found):
            one.result()
    if found:
        raise Findings(found)
    return artefacts


@contextlib.contextmanager
def _collecting(found: list[Diagnostic]) -> Generator[None]:
    try:
        yield
    except Findings as findings:
        found.extend(findings.found)


# ── what is done beside: each function imports what it needs, there ─────────────────────────────────────────────


def _plan(root: Path, names: tuple[str, ...], out: Path | None, *, cached: bool) -> Plan:
    from factpress.planning import plan

    return plan(root, names, out, cached=cached)


def _draw(work: Work) -> dict[str, Drawing]:
    from factpress.work import draw

    return draw(work)


def _write(work: Work, drawings: Mapping[str, Drawing]) -> bytes:
    from factpress.work import render_beside

    return render_beside(work, drawings)


def _read_back(work: Work, artefact: bytes, drawings: Mapping[str, Drawing]) -> None:
    from factpress.work import read_back

    read_back(work, artefact, drawings)


def _warm(*, beside: bool) -> None:
    from factpress.work import warm

    warm(beside=beside)


def _warm_reader() -> None:
    from factpress.work import warm_reader

    warm_reader()


def _warm_easel() -> None:
    from factpress.work import warm_easel

    warm_easel()


def _prune(works: tuple[Work, ...]) -> None:
    from factpress.work import prune

    for cache in {work.cache for work in works}:
        if cache is not None:
            prune(cache)
