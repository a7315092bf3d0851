"""The words of a language around numbers, as patterns: hedges, units, bases, ends of ranges, negations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from factpress.i18n import Language
from factpress.i18n.numerals import parse_digits
from factpress.publication.facts.claims import Qualifier

PERCENT, PERMILLE = "percent", "permille"

_DASHES = "-‐‑‒–—−"
_SPACE = " \t\n\r\u00a0\u202f\u2009"
_OPENING = "\"'“‘„«([{"
_HEDGE_SIGNS: Mapping[str, Qualifier] = {
    "~": Qualifier.ABOUT, "≈": Qualifier.ABOUT, "≃": Qualifier.ABOUT, "∼": Qualifier.ABOUT, "±": Qualifier.ABOUT,
    ">": Qualifier.MORE_THAN, "≥": Qualifier.AT_LEAST, ">=": Qualifier.AT_LEAST, "<": Qualifier.LESS_THAN,
    "≤": Qualifier.AT_MOST, "<=": Qualifier.AT_MOST,
}  # fmt: skip
_PERCENT = re.compile(r"\s*(?:%|٪|％|per\s?cent\b)", re.IGNORECASE)
_PERMILLE = re.compile(r"\s*(?:‰|per\s?mil(?:le)?\b)", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|(?<=[\s(\[“\"'=:;,]))[-−–‒]\Z")
_BETWEEN_UNITS = re.compile(r"\s{0,3}[,&]?\s{0,3}(?:(?P<word>[^\W\d_]{1,3})\s{1,3})?")
_MOST_WORDS = 2
"""Words between a number and its unit: "17,000 young people"."""


class _Same:
    """A language as a key: the same object is the same language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __hash__(self) -> int:
        return id(self.language)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.language is self.language


def vocabulary_of(language: Language) -> Vocabulary:
    """The vocabulary of a language, computed once."""
    return _vocabulary(_Same(language))


@lru_cache(maxsize=8)
def _vocabulary(key: _Same) -> Vocabulary:
    language = key.language
    before: dict[str, Qualifier] = dict(_HEDGE_SIGNS)
    after: dict[str, Qualifier] = {"+": Qualifier.AT_LEAST}
    phrases = {language.phrases[q.value]: q.value for q in Qualifier if q is not Qualifier.EXACTLY}
    for pattern, qualifier in {**language.reading.hedges, **phrases}.items():
        low, _, high = pattern.lower().partition("{}")
        if low.strip() and not high.strip():
            before[" ".join(low.split())] = Qualifier(qualifier)
        elif high.strip() and not low.strip():
            after[" ".join(high.split())] = Qualifier(qualifier)
    units = {" ".join(form.lower().split()): u for u, words in language.units.items() for form in words.forms.values()}
    signs: dict[str, tuple[str, bool]] = {}
    for unit, words in language.units.items():
        low, _, high = words.sign.partition("{}")
        if sign := low.strip() or high.strip():
            signs[sign] = unit, bool(low.strip())
    amount = language.phrases["amount"]
    joins, pairs = _range_words(language)
    forms = _any_of(units)
    rate = language.phrases["rate"].partition("{amount}")[2].rpartition("{base}")[0].strip() or "\0"
    return Vocabulary(
        language=language,
        before=before,
        longest_first=tuple(sorted(before, key=len, reverse=True)),
        after=after,
        after_first=tuple(sorted(after, key=len, reverse=True)),
        units=units,
        signs=signs,
        unit_first=amount.find("{unit}") < amount.find("{number}"),
        joins=joins,
        pairs=pairs,
        minus=tuple(word.lower() for word in language.reading.minus),
        before_years=tuple(f" {word.lower()}" for word in language.reading.before_years),
        unit_pattern=re.compile(rf"\s{{0,4}}(?:[-‐‑]\s?)?(?P<unit>{forms})(?!\w)", re.IGNORECASE),
        near_pattern=re.compile(
            rf"(?:\s{{1,4}}(?!{forms}(?!\w))[^\W\d_]+){{1,{_MOST_WORDS}}}\s{{1,4}}(?P<unit>{forms})(?!\w)",
            re.IGNORECASE,
        ),
        unit_before_pattern=re.compile(rf"(?<!\w)(?P<unit>{forms})\s*\Z", re.IGNORECASE),
        base_pattern=re.compile(
            rf"\s{{0,4}}(?:{re.escape(rate)}|/)\s{{0,4}}(?:(?P<number>\d[\d.,\u00a0]{{0,20}})\s{{1,4}})?(?P<unit>{forms})(?!\w)",
            re.IGNORECASE,
        ),
        negations=re.compile(_negation_pattern(language.reading.negations), re.IGNORECASE),
        rate=rate.lower(),
    )


