from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.core.units import Length, mm
from factpress.design.theme import load_theme
from factpress.i18n import builtin_language
from factpress.output.prints.print_context import PrintContext, to_pdf
from factpress.output.prints.print_instructions import (
    EDGE_STEPS,
    PrinterTest,
    PrintInstructions,
    instructions_html,
    printer_test_html,
)
from factpress.publication.products import Product, load_product

HOW = PrintInstructions(
    "A book", "book-print-two-sided-flip-short-edge.pdf", "A4", "flip on the short edge", 30, 2, 8, lying=True
)


@pytest.fixture
def context(tmp_path: Path) -> PrintContext:
    places, problems = Places.of(tmp_path), Problems()
    theme = load_theme(places, problems)
    assert theme is not None
    return PrintContext(theme, builtin_language("en"), places, "An organisation")


def product(name: str) -> Product:
    found = load_product(name, Places.of(Path()), Problems())
    assert found is not None
    return found


def pages(context: PrintContext, html: str, name: str) -> pypdfium2.PdfDocument:
    sheet = product(name).sheet
    assert sheet is not None
    return pypdfium2.PdfDocument(to_pdf(html, context, sheet, title="T", date="2026-11-22"))


def trial(width: Length, height: Length) -> PrinterTest:
    return PrinterTest("A4", "flip on the short edge", "4.3 mm", width, height)


@pytest.mark.parametrize("name", ["how-to-print-booklet-a5", "how-to-print-booklet-half-letter"])
def test_the_instructions_are_one_page_and_name_the_file(context: PrintContext, name: str) -> None:
    document = pages(context, instructions_html(HOW, "how-to-print", context), name)
    assert len(document) == 1
    text = " ".join(document[0].get_textpage().get_text_range().split())
    assert re.sub(r"\W", "", HOW.file) in re.sub(r"\W", "", text)  # a name may break at its hyphens
    for said in ("Sheets of A4 8", "30, and 2 blank before the back cover", "actual size, 100%", "landscape"):
        assert said in text


def test_no_blank_is_told_of_where_there_is_none(context: PrintContext) -> None:
    full = PrintInstructions("A book", "b.pdf", "A4", "flip on the short edge", 32, 0, 8, lying=False)
    html = instructions_html(full, "how-to-print", context)
    assert "blank" not in html
    assert "portrait" in html


@pytest.mark.parametrize("name", ["printer-test-a4", "printer-test-letter"])
def test_the_scales_of_the_test_are_as_long_as_they_say(context: PrintContext, name: str) -> None:
    sheet = product(name).sheet
    assert sheet is not None
    document = pages(context, printer_test_html(trial(sheet.width, sheet.height), "printer-test", context), name)
    assert len(document) == 2
    dots = 20
    image = document[0].render(scale=dots * 25.4 / 72, grayscale=True).to_numpy()  # pyright: ignore[reportArgumentType]
    rows = [row for row in image[image.shape[0] // 3 :] if (row[:100] > 250).all()]
    runs = {length for row in rows for length in _runs(row.tolist())}
    for length in (100, 101.6):
        assert any(abs(run / dots - length) < 0.3 for run in runs), f"no line is {length} mm long"


def _runs(row: list[int]) -> list[int]:
    """The lengths of the long dark runs of one row of dots."""
    text = "".join("#" if dot < 200 else "." for dot in row)
    return [len(match[0]) for match in re.finditer("#{1000,}", text)]


def test_the_edges_are_told_by_lines_as_far_in_as_their_numbers_say(context: PrintContext) -> None:
    html = printer_test_html(trial(mm(297), mm(210)), "printer-test", context)
    lines = [tuple(map(float, m)) for m in re.findall(r'd="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"', html)]
    assert len(lines) == 4 * EDGE_STEPS
    for k in range(EDGE_STEPS):
        top, bottom, left, right = lines[4 * k : 4 * k + 4]
        assert (top[1], top[3]) == (k + 1, k + 1)
        assert (bottom[1], bottom[3]) == (210 - k - 1, 210 - k - 1)
        assert (left[0], left[2]) == (k + 1, k + 1)
        assert (right[0], right[2]) == (297 - k - 1, 297 - k - 1)


def test_the_crosses_of_both_sides_meet_where_the_sheet_is_turned_like_a_page(context: PrintContext) -> None:
    html = printer_test_html(trial(mm(297), mm(210)), "printer-test", context)
    crosses = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="1"/>', html)
    assert len(crosses) == 2
    assert len(set(crosses)) == 1
    assert float(crosses[0][0]) == 297 / 2
    assert float(crosses[0][1]) != 210 / 2, "turned over its head, the crosses must not meet"
