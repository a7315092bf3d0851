"""The place of a date on a slide: dates of the day are none of the publication's numbers, anything else is."""

from __future__ import annotations

import pytest

from factpress.audit.date_places import is_date
from tests.tongues import english, khmer


@pytest.mark.parametrize(
    "text",
    [
        "27/11/2026",
        "2026-11-27",
        "27.11.26",
        "27 November 2026",
        "Nov 27, 2026",
        "Friday, 27 November 2026",
        "27th of November 2026",
        "November 26",
        "27-Nov-26",
        "14:30",
        "2:30:15 PM",
        "27/11/2026 14:30",
    ],
)
def test_dates_and_times(text: str) -> None:
    assert is_date(text, english())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "16,707 died",
        "16,707",
        "12 victims",
        "12 of 31 died",
        "1200/300",
        "43",
        "2026",
        "50%",
        "$12.30",
        "27 November 2026: 12 dead",
        "½ 2026",
    ],
)
def test_other_texts(text: str) -> None:
    assert not is_date(text, english())


def test_the_months_of_the_language_are_known() -> None:
    assert is_date("27 វិច្ឆិកា 2026", khmer())
    assert not is_date("27 វិច្ឆិកា 2026", english())
