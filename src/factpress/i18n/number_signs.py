"""Signs and letters that are read as numbers: ½, Ⅷ, ②, raised figures, and letters that look like digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import Literal

# ── letters that look like digits ───────────────────────────────────────────────────────────────────────────────

_LETTERS = {**dict.fromkeys("OoОоΟο", "0"), **dict.fromkeys("lIІі", "1")}
_IN_GROUPS = {**_LETTERS, "S": "5", "s": "5", "Ѕ": "5", "B": "8", "В": "8", "Z": "2", "З": "3", "з": "3", "б": "6"}
"""Letters that are read as digits only in a number whose groups of three are separated."""
_ALIKE = r"[\dOoОоΟοlIІіSsЅBВZЗзб]"
LOOK_ALIKES = re.compile(
    rf"(?<![^\W_])(?<![^\W_][.,’'\u00a0\u202f]){_ALIKE}++(?:[.,’'\u00a0\u202f]{_ALIKE}++)*+(?![^\W_])"
)
_ONLY_LETTERS = re.compile(r"[lIІі][OoОоΟο]{0,2}(?:[.,’][OОΟ]{3})++")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[.,’'\u00a0\u202f])\d{3})(?:(?P=mark)\d{3})*+(?:[.,]\d+)?")

_LONGEST = 40
"""Characters. A longer row of look-alikes is no number."""


def without_look_alikes(written: str) -> str:
    """A number with digits for letters that look like digits; any other text unchanged.

    "O2", "I5", "1o" and "5l" are names and units. "17,OOO", "l7,000", "2O19" and "l,OOO" are numbers.
    """
    if written.isdecimal() or len(written) > _LONGEST:
        return written
    grouped = "".join(_IN_GROUPS.get(character, character) for character in written)
    is_number = any(c.isdecimal() for c in written) or _ONLY_LETTERS.fullmatch(written) is not None
    if is_number and grouped[0] != "0" and _GROUPED.fullmatch(grouped) is not None:
        return grouped
    plain = "".join(_LETTERS.get(character, character) for character in written)
    letters = [i for i, character in enumerate(written) if character in _LETTERS]
    is_name = written[0] in "OoОоΟοIІіSB" or (len(letters) == 1 and written[-1] in "lIoоο")
    return plain if plain.isdecimal() and len(plain) - len(letters) >= 1 and not is_name else written


# ── signs ───────────────────────────────────────────────────────────────────────────────────────────────────────

Kind = Literal["raised", "roman", "fraction", "other"]

_MOST_RAISED = 40
"""Figures. A longer row has no known value."""


def find_signs(text: str) -> Iterator[tuple[int, int, Decimal, Kind]]:
    """Yield start, end, value and kind of each number that is one sign or a row of signs, other than digits."""
    at = 0
    while at < len(text):
        kind = _kind(text[at])
        start = at
        at += 1
        if kind is None:
            continue
        while kind in ("raised", "roman") and at < len(text) and _kind(text[at]) == kind:
            at += 1
        yield start, at, _value(text[start:at], kind), kind


@lru_cache(maxsize=1024)
def _kind(character: str) -> Kind | None:
    if character.isascii() or character.isdecimal() or not unicodedata.category(character).startswith("N"):
        return None
    name = unicodedata.name(character, "")
    if name.startswith(("SUPERSCRIPT", "SUBSCRIPT")):
        return "raised"
    if "ROMAN NUMERAL" in name:
        return "roman"
    return "fraction" if unicodedata.numeric(character, 1) < 1 else "other"


def _value(signs: str, kind: Kind) -> Decimal:
    if kind == "raised":
        digits = "".join(str(unicodedata.digit(sign)) for sign in signs[:_MOST_RAISED])
        return Decimal(digits if len(signs) <= _MOST_RAISED else "Infinity")
    values = [Decimal(str(round(unicodedata.numeric(sign, 0), 6))) for sign in signs]
    total = Decimal(0)
    for value, following in zip_longest(values, values[1:], fillvalue=Decimal(0)):
        total += -value if value < following else value  # a lower Roman numeral before a higher one is subtracted
    return total
