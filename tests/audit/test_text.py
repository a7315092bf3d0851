from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factpress.audit.text import NormalisedText, has_number, normalise, numbers
from factpress.document.wording.dates import format_moment, format_period
from factpress.document.wording.quantities import format_number, format_quantity, parse_quantity
from factpress.i18n import Language
from factpress.publication.facts.claims import Amount, Quantity, Range
from factpress.publication.facts.dates import Moment, Period
from tests.document.wording.test_wording import TAGS, amounts, moments, near
from tests.tongues import TONGUES, english, french, hindi, khmer


def values(text: str, language: Language | None = None) -> list[Decimal]:
    """The values of the numbers in a text, in a range with the scale of both."""
    return [n.value if n.scaled is None else n.scaled for n in numbers(text, language or english())]


def ends(amount: Amount) -> list[Decimal]:
    return [amount.low, amount.high] if isinstance(amount, Range) else [amount.number]


# ── properties ────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(TAGS, amounts(), st.sampled_from(["people", "percent"]))
def test_every_formatted_number_is_found(tag: str, amount: Amount, unit: str) -> None:
    language = TONGUES[tag]
    if unit not in language.units:
        unit = "people"
    for said in (format_quantity(Quantity(amount, unit), language), format_number(Quantity(amount, unit), language)):
        found = numbers(said, language)
        assert [abs(n.scaled if n.scaled is not None else n.value) for n in found] == [abs(e) for e in ends(amount)]
        assert all(n.percent for n in found) == (unit == "percent")


@given(TAGS, amounts())
@example("en", Range(Decimal(-1_000_000), Decimal(1_000_000)))
@example("en", Range(Decimal(-5_000_000), Decimal(1_000_000)))
@example("en", Range(Decimal(-10_000_000), Decimal(-1_000_000)))
@example("en", Range(Decimal(-1_000_000), Decimal(1_000_000_000)))
def test_numbers_agree_with_the_parsed_quantity(tag: str, amount: Amount) -> None:
    language = TONGUES[tag]
    quantity = Quantity(amount, "people")
    said = format_quantity(quantity, language)
    back = parse_quantity(said, language)
    assert back == quantity
    assert [abs(value) for value in values(said, language)] == [abs(e) for e in ends(back.amount)]


@given(TAGS, moments(1000).flatmap(lambda begin: st.tuples(st.just(begin), near(begin))))
def test_every_date_is_found(tag: str, ends_: tuple[Moment, Moment]) -> None:
    language = TONGUES[tag]
    begin, end = sorted(ends_)
    for said, last in ((format_moment(begin, language), begin), (format_period(Period(begin, end), language), end)):
        found = {int(value) for value in values(said, language)}
        assert last.year in found
        assert last.day is None or last.day in found


@given(st.text(max_size=60))
def test_offsets_of_a_normalised_text(text: str) -> None:
    normalised = NormalisedText(text)
    assert len(normalised.offsets) == len(normalised.key)
    assert list(normalised.offsets) == sorted(normalised.offsets)
    assert normalise(normalised.key) == normalised.key


@given(TAGS, amounts(), st.integers(0, 200), st.integers(0, 9))
def test_a_changed_digit_changes_the_key(tag: str, amount: Amount, at: int, digit: int) -> None:
    said = format_quantity(Quantity(amount, "people"), TONGUES[tag])
    places = [i for i, character in enumerate(said) if character.isdecimal()]
    place = places[at % len(places)]
    zero = ord(said[place]) - int(said[place])
    altered = said[:place] + chr(zero + digit) + said[place + 1 :]
    assert (normalise(altered) == normalise(said)) == (altered == said)


# ── forms ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,000 people", [1000]),
        ("1.7 million", [1_700_000]),
        ("17 % or 17 per cent", [17, 17]),
        ("1,500–2,250", [1500, 2250]),
        ("1.5 to 2.25 million people", [1_500_000, 2_250_000]),
        ("1.5–2.25 million", [1_500_000, 2_250_000]),
        ("500,000 to 2 million", [500_000, 2_000_000]),
        ("17 April 1975", [17, 1975]),
        ("the 21st of June", [21]),
        ("nearly seventeen thousand men", [17_000]),
        ("two thousand five hundred", [2500]),
        ("៥ and ٣", [5, 3]),
        ("a note²", [2]),
        ("12\u202f272 people", [12, 272]),  # a space parts numbers in English
        ("1\u00ad975, and 17\u200b,000", [1975, 17_000]),
        ("One of them, the first and second, both", []),
        ("twenty-five years", [25]),
    ],
)
def test_forms_of_english(text: str, said: list[int]) -> None:
    assert [int(value) for value in values(text)] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("two thirds of them", ["0.667"]),
        ("half of them, and a quarter", ["0.5", "0.25"]),
        ("one third, three-quarters, nine tenths", ["0.333", "0.75", "0.9"]),
        ("the third time", ["3"]),
        ("four hundred", ["400"]),
        ("Halfway there, on her behalf", []),
    ],
)
def test_fractions_in_words(text: str, said: list[str]) -> None:
    found = numbers(text, english())
    assert [round(one.value, 3) for one in found] == [Decimal(one) for one in said]
    assert all(one.in_words for one in found)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        (french(), "de 1,5 à 2,25 millions de personnes", [1_500_000, 2_250_000]),
        (french(), "12\u202f272 personnes", [12_272]),
        (hindi(), "१,७४,७००", [174_700]),
        (khmer(), "មនុស្ស ១៧.០០០", [17_000]),
    ],
)
def test_forms_of_other_languages(language: Language, text: str, said: list[int]) -> None:
    assert [int(value) for value in values(text, language)] == said


def test_percentages_are_known() -> None:
    assert [n.percent for n in numbers("17%, 17 %, 17 per cent, 17 percent, 17 people", english())] == [True] * 4 + [
        False
    ]
    assert [n.percent for n in numbers("10 to 20%", english())] == [True, True]


def test_a_text_without_numbers_has_none() -> None:
    assert not has_number("Everybody was there, and both of them first.", english())
    assert has_number("Seventeen were there.", english())
    assert has_number("No. ៥", english())


# ── normalised texts ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("impris\u00adoned 17,000", "imprisoned 17,000"),
        ("impris‐\noned in 1975", "imprisoned in 1975"),
        ("17\u00a0April\u20091975", "17 April 1975"),
        ("ﬁve in 2010 ,", "five in 2010,"),
        ("១៥,១០១", "15,101"),
        ("1\u202f000", "1 000"),
    ],
)
def test_layout_makes_no_difference(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"), [("1.7 million", "17 million"), ("12,272", "12,275"), ("17%", "17"), ("$5", "€5")]
)
def test_another_number_makes_a_difference(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_a_number_is_not_found_inside_another() -> None:
    whole = NormalisedText("In 1975 and 17,000")
    assert whole.splits_no_number(whole.key.index("1975"), whole.key.index("1975") + 4)
    assert not whole.splits_no_number(whole.key.index("975"), whole.key.index("975") + 3)
    assert not whole.splits_no_number(whole.key.index("000"), len(whole.key))
