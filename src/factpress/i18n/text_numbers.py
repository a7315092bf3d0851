"""Find the numbers in a text of a language: in digits of any script, in words, in ranges and as percentages.

`check` and `audit` have one definition of a number, which is that of this module.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from factpress.i18n.language import Language
from factpress.i18n.numerals import find_number_words, find_numbers, scale_words

_DASH = r"[-‐‑‒–—]"
_PERCENT = re.compile(r"\s*(?:%|٪|per\s?cent\b|percent\b)", re.IGNORECASE)
_TO = re.compile(rf"\s*(?:{_DASH}|to|until|and)\s*[-−]?", re.IGNORECASE)
_NEGATIVE = re.compile(r"\W?[-−]")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text, from `start` to `end`; whether it is written in words, and whether it is a percentage.

    `scaled` is its value with the scale of the number after it: 1,500,000 in "1.5 to 2.25 million".
    """

    start: int
    end: int
    value: Decimal
    in_words: bool = False
    percent: bool = False
    scaled: Decimal | None = None


def numbers(text: str, language: Language) -> list[Number]:
    """The numbers of a text, in order, in every form that the outputs use.

    Digits of any script with the separators and scales of the language, ranges, percentages, ordinals, and the numbers
    and fractions in words that the language file lists. Number words that are also ordinary words, such as "one" or
    "first", count only next to other number words.
    """
    plain, offsets = _visible(text)
    found = [Number(start, end, value) for start, end, value in find_numbers(plain, language)]
    found += _fractions(plain, language)
    taken = {i for one in found for i in range(one.start, one.end)}
    for start, end, value in find_number_words(plain, language):
        words = re.findall(r"[^\W\d_]+", plain[start:end].lower())
        if not taken.intersection(range(start, end)) and any(word in language.number_words for word in words):
            found.append(Number(start, end, value, in_words=True))
    found.sort(key=lambda one: one.start)
    found = [replace(one, percent=bool(_PERCENT.match(plain, one.end))) for one in found]
    return [
        replace(one, start=offsets[one.start], end=offsets[one.end - 1] + 1)
        for one in _with_ranges(found, plain, language)
    ]


def has_number(text: str, language: Language) -> bool:
    """Whether the text has any number."""
    if any(character.isdigit() for character in text):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    return any(word in language.number_words or word in language.fractions for word in words)


def _visible(text: str) -> tuple[str, list[int]]:
    """The text without invisible characters and with raised digits as digits; and the offset of each character."""
    if text.isascii():
        return text, list(range(len(text) + 1))
    kept = [(i, character) for i, character in enumerate(text) if character not in _INVISIBLE]
    return "".join(_plain_digit(character) for _, character in kept), [*(i for i, _ in kept), len(text)]


def _plain_digit(character: str) -> str:
    """A raised or circled digit as a digit; any other character unchanged."""
    digit = None if character.isdecimal() else unicodedata.digit(character, None)
    return character if digit is None else str(digit)


def _fractions(text: str, language: Language) -> Iterator[Number]:
    """Fractions in words: "two thirds", "a quarter", "half".

    A denominator alone is one only if it is not also an ordinal, as "third" is.
    """
    if not language.fractions:
        return
    for match in _fraction_pattern(tuple(language.counting), tuple(language.fractions)).finditer(text):
        denominator = language.fractions[match["denominator"].lower()]
        numerator = language.counting[match["numerator"].lower()] if match["numerator"] else 1
        ordinal = match["denominator"].lower() in language.number_words
        if numerator < denominator and (match["numerator"] or not ordinal):
            yield Number(match.start(), match.end(), Decimal(numerator) / Decimal(denominator), in_words=True)


@lru_cache(maxsize=8)
def _fraction_pattern(counting: tuple[str, ...], fractions: tuple[str, ...]) -> re.Pattern[str]:
    numerator, denominator = (
        "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)" for words in (counting, fractions)
    )
    return re.compile(rf"\b(?:(?P<numerator>{numerator})[\s-]+)?(?P<denominator>{denominator})\b", re.IGNORECASE)


def _with_ranges(found: list[Number], text: str, language: Language) -> Iterator[Number]:
    """The numbers; the first number of a range gets the scale and the percent sign of the second one."""
    after_low = language.phrases.get("range", "{low} to {high}").partition("{low}")[2]
    between = after_low.rpartition("{high}")[0].strip().lower() or "to"
    for this, following in zip_longest(found, found[1:]):
        if following is None or this.in_words or following.in_words:
            yield this
            continue
        gap = text[this.end : following.start]
        joined = _TO.fullmatch(gap) or re.sub(r"[-−]\Z", "", gap).strip().lower() == between
        has_scale = joined and _scale_of(text[this.start : this.end], language) is not None
        scale = _scale_of(text[following.start : following.end], language) if joined and not has_scale else None
        percent = this.percent or bool(joined and following.percent)
        scaled = this.value * scale if scale is not None else None
        # the numbers have no sign, and of two negative ones the first is the larger
        negative = _NEGATIVE.fullmatch(text[max(this.start - 2, 0) : this.start]) is not None
        if scaled is not None and not negative and scaled >= following.value:
            scaled = None
        yield replace(this, scaled=scaled, percent=percent)


def _scale_of(text: str, language: Language) -> Decimal | None:
    """The scale word of a number: 1,000,000 for "2.25 million"."""
    words = re.sub(r"[\d\s.,]+", " ", text).strip().lower()
    known = {word.lower(): size for word, size in scale_words(language).items()} | dict(language.counting)
    size = known.get(words)
    return Decimal(size) if size is not None else None
