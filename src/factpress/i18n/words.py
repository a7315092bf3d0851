"""Count the words of a text, also in scripts without spaces between words."""

from __future__ import annotations

import re
from itertools import pairwise

_WITHOUT_SPACES = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
"""A character of Thai, Lao, Burmese, Khmer, Japanese or Chinese."""


def count_words(text: str, language: str) -> int:
    """The words of a text in a language, given by its BCP 47 tag. A number is a word; punctuation alone is none.

    Words are what spaces separate. The dictionaries of ICU find those of scripts without spaces.
    """
    return sum(_words_in(part, language) for part in text.split())


def _words_in(part: str, language: str) -> int:
    if not any(character.isalnum() for character in part):
        return 0
    if part.isascii() or not _WITHOUT_SPACES.search(part):
        return 1
    from icu4py.breakers import WordBreaker

    pieces = [piece for piece in WordBreaker(part, language) if any(character.isalnum() for character in piece)]
    # Latin words and numbers that are joined by a hyphen or a dot are one word, as where spaces separate words
    joined = sum(not _WITHOUT_SPACES.search(a + b) for a, b in pairwise(pieces))
    return max(len(pieces) - joined, 1)
