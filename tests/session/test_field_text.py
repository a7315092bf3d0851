from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.i18n import builtin_language
from factpress.publication.facts.dates import Moment, read_iso_period
from factpress.session.field_text import (
    FieldError,
    number_text,
    period_text,
    read_day,
    read_number,
    read_period,
    read_time,
    time_text,
)

ENGLISH = builtin_language("en")


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2).map(lambda number: number.normalize() + 0))
def test_a_number_is_read_back_as_it_is_shown(number: Decimal) -> None:
    assert read_number(number_text(number, ENGLISH), ENGLISH) == number


@given(st.dates())
def test_a_day_is_read_back_as_it_is_shown(day: object) -> None:
    moment = Moment(*(int(part) for part in str(day).split("-")))
    assert read_day(time_text(moment, ENGLISH), ENGLISH) == str(day)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("17,000", "17000"),
        ("1.5 million", "1500000"),
        ("1 500 000", "1500000"),
        ("1.500.000", "1500000"),
        ("3.5", "3.5"),
    ],
)
def test_numbers_as_people_type_them(typed: str, number: str) -> None:
    assert read_number(typed, ENGLISH) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("12.500", "two ways"),
        ("abc", "not a number"),
        ("", "no number"),
        ("12 to 14", "two numbers"),
        ("nearly 17,000", "number alone"),
        ("9" * 300, "too long"),
    ],
)
def test_a_number_is_never_guessed(typed: str, words: str) -> None:
    with pytest.raises(FieldError) as error:
        read_number(typed, ENGLISH)
    assert words in error.value.message


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("17 April 1975", "1975-04-17"),
        ("April 17, 1975", "1975-04-17"),
        ("April 1975", "1975-04"),
        ("1975", "1975"),
        ("20.4.1975", "1975-04-20"),
        ("1975-04-17", "1975-04-17"),
    ],
)
def test_times_as_people_type_them(typed: str, written: str) -> None:
    assert read_time(typed, ENGLISH) == written


def test_a_day_with_two_readings_is_refused_with_a_proposal() -> None:
    with pytest.raises(FieldError) as error:
        read_time("4/5/1979", ENGLISH)
    assert error.value.proposal


def test_a_whole_day_is_needed_where_a_day_is_asked_for() -> None:
    with pytest.raises(FieldError, match="whole day"):
        read_day("April 1975", ENGLISH)


@pytest.mark.parametrize("written", ["1975/1979", "1975-04-17/1979-01-06", "2014-06-11/2014-06-13", "2010"])
def test_a_period_is_read_back_as_it_is_shown(written: str) -> None:
    assert read_period(period_text(read_iso_period(written), ENGLISH), ENGLISH) == written


@pytest.mark.parametrize("typed", ["1975–1979", "1975 - 1979", "1975 to 1979"])
def test_a_period_may_have_any_dash(typed: str) -> None:
    assert read_period(typed, ENGLISH) == "1975/1979"
