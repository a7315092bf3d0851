from __future__ import annotations

from pathlib import Path

import pytest

from factpress.audit.trace.query import nearest_values, parse_query, values_with
from tests.ledger.sample import ENGLISH, book


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("12,480", {"visitors/counted", "visitors/by-year@2025"}),
        ("12480", {"visitors/counted", "visitors/by-year@2025"}),
        ("12,480 people", {"visitors/counted", "visitors/by-year@2025"}),
        ("12,480 deaths", set[str]()),
        ("3,000", {"readers/survey"}),
        ("5,200", {"readers/survey"}),
        ("3,000 to 5,200", {"readers/survey"}),
        ("3,000 to 5,201", set[str]()),
        ("6,000", {"readers/council"}),
        ("about 6,000", {"readers/council"}),
        ("nearly 6,000", set[str]()),
        ("400", {"oldest-book", "oldest-book/1"}),
        ("four hundred", {"oldest-book", "oldest-book/1"}),
        ("2024", {"readers/survey"}),
        ("2025", {"visitors/counted", "readers/council", "readers/town"}),
        ("1066", set[str]()),
    ],
)
def test_a_number_is_found_in_all_values(tmp_path: Path, asked: str, found: set[str]) -> None:
    number = parse_query(asked, ENGLISH)
    assert number is not None
    assert set(values_with(number, book(tmp_path), ENGLISH)) == found


@pytest.mark.parametrize("asked", ["80%", "80 %", "80\u202f%"])
def test_a_space_before_a_sign_is_allowed(tmp_path: Path, asked: str) -> None:
    facts = book(tmp_path, ("exactly: 12480, unit: people", "exactly: 80, unit: percent, of: the town"))
    number = parse_query(asked, ENGLISH)
    assert number is not None
    assert values_with(number, facts, ENGLISH) == ("visitors/counted",)


def test_a_scale_and_a_date_are_read(tmp_path: Path) -> None:
    facts = book(
        tmp_path,
        ("exactly: 12480, unit: people, period: 2025", "exactly: 1700000, unit: people, period: 1975-04-17/1979-01-06"),
    )
    for asked in (
        "1.7 million",
        "1,700,000",
        "1.7 million people",
        "17 April 1975",
        "April 1975",
        "1975",
        "1975 to 1979",
    ):
        number = parse_query(asked, ENGLISH)
        assert number is not None
        whole = asked == "1975 to 1979"  # the day is known, and the years alone are not what the value says
        assert (values_with(number, facts, ENGLISH) == ()) is whole, asked


@pytest.mark.parametrize("asked", ["", "visitors", "12 monkeys", "1,2,3", "%"])
def test_a_text_that_is_not_a_number(asked: str) -> None:
    assert parse_query(asked, ENGLISH) is None


def test_near_values_are_listed_the_nearest_first(tmp_path: Path) -> None:
    facts = book(tmp_path)
    number = parse_query("5,500", ENGLISH)
    assert number is not None
    assert nearest_values(number, facts) == ("readers/survey", "readers/council")
    far = parse_query("9,999,999", ENGLISH)
    assert far is not None
    assert nearest_values(far, facts) == ()
