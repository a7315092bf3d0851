"""Whether the text in the place of a date on a slide is a date. Programs put the date of the day there."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from factpress.i18n import Language

_WORD = re.compile(r"[^\s\d.,:/’'–—-]+")
_DIGITS = re.compile(r"\d+")
_SMALL_WORDS = frozenset(
    {"am", "pm", "a", "p", "m", "st", "nd", "rd", "th", "of", "de", "den", "der", "le", "el", "het", "utc"}
)
_SHORT = 3
"""Letters of the short form of a month or a day of the week."""


def is_date(text: str, language: Language) -> bool:
    """Whether a text is a date or a time of day, in digits or with the names of months, and nothing else."""
    words, groups = _WORD.findall(text.lower()), _DIGITS.findall(text)
    names = _names(language.months)
    if not names.union(_SMALL_WORDS).issuperset(words) or not all(_fits(group) for group in groups):
        return False
    return len(groups) > 1 or (len(groups) == 1 and any(word in names for word in words))


def _fits(group: str) -> bool:
    """Whether some digits are a day, a month, a year, an hour or a minute."""
    return (len(group) <= 2 and int(group) < 100) or (len(group) == 4 and 1900 <= int(group) < 2200)


@lru_cache(maxsize=8)
def _names(months: tuple[str, ...]) -> frozenset[str]:
    """The names of months and of days of the week, and their short forms."""
    all_names = (*months, *calendar.month_name, *calendar.day_name)
    words = [word for name in all_names for word in _WORD.findall(name.lower())]
    return frozenset((*words, *(word[:_SHORT] for word in words)))
