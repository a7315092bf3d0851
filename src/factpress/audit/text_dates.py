"""Find the dates in a text: "17 April 1975", "April 17, 1975", "11 to 13 June 2014", 1975-04-17, 17.4.1975."""

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
    """A date in a text, from `start` to `end`; without a moment if its year is not there, or it is not a date.

    `last` is the last day of a period within a month: 13 June 2014 in "11 to 13 June 2014"; else the moment.
    """

    start: int
    end: int
    moment: Moment | None
    last: Moment | None


def find_dates(text: str, language: Language) -> list[FoundDate]:
    """The dates of a text that have a day or a month, in order, not overlapping; of two at one place, the longer."""
    if not any(character.isdecimal() for character in text):
        return []
    found: list[FoundDate] = []
    months = _month_numbers(language.months)
    month_first = _is_month_first(language.phrases["day"])
    for pattern in (*_NUMERIC, *_patterns(language.months, *(language.phrases[p] for p in ("period", "day", "month")))):
        found += [_found(match, months, month_first) for match in pattern.finditer(text)]
    return list(_without_overlaps(found))


def _without_overlaps(found: list[FoundDate]) -> Iterator[FoundDate]:
    at = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= at:
            yield one
            at = one.end


def _is_month_first(pattern: str) -> bool:
    """Whether a language writes the month, then the day, then the year: 4/17/1975."""
    fields = re.findall(r"\{(\w+)\}", pattern)
    return fields == ["month", "day", "year"]


def _found(match: re.Match[str], months: Mapping[str, int], month_first: bool) -> FoundDate:
    moment = last = _moment(match, months, month_first)
    day = int(match.groupdict().get("last") or 0)
    if moment is not None and moment.day is not None and moment.month is not None and day > moment.day:
        last = Moment(moment.year, moment.month, min(day, calendar.monthrange(moment.year, moment.month)[1]))
    return FoundDate(match.start(), match.end(), moment, last)


def _moment(match: re.Match[str], months: Mapping[str, int], month_first: bool) -> Moment | None:
    parts = match.groupdict()
    written, year = parts["month"], int(parts["year"] or 0)
    month = int(written) if written.isdecimal() else months[" ".join(written.lower().split())]
    day = int(parts["day"]) if parts.get("day") else None
    # of two numbers with a slash, one above 12 is the day, whatever the language
    if parts.get("mark") == "/" and day is not None and (day <= 12 if month_first else month > 12 >= day):
        day, month = month, day
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
        if name.lower().startswith("septem"):
            found.setdefault("sept", number)
    return found | {name.lower(): number for number, name in enumerate(months, 1)}


@lru_cache(maxsize=8)
def _patterns(months: tuple[str, ...], period: str, *phrases: str) -> tuple[re.Pattern[str], ...]:
    names = sorted(_month_numbers(months), key=len, reverse=True)
    month = rf"(?P<month>{'|'.join(re.escape(name) for name in names)})"
    year = r"(?P<year>\d{4})(?!\d)"
    day = rf"(?<![\d.,])(?P<day>\d{{1,2}}){_ORDINAL}"
    join = re.escape(period.partition("{begin}")[2].partition("{end}")[0].strip() or "to")
    through = rf"(?:(?:\s?{_DASH}\s?|\s(?:{join}|through)\s)(?P<last>\d{{1,2}}){_ORDINAL})?"
    days = f"{day}{through}"
    written = [
        rf"{days}[\s-](?:of\s)?{month}(?:\.?,?[\s-]{year}|(?!\w))",
        rf"(?<!\w){month}\.?\s(?:(?P<day>\d{{1,2}}){_ORDINAL}{through},?\s)?{year}",
        rf"(?<!\w){month}\.?\s(?P<day>\d{{1,2}}){_ORDINAL}(?![.,]?\d|\s?%)(?P<year>)",
    ]
    for phrase in phrases:
        parts = re.split(r"\{(\w+)\}", phrase)
        fields = {"day": r"(?P<day>\d{1,2})", "month": month, "year": r"(?P<year>\d{4})"}
        around = [re.escape(part).replace(r"\ ", r"\s?").replace("\u00a0", r"\s?") for part in parts[::2]]
        written.append("".join((*(a + fields[name] for a, name in zip(around, parts[1::2], strict=False)), around[-1])))
    return tuple(re.compile(rf"(?<!\d){date}", re.IGNORECASE) for date in written)
