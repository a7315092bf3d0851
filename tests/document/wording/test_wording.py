from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.diagnostics import ToolError
from factpress.core.yaml_positions import MAX_DIGITS
from factpress.document.wording.dates import (
    format_day,
    format_hours,
    format_moment,
    format_period,
    format_time,
    format_years,
    parse_moment,
    parse_period,
)
from factpress.document.wording.phrases import UnreadableError
from factpress.document.wording.quantities import (
    format_number,
    format_quantity,
    format_unit,
    parse_number,
    parse_quantity,
    ticks,
)
from factpress.i18n import Language
from factpress.publication.facts.claims import Amount, Base, Point, Qualifier, Quantity, Range
from factpress.publication.facts.dates import Moment, Period
from tests.tongues import TONGUES, american, english, french, hindi, khmer

# ── strategies ────────────────────────────────────────────────────────────────────────────────────────────────────

ROUND = st.builds(lambda number, power: Decimal(number) * 10**power, st.integers(-9999, 9999), st.integers(0, 9))
NUMBERS = st.one_of(
    st.integers(0, 3000).map(Decimal),
    ROUND,
    st.decimals(-(10**12), 10**12, places=3),
    st.decimals(0, 100, places=2),
    st.integers(-(10**24), 10**24).map(Decimal),
    # all that a file may hold: up to the limit of digits, with any of them after the point
    st.builds(
        lambda number, places: Decimal(number).scaleb(-places),
        st.integers(0, 10**MAX_DIGITS - 1),
        st.integers(0, MAX_DIGITS - 1),
    ),
)


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    if draw(st.booleans()):
        return Point(draw(NUMBERS), draw(st.sampled_from(Qualifier)))
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    return Range(low, high) if low < high else Point(low)


WORDS = st.lists(
    st.sampled_from(["people", "of", "per", "to", "under", "18", "women", "ក", "the", "million"]), min_size=1
)


@st.composite
def quantities(draw: st.DrawFn, language: Language) -> Quantity:
    unit = st.sampled_from(sorted(language.units))
    bases = st.builds(Base, st.sampled_from([Decimal(1), Decimal(1000), Decimal(2_500_000)]), unit)
    of = draw(st.none() | WORDS.map(lambda words: "the " + " ".join(words)))
    return Quantity(draw(amounts()), draw(unit), of, draw(bases) if of is None and draw(st.booleans()) else None)


def moments(least_year: int) -> st.SearchStrategy[Moment]:
    return (
        st.dates()
        .filter(lambda day: day.year >= least_year)
        .flatmap(
            lambda day: st.sampled_from(
                [Moment(day.year), Moment(day.year, day.month), Moment(day.year, day.month, day.day)]
            )
        )
    )


def near(moment: Moment) -> st.SearchStrategy[Moment]:
    """Moments of the same year or month: where much is shared and could get lost."""
    month = st.integers(1, 12) if moment.month is None else st.sampled_from([moment.month, 1, 12])
    return st.builds(lambda m, d: Moment(moment.year, m, d), month, st.none() | st.integers(1, 28))


# ── laws ──────────────────────────────────────────────────────────────────────────────────────────────────────────


TAGS = st.sampled_from(sorted(TONGUES))


@given(TAGS.flatmap(lambda tag: st.tuples(st.just(tag), quantities(TONGUES[tag]))))
def test_what_is_said_is_read_back(case: tuple[str, Quantity]) -> None:
    language, quantity = TONGUES[case[0]], case[1]
    assert parse_quantity(format_quantity(quantity, language), language) == quantity


@given(TAGS, amounts())
def test_a_number_alone_is_read_back(tag: str, amount: Amount) -> None:
    language = TONGUES[tag]
    assert parse_number(format_number(Quantity(amount, "people"), language), language) == amount


@given(TAGS, amounts())
def test_any_space_reads_as_any_other(tag: str, amount: Amount) -> None:
    language = TONGUES[tag]
    quantity = Quantity(amount, "people")
    said = format_quantity(quantity, language)
    for space in (" ", "\u2009", "  \n"):
        assert parse_quantity(said.replace("\u00a0", space).replace("\u202f", space), language) == quantity


