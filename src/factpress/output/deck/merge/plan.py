"""What a merge does with each slide: a three-way comparison of her deck, ours, and the digests of the last build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from factpress.output.deck.read_deck import ReadDeck, ReadSlide

PENDING = "~new"
"""The end of the key of our version of a slide that is hidden behind hers. No other key has this character."""


class Outcome(StrEnum):
    """What became of a slide."""

    SAME = "unchanged"
    KEPT = "kept as hers"
    REPLACED = "replaced"
    CONFLICT = "conflict"
    PENDING = "hidden behind hers"
    NEW = "new from the facts"
    ADDED = "added by her"
    DELETED = "deleted by her"
    REMOVED = "no longer in the facts"


@dataclass(frozen=True, slots=True)
class Step:
    """A slide of the merge: what became of it, its key, and its index in her deck and in ours, or None.

    The slide in the merged deck is ours if `takes_ours`, else hers; `left_out` slides are not in it.
    """

    outcome: Outcome
    key: str
    hers: int | None = None
    ours: int | None = None

    @property
    def takes_ours(self) -> bool:
        """Whether the slide in the merged deck is ours."""
        return self.outcome in (Outcome.SAME, Outcome.REPLACED, Outcome.PENDING, Outcome.NEW)

    @property
    def left_out(self) -> bool:
        """Whether the merged deck has no such slide."""
        return self.outcome in (Outcome.DELETED, Outcome.REMOVED)


def plan(hers: ReadDeck, ours: ReadDeck) -> tuple[Step, ...]:
    """Return the steps in the order of the merged deck; slides that are left out are where they were.

    Her order, deletions and own slides stay. A slide that she did not change is ours. A slide that only she changed is
    hers; if the facts changed it, too, ours comes behind it as `PENDING`. New slides of ours come after the nearest
    slide before them in our deck that is in hers.
    """
    base = _base(hers)
    keys = keys_of(hers, ours)
    index = {slide.key: i for i, slide in enumerate(ours.slides)}
    present = set(keys)
    equal = {key for slide, key in zip(hers.slides, keys, strict=True) if slide.digest == _digest(ours, index.get(key))}
    placed: list[Step] = []
    for i, (slide, key) in enumerate(zip(hers.slides, keys, strict=True)):
        placed += _steps(i, slide, key, base, index, equal, ours)
    known = {*base, *(key.removesuffix(PENDING) for key in present)}
    return _with_missing(placed, known, ours)


def keys_of(hers: ReadDeck, ours: ReadDeck) -> list[str]:
    """Return the key of each slide of hers: of an older deck without keys, that of our slide with the same title.

    Our version of a slide of which she deleted her own has the key of that slide.
    """
    if hers.record is None:
        titles: dict[str, str] = {}
        for slide in ours.slides:
            titles.setdefault(_title(slide), slide.key)
        titles.pop("", None)
        return [titles.pop(_title(slide), "") for slide in hers.slides]
    present = {slide.key for slide in hers.slides}
    return [
        slide.key.removesuffix(PENDING) if slide.key.removesuffix(PENDING) not in present else slide.key
        for slide in hers.slides
    ]


def _digest(deck: ReadDeck, index: int | None) -> str | None:
    return deck.slides[index].digest if index is not None else None


def _title(slide: ReadSlide) -> str:
    return " ".join(slide.title.casefold().split())


def _base(hers: ReadDeck) -> Mapping[str, str]:
    return {one.key: one.digest for one in hers.record.slides} if hers.record is not None else {}


def _steps(
    i: int,
    slide: ReadSlide,
    key: str,
    base: Mapping[str, str],
    index: Mapping[str, int],
    equal: set[str],
    ours: ReadDeck,
) -> Iterator[Step]:
    """Yield the steps for one slide of hers."""
    if not key:
        yield Step(Outcome.ADDED, "", i)
        return
    unchanged = slide.digest in (base.get(key), base.get(slide.key))
    about = key.removesuffix(PENDING)
    at = index.get(about)
    if key.endswith(PENDING):
        # if the facts changed since, the step of her slide puts the new one behind it
        if not unchanged:
            yield Step(Outcome.ADDED, key, i)
        elif at is not None and about not in equal and ours.slides[at].digest == base.get(about):
            yield Step(Outcome.PENDING, key, i, at)
        return
    if at is None:
        yield Step(Outcome.REMOVED if unchanged else Outcome.KEPT, key, i)
        return
    new = ours.slides[at]
    if unchanged or slide.digest == new.digest:
        yield Step(Outcome.SAME if slide.digest == new.digest else Outcome.REPLACED, key, i, at)
    elif base.get(key) == new.digest:
        yield Step(Outcome.KEPT, key, i, at)
    else:
        yield Step(Outcome.CONFLICT, key, i, at)
        yield Step(Outcome.PENDING, key + PENDING, None, at)


def _with_missing(placed: list[Step], known: set[str], ours: ReadDeck) -> tuple[Step, ...]:
    """Add the slides of ours that are not in her deck: those that she deleted, and the new ones."""
    there = {step.ours for step in placed}
    steps = list(placed)
    last: Step | None = None  # the nearest one before, in our order
    for i, slide in enumerate(ours.slides):
        if i in there:
            last = next(step for step in reversed(steps) if step.ours == i)
            continue
        step = Step(Outcome.DELETED if slide.key in known else Outcome.NEW, slide.key, None, i)
        steps.insert(steps.index(last) + 1 if last is not None else 0, step)
        last = step
    return tuple(steps)
