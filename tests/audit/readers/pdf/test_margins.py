"""Running heads and page numbers of pages without tags."""

from __future__ import annotations

import pytest

from tests.audit.readers.pdf.pdf_files import HEIGHT, pdf, places, read, text

TOP, MIDDLE, BOTTOM = HEIGHT - 30, 300, 20


def pages(lines: list[str], y: float) -> bytes:
    return pdf(*(text("Words only.", y=400) + text(line, y=y) for line in lines))


@pytest.mark.parametrize("y", [TOP, BOTTOM])
@pytest.mark.parametrize(
    "lines",
    [
        ["5", "6", "7"],
        ["Report 2025, page 17 of 24", "Report 2025, page 18 of 24", "Report 2025, page 19 of 24"],
        ["Annual report 2025"] * 3,
        ["- 1 -", "- 2 -"],
    ],
)
def test_lines_that_come_back_are_margins(lines: list[str], y: float) -> None:
    data = pages(lines, y)
    assert [read(data, "margin", i + 1) for i in range(len(lines))] == [[line] for line in lines]
    assert read(data, "text") == ["Words only."]


@pytest.mark.parametrize(
    ("lines", "y"),
    [
        (["5", "6", "7"], MIDDLE),
        (["In all 12,480", "In all 13,992", "In all 9,410"], BOTTOM),
        (["12", "480", "77"], BOTTOM),
        (["We counted 12,480", "Words", "More words"], TOP),
        (["We counted 12,480", "We counted 12,480", "Words", "Words 2"], TOP),
    ],
)
def test_other_lines_are_text(lines: list[str], y: float) -> None:
    assert all(f.where == "text" for place in places(pages(lines, y)) for f in place.fragments)


def test_a_page_with_another_number_keeps_it_in_the_text() -> None:
    data = pages(["5", "6", "7", "99"], BOTTOM)
    assert read(data, "margin", 3) == ["7"]
    assert read(data, "margin", 4) == []
    assert "99" in read(data, "text", 4)[0]
