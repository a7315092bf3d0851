"""Numbers as people write them, and the hint that shows each in the form of data files."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.written_numbers import measure_hint, number_hint, read_written

HINTS = {
    "72%": "write exactly: 72, unit: percent, of: …",
    "12,5 %": "write exactly: 12.5, unit: percent, of: …",
    "3,5": "write a point: exactly: 3.5",
    "12,480": "write it without commas: exactly: 12480",
    "1,234.5": "write it without commas, with a point before the decimals: exactly: 1234.5",
    "1.234,5": "write it without points, with a point before the decimals: exactly: 1234.5",
    "1.234.567": "write it without points: exactly: 1234567",
    "1,23,456": "write it without commas: exactly: 123456",
    "12 480": "write it without spaces: exactly: 12480",
    "12\u00a0480": "write it without spaces: exactly: 12480",
    "12\u202f480": "write it without spaces: exactly: 12480",
    "12'480": "write it without apostrophes: exactly: 12480",
    "12’480": "write it without apostrophes: exactly: 12480",
    "12k": "write all its digits: exactly: 12000",
    "1.2 million": "write all its digits: exactly: 1200000",
    "~12,000": "write about: 12000",
    "≈ 40": "write about: 40",
    "ca. 100": "write about: 100",
    "circa 100 people": "write about: 100, unit: people",
    "<5": "write less_than: 5",
    "≥ 5": "write at_least: 5",
    "5+": "write at_least: 5",
    "more than 5": "write more_than: 5",
    "up to 12k people": "write at_most: 12000, unit: people",
    "10-20": "write range: [10, 20]",
    "10–20 %": "write range: [10, 20], unit: percent, of: …",
    "10 to 20": "write range: [10, 20]",
    "$5": "write exactly: 5, unit: dollars",
    "5 €": "write exactly: 5, unit: euros",
    "½": "write a decimal number: exactly: 0.5",
    "twelve": "write it in digits: exactly: 12",
    "two hundred and five": "write it in digits: exactly: 205",
    "007": "write it without zeros before it: exactly: 7",
    "“12”": "write it without quotes: exactly: 12",
}


@pytest.mark.parametrize(("written", "hint"), HINTS.items())
def test_hint_of_a_measure_shows_its_keys(written: str, hint: str) -> None:
    assert measure_hint(written, "exactly") == hint


def test_hint_without_keys_shows_the_number_alone() -> None:
    assert number_hint("3,5") == "write a point: 3.5"
    assert number_hint("10-20") == "write [10, 20]"


@pytest.mark.parametrize("written", ["n/a", "?", "–", "unknown"])
def test_a_number_that_is_not_known_is_left_out(written: str) -> None:
    assert "if it is not known" in measure_hint(written, "exactly")


@pytest.mark.parametrize("written", ["", "many", "12:30", "p. 3", "9" * 100, "S-21"])
def test_other_texts_are_no_numbers(written: str) -> None:
    assert read_written(written) is None


@given(st.decimals(min_value=1000, max_value=10**9, places=2))
def test_grouped_numbers_are_read_exactly(number: Decimal) -> None:
    english, german = f"{number:,.2f}", f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    for written in (english, german):
        read = read_written(written)
        assert read is not None
        assert Decimal(read.number) == number


@given(st.text(max_size=80))
def test_any_text_has_a_hint(written: str) -> None:
    assert measure_hint(written, "exactly")
    assert number_hint(written)
