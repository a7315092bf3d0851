"""Where each supplied statement is: on a page, in words on a slide, only spoken, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factpress.audit.text import normalise
from factpress.checks.coverage.passages import Passage, TalkSlide
from factpress.core.diagnostics import Location
from factpress.publication.facts.claims import Claim, FactBook, Standing

_ELLIPSIS = re.compile(r"…|\.\.\.|\. \. \.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement is: the title of the chapter or slide, and the place of its text."""

    title: str
    origin: Location | None


@dataclass(frozen=True, slots=True)
class Supplied:
    """A supplied statement, and where it is. None means that it is not there, or that there is no booklet or deck."""

    claim: str
    text: str
    location: Location
    page: Place | None = None
    slide: Place | None = None
    spoken: Place | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """The text of a chapter or a slide, normalised. A statement may continue from one of its passages to the next."""

    title: str
    passages: tuple[Passage, ...]
    key: str

    @classmethod
    def of(cls, title: str, passages: Iterable[Passage]) -> _Group:
        passages = tuple(passages)
        return cls(title, passages, normalise("\n".join(passage.text for passage in passages)))

    def place(self, part: str) -> Place:
        """The place of a part of a statement that is in this text."""
        found = next((p for p in self.passages if part in normalise(p.text)), None)
        return Place(self.title, found.origin if found is not None else self.passages[0].origin)


def find_supplied(
    book: FactBook, pages: Sequence[Passage] | None, slides: Sequence[TalkSlide] | None
) -> tuple[Supplied, ...]:
    """The supplied statements of the claims that are not withdrawn, with their places; see `Supplied`."""
    chapters: dict[str, list[Passage]] = {}
    for passage in pages or ():
        chapters.setdefault(passage.chapter, []).append(passage)
    on_pages = [_Group.of(title, passages) for title, passages in chapters.items()]
    shown = [_Group.of(slide.title, slide.shown) for slide in slides or () if slide.shown]
    spoken = [_Group.of(slide.title, slide.spoken) for slide in slides or () if slide.spoken]
    return tuple(
        Supplied(
            claim.id,
            " ".join(claim.as_supplied.split()),
            claim.location,
            _find(claim.as_supplied, on_pages),
            _find(claim.as_supplied, shown),
            _find(claim.as_supplied, spoken),
        )
        for claim in supplied_claims(book)
        if claim.as_supplied is not None
    )


def supplied_claims(book: FactBook) -> tuple[Claim, ...]:
    """The claims with a text as supplied that may be printed."""
    return tuple(
        claim
        for claim in book.claims.values()
        if claim.standing is not Standing.WITHDRAWN and claim.as_supplied and _parts(claim.as_supplied)
    )


def _find(text: str, groups: Sequence[_Group]) -> Place | None:
    """Where the first part of a statement is, if all its parts are there. An ellipsis is between two parts."""
    parts = _parts(text)
    if not all(any(part in group.key for group in groups) for part in parts):
        return None
    whole = next((group for group in groups if all(part in group.key for part in parts)), None)
    group = whole or next(group for group in groups if parts[0] in group.key)
    return group.place(parts[0])


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in map(normalise, _ELLIPSIS.split(text)) if part)
