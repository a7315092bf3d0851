"""The numbers of the slides that continue another one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.audit.slides import expected_numbers

NUMBERS = st.integers(2, 12).map(lambda count: list(range(count)))


@given(numbers=NUMBERS.flatmap(st.permutations))
def test_moved_slides_keep_their_numbers(numbers: list[int]) -> None:
    assert expected_numbers(numbers) == numbers


@given(numbers=NUMBERS.flatmap(lambda numbers: st.lists(st.sampled_from(numbers), unique=True)), reverse=st.booleans())
def test_slides_keep_their_numbers_if_others_were_deleted(numbers: list[int], reverse: bool) -> None:
    left = sorted(numbers, reverse=reverse)
    assert expected_numbers(left) == left


@pytest.mark.parametrize(
    ("numbers", "at"),
    [
        ([0, 1, 2, 9, 4, 5], 3),
        ([0, 1, 2, 2, 4], 3),
        ([0, 7, 2, 3], 1),
        ([6, 5, 9, 3, 2, 1, 0], 2),
        ([0, 1, 2, 0, 4], 3),
    ],
)
def test_a_changed_number_is_expected_to_be_another_one(numbers: list[int], at: int) -> None:
    expected = expected_numbers(numbers)
    assert [i for i, (one, other) in enumerate(zip(numbers, expected, strict=True)) if one != other] in ([at], [at - 1])
