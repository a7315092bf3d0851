from __future__ import annotations

import pytest

from factpress.checks.count_index import same_time, within_time
from factpress.publication.facts.dates import Period, read_iso_period


def period(written: str | None) -> Period | None:
    return read_iso_period(written) if written is not None else None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1975/1979", "1975-04-17/1979-01-06", True),
        ("2008", "2008-03", True),
        ("2008-03", "2008-11", False),
        ("2003", "2008", False),
        ("1975/1979", "1975/1978", False),
        (None, "2008", True),
        (None, None, True),
    ],
)
def test_the_same_time_as_far_as_each_says_it(one: str | None, other: str | None, same: bool) -> None:
    assert same_time(period(one), period(other)) is same
    assert same_time(period(other), period(one)) is same


@pytest.mark.parametrize(
    ("part", "whole", "inside"),
    [
        ("1976/1977", "1975/1979", True),
        ("1975/1979", "1976/1977", False),
        ("1979-12-31", "1975/1979", True),
        ("1974-12/1975", "1975/1979", False),
        ("1974/1980", None, True),
    ],
)
def test_a_part_of_a_time(part: str, whole: str | None, inside: bool) -> None:
    assert within_time(period(part), period(whole)) is inside
