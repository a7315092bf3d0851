"""An SVG that the check accepts is drawn by a build; any other is refused where a text asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.paths import Places, engine_folder
from factpress.document.resolve.svg import svg_error
from factpress.edition import inspect_publication
from factpress.output.pdf import svg_fault
from factpress.output.renderers import RENDERERS
from tests.publications import publication

PLACES = Places.of(engine_folder())
SANS = '@font-face { font-family: "Source Sans 3"; src: url(asset:fonts/SourceSans3-Regular.ttf) }'


def svg(inside: str, head: str = 'viewBox="0 0 100 50"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{inside}</svg>'.encode()


def fault(inside: str) -> str:
    drawing = svg(inside)
    assert svg_error(drawing) is None
    found = svg_fault(drawing, SANS, ("Source Sans 3",), PLACES)
    return found.what if found is not None else ""


@pytest.mark.parametrize(
    "inside",
    [
        '<g transform="rotate()"><rect width="5" height="5"/></g>',
        '<g transform="skewX(),translate()"><rect width="5" height="5"/></g>',
    ],
)
def test_values_that_cannot_be_drawn(inside: str) -> None:
    assert "cannot be drawn" in fault(inside)


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<text y='9'>17 people</text>", "text without a font-family"),
        ("<text y='9' font-family='Helvetica'>17 people</text>", 'text in "Helvetica"'),
        ("<style>.a { font-family: NoSuchFont, Arial }</style><text y='9' class='a'>Words</text>", '"NoSuchFont"'),
        ("<text y='9' font-family='Source Sans 3'><tspan font-family='Arial'>Words</tspan></text>", '"Arial"'),
        ("<text y='9' font-family='Source Sans 3'>ភាសា</text>", "letters that no font of the brand has: ភ"),
    ],
)
def test_text_in_another_font_than_the_brands(inside: str, said: str) -> None:
    assert said in fault(inside)


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<text y='9' font-family='Source Sans 3'>Words</text>",
        "<style>text { font-family: 'Source Sans 3' }</style><text y='9'>Words</text>",
        "<path d='M0 0L10 10 20 5z'/><path d='M0 0c1 1 2 2 3 3'/>",
        "<rect width='1e9' height='5'/><path d='M-1e12 0L1e12 50'/>",
        "<linearGradient id='a'><stop stop-color='red'/></linearGradient><rect width='9' height='9' fill='url(#a)'/>",
        "<mask id='a'><circle r='5' fill='#fff'/></mask><rect width='9' height='9' mask='url(#a)'/>",
        "<clipPath id='a'><circle r='5'/></clipPath><rect width='9' height='9' clip-path='url(#a)'/>",
        "<filter id='a'><feGaussianBlur stdDeviation='2'/></filter><rect width='9' height='9' filter='url(#a)'/>",
        "<defs><path id='a' d='M0 9h90'/></defs><text font-family='Source Sans 3'><textPath href='#a'/></text>",
    ],
)
def test_what_can_be_drawn(inside: str) -> None:
    assert fault(inside) == ""


ODD = [
    "<path d='M'/>",
    "<path d='M0'/>",
    "<path d='L10 10'/>",
    "<path d='M0 0 C1 1'/>",
    "<path d='M0 0 A1 1 0 0'/>",
    "<path d='M0 0 X5 5'/>",
    "<path d='M0 0 1e999 5'/>",
    "<path d='NaN'/>",
    "<polygon points='1'/>",
    "<polygon points='1,2 3'/>",
    "<rect width='5' height='-5'/>",
    "<rect width='NaN' height='inf'/>",
    "<circle r='1e999'/>",
    "<g opacity='half'><rect width='5' height='5'/></g>",
    "<rect width='5' height='5' fill='no-colour' stroke='rgb(1'/>",
    "<rect width='5' height='5' stroke='red' stroke-dasharray='0 0'/>",
    "<rect width='5' height='5' stroke='red' stroke-dasharray='a b' stroke-width='x'/>",
    "<rect width='5' height='5' fill='url(#none)' mask='url(#none)' clip-path='url(#none)' filter='url(#none)'/>",
    "<linearGradient id='a'/><rect width='5' height='5' fill='url(#a)'/>",
    "<linearGradient id='a' x1='x'><stop offset='y'/></linearGradient><rect width='5' height='5' fill='url(#a)'/>",
    "<pattern id='a'><rect width='5' height='5'/></pattern><rect width='5' height='5' fill='url(#a)'/>",
    "<pattern id='a' width='0' height='0'/><rect width='5' height='5' fill='url(#a)'/>",
    "<marker id='a'/><path d='M0 0L5 5L6 6' marker-mid='url(#a)'/>",
    "<svg viewBox='0 0 0 0'><rect width='5' height='5'/></svg>",
    "<svg width='x'><rect width='5' height='5'/></svg>",
    "<symbol id='a' viewBox='a b c d'><rect width='5' height='5'/></symbol><use href='#a'/>",
    "<style>rect { fill: ; } @media print {} ]]</style><rect width='5' height='5'/>",
    "<style>:is(a, :has(b)) { fill: red }</style><rect width='5' height='5'/>",
    "<text y='a' rotate='x' font-family='Source Sans 3'>Words</text>",
    "<text y='9' font-size='0' font-family='Source Sans 3'>Words</text>",
    "<text y='9' font-size='big' font-family='Source Sans 3'>Words</text>",
    "<text y='9' font-weight='heavy' textLength='-5' font-family='Source Sans 3'>Words</text>",
    "<image href='#a' width='5' height='5'/>",
    "<image href='data:image/png;base64,' width='5' height='5'/>",
    "<use href='#none'/>",
    "<a href='#x'><rect width='5' height='5'/></a><switch><g/></switch><unknown/>",
]


@pytest.mark.parametrize("inside", ODD)
def test_an_odd_drawing_is_refused_at_its_line_or_built(tmp_path: Path, inside: str) -> None:
    text = "## A\n\n:::{image} assets/a.svg\n:shows: nobody\n:alt: A door\n:::\n"
    files: dict[str, str | bytes | None] = {
        "data/content/briefing.en.md": text,
        "data/charts.yaml": None,
        "assets/a.svg": svg(inside),
    }
    folder = publication(tmp_path, files)
    edition, found = inspect_publication(folder)
    assert all(d.code == "bad-picture" and str(d.location) == "data/content/briefing.en.md:3:1" for d in found)
    if found:
        return
    assert edition is not None
    product = next(each for each in edition.products if each.renderer == "booklet")
    assert RENDERERS["booklet"].load().render(edition.document, edition.theme, product, {}, edition.places)
