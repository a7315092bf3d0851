"""From a publication to files for a print shop: inks, sheets, tickets; what is wrong stops all of it."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from factpress.core.diagnostics import Findings, Severity
from factpress.edition import read_edition
from factpress.output.prepress.imposition import Cell, Imposition, impose
from factpress.output.prepress.preflight import preflight_file
from factpress.output.prepress.sheets import page_count
from factpress.publication.products import Product
from factpress.workflows.audit_files import audit_files
from factpress.workflows.build import build
from factpress.workflows.ownership import TICKET
from factpress.workflows.postprocess import impose_product
from tests.publications import codes, publication, text_of

PRODUCTS = ("booklet-a5-on-a4", "booklet-a5-press", "booklet-a5-press-on-sra4")
NAMES = ("print-two-sided-flip-short-edge", "for-the-print-shop", "for-the-print-shop-imposed")
SETTINGS, CONTENT = "data/publication.yaml", "data/content/briefing.en.md"
SHOP = (Path(__file__).parents[2] / "assets/printers/print-shop-mm.yaml").read_text(encoding="utf-8")
PRESS = (Path(__file__).parents[2] / "assets/products/booklet-a5-press.yaml").read_text(encoding="utf-8")


def settings(*products: str) -> str:
    return text_of(SETTINGS).replace("products: [booklet-a5, slides]", f"products: [{', '.join(products)}]")


def made_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "build").iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with sheets for the office, plates, and sheets of plates, all built."""
    folder = publication(tmp_path_factory.mktemp("library"), {SETTINGS: settings("booklet-a5", *PRODUCTS)})
    build(folder)
    return folder


def files_of(folder: Path) -> dict[str, Path]:
    return dict(zip(PRODUCTS, (folder / "build" / f"library-booklet-a5-{name}.pdf" for name in NAMES), strict=True))


def product_of(folder: Path, name: str) -> Product:
    edition = read_edition(folder)
    return next(product for product in edition.products if product.name == name)


# ── what stands on the sheets ───────────────────────────────────────────────────────────────────────────────────


def words(text: Any, box: tuple[float, float, float, float] | None = None) -> str:
    """The letters of a page in no order, or of those whose middle lies in a box, in points from the lower left."""
    found: list[str] = []
    for i in range(text.count_chars()):
        letter = text.get_text_range(i, 1)
        left, bottom, right, top = text.get_charbox(i)
        x, y = (left + right) / 2, (bottom + top) / 2
        if letter.strip() and (box is None or (box[0] <= x <= box[2] and box[1] <= y <= box[3])):
            found.append(letter)
    return "".join(sorted(found))


def in_points(cell: Cell, imposed: Imposition) -> tuple[float, float, float, float]:
    """Where the cell's page lies on its side, its bleed outside of the trim not counted."""
    height = imposed.size.height
    box = cell.trim
    return box.left.pt, (height - box.bottom).pt, box.right.pt, (height - box.top).pt


@pytest.mark.parametrize("name", ["booklet-a5-on-a4", "booklet-a5-press-on-sra4"])
def test_each_place_on_a_sheet_has_the_letters_of_its_page(folder: Path, name: str) -> None:
    product = product_of(folder, name)
    files = files_of(folder)
    pages_of = files.get(product.origin.name, folder / "build" / "library-booklet-a5-read.pdf")
    assert product.scheme is not None
    with pypdfium2.PdfDocument(pages_of) as pages, pypdfium2.PdfDocument(files[name]) as sheets:
        imposed = impose(len(pages), product.scheme)
        seen: list[int] = []
        for side, forme in enumerate(imposed.sides):
            text = sheets[side].get_textpage()
            for cell in forme:
                wanted = words(pages[cell.page - 1].get_textpage()) if cell.page is not None else ""
                assert words(text, in_points(cell, imposed)) == wanted
                seen += [cell.page] if cell.page is not None else []
        assert sorted(seen) == list(range(1, len(pages) + 1))
        assert len("".join(words(page.get_textpage()) for page in pages)) > 2000


def test_every_file_of_ours_is_traced(folder: Path) -> None:
    audited = audit_files(folder, list(files_of(folder).values())).audits
    assert [[str(one) for one in done.found] for done in audited] == [[], [], []]
    pages, sheets = audited[1].numbers, audited[2].numbers
    assert pages == sheets > 50


def changed(path: Path, to: Path, change: Callable[[Any], None]) -> Path:
    with pikepdf.open(path) as file:
        change(file)
        file.save(to)
    return to


def form_with(file: Any, page: int) -> Any:
    """The form of that page, on whichever side it lies."""
    return next(side.Resources.XObject[f"/P{page}"] for side in file.pages if f"/P{page}" in side.Resources.XObject)


