"""Days and times of what takes place, in words, as the language's own people write them (CLDR)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from factpress.i18n import Language


def say_day(day: dt.date, language: Language) -> str:
    """A day with its weekday: "Friday 4 December 2026"."""
    from babel.dates import format_date

    return str(format_date(day, "full", locale=_locale(language)))


def say_time(time: dt.time, language: Language) -> str:
    """A time of the day: "18:30"."""
    from babel.dates import format_time

    return str(format_time(time, "short", locale=_locale(language)))


def _locale(language: Language) -> Any:
    from babel import Locale

    return Locale.parse(language.locale, sep="-")
