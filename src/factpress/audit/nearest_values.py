"""Find the value that a number was probably meant to be, in little time however many values there are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from decimal import Decimal

from factpress.audit.fact_values import FactValues
from factpress.audit.text import normalise

_NEAR = Decimal("0.1")
"""The relative distance up to which a value is near."""
_LEAST_DIGITS = 3
"""Digits of a number from which another one with almost the same digits is suggested."""


class NearestValues:
    """The numbers of a fact source, by their digits and in order."""

    def __init__(self, values: FactValues) -> None:
        self.values = values
        self._names: dict[Decimal, dict[str, None]] = {}
        self._by_digits: dict[str, set[Decimal]] = {}
        for number, names in values.numbers:
            if number.is_finite():
                self._names.setdefault(number, {}).update(dict.fromkeys(names))
        for number in self._names:
            for key in _keys(number):
                self._by_digits.setdefault(key, set()).add(number)
        self._ordered = sorted(self._names)
        self._found: dict[tuple[Decimal, frozenset[str]], tuple[str, str] | None] = {}

    def nearest(self, number: Decimal, stated: Collection[str] = ()) -> tuple[str, str] | None:
        """The name and text of the nearest value, preferably one of those `stated` there; None if none is near."""
        key = abs(number), frozenset(stated)
        if not number.is_finite():
            return None
        if key not in self._found:
            self._found[key] = self._nearest(*key)
        return self._found[key]

    def _nearest(self, number: Decimal, stated: frozenset[str]) -> tuple[str, str] | None:
        similar = set[Decimal]()
        for key in _keys(number):
            similar |= self._by_digits.get(key, set())
        near = sorted(similar.union(self._around(number)) - {number}, key=lambda other: (abs(other - number), other))
        listed = [(other, name) for other in near for name in self._names[other]]
        chosen = next((pair for pair in listed if pair[1] in stated), None) or next(iter(listed), None)
        if chosen is None:
            return None
        digits = normalise(str(chosen[0]))
        texts = self.values.texts(chosen[1])
        text = next((one for one in texts if digits in normalise(one)), next(iter(texts), chosen[1]))
        return chosen[1], text

    def _around(self, number: Decimal) -> Iterator[Decimal]:
        """The next lower and higher numbers, if they are near."""
        at = bisect_left(self._ordered, number)
        yield from (one for one in self._ordered[max(at - 1, 0) : at + 2] if abs(one - number) <= _NEAR * abs(number))


def _keys(number: Decimal) -> Iterator[str]:
    """The digits of a number, and those with one left out: two numbers that differ in one digit share one of them."""
    digits = "".join(map(str, number.as_tuple().digits)).rstrip("0")
    if len(digits) + max(int(number.as_tuple().exponent), 0) < _LEAST_DIGITS and len(digits) < _LEAST_DIGITS:
        return
    yield digits
    for i in range(len(digits)):
        yield digits[:i] + digits[i + 1 :]
