"""Rules about weekdays that do not match their dates, and about events that are over.

Weekdays and dates are recognised in all languages of CLDR (Unicode Technical Standard 35, part 4).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding
from factpress.checks.text_index import passages, role_reader, text_files
from factpress.publication.events import EVENTS, Event


def wrong_weekday(context: CheckContext) -> Iterator[Finding]:
    """A weekday does not match its date, in any language of CLDR.

    Why: People come on the wrong day, and readers who notice the error doubt the other dates.

    Bad:
        # data/events.yaml
        reading:
          title: A reading on Thursday, 13 November 2026
          starts: {date: 2026-11-13, time: "18:30", zone: Europe/London}
          place: The library

    Good:
        # data/events.yaml
        reading:
          title: A reading on Friday, 13 November 2026
          starts: {date: 2026-11-13, time: "18:30", zone: Europe/London}
          place: The library
    """
    events = context.edition.events.values()
    read_role = role_reader(context)
    for file in text_files(context):
        tags = {context.edition.language.locale}
        if file.path == EVENTS:
            tags.update(tag for event in events for tag in event.languages)
        calendars = [found for tag in sorted(tags) if (found := calendar_of(tag)) is not None]
        if not any(calendar.any_weekday.search(file.text) for calendar in calendars):
            continue
        for passage in passages(file):
            if passage.is_plain and not any(calendar.any_weekday.search(passage.source) for calendar in calendars):
                continue
            text = passage.read(read_role)
            event = _event_at(passage.at(0, 1).line, events) if file.path == EVENTS else None
            reported: set[tuple[int, int]] = set()  # related languages recognise the same words
            for calendar in calendars:
                for dated in calendar.find(text.words):
                    wrong = _wrong(dated, calendar, event) if dated.span not in reported else None
                    if wrong is not None:
                        reported.add(dated.span)
                        words = " ".join(text.words[slice(*dated.span)].split())
                        hint = "correct the weekday or the date"
                        yield Finding(f'"{words}": {wrong}', text.at(*dated.span), hint)


def _event_at(line: int, events: Iterable[Event]) -> Event | None:
    """The event at that line of the file."""
    before = [event for event in events if event.location.line <= line]
    return max(before, key=lambda event: event.location.line, default=None)


def _wrong(dated: DatedWeekday, calendar: Calendar, event: Event | None) -> str | None:
    """What is wrong with a weekday; None if it is right. A date without a year is only compared with its event."""
    if dated.year is None:
        days = [] if event is None else [event.starts.day, event.last_day]
        day = next((day for day in days if (day.day, day.month) == (dated.day, dated.month)), None)
    else:
        try:
            day = dt.date(dated.year, dated.month, dated.day)
        except ValueError:
            return "that date does not exist"
    if day is None or day.weekday() == dated.weekday:
        return None
    return f"{day.isoformat()} is a {calendar.names[day.weekday()]}"


def past_event(context: CheckContext) -> Iterator[Finding]:
    """An event in data/events.yaml is over.

    Why: Flyers and pages that use this file still invite people to it.

    Bad:
        # data/events.yaml
        reading:
          title: An evening of reading
          starts: {date: 2026-11-20, time: "18:30", zone: Europe/London}
          place: The library

    Good:
        # data/events.yaml
        reading:
          title: An evening of reading
          starts: {date: 2026-11-27, time: "18:30", zone: Europe/London}
          place: The library
    """
    for event in context.edition.events.values():
        if event.last_day < context.today:
            message = f'"{event.title}" ended on {event.last_day.isoformat()}'
            yield Finding(message, event.location, "remove it, or write its next date")


# ── weekdays with dates ───────────────────────────────────────────────────────────────────────────────────────────

_FIELD = re.compile(r"'(?P<literal>[^']*)'|(?P<field>([a-zA-Z])\3*)|(?P<other>[^a-zA-Z']+)")
_LOOSE = r"[\s,.()\-–،、（）]*"
_BETWEEN = rf"{_LOOSE}(?:[^\W\d_]{{1,4}}\.?\s+)?(?:[\u1780-\u17ff]{{1,6}}\s*)?"
"""Between the parts of a date: punctuation, a short word (the, of, den), or a Khmer word for day, month or year."""
_MORE_NAMES: Mapping[str, tuple[Mapping[str, int], Mapping[str, int]]] = {
    "en": ({"tues": 1, "weds": 2, "thur": 3, "thurs": 3}, {"sept": 9}),
}
"""Short names of days and months that are in use, but not in CLDR."""
MAX_YEAR = 2300
"""Later years belong to other calendars, so their weekdays are not checked."""


@dataclass(frozen=True, slots=True)
class DatedWeekday:
    """A weekday with its date, found at `span`. Monday is 0; `year` is None if none is written."""

    span: tuple[int, int]
    weekday: int
    day: int
    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The names of days and months of a language, and the patterns of its dates."""

    weekdays: Mapping[str, int]  # in lower case
    months: Mapping[str, int]
    names: tuple[str, ...]  # full names, from Monday
    ambiguous: frozenset[str]  # short names that without their capital are other words: "sat", "sun"
    patterns: tuple[re.Pattern[str], ...]  # the most specific first
    any_weekday: re.Pattern[str]

    def find(self, text: str) -> Iterator[DatedWeekday]:
        """Every weekday of the text that has a date."""
        found: dict[int, DatedWeekday] = {}
        for pattern in self.patterns:
            for match in pattern.finditer(text):
                if match["weekday"] in self.ambiguous:
                    continue
                parts = match.groupdict()
                month = parts.get("month") or ""
                number = self.months.get(month.lower()) or (int(month) if month.isdecimal() else 0)
                day = int(parts["day"])
                if month.isdecimal() and number > 12 >= day:  # in the order of another country
                    day, number = number, day
                year = int(parts["year"]) if parts.get("year") else None
                weekday = self.weekdays[match["weekday"].lower()]
                dated = DatedWeekday(match.span(), weekday, day, number, year)
                found.setdefault(match.start("weekday"), dated)
        yield from (one for one in found.values() if one.year is None or one.year <= MAX_YEAR)


