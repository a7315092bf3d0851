from __future__ import annotations

from decimal import Decimal

import pytest

from factpress.audit.fact_values import FactValues
from factpress.audit.nearest_values import NearestValues
from tests.audit.conftest import BuiltLibrary


@pytest.fixture
def nearest(built: BuiltLibrary) -> NearestValues:
    return NearestValues(FactValues(built.edition.book, built.edition.language))


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (12_470, "visitors/counted"),  # a digit differs
        (12_840, "visitors/counted"),  # two digits are exchanged
        (1248, "visitors/counted"),  # a zero is missing
        (12_300, "visitors/counted"),  # it is near
        (5_199, "readers/survey"),
    ],
)
def test_the_nearest_value(nearest: NearestValues, number: int, name: str) -> None:
    found = nearest.nearest(Decimal(number))
    assert found is not None
    assert found[0] == name


def test_a_value_that_is_stated_there_comes_first(nearest: NearestValues) -> None:
    for name in ("readers/council", "visitors/counted"):
        found = nearest.nearest(Decimal(2026), [name])
        assert found is not None
        assert found[0] == name


@pytest.mark.parametrize("number", [Decimal(5), Decimal(777_777), Decimal("Infinity")])
def test_nothing_is_near(nearest: NearestValues, number: Decimal) -> None:
    assert nearest.nearest(number) is None
