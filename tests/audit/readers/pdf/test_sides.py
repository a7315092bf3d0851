"""Imposed sheets: what covers a page, and pictures that differ from those of the page."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array

from factpress.audit.readers import carry_pages, read_bytes
from factpress.core.units import mm
from factpress.output.prepress.imposition import impose
from factpress.output.prepress.sheets import SheetFeatures, impose_pdf
from factpress.publication.printers import Mark
from factpress.publication.products.imposition_schemes import ZERO, Binding, Flip, SaddleStitch, Size
from tests.audit.readers.pdf.pdf_files import PATH, box, changed, pdf, text

PAGE, SHEET = Size(mm(100), mm(140)), Size(mm(240), mm(170))
SCHEME = SaddleStitch(SHEET, PAGE, Binding.LEFT, Flip.SHORT, 4, ZERO, ZERO, ZERO)


def trimmed(made: pikepdf.Pdf) -> None:
    for page in made.pages:
        page.obj.MediaBox = Array([0, 0, round(PAGE.width.pt, 2), round(PAGE.height.pt, 2)])


@pytest.fixture(scope="module")
def sheets() -> bytes:
    scan = "q 284 0 0 397 0 0 cm /I Do Q "
    pages = pdf(text("Page 1", y=200), text("Page 2", y=200), text("Page 3", y=200), scan, change=trimmed)
    imposed = impose(4, SCHEME)
    sides = [[cell.page for cell in side if cell.page is not None] for side in imposed.sides]
    return impose_pdf(pages, imposed, PAGE, SheetFeatures(tuple(Mark)), carry_pages(pages, PATH, sides))


def differences(data: bytes) -> tuple[tuple[int, int], ...]:
    return read_bytes(data, PATH).sheet_differences


def scan_of(made: Any) -> Any:
    """The page with the picture, on the first side."""
    return next(f for f in made.pages[0].obj.Resources.XObject.values() if "/I" in f.Resources.get("/XObject", {}))


def test_sheets_carry_pictures_and_what_was_not_read(sheets: bytes) -> None:
    reading = read_bytes(sheets, PATH)
    assert reading.sheet_differences == ()
    assert [place.name for place in reading.places] == ["page 1", "page 2", "page 3", "page 4"]
    assert [len(place.pictures) for place in reading.places] == [0, 0, 0, 1]
    assert [one.what for one in reading.places[3].unread] == ["a picture that covers the page"]
    assert not reading.places[0].unread


def test_a_box_over_a_page_is_found(sheets: bytes) -> None:
    def cover(made: Any) -> None:
        made.pages[1].contents_add(made.make_stream(box(0, 0, 700, 500).encode()))

    assert set(differences(changed(sheets, cover))) == {(2, 0)}


def test_a_picture_on_a_sheet_is_found(sheets: bytes) -> None:
    def add(made: Any) -> None:
        sheet = made.pages[1]
        sheet.obj.Resources.XObject["/I"] = scan_of(made).Resources.XObject.I
        sheet.contents_add(made.make_stream(b"q 50 0 0 50 0 0 cm /I Do Q"))

    assert differences(changed(sheets, add))[0] == (2, 0)


def test_a_picture_that_was_exchanged_is_found(sheets: bytes) -> None:
    def exchange(made: Any) -> None:
        scan_of(made).Resources.XObject.I.write(bytes(1024))

    assert differences(changed(sheets, exchange)) == ((1, 0),)
