"""Find the dates in a text: "17 April 1975", "April 17, 1975", "17–19 April", 1975-04-17, 17.4.1975, and years."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from factpress.i18n import Language
from factpress.publication.facts.dates import Moment

_DASH = r"[-‐‑‒–—]"
_ORDINAL = r"(?:st|nd|rd|th|er|º|\.)?"
_NUMERIC = (
    re.compile(r"(?<![\d.,/-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"),
    re.compile(r"(?<![\d.,/])(?P<day>\d{1,2})(?P<mark>[./])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<year>\d{4})(?!\d)"),
)
_ABBREVIATED = 3
"""Letters of a month's short form. Months of so many letters have none."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, from `start` to `end`; without a moment if its year is not there, or it is not a date."""

    start: int
    end: int
    moment: Moment | None


def find_dates(text: str, language: Language) -> list[FoundDate]:
    """The dates of a text that have a day or a month, in order, not overlapping; of two at one place, the longer."""
    if not any(character.isdecimal() for character in text):
        return []
    found: list[tuple[int, int, Moment | None]] = []
    months = _month_numbers(language.months)
    for pattern in (*_NUMERIC, *_patterns(language.months, language.phrases["day"], language.phrases["month"])):
        found += [(match.start(), match.end(), _moment(match, months)) for match in pattern.finditer(text)]
    return list(_without_overlaps(found))


def _without_overlaps(found: list[tuple[int, int, Moment | None]]) -> Iterator[FoundDate]:
    at = 0
    for start, end, moment in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= at:
            yield FoundDate(start, end, moment)
            at = end


def _moment(match: re.Match[str], months: Mapping[str, int]) -> Moment | None:
    parts = match.groupdict()
    written, year = parts["month"], int(parts["year"] or 0)
    month = int(written) if written.isdecimal() else months[" ".join(written.lower().split())]
    day = int(parts["day"]) if parts.get("day") else None
    if year == 0 or not 1 <= month <= 12 or (day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return Moment(year, month, day)


@lru_cache(maxsize=8)
def _month_numbers(months: tuple[str, ...]) -> Mapping[str, int]:
    """The numbers of the months by their names, and by the first three letters of names in Latin script."""
    found: dict[str, int] = {}
    for number, name in enumerate(months, 1):
        short = name[:_ABBREVIATED]
        if len(name) > _ABBREVIATED and "a" <= short[:1].lower() <= "z":
            found.setdefault(short.lower(), number)
    return found | {name.lower(): number for number, name in enumerate(months, 1)}


@lru_cache(maxsize=8)
def _patterns(months: tuple[str, ...], *phrases: str) -> tuple[re.Pattern[str], ...]:
    names = sorted(_month_numbers(months), key=len, reverse=True)
    month = rf"(?P<month>{'|'.join(re.escape(name) for name in names)})"
    year = r"(?P<year>\d{4})(?!\d)"
    day = rf"(?<![\d.,])(?P<day>\d{{1,2}}){_ORDINAL}"
    days = rf"{day}(?:\s?{_DASH}\s?\d{{1,2}}{_ORDINAL})?"
    written = [
        rf"{days}[\s-](?:of\s)?{month}(?:\.?,?[\s-]{year}|(?!\w))",
        rf"(?<!\w){month}\.?\s(?:(?P<day>\d{{1,2}}){_ORDINAL}(?:\s?{_DASH}\s?\d{{1,2}}{_ORDINAL})?,?\s)?{year}",
        rf"(?<!\w){month}\.?\s(?P<day>\d{{1,2}}){_ORDINAL}(?![.,]?\d|\s?%)(?P<year>)",
    ]
    for phrase in phrases:
        parts = re.split(r"\{(\w+)\}", phrase)
        fields = {"day": r"(?P<day>\d{1,2})", "month": month, "year": r"(?P<year>\d{4})"}
        around = [re.escape(part).replace(r"\ ", r"\s?").replace("\u00a0", r"\s?") for part in parts[::2]]
        written.append("".join((*(a + fields[name] for a, name in zip(around, parts[1::2], strict=False)), around[-1])))
    return tuple(re.compile(rf"(?<!\d){date}", re.IGNORECASE) for date in written)
