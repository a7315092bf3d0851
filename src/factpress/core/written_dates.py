"""Dates as people write them, "23.11.2026" or "since 2016", and how each is written in a data file.

Data files have dates as ISO 8601 writes them. Other forms are read here for one purpose: the hint of the error shows
the date in the required form.
"""

from __future__ import annotations

import calendar
import re
import unicodedata

MAX_LENGTH = 60
"""A longer text is no date."""

_MONTHS = (
    {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
    | {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>\d{4})"
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})[./-](\d{1,2})|(\d{1,2})[./-](\d{4})", re.ASCII)
_NAMED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[ -])?(?P<month>{_NAME})\.?(?: (?P<after>\d{{1,2}})(?:st|nd|rd|th)?)?"
    rf",?[ -]{_YEAR}",
    re.IGNORECASE | re.ASCII,
)
_YEARS = re.compile(r"(\d{4}) ?(?:/|-|to|until|through|and) ?(\d{4}|\d\d)", re.ASCII | re.IGNORECASE)
_FISCAL = re.compile(
    r"(?:fy|financial year|fiscal year) ?(\d{4}|\d\d)(?: ?[-/] ?(\d{4}|\d\d))?", re.ASCII | re.IGNORECASE
)
_SINCE = re.compile(r"(since|from|after|until|till|before|by) ([^ ].*)", re.IGNORECASE)
_OPEN = re.compile(r"(\d{4}(?:-\d\d)?) ?(?:-|/|/?\.\.|\+|onwards)", re.ASCII)
_MONTHS_OF = re.compile(rf"({_NAME})\.? ?(?:-|to|/) ?({_NAME})\.? (\d{{4}})", re.ASCII | re.IGNORECASE)
_ABOUT = re.compile(r"(?:c|ca|circa|about|around|~|≈)\.? ?(\d{4})", re.ASCII | re.IGNORECASE)
_DECADE = re.compile(r"(?:the )?(\d{3})0['’]?s", re.ASCII | re.IGNORECASE)
_QUARTER = re.compile(r"q([1-4])[ /-]?(\d{4})|(\d{4})[ /-]?q([1-4])", re.ASCII | re.IGNORECASE)
_OF_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*", re.ASCII)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def date_hint(written: str, *, period: bool = False, day: bool = False) -> str | None:
    """Return how the text is written as a date; None if it is not known.

    `period` allows begin/end; `day` needs a day.
    """
    text = unicodedata.normalize("NFKC", " ".join(written.split())).translate(_DASHES).strip(" \"'“”„‘’.,")
    if not text or len(text) > MAX_LENGTH:
        return None
    found = _one(text, day=day)
    if found is not None:
        return f"write {found}"
    return _span(text) if period else None


def date_forms(written: str) -> tuple[str, ...]:
    """Return what a text may mean as a year, month or day, as ISO 8601 writes it: two dates for 3/4/2021, or none."""
    text = unicodedata.normalize("NFKC", " ".join(written.split())).translate(_DASHES).strip(" \"'“”„‘’.,")
    found = _one(text, day=False) if text and len(text) <= MAX_LENGTH else None
    return tuple(found.split(" or ")) if found is not None else ()


def _one(text: str, *, day: bool) -> str | None:
    """A year, month or day; two forms joined by "or" where the order of day and month is not known."""
    if (found := _OF_TIME.fullmatch(text)) is not None:
        return found[1]
    if (found := _NUMERIC.fullmatch(text)) is not None:
        return _numeric(found)
    if (found := _YEAR_FIRST.fullmatch(text)) is not None:
        return _iso(int(found[1]), int(found[2]), int(found[3])) or _iso(int(found[1]), int(found[3]), int(found[2]))
    if (found := _NAMED.fullmatch(text)) is not None:
        month, number = _MONTHS[found["month"].lower()], found["day"] or found["after"]
        if number is None and day:
            return f"{found['year']}-{month:02d}- and the day"
        return _iso(int(found["year"]), month, int(number) if number else None)
    if not day and (found := _YEAR_MONTH.fullmatch(text)) is not None:
        year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
        return _iso(int(year), int(month))
    return None


