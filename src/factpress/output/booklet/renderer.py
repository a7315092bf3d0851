"""The booklet as a renderer: the format of its charts, and the whole way from a document to a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.core.units import mm
from factpress.design.theme import Theme
from factpress.document.model import Chart, Document
from factpress.document.walk import figures
from factpress.output.booklet.html import to_html
from factpress.output.booklet.large_print import Blank, enlarged, growth
from factpress.output.booklet.stylesheet import stylesheet
from factpress.output.charts.drawing import Drawing, Format
from factpress.publication.products import Page, Product

if TYPE_CHECKING:
    from factpress.output.pdf import Cue

LABEL_PT = 8.4
"""Size of a chart's labels on the page, in points."""

AXIS_PT = 7.4
"""Size of a chart's axis words on the page, in points."""


_SHARE = 0.75
"""Of what the text grows by in large print, as much do the words of charts: they have to stand beside their marks."""

MADE = "Claims"
"""The entry of the file's data about itself that says what each value was when the file was made."""


_CAPTION = mm(32)
"""Kept free around the tallest chart for its title, subtitle, source and reason."""


def page_of(product: Product) -> Page:
    """The product's page. ToolError where it has none, which the reader of product files lets nobody build."""
    if product.page is None:
        raise ToolError(
            f'the product "{product.name}" has no page', "give its product file a page: trim, margins, columns"
        )
    return product.page


def chart_format(chart: Chart, theme: Theme, product: Product) -> Format:
    """The format of one chart: the full width of marks and text columns, as high as its rows need and a page allows."""
    from factpress.output.charts.draw import height_for

    page, more = page_of(product), growth(theme, product).pt
    label, axis = LABEL_PT + more * _SHARE, AXIS_PT + more * _SHARE
    wanted = height_for(chart, page.full, label, theme, axis, "print")
    most = page.height - page.top - page.bottom - _CAPTION * (1 + more / LABEL_PT)
    return Format(page.full, min(wanted, most), label, axis, "print")


class _Vectors(Mapping[str, bytes]):
    """The SVG of each chart, asked for no sooner than it is needed."""

    def __init__(self, drawings: Mapping[str, Drawing]) -> None:
        self._drawings = drawings

    def __getitem__(self, chart: str) -> bytes:
        return self._drawings[chart].svg

    def __iter__(self) -> Iterator[str]:
        return iter(self._drawings)

    def __len__(self) -> int:
        return len(self._drawings)


def render(
    document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places
) -> bytes:
    """The booklet, a PDF: tagged, or plain for a press, which wants no tags.

    Raises Findings where a template, a picture or the text does not come right.
    """
    from factpress.output.pdf import print_pdf

    large, more = enlarged(theme, product), growth(theme, product)
    return print_pdf(
        to_html(document, large, product, places, more),
        stylesheet(large, product, more),
        places,
        _Vectors(drawings),
        title=document.title,
        language=document.language,
        date=document.date,
        authors=(document.organisation,) if document.organisation else (),
        carried={MADE: " ".join(f"{name}={was}" for name, was in document.made.items())} if document.made else {},
        cues=_cues(document, theme, product.cues, places) if product.cues is not None else (),
    )


def _cues(document: Document, theme: Theme, standard: Product, places: Places) -> tuple[Cue, ...]:
    """Where the pages of the standard booklet begin: it is set as it will be printed, its charts left blank."""
    from factpress.output.pdf import cues_of, page_starts

    formats = {f.chart.id: chart_format(f.chart, theme, standard) for f in figures(document, "booklet")}
    blank = Blank({chart: (form.width, form.height) for chart, form in formats.items()})
    html = to_html(document, theme, standard, places)
    return cues_of(page_starts(html, stylesheet(theme, standard), places, blank), document.words["page-cue"])
