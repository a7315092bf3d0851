from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.audit.statements import FoundStatement, statements
from factpress.document.wording.dates import format_period
from factpress.document.wording.quantities import format_quantity
from factpress.i18n.text_numbers import numbers
from factpress.publication.facts.claims import Amount, Point, Qualifier, Quantity, Range
from factpress.publication.facts.dates import Moment, Period
from tests.document.wording.test_wording import TAGS, amounts
from tests.tongues import TONGUES, american, english, khmer


def only(text: str) -> FoundStatement:
    """The only statement of an English text."""
    (found,) = statements(text, english())
    return found


# ── properties ────────────────────────────────────────────────────────────────────────────────────────────────────────

WORDS = (
    "nearly at most not never 17,000 1975 5 % ‰ − - – ~ people per 1,000 May of 17 April to between and ½ . \n $".split(
        " "
    )
)


@given(TAGS, st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from([" ", ""]))
def test_any_text_can_be_read(tag: str, words: list[str], joint: str) -> None:
    text, language = joint.join(words), TONGUES[tag]
    found = statements(text, language)
    assert all(0 <= one.start <= one.numbers[0].start for one in found)
    assert all(one.numbers[-1].end <= one.end <= len(text) for one in found)
    assert [number for one in found for number in one.numbers] == numbers(text, language)


@given(TAGS, st.text(max_size=80))
def test_no_text_stops_it(tag: str, text: str) -> None:
    assert [n for one in statements(text, TONGUES[tag]) for n in one.numbers] == numbers(text, TONGUES[tag])


@given(TAGS, amounts())
def test_what_wording_writes_is_read_back(tag: str, amount: Amount) -> None:
    language = TONGUES[tag]
    found = statements(f"“{format_quantity(Quantity(amount, 'people'), language)}”", language)
    ends = [amount.low, amount.high] if isinstance(amount, Range) else [amount.number]
    is_year = isinstance(amount, Point) and not amount.number % 1 and 1000 <= abs(amount.number) < 2200
    if is_year:
        return
    assert [list(one.values) for one in found] == [ends]
    assert found[0].unit == "people"
    assert found[0].qualifier == (amount.qualifier if isinstance(amount, Point) else Qualifier.EXACTLY)


# ── hedges ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("17,000 people", Qualifier.EXACTLY),
        ("Some 17,000 people", Qualifier.ABOUT),
        ("(approximately 17,000)", Qualifier.ABOUT),
        ("~17,000", Qualifier.ABOUT),
        ("almost 17,000", Qualifier.NEARLY),
        ("over 17,000", Qualifier.MORE_THAN),
        ("at least\n17,000 people", Qualifier.AT_LEAST),
        ("no fewer than 17,000", Qualifier.AT_LEAST),
        ("17,000 people or more", Qualifier.AT_LEAST),
        ("17,000+ people", Qualifier.AT_LEAST),
        ("≥ 17,000", Qualifier.AT_LEAST),
        ("up to 17,000", Qualifier.AT_MOST),
        ("no more than 17,000", Qualifier.AT_MOST),
        ("17,000 people at most", Qualifier.AT_MOST),
        ("fewer than 17,000", Qualifier.LESS_THAN),
        ("more than half of them", Qualifier.MORE_THAN),
        ("They moved over; 17,000 people", Qualifier.EXACTLY),
        ("handsome 17,000 people", Qualifier.EXACTLY),
    ],
)
def test_hedges(text: str, qualifier: Qualifier) -> None:
    assert only(text).qualifier is qualifier


def test_hedges_of_another_language() -> None:
    (found,) = statements("មនុស្ស ១៧.០០០ ឬច្រើនជាង", khmer())
    assert (found.qualifier, found.unit, found.values) == (Qualifier.AT_LEAST, "people", (17_000,))


# ── signs, units, bases ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "value"), [("It was −5 °C", -5), ("minus 7 people", -7), ("from S-21", 21), ("$-5", 5), ("about −5", -5)]
)
def test_signs(text: str, value: int) -> None:
    assert only(text).values == (Decimal(value),)


@pytest.mark.parametrize(
    ("text", "unit", "adjacent"),
    [
        ("17,000 families", "families", True),
        ("17,000 young people", "people", False),
        ("17,000 men, women and children", "", True),
        ("80% of them", "percent", True),
        ("8 ‰", "permille", True),
        ("5 percentage points", "percentage-points", True),
        ("$5 million", "dollars", True),
        ("about €20", "euros", True),
        ("17,000. People", "", True),
    ],
)
def test_units(text: str, unit: str, *, adjacent: bool) -> None:
    assert (only(text).unit, only(text).adjacent) == (unit, adjacent)