def _numeric(found: re.Match[str]) -> str | None:
    first, second = int(found[1]), int(found[3])
    year = int(found[4]) if len(found[4]) == 4 else 2000 + int(found[4])
    forms = [_iso(year, second, first)]
    if found[2] != ".":  # with points the day is first
        forms.append(_iso(year, first, second))
    return " or ".join(dict.fromkeys(form for form in forms if form is not None)) or None


def _iso(year: int, month: int, day: int | None = None) -> str | None:
    if year == 0 or not 1 <= month <= 12 or (day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def _span(text: str) -> str | None:
    """A period: "2022-23", "2022 to 2023", "since 2016", "FY2022", "the 1990s"."""
    if (found := _FISCAL.fullmatch(text)) is not None:
        year = _full_year(found[1])
        begin, end = (year, _end_year(year, found[2])) if found[2] else (year - 1, year)
        return f"write the years or the months that it has: {begin}/{end}, or {begin}-07/{end}-06"
    if (found := _YEARS.fullmatch(text)) is not None:
        return f"write {found[1]}/{_end_year(int(found[1]), found[2])}"
    if (found := _ABOUT.fullmatch(text)) is not None:
        year = int(found[1])
        return f"a period is exact: write {year}, or its earliest and latest year: {year - 1}/{year + 1}"
    if (found := _DECADE.fullmatch(text)) is not None:
        return f"write {found[1]}0/{found[1]}9"
    if (found := _QUARTER.fullmatch(text)) is not None:
        year, quarter = (found[2], int(found[1])) if found[1] else (found[3], int(found[4]))
        return f"write {year}-{3 * quarter - 2:02d}/{year}-{3 * quarter:02d}"
    if (found := _SINCE.fullmatch(text)) is not None:
        known = _one(found[2], day=False) or (
            found[2] if re.fullmatch(r"\d{4}(-\d\d){0,2}", found[2], re.ASCII) else None
        )
        if known is None:
            return None
        if found[1].lower() in ("since", "from", "after"):
            return f"a period has an end: write {known}/ and the last year that the source covers"
        return f"a period has a begin: write the first year that the source covers, then /{known}"
    if (found := _OPEN.fullmatch(text)) is not None:
        return f"a period has an end: write {found[1]}/ and the last year that the source covers"
    if (found := _MONTHS_OF.fullmatch(text)) is not None:
        first, last = (_MONTHS[found[i].lower()] for i in (1, 2))
        return f"write {found[3]}-{first:02d}/{found[3]}-{last:02d}"
    for mark in ("/", " to ", " - ", " until ", "-"):
        begin, between, end = text.partition(mark)
        if between and (first := _part(begin)) and (last := _part(end)):
            return f"write {first}/{last}"
    return None


def _part(text: str) -> str | None:
    text = text.strip()
    return text if re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII) else _one(text, day=False)


def _full_year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _end_year(begin: int, written: str) -> int:
    """The year that "23" means after 2022; after 1999, "00" is 2000."""
    if len(written) == 4:
        return int(written)
    year = begin - begin % 100 + int(written)
    return year if year >= begin else year + 100


def day_of_calendar_hint(written: str) -> str:
    """Return what is wrong with a date in digits that the calendar does not have: 2026-13-01, 2026-02-30."""
    year, month, *day = (int(part) for part in written.split("-"))
    if year == 0:
        return "the first year is 0001"
    if not 1 <= month <= 12:
        swapped = _iso(year, day[0], month) if day else None
        return f"there is no month {month:02d}" + (f": {swapped}?" if swapped is not None else "; months are 01 to 12")
    last = calendar.monthrange(year, month)[1]
    return f"{calendar.month_name[month]} {year} has the days 01 to {last}"


_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d\d))? ?(a\.?m\.?|p\.?m\.?|h|uhr|o['’]clock)?", re.ASCII | re.IGNORECASE)


def time_hint(written: str) -> str | None:
    """Return how a time of day such as "6.30 pm" is written; None if it is none."""
    found = _TIME.fullmatch(" ".join(written.split()))
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()[:1]
    if half in ("a", "p") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f'write "{hour:02d}:{minute:02d}"' if hour < 24 and minute < 60 else None
