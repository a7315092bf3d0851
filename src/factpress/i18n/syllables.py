"""Estimate the syllables of English words, for the grade of a text."""

from __future__ import annotations

import re
from functools import lru_cache

_VOWELS = re.compile(r"[aeiouy]+")
_APART = re.compile(
    r"[aeouy]ing\b"  # being, saying
    r"|(?<![tcsgx])ia(?!ge)"  # guardian, but not special, marriage
    r"|(?<![tcsgxn])(?<!ll)io"  # radio, serious, but not region, million
    r"|(?<![qg])u[ao]"  # actual
    r"|(?:sc|cl|qu|(?<!f)r|x)ie[nt]|ciet"  # science, client, quiet, variety, society
    r"|crea|(?<=r)ea(?=ct|lit)|(?<=[rd])eas?\b"  # create, reality, area, idea
    r"|theo|deo|poe[mt]|aye|oyee"  # theory, poem, player, employee
    r"|sm\b"  # prism
)
"""Vowels next to each other that belong to two syllables; also the syllable without a vowel in "prism"."""
_SILENT = re.compile(
    r"[^aeiouyl]e\b|[aeiouyl]le\b|[aeiouy]les\b"  # care, while, but not table
    r"|[^aeiouytdl]ed\b|[aeiouyl]led\b|[^aeiouyszxcghl]es\b|[td]hes\b"  # asked, makes, clothes, but not wanted, houses
    r"|[^aeiouy]e(?=(?:ful|less|ly|ments?|ness)\b)|\bsome(?=[^\Wo])"  # hopeful, statement, something
)
"""An e that is not heard."""


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """The syllables of an English word, about: right for nine words in ten. A word without letters has none."""
    parts = re.findall(r"[a-z]+", re.sub(r"[’']", "", word.lower()))
    return sum(_of_part(part) for part in parts)


def _of_part(word: str) -> int:
    count = len(_VOWELS.findall(word)) + len(_APART.findall(word)) - len(_SILENT.findall(word))
    return max(count, 1)
