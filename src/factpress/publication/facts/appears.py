"""When new editions of a source appear: `appears: yearly, June to September`."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from factpress.core.validation import invalid

MOST_MONTHS = 1200
"""A source that appears once in a hundred years has no review date."""
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name[:3]: number for name, number in _MONTHS.items()}
_RHYTHMS = {"monthly": 1, "quarterly": 3, "yearly": 12, "annually": 12}
_RHYTHM = re.compile(r"every (?:(?P<count>[1-9]\d{0,3}) )?(?P<unit>month|year)s?", re.ASCII)
_HINT = "write one such as: yearly; yearly, July; yearly, June to September; monthly; every 2 years"


@dataclass(frozen=True, slots=True)
class Appearance:
    """Every how many months a new edition appears, and the first and last month of the window in which it does."""

    text: str
    months: int
    window: tuple[int, int] | None = None

    def due(self, checked: dt.date, issued: int | None = None) -> dt.date:
        """Return the last day of the first window that ends after `checked`; without a window, one rhythm later.

        With a rhythm of several years, the window is in a year that fits the year `issued`, or that of `checked`.
        """
        if self.window is None:
            return _month_later(checked, self.months)
        years = self.months // 12
        year = checked.year + (years if years > 1 else -1)
        if issued is not None:
            year = issued + ((checked.year - issued) // years - 1) * years
        end = self._end(max(year, dt.MINYEAR))
        while end <= checked and end < dt.date.max:
            year += years
            end = self._end(max(year, dt.MINYEAR))
        return end

    def next_after(self, issued: int) -> dt.date:
        """Return the last day on which the edition after that of the year `issued` appears."""
        if self.window is None:
            return _month_later(_month_end(issued, 12), self.months)
        return self._end(issued + self.months // 12)

    def _end(self, year: int) -> dt.date:
        """The end of the window that begins in that year."""
        first, last = self.window or (1, 12)
        return _month_end(year + (last < first), last)


def _month_end(year: int, month: int) -> dt.date:
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _month_later(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    end = _month_end(index // 12, index % 12 + 1)
    return end.replace(day=min(day.day, end.day))


def read_appears(written: str) -> Appearance:
    """Parse when a source appears. Raises `invalid` for other text."""
    text = " ".join(written.split())
    rhythm, comma, window = (part.strip() for part in text.lower().partition(","))
    found = _RHYTHM.fullmatch(rhythm)
    months = int(found["count"] or 1) * (12 if found["unit"] == "year" else 1) if found else _RHYTHMS.get(rhythm)
    if months is None or months > MOST_MONTHS or (comma and not window):
        raise invalid("bad-rhythm", f'"{text}" does not say when the source appears', _HINT)
    if not comma:
        return Appearance(text, months)
    ends = [_month(name) for name in re.split(r" (?:to|and) | ?[–-] ?", window)]
    named = [month for month in ends if month is not None]
    if len(named) != len(ends) or len(named) > 2:
        raise invalid("bad-rhythm", f'"{window}" is not a month or a span of months', _HINT)
    if months % 12:
        raise invalid("bad-rhythm", f'"{rhythm}" needs no months: they are for sources that appear in years', _HINT)
    return Appearance(text, months, (named[0], named[-1]))


def _month(name: str) -> int | None:
    name = name.strip().removesuffix(".")
    return _MONTHS.get(name) or (_SHORT.get(name[:3]) if name in (*_SHORT, "sept") else None)
