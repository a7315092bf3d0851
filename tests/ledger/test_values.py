from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.document.wording.dates import in_years
from factpress.ledger.values import (
    parse_amount,
    parse_points,
    plain_amount,
    plain_period,
    plain_quantity,
    plain_series,
    plain_steps,
)
from factpress.publication.facts.claims import Amount, Base, Point, Qualifier, Quantity, Range, Series, Steps
from factpress.publication.facts.dates import Moment, Period

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4)
AMOUNTS = st.one_of(
    st.builds(Point, NUMBERS, st.sampled_from(Qualifier)),
    st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Range(*pair)),
)


@given(AMOUNTS)
def test_an_amount_is_read_back_as_it_was(amount: Amount) -> None:
    assert parse_amount(plain_amount(amount)) == amount


@given(NUMBERS, st.integers(-3, 3))
def test_the_same_number_is_written_alike_however_it_was_typed(number: Decimal, places: int) -> None:
    typed = number.quantize(Decimal(1).scaleb(-4 - abs(places)))
    assert plain_amount(Point(typed)) == plain_amount(Point(number))


@pytest.mark.parametrize("text", ["", "people", "nearly", "1 to", "exactly 3", "١٢", "1 2"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize(
    ("quantity", "plain"),
    [
        (Quantity(Point(Decimal(17000), Qualifier.NEARLY), "people"), "nearly 17000 people"),
        (Quantity(Range(Decimal("1.2e6"), Decimal("2.8e6")), "deaths"), "1200000 to 2800000 deaths"),
        (Quantity(Point(Decimal(80)), "percent", "people, counted"), "80 percent of people, counted"),
        (
            Quantity(Point(Decimal("86.60")), "deaths", None, Base(Decimal(1000), "people")),
            "86.6 deaths per 1000 people",
        ),
        (Quantity(Point(Decimal("-0")), "degrees"), "0 degrees"),
    ],
)
def test_a_quantity_is_what_it_counts_and_how_much(quantity: Quantity, plain: str) -> None:
    assert plain_quantity(quantity) == plain


def test_a_period_is_written_by_iso_8601() -> None:
    whole = Period(Moment(1975, 4, 17), Moment(1979, 1, 6))
    assert plain_period(whole) == "1975-04-17/1979-01-06"
    assert plain_period(in_years(whole)) == "1975/1979"
    assert plain_period(in_years(Period(Moment(2014, 1), Moment(2014, 6)))) == "2014"


def test_a_series_and_a_scale_are_taken_apart_again() -> None:
    def visits(number: int) -> Quantity:
        return Quantity(Point(Decimal(number)), "percent", "visits: all, by day")

    series = Series(((Moment(2021), visits(7)), (Moment(2022, 5), visits(8))))
    assert plain_series(series) == "percent of visits: all, by day: 2021 7, 2022-05 8"
    assert parse_points(plain_series(series)) == ("percent of visits: all, by day", {"2021": "7", "2022-05": "8"})
    spans = ((Period(Moment(2001), Moment(2001)), "tier-2"), (Period(Moment(2002), Moment(2004)), "tier-3"))
    assert parse_points(plain_steps(Steps(spans, ("tier-3", "tier-2")))) == (
        "",
        {"2001": "tier-2", "2002/2004": "tier-3"},
    )
