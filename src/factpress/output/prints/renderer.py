"""Small prints with a text of their own: from a card to a poster, each side a chapter of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from factpress.core.diagnostics import Location, ToolError
from factpress.core.paths import Places
from factpress.core.units import Length, mm
from factpress.design.pattern import ACCENT_LINE_WIDTH, COARSE, FINE, draw_pattern
from factpress.design.theme import Theme
from factpress.document.model import Chart, Document
from factpress.output.charts import Drawing, Format
from factpress.output.html.assets import QUIET_MODULES, WALL_DISTANCE, qr_code, qr_module_size, svg_data_url
from factpress.output.html.blocks import BlockRenderer
from factpress.output.html.templating import has_template
from factpress.output.prints.print_context import TEMPLATES, piece_stylesheet
from factpress.publication.products import Product, Sheet
from factpress.publication.products.imposition_schemes import ZERO, Size

LABEL_PT, AXIS_PT = 8.4, 7.4
"""Sizes of a chart's words, in points."""

MADE = "Claims"
"""The entry of the file's data about itself that says what each value was when the file was made."""

_ADDRESS = mm(36)
"""An address needs so much room beside its code; else it stands over it …"""

_OVER = mm(10)
"""… in so much."""

_GAP = mm(4)
"""Between the text and what stands at its foot or beside it."""

_BOOKLET = mm(148)
"""The width for which the carried thread's own width is meant."""

_LEAST_THREAD = mm("0.4")
"""The carried thread is seen, however small the sheet."""

_LABELLED = mm(15)
"""Years stand beside the cloth where the margin is so wide."""


@dataclass(frozen=True, slots=True)
class Foot:
    """The QR code of the last side with its address: at the foot, or at the right of a sheet that lies on its side.

    `left`, `top`, `width` and `height` are its place, counted from the text's upper left corner; `below` and `beside`
    are what it takes of the text. `side` is the code with its quiet zone, of which `pull` lies in the page's margin.
    """

    svg: str
    side: Length
    quiet: Length
    pull: Length
    left: Length
    top: Length
    width: Length
    height: Length
    below: Length
    beside: Length
    stacked: bool  # the address stands over the code


@dataclass(frozen=True, slots=True)
class Year:
    """A year beside its thread; `y` counts from the upper edge of the cloth."""

    year: int
    y: Length


@dataclass(frozen=True, slots=True)
class Band:
    """The ornament over the first side, and how far its loose threads reach to the left of the text."""

    svg: str
    left: Length
    width: Length
    height: Length
    years: tuple[Year, ...]  # beside their threads; none where the cloth is enlarged to a few years


def chart_format(chart: Chart, theme: Theme, product: Product) -> Format:
    """The format of a chart: as wide as the text, and half the side high at the most."""
    from factpress.output.charts.draw import height_for

    sheet = _sheet(product)
    wanted = height_for(chart, sheet.inner, LABEL_PT, theme, AXIS_PT, "print")
    return Format(sheet.inner, min(wanted, sheet.height * Fraction(1, 2)), LABEL_PT, AXIS_PT, "print")


def render(
    document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places
) -> bytes:
    """The print, a tagged PDF. Raises Findings where a side does not fit, or a template or a picture is wrong."""
    from factpress.output.pdf import print_pdf

    sheet = _sheet(product)
    foot = foot_of(document, product)
    return print_pdf(
        piece_html(document, theme, product, places, foot),
        piece_stylesheet(theme, sheet, _taken(foot), product.bleed),
        places,
        {name: drawing.svg for name, drawing in drawings.items()},
        title=f"{document.title}: {product.title}",
        language=document.language,
        date=document.date,
        authors=(document.organisation,) if document.organisation else (),
        carried={MADE: " ".join(f"{name}={was}" for name, was in document.made.items())} if document.made else {},
        sides=_places_of_sides(document, product, places),
    )


