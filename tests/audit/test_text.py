from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.audit.text import NormalisedText, normalise
from factpress.document.wording.quantities import format_quantity
from factpress.publication.facts.claims import Amount, Quantity
from tests.document.wording.test_wording import TAGS, amounts
from tests.tongues import TONGUES

# ── properties ────────────────────────────────────────────────────────────────────────────────────────────────────────


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
