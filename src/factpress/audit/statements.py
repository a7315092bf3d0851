"""Read the statements of a text: each number with its hedge, sign, unit, base and period, as a reader takes it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from factpress.audit.text_dates import find_dates
from factpress.audit.vocabulary import Vocabulary, vocabulary_of
from factpress.i18n import Language
from factpress.i18n.text_numbers import Number, numbers
from factpress.publication.facts.claims import Qualifier
from factpress.publication.facts.dates import Moment, Period

_WINDOW = 48
"""Characters before and after a number in which its hedge, unit and base are looked for."""
_YEARS = range(1000, 2200)
"""The numbers of four digits that are years, unless they have a unit."""


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A number of a text, or the two ends of a range, with all that changes what it says.

    `start` and `end` include hedge, sign, unit and base. `values` have their sign and scale. `unit` is the id of a unit
    of the language, "percent" or "permille"; "" if none is there. It is `adjacent` if no other word is between it and
    the number. A date has the period that it names as `when`; a quantity that of the only date in its sentence.
    """

    start: int
    end: int
    numbers: tuple[Number, ...]
    values: tuple[Decimal, ...]
    qualifier: Qualifier = Qualifier.EXACTLY
    hedge: str = ""
    unit: str = ""
    adjacent: bool = True
    base: str = ""  # the unit after "per": "per 1,000 people"
    base_number: Decimal = Decimal(1)
    when: Period | None = None
    is_date: bool = False
    when_adjacent: bool = False  # whether that date is next to it: "in 2024, 12,480 people"
    negations: tuple[str, ...] = ()  # the words of its sentence that negate, without those of hedges
    negated: bool = False  # whether one of them is directly before the number

    @property
    def is_range(self) -> bool:
        """Whether it has a low and a high end."""
        return len(self.values) > 1 and not self.is_date


def statements(text: str, language: Language) -> list[FoundStatement]:
    """The statements of a text, in order. Every number of the text is in exactly one of them."""
    found = numbers(text, language)
    return _Reader(text, found, language).read() if found else []


def stated_in(text: str, language: Language) -> Counter[object]:
    """What a text states, whatever the order: numbers with hedge, unit, base, and whether their sentence is negated."""
    return Counter(
        (one.values, one.qualifier, one.unit, one.base, one.base_number, one.is_date, bool(one.negations))
        for one in statements(text, language)
    )


_MOST_NEGATIONS = 20
_MOST_BETWEEN = 2
"""Words between a number and its date: "in" or "during the"."""