def _any_of(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) or "(?!)"


def _negation_pattern(words: Iterable[str]) -> str:
    """Words, and ends of words such as "n’t", with any apostrophe."""
    ends = [re.escape(word).replace("’", "['’]") for word in words if "’" in word]
    whole = _any_of(word for word in words if "’" not in word)
    return "|".join((rf"(?<!\w)(?:{whole})(?!\w)", *(rf"{end}(?!\w)" for end in ends)))


def _range_words(language: Language) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """The words between the ends of a range, and those that need another one before the range."""
    joins: set[str] = set()
    pairs: list[tuple[str, str]] = []
    periods = [language.phrases["period"], language.phrases.get("period_of_days", "")]
    patterns = [language.phrases["range"], *(p.replace("begin", "low").replace("end", "high") for p in periods if p)]
    for pattern in (*language.reading.between, *patterns):
        before, low, after = pattern.lower().partition("{low}")
        between = after.partition("{high}")[0].strip()
        if not low:
            joins.add(pattern.lower().strip())
        elif before.strip():
            pairs.append((before.strip(), between))
        else:
            joins.add(between)
    return frozenset(joins - {""}), tuple(pairs)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language around numbers. All methods take time in proportion to a few words."""

    language: Language
    before: Mapping[str, Qualifier]  # hedges before a number
    longest_first: tuple[str, ...]
    after: Mapping[str, Qualifier]  # hedges after a number or its unit
    after_first: tuple[str, ...]
    units: Mapping[str, str]  # words, with the ids of their units
    signs: Mapping[str, tuple[str, bool]]  # signs, with the ids of their units and whether they are before the number
    unit_first: bool
    joins: frozenset[str]
    pairs: tuple[tuple[str, str], ...]
    minus: tuple[str, ...]
    before_years: tuple[str, ...]
    unit_pattern: re.Pattern[str]
    near_pattern: re.Pattern[str]
    unit_before_pattern: re.Pattern[str]
    base_pattern: re.Pattern[str]
    negations: re.Pattern[str]
    rate: str  # the word before a base: "per"

    def hedge_before(self, text: str) -> tuple[Qualifier, str] | None:
        """The hedge at the end of a text, and its words; None if there is none."""
        tail = text.rstrip(_SPACE + _OPENING)
        lower = " ".join(tail.lower().split())
        if not lower.endswith(self.longest_first):
            return None
        for words in self.longest_first:
            at = len(lower) - len(words)
            if lower.endswith(words) and (at == 0 or not lower[at - 1].isalnum() or not words[0].isalnum()):
                return self.before[words], words
        return None

    def hedge_after(self, text: str) -> tuple[Qualifier, str, int] | None:
        """The hedge at the begin of a text, its words, and the offset of its end; None if there is none."""
        bare = text.lstrip(_SPACE)
        lower = " ".join(bare.lower().split())
        if not lower.startswith(self.after_first):
            return None
        for words in self.after_first:
            if lower.startswith(words) and not (words[-1].isalnum() and lower[len(words) : len(words) + 1].isalnum()):
                return self.after[words], words, len(text) - len(bare) + len(words)
        return None

    def minus_before(self, text: str) -> int:
        """The characters of the minus at the end of a text, with its spaces; 0 if there is none."""
        if _MINUS.search(text):
            return 1
        lower = text.rstrip(_SPACE).lower()
        word = next((word for word in self.minus if lower.endswith(word)), None)
        if word is None or lower[: -len(word)][-1:].isalnum():
            return 0
        return len(text) - len(lower) + len(word)

    def announces_year(self, text: str) -> bool:
        """Whether a text ends with a word that is before a year: "in 2025 people came"."""
        return f" {' '.join(text.lower().split())}".endswith(self.before_years)

    def sign_at(self, text: str, start: int, end: int) -> tuple[str, int, int] | None:
        """The unit that a sign next to a number stands for, with the start and end of both; None if there is none."""
        if match := _PERMILLE.match(text, end):
            return PERMILLE, start, match.end()
        lead = text[max(0, start - 4) : start].rstrip(_SPACE)
        after = text[end : end + 6]
        tail = after.lstrip(_SPACE)
        spaces = len(after) - len(tail)
        for sign, (unit, is_before) in self.signs.items():
            if unit == PERCENT:
                continue
            if is_before and lead.endswith(sign):
                return unit, max(0, start - 4) + len(lead) - len(sign), end
            if not is_before and tail.startswith(sign):
                return unit, start, end + spaces + len(sign)
        return None

    def percent_end(self, text: str, end: int) -> int:
        """The end of a number with its sign for percent."""
        match = _PERCENT.match(text, end)
        return match.end() if match is not None else end

    def unit_at(self, text: str, end: int) -> tuple[str, int] | None:
        """The unit whose word is directly after a number, and the end of it; None in a list of several units."""
        match = self.unit_pattern.match(text, end)
        if match is None or self._is_list(text, match.end()):
            return None
        return self._unit(match), match.end()

    def _is_list(self, text: str, end: int) -> bool:
        """Whether another unit follows after a comma or a word, as in "17,000 men, women and children"."""
        between = _BETWEEN_UNITS.match(text, end)
        if between is None or not between[0].strip() or (between["word"] or "").lower() == self.rate:
            return False
        return self.unit_pattern.match(text, between.end()) is not None

    def unit_near(self, text: str, end: int) -> tuple[str, int] | None:
        """The unit whose word is after a number and one or two other words, and the end of it."""
        match = self.near_pattern.match(text, end)
        return (self._unit(match), match.end()) if match is not None else None

    def unit_before(self, text: str, start: int) -> tuple[str, int] | None:
        """The unit whose word is before a number, and its start, in a language that writes it so."""
        if not self.unit_first:
            return None
        low = max(0, start - 40)
        before = text[low:start].rstrip(_SPACE)
        opening = next((first for first, _ in self.pairs if before.lower().endswith(first)), "")
        match = self.unit_before_pattern.search(before[: len(before) - len(opening)])
        return (self._unit(match), low + match.start()) if match is not None else None

    def base_at(self, text: str, end: int) -> tuple[str, Decimal, int] | None:
        """The unit of the base of a rate, its number and its end: "per 1,000 people"."""
        match = self.base_pattern.match(text, end)
        if match is None:
            return None
        number = parse_digits(match["number"], self.language) if match["number"] else Decimal(1)
        return self._unit(match), number or Decimal(1), match.end()

    def _unit(self, match: re.Match[str]) -> str:
        return self.units[" ".join(match["unit"].lower().split())]

    def joins_range(self, before: str, gap: str) -> bool:
        """Whether the text between two numbers makes a range of them, given the text before the first."""
        gap = (_PERCENT.match(gap) and gap[self.percent_end(gap, 0) :]) or gap
        word = gap.strip(_SPACE + "$€£").lower()
        if word and all(c in _DASHES for c in word):
            return True
        word = word.rstrip(_DASHES).rstrip()
        if word in self.joins:
            return True
        lead = before.rstrip(_SPACE + _DASHES + "$€£").lower()
        return any(word == between and lead.endswith(first) for first, between in self.pairs)
