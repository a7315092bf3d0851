import datetime as dt
from pathlib import Path

import pytest

from factpress.core.diagnostics import Diagnostic, Problems, ToolError
from factpress.core.paths import Places
from factpress.core.units import inch, mm
from factpress.publication.products import Product, Sheet, load_product, load_products, product_schema
from factpress.publication.settings import Publication

PAGE = """\
renderer: booklet
title: A book
file: book
page:
  trim: [100mm, 150mm]
  margins: {top: 10mm, bottom: 10mm, verso: {left: 20mm, right: 10mm}, recto: {left: 20mm, right: 10mm}}
  columns: {marks: 15mm, gap: 5mm, text: 70mm}
"""


def publication(root: Path, *names: str) -> Publication:
    (root / "data").mkdir(exist_ok=True)
    (root / "data/publication.yaml").write_text(f"title: T\nproducts: [{', '.join(names)}]\n", encoding="utf-8")
    return Publication(
        root=root, title="T", subtitle="", organisation="O", edition=dt.date(2026, 11, 22), language="en",
        content=Path("data/content/text.en.md"), products=names, address="", address_text="", back_text="",
        imprint="", file_stem="t", names=frozenset(),
    )  # fmt: skip


def loaded(root: Path, *names: str, **files: str) -> tuple[tuple[Product, ...], list[Diagnostic]]:
    made = publication(root, *names)
    (root / "data/products").mkdir(exist_ok=True)
    for name, text in files.items():
        (root / f"data/products/{name}.yaml").write_text(text, encoding="utf-8")
    problems, renderers = Problems(), ("booklet", "deck", "handout", "imposed", "print")
    return load_products(made, Places.of(root), problems, renderers), list(problems)


def test_the_engines_own_products_in_the_order_that_was_asked_for(tmp_path: Path) -> None:
    products, found = loaded(tmp_path, "slides-dark", "booklet-half-letter", "booklet-a5", "slides")
    assert not found
    assert [p.name for p in products] == ["slides-dark", "booklet-half-letter", "booklet-a5", "slides"]
    assert [p.palette for p in products] == ["dark", "print", "print", "light"]
    half, a5 = products[1].page, products[2].page
    assert half is not None
    assert (half.width, half.height, half.full) == (inch("5.5"), inch("8.5"), mm(117))
    assert a5 is not None
    assert a5.verso_left + a5.text + a5.verso_right == a5.recto_left + a5.text + a5.recto_right == mm(148)


def test_a_product_of_the_publication_stands_before_the_engines(tmp_path: Path) -> None:
    (product,), found = loaded(tmp_path, "booklet-a5", **{"booklet-a5": PAGE})
    assert not found
    assert product == Product("booklet-a5", "booklet", "A book", "book", product.page)
    assert product.page is not None
    assert product.page.text == mm(70)


def test_an_unknown_product_is_placed_where_it_is_named(tmp_path: Path) -> None:
    products, (found,) = loaded(tmp_path, "slides", "slydes-dark")
    assert [p.name for p in products] == ["slides"]
    assert (found.code, found.hint) == ("unknown-product", 'did you mean "slides-dark"?')
    assert found.location is not None
    assert str(found.location) == "data/publication.yaml:2:20"


