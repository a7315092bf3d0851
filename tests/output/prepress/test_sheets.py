from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest

from factpress.core.diagnostics import ToolError
from factpress.core.units import Length, mm
from factpress.output.prepress.imposition import Imposition, impose
from factpress.output.prepress.sheets import SheetFeatures, impose_pdf, page_count, profile_name
from factpress.publication.printers import Mark
from factpress.publication.products.imposition_schemes import (
    ZERO,
    Binding,
    Flip,
    Grid,
    GridOrder,
    SaddleStitch,
    Scheme,
    Size,
    Tent,
)
from tests.output.prepress.sample import NUMBER, book

PAGE = Size(mm(100), mm(140))
SHEET = Size(mm(240), mm(170))
DRESS = SheetFeatures(tuple(Mark), mm(3), mm(2), plates=True)
NEAR = 0.3  # pt: a letter's box is wider than its ink


def saddle(
    binding: Binding = Binding.LEFT, flip: Flip = Flip.SHORT, creep: Length = ZERO, margin: Length = ZERO
) -> SaddleStitch:
    return SaddleStitch(SHEET, PAGE, binding, flip, 4, creep, mm(3), margin)


def laid(
    pages: int, scheme: Scheme, dress: SheetFeatures = DRESS, grey: float | None = None
) -> tuple[Imposition, bytes]:
    imposed = impose(pages, scheme)
    return imposed, impose_pdf(book(pages, scheme.page, mm(3), grey=grey), imposed, scheme.page, dress)


def said(pdf: bytes, side: int) -> dict[int, tuple[float, float]]:
    """The pages of a side by their number, with the point, from its lower left, where that number begins."""
    found: dict[int, tuple[float, float]] = {}
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[side].get_textpage()
        for match in re.finditer(r"p(\d+)", text.get_text_range()):
            x, y = text.get_charbox(match.start(), loose=True)[:2]
            found[int(match[1])] = (x, y)
    return found


def painted(pdf: bytes, side: int, dots_a_mm: int = 4) -> pypdfium2.PdfBitmap:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[side].render(scale=dots_a_mm * 25.4 / 72, grayscale=True)  # pyright: ignore[reportArgumentType] - it takes fractions


