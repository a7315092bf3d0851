"""The renderer of booklets: chart formats, large print, and a PDF from a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from factpress.core.paths import Places
from factpress.core.units import Length, mm, pt
from factpress.design.theme import Theme, TypeStyle
from factpress.document.model import Chart, Document
from factpress.document.model.targets import BOOKLET
from factpress.document.walk import figures
from factpress.output.booklet.html import page_of, picture_box, places_of_pictures, stylesheet, to_html
from factpress.output.booklet.kept_chapters import KeptChapters
from factpress.output.booklet.opening_map import (
    EDGE,
    FOLD,
    LEFT,
    RIGHT,
    OpeningBand,
    OpeningMap,
    band_years,
    half_name,
    half_of,
)
from factpress.output.charts import Drawing, Format
from factpress.publication.products import Product

__all__ = ["chart_format", "picture_box", "places_of_pictures", "render"]

if TYPE_CHECKING:
    from factpress.output.pdf import Cue

LABEL_PT, AXIS_PT = 8.8, 8.5
"""Sizes of a chart's labels and of its axis labels on the page, in points."""

_CHART_GROWTH = 0.75
"""Growth of a chart's labels in large print, as a share of the text's: labels need room next to their marks."""

_LARGE_PRINT_SPACE = 0.25
"""The share of the ideal space between the rows of a chart that large print has, so that two charts fit on a page."""

_CAPTION = mm(32)
"""Space on a page for the title, subtitle, source and reason of the tallest chart."""

MAX_LEADING = Fraction(135, 100)
"""The largest leading of large print as a share of the type size."""


def chart_format(chart: Chart, theme: Theme, product: Product) -> Format:
    """The format of one chart: as wide as marks and text columns, as high as its rows need and a page allows."""
    from factpress.output.charts.draw import height_for

    page, more = page_of(product), growth(theme, product).pt
    if chart.opening and more <= 0:
        opening, band = OpeningMap.of(page, corner=chart.corner), OpeningBand.of(page)
        edge, fold = (EDGE + opening.bleed).pt, FOLD.pt
        spread = Format(opening.whole, opening.height, LABEL_PT, AXIS_PT, "print", edge_pt=edge, fold_pt=fold)
        if chart.map is None:
            return replace(spread, height=band.height, band_pt=band.band.pt, years=band_years(chart, theme))
        corner = (band.corner[0] + page.bleed).pt, (band.corner[1] + page.bleed).pt
        return replace(spread, corner_pt=corner) if chart.corner else spread
    label, axis = LABEL_PT + more * _CHART_GROWTH, AXIS_PT + more * _CHART_GROWTH
    ideal = height_for(chart, page.full, label, theme, axis, "print", space=_LARGE_PRINT_SPACE if more > 0 else 1.0)
    most = page.height - page.top - page.bottom - _CAPTION * (1 + more / LABEL_PT)
    return Format(page.full, min(ideal, most), label, axis, "print")


def render(
    document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places
) -> bytes:
    """The booklet as a PDF: tagged, or plain for a commercial printer, who needs no tags.

    Raises Findings for errors in a template, an image or the layout of the text.
    """
    from factpress.output.pdf import print_document

    large, more = enlarged(theme, product), growth(theme, product)
    return print_document(
        document,
        to_html(document, large, product, places, more),
        stylesheet(large, product, more),
        places,
        _Vectors(drawings, OpeningMap.of(page_of(product))),
        cues=_cues(document, theme, product.cues, places) if product.cues is not None else (),
    )


def page_parts(
    document: Document,
    theme: Theme,
    product: Product,
    drawings: Mapping[str, Drawing],
    places: Places,
    kept: KeptChapters | None = None,
) -> tuple[str, str, dict[str, bytes]]:
    """The HTML of a booklet, its style sheet and the SVG of its charts, from which its pages are laid out.

    Chapters that are `kept` are rendered again only if they changed. Not for a booklet with the page numbers of another
    one in its margin.
    """
    large, more = enlarged(theme, product), growth(theme, product)
    vectors = _Vectors(drawings, OpeningMap.of(page_of(product)))
    opening = [chart.id for chart in (one.chart for one in figures(document, BOOKLET.name)) if chart.opening]
    names = [*drawings, *(half_name(name, side) for name in opening if name in drawings for side in (LEFT, RIGHT))]
    html = to_html(document, large, product, places, more, kept)
    return html, stylesheet(large, product, more), {name: vectors[name] for name in names}


class _Vectors(Mapping[str, bytes]):
    """The SVG of each chart. A drawing is accessed as late as possible, since it may still be in the making."""

    def __init__(self, drawings: Mapping[str, Drawing], opening: OpeningMap) -> None:
        self._drawings, self._opening = drawings, opening

    def __getitem__(self, chart: str) -> bytes:
        name, _, side = chart.partition("/")
        svg = self._drawings[name].svg
        return half_of(svg, side, self._opening) if side else svg

    def __iter__(self) -> Iterator[str]:
        return iter(self._drawings)

    def __len__(self) -> int:
        return len(self._drawings)


# large print ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def growth(theme: Theme, product: Product) -> Length:
    """How much larger the text is than the brand's; 0 where the product has no type size."""
    return product.type_size - theme.print_type["body"].size if product.type_size is not None else pt(0)


def enlarged(theme: Theme, product: Product) -> Theme:
    """The theme with all type for print larger by the growth of the text, so that small type grows by the most."""
    more = growth(theme, product)
    if more.exact_emu <= 0:
        return theme
    return replace(theme, print_type={name: _grown(style, more) for name, style in theme.print_type.items()})


def _grown(style: TypeStyle, more: Length) -> TypeStyle:
    size = style.size + more
    ratio = min(style.leading.exact_emu / style.size.exact_emu, MAX_LEADING)
    return replace(style, size=size, leading=size * ratio)


def _cues(document: Document, theme: Theme, standard: Product, places: Places) -> tuple[Cue, ...]:
    """The places where pages of the standard booklet begin, for the margin of the large print.

    The standard booklet is laid out for this, with empty charts of the same sizes.
    """
    from factpress.output.pdf import page_cues, page_starts

    charts = (figure.chart for figure in figures(document, BOOKLET.name))
    blank = {chart.id: _blank_svg(chart_format(chart, theme, standard)) for chart in charts}
    opening = OpeningMap.of(page_of(standard))
    half = Format(opening.width, opening.height, LABEL_PT, AXIS_PT, "print")
    blank |= {half_name(chart, side): _blank_svg(half) for chart in list(blank) for side in (LEFT, RIGHT)}
    html = to_html(document, theme, standard, places)
    return page_cues(page_starts(html, stylesheet(theme, standard), places, blank), document.words["page-cue"])


def _blank_svg(chart_format: Format) -> bytes:
    width, height = (f"{round(each.pt, 4):g}" for each in (chart_format.width, chart_format.height))
    size = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}></svg>'.encode()