def number_taken_out(file: Any) -> None:
    form = form_with(file, 3)
    content = form.read_bytes()
    shown = list(re.finditer(rb"\[[^\]]*\] TJ", content))
    form.write(content[: shown[-1].start()] + b"[] TJ" + content[shown[-1].end() :])


def pages_exchanged(file: Any) -> None:
    first, second = form_with(file, 3), form_with(file, 5)
    one, other = first.read_bytes(), second.read_bytes()
    fonts = pikepdf.Dictionary({**dict(first.Resources.Font.items()), **dict(second.Resources.Font.items())})
    first.write(other)
    second.write(one)
    first.Resources.Font = second.Resources.Font = fonts


def something_written(file: Any) -> None:
    file.pages[0].Resources.Font = form_with(file, 1).Resources.Font
    font = next(iter(file.pages[0].Resources.Font))
    file.pages[0].contents_add(f"BT {font} 20 Tf 50 50 Td <00030003> Tj ET".encode())


def side_taken_out(file: Any) -> None:
    del file.pages[1]


def page_covered(file: Any) -> None:
    content = file.pages[0].Contents.read_bytes()
    file.pages[0].Contents = file.make_stream(content.replace(b"/P1 Do", b""))


@pytest.mark.parametrize("change", [number_taken_out, pages_exchanged, something_written, side_taken_out, page_covered])
@pytest.mark.parametrize("name", ["booklet-a5-on-a4", "booklet-a5-press-on-sra4"])
def test_a_sheet_that_says_something_else_than_its_pages_is_found(
    folder: Path, tmp_path: Path, name: str, change: Callable[[Any], None]
) -> None:
    path = files_of(folder)[name]
    (done,) = audit_files(folder, [changed(path, tmp_path / path.name, change)]).audits
    assert "sheet-differs" in codes(done.found)


def test_a_value_that_has_moved_on_is_found_on_sheets(folder: Path, tmp_path: Path) -> None:
    path = files_of(folder)["booklet-a5-on-a4"]
    facts = next(iter((folder / "data/facts").glob("*.yaml")))
    now = publication(tmp_path, {SETTINGS: settings("booklet-a5", *PRODUCTS)})
    text = facts.read_text(encoding="utf-8")
    moved = text.replace("400", "300")
    assert moved != text
    (now / "data/facts" / facts.name).write_text(moved, encoding="utf-8")
    (done,) = audit_files(now, [path]).audits
    assert {"value-outdated"} <= codes(done.found)
    assert any("page " in one.message for one in done.found)


def test_what_nobody_can_read_is_said_and_not_believed(folder: Path, tmp_path: Path) -> None:
    def garble(file: Any) -> None:
        file.trailer.Info["/Sheets"] = pikepdf.String('{"pages": 3}')

    path = files_of(folder)["booklet-a5-on-a4"]
    done = audit_files(folder, [changed(path, tmp_path / path.name, garble)])
    assert not done.audits
    assert "has damaged data about its pages" in str(done.unread[0][1])


def test_a_build_finds_sheets_that_lost_a_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factpress.output.prepress import sheets

    placed = sheets._placed  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(sheets, "_placed", lambda cell, *more: "" if cell.page == 3 else placed(cell, *more))
    pages = (folder / "build" / "library-booklet-a5-read.pdf").read_bytes()
    with pytest.raises(Findings) as raised:
        impose_product(product_of(folder, "booklet-a5-on-a4"), pages)
    assert codes(raised.value.found) == {"sheet-differs"}


def test_prints_for_whoever_prints_are_not_audited(tmp_path: Path) -> None:
    publication(tmp_path, {SETTINGS: settings("printer-test-a4", "booklet-a5")})
    build(tmp_path)
    (done,) = audit_files(tmp_path, []).audits
    assert done.path.name == "library-booklet-a5-read.pdf"
    asked = audit_files(tmp_path, [next((tmp_path / "build").glob("*test*.pdf"))])
    assert [one.summary for one in asked.audits] == ["no numbers to trace"]


# ── for the shop ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["booklet-a5-press", "booklet-a5-press-on-sra4"])
def test_files_for_the_shop_pass_preflight(folder: Path, name: str) -> None:
    printer = product_of(folder, name).printer
    assert printer is not None
    report = preflight_file(files_of(folder)[name], printer)
    assert not report.errors, report.findings
    assert any("PDF/X-4" in sentence for sentence in report.printer_notes)
    imposed = "It is imposed: print both sides as they follow each other, and impose nothing again."
    assert (imposed in report.printer_notes) == (name != "booklet-a5-press")


