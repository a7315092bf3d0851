"""Moments and periods as an editor writes them: 1975, 1975-04, 1975-04-17, 1975/1979 (ISO 8601; EDTF, level 0)."""

from __future__ import annotations

import calendar
import re
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from factpress.core.validation import describe, fault
from factpress.publication.facts.claims import Moment, Period

_HINT = "write a year, year-month or year-month-day: 1975, 1975-04 or 1975-04-17"
_MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def read_iso(written: str) -> Moment:
    """The moment; raises a `not-a-date` fault where it is none."""
    match = _MOMENT.fullmatch(written.strip())
    if match is None:
        raise fault("not-a-date", f'"{written}" is not a date', _HINT)
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    wrong = year == 0 or (month is not None and not 1 <= month <= 12)
    if wrong or (month and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]):
        raise fault("not-a-date", f'"{written}" is not in the calendar', "check year, month and day")
    return Moment(year, month, day)


def read_iso_period(written: str) -> Period:
    """The period, of one moment where no "/" stands in it; raises a fault where it is none or ends before it begins."""
    parts = written.split("/")
    if len(parts) > 2:
        raise fault("not-a-date", f'"{written}" is not a period', "write begin/end: 1975/1979")
    begin, end = read_iso(parts[0]), read_iso(parts[-1])
    if first_day(begin) > last_day(end):
        raise fault("upside-down-period", f'"{written}" ends before it begins', f"write {parts[-1]}/{parts[0]}")
    return Period(begin, end)


def first_day(moment: Moment) -> tuple[int, int, int]:
    """Year, month and day of the first day that the moment covers."""
    return moment.year, moment.month or 1, moment.day or 1


def last_day(moment: Moment) -> tuple[int, int, int]:
    """Year, month and day of the last day that the moment covers; 31 stands for the end of any month."""
    return moment.year, moment.month or 12, moment.day or 31


def _text(value: object, what: str) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return value
    raise fault("not-a-date", f"expected {what}, found {describe(value)}", _HINT)


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
