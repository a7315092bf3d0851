"""Texts as the audit compares them: normalised, and the numbers in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import TypeVar

from factpress.i18n import Language
from factpress.i18n.numerals import find_number_words, find_numbers, scale_words

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


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────

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
