"""`data/events.yaml`: time, place, contact and languages of events."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.error_messages import describe
from factpress.core.paths import Places
from factpress.core.validation import Day, Record, RequiredText, invalid, mapping_schema
from factpress.core.written_dates import time_hint
from factpress.core.yaml_positions import Tree
from factpress.i18n import LanguageTag
from factpress.publication.yaml_entries import by_id, records

EVENTS = Path("data/events.yaml")


@dataclass(frozen=True, slots=True)
class Instant:
    """A day, with a local time if it is known, and the IANA time zone."""

    day: dt.date
    time: dt.time | None
    zone: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach an office, or a person who has agreed to be named."""

    name: str = ""
    email: str = ""
    phone: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """An event. Without `ends` it ends with its day.

    `languages` are the BCP 47 tags of the languages in which it is held; empty for the publication's language.
    """

    id: str
    title: str
    starts: Instant
    ends: Instant | None
    place: str
    address: str
    contact: Contact
    languages: tuple[str, ...]
    note: str
    location: Location = field(compare=False)

    @property
    def last_day(self) -> dt.date:
        """The last day of the event."""
        return (self.ends or self.starts).day


def _time(value: object) -> dt.time:
    if isinstance(value, dt.time):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{2}:\d{2}", value, re.ASCII):
        try:
            return dt.time.fromisoformat(value)
        except ValueError:
            raise invalid("not-a-time", f'"{value}" is not a time of day', "write 00:00 to 23:59") from None
    hint = time_hint(value) if isinstance(value, str) else None
    raise invalid("not-a-time", f"expected a time, found {describe(value)}", hint or 'write hours and minutes: "18:30"')


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        known = available_timezones()
        if known or not re.fullmatch(r"[A-Za-z_]+(/[A-Za-z0-9_+-]+){0,2}", name):  # some systems have no time zones
            same = [
                one for one in sorted(known) if one.rpartition("/")[2].lower() == name.strip().lower().replace(" ", "_")
            ]
            hint = f'did you mean "{same[0]}"?' if same else did_you_mean(name, known, most=3)
            raise invalid("unknown-zone", f'there is no time zone "{name}"', hint) from None
    return name


_Time = Annotated[
    dt.time,
    BeforeValidator(_time),
    WithJsonSchema({"type": "string", "pattern": r"^\d{2}:\d{2}$", "examples": ["18:30"]}),
]


class StartRecord(Record):
    """When it begins."""

    date: Day = Field(description="The day: 2026-12-04.")
    time: _Time | None = Field(None, description='The time, in quotes: "18:30"; none where it lasts the whole day.')
    zone: Annotated[str, AfterValidator(_zone)] = Field(description="The time zone: Europe/London, Asia/Bangkok, UTC.")


class EndRecord(Record):
    """When it ends; the day where it is another one."""

    date: Day | None = Field(None, description="The day, where it is not the one on which it begins.")
    time: _Time | None = Field(None, description='The time, in quotes: "20:00".')


class ContactRecord(Record):
    """The contact."""

    name: str = Field("", description="An office, or a person who has agreed to be named.")
    email: str = Field("", description="info@example.org")
    phone: str = Field("", description='In quotes, with the code of the country: "+44 20 7946 0000".')
    web: str = Field("", description="https://example.org/evening")


class EventRecord(Record):
    """An event, for posters and flyers."""

    title: RequiredText = Field(description="What it is: An evening of reading.")
    starts: StartRecord = Field(description='When it begins: {date: 2026-12-04, time: "18:30", zone: Europe/London}.')
    ends: EndRecord | None = Field(None, description='When it ends: {time: "20:00"}; without it, with its day.')
    place: RequiredText = Field(description="Where it is, by name: St Mary’s church hall.")
    address: str = Field("", description="The address, as it is printed.")
    contact: ContactRecord | None = Field(None, description="The contact.")
    languages: list[LanguageTag] = Field(
        default_factory=list, description="The languages in which it is held: [en, km]."
    )
    note: str = Field("", description="A sentence more: what to bring, whether there is a ramp. May name the weekday.")


def events_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/events.yaml`."""
    return by_id(mapping_schema(EventRecord, "Events", "Events by id."))


def load_events(places: Places, problems: Problems) -> Mapping[str, Event]:
    """Return the valid events by id; none if there is no such file."""
    found: dict[str, Event] = {}
    for key, record, tree in records(places.files, EVENTS, EventRecord, problems):
        starts = Instant(record.starts.date, record.starts.time, record.starts.zone)
        ends = None
        if record.ends is not None:
            ends = Instant(record.ends.date or starts.day, record.ends.time, starts.zone)
            _check(key, starts, ends, tree, problems)
        found[key] = Event(
            id=key,
            title=record.title,
            starts=starts,
            ends=ends,
            place=record.place,
            address=record.address,
            contact=Contact(**record.contact.model_dump()) if record.contact else Contact(),
            languages=tuple(record.languages),
            note=record.note,
            location=tree.key_at(key),
        )
    return found


def _check(key: str, starts: Instant, ends: Instant, tree: Tree, problems: Problems) -> None:
    """Report an end before the begin: by the time if both have one, else by the day."""
    early = ends.day < starts.day
    if starts.time is not None and ends.time is not None:
        early = (ends.day, ends.time) <= (starts.day, starts.time)
    if early:
        hint = "correct the end, or add its date"
        problems.error("event-reversed", "the event ends before it begins", tree.at(key, "ends"), hint)
