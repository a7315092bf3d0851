"""Lines of pages without tags, and raised note numbers."""

from __future__ import annotations

import pytest

from factpress.audit.readers.pdf import text_finder
from tests.audit.readers.pdf.pdf_files import pdf, read, text


def shown(before: str, call: str, *, size: float = 6, raised: float = 4, after: str = " people came.") -> bytes:
    """A text with a number that is set smaller and higher."""
    start = f"BT /F 12 Tf 50 300 Td ({before}) Tj "
    return pdf(f"{start} /F {size} Tf {raised} Ts ({call}) Tj /F 12 Tf 0 Ts ({after}) Tj ET")


@pytest.mark.parametrize("call", ["1", "12", "3,4", "2-4"])
def test_a_raised_number_is_not_part_of_the_number_before_it(call: str) -> None:
    data = shown("We counted 12,480", call)
    assert read(data, "text") == ["We counted 12,480 people came."]
    assert read(data, "note call") == [call]


def test_calls_behind_words_and_behind_each_other_are_told_apart() -> None:
    assert read(shown("counted twice", "1"), "note call") == ["1"]
    content = "BT /F 12 Tf 50 300 Td (12,480) Tj /F 6 Tf 4 Ts (1) Tj (,) Tj (2) Tj ET"
    assert read(pdf(content), "text")[0].startswith("12,480")
    assert "4801" not in read(pdf(content), "text")[0]


@pytest.mark.parametrize(("size", "raised"), [(12, 0), (12, 4), (6, 0), (6, -3), (11, 1)])
def test_other_numbers_are_part_of_the_text(size: float, raised: float) -> None:
    data = shown("We counted 12,480", "1", size=size, raised=raised)
    assert read(data, "note call") == []
    assert "4801" in "".join(read(data, "text")[0].split())


@pytest.mark.parametrize("raised", ["12,480", "1,000 people", "12%", "2025"])
def test_a_raised_statement_is_no_call(raised: str) -> None:
    data = shown("We counted ", raised)
    assert read(data, "note call") == []
    assert raised in read(data, "text")[0]


def test_a_number_elsewhere_on_the_line_is_no_call() -> None:
    assert read(pdf(text("We counted 12,480") + text("1", 300, 304, 6)), "note call") == []


def test_the_lines_are_those_of_the_page() -> None:
    data = pdf(text("One 1", y=500) + text("Two 2", y=480) + text("Three 3", y=460))
    assert read(data, "text")[0].split("\r\n") == ["One 1", "Two 2", "Three 3"]


def test_pages_with_many_texts_are_read_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    content = "".join(text(f"{i} of 90", 50 + i % 3 * 100, 580 - i // 3 * 18) for i in range(90))
    before = read(pdf(content), "text")
    monkeypatch.setattr(text_finder, "_MOST_SCANNED", 0)
    assert read(pdf(content), "text") == before
