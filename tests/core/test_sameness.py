"""Values are the same if all their fields are, also those that take no part in comparisons."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import Location
from factpress.core.sameness import is_same

PLACE = Location(Path("a.yaml"), 1, 2, source="one")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (PLACE, Location(Path("a.yaml"), 1, 2, source="one"), True),
        (PLACE, Location(Path("a.yaml"), 1, 2, source="two"), False),
        ([(PLACE,)], [(Location(Path("a.yaml"), 1, 2),)], False),
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        ({"a": 1}, {"a": True}, False),
        ((1, 2), (1, 2, 3), False),
        ((1, 2), [1, 2], False),
        (frozenset("ab"), frozenset("ba"), True),
        (None, "", False),
    ],
)
def test_values_are_the_same_in_all_their_fields(one: object, other: object, *, same: bool) -> None:
    assert is_same(one, other) is same
