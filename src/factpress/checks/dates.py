"""Days: weekdays that do not match their dates, and events that are over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from factpress.checks.context import Subject
from factpress.checks.rule import Finding, Rule
from factpress.checks.text_sources import pages, passages, speaker
from factpress.checks.weekdays import Calendar, Dated, calendar_of
from factpress.core.diagnostics import Severity
from factpress.publication.events import EVENTS, Event


def wrong_weekday(subject: Subject) -> Iterator[Finding]:
    """A weekday that does not match the date beside it, in any language of CLDR.

    Why: People come on the wrong day, and readers who notice it doubt the other dates.

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
    say, own = speaker(subject), subject.language.locale
    for kind, page in pages(subject):
        tags = {own, *(tag for event in subject.events.values() for tag in event.languages if page.path == EVENTS)}
        calendars = [found for tag in sorted(tags) if (found := calendar_of(tag)) is not None]
        if not any(one.any_weekday.search(page.text) for one in calendars):
            continue
        for passage in passages(kind, page):
            said = passage.said(say)
            event = _event_at(passage.at(0, 1).line, subject) if page.path == EVENTS else None
            told: set[tuple[int, int]] = set()  # kin languages read the same words
            for calendar in calendars:
                for dated in calendar.dated(said.text):
                    wrong = _wrong(dated, calendar, event) if dated.span not in told else None
                    if wrong is not None:
                        told.add(dated.span)
                        words = " ".join(said.text[slice(*dated.span)].split())
                        hint = "correct the weekday or the date"
                        yield Finding(f'"{words}": {wrong}', said.at(*dated.span), hint)


def _event_at(line: int, subject: Subject) -> Event | None:
    """The event that the line of the file belongs to."""
    before = [event for event in subject.events.values() if event.location.line <= line]
    return max(before, key=lambda event: event.location.line, default=None)


def _wrong(dated: Dated, calendar: Calendar, event: Event | None) -> str | None:
    """What is wrong with a weekday; a date without a year can only be that of its event."""
    if dated.year is None:
        days = [] if event is None else [event.starts.day, event.last_day]
        day = next((day for day in days if (day.day, day.month) == (dated.day, dated.month)), None)
    else:
        try:
            day = dt.date(dated.year, dated.month, dated.day)
        except ValueError:
            return "there is no such day"
    if day is None or day.weekday() == dated.weekday:
        return None
    return f"{day.isoformat()} is a {calendar.weekday(day)}"


def event_over(subject: Subject) -> Iterator[Finding]:
    """An event of data/events.yaml that is over.

    Why: Flyers and pages made from this file still invite people to it.

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
    for event in subject.events.values():
        if event.last_day < subject.today:
            message = f'"{event.title}" was over on {event.last_day.isoformat()}'
            yield Finding(message, event.location, "take it out, or write its next date")


RULES = (
    Rule("wrong-weekday", Severity.ERROR, wrong_weekday),
    Rule("event-over", Severity.WARNING, event_over),
)
