"""Whether two values are the same in all their fields, also in those that take no part in comparisons."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, cast

_PLAIN = frozenset({str, int, float, bool})
"""Types whose values have no parts."""


def is_same(one: Any, other: Any) -> bool:
    """Whether two values made of dataclasses, tuples, lists and dictionaries are the same.

    `==` leaves out fields such as places in a file, and takes 1 for True. The order of keys counts.
    """
    if one is other:
        return True
    kind = cast("type[Any]", type(one))
    if kind is not type(other):
        return False
    if kind in _PLAIN:
        return bool(one == other)
    if isinstance(one, tuple | list):
        pair = cast("tuple[Any, ...]", one), cast("tuple[Any, ...]", other)
        return len(pair[0]) == len(pair[1]) and all(map(is_same, *pair))
    if isinstance(one, dict):
        a, b = cast("dict[Any, Any]", one), cast("dict[Any, Any]", other)
        return len(a) == len(b) and all(map(is_same, a, b)) and all(map(is_same, a.values(), b.values()))
    names = _names(kind)
    if names is None:
        return bool(one == other)
    for name in names:  # as a loop: a reading compares ten thousand fields
        mine, others = getattr(one, name), getattr(other, name)
        if mine is not others and not is_same(mine, others):
            return False
    return True


@lru_cache(maxsize=512)
def _names(of: type) -> tuple[str, ...] | None:
    """The names of the fields; None for what is no dataclass."""
    return tuple(field.name for field in fields(of)) if is_dataclass(of) else None
