"""Moments and periods into words, and back."""

from __future__ import annotations

from factpress.document.wording.patterns import splits
from factpress.document.wording.quantities import UnreadableError
from factpress.i18n import Language
from factpress.i18n.numerals import in_digits, plain_spaces
from factpress.publication.facts.claims import Moment, Period


def say_moment(moment: Moment, language: Language) -> str:
    """The moment in words: "17 April 1975", "April 1975", "1975"."""
    year = in_digits(str(moment.year), language)
    if moment.month is None:
        return year
    month = language.months[moment.month - 1]
    if moment.day is None:
        return language.phrases["month"].format(month=month, year=year)
    return language.phrases["day"].format(day=_day(moment.day, language), month=month, year=year)


def say_period(period: Period, language: Language) -> str:
    """The period in words: "17 April 1975 to 6 January 1979", "11 to 13 June 2014", "1975 to 1979".

    What begin and end share is said once, at the end, where the language can leave it out.
    """
    if period.begin == period.end:
        return say_moment(period.begin, language)
    begin = _shortened(period.begin, period.end, language) or say_moment(period.begin, language)
    return language.phrases["period"].format(begin=begin, end=say_moment(period.end, language))


def say_years(period: Period, language: Language) -> str:
    """The years alone: "1975 to 1979", or "1975" for a period within one year."""
    return say_period(Period(Moment(period.begin.year), Moment(period.end.year)), language)


def _day(day: int, language: Language) -> str:
    return in_digits(str(day), language)


def _shortened(begin: Moment, end: Moment, language: Language) -> str:
    """The begin without what the end says again; "" where it says nothing again or the language wants it said."""
    if begin.year != end.year or begin.month is None or end.month is None:
        return ""
    if begin.month == end.month and (begin.day is None or end.day is None):
        return ""  # "April to 9 April 1975" would say the month twice and the year once
    month = language.months[begin.month - 1]
    if begin.day is None:
        return language.phrases.get("month_alone", "").format(month=month)
    if begin.month == end.month and end.day is not None and language.phrases.get("day_alone"):
        return language.phrases["day_alone"].format(day=_day(begin.day, language))
    return language.phrases.get("day_month", "").format(day=_day(begin.day, language), month=month)


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────


def read_moment(text: str, language: Language) -> Moment:
    """The moment that the words say; the inverse of `say_moment`. Raises UnreadableError where they say none."""
    found = _read_moment(plain_spaces(text), language)
    if found is None:
        raise UnreadableError(f'"{text}" says no date')
    return found


def read_period(text: str, language: Language) -> Period:
    """The period that the words say, of one moment where they say one; the inverse of `say_period`.

    A lone number up to 31 before a full date is a day of its month, not a year. Raises UnreadableError.
    """
    words = plain_spaces(text)
    moment = _read_moment(words, language)
    if moment is not None:
        return Period(moment, moment)
    for part in splits(language.phrases["period"], words):
        end = _read_moment(part["end"], language)
        begin = _read_begin(part["begin"], end, language) if end is not None else None
        if begin is not None and end is not None:
            return Period(begin, end)
    raise UnreadableError(f'"{text}" says no period')


def _whole(text: str, least: int, most: int) -> int | None:
    """The whole number that digits of any script say, if it lies within these bounds."""
    number = int(text) if text.isdecimal() and len(text) <= 4 else None
    return number if number is not None and least <= number <= most else None


def _read_moment(text: str, language: Language) -> Moment | None:
    year = _whole(text, 1, 9999)
    if year is not None:
        return Moment(year)
    for pattern in (language.phrases["month"], language.phrases["day"]):
        for part in splits(pattern, text):
            year = _whole(part["year"], 1, 9999)
            month = _read_month(part["month"], language)
            day = _whole(part["day"], 1, 31) if "day" in part else None
            if year is not None and month is not None and (day is not None or "day" not in part):
                return Moment(year, month, day)
    return None


def _read_month(text: str, language: Language) -> int | None:
    months = [plain_spaces(month) for month in language.months]
    return months.index(text) + 1 if text in months else None


def _read_begin(text: str, end: Moment, language: Language) -> Moment | None:
    """The begin of a period, with what only its end says filled in."""
    if end.month is not None:
        for pattern in ("day_alone", "day_month", "month_alone"):
            for part in splits(language.phrases.get(pattern) or "\0{}", text):
                month = _read_month(part["month"], language) if "month" in part else end.month
                day = _whole(part["day"], 1, 31) if "day" in part else None
                lacks = "day" in part and (day is None or (end.day is None and "month" not in part))
                if month is not None and not lacks:
                    return Moment(end.year, month, day)
    return _read_moment(text, language)
