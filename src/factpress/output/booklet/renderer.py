"""The renderer of booklets: chart formats, large print, and a PDF from a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.core.units import Length, mm, pt
from factpress.design.theme import Theme, TypeStyle
from factpress.document.model import Chart, Document
from factpress.document.walk import figures
from factpress.output.booklet.html import stylesheet, to_html
from factpress.output.charts import Drawing, Format
from factpress.publication.products import Page, Product

if TYPE_CHECKING:
    from factpress.output.pdf import Cue
if TYPE_CHECKING:
    from factpress.publication.products import Product


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


MOST_LEADING = Fraction(135, 100)
"""Leading as a share of the size, at the most: lines of large type stand apart by themselves."""


def growth(theme: Theme, product: Product) -> Length:
    """How much larger the text is than the brand's; nothing where the product says no size."""
    return product.type_size - theme.print_type["body"].size if product.type_size is not None else pt(0)


def enlarged(theme: Theme, product: Product) -> Theme:
    """The theme with all type for print grown by as much as the text grows: what was small grows most."""
    more = growth(theme, product)
    if more.exact_emu <= 0:
        return theme
    return replace(theme, print_type={name: _grown(style, more) for name, style in theme.print_type.items()})


def _grown(style: TypeStyle, more: Length) -> TypeStyle:
    size = style.size + more
    ratio = min(style.leading.exact_emu / style.size.exact_emu, MOST_LEADING)
    return replace(style, size=size, leading=size * ratio)


class Blank(Mapping[str, bytes]):
    """Empty drawings of the sizes that charts have: enough to know where pages begin."""

    def __init__(self, sizes: Mapping[str, tuple[Length, Length]]) -> None:
        self._sizes = sizes

    def __getitem__(self, chart: str) -> bytes:
        width, height = (f"{round(each.pt, 4):g}" for each in self._sizes[chart])
        box = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {box}></svg>'.encode()

    def __iter__(self) -> Iterator[str]:
        return iter(self._sizes)

    def __len__(self) -> int:
        return len(self._sizes)