def piece_html(document: Document, theme: Theme, product: Product, places: Places, foot: Foot | None) -> str:
    """The print as one HTML page that names its style sheets, by the template of its name or the one for all."""
    kind, sheet = product.template, _sheet(product)
    renderer = BlockRenderer(TEMPLATES, document, theme, places, sheet.inner)
    fill = renderer.fill
    sides = [
        {
            "id": chapter.id,
            "title": chapter.title,
            "lead": renderer.inline.render(chapter.lead),
            "blocks": renderer.blocks(chapter.blocks),
            "last": number == len(document.chapters),
            "origin": chapter.origin,
        }
        for number, chapter in enumerate(document.chapters, start=1)
    ]
    band = _band(theme, product, document.chapters[0].years if document.chapters else None)
    values = {
        "kind": kind,
        "name": product.title,
        "sides": sides,
        "foot": fill("blocks/foot", {"foot": foot}) if foot is not None else "",
        "band": fill("blocks/band", {"band": band}) if band is not None else "",
    }
    return str(fill(kind if has_template(TEMPLATES, kind, places) else "piece", values)) + "\n"


def foot_of(document: Document, product: Product) -> Foot | None:
    """The QR code of the publication's address, as large as the product's readers need it; None without an address."""
    if not document.address:
        return None
    sheet = _sheet(product)
    svg, modules = qr_code(document.address, "q" if product.read_from >= WALL_DISTANCE else "m")
    module = qr_module_size(modules, product.read_from)
    quiet, side = module * QUIET_MODULES, module * (modules + 2 * QUIET_MODULES)
    pull = min(quiet, sheet.left, sheet.right, sheet.bottom)
    taken, lying = side - pull, sheet.width > sheet.height
    column = max(taken, _ADDRESS)
    stacked = lying or sheet.inner - taken < _ADDRESS
    height = taken + (_OVER if stacked else ZERO)
    return Foot(
        svg=svg_data_url(svg),
        side=side,
        quiet=quiet,
        pull=pull,
        left=sheet.inner - column if lying else ZERO - pull,
        top=sheet.height - sheet.top - sheet.bottom - height,
        width=column + pull if lying else sheet.inner + pull,
        height=height,
        below=ZERO if lying else height + _GAP,
        beside=column + _GAP if lying else ZERO,
        stacked=stacked,
    )


def _taken(foot: Foot | None) -> Size:
    """What the code takes of the text, beside it and below it."""
    return Size(foot.beside, foot.below) if foot is not None else Size(ZERO, ZERO)


def _band(theme: Theme, product: Product, years: tuple[int, int] | None) -> Band | None:
    """The ornament, whole or enlarged to some years; None where the product or the brand has none."""
    ornament = theme.ornament
    if ornament is None or product.cloth <= ZERO:
        return None
    sheet = _sheet(product)
    first, last = years or (ornament.first, ornament.last)
    count = last - first + 1 + (ornament.undyed_after if last >= ornament.last else 0)
    cloth = draw_pattern(
        ornament,
        theme.palettes["print"],
        width=sheet.inner,
        pitch=product.cloth * Fraction(1, count),
        years=years,
        repeat=COARSE if years else FINE,
        thread_width=max(ACCENT_LINE_WIDTH * (sheet.width.mm / _BOOKLET.mm), _LEAST_THREAD),
    )
    labels = () if years or sheet.left < _LABELLED else tuple(Year(year, cloth.year_y[year]) for year in cloth.labels)
    return Band(svg_data_url(cloth.svg), cloth.left, cloth.width, cloth.height, labels)


def _sheet(product: Product) -> Sheet:
    if product.sheet is None:
        raise ToolError(f'the product "{product.name}" has no sheet', "give its product file a sheet: size, margins")
    return product.sheet


def _places_of_sides(document: Document, product: Product, places: Places) -> tuple[tuple[str, Location], ...]:
    """What each side is called, and where its heading stands."""
    path = product.content
    if path is None:
        raise ToolError(f'the product "{product.name}" has no text', "name it in its product file: content")
    lines = (places.root / path).read_text(encoding="utf-8").split("\n")
    heads = [number for number, line in enumerate(lines, start=1) if re.match(r"##\s", line)]
    return tuple(
        (f'"{chapter.title}" of {product.name}', Location(path, line, 1, len(lines[line - 1])))
        for chapter, line in zip(document.chapters, heads, strict=True)
    )