# ── places ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("binding", Binding)
def test_creep_read_back_from_the_sheet_is_the_formula(binding: Binding) -> None:
    creep = mm("0.11")
    imposed, pdf = laid(24, saddle(binding, creep=creep))
    left, foot = imposed.trim.left.pt, (SHEET.height - imposed.trim.bottom).pt
    whole = PAGE.width.pt
    for side, forme in enumerate(imposed.sides):
        read = said(pdf, side)
        assert set(read) == {cell.page for cell in forme}
        shift = (side // 2) * creep.pt
        for half, cell in enumerate(forme):
            assert cell.page is not None
            x, y = read[cell.page]
            towards_the_spine = shift if half == 0 else -shift
            assert x == pytest.approx(left + half * whole + NUMBER[0].pt + towards_the_spine + 1.1, abs=1.5)
            exact = x - (said(laid(24, saddle(binding))[1], side)[cell.page][0])
            assert exact == pytest.approx(towards_the_spine, abs=0.01)
            assert y == pytest.approx(foot + NUMBER[1].pt, abs=8)


def test_a_back_for_the_long_edge_stands_on_its_head() -> None:
    imposed, pdf = laid(4, saddle(flip=Flip.LONG))
    (left, right) = imposed.sides[1]
    assert (left.turn, right.turn) == (180, 180)
    for cell in (left, right):
        assert cell.page is not None
        x, y = said(pdf, 1)[cell.page]
        assert x == pytest.approx((cell.trim.right - NUMBER[0]).pt, abs=32)
        assert y == pytest.approx((SHEET.height - cell.trim.top - NUMBER[1]).pt, abs=30)


def test_duplicates_paint_one_page_in_every_cell() -> None:
    _, pdf = laid(2, Grid(SHEET, Size(mm(70), mm(50)), 3, 2, GridOrder.REPEAT, Flip.SHORT))
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [document[side].get_textpage().get_text_range() for side in range(len(document))]
    assert [text.count("p1") for text in texts] == [6, 0]
    assert [text.count("p2") for text in texts] == [0, 6]


def test_blanks_stay_empty_and_the_back_cover_is_beside_the_front() -> None:
    _, pdf = laid(5, saddle())
    assert [set(said(pdf, side)) for side in range(4)] == [{5, 1}, {2}, {3}, {4}]


# ── ink ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_painted_within_the_printers_margin() -> None:
    close = Size(mm(202), mm(142))  # as close as A5 on A4
    margin = mm("4.3")
    scheme = SaddleStitch(close, PAGE, bleed=mm(3), margin=margin)
    _, pdf = laid(8, scheme, SheetFeatures(tuple(Mark), mm(3), margin), grey=0)
    for side in range(4):
        image = painted(pdf, side, 10).to_numpy()
        free = 42  # tenths of a millimetre; the next may be half covered
        for edge in (image[:free], image[-free:], image[:, :free], image[:, -free:]):
            assert edge.min() == 255
        assert image[50:-50, 50:-50].mean() < 3, "the page itself is gone"


def test_colour_reaches_the_bleed_and_ends_there() -> None:
    imposed, pdf = laid(8, saddle(), SheetFeatures(), grey=0)
    image = painted(pdf, 0, 10).to_numpy()
    left, top = round(imposed.trim.left.mm * 10), round(imposed.trim.top.mm * 10)
    middle = image.shape[0] // 2
    assert image[middle, left - 28] == 0
    assert image[middle, left - 32] == 255
    assert image[top - 28, left + 50] == 0
    assert image[top - 32, left + 50] == 255


def test_a_page_is_cut_at_the_spine_and_not_painted_over_its_neighbour() -> None:
    scheme = saddle(creep=mm(4))
    _, pdf = laid(6, scheme, SheetFeatures(), grey=0)  # on the second sheet, a blank lies beside page 3
    image = painted(pdf, 2, 10).to_numpy()
    middle = image.shape[0] // 2
    assert image[middle, 1200 - 15] == 255
    assert image[middle, 1200 + 15] == 0


def test_marks_are_thin_and_on_the_plates_of_all_inks() -> None:
    _, pdf = laid(4, saddle())
    with pikepdf.open(io.BytesIO(pdf)) as file:
        page = file.pages[0]
        assert [str(name) for name in list(page.Resources.ColorSpace.All)[:3]] == ["/Separation", "/All", "/DeviceCMYK"]
        content = page.Contents.read_bytes()
    assert b"0.25 w /All CS 1 SCN" in content
    assert b" RG" not in content
    _, office = laid(4, saddle(), SheetFeatures(tuple(Mark), mm(3), mm(2)))
    with pikepdf.open(io.BytesIO(office)) as file:
        assert "/ColorSpace" not in file.pages[0].Resources
        assert b"0.25 w 0 G" in file.pages[0].Contents.read_bytes()


# ── the file ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_pages_give_the_same_bytes() -> None:
    assert laid(9, saddle())[1] == laid(9, saddle())[1]


def test_type_profile_and_metadata_stay_and_what_stood_on_tags_goes() -> None:
    _, pdf = laid(8, saddle())
    with pikepdf.open(io.BytesIO(pdf)) as file:
        root = file.Root
        for gone in ("/StructTreeRoot", "/MarkInfo", "/Names"):
            assert gone not in root
        assert profile_name(pdf) == "sample"
        xmp = root.Metadata.read_bytes()
        assert b"pdfuaid" not in xmp
        assert b'pdfaid:conformance="B"' in xmp
        assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in xmp
        assert b"A book" in xmp
        forms = [form for page in file.pages for form in page.Resources.XObject.values()]
        assert len(forms) == 8
        assert {form.Resources.Font.F1.objgen for form in forms} == {forms[0].Resources.Font.F1.objgen}
        assert all("/StructParents" not in form for form in forms)
        assert root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert root.ViewerPreferences.PrintScaling == "/None"


def test_the_boxes_of_a_sheet_tell_its_trim_and_bleed() -> None:
    imposed, pdf = laid(4, saddle())
    with pikepdf.open(io.BytesIO(pdf)) as file:
        page = file.pages[0]
        assert [float(edge) for edge in page.mediabox] == pytest.approx(
            [0, 0, SHEET.width.pt, SHEET.height.pt], abs=1e-3
        )
        trim = [imposed.trim.left.pt, (SHEET.height - imposed.trim.bottom).pt]
        trim += [imposed.trim.right.pt, (SHEET.height - imposed.trim.top).pt]
        assert [float(edge) for edge in page.trimbox] == pytest.approx(trim, abs=1e-3)
        bled = [float(a) - float(b) for a, b in zip(page.trimbox, page.obj.BleedBox, strict=True)]
        assert bled == pytest.approx([mm(3).pt, mm(3).pt, -mm(3).pt, -mm(3).pt], abs=1e-3)


@pytest.mark.parametrize(("scheme", "setting"), [
    (saddle(flip=Flip.LONG), "/DuplexFlipLongEdge"),
    (Tent(Size(mm(210), mm(297)), PAGE), "/Simplex"),
])  # fmt: skip
def test_a_print_window_is_told_how_to_turn(scheme: Scheme, setting: str) -> None:
    _, pdf = laid(2, scheme)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert file.Root.ViewerPreferences.Duplex == setting


# ── what cannot be laid ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_of_another_size_is_named() -> None:
    with pytest.raises(ToolError, match=r"page 1 is 283\.5 by 396.9 pt"):
        impose_pdf(book(4, PAGE, ZERO), impose(4, saddle()), Size(mm(148), mm(210)), DRESS)


def test_a_turned_page_is_named() -> None:
    with pikepdf.open(io.BytesIO(book(4, PAGE, ZERO))) as file:
        file.pages[2].Rotate = 90
        out = io.BytesIO()
        file.save(out)
    with pytest.raises(ToolError, match="page 3"):
        impose_pdf(out.getvalue(), impose(4, saddle()), PAGE, DRESS)


@pytest.mark.parametrize("broken", [b"", b"no PDF", book(4, PAGE, ZERO)[:300]])
def test_what_is_no_pdf_is_said(broken: bytes) -> None:
    with pytest.raises(ToolError, match="cannot be laid on sheets"):
        page_count(broken)
