"""Sums that contradict each other are found, in words; sums that do not are never found."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.checks.counts import IN_YEARS, normalised_counts, scale
from factpress.checks.registry import RULES
from factpress.publication.facts.claims import FactBook, Point, Qualifier, Quantity, Range, Value
from tests.checks.books import about, book, quantity, value

ARITHMETIC = [rule for rule in RULES if rule.code in ("part-exceeds-whole", "part-fills-whole", "share-exceeds-count")]
APART = next(rule for rule in RULES if rule.code == "claims-contradict")
NUMBERS = st.integers(1, 10**9)
YEARLY = (1, "years")


def codes(facts: FactBook) -> list[str]:
    return [d.code for rule in (*ARITHMETIC, APART) for d in rule.check(about(facts))]


def message(facts: FactBook) -> str:
    (found,) = [d for rule in (*ARITHMETIC, APART) for d in rule.check(about(facts))]
    return found.message


# ── what is found ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_rate_a_day_at_a_border_against_a_range_a_year_in_the_world() -> None:
    day = value(quantity(5000, per=(1, "days")), "minors", "town", counts="flow")
    year = value(quantity(500000, 2000000, per=YEARLY), "people at work", "world", counts="flow")
    assert codes(book(day, year)) == ["part-fills-whole"]
    assert message(book(day, year)) == (
        '5,000 people a day make 1,825,000 people a year ("a/n"), but "b/n" gives 500,000 to 2,000,000 people a year: '
        "91 per cent of the upper end and 3.65 times the lower; town is in world and minors are a part of people at "
        "work"
    )


def test_a_share_of_a_claimed_number_against_all_that_were_counted() -> None:
    claimed = value(quantity(80000, 100000))
    share = value(quantity(80, unit="percent", of="workers"), "children")
    counted = value(quantity(27925), when=2008)
    found = [d for rule in ARITHMETIC for d in rule.check(about(book(claimed, share, counted)))]
    assert [d.code for d in found] == ["share-exceeds-count"]
    assert found[0].message == (
        '80 per cent of 80,000 to 100,000 people make 64,000 to 80,000 people ("b/n" and "a/n"), but "c/n" gives '
        "27,925 people: 2.3 to 2.9 times as many; children are a part of workers"
    )
    assert [place.line for place in (found[0].location, *found[0].related) if place] == [2, 1, 3]


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (value(quantity(51), place="town"), value(quantity(50), place="country")),
        (value(quantity(51), "minors"), value(quantity(50), "people at work")),
        (value(quantity(51), "minors"), value(quantity(50), "labourers")),
        (value(quantity(51), when=(2001, 2002), counts="flow"), value(quantity(50), when=(2000, 2003), counts="flow")),
        (value(quantity(81, unit="percent", of="all"), "minors"), value(quantity(80, unit="percent", of="all"))),
        (
            value(quantity(240), place="town", when=(2009, 2009), counts="flow"),
            value(quantity("9.9", per=(1, "months")), counts="flow"),
        ),
        (value(quantity("1.1", unit="kilometres"), place="town"), value(quantity(1000, unit="metres"))),
        (value(quantity(60, qualifier=Qualifier.ABOUT), place="town"), value(quantity(49, qualifier=Qualifier.NEARLY))),
        (value(quantity(51, qualifier=Qualifier.AT_LEAST), place="town"), value(quantity(50))),
        (value(quantity(51, per=(1000, "births")), place="town"), value(quantity(5, per=(100, "births")))),
    ],
)
def test_a_part_larger_than_its_whole(part: Value, whole: Value) -> None:
    assert codes(book(part, whole)) == ["part-exceeds-whole"]


def test_a_share_of_a_share_is_brought_to_the_same_whole() -> None:
    of_town = value(quantity(90, unit="percent", of="people at work"), "workers")
    of_workers = value(quantity(90, unit="percent", of="workers"), "minors")
    all_told = value(quantity(60, unit="percent", of="people at work"), "workers")
    assert "share-exceeds-count" in codes(book(of_town, of_workers, all_told))


def test_two_counts_of_the_same_that_do_not_meet() -> None:
    found = message(book(value(quantity(80, 100), when=2008), value(quantity(28), when=2008)))
    assert found == (
        'of workers in country, "a/n" gives 80 to 100 people but "b/n" gives 28 people, at least 2.9 times as many; '
        "both are about the same quantity"
    )


def test_a_total_of_years_against_a_rate() -> None:
    total = value(quantity(400), when=(2008, 2009), counts="flow")
    rate = value(quantity(5000, per=(1, "days")))
    assert message(book(total, rate)) == (
        'of workers in country, "b/n" gives 5,000 people a day, which make 1,825,000 people a year but "a/n" gives '
        "400 people in 2 years, which make 200 people a year, at least 9,125 times as many; both are about the same "
        "quantity"
    )


# ── what is not found ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (value(quantity(51), "workers"), value(quantity(5), "idlers")),  # two definitions
        (value(quantity(51), place="town"), value(quantity(5), place="city")),  # two places
        (value(quantity(51), when=2003), value(quantity(5), when=2008)),  # two times
        (value(quantity(51), counts="flow"), value(quantity(5), counts="stock")),  # flow and stock
        (value(quantity(51), place=None), value(quantity(5))),  # a place that nobody names
        (value(quantity(51), None), value(quantity(5))),  # a group that nobody names
        (value(quantity(51, unit="women")), value(quantity(5))),  # two units
        (value(quantity(5)), value(quantity(1, qualifier=Qualifier.AT_LEAST))),  # no upper bound
        (value(quantity(51)), value(quantity(40, 60))),  # a number in a range
        (value(quantity(100, qualifier=Qualifier.ABOUT)), value(quantity(95))),  # about
        (value(quantity(51), place="town", calculation="ours"), value(quantity(5))),  # our own sum
        (value(quantity(51), place="town", when=2003), value(quantity(5), when=2008)),  # a part at another time
        (value(quantity(9), when=(1990, 2010), counts="flow"), value(quantity(5), when=(2000, 2005), counts="flow")),
        (value(quantity(90, unit="percent", of="a"), place="town"), value(quantity(9, unit="percent", of="a"))),
        (value(quantity(90, unit="percent", of="a")), value(quantity(9, unit="percent", of="b"))),
        (
            value(quantity(10), when=(2009, 2009), counts="flow"),
            value(quantity(5, per=(1, "years"))),
        ),  # one year of many
    ],
)
def test_what_cannot_be_compared_is_no_contradiction(one: Value, other: Value) -> None:
    assert codes(book(one, other)) == []
    assert codes(book(other, one)) == []


def test_numbers_of_one_claim_stand_side_by_side() -> None:
    both = book(value(quantity(80)), value(quantity(28)))
    a, b = both.claims.values()
    joined = replace(a, values=(*a.values, replace(b.values[0], key="m")))
    assert codes(FactBook({"a": joined}, {}, scopes=both.scopes)) == []


def test_a_claim_that_gives_many_numbers_is_taken_at_the_one_that_fits() -> None:
    facts = book(value(quantity(20), place="town"), value(quantity(5)))
    part, whole = facts.claims.values()
    wide = replace(whole, values=(*whole.values, replace(whole.values[0], key="m", measure=quantity(30))))
    assert codes(facts) == ["part-exceeds-whole"]
    assert codes(FactBook({"a": part, "b": wide}, {}, scopes=facts.scopes)) == []


# ── laws ──────────────────────────────────────────────────────────────────────────────────────────────────────────

AMOUNTS = st.one_of(
    st.builds(Point, NUMBERS.map(Decimal), st.sampled_from(list(Qualifier))),
    st.tuples(NUMBERS, NUMBERS).map(lambda pair: Range(Decimal(min(pair)), Decimal(max(pair) + 1))),
)
VALUES = st.builds(
    lambda amount, definition, place, when, per: value(
        Quantity(amount, "people", None, quantity(1, per=per).per), definition, place, when, counts="flow"
    ),
    AMOUNTS,
    st.sampled_from(["workers", "minors", "labourers", "people at work"]),
    st.sampled_from(["town", "country", "world"]),
    st.sampled_from([None, (2000, 2000), (2000, 2003)]),
    st.sampled_from([None, (1, "days"), (1, "years"), (7, "weeks")]),
)


def times(one: Value, factor: Decimal) -> Value:
    assert isinstance(one.measure, Quantity)
    match one.measure.amount:
        case Point(number, qualifier):
            amount = Point(number * factor, qualifier)
        case Range(low, high):
            amount = Range(low * factor, high * factor)
    return replace(one, measure=replace(one.measure, amount=amount))


@given(st.lists(VALUES, min_size=2, max_size=6), st.sampled_from([Decimal(2), Decimal("0.5"), Decimal(1000)]))
def test_scaling_all_numbers_changes_no_finding(values: list[Value], factor: Decimal) -> None:
    assert codes(book(*values)) == codes(book(*(times(one, factor) for one in values)))


@given(NUMBERS, st.integers(0, 10**9), st.sampled_from(["town", "country"]), st.sampled_from(["minors", "workers"]))
def test_a_true_part_is_never_found(part: int, rest: int, place: str, group: str) -> None:
    whole = value(quantity(part + rest), "people at work", "world")
    assert codes(book(value(quantity(part), group, place), whole)) == []


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_part_below_the_lower_end_or_half_the_upper_is_never_found(low: int, more: int, part: int) -> None:
    whole = value(quantity(low, low + more), "people at work", "world")
    found = codes(book(value(quantity(part), "minors", "town"), whole))
    expected = "part-exceeds-whole" if part > low + more else "part-fills-whole"
    assert found == ([] if part <= max(low, Fraction(low + more, 2)) else [expected])


@pytest.mark.parametrize(
    ("part", "found"), [(40, []), (50, []), (51, ["part-fills-whole"]), (101, ["part-exceeds-whole"])]
)
def test_half_of_the_upper_end_is_where_a_part_begins_to_fill(part: int, found: list[str]) -> None:
    assert codes(book(value(quantity(part), "minors", "town"), value(quantity(20, 100)))) == found


def test_a_share_of_a_stock_is_not_taken_of_a_flow() -> None:
    share = value(quantity(80, unit="percent", of="workers"), "children", counts="stock")
    flow, counted = value(quantity(100), counts="flow"), value(quantity(5), "people at work", counts="flow")
    assert codes(book(share, flow, counted)) == ["part-exceeds-whole"]
    assert "share-exceeds-count" in codes(book(replace(share, counts=None), flow, counted))


@given(NUMBERS, st.integers(0, 100))
def test_a_share_of_a_count_fits_into_that_count(number: int, percent: int) -> None:
    share = value(quantity(percent, unit="percent", of="workers"), "children")
    assert codes(book(value(quantity(number)), share, value(quantity(number)))) == []


@given(st.lists(VALUES, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_no_contradiction(values: list[Value], chance: random.Random) -> None:
    shuffled = list(values)
    chance.shuffle(shuffled)
    assert sorted(codes(book(*values))) == sorted(codes(book(*shuffled)))


@given(st.integers(1, 10**12), st.sampled_from(sorted(IN_YEARS)), st.integers(1, 1000))
def test_rates_in_time_are_brought_to_the_year_exactly(number: int, unit: str, base: int) -> None:
    factor, _, per = scale(quantity(number, per=(base, unit)))
    assert per == "years"
    assert factor * base * IN_YEARS[unit] == 1


def test_the_conversions_are_those_of_the_calendar() -> None:
    assert [1 / IN_YEARS[unit] for unit in ("minutes", "hours", "days", "months", "years")] == [
        365 * 24 * 60,
        365 * 24,
        365,
        12,
        1,
    ]
    assert IN_YEARS["weeks"] == 7 * IN_YEARS["days"]


@given(st.lists(VALUES, max_size=4))
def test_a_number_lies_within_its_own_bounds(values: list[Value]) -> None:
    for count in normalised_counts(book(*values)):
        assert count.low <= count.written[0] <= count.written[1]
        assert count.high is None or count.written[1] <= count.high