def test_a_name_with_a_path_finds_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "outer.yaml").write_text(PAGE, encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    _, found = loaded(inner, "../../../outer")
    assert [d.code for d in found] == ["unknown-product"]


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("text: 70mm", "text: 72.5mm", "page-too-narrow", "2.5 mm over the trim of 100 mm"),
        ("marks: 15mm", "marks: 16mm", "page-too-narrow", "1 mm wider than the margin"),
        ("top: 10mm", "top: 120mm", "page-too-short", "120 mm and 10 mm"),
        ("text: 70mm", "text: 70", "not-a-length", "no unit"),
        ("text: 70mm", "text: -70mm", "not-a-length", "negative"),
        ("text: 70mm", "txt: 70mm", "unknown-key", '"txt"'),
        ("renderer: booklet", "renderer: boklet", "unknown-renderer", '"boklet"'),
        ("file: book", "file: Büch lein", "bad-file-name", "Büch lein"),
        ("title: A book", "palette: dark\ntitle: A book", "key-not-allowed", "only a deck"),
        (PAGE[PAGE.index("page:") :], "", "missing-key", 'the key "page" of a booklet is missing'),
        (PAGE[PAGE.index("page:") :], "palette: dark", "key-not-allowed", "only a deck"),
        ("renderer: booklet", "renderer: deck", "key-not-allowed", "only a booklet"),
        ("text: 70mm", "text: 0mm", "page-too-narrow", "at least 25 mm"),
        ("text: 70mm", "text: 24.9mm", "page-too-narrow", "at least 25 mm"),
    ],
)
def test_what_is_wrong_says_how(tmp_path: Path, old: str, new: str, code: str, says: str) -> None:
    products, found = loaded(tmp_path, "mine", mine=PAGE.replace(old, new))
    assert not products
    said = [d.message for d in found if d.code == code]
    assert any(says in message for message in said), found
    assert all(d.location is not None and d.location.line for d in found)


def test_a_page_that_is_over_is_reported_for_each_side(tmp_path: Path) -> None:
    _, found = loaded(tmp_path, "mine", mine=PAGE.replace("text: 70mm", "text: 71mm"))
    assert ["verso" in d.message for d in found] == [True, False]


def test_two_products_of_one_file(tmp_path: Path) -> None:
    products, found = loaded(tmp_path, "mine", "other", mine=PAGE, other=PAGE)
    assert [p.name for p in products] == ["mine"]
    assert [d.code for d in found] == ["duplicate-file"]
    assert str(found[0].location).endswith(".yaml:3:7")


@pytest.mark.parametrize(("target", "code"), [("/etc/hostname", "outside-folder"), ("none.yaml", "missing-file")])
def test_a_link_astray_is_not_replaced_by_the_engines_own(tmp_path: Path, target: str, code: str) -> None:
    (tmp_path / "data/products").mkdir(parents=True)
    (tmp_path / "data/products/slides.yaml").symlink_to(target)
    products, (found,) = loaded(tmp_path, "slides")
    assert not products
    assert (found.code, str(found.location)) == (code, "data/products/slides.yaml")


def test_what_several_products_name_is_read_once(tmp_path: Path) -> None:
    sheets = "renderer: imposed\ntitle: Sheets\nfile: {}\nof: leaves\nprinter: ours\n"
    (tmp_path / "data/printers").mkdir(parents=True)
    (tmp_path / "data/printers/ours.yaml").write_text("title: Ours\nbleed: much\n", encoding="utf-8")
    leaves = "renderer: booklet\ntitle: Leaves\nfile: leaves\n"
    products, found = loaded(tmp_path, "one", "two", one=sheets.format("one"), two=sheets.format("two"), leaves=leaves)
    assert not products
    of_printer = [d for d in found if d.location is not None and d.location.path.name == "ours.yaml"]
    of_leaves = [d for d in found if d.location is not None and d.location.path.name == "leaves.yaml"]
    assert of_printer
    assert len(of_printer) == len(set(of_printer))
    assert [d.code for d in of_leaves] == ["missing-key"]


@pytest.mark.parametrize(("text", "codes"), [
    ("renderer: booklet\npalette: dark\nprinter: nobody\n", {"unknown-printer", "key-not-allowed", "missing-key"}),
    ("renderer: print\nprinter: nobody\n", {"unknown-printer", "missing-key"}),
    ("renderer: imposed\nprinter: nobody\nof: nothing\n", {"unknown-printer", "unknown-product", "missing-key"}),
])  # fmt: skip
def test_what_it_names_hides_nothing_else(tmp_path: Path, text: str, codes: set[str]) -> None:
    products, found = loaded(tmp_path, "ours", ours=f"title: Ours\nfile: ours\n{text}")
    assert not products
    assert {d.code for d in found} == codes