def test_a_rate_has_its_base() -> None:
    found = only("86.6 deaths per 1,000 people")
    assert (found.values, found.unit, found.base, found.base_number) == ((Decimal("86.6"),), "deaths", "people", 1000)
    assert only("5 kilometres per day").base == "days"


# ── ranges ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("3,000 to 5,200 people", (3000, 5200)),
        ("between 3,000 and 5,200 people", (3000, 5200)),
        ("3,000–5,200", (3000, 5200)),
        ("10% to 20%", (10, 20)),
        ("1.5 to 2 million", (1_500_000, 2_000_000)),
    ],
)
def test_ranges(text: str, ends: tuple[int, int]) -> None:
    assert only(text).values == ends


def test_two_numbers_are_not_a_range() -> None:
    assert len(statements("3,000 and 5,200 people; from 12 to 5; 3,000, 5,200", english())) == 6


# ── dates and sentences ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("in 1975", Period(Moment(1975), Moment(1975))),
        ("1975–79", Period(Moment(1975), Moment(1979))),
        ("17 April 1975 to 6 January 1979", Period(Moment(1975, 4, 17), Moment(1979, 1, 6))),
        ("April 17, 1975", Period(Moment(1975, 4, 17), Moment(1975, 4, 17))),
        ("In 2025 people came", Period(Moment(2025), Moment(2025))),
        ("2025-11-24", Period(Moment(2025, 11, 24), Moment(2025, 11, 24))),
    ],
)
def test_dates(text: str, when: Period) -> None:
    assert (only(text).when, only(text).is_date) == (when, True)


def test_a_year_with_a_unit_is_a_number() -> None:
    assert not only("2025 people came").is_date


def test_a_date_that_wording_writes_is_read_back() -> None:
    period = Period(Moment(1975, 4), Moment(1979, 1))
    assert only(format_period(period, english())).when == period


def test_a_number_has_the_only_date_of_its_sentence() -> None:
    first, _, other, *_ = statements("12,480 people came in 2025. Then 300 left, in 2024 or 2023.", english())
    assert (first.when, first.when_adjacent) == (Period(Moment(2025), Moment(2025)), True)
    assert other.when is None


@pytest.mark.parametrize(
    ("text", "negations", "negated"),
    [
        ("12,480 people came.", (), False),
        ("They did not count 12,480 people.", ("not",), False),
        ("Not 12,480 people came.", ("Not",), True),
        ("It wasn’t so. 12,480 people came.", (), False),
        ("12,480 people weren't there.", ("n't",), False),
        ("No more than 12,480 people came.", (), False),
    ],
)
def test_negations_of_the_sentence(text: str, negations: tuple[str, ...], *, negated: bool) -> None:
    assert (only(text).negations, only(text).negated) == (negations, negated)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("It ran from June 11 to 13, 2014.", Moment(2014, 6, 11), Moment(2014, 6, 13)),
        ("It ran June 11–13, 2014.", Moment(2014, 6, 11), Moment(2014, 6, 13)),
        ("from April 17, 1975, to January 6, 1979", Moment(1975, 4, 17), Moment(1979, 1, 6)),
        ("from April 17, 1975 to January 6, 1979", Moment(1975, 4, 17), Moment(1979, 1, 6)),
        ("on Sept. 30, 2009", Moment(2009, 9, 30), Moment(2009, 9, 30)),
        ("on 5/6/2014", Moment(2014, 5, 6), Moment(2014, 5, 6)),
        ("on 17/4/1975", Moment(1975, 4, 17), Moment(1975, 4, 17)),
        ("on 4/17/1975", Moment(1975, 4, 17), Moment(1975, 4, 17)),
    ],
)
def test_dates_in_american_english(text: str, begin: Moment, end: Moment) -> None:
    (found,) = statements(text, american())
    assert found.when == Period(begin, end)


def test_dates_with_slashes_in_british_english() -> None:
    (found,) = statements("on 5/6/2014", english())
    assert found.when == Period(Moment(2014, 6, 5), Moment(2014, 6, 5))


def test_days_of_one_month_are_one_period() -> None:
    (found,) = statements("from 11 to 13 June 2014", english())
    assert found.when == Period(Moment(2014, 6, 11), Moment(2014, 6, 13))
    assert [n.value for n in found.numbers] == [11, 13, 2014]
