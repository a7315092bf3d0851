"""Layouts of products: where claims are stated in them, and pictures of their pages, slides and sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from factpress.design.theme import Theme
from factpress.document.model import Chart
from factpress.document.walk import figures, stated_texts
from factpress.edition import Edition
from factpress.output.charts import Drawing
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product
from factpress.session.pictures.booklet_layout import BookletLayout
from factpress.session.pictures.pdf_layout import PdfLayout
from factpress.session.pictures.slide_layout import SlideLayout
from factpress.session.pictures.values import Hit, Kind
from factpress.workflows.tasks import RenderTask, render


class Layout(Protocol):
    """The layout of a product. Pages, slides and sides are counted from 1."""

    @property
    def kind(self) -> Kind:
        """What its pictures show."""
        ...

    @property
    def ranked(self) -> bool:
        """Whether the page with the largest words of a claim is shown first, and not the first page."""
        ...

    def counts(self, claim: str) -> Mapping[int, tuple[int, bool]]:
        """How many times each page states the claim, and whether only the speaker's notes do."""
        ...

    def origins(self) -> Iterator[tuple[str, int]]:
        """Where the text of the pages is written, as "file:line:column", each with its page."""
        ...

    def prominence(self, number: int, claim: str) -> float:
        """How large the words of the claim are on a page."""
        ...

    def label(self, number: int) -> str:
        """The name of a page: "page 14"."""
        ...

    def alt(self, number: int) -> str:
        """What a picture of the page shows, in a sentence."""
        ...

    def hits(self, number: int) -> tuple[Hit, ...]:
        """Where the statements on a page are, by lines."""
        ...

    def png(self, number: int) -> tuple[bytes, tuple[int, int]]:
        """The picture of a page as a PNG, with its width and height in pixels."""
        ...


class Drawings:
    """The charts that were drawn last, by product. A chart is drawn again if it has changed."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._drawn: dict[tuple[str, str], tuple[Chart, Theme, Product, Drawing]] = {}

    def of(self, edition: Edition, product: Product) -> dict[str, Drawing]:
        """The drawings of a product by the ids of their charts. Raises Findings for a chart that does not fit."""
        from factpress.output.charts.cache import Cache
        from factpress.output.charts.draw import draw_all

        info = RENDERERS[product.renderer]
        # text on a slide stays text in a picture, so that it is found
        name = "handout" if info.presented else info.name
        renderer = RENDERERS[name].load()
        document = edition.document if product.content is None else edition.prints[product.content]
        charts = {figure.chart.id: figure.chart for figure in figures(document, info.target_name)}
        kept = {name: self._drawn.get((product.name, name)) for name in charts}
        changed = tuple(
            chart
            for name, chart in charts.items()
            if (last := kept[name]) is None or last[:3] != (chart, edition.theme, product)
        )
        made = draw_all(
            changed,
            lambda chart: renderer.chart_format(chart, edition.theme, product),
            replace(product, renderer=name),  # the cache has drawings of the deck itself under the product's own key
            edition.theme,
            Cache(self._cache),
        )
        for chart in changed:
            self._drawn[product.name, chart.id] = (chart, edition.theme, product, made[chart.id])
        return {name: self._drawn[product.name, name][3] for name in charts}


def follows(product: Product) -> bool:
    """Whether the pages of a product follow its text: those of a booklet without page numbers of another one."""
    return product.renderer == "booklet" and product.cues is None and not product.for_press


def lay_out(edition: Edition, product: Product, drawings: Drawings, before: Layout | None) -> Layout:
    """The layout of a product. Raises Findings where something does not fit."""
    drawn = drawings.of(edition, product)
    document = edition.document if product.content is None else edition.prints[product.content]
    if RENDERERS[product.renderer].presented and product.handout is None:
        return SlideLayout.of(edition, product, drawn, before if isinstance(before, SlideLayout) else None)
    if follows(product):
        from factpress.output.booklet.kept_chapters import KeptChapters
        from factpress.output.booklet.renderer import page_parts

        chapters = KeptChapters()
        html, css, charts = page_parts(document, edition.theme, product, drawn, edition.places, chapters)
        return BookletLayout(html, css, edition.places, charts, chapters)
    task = RenderTask.of(edition, product, Path(product.file), None)
    pdf = render(RENDERERS[product.renderer].load(), task, drawn)
    return PdfLayout.of(pdf, stated_texts(document), card=product.renderer == "print")


def lines_of(layout: Layout) -> dict[str, dict[int, int]]:
    """Return the first page of each line of each text."""
    found: dict[str, dict[int, int]] = {}
    for origin, number in layout.origins():
        file, _, place = origin.partition(":")
        line = place.partition(":")[0]
        if line.isdecimal():
            found.setdefault(file, {}).setdefault(int(line), number)
    return found