def test_sheets_of_plates_keep_profile_version_and_inks(folder: Path) -> None:
    files = files_of(folder)
    with pikepdf.open(files["booklet-a5-press"]) as pages, pikepdf.open(files["booklet-a5-press-on-sra4"]) as sheets:
        (one,), (other,) = pages.Root.OutputIntents, sheets.Root.OutputIntents
        assert one.DestOutputProfile.read_bytes() == other.DestOutputProfile.read_bytes()
        assert pages.pdf_version == sheets.pdf_version == "1.6"
        assert b">PDF/X-4<" in sheets.Root.Metadata.read_bytes()
        assert str(sheets.trailer.Info.GTS_PDFXVersion) == "PDF/X-4"


def test_an_inner_sheet_reaches_its_bleed_where_it_is_cut(folder: Path) -> None:
    """Pages of inner sheets lie nearer to the spine, and the knife takes that much more: nothing is short of it."""
    with pikepdf.open(files_of(folder)["booklet-a5-press-on-sra4"]) as sheets:
        cut = [float(side) for side in str(sheets.trailer.Info.Creep).split()]
    assert cut == sorted(cut)
    assert cut[0] == cut[1] == 0
    assert cut[-1] > 0.28  # a tenth of a millimetre a sheet


def test_a_ticket_lies_beside_each_file_for_a_printer(folder: Path) -> None:
    made = made_of(folder)
    for path in files_of(folder).values():
        ticket = made[path.stem + TICKET].decode()
        assert hashlib.sha256(made[path.name]).hexdigest() in ticket
        assert path.name in ticket
    assert len([name for name in made if name.endswith(TICKET)]) == 3


def test_the_same_publication_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = publication(tmp_path / "elsewhere", {SETTINGS: settings("booklet-a5", *PRODUCTS)})
    build(again)
    assert made_of(again) == made_of(folder)


# ── what is wrong ───────────────────────────────────────────────────────────────────────────────────────────────


def photograph(size: int) -> bytes:
    out = io.BytesIO()
    Image.effect_mandelbrot((size, size), (-2, -1.5, 1, 1.5), 30).convert("RGB").save(out, "PNG")
    return out.getvalue()


def illustrated(size: int) -> dict[str, str | bytes | None]:
    shown = "\n:::{image} assets/wall.png\n:alt: A wall\n:shows: nobody\n:::\n"
    return {CONTENT: text_of(CONTENT) + shown, "assets/wall.png": photograph(size)}


def with_icc(data: bytes) -> dict[str, str | bytes | None]:
    return {
        "data/printers/print-shop-mm.yaml": f"{SHOP}icc: icc/ours.icc\n",
        "assets/icc/ours.icc": data,
    }


INKY = "defaults: {print: {inks: {'#26394A': [90, 90, 90, 90]}}}\n"
OURS = "data/products/booklet-a5-press.yaml"


@pytest.mark.parametrize(("files", "code", "place"), [
    (with_icc(b"no profile at all"), "bad-icc", "data/printers/print-shop-mm.yaml:12:6"),
    (with_icc(bytes(36) + b"acsp" + bytes(100)), "bad-icc", "data/printers/print-shop-mm.yaml:12:6"),
    ({**illustrated(1500), OURS: PRESS.replace("pictures: cmyk\n", "")}, "rgb-picture", OURS),
    (illustrated(200), "coarse-picture", "data/content/briefing.en.md:71:1"),
    ({"data/brand.yml": INKY}, "too-much-ink", "data/brand.yml"),
])  # fmt: skip
def test_what_a_press_would_not_take_is_placed_and_the_last_good_file_stays(
    tmp_path: Path, files: dict[str, str | bytes | None], code: str, place: str
) -> None:
    publication(tmp_path, {SETTINGS: settings("booklet-a5-press")})
    build(tmp_path)
    before = made_of(tmp_path)
    publication(tmp_path, {SETTINGS: settings("booklet-a5-press"), **files})
    with pytest.raises(Findings) as raised:
        build(tmp_path)
    wrong = [one for one in raised.value.found if one.severity is Severity.ERROR]
    assert [(one.code, str(one.location)) for one in wrong] == [(code, place)]
    assert wrong[0].hint
    assert made_of(tmp_path) == before


def test_a_middling_picture_is_told_and_printed(tmp_path: Path) -> None:
    publication(tmp_path, {SETTINGS: settings("booklet-a5-press"), **illustrated(1050)})
    made, warnings = build(tmp_path)
    assert page_count(made[0].path.read_bytes()) % 4 == 0
    (warning,) = [one for one in warnings if one.code == "coarse-picture"]
    assert '"wall.png"' in warning.message
