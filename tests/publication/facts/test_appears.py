from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from factpress.publication.facts.appears import Appearance, read_appears
from factpress.publication.facts.review import Due, issued_in, review_due, series_title
from tests.publication.facts.test_load import load


@pytest.mark.parametrize(
    ("written", "months", "window"),
    [
        ("yearly", 12, None),
        ("Yearly,  June to September", 12, (6, 9)),
        ("yearly, July", 12, (7, 7)),
        ("yearly, Nov. – Feb", 12, (11, 2)),
        ("yearly, Sept", 12, (9, 9)),
        ("monthly", 1, None),
        ("quarterly", 3, None),
        ("every 2 years", 24, None),
        ("every year, May", 12, (5, 5)),
        ("every 2 years, June to July", 24, (6, 7)),
        ("every 6 months", 6, None),
    ],
)
def test_forms(written: str, months: int, window: tuple[int, int] | None) -> None:
    assert read_appears(written) == Appearance(" ".join(written.split()), months, window)


@pytest.mark.parametrize(
    "written",
    ["", "sometimes", "yearly,", "yearly, summer", "yearly, June to", "yearly, June to July to May", "every 0 years",
     "every 9999 years", "monthly, June", "2 years", "every two years", "yearly; July", "ប្រចាំឆ្នាំ", "every " * 5000],
)  # fmt: skip
def test_other_texts_are_refused(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        read_appears(written)


@pytest.mark.parametrize(
    ("written", "checked", "issued", "due"),
    [
        ("yearly, June to September", "2026-11-22", None, "2027-09-30"),
        ("yearly, June to September", "2026-07-01", None, "2026-09-30"),
        ("yearly, June to September", "2026-09-30", 2026, "2027-09-30"),
        ("yearly, November to February", "2026-11-22", None, "2027-02-28"),
        ("yearly, November to February", "2027-01-05", 2026, "2027-02-28"),
        ("yearly", "2024-02-29", None, "2025-02-28"),
        ("monthly", "2026-01-31", None, "2026-02-28"),
        ("every 2 years", "2026-11-22", 2025, "2028-11-22"),
        ("every 2 years, July", "2026-11-22", 2025, "2027-07-31"),
        ("every 2 years, July", "2026-11-22", None, "2028-07-31"),
        ("yearly, July", "9999-12-31", None, "9999-12-31"),
        ("yearly, July", "2026-11-22", 2400, "2027-07-31"),
    ],
)
def test_when_a_check_is_due(written: str, checked: str, issued: int | None, due: str) -> None:
    assert read_appears(written).due(dt.date.fromisoformat(checked), issued) == dt.date.fromisoformat(due)


@given(
    st.dates(dt.date(1, 1, 1), dt.date.max),
    st.integers(1, 12),
    st.integers(1, 12),
    st.integers(1, 9),
    st.none() | st.integers(1, 9999),
)
def test_it_is_due_after_the_check(day: dt.date, first: int, last: int, years: int, issued: int | None) -> None:
    due = Appearance("", years * 12, (first, last)).due(day, issued)
    assert due > day or due == dt.date.max
    assert (due - day).days <= 366 * (2 * years + 1)


SOURCES = """
yearbook: {type: report, title: Yearbook 2025 of mills, issued: 2025, appears: "yearly, June to September"}
older: {type: report, title: Yearbook 2024 of mills, issued: 2024-07}
web: {type: webpage, title: A page}
"""


def test_the_earlier_of_both_days_counts(tmp_path: Path) -> None:
    text = """
        both: {claim: A, standing: verified, cites: {source: yearbook}, checked: 2026-11-22, review_by: 2028-01-01}
        own: {claim: A, standing: verified, cites: {source: yearbook}, checked: 2026-11-22, review_by: 2027-01-01}
        never: {claim: A, standing: verified, cites: {source: yearbook}}
        page: {claim: A, standing: verified, cites: {source: web}, checked: 2026-11-22, review_by: 2028-01-01}
        """
    book, problems = load(tmp_path, {"facts/a.yaml": text, "sources.yaml": SOURCES})
    assert not len(problems), list(problems)
    yearbook = book.sources["yearbook"]
    assert "appears" not in yearbook.csl
    assert {name: review_due(claim, book.sources) for name, claim in book.claims.items()} == {
        "both": Due(dt.date(2027, 9, 30), yearbook),
        "own": Due(dt.date(2027, 1, 1)),
        "never": None,
        "page": Due(dt.date(2028, 1, 1)),
    }
    assert [issued_in(book.sources[name]) for name in ("yearbook", "older", "web")] == [2025, 2024, None]
    assert series_title(yearbook) == series_title(book.sources["older"]) == "yearbook of mills"


@pytest.mark.parametrize(
    ("appears", "code"), [("now and then", "bad-rhythm"), ("''", "empty-text"), ("5", "wrong-type")]
)
def test_a_wrong_rhythm_is_an_error_at_its_place(tmp_path: Path, appears: str, code: str) -> None:
    _, problems = load(tmp_path, {"sources.yaml": f"a:\n  type: book\n  title: T\n  appears: {appears}\n"})
    assert [(d.code, d.location and d.location.line) for d in problems] == [(code, 4)], list(problems)


@pytest.mark.parametrize(
    ("written", "issued", "due"),
    [
        ("yearly", 2025, "2026-12-31"),
        ("yearly, June to September", 2025, "2026-09-30"),
        ("yearly, November to February", 2025, "2027-02-28"),
        ("every 2 years, July", 2025, "2027-07-31"),
        ("monthly", 2025, "2026-01-31"),
        ("every 100 years", 9950, "9999-12-31"),
    ],
)
def test_when_the_next_edition_appears(written: str, issued: int, due: str) -> None:
    assert read_appears(written).next_after(issued) == dt.date.fromisoformat(due)
