"""The renderer of small prints with a text, from cards to posters. Each side is a chapter of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from factpress.core.diagnostics import Findings, Location, ToolError
from factpress.core.paths import Places
from factpress.core.units import Length, mm, pt
from factpress.design.pattern import ACCENT_LINE_WIDTH, COARSE, FINE, draw_pattern
from factpress.design.theme import Pattern, Theme
from factpress.document.blocks.event import Occasion
from factpress.document.model import Chart, Document, Image
from factpress.document.walk import walk_document
from factpress.output.charts import Drawing, Format
from factpress.output.html.assets import QUIET_MODULES, WALL_DISTANCE, qr_code, qr_module_size, svg_data_url
from factpress.output.html.blocks import BlockRenderer
from factpress.output.html.templating import has_template
from factpress.output.pictures import PictureBox, PlacedLogo, placed_logo
from factpress.output.prints.line_drawings import BESIDE, NO_SCENE, Scene, placed_drawing, scene
from factpress.output.prints.print_context import TEMPLATES, piece_stylesheet
from factpress.publication.products import Product, Sheet
from factpress.publication.products.imposition_schemes import ZERO, Size
from factpress.publication.settings import PUBLICATION_FILE

LABEL_PT, AXIS_PT = 8.8, 8.5
"""Sizes of a chart's labels and of its axis labels, in points."""

_ADDRESS_WIDTH = mm(36)
"""The least width of an address next to its QR code. In less room it is above the code."""

_ADDRESS_HEIGHT = mm(10)
"""The height of an address above its QR code."""

_LOGO_HEIGHT = Fraction(3, 10)
"""The height of the logo as a share of the QR code's."""

_LOGO_GAP = mm(2)

_LOGO = (mm(45), mm(12))
"""The space of the logo below the text of a print without a QR code."""

_PICTURE_SHARES = (Fraction(7, 8), Fraction(3, 4), Fraction(11, 20), Fraction(2, 5), Fraction(1, 4))
"""Shares of a picture's height, and of a drawing's width, that are tried where a side does not fit."""

_ROOM = (pt(8), pt(6), pt(3), ZERO)
"""What rows and paragraphs of a side may be further apart. The most that fits is the custom property `--room`."""

_CLOTH_SHARES = (Fraction(9, 10), Fraction(4, 5), Fraction(7, 10))
"""Shares of the pattern's height that are tried next, with the first share of pictures and drawings."""

LEAST_PITCH = mm("0.9")
"""The least height of a year in the pattern. In less, its threads run together in print."""

_FULL = Fraction(1)

_TOO_LONG = "text-overflow"
"""The code of the finding for a side that does not fit."""

_GAP = mm(4)
"""Between the text and the QR code."""

_REFERENCE_WIDTH = mm(148)
"""The sheet width for which `ACCENT_LINE_WIDTH` is meant."""

_LEAST_THREAD = mm("0.4")
"""The least width of the pattern's accent line, which is still seen on a small sheet."""

_ON_WALL = mm(250)
"""From this width on, a print hangs on a wall."""

_CODE_BESIDE = ("poster",)
"""Templates that have the QR code at the right of an event, and without one below the text."""

_PHOTOGRAPH, _PHOTOGRAPH_ALONE = Fraction(176, 241), Fraction(176, 420)
"""The height of a photograph at the head of a side: a share of the pattern's, which is below it, or of the sheet's."""


@dataclass(frozen=True, slots=True)
class Foot:
    """The QR code of the last side with its address: at the bottom, or at the right of a landscape sheet.

    If it `floats`, it is at the right of the text, which runs around it, and only its size is used. Else `left`,
    `top`, `width` and `height` are its box, from the upper left corner of the text, and `below` and `beside` are the
    height and width that the text loses. `side` is the side length of the code with its quiet zone, of which `pull` is
    in the margin of the page.
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
    stacked: bool  # the address is above the code
    logo: PlacedLogo | None  # next to the code, above a stacked address, or below the text of a landscape sheet
    logo_left: Length
    floats: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The pattern at the head of a side, from edge to edge of the sheet and its bleed.

    `left` and `top` are its upper left corner, from that of the text. `space` is the height that the text loses.
    Without a pattern, `svg` is "", and the space is that of a photograph. `scene` is a drawing
    in its place.
    """

    svg: str
    left: Length
    top: Length
    width: Length
    height: Length
    space: Length
    scene: Scene = NO_SCENE