def test_the_schema_knows_every_key() -> None:
    assert set(product_schema(["booklet"])["properties"]) == {
        "renderer", "title", "file", "page", "palette", "sheet", "template", "printer", "pictures", "of",
        "imposition", "content", "sides", "read_from", "cloth", "slides", "type", "cues", "shape",
    }  # fmt: skip


# ── prints ──────────────────────────────────────────────────────────────────────────────────────────────────────

SHEET = """\
renderer: print
template: evidence
title: A sheet
file: sheet
sheet: {size: [210mm, 297mm], margins: {top: 20mm, right: 15mm, bottom: 20mm, left: 25mm}}
"""


def one(root: Path, text: str) -> tuple[Product | None, list[Diagnostic]]:
    (root / "data/products").mkdir(parents=True)
    (root / "data/products/mine.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    return load_product("mine", Places.of(root), problems), list(problems)


def test_a_print_is_a_sheet_and_a_template(tmp_path: Path) -> None:
    product, found = one(tmp_path, SHEET)
    assert not found
    sheet = Sheet(mm(210), mm(297), mm(20), mm(15), mm(20), mm(25))
    assert product == Product("mine", "print", "A sheet", "sheet", sheet=sheet, template="evidence")
    assert sheet.inner == mm(170)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_engines_own_sheets(tmp_path: Path, paper: str) -> None:
    product = load_product(f"evidence-{paper}", Places.of(tmp_path), Problems())
    assert product is not None
    assert product.template == "evidence"
    assert product.sheet is not None
    assert product.sheet.width == {"a4": mm(210), "letter": inch("8.5")}[paper]
    assert mm(175) < product.sheet.inner < mm(177)


def test_a_name_that_is_no_product(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="no product") as caught:
        load_product("evidense-a4", Places.of(tmp_path), Problems())
    assert caught.value.hint == 'did you mean "evidence-a4"?'


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("template: evidence\n", "", "missing-key", 1),
        ("sheet: {", "page_: {", "unknown-key", 5),
        ("left: 25mm", "left: 190mm", "page-too-narrow", 5),
        ("top: 20mm", "top: 270mm", "page-too-narrow", 5),
        ("title: A sheet", "palette: dark\ntitle: A sheet", "key-not-allowed", 3),
        ("template: evidence", "template: evidense", "unknown-template", 2),
        ("template: evidence", "template: prayer-card", "unknown-template", 2),
        ("template: evidence", "template: how-to-print", "missing-key", 1),
        ("template: evidence", "template: printer-test", "missing-key", 2),
        ("template: evidence", "template: evidence\ncontent:", "empty-key", 3),
    ],
)
def test_a_print_that_cannot_be(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    product, found = one(tmp_path, SHEET.replace(old, new))
    assert product is None
    assert [(d.code, d.location and d.location.line) for d in found] == [(code, line)]


def test_all_keys_that_are_not_its_own_are_told(tmp_path: Path) -> None:
    product, found = one(tmp_path, SHEET.replace("renderer: print", "renderer: deck"))
    assert product is None
    assert {(d.code, d.message) for d in found} == {
        ("key-not-allowed", "only a print or a handout has a sheet"),
        ("key-not-allowed", "only a print has a template"),
    }


def test_a_text_of_its_own_and_another_product_do_not_go_together(tmp_path: Path) -> None:
    (tmp_path / "data/content").mkdir(parents=True)
    (tmp_path / "data/content/card.md").write_text("## A card\n", encoding="utf-8")
    text = SHEET.replace("template: evidence", "template: prayer-card\ncontent: data/content/card.md\nof: booklet-a5")
    product, (found,) = one(tmp_path, text)
    assert product is None
    assert (found.code, found.location and found.location.line) == ("key-not-allowed", 4)


def test_a_print_is_not_made_with_the_publication(tmp_path: Path) -> None:
    products, (found,) = loaded(tmp_path, "evidence-a4")
    assert products == ()
    assert (found.code, str(found.location)) == ("not-published", "data/publication.yaml:2:12")
