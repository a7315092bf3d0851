"""Lists of records of the organisation: its works, helplines, prayer points and gifts.

A list in a chapter has a form for each target: the list on pages, and slides of text with it in presented targets. A
list on a slide, or in text for one target, has one form.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from factpress.core.diagnostics import Location, did_you_mean
from factpress.document.blocks.slide import Slide
from factpress.document.model import Block, Inline, Inlines, Items, Only, Paragraph, Primitive, Text, plain
from factpress.document.model.inlines import origin_field
from factpress.document.model.targets import TARGETS
from factpress.document.parse.ast import Fence
from factpress.document.resolve.resolver import Resolver
from factpress.publication.outreach import OUTREACH_FILES
from factpress.publication.validity import Window

STYLES = ("full", "short")

R = TypeVar("R")


class _Dated(Protocol):
    """A record that is valid for some time."""

    @property
    def window(self) -> Window: ...


D = TypeVar("D", bound=_Dated)


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One record of a list as blocks. `record` is its id, and `drawing` the name of a line drawing for it.

    `since` is the year in which a work began, None if it is not known.
    """

    record: str
    blocks: tuple[Primitive, ...]
    drawing: str = ""
    since: int | None = None


@dataclass(frozen=True, slots=True)
class RecordList:
    """Records of one kind of `OUTREACH_FILES`, then `closing`. If it is `bulleted`, they are items of a list.

    `doors` draws each record as a door, with its drawing inside.
    """

    kind: str
    entries: tuple[RecordEntry, ...]
    closing: tuple[Primitive, ...] = ()
    bulleted: bool = False
    doors: bool = False
    origin: Location | None = origin_field()

    def realize(self) -> tuple[Primitive, ...]:
        """The blocks of all records, then what follows them."""
        if self.bulleted:
            return (Items(tuple(entry.blocks for entry in self.entries), origin=self.origin), *self.closing)
        return (*(block for entry in self.entries for block in entry.blocks), *self.closing)


def for_targets(
    fence: Fence, page: RecordList, slides: Iterable[RecordList], resolver: Resolver, title: Inlines = ()
) -> tuple[Block, ...]:
    """The list in the form of each target: `page` on pages, and a slide for each of `slides` where it makes slides.

    The `title` of the slides is by default that of the editor, or the language's word for such a list.
    """
    origin = fence.location
    page = replace(page, origin=origin)
    if resolver.on_slide:
        return (page,)
    with resolver.apart():
        heading = _title(fence, page.kind, title, resolver)
    shown = " ".join(plain(heading).split())
    made = tuple(Slide(shown, (replace(one, origin=origin),), "text", heading, origin=origin) for one in slides)
    if resolver.target is not None:
        return made if TARGETS[resolver.target].presented else (page,)
    return tuple(Only(one.name, made if one.presented else (page,), origin=origin) for one in TARGETS.values())


def _title(fence: Fence, kind: str, title: Inlines, resolver: Resolver) -> Inlines:
    if "title" in fence.options:
        return resolver.noted_inlines(*fence.options["title"])
    return title or (Text(resolver.language.word(f"{kind}-title")),)


def style_of(fence: Fence, resolver: Resolver, styles: Sequence[str] = STYLES) -> str:
    """The style of a list: "full" or "short", or another of its `styles`. Any other is an error."""
    style, place = fence.options.get("style", ("full", fence.location))
    if style not in styles:
        resolver.problems.error("bad-value", f'unknown style "{style}"', place, did_you_mean(style, styles))
    return style


def named(fence: Fence, kind: str, records: Mapping[str, R], resolver: Resolver) -> tuple[R, ...]:
    """The records whose ids are in the argument of the fence, in that order. An unknown one is an error."""
    found: dict[str, R] = {}
    for name, place in words_of(fence):
        if name in records:
            found.setdefault(name, records[name])
        elif records and kind not in resolver.outreach.unread:
            message, hint = f'there is no "{name}" in {OUTREACH_FILES[kind].as_posix()}', did_you_mean(name, records)
            resolver.problems.error("unknown-record", message, place, hint)
    return tuple(found.values())


def words_of(fence: Fence) -> Iterator[tuple[str, Location]]:
    """The ids or codes in the argument of the fence, with their places. Spaces and commas separate them."""
    at = fence.argument_location
    for word in _WORD.finditer(fence.argument):
        yield word[0], replace(at, column=at.column + word.start() if at.column else 0, length=len(word[0]))


_WORD = re.compile(r"[^\s,;]+")


def valid_or_named(fence: Fence, kind: str, records: Mapping[str, D], resolver: Resolver) -> tuple[D, ...]:
    """The records that the argument of the fence names; without one, those that are valid on the day of the edition.

    A list without a record is reported.
    """
    if fence.argument:
        found = named(fence, kind, records, resolver)
    else:
        found = tuple(one for one in records.values() if resolver.day is None or one.window.includes(resolver.day))
    why = hint = ""
    if records and not fence.argument:
        why = f"no entry of {OUTREACH_FILES[kind].as_posix()} is valid on {resolver.day}, the day of the edition"
        hint = "add one, or set its days (from, until) or that of the edition"
    if not found:
        nothing_to_list(fence, kind, resolver, why, hint)
    return found


def nothing_to_list(fence: Fence, kind: str, resolver: Resolver, why: str = "", hint: str = "") -> None:
    """Report a list without a record, unless the errors of its file or of its argument say why."""
    path = OUTREACH_FILES[kind].as_posix()
    if fence.argument and not any(words_of(fence)):
        message, hint = f'"{fence.argument}" names none of {path}', "remove it: the block then has all of them"
        resolver.problems.error("bad-fence", message, fence.argument_location, hint)
        return
    reported = fence.argument and resolver.outreach.records(kind) and not why
    if kind in resolver.outreach.unread or reported:
        return
    what = f"an entry in {path}" if kind in resolver.outreach.kinds else path
    message = why or (f"{path} has no entry" if kind in resolver.outreach.kinds else f"there is no file {path}")
    resolver.problems.error("nothing-to-list", message, fence.location, hint or f"write {what}, or remove the block")


def paragraph(*parts: Inlines, origin: Location | None = None) -> Paragraph:
    """A paragraph of some inlines."""
    return Paragraph(tuple(inline for part in parts for inline in part), origin=origin)


def fill(pattern: str, **fields: Inlines) -> Inlines:
    """A pattern of the language file with inlines in place of its names in braces."""
    out: list[Inline] = []
    for words, name, _, _ in string.Formatter().parse(pattern):
        out += [Text(words)] if words else []
        out += fields[name] if name is not None else ()
    return tuple(out)
