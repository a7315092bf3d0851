"""Find the numbers in a text of a language: in digits of any script, in words, in ranges and as percentages.

`check` and `audit` have one definition of a number, which is that of this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from factpress.i18n.language import Language
from factpress.i18n.number_signs import LOOK_ALIKES, find_signs, without_look_alikes
from factpress.i18n.numerals import find_number_words, find_numbers, scale_words

_DASH = r"[-‐‑‒–—]"
_PERCENT = re.compile(r"\s*(?:%|٪|％|per\s?cent\b|percent\b)", re.IGNORECASE)
_TO = re.compile(rf"\s*(?:{_DASH}|to|until|and)\s*[-−]?", re.IGNORECASE)
_NEGATIVE = re.compile(r"\W?[-−]")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")

UNKNOWN = Decimal("Infinity")
"""The value of a phrase that is a number, if the language file does not say which, and of endless rows of digits."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text, from `start` to `end`; whether it is written in words, and whether it is a percentage.

    `scaled` is its value with the scale of the number after it: 1,500,000 in "1.5 to 2.25 million". A number is
    `disguised` if some of its digits are letters that look like digits, and `raised` if it is a raised figure.
    """

    start: int
    end: int
    value: Decimal
    in_words: bool = False
    percent: bool = False
    scaled: Decimal | None = None
    disguised: bool = False
    raised: bool = False

    @property
    def amount(self) -> Decimal:
        """The value, in a range with the scale of both ends."""
        return self.value if self.scaled is None else self.scaled


def numbers(text: str, language: Language) -> list[Number]:
    """The numbers of a text, in order, in every form that the outputs use, and in those that could hide one.

    Digits of any script with the separators and scales of the language, ranges, percentages, ordinals, fractions and
    Roman numerals as signs, letters between digits that look like digits, and the numbers, fractions and amounts in
    words that the language file lists. Number words that are also ordinary words, such as "one" or "first", count only
    next to other number words.
    """
    plain, offsets, disguises = _visible(text)
    found = [
        Number(start, end, value, disguised=bool(disguises) and not disguises.isdisjoint(range(start, end)))
        for start, end, value in find_numbers(plain, language)
    ]
    if not plain.isascii():
        found = _with_signs(found, plain)
    taken = {i for one in found for i in range(one.start, one.end)}
    for one in (*_amounts(plain, language), *_fractions(plain, language), *_in_words(plain, language)):
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            found.append(one)
    found.sort(key=lambda one: one.start)
    found = [replace(one, percent=True) if _PERCENT.match(plain, one.end) else one for one in found]
    return [
        replace(one, start=offsets[one.start], end=offsets[one.end - 1] + 1)
        for one in _with_ranges(found, plain, language)
    ]


def has_number(text: str, language: Language) -> bool:
    """Whether the text has any number."""
    if any(character.isnumeric() for character in text):
        return True
    if _phrases_of(language).search(text) is not None or LOOK_ALIKES.search(text) is not None:
        return bool(numbers(text, language))
    words = re.findall(r"[^\W\d_]+", text.lower())
    return any(word in language.number_words or word in language.fractions for word in words)


def _visible(text: str) -> tuple[str, list[int], set[int]]:
    """The text without invisible characters, with digits for letters that look like digits.

    Also the offset of each character, and the offsets in the new text of those letters.
    """
    offsets = list(range(len(text) + 1))
    if not text.isascii():
        offsets = [*(i for i, character in enumerate(text) if character not in _INVISIBLE), len(text)]
        text = "".join(text[i] for i in offsets[:-1]).translate(_FULL_WIDTH)
    parts: list[str] = []
    changed: set[int] = set()
    at = 0
    for match in LOOK_ALIKES.finditer(text):
        written = match[0]
        plain = without_look_alikes(written)
        if plain != written:
            parts += [text[at : match.start()], plain]
            at = match.end()
            changed.update(range(match.start(), match.end()))
    return "".join((*parts, text[at:])), offsets, changed


_FULL_WIDTH = str.maketrans("，．", ",.")


def _with_signs(found: list[Number], text: str) -> list[Number]:
    """The numbers, with those that are signs: ½, 1½, Ⅷ, ②, and raised figures."""
    out = list(found)
    ends = {one.end: i for i, one in enumerate(found)}
    for start, end, value, kind in find_signs(text):
        if kind == "fraction" and start in ends:
            i = ends[start]
            out[i] = replace(out[i], end=end, value=out[i].value + value)
        else:
            out.append(Number(start, end, value, raised=kind == "raised"))
    return out


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _amounts(text: str, language: Language) -> Iterator[Number]:
    """The phrases that are numbers: "scores of", "half of", and single words before a unit: "double people"."""
    for match in _phrases_of(language).finditer(text):
        phrase = " ".join(match[0].lower().split())
        yield Number(match.start(), match.end(), _phrase_value(phrase, language), in_words=True)


def _phrase_value(phrase: str, language: Language) -> Decimal:
    """The value of a phrase, or of the first word of it that is a fraction or an amount."""
    for part in (phrase, *phrase.split()):
        if part in language.amounts:
            return Decimal(language.amounts[part])
        if part in language.fractions:
            return Decimal(1) / language.fractions[part]
    return UNKNOWN


def _phrases_of(language: Language) -> re.Pattern[str]:
    return _phrases(tuple(language.amounts), language.number_phrases, language.unit_forms)


@lru_cache(maxsize=8)
def _phrases(amounts: tuple[str, ...], phrases: tuple[str, ...], units: tuple[str, ...]) -> re.Pattern[str]:
    single = [word for word in amounts if " " not in word]
    before_unit = rf"(?:{_any_of(single)})(?=\s+(?:{_any_of(units)})(?!\w))"
    several = _any_of({*amounts, *phrases}.difference(single))
    return re.compile(rf"(?<!\w)(?:(?:{several})(?!\w)|{before_unit})", re.IGNORECASE)


def _any_of(phrases: Iterable[str]) -> str:
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered) or "(?!)"


def _in_words(text: str, language: Language) -> Iterator[Number]:
    for start, end, value in find_number_words(text, language):
        words = re.findall(r"[^\W\d_]+", text[start:end].lower())
        if any(word in language.number_words for word in words):
            yield Number(start, end, value, in_words=True)


def _fractions(text: str, language: Language) -> Iterator[Number]:
    """Fractions in words: "two thirds", "a quarter", "half".

    A denominator alone is one only if it is not also an ordinal, as "third" is.
    """
    lower = text.lower()
    if not any(word in lower for word in language.fractions):  # the pattern takes longer
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