@given(TAGS, moments(1))
def test_a_moment_is_read_back(tag: str, moment: Moment) -> None:
    language = TONGUES[tag]
    assert parse_moment(format_moment(moment, language), language) == moment


@given(TAGS, moments(32).flatmap(lambda m: st.tuples(st.just(m), moments(32) | near(m))))
def test_a_period_is_read_back(tag: str, ends: tuple[Moment, Moment]) -> None:
    language = TONGUES[tag]
    period = Period(*ends)
    assert parse_period(format_period(period, language), language) == period


@given(TAGS, NUMBERS.map(abs), st.sampled_from(["people", "percent"]))
def test_ticks_are_few_round_and_reach_the_end(tag: str, high: Decimal, unit: str) -> None:
    language = TONGUES[tag]
    marks = ticks(0, high, unit, language)
    places = [at for at, _ in marks]
    assert 2 <= len(marks) <= 5
    assert places[0] == 0
    assert places[-1] >= high
    gaps = {b - a for a, b in pairwise(places)}
    assert len(gaps) == 1
    step = gaps.pop()
    assert step.normalize().as_tuple().digits in ((1,), (2,), (2, 5), (5,))
    assert high == 0 or places[-1] - high < step


@given(TAGS, NUMBERS, NUMBERS)
def test_an_axis_with_two_sides_shows_nought(tag: str, one: Decimal, two: Decimal) -> None:
    language = TONGUES[tag]
    low, high = sorted((one, two))
    places = [at for at, _ in ticks(low, high, "people", language)]
    assert 0 in places
    assert places[0] <= low or low > 0
    assert places[-1] >= high or high < 0
    assert len(places) <= 5


@given(st.text(max_size=60))
def test_reading_anything_says_what_it_is_or_refuses(text: str) -> None:
    for language in TONGUES.values():
        readers: tuple[Callable[[str, Language], object], ...] = (
            parse_quantity,
            parse_number,
            parse_moment,
            parse_period,
        )
        for reader in readers:
            try:
                found = reader(text, language)
            except UnreadableError:
                continue
            assert found is not None


# ── English, to the letter ────────────────────────────────────────────────────────────────────────────────────────


def point(number: str | int, unit: str = "people", qualifier: Qualifier = Qualifier.EXACTLY) -> Quantity:
    return Quantity(Point(Decimal(number), qualifier), unit)


