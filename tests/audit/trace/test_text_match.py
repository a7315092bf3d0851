from __future__ import annotations

import pytest

from factpress.audit.trace.fingerprints import Words
from factpress.audit.trace.report import aligned, widths_of


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("came to 12,480\u00a0people.", "12,480 people"),
        ("Came to\n12,480\npeo\u2010\nple.", "12,480 people"),
        ("1.7 mil\u00ad\nlion", "1.7\u00a0million"),
        ("About 12 people", "about 12 people"),
        ("(80%)", "80%"),
        ("in 2022, 61%", "61%"),
    ],
)
def test_words_are_found_whatever_a_press_made_of_them(page: str, words: str) -> None:
    assert Words(page).take(words)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("112,480 people", "12,480 people"),
        ("12,480 people", "2,480 people"),
        ("12,480,000", "12,480"),
        ("20251", "2025"),
        ("12,481 people", "12,480 people"),
        ("anything", ""),
    ],
)
def test_a_part_of_a_number_is_not_the_number(page: str, words: str) -> None:
    assert not Words(page).take(words)


def test_what_was_taken_is_not_found_again() -> None:
    words = Words("17 April 1975 to 6 January 1979")
    assert words.take("17 April 1975 to 6 January 1979")
    assert not words.take("1975")


def test_columns_stand_below_each_other_and_the_last_is_folded() -> None:
    rows = [("page", "booklet", "3, 4"), ("page", "b", "5"), ("slide", "c", "one two three four five six seven eight")]
    assert aligned(rows, width=50) == [
        "  page   booklet  3, 4",
        "         b        5",
        "  slide  c        one two three four five six",
        "                  seven eight",
    ]
    assert aligned([]) == []
    assert widths_of(rows) == [5, 7]
