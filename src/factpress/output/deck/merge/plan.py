"""What a merge does with each slide: a three-way comparison of her deck, ours, and the digests of the last build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from factpress.output.deck.identity.properties import SlideRecord
from factpress.output.deck.identity.read_deck import ReadDeck, ReadSlide
from factpress.output.deck.identity.slide_look import same_look, shapes_only

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
    comparison = _Comparison(hers, ours, keys_of(hers, ours))
    placed = [step for i in range(len(hers.slides)) for step in comparison.steps(i)]
    known = {*comparison.base, *(key.removesuffix(PENDING) for key in comparison.keys)}
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


def _title(slide: ReadSlide) -> str:
    return " ".join(slide.title.casefold().split())


class _Comparison:
    """Compares the slides of two decks with the record of the last build."""

    def __init__(self, hers: ReadDeck, ours: ReadDeck, keys: list[str]) -> None:
        self.hers, self.ours, self.keys = hers, ours, keys
        self.base: Mapping[str, SlideRecord] = hers.record.by_key if hers.record is not None else {}
        self.index = {slide.key: i for i, slide in enumerate(ours.slides)}
        self.equal = {
            key
            for slide, key in zip(hers.slides, keys, strict=True)
            if key in self.index and _is_equal(slide, ours.slides[self.index[key]])
        }

    def steps(self, i: int) -> Iterator[Step]:
        """Yield the steps for a slide of hers."""
        slide, key = self.hers.slides[i], self.keys[i]
        if not key:
            yield Step(Outcome.ADDED, "", i)
            return
        at = self.index.get(key.removesuffix(PENDING))
        # a hidden slide of ours that she shows in place of her own one may have the mark in its title or not
        unchanged = any(_is_unchanged(slide, self.base.get(name)) for name in {key, slide.key})
        if key.endswith(PENDING):
            yield from self._pending(i, key, at, unchanged=unchanged)
        elif at is None:
            yield Step(Outcome.REMOVED if unchanged else Outcome.KEPT, key, i)
        elif unchanged or key in self.equal:
            yield Step(Outcome.SAME if key in self.equal else Outcome.REPLACED, key, i, at)
        elif _is_current(self.ours.slides[at], self.base.get(key)):
            yield Step(Outcome.KEPT, key, i, at)
        else:
            yield Step(Outcome.CONFLICT, key, i, at)
            yield Step(Outcome.PENDING, key + PENDING, None, at)

    def _pending(self, i: int, key: str, at: int | None, *, unchanged: bool) -> Iterator[Step]:
        """Yield the step for a slide of ours that is hidden behind hers.

        If the facts changed since, the steps for her slide put the new one behind it.
        """
        about = key.removesuffix(PENDING)
        if not unchanged:
            yield Step(Outcome.ADDED, key, i)
        elif at is not None and about not in self.equal and _is_current(self.ours.slides[at], self.base.get(about)):
            yield Step(Outcome.PENDING, key, i, at)


def _is_unchanged(slide: ReadSlide, built: SlideRecord | None) -> bool:
    """Whether she did not change a slide."""
    if built is None or slide.digest != built.digest or slide.extras:
        return False
    return not built.look or same_look(built.look, slide.look)


def _is_current(slide: ReadSlide, built: SlideRecord | None) -> bool:
    """Whether a slide of ours says what it said when her deck was built. Its frames may be others."""
    return built is not None and slide.digest == built.digest and _pictures(slide.look) == _pictures(built.look)


def _is_equal(hers: ReadSlide, ours: ReadSlide) -> bool:
    return hers.digest == ours.digest and same_look(hers.look, ours.look) and not hers.extras


def _pictures(look: str) -> list[str]:
    return sorted(picture for shape in shapes_only(look).split(",") for picture in shape.split(":")[1:])


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