def span(low: str | int, high: str | int, unit: str = "people") -> Quantity:
    return Quantity(Range(Decimal(low), Decimal(high)), unit)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (point(17000, qualifier=Qualifier.NEARLY), "nearly 17,000 people"),
        (point(2_000_000, qualifier=Qualifier.MORE_THAN), "more than 2~million people"),
        (point(12272, qualifier=Qualifier.AT_LEAST), "at least 12,272 people"),
        (point(5, qualifier=Qualifier.LESS_THAN), "less than 5 people"),
        (point(5, qualifier=Qualifier.AT_MOST), "at most 5 people"),
        (point(16707, qualifier=Qualifier.ABOUT), "about 16,707 people"),
        (point(1), "1 person"),
        (point(0), "0 people"),
        (point("1.0"), "1.0 people"),
        (point("93.0", "deaths"), "93.0 deaths"),
        (point(1_747_000), "1.747~million people"),
        (point(6_639_182), "6,639,182 people"),
        (point(999_999), "999,999 people"),
        (point(500_000), "500,000 people"),
        (point(1_000_000), "1~million people"),
        (point(49_600_000), "49.6~million people"),
        (point(1_234_567_000), "1,234,567,000 people"),
        (point(8_000_000_000), "8~billion people"),
        (span(500_000, 2_000_000), "500,000 to 2~million people"),
        (span(1_747_000, 2_200_000), "1.747 to 2.2~million people"),
        (span(1_200_000, 2_800_000), "1.2 to 2.8~million people"),
        (span(1_000_000, 2_500_000_000), "1~million to 2.5~billion people"),
        (span(1, 2_000_000), "1 to 2,000,000 people"),
        (span("1.2", 2_800_000), "1.2 to 2,800,000 people"),
        (span(0, 2_800_000), "0 to 2.8~million people"),
        (span(80_000, 100_000), "80,000 to 100,000 people"),
        (span(1_000_000, 2_500_000, "dollars"), "$1~million to $2.5~million"),
        (span("2.2", "8.16", "percent"), "2.2% to 8.16%"),
        (Quantity(Point(Decimal(80)), "percent", "people trafficked"), "80% of people trafficked"),
        (Quantity(Point(Decimal("3.65")), "times", "the lowest"), "3.65 times the lowest"),
        (
            Quantity(Point(Decimal("86.6")), "deaths", None, Base(Decimal(1000), "people")),
            "86.6 deaths per 1,000 people",
        ),
        (Quantity(Point(Decimal(5000)), "people", None, Base(Decimal(1), "days")), "5,000 people per day"),
    ],
)
def test_english(quantity: Quantity, words: str) -> None:
    assert format_quantity(quantity, english()) == words.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        (Moment(1975, 4, 17), Moment(1979, 1, 6), "17~April~1975 to 6~January~1979"),
        (Moment(1975), Moment(1979), "1975 to 1979"),
        (Moment(2014, 6, 11), Moment(2014, 6, 13), "11 to 13~June~2014"),
        (Moment(2014, 5, 11), Moment(2014, 6, 13), "11~May to 13~June~2014"),
        (Moment(1975, 4), Moment(1975, 6), "April to June~1975"),
        (Moment(1975, 4), Moment(1979, 1), "April~1975 to January~1979"),
        (Moment(1975, 4, 9), Moment(1975, 4), "9~April~1975 to April~1975"),
        (Moment(1975, 4, 9), Moment(1975), "9~April~1975 to 1975"),
        (Moment(1975, 4), Moment(1975, 4), "April~1975"),
    ],
)
def test_periods_in_english(begin: Moment, end: Moment, words: str) -> None:
    assert format_period(Period(begin, end), english()) == words.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        (Moment(1975, 4, 17), Moment(1979, 1, 6), "April~17, 1975, to January~6, 1979"),
        (Moment(2014, 6, 11), Moment(2014, 6, 13), "June~11 to 13, 2014"),
        (Moment(2014, 5, 11), Moment(2014, 6, 13), "May~11 to June~13, 2014"),
        (Moment(1975, 4), Moment(1975, 6), "April to June~1975"),
        (Moment(1975, 4, 9), Moment(1975), "April~9, 1975, to 1975"),
        (Moment(1975), Moment(1975, 4, 9), "1975 to April~9, 1975"),
        (Moment(1975), Moment(1979), "1975 to 1979"),
    ],
)
def test_periods_in_american_english(begin: Moment, end: Moment, words: str) -> None:
    assert format_period(Period(begin, end), american()) == words.replace("~", "\u00a0")


@pytest.mark.parametrize("text", ["June 11 to 31, 20145", "Juno 11 to 13, 2014", "11 to 13, 2014", "June 11 to , 2014"])
def test_a_period_of_days_that_states_none(text: str) -> None:
    with pytest.raises(UnreadableError):
        parse_period(text, american())


@pytest.mark.parametrize(
    ("begin", "end", "british", "us"),
    [
        ((19, 30), (21, 0), "19:30 to 21:00", "7:30 to 9:00~pm"),
        ((9, 0), (11, 30), "09:00 to 11:30", "9:00 to 11:30~am"),
        ((11, 30), (13, 0), "11:30 to 13:00", "11:30~am to 1:00~pm"),
        ((0, 5), (12, 0), "00:05 to 12:00", "12:05~am to 12:00~pm"),
    ],
)
def test_hours(begin: tuple[int, int], end: tuple[int, int], british: str, us: str) -> None:
    times = dt.time(*begin), dt.time(*end)
    assert format_hours(*times, english()) == british
    assert format_hours(*times, american()) == us.replace("~", "\u00a0")


