"""The renderer of handouts: chart formats, and a PDF from a document.

The deck package is imported inside functions, since few builds make handouts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.design.theme import Theme
from factpress.document.model import Chart, Document
from factpress.output.charts import Drawing, Format
from factpress.output.pictures import PictureBox
from factpress.publication.products import Handout, Product, Sheet


def chart_format(chart: Chart, theme: Theme, product: Product) -> Format:
    """The format of the chart on its slide. In the PDF its text stays text, and it needs no PNG."""
    from factpress.output.deck.renderer import chart_format as on_slide

    return replace(on_slide(chart, theme, product), outlines=False, pixels=0)


def picture_box(product: Product, theme: Theme) -> PictureBox:
    """The space of a picture on its slide, which is small here."""
    from factpress.output.deck.renderer import picture_box as on_slide

    return on_slide(product, theme)


def places_of_pictures(product: Product, theme: Theme) -> dict[str, PictureBox]:  # noqa: ARG001 - as all renderers
    """Return no space: on slides, all pictures have the same."""
    return {}


def render(
    document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places
) -> bytes:
    """The handout as a tagged PDF.

    Raises Findings for content that does not fit its slide and for errors in a template.
    """
    from factpress.design.fonts import FontSet
    from factpress.output.deck.renderer import to_slides
    from factpress.output.deck.slide_size import sized
    from factpress.output.handout.html import page_grid, stylesheet, to_html
    from factpress.output.pdf import print_document

    handout, sheet = _handout_and_sheet(product)
    fonts, white = FontSet.of(theme), sized(on_white(theme, product.palette), product)
    presentation = to_slides(document, white, product, drawings, fonts)
    grid = page_grid(handout, sheet, theme.slide)
    return print_document(
        document,
        to_html(presentation, document, white, fonts, grid, places),
        stylesheet(theme, sheet, grid, document.words),
        places,
        {},
    )


def on_white(theme: Theme, palette: str) -> Theme:
    """The theme with that palette on the page's white, since a tinted background would be printed as a halftone."""
    paper = theme.palettes["print"].background
    return replace(theme, palettes={**theme.palettes, palette: replace(theme.palettes[palette], background=paper)})


def _handout_and_sheet(product: Product) -> tuple[Handout, Sheet]:
    if product.handout is None or product.sheet is None:
        raise ToolError(
            f'the product "{product.name}" has no page for slides', "give its file a sheet, and slides: {per_page: 3}"
        )
    return product.handout, product.sheet
