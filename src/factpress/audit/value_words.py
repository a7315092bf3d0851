"""The words of a language on which the meaning of a statement depends."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from factpress.audit.text import normalise
from factpress.i18n import Language

_PHRASES = ("about", "nearly", "more_than", "at_least", "less_than", "at_most", "rate")
_LETTERS = re.compile(r"[^\W\d_]+")


class ValueWords(NamedTuple):
    """Normalised words: those that qualify a number or negate a sentence, those of units, and those of standings."""

    qualifying: frozenset[str]
    unit: frozenset[str]
    standing: frozenset[str]


def value_words(language: Language) -> ValueWords:
    """The words of a language on which the meaning of a statement depends."""
    phrases = (re.sub(r"\{\w*\}", " ", language.phrases.get(name, "")) for name in _PHRASES)
    qualifying = (*phrases, *language.number_words, *language.reading.negations)
    units = (form for unit in language.units.values() for form in (*unit.forms.values(), unit.share or ""))
    return ValueWords(
        _words_of(tuple(qualifying)),
        _words_of((*units, *(word for _, word in language.scales))),
        _words_of(tuple(word for word, *_ in language.standings.values())),
    )


@lru_cache(maxsize=24)
def _words_of(texts: tuple[str, ...]) -> frozenset[str]:
    """The words of some texts, without short ones such as "at" and "a"."""
    found = (normalise(word) for text in texts for word in _LETTERS.findall(text))
    return frozenset(word for word in found if len(word) > 2 or not word.isascii())
