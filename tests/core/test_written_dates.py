"""Dates as people write them, and the hint that shows each in the form of data files."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.written_dates import date_hint, day_of_calendar_hint

PERIODS = {
    "2022-23": "write 2022/2023",
    "2022/23": "write 2022/2023",
    "1999-00": "write 1999/2000",
    "2022–2023": "write 2022/2023",
    "2022-2023": "write 2022/2023",
    "2022 to 2023": "write 2022/2023",
    "2016-03 to 2016-05": "write 2016-03/2016-05",
    "March 2016 – May 2016": "write 2016-03/2016-05",
    "Jan–Mar 2020": "write 2020-01/2020-03",
    "since 2016": "a period has an end: write 2016/ and the last year that the source covers",
    "2016-": "a period has an end: write 2016/ and the last year that the source covers",
    "until 2016": "a period has a begin: write the first year that the source covers, then /2016",
    "FY2022": "write the years or the months that it has: 2021/2022, or 2021-07/2022-06",
    "FY 2022/23": "write the years or the months that it has: 2022/2023, or 2022-07/2023-06",
    "the 1990s": "write 1990/1999",
    "Q2 2022": "write 2022-04/2022-06",
    "23.11.2026": "write 2026-11-23",
    "11/23/2026": "write 2026-11-23",
    "11/12/2026": "write 2026-12-11 or 2026-11-12",
    "Nov 2026": "write 2026-11",
    "2026/11/23": "write 2026-11-23",
}


@pytest.mark.parametrize(("written", "hint"), PERIODS.items())
def test_hint_of_a_period(written: str, hint: str) -> None:
    assert date_hint(written, period=True) == hint


@pytest.mark.parametrize(
    ("written", "hint"),
    {
        "23 November 2026": "write 2026-11-23",
        "November 23rd, 2026": "write 2026-11-23",
        "23.11.26": "write 2026-11-23",
        "2026-11-23T10:00": "write 2026-11-23",
        "Nov 2026": "write 2026-11- and the day",
    }.items(),
)
def test_hint_of_a_day(written: str, hint: str) -> None:
    assert date_hint(written, day=True) == hint


@pytest.mark.parametrize(
    ("written", "hint"),
    {
        "2026-13-01": "there is no month 13: 2026-01-13?",
        "2026-02-30": "February 2026 has the days 01 to 28",
        "2026-15": "there is no month 15; months are 01 to 12",
        "0000-01-01": "the first year is 0001",
    }.items(),
)
def test_a_day_that_the_calendar_does_not_have(written: str, hint: str) -> None:
    assert day_of_calendar_hint(written) == hint


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_german_and_long_dates_are_read_exactly(day: dt.date) -> None:
    for written in (f"{day:%d.%m.%Y}", f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}"):
        assert date_hint(written, day=True) == f"write {day.isoformat()}"


@given(st.text(max_size=70))
def test_any_text_is_read(written: str) -> None:
    found = date_hint(written, period=True)
    assert found is None or found