class _Reader:
    """One text with its numbers."""

    def __init__(self, text: str, found: Sequence[Number], language: Language) -> None:
        self.text, self.found, self.language = text, found, language
        self.vocabulary: Vocabulary = vocabulary_of(language)
        self.ends = [match.end() for match in _SENTENCE_END.finditer(text)]

    def read(self) -> list[FoundStatement]:
        dates = find_dates(self.text, self.language)
        starts = [date.start for date in dates]
        out: list[FoundStatement] = []
        i = 0
        while i < len(self.found):
            number = self.found[i]
            at = bisect_right(starts, number.start) - 1
            if at >= 0 and number.start < dates[at].end:
                date = dates[at]
                last = i
                while last + 1 < len(self.found) and self.found[last + 1].start < date.end:
                    last += 1
                out.append(self._date(self.found[i : last + 1], date.start, date.end, date.moment, date.last))
            elif self._is_year(number):
                last = i
                out.append(self._date((number,), number.start, number.end, Moment(int(number.value))))
            else:
                last = i + self._is_low_end(i)
                out.append(self._quantity(self.found[i : last + 1]))
                if out[-1].base and last + 1 < len(self.found) and self.found[last + 1].start < out[-1].end:
                    last += 1
                    out[-1] = replace(out[-1], numbers=(*out[-1].numbers, self.found[last]))
            i = last + 1
        return list(self._with_sentences(_joined_dates(out, self.text, self.vocabulary)))

    # dates ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _is_year(self, number: Number) -> bool:
        text = self.text[number.start : number.end]
        if len(text) != 4 or not text.isdecimal() or number.percent or int(number.value) not in _YEARS:
            return False
        if self.vocabulary.sign_at(self.text, number.start, number.end) is not None:
            return False
        before = self.text[max(0, number.start - _WINDOW) : number.start]
        return self.vocabulary.unit_at(self.text, number.end) is None or self.vocabulary.announces_year(before)

    def _date(
        self, found: Sequence[Number], start: int, end: int, moment: Moment | None, last: Moment | None = None
    ) -> FoundStatement:
        when = Period(moment, last or moment) if moment is not None else None
        hedge = self.vocabulary.hedge_before(self.text[max(0, start - _WINDOW) : start])
        qualifier, words = hedge or (Qualifier.EXACTLY, "")
        values = tuple(number.amount for number in found)
        return FoundStatement(start, end, tuple(found), values, qualifier, words, when=when, is_date=True)

    # quantities ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _is_low_end(self, i: int) -> bool:
        """Whether a number and the next one are the ends of a range."""
        if i + 1 >= len(self.found):
            return False
        low, high = self.found[i], self.found[i + 1]
        if high.start - low.end > _WINDOW or not self._signed(low) < self._signed(high):
            return False
        before = self.text[max(0, low.start - _WINDOW) : low.start]
        return self.vocabulary.joins_range(before, self.text[low.end : high.start])

    def _signed(self, number: Number) -> Decimal:
        """The amount of a number, negative with a minus before it and before the sign of its unit."""
        sign = self.vocabulary.sign_at(self.text, number.start, number.end)
        start = sign[1] if sign is not None else number.start
        return (
            -number.amount
            if self.vocabulary.minus_before(self.text[max(0, start - _WINDOW) : start])
            else number.amount
        )

    def _quantity(self, found: Sequence[Number]) -> FoundStatement:
        vocabulary, text = self.vocabulary, self.text
        first, last = found[0], found[-1]
        start, end = first.start, last.end
        sign = vocabulary.sign_at(text, first.start, last.end)
        unit, adjacent = "", True
        if sign is not None:
            unit, start, end = sign
        elif last.percent:
            unit, end = "percent", vocabulary.percent_end(text, last.end)
        minus = vocabulary.minus_before(text[max(0, start - _WINDOW) : start])
        start -= minus
        before = text[max(0, start - _WINDOW) : start]
        hedge = vocabulary.hedge_before(before)
        after = vocabulary.hedge_after(text[end : end + _WINDOW])
        if after is not None:
            end += after[2]
        if not unit:
            if (named := vocabulary.unit_at(text, end)) is not None:
                unit, end = named
            elif (named := vocabulary.unit_near(text, end)) is not None:
                unit, end, adjacent = *named, False
            elif (named := vocabulary.unit_before(text, start)) is not None:
                unit, start = named
                before = text[max(0, start - _WINDOW) : start]
                hedge = hedge or vocabulary.hedge_before(before)
        if after is None and (after := vocabulary.hedge_after(text[end : end + _WINDOW])) is not None:
            end += after[2]
        base, base_number = "", Decimal(1)
        if (found_base := vocabulary.base_at(text, end)) is not None:
            base, base_number, end = found_base
        qualifier, words = Qualifier.EXACTLY, ""
        if after is not None:
            qualifier, words = after[0], after[1]
        if hedge is not None:
            qualifier, words = hedge
            start = max(0, start - len(before) + len(before.rstrip()) - len(words))
        values = tuple(map(self._signed, found))
        return FoundStatement(
            start, max(end, last.end), tuple(found), values, qualifier, words, unit, adjacent, base, base_number
        )

    # sentences ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _with_sentences(self, found: list[FoundStatement]) -> Iterator[FoundStatement]:
        """The statements with the negations of their sentences, and quantities with the only date of theirs."""
        of_sentence = [bisect_right(self.ends, one.numbers[0].start) for one in found]
        i = 0
        while i < len(found):
            last = i
            while last + 1 < len(found) and of_sentence[last + 1] == of_sentence[i]:
                last += 1
            begin = self.ends[of_sentence[i] - 1] if of_sentence[i] else 0
            end = self.ends[of_sentence[i]] if of_sentence[i] < len(self.ends) else len(self.text)
            inside = found[i : last + 1]
            hedges = [(one.start, one.numbers[0].start) for one in inside if one.hedge]
            negations = [
                (match.end(), match[0])
                for match in self.vocabulary.negations.finditer(self.text, begin, end)
                if not any(low <= match.start() < high for low, high in hedges)
            ]
            dates = [one for one in inside if one.is_date]
            only = dates[0] if len(dates) == 1 and dates[0].when is not None else None
            words = tuple(word for _, word in negations[:_MOST_NEGATIONS])
            ends = [at for at, _ in negations]
            for one in inside:
                near = bisect_right(ends, one.start) - 1
                directly = near >= 0 and self.text[ends[near] : one.start].strip(" \u00a0\n") in ("", "the", "all")
                complete = replace(one, negations=words, negated=directly)
                if not one.is_date and only is not None:
                    between = self.text[min(one.end, only.end) : max(one.start, only.start)]
                    complete = replace(complete, when=only.when, when_adjacent=len(between.split()) <= _MOST_BETWEEN)
                yield complete
            i = last + 1


_SENTENCE_END = re.compile(r"(?<![.!?…।॥۔؟。！？])[.!?…।॥۔؟。！？]++[\"”’»)\]]*+(?=\s|$)|\n[ \t\r]*+\n")


def _joined_dates(found: list[FoundStatement], text: str, vocabulary: Vocabulary) -> list[FoundStatement]:
    """The statements, with two dates that are the ends of a period as one."""
    out: list[FoundStatement] = []
    for one in found:
        before = out[-1] if out else None
        if before is not None and before.is_date and before.when is not None and before.when.begin == before.when.end:
            gap = text[before.end : one.start]
            ends = _period_end(before.when.begin, one)
            lead = text[max(0, before.start - _WINDOW) : before.start]
            if ends is not None and before.when.begin < ends and vocabulary.joins_range(lead, gap):
                period = Period(before.when.begin, ends)
                joined = (*before.numbers, *one.numbers)
                values = (*before.values, *one.values)
                out[-1] = replace(before, end=one.end, numbers=joined, values=values, when=period)
                continue
        out.append(one)
    return out


def _period_end(begin: Moment, one: FoundStatement) -> Moment | None:
    """The end of a period: a date, or the last two figures of a year, as in "1975–79"."""
    if one.is_date:
        return one.when.begin if one.when is not None and one.when.begin == one.when.end else None
    number = one.numbers[0]
    if one.unit or one.is_range or number.end - number.start != 2 or not 0 < number.value < 100:
        return None
    return Moment(begin.year // 100 * 100 + int(number.value))
