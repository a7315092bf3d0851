from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factpress.core.diagnostics import Diagnostic, Problems
from factpress.core.paths import Places, engine_folder
from factpress.core.units import inch, mm
from factpress.publication.products import Product, load_products
from factpress.publication.products.imposition_schemes import Binding, Flip, Grid, GridOrder, SaddleStitch, Size, Tent
from factpress.publication.settings import Publication

ON_A4 = """\
renderer: imposed
title: A booklet on sheets
file: booklet
of: booklet-a5
printer: office
imposition: {scheme: saddle-stitch, sheet: [297mm, 210mm], flip: short-edge, binding: left}
"""
CARD = """\
renderer: print
title: A card
file: card
template: prayer-card
content: data/content/card.md
sheet: {size: [105mm, 148mm], margins: {top: 9mm, right: 9mm, bottom: 9mm, left: 9mm}}
"""
RENDERERS = ("booklet", "deck", "imposed", "print")


def loaded(root: Path, name: str, **files: str) -> tuple[tuple[Product, ...], list[Diagnostic]]:
    (root / "data/products").mkdir(parents=True, exist_ok=True)
    (root / "data/publication.yaml").write_text(f"title: T\nproducts: [{name}]\n", encoding="utf-8")
    (root / "data/content").mkdir()
    (root / "data/content/card.md").write_text("## A card\n", encoding="utf-8")
    for stem, text in files.items():
        (root / f"data/products/{stem}.yaml").write_text(text, encoding="utf-8")
    publication = Publication(
        root=root, title="T", subtitle="", organisation="O", edition=dt.date(2026, 11, 22), language="en",
        content=Path("data/content/text.en.md"), products=(name,), address="", address_text="", back_text="",
        imprint="", file_stem="t", names=frozenset(),
    )  # fmt: skip
    problems = Problems()
    return load_products(publication, Places.of(root), problems, RENDERERS), list(problems)


def one(root: Path, text: str, **files: str) -> Product:
    (product,), found = loaded(root, "ours", ours=text, **files)
    assert not found
    return product


def test_an_imposed_product_has_pages_scheme_and_printer(tmp_path: Path) -> None:
    product = one(tmp_path, ON_A4)
    assert product.of is not None
    assert product.printer is not None
    assert (product.origin.name, product.printer.name) == ("booklet-a5", "office")
    a4, a5 = Size(mm(297), mm(210)), Size(mm(148), mm(210))
    assert product.scheme == SaddleStitch(
        a4, a5, Binding.LEFT, Flip.SHORT, 4, creep=mm("0.1"), bleed=mm(0), margin=mm("4.3")
    )


@pytest.mark.parametrize(
    ("flip", "says"),
    [
        ("short-edge", "booklet-print-two-sided-flip-short-edge"),
        ("long-edge", "booklet-print-two-sided-flip-long-edge"),
    ],
)
def test_the_files_name_says_how_it_is_printed(tmp_path: Path, flip: str, says: str) -> None:
    assert one(tmp_path, ON_A4.replace("flip: short-edge", f"flip: {flip}")).file == says


@pytest.mark.parametrize("name", ["booklet-a5-on-a4", "booklet-half-letter-on-letter", "how-to-print-booklet-a5",
    "how-to-print-booklet-half-letter", "printer-test-a4", "printer-test-letter", "booklet-a5-press-on-sra4",
    "booklet-half-letter-press-on-12x9"])  # fmt: skip
def test_the_engines_own_products_are_right(tmp_path: Path, name: str) -> None:
    (product,), found = loaded(tmp_path, name)
    assert not found
    assert product.name == name


def test_a_press_product_is_imposed_with_its_bleed(tmp_path: Path) -> None:
    (product,), _ = loaded(tmp_path, "booklet-half-letter-press-on-12x9")
    assert isinstance(product.scheme, SaddleStitch)
    assert (product.scheme.bleed, product.for_press) == (inch("0.125"), True)


@pytest.mark.parametrize(
    ("imposition", "columns", "rows", "order", "flip"),
    [
        ("{scheme: cut-and-stack, sheet: [230mm, 310mm]}", 2, 2, GridOrder.STACK, Flip.SHORT),
        ("{scheme: duplicates, sheet: [230mm, 310mm], flip: none, grid: [2, 1]}", 2, 1, GridOrder.REPEAT, None),
        ("{scheme: n-up, sheet: [450mm, 320mm], flip: long-edge, gutter: 4mm}", 4, 2, GridOrder.ACROSS, Flip.LONG),
    ],
)
def test_cards_in_a_grid(
    tmp_path: Path, imposition: str, columns: int, rows: int, order: GridOrder, flip: Flip | None
) -> None:
    text = ON_A4.partition("imposition")[0].replace("of: booklet-a5", "of: card") + f"imposition: {imposition}\n"
    scheme = one(tmp_path, text, card=CARD).scheme
    assert isinstance(scheme, Grid)
    assert (scheme.columns, scheme.rows, scheme.order, scheme.flip) == (columns, rows, order, flip)


