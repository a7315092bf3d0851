"""Moments, periods, days and times to text; moments and periods back from text."""

from __future__ import annotations

import datetime as dt
from typing import Any

from factpress.document.wording.phrases import UnreadableError, match_phrase
from factpress.i18n import Language
from factpress.i18n.numerals import normalize_spaces
from factpress.publication.facts.dates import Moment, Period

# ── formatting ──────────────────────────────────────────────────────────────────────────────────────────────────


def format_moment(moment: Moment, language: Language) -> str:
    """The moment as text: "17 April 1975", "April 1975", "1975"."""
    year = language.native_digits(str(moment.year))
    if moment.month is None:
        return year
    month = language.months[moment.month - 1]
    if moment.day is None:
        return language.phrases["month"].format(month=month, year=year)
    return language.phrases["day"].format(day=language.native_digits(str(moment.day)), month=month, year=year)


def format_period(period: Period, language: Language) -> str:
    """The period as text: "17 April 1975 to 6 January 1979", "11 to 13 June 2014", "1975 to 1979".

    A month or year that begin and end share is written once, if the language has a phrase for that: "June 11 to 13,
    2014".
    """
    if period.begin == period.end:
        return format_moment(period.begin, language)
    begin, end = _short_ends(period.begin, period.end, language)
    if not begin and period.begin.day is not None and (pattern := language.phrases.get("period_of_days")):
        return pattern.format(begin=format_moment(period.begin, language), end=format_moment(period.end, language))
    begin, end = begin or format_moment(period.begin, language), end or format_moment(period.end, language)
    return language.phrases["period"].format(begin=begin, end=end)


def in_years(period: Period) -> Period:
    """The period without months and days."""
    return Period(Moment(period.begin.year), Moment(period.end.year))


def format_years(period: Period, language: Language) -> str:
    """The years of the period: "1975 to 1979", or "1975" for a period within one year."""
    return format_period(in_years(period), language)


def format_day(day: dt.date, language: Language) -> str:
    """The day with its weekday, as CLDR has it: "Friday, 4 December 2026"."""
    from babel.dates import format_date

    return str(format_date(day, "full", locale=_locale(language)))


def format_time(time: dt.time, language: Language) -> str:
    """The time of day, as CLDR has it: "18:30"; on a clock of twelve hours with the language's word: "6:30 pm"."""
    clock, half = _clock(time, language)
    return clock.format(half)


def format_hours(begin: dt.time, end: dt.time, language: Language) -> str:
    """Two times of day: "18:30 to 20:00", "6:30 to 8:00 pm"; the half of the day stands once if both share it."""
    (first, half), last = _clock(begin, language), format_time(end, language)
    shared = half and half == _clock(end, language)[1] and first.endswith("{}")
    low = first.removesuffix("{}").rstrip() if shared else first.format(half)
    return language.phrases["range"].format(low=low, high=last)


def _clock(time: dt.time, language: Language) -> tuple[str, str]:
    """The time of day with "{}" for the half of the day, and the word of that half; "" on a clock of 24 hours."""
    from babel import dates

    locale = _locale(language)
    half = "am" if time.hour < 12 else "pm"
    text, name = str(dates.format_time(time, "short", locale=locale)), str(locale.day_periods["format"]["wide"][half])
    if name not in text:
        return text.replace("{", "{{").replace("}", "}}"), ""
    own = language.phrases.get(half)
    # many fonts lack the narrow space that CLDR has before AM and PM
    return text.replace(name, "{}").replace("\u202f", "\u00a0"), own or name


def _locale(language: Language) -> Any:
    from babel import Locale

    return Locale.parse(language.locale, sep="-")


