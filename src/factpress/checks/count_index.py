"""An index of tallies by kind, place and group, so that comparable ones are found without trying every pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from factpress.checks.normalised_counts import Kind, Tally, tallies
from factpress.publication.facts.claims import FactBook, Moment, Period, Range
from factpress.publication.facts.containment import Scopes
from factpress.publication.facts.dates import first_day, last_day

HALF = Fraction(1, 2)
YEARS_DIFFER = 2
MOST_WHOLES = 5
"""Of how many claims one number is said to be too large a part."""


class Cell(NamedTuple):
    """All tallies of one kind, of one group at one place: the same quantity, if the time is the same."""

    kind: Kind
    place: str | None
    group: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The tallies of a book by cell: those that are `stated`, and those that follow from them as well."""

    stated: tuple[Tally, ...]
    tallies: tuple[Tally, ...]
    cells: Mapping[Cell, tuple[Tally, ...]]
    scopes: Scopes

    @classmethod
    def of(cls, book: FactBook) -> Shelf:
        """The shelf of a book."""
        stated = tuple(tallies(book))
        plain = [t for one in stated for t in (one, *_by_the_year(one))]
        every = (*plain, *_implied(plain))
        cells: dict[Cell, list[Tally]] = defaultdict(list)
        for tally in every:
            if tally.group is not None:
                cells[Cell(tally.kind, tally.place, tally.group)].append(tally)
        return cls(stated, every, {cell: tuple(inside) for cell, inside in cells.items()}, book.scopes)

    def overfull(self) -> Iterator[tuple[Tally, Tally]]:
        """Each number with a whole that it is too large a part of, for each claim at most once.

        A claim that gives several numbers for the whole is taken at the largest.
        """
        least = {cell: min(map(_threshold, inside)) for cell, inside in self.cells.items()}
        seen: set[tuple[frozenset[str], str]] = set()
        for part in self.tallies:
            for cell in self._around(part):
                for whole in self._too_small(part, cell) if part.low > least[cell] else ():
                    if (part.claims, whole.claim.id) not in seen:
                        seen.add((part.claims, whole.claim.id))
                        yield part, whole

    def _around(self, part: Tally) -> Iterator[Cell]:
        """The cells that hold a whole of it; its own too, where it may be a part of another in time."""
        share = part.kind.counts == "share"
        places = (part.place,) if part.place is None or share else self.scopes.places_around(part.place)
        for place in places:
            for group in part.around:
                own = (place, group) == (part.place, part.group)
                if (not own or _is_total(part)) and (cell := Cell(part.kind, place, group)) in self.cells:
                    yield cell

    def _too_small(self, part: Tally, cell: Cell) -> list[Tally]:
        own = (part.place, part.group) == (cell.place, cell.group)
        largest: dict[str, Tally] = {}
        for whole in self.cells[cell]:
            if whole.base is None and _is_whole(part, whole, own=own):
                before = largest.get(whole.claim.id)
                if before is None or _threshold(whole) > _threshold(before):
                    largest[whole.claim.id] = whole
        return [whole for whole in largest.values() if part.low > _threshold(whole)][:MOST_WHOLES]


def _is_total(tally: Tally) -> bool:
    """Whether it counts what happened in all of its time; what happened in a part of it is a part of it."""
    return tally.kind.counts == "flow" and not tally.kind.per


def _is_whole(part: Tally, whole: Tally, *, own: bool) -> bool:
    if whole.value is part.value or (part.base is not None and whole.claim.id in part.claims):
        return False
    if not (within_time if _is_total(part) else same_time)(part.when, whole.when):
        return False
    return not own or (part.when is not None and whole.when is not None and not same_time(part.when, whole.when))


_ENDLESS = Fraction(10**60)


def _threshold(whole: Tally) -> Fraction:
    """What a part may not exceed: of a range the lower end or half of the upper one, whichever is more."""
    if whole.high is None:
        return _ENDLESS
    return max(whole.low, whole.high * HALF) if isinstance(whole.quantity.amount, Range) else whole.high


def exceeds(part: Tally, whole: Tally) -> bool:
    """Whether the part is certainly larger than all of its whole; else it only fills most of it."""
    return whole.high is not None and part.low > whole.high


# ── what follows ────────────────────────────────────────────────────────────────────────────────────────────────


def _by_the_year(tally: Tally) -> Iterator[Tally]:
    """A total of whole years as a rate per year: their average, which any one year may be twice or half of."""
    when = tally.when
    if when is None or not _is_total(tally) or when.begin.month or when.end.month:
        return
    year = Fraction(1, when.end.year - when.begin.year + 1)
    yield replace(
        tally,
        kind=tally.kind._replace(per="years"),
        low=tally.low * year / YEARS_DIFFER,
        high=tally.high * year * YEARS_DIFFER if tally.high is not None else None,
        said=(tally.said[0] * year, tally.said[1] * year),
    )


def _implied(plain: list[Tally]) -> Iterator[Tally]:
    """What each share makes of the largest count of its whole, and of a share whose part that whole is."""
    bases: dict[tuple[str | None, str], list[Tally]] = defaultdict(list)
    for tally in plain:
        if tally.group is not None and tally.kind.per in ("", "years"):
            bases[tally.place, tally.group].append(tally)
    for share in plain:
        if share.kind.counts == "share":
            largest: dict[Kind, Tally] = {}
            for base in bases.get((share.place, share.kind.of), ()):
                if _may_share(share, base) and (base.kind not in largest or base.low > largest[base.kind].low):
                    largest[base.kind] = base
            yield from (_part(share, base) for base in largest.values())


def _may_share(share: Tally, base: Tally) -> bool:
    alike = share.value.counts is None or base.kind.counts in (share.value.counts, "share")
    return alike and base.value is not share.value and same_time(share.when, base.when)


def _part(share: Tally, base: Tally) -> Tally:
    known = share.group is not None and base.group in share.around
    hundred = Fraction(1, 100)
    return replace(
        share,
        kind=base.kind,
        low=share.low * base.low * hundred,
        high=share.high * base.high * hundred if share.high is not None and base.high is not None else None,
        said=(share.said[0] * base.said[0] * hundred, share.said[1] * base.said[1] * hundred),
        group=share.group if known else None,
        around=share.around if known else base.around,
        when=share.when or base.when,
        base=base,
    )


def same_time(one: Period | None, other: Period | None) -> bool:
    """Whether both speak of the same time, as far as each says it: 1975/1979 and 1975-04/1979-01 agree.

    What is not dated claims to hold at any time.
    """
    if one is None or other is None:
        return True
    if one.begin.year != other.begin.year or one.end.year != other.end.year:
        return False
    return _agree(one.begin, other.begin) and _agree(one.end, other.end)


def within_time(part: Period | None, whole: Period | None) -> bool:
    """Whether what happened in `part` happened in `whole`."""
    if part is None or whole is None:
        return True
    if part.begin.year < whole.begin.year or part.end.year > whole.end.year:
        return False
    if same_time(part, whole):
        return True
    return first_day(whole.begin) <= first_day(part.begin) and last_day(part.end) <= last_day(whole.end)


def _agree(one: Moment, other: Moment) -> bool:
    pairs = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    return all(a == b for a, b in pairs if a is not None and b is not None)
