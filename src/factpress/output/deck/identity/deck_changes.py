"""What a presenter changed in a deck: slides that she added, moved, deleted or hid, their texts, notes and looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factpress.output.deck.identity.properties import DeckRecord, notes_hash, text_hash, text_hashes
from factpress.output.deck.identity.read_deck import ReadDeck, ReadSlide
from factpress.output.deck.identity.slide_look import same_look, shapes_only


class Change(StrEnum):
    """A kind of change."""

    ADDED = "added"
    DELETED = "deleted"
    MOVED = "moved"
    TEXT = "text"
    NOTES = "notes"
    LOOK = "look"  # shapes, pictures, formats of text, comments or animations
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class SlideChange:
    """A change of a slide. `number` is its number in the file, and 0 for a deleted one, which has no title there.

    `texts` are the new texts of a slide that was changed or added; "" stands for texts that were removed.
    """

    kind: Change
    number: int
    key: str
    title: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeckChanges:
    """The changes of a deck since it was built, in the order of its slides; the deleted slides are last."""

    changes: tuple[SlideChange, ...]

    @property
    def unchanged(self) -> bool:
        """Whether the deck was at most saved again."""
        return not self.changes

    def of(self, kind: Change) -> tuple[SlideChange, ...]:
        """The changes of one kind."""
        return tuple(one for one in self.changes if one.kind is kind)

    def changed_keys(self) -> frozenset[str]:
        """The keys of slides whose content she changed."""
        kinds = (Change.TEXT, Change.NOTES, Change.LOOK, Change.HIDDEN)
        return frozenset(one.key for one in self.changes if one.kind in kinds)


def compare(deck: ReadDeck) -> DeckChanges:
    """Compare the slides of a file with its record. In a file without a record, every slide is added."""
    record = deck.record or DeckRecord("", ())
    numbers = {slide.key: i for i, slide in enumerate(record.slides)}
    known = [slide for slide in deck.slides if slide.key]
    kept = longest_increasing([numbers[slide.key] for slide in known])
    moved = {slide.number for i, slide in enumerate(known) if i not in kept}
    changes = [change for slide in deck.slides for change in _slide_changes(slide, record, moved)]
    present = {slide.key for slide in known}
    changes += (SlideChange(Change.DELETED, 0, one.key) for one in record.slides if one.key not in present)
    return DeckChanges(tuple(changes))


def longest_increasing(numbers: Sequence[int]) -> frozenset[int]:
    """Return the indices of the longest run of numbers that increase, not necessarily next to each other."""
    lengths: list[int] = []
    before: list[int] = []
    for i, number in enumerate(numbers):
        earlier = [j for j in range(i) if numbers[j] < number]
        best = max(earlier, key=lambda j: lengths[j], default=-1)
        before.append(best)
        lengths.append(lengths[best] + 1 if best >= 0 else 1)
    at = max(range(len(numbers)), key=lambda i: lengths[i], default=-1)
    found: set[int] = set()
    while at >= 0:
        found.add(at)
        at = before[at]
    return frozenset(found)


def _slide_changes(slide: ReadSlide, record: DeckRecord, moved: Iterable[int]) -> Iterator[SlideChange]:
    def change(kind: Change, *texts: str) -> SlideChange:
        return SlideChange(kind, slide.number, slide.key, slide.title, texts)

    built = record.by_key.get(slide.key)
    if built is None:
        yield change(Change.ADDED, *slide.texts)
        return
    if slide.number in moved:
        yield change(Change.MOVED)
    was, now = text_hashes(built.digest), text_hashes(slide.digest)
    if was != now:
        new = now - was
        yield change(Change.TEXT, *(tuple(text for text in slide.texts if text_hash(text) in new) or ("",)))
    if notes_hash(built.digest) != notes_hash(slide.digest):
        yield change(Change.NOTES)
    looks = built.look, slide.look
    if was != now:  # the formats of other texts are others
        looks = shapes_only(built.look), shapes_only(slide.look)
    if slide.extras or (built.look and not same_look(*looks)):
        yield change(Change.LOOK)
    if slide.hidden:
        yield change(Change.HIDDEN)
