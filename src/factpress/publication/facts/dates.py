"""Dates and periods: 1975, 1975-04, 1975-04-17, 1975/1979 (ISO 8601; EDTF, level 0)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from factpress.core.error_messages import describe
from factpress.core.validation import invalid
from factpress.core.written_dates import date_hint, day_of_calendar_hint


@total_ordering
@dataclass(frozen=True, slots=True)
class Moment:
    """A year, a month or a day. Unknown parts are None. A year sorts before its months and days."""

    year: int
    month: int | None = None
    day: int | None = None

    def __lt__(self, other: Moment) -> bool:
        return (self.year, self.month or 0, self.day or 0) < (other.year, other.month or 0, other.day or 0)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{p:02d}" for p in (self.month, self.day) if p is not None]
        return "-".join(parts)

    @property
    def as_years(self) -> float:
        """The moment on an axis of years: 17 April 1975 is about 1975.29."""
        if self.month is None:
            return float(self.year)
        day = dt.date(self.year, self.month, self.day or 1)
        start = dt.date(self.year, 1, 1)
        return self.year + (day - start).days / (366 if calendar.isleap(self.year) else 365)


@dataclass(frozen=True, slots=True)
class Period:
    """From `begin` to `end`, both included; one moment if they are equal."""

    begin: Moment
    end: Moment


_HINT = "write a year, year-month or year-month-day: 1975, 1975-04 or 1975-04-17"
_PERIOD_HINT = "write a year, year-month or year-month-day, or begin/end: 1975, 1975-04-17, 1975/1979"
_MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def read_iso(written: str) -> Moment:
    """Parse a moment. Raises `invalid` for other text."""
    match = _MOMENT.fullmatch(written.strip())
    if match is None or _is_short_span([written.strip()]):
        raise invalid("not-a-date", f'"{written}" is not a date', date_hint(written) or _one_date(written))
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    wrong = year == 0 or (month is not None and not 1 <= month <= 12)
    if wrong or (month and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]):
        raise invalid("not-a-date", f'"{written}" is not a date of the calendar', day_of_calendar_hint(written.strip()))
    return Moment(year, month, day)


def read_iso_period(written: str) -> Period:
    """Parse a period; without a "/" it is one moment. Raises `invalid` for other text, or an end before the begin."""
    parts = [part.strip() for part in written.split("/")]
    if not all(map(_MOMENT.fullmatch, parts)) or len(parts) > 2 or _is_short_span(parts):
        raise invalid("not-a-date", f'"{written}" is not a period', date_hint(written, period=True) or _PERIOD_HINT)
    begin, end = read_iso(parts[0]), read_iso(parts[-1])
    if first_day(begin) > last_day(end):
        raise invalid("period-reversed", f'"{written}" ends before it begins', f"write {parts[-1]}/{parts[0]}")
    return Period(begin, end)


def _one_date(written: str) -> str:
    """The hint for a period, or any other text, where there must be one moment."""
    span = date_hint(written, period=True) or ""
    return f"one date is needed here, such as 1975 or 1975-04; a period has its own key: {span}" if span else _HINT


def _is_short_span(parts: list[str]) -> bool:
    """Whether a single moment is a span such as "2022-23": its "month" cannot be one, but can be the next year."""
    year, _, month = parts[0].partition("-")
    return len(parts) == 1 and len(month) == 2 and int(month) > 12 and int(month) == (int(year) + 1) % 100


def first_day(moment: Moment) -> tuple[int, int, int]:
    """Return year, month and day of the first day of the moment."""
    return moment.year, moment.month or 1, moment.day or 1


def last_day(moment: Moment) -> tuple[int, int, int]:
    """Return year, month and day of the last day of the moment; 31 is the end of any month."""
    return moment.year, moment.month or 12, moment.day or 31


def _text(value: object, what: str) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return value
    raise invalid("not-a-date", f"expected {what}, found {describe(value)}", _HINT)


def _as_moment(value: object) -> Moment:
    return value if isinstance(value, Moment) else read_iso(_text(value, "a date"))


def _as_period(value: object) -> Period:
    return value if isinstance(value, Period) else read_iso_period(_text(value, "a period"))


_DATE = r"\d{4}(-\d\d(-\d\d)?)?"
IsoMoment = Annotated[
    Moment,
    BeforeValidator(_as_moment),
    PlainSerializer(str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_DATE}$", "examples": [1975, "1975-04-17"]}),
]
IsoPeriod = Annotated[
    Period,
    BeforeValidator(_as_period),
    PlainSerializer(lambda period: f"{period.begin}/{period.end}"),
    WithJsonSchema(
        {"type": ["string", "integer"], "pattern": f"^{_DATE}(/{_DATE})?$", "examples": ["1975/1979", "1975-04-17"]}
    ),
]
