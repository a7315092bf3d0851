"""A text without all that a press may change: spaces, line ends, hyphens, ligatures, the kind of its digits.

What is left are letters and digits, the separators inside a number, and the signs that make another number of it. Two
texts that say the same numbers in the same words are the same string here, however their lines fall.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

_SIGNS = frozenset("%‰$€£₹៛°")
_SEPARATORS = {".": ".", ",": ",", "٫": ".", "٬": ",", "·": "."}
_SKIPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u0002\ufffe")
"""What a press puts into a word to say where it may break, and what PDFium gives for a hyphen at a line's end."""

_APART = "\0"
"""Stands for all that parts two numbers."""
_LOOSE = re.compile(r"(?<![0-9])[.,]|[.,](?![0-9])")
"""A separator that is inside no number."""


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    """The character as letters and digits: a ligature taken apart, any script's digit as 0 to 9; "" for all else."""
    if character.isascii():
        return character.lower() if character.isalnum() or character in _SIGNS else ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character in _SIGNS:
        return character
    taken = unicodedata.normalize("NFKC", character).replace("\u2044", "")
    return "".join(c.lower() for c in taken if c.isalnum() or c in _SIGNS)


class _Table(dict[int, str]):
    """What becomes of each character, worked out once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = _plain(character) or _SEPARATORS.get(character, "")
        if not plain and not character.isspace() and character not in _SKIPPED:
            plain = _APART
        self[code] = plain
        return plain


_TABLE = _Table()


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The text squeezed, as a string only."""
    return _LOOSE.sub("", text.translate(_TABLE)).replace(_APART, "")


@dataclass(frozen=True)
class NormalisedText:
    """A text squeezed."""

    text: str

    @cached_property
    def key(self) -> str:
        """The text without what a press may change."""
        return key(self.text)

    @cached_property
    def at(self) -> tuple[int, ...]:
        """Where each character of `key` stands in the text."""
        spread = [(one, i) for i, character in enumerate(self.text) for one in _TABLE[ord(character)]]
        kept = _LOOSE.sub(_APART, "".join(one for one, _ in spread))
        return tuple(i for one, (_, i) in zip(kept, spread, strict=True) if one != _APART)

    @cached_property
    def apart(self) -> frozenset[int]:
        """The places in `key` before which the text had something else than a letter or digit."""
        return frozenset(i for i in range(1, len(self.at)) if self.at[i] - self.at[i - 1] > 1)

    def whole(self, start: int, end: int) -> bool:
        """Whether a stretch of `key` begins and ends outside a number."""
        return not self._inside(start) and not self._inside(end)

    def _inside(self, at: int) -> bool:
        if not 0 < at < len(self.key) or at in self.apart:
            return False
        before, after = self.key[at - 1], self.key[at]
        return (before.isdigit() or before in ".,") and (after.isdigit() or after in ".,")