@lru_cache(maxsize=32)
def calendar_of(tag: str) -> Calendar | None:
    """The calendar of a language, by its BCP 47 tag; None if CLDR does not have the language."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = cast("Any", Locale.parse(tag, sep="-"))
    except (UnknownLocaleError, ValueError):
        return None
    more_days, more_months = _MORE_NAMES.get(str(locale.language), ({}, {}))
    weekdays, months = {**_names(locale.days), **more_days}, {**_names(locale.months), **more_months}
    weekday = f"(?P<weekday>{_alternatives(weekdays)})"
    month = f"(?P<month>{_alternatives(months)})"
    day, year = r"(?P<day>(?<!\d)\d{1,2}(?!\d))(?:st|nd|rd|th|er|º|ª|\.)?", r"(?P<year>(?<!\d)\d{4}(?!\d))"
    orders = [
        f"{weekday}{_BETWEEN}{day}{_BETWEEN}{month}(?:{_BETWEEN}{year})?",
        f"{weekday}{_BETWEEN}{month}{_BETWEEN}{day}(?:{_LOOSE}{year})?",
    ]
    skeletons = locale.datetime_skeletons
    formats = [locale.date_formats["full"], *(skeletons[key] for key in ("yMMMEd", "yMEd") if key in skeletons)]
    orders += [_regex(one.pattern, weekday, month) for one in formats]
    after = rf"{_LOOSE}(?:(?:an?|ein|une?)\s+)?{weekday}"
    orders += [f"{day}{_BETWEEN}{month}{_BETWEEN}{year}{after}", f"{month}{_LOOSE}{day}{_LOOSE}{year}{after}"]
    patterns = tuple(re.compile(rf"(?<![^\W\d_]){one}(?![^\W\d_])", re.IGNORECASE) for one in dict.fromkeys(orders))
    full_names = tuple(str(locale.days["stand-alone"]["wide"][i]) for i in range(7))
    short = [str(word).rstrip(".") for word in locale.days["format"]["abbreviated"].values()]
    ambiguous = frozenset(word.lower() for word in short if word != word.lower()).union(more_days)
    # short names are parts of many words, so they match only as whole words
    long = {word: number for word, number in weekdays.items() if len(word) > 4 or not word.isascii()}
    any_weekday = rf"{_alternatives(long) or '$^'}|(?<!\w)(?:{_alternatives(weekdays)})(?!\w)"
    return Calendar(weekdays, months, full_names, ambiguous, patterns, re.compile(any_weekday, re.IGNORECASE))


def _names(contexts: Any) -> dict[str, int]:
    """The full and short names of days or months, in lower case and without a final full stop."""
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in contexts[context][width].items():
                names.setdefault(str(name).lower().rstrip("."), int(number))
    return names


def _alternatives(words: Mapping[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word)


def _regex(pattern: str, weekday: str, month: str) -> str:
    """A date pattern of CLDR as a regular expression that allows any punctuation between fields."""
    regex = ""
    for part in _FIELD.finditer(pattern):
        field = part["field"] or ""
        match field[:1]:
            case "E" | "c":
                regex += weekday
            case "d":
                regex += r"(?P<day>\d{1,2})"
            case "M" | "L":
                regex += month if len(field) > 2 else r"(?P<month>\d{1,2})"
            case "y" | "u":
                regex += r"(?P<year>\d{4})"
            case "G":
                regex += r"\D*"
            case _ if "/" in (part["other"] or ""):
                regex += r"\s?/\s?"
            case _:
                words = re.findall(r"[^\W\d_]+", part["literal"] or part["other"] or field)
                regex += _LOOSE + "".join(re.escape(word) + _LOOSE for word in words)
    return regex
