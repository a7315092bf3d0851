"""SVG pictures on slides are pixels and, where programs draw them alike, vectors without metadata."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from factpress.document.resolve.svg import svg_size, svg_texts
from factpress.output.deck.layouts.text import PANEL
from factpress.output.deck.writer.images import plain_svg
from factpress.output.pictures import duotone
from factpress.output.renderers import RENDERERS
from tests.publications import edition_of, findings_of, publication

XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:x="http://example.org/x" xmlns:xlink="http://www.w3.org/1999/xlink"'
RED = '<rect width="100" height="50" fill="#c02020"/>'


def svg(inside: str, head: str = 'viewBox="0 0 100 50"') -> bytes:
    return f"<svg {XMLNS} {head}>{inside}</svg>".encode()


def on_a_slide(folder: Path, drawing: bytes) -> Path:
    text = "## A\n\n::::{slide} A door\n:::{image} assets/a.svg\n:shows: nobody\n:alt: A red door\n:::\n::::\n"
    files: dict[str, str | bytes | None] = {"data/content/briefing.en.md": text, "data/charts.yaml": None}
    return publication(folder, files | {"assets/a.svg": drawing})


def deck(folder: Path) -> dict[str, bytes]:
    edition = edition_of(folder)
    product = next(each for each in edition.products if each.renderer == "deck")
    data = RENDERERS["deck"].load().render(edition.document, edition.theme, product, {}, edition.places)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def red_images(parts: dict[str, bytes]) -> list[Image.Image]:
    images = [Image.open(io.BytesIO(data)) for name, data in parts.items() if name.endswith(".png")]
    return [image for image in images if image.convert("RGB").getpixel((9, 9)) == (0xC0, 0x20, 0x20)]


def test_a_drawing_is_set_with_pixels_and_vectors(tmp_path: Path) -> None:
    parts = deck(on_a_slide(tmp_path, svg(RED)))
    (image,) = red_images(parts)
    assert abs(image.width - 2 * image.height) <= 1
    assert image.width > 1000
    assert any(b"#c02020" in data for name, data in parts.items() if name.endswith(".svg"))
    assert any(b'descr="A red door"' in data for data in parts.values())


def test_a_drawing_with_text_is_pixels_alone(tmp_path: Path) -> None:
    parts = deck(on_a_slide(tmp_path, svg(RED + "<text y='40' font-family='Source Sans 3'>Words</text>")))
    assert len(red_images(parts)) == 1
    assert not any(b"Words" in data for name, data in parts.items() if name.endswith(".svg"))


def test_a_number_in_a_drawing_is_an_error_at_its_line(tmp_path: Path) -> None:
    folder = on_a_slide(tmp_path, svg("<text y='40' font-family='Source Sans 3'>about <tspan>17,000</tspan></text>"))
    found = [d for d in findings_of(folder) if d.code == "number-without-source"]
    assert [str(d.location) for d in found] == ["data/content/briefing.en.md:4:1"]
    assert '"17,000"' in found[0].message


def test_vectors_have_no_metadata() -> None:
    inside = f"<!-- Ada --><metadata>Ada</metadata><title>Ada</title><x:a>Ada</x:a><g x:b='Ada'>{RED}</g>"
    plain = plain_svg(svg(inside), (200, 100))
    assert b"Ada" not in plain
    assert b"example.org" not in plain
    assert b"#c02020" in plain
    assert b'width="200"' in plain


@pytest.mark.parametrize("inside", ["<text>a</text>", "<style>a {}</style>", '<image xlink:href="#a"/>'])
def test_what_programs_draw_differently_has_no_vectors(inside: str) -> None:
    assert plain_svg(svg(inside), (200, 100)) == b""


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('viewBox="0 0 100 50"', (100, 50)),
        ('viewBox="0,0,100,50" width="100%"', (100, 50)),
        ('viewBox="0 0 100 50" width="1in"', (96, 48)),
        ('viewBox="0 0 100 50" height="36pt"', (96, 48)),
        ('width="25.4mm" height="2.54cm"', (96, 96)),
        ('viewBox="0 0 100 50" width="10" height="20px"', (10, 20)),
    ],
)
def test_the_size_of_a_drawing(head: str, size: tuple[int, int]) -> None:
    assert [round(side, 6) for side in svg_size(svg("", head))] == list(size)


def test_the_texts_of_a_drawing() -> None:
    inside = "<title>no</title><text>a <tspan>b</tspan>\n c</text><text/><text>d</text>"
    assert svg_texts(svg(inside)) == ("a b c", "", "d")


def tall() -> bytes:
    """A picture with a red upper quarter, white below."""
    image = Image.new("RGB", (1200, 2400), "#ffffff")
    image.paste("#c02020", (0, 0, 1200, 600))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def full_picture(folder: Path, options: str) -> Image.Image:
    text = (
        "## A\n\n::::{slide} A door\n:::{image} assets/a.png\n:shows: nobody\n:alt: A red door\n"
        f":place: bleed\n{options}:caption: A caption\n:::\n::::\n"
    )
    files: dict[str, str | bytes | None] = {"data/content/briefing.en.md": text, "data/charts.yaml": None}
    parts = deck(publication(folder, files | {"assets/a.png": tall()}))
    (image,) = (
        image
        for name, data in parts.items()
        if name.endswith(".png") and (image := Image.open(io.BytesIO(data))).width == 1200
    )
    assert abs(image.width / image.height - 960 / (540 - PANEL)) < 0.01
    return image.convert("RGB")


def test_a_picture_from_edge_to_edge_is_cropped_around_its_focus(tmp_path: Path) -> None:
    upper = full_picture(tmp_path / "upper", ":focus: [0.5, 0.1]\n")
    lower = full_picture(tmp_path / "lower", ":focus: [0.5, 0.9]\n")
    assert (upper.getpixel((600, 9)), lower.getpixel((600, 9))) == ((0xC0, 0x20, 0x20), (255, 255, 255))


def test_a_toned_picture_has_two_colours_of_the_brand(tmp_path: Path) -> None:
    folder = tmp_path / "toned"
    image = full_picture(folder, ":focus: [0.5, 0.25]\n:tone: duotone\n")
    dark, light = duotone(edition_of(folder).theme.palettes["print"])
    assert (image.getpixel((600, 9)), image.getpixel((600, image.height - 9))) == (dark.rgb, light.rgb)