def _short_ends(begin: Moment, end: Moment, language: Language) -> tuple[str, str]:
    """Begin and end without the month or year that the other one has; "" if they share none, or without a phrase."""
    if begin.year != end.year or begin.month is None or end.month is None:
        return "", ""
    if begin.month == end.month and (begin.day is None or end.day is None):
        return "", ""  # "April to 9 April 1975" would repeat the month
    phrases, month = language.phrases, language.months[begin.month - 1]
    if begin.day is None:
        return phrases.get("month_alone", "").format(month=month), ""
    day = language.native_digits(str(begin.day))
    day_month = phrases.get("day_month", "").format(day=day, month=month)
    if begin.month != end.month:
        return day_month, ""
    if phrases.get("day_alone"):
        return phrases["day_alone"].format(day=day), ""
    if day_month and phrases.get("day_year"):
        last, year = (language.native_digits(str(number)) for number in (end.day, end.year))
        return day_month, phrases["day_year"].format(day=last, year=year)
    return day_month, ""


# ── parsing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def parse_moment(text: str, language: Language) -> Moment:
    """The moment that the text states; the inverse of `format_moment`. Raises UnreadableError."""
    found = _parse_moment(normalize_spaces(text), language)
    if found is None:
        raise UnreadableError(f'"{text}" states no date')
    return found


def parse_period(text: str, language: Language) -> Period:
    """The period that the text states; the inverse of `format_period`. A single moment is a period, too.

    A number up to 31 before a full date is a day of its month, not a year. Raises UnreadableError.
    """
    words = normalize_spaces(text)
    moment = _parse_moment(words, language)
    if moment is not None:
        return Period(moment, moment)
    for pattern in (language.phrases["period"], language.phrases.get("period_of_days") or "\0{}"):
        for part in match_phrase(pattern, words):
            end = _parse_moment(part["end"], language) or _parse_end(part["end"], part["begin"], language)
            begin = _parse_begin(part["begin"], end, language) if end is not None else None
            if begin is not None and end is not None:
                return Period(begin, end)
    raise UnreadableError(f'"{text}" states no period')


def _parse_integer(text: str, least: int, most: int) -> int | None:
    """The integer, in digits of any script; None if it is not within these bounds."""
    number = int(text) if text.isdecimal() and len(text) <= 4 else None
    return number if number is not None and least <= number <= most else None


def _parse_moment(text: str, language: Language) -> Moment | None:
    year = _parse_integer(text, 1, 9999)
    if year is not None:
        return Moment(year)
    for pattern in (language.phrases["month"], language.phrases["day"]):
        for part in match_phrase(pattern, text):
            year = _parse_integer(part["year"], 1, 9999)
            month = _parse_month(part["month"], language)
            day = _parse_integer(part["day"], 1, 31) if "day" in part else None
            if year is not None and month is not None and (day is not None or "day" not in part):
                return Moment(year, month, day)
    return None


def _parse_month(text: str, language: Language) -> int | None:
    months = [normalize_spaces(month) for month in language.months]
    return months.index(text) + 1 if text in months else None


def _parse_end(text: str, begin: str, language: Language) -> Moment | None:
    """The end of a period of days, whose month stands at its begin: "13, 2014" after "June 11"."""
    for first in match_phrase(language.phrases.get("day_month") or "\0{}", begin):
        month = _parse_month(first.get("month", ""), language)
        for part in match_phrase(language.phrases.get("day_year") or "\0{}", text):
            day, year = _parse_integer(part.get("day", ""), 1, 31), _parse_integer(part.get("year", ""), 1, 9999)
            if month is not None and day is not None and year is not None:
                return Moment(year, month, day)
    return None


def _parse_begin(text: str, end: Moment, language: Language) -> Moment | None:
    """The begin of a period; a month or year that only its end states is taken from there."""
    if end.month is not None:
        for pattern in ("day_alone", "day_month", "month_alone"):
            for part in match_phrase(language.phrases.get(pattern) or "\0{}", text):
                month = _parse_month(part["month"], language) if "month" in part else end.month
                day = _parse_integer(part["day"], 1, 31) if "day" in part else None
                incomplete = "day" in part and (day is None or (end.day is None and "month" not in part))
                if month is not None and not incomplete:
                    return Moment(end.year, month, day)
    return _parse_moment(text, language)
