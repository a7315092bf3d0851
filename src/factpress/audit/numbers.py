"""Every number that a text says, in every form that the outputs use, and where it stands.

Digits of every script with the language's separators and scales; ranges that share a scale; percentages as a sign or in
words; ordinals; numbers in words and fractions in words, as far as the language's file has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from factpress.i18n import Language
from factpress.i18n.numerals import numerals, scale_words, spelled

_DASH = r"[-‐‑‒–—]"
_PERCENT = re.compile(r"\s*(?:%|٪|per\s?cent\b|percent\b)", re.IGNORECASE)
_TO = re.compile(rf"\s*(?:{_DASH}|to|until|and)\s*", re.IGNORECASE)
_NEGATIVE = re.compile(r"\W?[-−]")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: from where to where it stands, what it says, and whether it is in words or a percentage."""

    start: int
    end: int
    value: Decimal
    worded: bool = False
    percent: bool = False
    scaled: Decimal | None = None  # what it says where the scale of the next number is heard with it


def numbers(text: str, language: Language) -> list[Number]:
    """The numbers of a text, in order. Free words ("one", "first") count only beside other number words."""
    plain, at = _plain(text)
    found = [Number(start, end, value) for start, end, value in numerals(plain, language)]
    found += _fractions(plain, language)
    taken = {i for one in found for i in range(one.start, one.end)}
    for start, end, value in spelled(plain, language):
        words = re.findall(r"[^\W\d_]+", plain[start:end].lower())
        if not taken.intersection(range(start, end)) and any(word in language.number_words for word in words):
            found.append(Number(start, end, value, worded=True))
    found.sort(key=lambda one: one.start)
    found = [replace(one, percent=bool(_PERCENT.match(plain, one.end))) for one in found]
    return [replace(one, start=at[one.start], end=at[one.end - 1] + 1) for one in _ranges(found, plain, language)]


def has_number(text: str, language: Language) -> bool:
    """Whether the text says any number."""
    if any(character.isdigit() for character in text):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    return any(word in language.number_words or word in language.fractions for word in words)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without what is invisible, raised digits as digits, and where each character stood; an end as well."""
    if text.isascii():
        return text, list(range(len(text) + 1))
    kept = [(i, character) for i, character in enumerate(text) if character not in _INVISIBLE]
    return "".join(_level(character) for _, character in kept), [*(i for i, _ in kept), len(text)]


def _level(character: str) -> str:
    """A raised or circled digit as a digit; any other character as it is."""
    digit = None if character.isdecimal() else unicodedata.digit(character, None)
    return character if digit is None else str(digit)


def _fractions(text: str, language: Language) -> Iterator[Number]:
    """Parts of a whole in words: "two thirds", "a quarter", "half". A part alone is one, unless the word also ranks."""
    if not language.fractions:
        return
    for match in _parts(tuple(language.counting), tuple(language.fractions)).finditer(text):
        under = language.fractions[match["parts"].lower()]
        over = language.counting[match["over"].lower()] if match["over"] else 1
        if over < under and (match["over"] or match["parts"].lower() not in language.number_words):
            yield Number(match.start(), match.end(), Decimal(over) / Decimal(under), worded=True)


@lru_cache(maxsize=8)
def _parts(counting: tuple[str, ...], fractions: tuple[str, ...]) -> re.Pattern[str]:
    """Parts of a whole, for a language's words; made once, since every line of a file is asked for them."""
    counts, parts = (
        "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)" for words in (counting, fractions)
    )
    return re.compile(rf"\b(?:(?P<over>{counts})[\s-]+)?(?P<parts>{parts})\b", re.IGNORECASE)


def _ranges(found: list[Number], text: str, language: Language) -> Iterator[Number]:
    """The numbers, those before another number with a scale also with that scale: "1.5 to 2.25 million"."""
    between = _range_words(language)
    for this, following in zip_longest(found, found[1:]):
        if following is None or this.worded or following.worded:
            yield this
            continue
        gap = text[this.end : following.start]
        joined = _TO.fullmatch(gap) or between.fullmatch(gap)
        scale = _scale_of(text[following.start : following.end], language) if joined else None
        percent = this.percent or bool(joined and following.percent)
        negative = _NEGATIVE.fullmatch(text[max(this.start - 2, 0) : this.start]) is not None
        low = this.value * (scale or 1)
        scaled = low if scale is not None and (negative or low < following.value) else None
        yield replace(this, scaled=scaled, percent=percent)


def _range_words(language: Language) -> re.Pattern[str]:
    """What a range of this language has between its numbers."""
    inner = re.search(r"\{low\}(.*)\{high\}", language.phrases.get("range", "{low} to {high}"))
    return re.compile(r"\s*" + re.escape((inner[1] if inner else "to").strip()) + r"\s*", re.IGNORECASE)


def _scale_of(text: str, language: Language) -> Decimal | None:
    words = re.sub(r"[\d\s.,]+", " ", text).strip().lower()
    known = {word.lower(): size for word, size in scale_words(language).items()} | dict(language.counting)
    size = known.get(words)
    return Decimal(size) if size is not None else None
