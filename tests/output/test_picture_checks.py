"""Pictures get the pixels that their size needs; those with too few are reported."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from factpress.core.units import mm
from factpress.output.pictures import PictureBox, picture_address
from factpress.output.renderers import RENDERERS
from tests.publications import edition_of, findings_of, publication


def photo(size: tuple[int, int], mode: str = "RGB", form: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, form)
    return out.getvalue()


def with_pictures(folder: Path, text: str, **pictures: bytes) -> Path:
    files: dict[str, str | bytes | None] = {"data/content/briefing.en.md": text, "data/charts.yaml": None}
    return publication(folder, files | {f"assets/{name}.jpg": data for name, data in pictures.items()})


CARD = """renderer: print
template: prayer-card
title: Card
file: card
content: data/content/card.md
sides: 1
sheet: {{size: [{paper}], margins: {{top: 9mm, right: 9mm, bottom: 9mm, left: 9mm}}}}
"""
PLACED = ":::{image} assets/a.jpg\n:shows: nobody\n:alt: A door\n:::\n"
ON_A_SLIDE = f"::::{{slide}} A door\n{PLACED}::::\n"


@pytest.mark.parametrize(
    ("text", "size", "said"),
    [
        (PLACED, (100, 70), ["100 × 70 pixels: 96 per inch at its size in booklet-a5, 26 × 19 mm, where 300"]),
        (PLACED, (700, 500), ["700 × 500 pixels: 181 per inch"]),
        (PLACED, (900, 500), []),
        (ON_A_SLIDE, (100, 70), ["100 × 70 pixels: 14 per inch at its size in slides, 183 × 128 mm, where 220"]),
        (ON_A_SLIDE, (1000, 700), []),
        (PLACED + "\n" + ON_A_SLIDE, (100, 70), ["in booklet-a5", "in slides"]),
    ],
)
def test_a_coarse_picture_is_reported_with_both_figures(
    tmp_path: Path, text: str, size: tuple[int, int], said: list[str]
) -> None:
    found = findings_of(with_pictures(tmp_path, f"## A\n\n{text}", a=photo(size)))
    assert [d.code for d in found] == ["coarse-picture"] * len(said)
    for one, words in zip(found, said, strict=True):
        assert words in one.message
        assert one.location is not None
        assert one.location.line >= 3


def test_a_box_keeps_the_proportions_and_never_enlarges_on_paper() -> None:
    box = PictureBox(mm(100), mm(50))
    assert [round(side.mm) for side in box.printed((10_000, 1_000))] == [100, 10]
    assert [round(side.mm) for side in box.printed((1_000, 10_000))] == [5, 50]
    assert [round(side.mm) for side in box.printed((96, 48))] == [25, 13]
    assert [round(side.mm) for side in PictureBox(mm(100), mm(50), fills=True).printed((96, 48))] == [100, 50]
    assert picture_address("assets/a b.jpg", box) == "own:assets/a%20b.jpg?most=1181x591"


def test_pictures_of_a_booklet_are_in_srgb_and_at_most_300_pixels_per_inch(tmp_path: Path) -> None:
    placed = "\n".join(PLACED.replace("a.jpg", f"{name}.jpg") for name in "abc")
    folder = with_pictures(
        tmp_path,
        f"## A\n\n{placed}",
        a=photo((4000, 3000)),
        b=photo((1200, 900), "CMYK"),
        c=photo((900, 4000)),
    )
    edition = edition_of(folder)
    product = next(each for each in edition.products if each.renderer == "booklet")
    pdf = RENDERERS["booklet"].load().render(edition.document, edition.theme, product, {}, edition.places)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        images = {
            (int(image.Width), int(image.Height)): str(image.ColorSpace)
            for image in file.objects
            if isinstance(image, pikepdf.Stream) and image.get("/Subtype") == "/Image"
        }
    box = RENDERERS["booklet"].load().picture_box(product, edition.theme).pixels
    assert (box[0], round(box[0] * 3 / 4)) in images
    assert (1200, 900) in images
    assert (round(box[1] * 900 / 4000), box[1]) in images
    assert set(images.values()) == {"/DeviceRGB"}


@pytest.mark.parametrize(("size", "paper"), [((1800, 2700), "105mm, 148mm"), ((2700, 1800), "148mm, 105mm")])
def test_a_picture_on_a_print_gets_smaller_where_its_side_would_not_fit(
    tmp_path: Path, size: tuple[int, int], paper: str
) -> None:
    words = " ".join(["All who read are welcome here."] * 8)
    files: dict[str, str | bytes | None] = {
        "data/content/card.md": f"## Come\n\n{PLACED}\n{words}\n",
        "data/products/card.yaml": CARD.format(paper=paper),
        "assets/a.jpg": photo(size),
    }
    folder = publication(tmp_path, files)
    settings = folder / "data" / "publication.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("products: [booklet-a5, slides]", "products: [card]"), encoding="utf-8")
    edition = edition_of(folder)
    (card,) = edition.products
    renderer = RENDERERS["print"].load()
    pdf = renderer.render(edition.prints[Path("data/content/card.md")], edition.theme, card, {}, edition.places)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert len(file.pages) == 1
        heights = [
            int(thing.Height) for thing in file.objects if isinstance(thing, pikepdf.Stream) and "/Height" in thing
        ]
    assert 0 < max(heights) < renderer.picture_box(card, edition.theme).pixels[1] * 0.8