def chart_format(chart: Chart, theme: Theme, product: Product) -> Format:
    """Return the format of a chart: as wide as the text, and at most half the sheet high."""
    from factpress.output.charts.draw import height_for

    sheet = _sheet(product)
    wanted = height_for(chart, sheet.inner, LABEL_PT, theme, AXIS_PT, "print")
    return Format(sheet.inner, min(wanted, sheet.height * Fraction(1, 2)), LABEL_PT, AXIS_PT, "print")


def picture_box(product: Product, theme: Theme) -> PictureBox:  # noqa: ARG001 - as all renderers
    """Return the space for a picture: as wide as the text, and at most half the sheet high, as for a chart."""
    sheet = _sheet(product)
    space = PictureBox(sheet.inner, sheet.height * Fraction(1, 2))
    return replace(space, ppi=space.ppi // 2, coarse=space.coarse // 2) if _on_wall(product) else space


def places_of_pictures(product: Product, theme: Theme) -> dict[str, PictureBox]:
    """Return the space for a photograph at the head of a side, from edge to edge, above the pattern."""
    sheet, bleed = _sheet(product), product.bleed
    height = product.cloth * _PHOTOGRAPH if product.cloth > ZERO else sheet.height * _PHOTOGRAPH_ALONE
    column = picture_box(product, theme)
    head = replace(column, width=sheet.width + bleed * 2, height=height + bleed, covers=True)
    return {"half": head, "bleed": head}


def render(
    document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places
) -> bytes:
    """Return the print as a tagged PDF. Raise Findings for a side that does not fit, a template or an image.

    Rows are as far apart as a side has room for. Pictures and drawings are set smaller where a side would not fit with
    them; then the pattern is lower.
    """
    box = picture_box(product, theme)
    try:
        return _spaced(document, theme, product, drawings, places, box)
    except Findings as findings:
        for share, cloth in _smaller(document, theme, product) if _only_too_long(findings) else ():
            try:
                picture = replace(box, height=box.height * share)
                return _printed(document, theme, replace(product, cloth=cloth), drawings, places, picture, share)
            except Findings as still:
                if not _only_too_long(still):
                    break
        raise


def _spaced(
    document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places, box: PictureBox
) -> bytes:
    """Return the print, each side with the most room that it fits with. Raise Findings if it fits with none."""
    steps = [0] * len(document.chapters)
    while True:
        try:
            room = [_ROOM[step] for step in steps]
            return _printed(document, theme, product, drawings, places, box, room=room)
        except Findings as findings:
            found = {one.location for one in findings.found}
            over = [number for number, (_, place) in enumerate(_sides(document, product)) if place in found]
            if all(_ROOM[steps[number]] == ZERO for number in over):
                raise
            for number in over:
                steps[number] = min(steps[number] + 1, len(_ROOM) - 1)


def _sides(document: Document, product: Product) -> list[tuple[str, Location]]:
    """Return the name of each side in findings, and its place."""
    return [
        (f'"{chapter.title}" of {product.name}', chapter.origin or Location(PUBLICATION_FILE))
        for chapter in document.chapters
    ]


def _smaller(document: Document, theme: Theme, product: Product) -> Iterator[tuple[Fraction, Length]]:
    """Yield shares of pictures and drawings, and heights of the pattern, to try where a side does not fit."""
    drawn = any(chapter.drawing for chapter in document.chapters)
    pictured = drawn or any(isinstance(node.block, Image) for node in walk_document(document))
    yield from ((share, product.cloth) for share in (_PICTURE_SHARES if pictured else ()))
    for share in _CLOTH_SHARES:
        lower = replace(product, cloth=product.cloth * share)
        pitch = cloth_pitch(document, theme, lower)
        if pitch is not None and pitch >= LEAST_PITCH:
            yield _PICTURE_SHARES[0], lower.cloth


def _only_too_long(findings: Findings) -> bool:
    return {one.code for one in findings.found} == {_TOO_LONG}


def _printed(
    document: Document,
    theme: Theme,
    product: Product,
    drawings: Mapping[str, Drawing],
    places: Places,
    pictures: PictureBox,
    scale: Fraction = _FULL,
    room: Sequence[Length] = (),
) -> bytes:
    from factpress.output.pdf import print_document

    sheet = _sheet(product)
    foot = foot_of(document, theme, product)
    return print_document(
        document,
        piece_html(document, theme, product, places, foot, pictures, scale, room),
        piece_stylesheet(theme, sheet, _reserved(foot), product.bleed),
        places,
        {name: drawing.svg for name, drawing in drawings.items()},
        title=f"{document.title}: {product.title}",
        sides=_sides(document, product),
    )


def piece_html(
    document: Document,
    theme: Theme,
    product: Product,
    places: Places,
    foot: Foot | None,
    pictures: PictureBox,
    scale: Fraction = _FULL,
    room: Sequence[Length] = (),
) -> str:
    """Return the print as one HTML page. The template has the name of the print; without one it is "piece".

    Line drawings are set at `scale`. `room` is what rows are further apart on each side.
    """
    kind, sheet = product.template, _sheet(product)
    at_head = places_of_pictures(product, theme)
    renderer = BlockRenderer(TEMPLATES, document, theme, places, sheet.inner, pictures, places_of_pictures=at_head)
    fill = renderer.fill
    bands = [_band(theme, product, document, number, places) for number in range(1, len(document.chapters) + 1)]
    sides = [
        {
            "id": chapter.id,
            "title": chapter.title,
            "heading": renderer.title(chapter),
            "lead": renderer.inline.render(chapter.lead),
            "blocks": renderer.blocks(chapter.blocks),
            "drawing": fill("blocks/drawing", drawing)
            if not _has_scene(bands[number - 1])
            and (drawing := placed_drawing(chapter.drawing, kind, theme.palettes["print"], sheet, places, scale))
            else "",
            "last": number == len(document.chapters),
            "room": room[number - 1] if room else ZERO,
            "band": fill("blocks/band", {"band": band}) if (band := bands[number - 1]) is not None else "",
            "origin": chapter.origin,
        }
        for number, chapter in enumerate(document.chapters, start=1)
    ]
    values = {
        "kind": kind,
        "upright": sheet.height > sheet.width,
        "beside": kind in BESIDE,
        "band": next((side["band"] for side in sides if side["band"]), ""),  # for templates of publications
        "name": product.title,
        "sides": sides,
        "foot": fill("blocks/foot", {"foot": foot}) if foot is not None else "",
        "foot_floats": foot is not None and foot.floats,
        "logo": placed_logo(theme.logo, min(_LOGO[0], sheet.inner), _LOGO[1]) if foot is None else None,
    }
    return str(fill(kind if has_template(TEMPLATES, kind, places) else "piece", values)) + "\n"


def foot_of(document: Document, theme: Theme, product: Product) -> Foot | None:
    """Return the QR code of the publication's address, sized for the reading distance; None without an address."""
    if not document.address:
        return None
    sheet = _sheet(product)
    svg, modules = qr_code(document.address, "q" if _on_wall(product) else "m")
    module = qr_module_size(modules, product.read_from)
    quiet, side = module * QUIET_MODULES, module * (modules + 2 * QUIET_MODULES)
    pull = min(quiet, sheet.left, sheet.right, sheet.bottom)
    visible, landscape = side - pull, sheet.width > sheet.height
    column = max(visible, _ADDRESS_WIDTH)
    stacked = landscape or sheet.inner - visible < _ADDRESS_WIDTH
    width = sheet.inner - column - _GAP if landscape else column if stacked else sheet.inner + pull - side
    logo = placed_logo(theme.logo, width, side * _LOGO_HEIGHT)
    logo_height = logo.height if logo is not None else ZERO
    height = visible + (_ADDRESS_HEIGHT if stacked else ZERO)
    height += logo_height + _LOGO_GAP if stacked and not landscape and logo is not None else ZERO
    left = sheet.inner - column if landscape else ZERO - pull
    return Foot(
        svg=svg_data_url(svg),
        side=side,
        quiet=quiet,
        pull=pull,
        left=left,
        top=sheet.height - sheet.top - sheet.bottom - height,
        width=column + pull if landscape else sheet.inner + pull,
        height=height,
        below=height + _GAP if not landscape else logo_height + _GAP if logo is not None else ZERO,
        beside=column + _GAP if landscape else ZERO,
        stacked=stacked,
        logo=logo,
        logo_left=ZERO if landscape else pull if stacked else side,
        floats=product.template in _CODE_BESIDE and any(isinstance(n.block, Occasion) for n in walk_document(document)),
    )


def _reserved(foot: Foot | None) -> Size:
    """Return the width and height that the QR code takes from the text."""
    return Size(foot.beside, foot.below) if foot is not None and not foot.floats else Size(ZERO, ZERO)


def _band_side(document: Document) -> int:
    """Return the number of the side with the pattern: the first that names its years, else the first of all."""
    return next((number for number, chapter in enumerate(document.chapters, start=1) if chapter.years), 1)


def _has_scene(band: Band | None) -> bool:
    return band is not None and bool(band.scene.svg)


def _band(theme: Theme, product: Product, document: Document, number: int, places: Places) -> Band | None:
    """Return the pattern of a side, whole or enlarged to some years, below the photograph or drawing of the side.

    Only the space for the photograph where the product or the brand has no pattern, or where another side has it; None
    without either.
    """
    pattern = theme.ornament
    sheet, bleed = _sheet(product), product.bleed
    chapter = document.chapters[number - 1]
    head = places_of_pictures(product, theme)
    first_image = next((block for block in chapter.blocks if isinstance(block, Image) and block.place in head), None)
    photograph = head[first_image.place].height if first_image is not None else ZERO
    shown = NO_SCENE
    if pattern is not None and product.cloth > ZERO and photograph == ZERO and number == _band_side(document):
        space = Size(head["bleed"].width, head["bleed"].height)
        shown = scene(chapter.drawing, product.template, theme.palettes["print"], space, places)
        photograph = shown.height
    left, top = ZERO - sheet.left - bleed, photograph - sheet.top - bleed
    if pattern is None or product.cloth <= ZERO or number != _band_side(document):
        space = max(ZERO, photograph - bleed - sheet.top)
        return Band("", left, top, ZERO, ZERO, space) if photograph > ZERO else None
    years = chapter.years
    drawing = draw_pattern(
        pattern,
        theme.palettes["print"],
        width=sheet.width + bleed * 2,
        pitch=_pitch(pattern, years, product.cloth + bleed - photograph),
        years=years,
        repeat=COARSE if years else FINE,
        thread_width=max(ACCENT_LINE_WIDTH * (sheet.width.mm / _REFERENCE_WIDTH.mm), _LEAST_THREAD),
        loose=(False, False),
    )
    space = max(ZERO, product.cloth - sheet.top)
    return Band(svg_data_url(drawing.svg), left, top, drawing.width, drawing.height, space, shown)


def cloth_pitch(document: Document, theme: Theme, product: Product) -> Length | None:
    """Return the height of a year in the pattern of a print without a photograph; None if it has no pattern."""
    if theme.ornament is None or product.cloth <= ZERO:
        return None
    years = document.chapters[_band_side(document) - 1].years
    return _pitch(theme.ornament, years, product.cloth + product.bleed)


def _pitch(pattern: Pattern, years: tuple[int, int] | None, height: Length) -> Length:
    first, last = years or (pattern.first, pattern.last)
    return height * Fraction(1, last - first + 1 + (pattern.undyed_after if last >= pattern.last else 0))


def _on_wall(product: Product) -> bool:
    """Return whether a print is read from further than a hand holds it: its code and pictures may be coarser."""
    return product.read_from >= WALL_DISTANCE or _sheet(product).width >= _ON_WALL


def _sheet(product: Product) -> Sheet:
    if product.sheet is None:
        raise ToolError(f'the product "{product.name}" has no sheet', "give its product file a sheet: size, margins")
    return product.sheet
