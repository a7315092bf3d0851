"""Texts as the audit compares them: normalised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import TypeVar

from factpress.i18n.text_numbers import Number, has_number, numbers

__all__ = [
    "LONGEST",
    "NormalisedText",
    "Number",
    "has_number",
    "most_similar",
    "normalise",
    "numbers",
]

# ── normalised texts ────────────────────────────────────────────────────────────────────────────────────────────

_SIGNS = frozenset("%‰$€£₹៛°")
_SEPARATORS = {".": ".", ",": ",", "٫": ".", "٬": ",", "·": "."}
_SKIPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u0002\ufffe")
"""Characters that allow or forbid a line break, and those that PDFium returns for a hyphen at the end of a line."""

_GAP = "\0"
"""Stands for all other characters, which separate numbers."""
_OUTSIDE_NUMBERS = re.compile(r"(?<![0-9])[.,]|[.,](?![0-9])")
"""A separator that is not inside a number."""


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """The text without all that may differ between two outputs of it, for comparison.

    Letters and digits are kept, with the separators inside numbers and the signs that change a number. Case, spaces,
    line breaks, hyphens, ligatures and digit scripts make no difference.
    """
    return _OUTSIDE_NUMBERS.sub("", text.translate(_TABLE)).replace(_GAP, "")


class _Table(dict[int, str]):
    """The normalised form of each character, computed once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = _plain_character(character) or _SEPARATORS.get(character, "")
        if not plain and not character.isspace() and character not in _SKIPPED:
            plain = _GAP
        self[code] = plain
        return plain


_TABLE = _Table()


def _plain_character(character: str) -> str:
    """The letters and digits of a character: those of a ligature, 0 to 9 for a digit of any script; else ""."""
    if character.isascii():
        return character.lower() if character.isalnum() or character in _SIGNS else ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character in _SIGNS:
        return character
    parts = unicodedata.normalize("NFKC", character).replace("\u2044", "")
    return "".join(c.lower() for c in parts if c.isalnum() or c in _SIGNS)


_NUMBER_PART = re.compile(r"(?=(\d[.,]?\d))")


@dataclass(frozen=True)
class NormalisedText:
    """A text with its normalised form, `key`, and the offsets of that in the text."""

    text: str

    @cached_property
    def key(self) -> str:
        """The normalised text."""
        return normalise(self.text)

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """The offset in the text of each character of `key`."""
        spread = [(one, i) for i, character in enumerate(self.text) for one in _TABLE[ord(character)]]
        kept = _OUTSIDE_NUMBERS.sub(_GAP, "".join(one for one, _ in spread))
        return tuple(i for one, (_, i) in zip(kept, spread, strict=True) if one != _GAP)

    def splits_no_number(self, start: int, end: int) -> bool:
        """Whether neither end of a range of `key` is inside a number."""
        return not self._is_inside_number(start) and not self._is_inside_number(end)

    def _is_inside_number(self, at: int) -> bool:
        """Whether a number continues across this position. "1. 2." are two numbers, "1.2" is one."""
        around = self.key[max(at - 2, 0) : at + 2]
        begin = max(at - 2, 0)
        for match in _NUMBER_PART.finditer(around):
            start, end = begin + match.start(1), begin + match.end(1)
            if start < at < end and all(self.offsets[i + 1] - self.offsets[i] <= 1 for i in range(start, end - 1)):
                return True
        return False


# ── similar texts ───────────────────────────────────────────────────────────────────────────────────────────────

LONGEST = 20_000
"""Characters. Longer texts are not compared by similarity, which takes time in proportion to both lengths."""

_T = TypeVar("_T")


def most_similar(text: str, candidates: Iterable[tuple[str, _T]], least: float) -> _T | None:
    """The candidate whose text is most similar; None if no similarity (0 to 1) is at least `least`."""
    rated = ((SequenceMatcher(None, text, other, autojunk=False).ratio(), one) for other, one in candidates)
    best = max(rated, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= least else None
