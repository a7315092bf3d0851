from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factpress.document.wording.dates import format_moment, format_period
from factpress.document.wording.quantities import format_number, format_quantity, parse_quantity
from factpress.i18n import Language
from factpress.i18n.text_numbers import UNKNOWN, has_number, numbers
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


@given(TAGS, st.text(st.sampled_from("0123456789OlI|,.’ -%½Ⅷ²১๕\u00ad half of scores doubletwi"), max_size=60))
def test_any_text_can_be_read(tag: str, text: str) -> None:
    found = numbers(text, TONGUES[tag])
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= following.start for one, following in pairwise(found))
    assert has_number(text, TONGUES[tag]) or not found


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


# ── signs, look-alikes, amounts in words ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("½ of them", ["0.5"]),
        ("1½ and ⅔", ["1.5", "0.667"]),
        ("Ⅷ, ⅩⅦ and ⅳ", ["8", "17", "4"]),
        ("① and ⑩", ["1", "10"]),
        ("１７,０００ or １７，０００", ["17000", "17000"]),
        ("𝟏𝟕,𝟎𝟎𝟎", ["17000"]),
        ("a third of the people", ["0.333"]),
        ("double people, twice as many, threefold", ["2", "2", "3"]),
        ("double the number", ["2"]),
        ("scores of people, dozens of them", ["20", "12"]),
        ("hundreds of thousands", ["100000"]),
        ("half a million", ["500000"]),
    ],
)
def test_signs_and_words(text: str, said: list[str]) -> None:
    found = numbers(text, english())
    assert [round(one.value, 3) for one in found] == [Decimal(one) for one in said]
    assert not any(one.disguised for one in found)
    assert has_number(text, english())


@pytest.mark.parametrize(
    ("text", "value"),
    [("17,OOO", 17_000), ("l7,000", 17_000), ("l,OOO", 1000), ("2O25", 2025), ("17,0О0", 17_000), ("1S,OOO", 15_000)],
)
def test_letters_that_look_like_digits(text: str, value: int) -> None:
    (found,) = numbers(f"They were {text} people.", english())
    assert (found.value, found.disguised) == (value, True)
    assert has_number(text, english())


@pytest.mark.parametrize("text", ["Io, Oslo", "SOS,BIZ", "Bob,Bill", "lo. Soil", "I, II, III", "OOO", "double names"])
def test_words_of_such_letters_are_no_numbers(text: str) -> None:
    assert numbers(text, english()) == []
    assert not has_number(text, english())


@pytest.mark.parametrize("text", ["O2", "I5", "5l", "10l", "1o", "S-21", "CO2"])
def test_names_and_units_are_not_look_alikes(text: str) -> None:
    assert [one.disguised for one in numbers(text, english())] == [False]


def test_a_raised_figure_is_not_a_digit_of_the_number_before() -> None:
    found = numbers("12,480¹ people", english())
    assert [(one.value, one.raised) for one in found] == [(12_480, False), (1, True)]


@pytest.mark.parametrize("text", ["1" * 1_000_000, "½" * 100_000, "lO" * 200_000, "1 " * 20_000, "half of " * 10_000])
def test_long_rows_take_little_time(text: str) -> None:
    begin = time.process_time()
    found = numbers(text, english())
    assert time.process_time() - begin < 10
    assert len(found) in (0, 1, 100_000, 20_000, 10_000)
    assert len(found) != 1 or found[0].value == UNKNOWN