def test_a_tent_has_a_foot(tmp_path: Path) -> None:
    tent = "imposition: {scheme: tent, sheet: [210mm, 330mm], foot: 15mm}\n"
    product = one(tmp_path, ON_A4.partition("imposition")[0].replace("of: booklet-a5", "of: card") + tent, card=CARD)
    assert isinstance(product.scheme, Tent)
    assert product.scheme.foot == mm(15)
    assert product.file == "booklet-print-one-sided"


@pytest.mark.parametrize(
    ("old", "new", "code", "at", "says"),
    [
        ("of: booklet-a5", "of: booklet-a6", "unknown-product", "4:5", "booklet-a6"),
        ("of: booklet-a5", "of: ours", "circle", "4:5", "made of itself"),
        ("of: booklet-a5", "of: slides", "no-pages", "4:5", "slides"),
        ("of: booklet-a5", "of: booklet-a5-on-a4", "no-pages", "4:5", "booklet-a5-on-a4"),
        ("of: booklet-a5", "of: how-to-print-booklet-a5", "no-pages", "4:5", "how-to-print-booklet-a5"),
        ("of: booklet-a5", "of: evidence-a4", "not-published", "4:5", "evidence-a4"),
        ("binding: left}", "binding: left}\npalette: dark", "key-not-allowed", "7:1", "only a deck"),
        ("binding: left", "grid: [0, 2]", "bad-value", "6:85", "at least 1"),
        ("of: booklet-a5\n", "", "missing-key", "1:1", '"of"'),
        ("printer: office\n", "", "missing-key", "1:1", '"printer"'),
        ("printer: office", "printer: ofice", "unknown-printer", "5:10", "ofice"),
        ("printer: office", "printer: print-shop-mm", "not-for-press", "4:5", "print-shop-mm"),
        ("297mm, 210mm", "210mm, 297mm", "sheet-too-small", "6:44", "86mm across, 0mm down"),
        ("297mm, 210mm", "297mm", "missing-item", "6:37", "item 2"),
        ("flip: short-edge", "flip: none", "bad-value", "6:66", "both sides"),
        ("flip: short-edge", "flip: shortedge", "bad-value", "6:66", "shortedge"),
        ("binding: left", "foot: 3mm", "key-not-allowed", "6:78", "saddle-stitch has no foot"),
        ("binding: left", "bindnig: left", "unknown-key", "6:78", "bindnig"),
        ("saddle-stitch", "sadle-stitch", "bad-value", "6:22", "sadle-stitch"),
        ("renderer: imposed", "renderer: deck", "key-not-allowed", "", "only"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(tmp_path: Path, old: str, new: str, code: str, at: str, says: str) -> None:
    products, found = loaded(tmp_path, "ours", ours=ON_A4.replace(old, new))
    assert products == ()
    (first, *_) = found
    assert first.code == code
    assert says in f"{first.message} {first.hint}"
    assert str(first.location).startswith(f"data/products/ours.yaml:{at}")


def test_two_products_that_are_made_of_each_other_are_a_circle(tmp_path: Path) -> None:
    ours, turn = (ON_A4.replace("of: booklet-a5", f"of: {name}") for name in ("card", "ours"))
    products, found = loaded(tmp_path, "ours", ours=ours, card=turn)
    assert products == ()
    assert [d.code for d in found] == ["circle"]


def test_a_bleed_that_the_pages_have_not(tmp_path: Path) -> None:
    own = (
        (engine_folder() / "assets/printers/office.yaml")
        .read_text(encoding="utf-8")
        .replace("bleed: 0mm", "bleed: 1mm")
    )
    assert "bleed: 1mm" in own
    (tmp_path / "data/printers").mkdir(parents=True)
    (tmp_path / "data/printers/office.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "data/products").mkdir()
    _, (found,) = loaded(tmp_path, "ours", ours=ON_A4)
    assert (found.code, found.message) == ("no-bleed", '"office" needs a bleed of 1mm, but "booklet-a5" has 0mm')


def test_a_long_row_of_products_ends(tmp_path: Path) -> None:
    row = {f"x{i}": ON_A4.replace("of: booklet-a5", f"of: x{i + 1}") for i in range(400)}
    _, (found,) = loaded(tmp_path, "x0", **row)
    assert found.code == "too-deep"


def test_a_sheet_that_holds_no_card_is_said(tmp_path: Path) -> None:
    grid = "imposition: {scheme: n-up, sheet: [110mm, 150mm]}\n"
    text = ON_A4.partition("imposition")[0].replace("of: booklet-a5", "of: card") + grid
    _, (found,) = loaded(tmp_path, "ours", ours=text, card=CARD)
    assert found.code == "sheet-too-small"
    assert "has no space for a page of 105 × 148 mm" in found.message