def test_days_and_times_are_those_of_the_language() -> None:
    assert format_day(dt.date(2027, 5, 14), american()) == "Friday, May 14, 2027"
    assert format_time(dt.time(19, 30), american()) == "7:30\u00a0pm"
    assert format_day(dt.date(2027, 5, 14), english()) == "Friday, 14 May 2027"
    assert format_time(dt.time(19, 30), english()) == "19:30"


def test_a_language_without_words_for_the_halves_of_the_day_has_those_of_cldr() -> None:
    language = replace(american(), phrases={**american().phrases, "am": "", "pm": ""})
    assert format_hours(dt.time(19, 30), dt.time(21), language) == "7:30 to 9:00\u00a0PM"


def test_years_of_a_period() -> None:
    assert format_years(Period(Moment(1975, 4, 17), Moment(1979, 1, 6)), english()) == "1975 to 1979"
    assert format_years(Period(Moment(1975, 4, 17), Moment(1975, 5)), english()) == "1975"


@pytest.mark.parametrize(
    ("quantity", "number", "unit"),
    [
        (point(17000, qualifier=Qualifier.NEARLY), "nearly 17,000", "people"),
        (Quantity(Point(Decimal(80), Qualifier.ABOUT), "percent", "girls"), "about 80%", "of girls"),
        (Quantity(Point(Decimal(5)), "deaths", None, Base(Decimal(1000), "people")), "5", "deaths per 1,000 people"),
        (point(5, "dollars"), "$5", ""),
    ],
)
def test_number_and_unit_apart(quantity: Quantity, number: str, unit: str) -> None:
    assert format_number(quantity, english()) == number
    assert format_unit(quantity, english()) == unit


def shown(high: int | float, unit: str = "people", language: Language | None = None) -> list[str]:
    return [words.replace("\u00a0", "~") for _, words in ticks(0, high, unit, language or english())]


def test_ticks_in_words() -> None:
    assert shown(2_800_000) == ["0", "1", "2", "3~million"]
    assert shown(1_200_000) == ["0", "0.5", "1", "1.5~million"]
    assert shown(37_744) == ["0", "10,000", "20,000", "30,000", "40,000"]
    assert shown(94, "percent") == ["0", "25", "50", "75", "100%"]
    assert shown(2_800_000, "dollars") == ["0", "1", "2", "$3~million"]
    assert [at for at, _ in ticks(-5, 12, "people", english())] == [-5, 0, 5, 10, 15]


# ── other languages, to the letter ────────────────────────────────────────────────────────────────────────────────


def test_other_separators_digits_and_orders() -> None:
    assert format_quantity(point("1234567.5"), french()) == "1\u202f234\u202f567,5 personnes"
    assert format_quantity(point(1), french()) == "1 personne"
    assert format_quantity(point(1_000_000), french()) == "1\u00a0million personnes"
    assert format_quantity(point(2_500_000), french()) == "2,5\u00a0millions personnes"
    assert format_quantity(Quantity(Point(Decimal(80)), "percent", "tous"), french()) == "80\u202f% de tous"
    assert format_quantity(point(1_234_567), hindi()) == "१२,३४,५६७ people"
    assert format_quantity(point(17000, qualifier=Qualifier.NEARLY), khmer()) == "ជិត មនុស្ស ១៧.០០០"
    assert format_moment(Moment(1975, 4, 17), khmer()) == "ឆ្នាំ ១៩៧៥ ខែមេសា ទី១៧"
    assert format_period(Period(Moment(2014, 6, 11), Moment(2014, 6, 13)), khmer()).count("២០១៤") == 2


def test_unknown_units_fail_loudly() -> None:
    for format_ in (format_quantity, format_number):
        with pytest.raises(ToolError, match="peple") as raised:
            format_(point(5, "peple"), english())
        assert raised.value.hint == 'did you mean "people"?'
    with pytest.raises(ToolError, match="peple"):
        ticks(0, 5, "peple", english())


@pytest.mark.parametrize(
    "text", ["", "people", "17,000", "5 to 3 people", "about about 5 people", "5% people", "1,00 people"]
)
def test_what_says_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        parse_quantity(text, english())
