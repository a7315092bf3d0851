"""Weekdays with their dates, as people write them in the languages of CLDR (Unicode Technical Standard 35, part 4)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

_FIELD = re.compile(r"'(?P<said>[^']*)'|(?P<field>([a-zA-Z])\3*)|(?P<other>[^a-zA-Z']+)")
_LOOSE = r"[\s,.()\-–،、（）]*"
_BETWEEN = rf"{_LOOSE}(?:[^\W\d_]{{1,4}}\.?\s+)?(?:[\u1780-\u17ff]{{1,6}}\s*)?"
"""Between the parts of a date: marks and spaces, a small word (the, of, den), a Khmer word for day, month or year."""
MOST_YEAR = 2300
"""Years beyond it are of another calendar, and say nothing here."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A weekday that was written with its date: 0 is Monday; without a year where none was written."""

    span: tuple[int, int]
    weekday: int
    day: int
    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of one language for days and months, and the patterns in which it writes them."""

    weekdays: Mapping[str, int]  # in small letters
    months: Mapping[str, int]
    names: tuple[str, ...]  # from Monday, as they stand alone
    common: frozenset[str]  # short names that are words of their own without their capital: "sat", "sun"
    patterns: tuple[re.Pattern[str], ...]  # the surest first
    any_weekday: re.Pattern[str]

    def dated(self, text: str) -> Iterator[Dated]:
        """Every weekday in the text that stands with a date, each once."""
        found: dict[int, Dated] = {}
        for pattern in self.patterns:
            for match in pattern.finditer(text):
                if match["weekday"] in self.common:
                    continue
                parts = match.groupdict()
                month = parts.get("month") or ""
                number = self.months.get(month.lower()) or (int(month) if month.isdecimal() else 0)
                year = int(parts["year"]) if parts.get("year") else None
                weekday = self.weekdays[match["weekday"].lower()]
                found.setdefault(match.start("weekday"), Dated(match.span(), weekday, int(parts["day"]), number, year))
        yield from (one for one in found.values() if one.year is None or one.year <= MOST_YEAR)

    def weekday(self, day: dt.date) -> str:
        """The name of that day."""
        return self.names[day.weekday()]


@lru_cache(maxsize=32)
def calendar_of(tag: str) -> Calendar | None:
    """The calendar of a BCP 47 tag; None where CLDR does not know the language."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = cast("Any", Locale.parse(tag, sep="-"))
    except (UnknownLocaleError, ValueError):
        return None
    weekdays, months = _words(locale.days), _words(locale.months)
    weekday = f"(?P<weekday>{_alternatives(weekdays)})"
    month = f"(?P<month>{_alternatives(months)})"
    day, year = r"(?P<day>(?<!\d)\d{1,2}(?!\d))(?:st|nd|rd|th|er|º|ª|\.)?", r"(?P<year>(?<!\d)\d{4}(?!\d))"
    orders = [
        f"{weekday}{_BETWEEN}{day}{_BETWEEN}{month}(?:{_BETWEEN}{year})?",
        f"{weekday}{_BETWEEN}{month}{_BETWEEN}{day}(?:{_LOOSE}{year})?",
    ]
    skeletons = locale.datetime_skeletons
    written = [locale.date_formats["full"], *(skeletons[key] for key in ("yMMMEd", "yMEd") if key in skeletons)]
    orders += [_pattern(one.pattern, weekday, month) for one in written]
    orders.append(rf"{day}{_BETWEEN}{month}{_BETWEEN}{year}{_LOOSE}(?:(?:an?|ein|une?)\s+)?{weekday}")
    compiled = tuple(re.compile(rf"(?<![^\W\d_]){one}(?![^\W\d_])", re.IGNORECASE) for one in dict.fromkeys(orders))
    names = tuple(str(locale.days["stand-alone"]["wide"][i]) for i in range(7))
    short = [str(word).rstrip(".") for word in locale.days["format"]["abbreviated"].values()]
    common = frozenset(word.lower() for word in short if word != word.lower())
    return Calendar(weekdays, months, names, common, compiled, _any(weekdays))


def _any(weekdays: Mapping[str, int]) -> re.Pattern[str]:
    """Any weekday; a short one, which is part of many words, only by itself."""
    long = {word: number for word, number in weekdays.items() if len(word) > 4 or not word.isascii()}
    return re.compile(rf"{_alternatives(long) or '$^'}|(?<!\w)(?:{_alternatives(weekdays)})(?!\w)", re.IGNORECASE)


def _words(contexts: Any) -> dict[str, int]:
    """The words for days or months, long and short, in small letters and without a stop at their end."""
    words: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, word in contexts[context][width].items():
                words.setdefault(str(word).lower().rstrip("."), int(number))
    return words


def _alternatives(words: Mapping[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word)


def _pattern(written: str, weekday: str, month: str) -> str:
    """A pattern of CLDR as a regular expression; of what stands between its fields only the words matter."""
    out = ""
    for part in _FIELD.finditer(written):
        field = part["field"] or ""
        match field[:1]:
            case "E" | "c":
                out += weekday
            case "d":
                out += r"(?P<day>\d{1,2})"
            case "M" | "L":
                out += month if len(field) > 2 else r"(?P<month>\d{1,2})"
            case "y" | "u":
                out += r"(?P<year>\d{4})"
            case "G":
                out += r"\D*"
            case _:
                words = re.findall(r"[^\W\d_]+", part["said"] or part["other"] or field)
                out += _LOOSE + "".join(re.escape(word) + _LOOSE for word in words)
    return out
