"""Events of `data/events.yaml` in a text."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.diagnostics import Location, did_you_mean
from factpress.document.model import Block, Break, Inline, Inlines, Paragraph, Primitive, Strong, Text
from factpress.document.model.inlines import origin_field
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.document.wording.dates import format_day, format_hours, format_time
from factpress.i18n import Language
from factpress.publication.events import EVENTS, Event


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event as text. `hours` is empty if it lasts the whole day; `contact` has a line for each way to ask."""

    title: str
    day: str
    hours: str
    place: str
    address: str
    contact: tuple[str, ...]
    note: str
    origin: Location | None = origin_field()

    def realize(self) -> tuple[Primitive, ...]:
        """A paragraph each for the title, the time, the place, the contact and the note."""
        lines = ((self.day, self.hours), (self.place, self.address), self.contact, (self.note,))
        paragraphs = (Paragraph((Strong((Text(self.title),)),)), *(Paragraph(_lines(line)) for line in lines))
        return tuple(paragraph for paragraph in paragraphs if paragraph.children)


def _lines(texts: tuple[str, ...]) -> Inlines:
    lines: list[Inline] = []
    for text in filter(None, texts):
        lines += [Break(), Text(text)] if lines else [Text(text)]
    return tuple(lines)


def resolve(fence: Fence, resolver: Resolver) -> Block | None:
    """An event of `data/events.yaml`: what, when, where, and whom to ask.

    None if there is none of that id, with an error, or if the file of events could not be read.
    """
    events = resolver.events
    if events is None:
        return None
    event = events.get(fence.argument)
    if event is None:
        hint = did_you_mean(fence.argument, events) or f"add it to {EVENTS.as_posix()}, with its day and place"
        message = f'there is no event "{fence.argument}"'
        resolver.problems.error("unknown-event", message, fence.argument_location, hint)
        return None
    contact = event.contact
    return Occasion(
        title=event.title,
        day=_day(event, resolver.language),
        hours=_hours(event, resolver.language),
        place=event.place,
        address=event.address,
        contact=tuple(one for one in (contact.name, contact.phone, contact.email, contact.web) if one),
        note=event.note,
    )


def _day(event: Event, language: Language) -> str:
    first, last = format_day(event.starts.day, language), format_day(event.last_day, language)
    return first if first == last else language.phrases["range"].format(low=first, high=last)


def _hours(event: Event, language: Language) -> str:
    begin = event.starts.time
    end = event.ends.time if event.ends is not None else None
    if begin is None:
        return ""
    return format_time(begin, language) if end is None else format_hours(begin, end, language)


DIRECTIVE = Directive(FenceRule("the id of an event", body=False, names="event"), resolve)
