"""The logo of the brand file: its forms, its files, and where it is printed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.design.theme import load_theme
from factpress.output.renderers import RENDERERS
from tests.publications import edition_of, findings_of, publication

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" fill="#c02020"/></svg>'
)
DARK = SVG.replace(b"#c02020", b"#fefefe")
FLYER = """renderer: print
template: prayer-card
title: Flyer
file: flyer
content: data/content/flyer.md
sides: 1
sheet: {size: [148mm, 210mm], margins: {top: 12mm, right: 12mm, bottom: 12mm, left: 12mm}}
"""


def with_logo(folder: Path, brand: str = "logo: logo.svg\n", logo: bytes = SVG, products: str = "booklet-a5") -> Path:
    made = publication(folder)
    settings = made / "data" / "publication.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    lines = [f"products: [{products}]" if line.startswith("products:") else line for line in lines]
    settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
    files: dict[str, str | bytes] = {
        "data/brand.yml": brand,
        "assets/logo.svg": logo,
        "assets/dark.svg": DARK,
        "data/products/flyer.yaml": FLYER,
        "data/content/flyer.md": "## Come\n\nAll are welcome.\n",
    }
    if "flyer" not in products:
        files = {name: data for name, data in files.items() if "flyer" not in name}
    for name, data in files.items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return made


@pytest.mark.parametrize(
    ("brand", "light", "dark"),
    [
        ("logo: logo.svg\n", "assets/logo.svg", "assets/logo.svg"),
        ("logo: assets/logo.svg\n", "assets/logo.svg", "assets/logo.svg"),
        ("logo: {medium: logo.svg}\n", "assets/logo.svg", "assets/logo.svg"),
        ("logo: {medium: {light: logo.svg, dark: dark.svg}}\n", "assets/logo.svg", "assets/dark.svg"),
        ("logo: {large: {dark: dark.svg}}\n", "assets/dark.svg", "assets/dark.svg"),
        ("logo: {images: {a: logo.svg, b: {path: dark.svg, alt: x}}, small: a, large: b}\n",)
        + ("assets/dark.svg",) * 2,
        (
            "logo: {images: {a: logo.svg, b: dark.svg}, medium: {light: a, dark: b}}\n",
            "assets/logo.svg",
            "assets/dark.svg",
        ),
    ],
)
def test_the_forms_of_the_key(tmp_path: Path, brand: str, light: str, dark: str) -> None:
    theme = load_theme(Places.of(with_logo(tmp_path, brand)), Problems())
    assert theme is not None
    assert theme.logo is not None
    assert (theme.logo.on("light").path, theme.logo.on("dark").path) == (light, dark)
    assert theme.logo.on("print").path == light


@pytest.mark.parametrize(
    ("brand", "place", "said"),
    [
        ("logo: none.svg\n", "data/brand.yml:1:7", '"none.svg"'),
        ("logo: {medium: {light: logo.svg, dark: none.svg}}\n", "data/brand.yml:1:40", '"none.svg"'),
        ("logo: {images: {a: logo.svg}, medium: b}\n", "data/brand.yml:1:39", '"b"'),
        ("logo: {images: {a: logo.svg}}\n", "data/brand.yml:1:7", "no size"),
    ],
)
def test_a_file_that_is_missing_is_one_error_at_its_key(tmp_path: Path, brand: str, place: str, said: str) -> None:
    found = findings_of(with_logo(tmp_path, brand))
    assert [(d.severity.value, str(d.location)) for d in found] == [("error", place)]
    assert said in found[0].message


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (b'<style>@import "https://example.org/a.css";</style>', "@import"),
        (b'<image href="https://example.org/a.png"/>', "https://example.org/a.png"),
        (b'<text y="9" font-family="Arial">Words</text>', '"Arial"'),
        (b'<g transform="rotate()"/>', "cannot be drawn"),
    ],
)
def test_the_logo_is_inspected_like_any_picture(tmp_path: Path, inside: bytes, said: str) -> None:
    found = findings_of(with_logo(tmp_path, logo=SVG.replace(b"</svg>", inside + b"</svg>")))
    assert [(d.code, str(d.location)) for d in found] == [("bad-picture", "data/brand.yml:1:7")]
    assert said in found[0].message


def test_a_coarse_logo_is_reported(tmp_path: Path) -> None:
    folder, out = with_logo(tmp_path, "logo: logo.png\n"), io.BytesIO()
    Image.new("RGB", (60, 20)).save(out, "PNG")
    (folder / "assets" / "logo.png").write_bytes(out.getvalue())
    (only,) = findings_of(folder)
    assert (only.code, str(only.location)) == ("coarse-picture", "data/brand.yml:1:7")


def rendered(folder: Path, name: str) -> bytes:
    edition = edition_of(folder)
    product = next(each for each in edition.products if each.name == name)
    document = edition.prints[product.content] if product.content is not None else edition.document
    document = replace(document, chapters=()) if product.content is None else document
    return RENDERERS[product.renderer].load().render(document, edition.theme, product, {}, edition.places)


def alternative_texts(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        elements = [thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary)]
        return [str(element.Alt) for element in elements if element.get("/S") == "/Figure" and "/Alt" in element]


@pytest.mark.parametrize(("name", "times"), [("booklet-a5", 2), ("flyer", 1)])
def test_the_logo_is_printed_with_the_name_of_the_organisation(tmp_path: Path, name: str, times: int) -> None:
    folder = with_logo(tmp_path, products=name)
    organisation = edition_of(folder).document.organisation
    assert alternative_texts(rendered(folder, name)).count(organisation) == times


def test_on_a_landscape_sheet_it_is_below_the_text(tmp_path: Path) -> None:
    folder = with_logo(tmp_path, products="flyer")
    product = folder / "data" / "products" / "flyer.yaml"
    product.write_text(product.read_text(encoding="utf-8").replace("148mm, 210mm", "210mm, 120mm"), encoding="utf-8")
    organisation = edition_of(folder).document.organisation
    assert alternative_texts(rendered(folder, "flyer")).count(organisation) == 1


def test_without_a_logo_nothing_is_printed(tmp_path: Path) -> None:
    folder = with_logo(tmp_path, "color: {}\n", products="booklet-a5, flyer")
    organisation = edition_of(folder).document.organisation
    for name in ("booklet-a5", "flyer"):
        assert organisation not in alternative_texts(rendered(folder, name))


@pytest.mark.parametrize(("name", "colour"), [("slides", (0xC0, 0x20, 0x20)), ("slides-dark", (0xFE, 0xFE, 0xFE))])
def test_slides_have_the_logo_for_their_background(tmp_path: Path, name: str, colour: tuple[int, int, int]) -> None:
    brand = "logo: {medium: {light: logo.svg, dark: dark.svg}}\n"
    data = rendered(with_logo(tmp_path, brand, products=name), name)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    images = [Image.open(io.BytesIO(part)).convert("RGB") for path, part in parts.items() if path.endswith(".png")]
    assert colour in [image.getpixel((image.width // 2, image.height // 2)) for image in images]
    slides = [part for path, part in parts.items() if path.startswith("ppt/slides/slide")]
    assert sum(b'name="Logo"' in slide for slide in slides) == 2  # the first and the last
