"""An index of counts by dimension, place and group, which finds comparable counts without trying every pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from factpress.checks.counts import Count, Dimension, normalised_counts
from factpress.publication.facts.claims import FactBook, Range
from factpress.publication.facts.containment import Scopes
from factpress.publication.facts.dates import Moment, Period, first_day, last_day

HALF = Fraction(1, 2)
MAX_YEAR_FACTOR = 2
MAX_TOTALS = 5
"""The number of claims for which one number is reported as too large a part."""


class Key(NamedTuple):
    """A dimension, a place and a group. Counts with the same key count the same thing, if the time is the same."""

    dimension: Dimension
    place: str | None
    group: str


@dataclass(frozen=True, slots=True)
class CountIndex:
    """The counts of a publication. `stated` are those of values, `counts` also those that are derived from them."""

    stated: tuple[Count, ...]
    counts: tuple[Count, ...]
    by_key: Mapping[Key, tuple[Count, ...]]
    scopes: Scopes

    @classmethod
    def of(cls, book: FactBook) -> CountIndex:
        """Builds the index of all claims."""
        stated = tuple(normalised_counts(book))
        plain = [t for one in stated for t in (one, *_per_year(one))]
        counts = (*plain, *_parts_by_share(plain))
        by_key: dict[Key, list[Count]] = defaultdict(list)
        for count in counts:
            if count.group is not None:
                by_key[Key(count.dimension, count.place, count.group)].append(count)
        return cls(stated, counts, {key: tuple(listed) for key, listed in by_key.items()}, book.scopes)

    def oversized_parts(self) -> Iterator[tuple[Count, Count]]:
        """Pairs of a count and a total of which it is too large a part.

        Each claim that states totals has one pair at most. If a claim has several numbers for the total,
        the largest is compared.
        """
        # most counts are below the smallest total, and need no comparison
        smallest = {key: min(map(_threshold, listed)) for key, listed in self.by_key.items()}
        seen: set[tuple[frozenset[str], str]] = set()
        for part in self.counts:
            for key in self._keys_of_wholes(part):
                for whole in self._exceeded_wholes(part, key) if part.low > smallest[key] else ():
                    if (part.claims, whole.claim.id) not in seen:
                        seen.add((part.claims, whole.claim.id))
                        yield part, whole

    def _keys_of_wholes(self, part: Count) -> Iterator[Key]:
        """The keys of its totals; also its own key, if a total may cover a longer period."""
        share = part.dimension.counts == "share"
        places = (part.place,) if part.place is None or share else self.scopes.places_around(part.place)
        for place in places:
            for group in part.groups:
                own = (place, group) == (part.place, part.group)
                if (not own or _is_total(part)) and (key := Key(part.dimension, place, group)) in self.by_key:
                    yield key

    def _exceeded_wholes(self, part: Count, key: Key) -> list[Count]:
        own = (part.place, part.group) == (key.place, key.group)
        largest: dict[str, Count] = {}
        for whole in self.by_key[key]:
            if whole.base is None and _is_whole(part, whole, own=own):
                before = largest.get(whole.claim.id)
                if before is None or _threshold(whole) > _threshold(before):
                    largest[whole.claim.id] = whole
        return [whole for whole in largest.values() if part.low > _threshold(whole)][:MAX_TOTALS]


def _is_total(count: Count) -> bool:
    """Whether it counts all events of its time. The events of a part of that time are a part of it."""
    return count.dimension.counts == "flow" and not count.dimension.per


def _is_whole(part: Count, whole: Count, *, own: bool) -> bool:
    if whole.value is part.value or (part.base is not None and whole.claim.id in part.claims):
        return False
    if not (within_time if _is_total(part) else same_time)(part.when, whole.when):
        return False
    return not own or (part.when is not None and whole.when is not None and not same_time(part.when, whole.when))


NO_BOUND = Fraction(10**60)
"""Stands for a missing upper bound in comparisons."""


def _threshold(whole: Count) -> Fraction:
    """The largest number that a part may have: of a range, the lower end or half of the upper end if that is more."""
    if whole.high is None:
        return NO_BOUND
    return max(whole.low, whole.high * HALF) if isinstance(whole.quantity.amount, Range) else whole.high


def exceeds(part: Count, whole: Count) -> bool:
    """Whether the part is larger than its whole, whatever the true numbers are."""
    return whole.high is not None and part.low > whole.high


# ── derived counts ────────────────────────────────────────────────────────────────────────────────────────────────


def _per_year(count: Count) -> Iterator[Count]:
    """A total of whole years as a rate per year. A single year may have twice or half of the average."""
    when = count.when
    if when is None or not _is_total(count) or when.begin.month or when.end.month:
        return
    year = Fraction(1, when.end.year - when.begin.year + 1)
    yield replace(
        count,
        dimension=count.dimension._replace(per="years"),
        low=count.low * year / MAX_YEAR_FACTOR,
        high=count.high * year * MAX_YEAR_FACTOR if count.high is not None else None,
        written=(count.written[0] * year, count.written[1] * year),
    )


def _parts_by_share(plain: list[Count]) -> Iterator[Count]:
    """Each share times the largest count of its whole."""
    bases: dict[tuple[str | None, str], list[Count]] = defaultdict(list)
    for count in plain:
        if count.group is not None and count.dimension.per in ("", "years"):
            bases[count.place, count.group].append(count)
    for share in plain:
        if share.dimension.counts == "share":
            largest: dict[Dimension, Count] = {}
            for base in bases.get((share.place, share.dimension.of), ()):
                before = largest.get(base.dimension)
                if _is_base(share, base) and (before is None or base.low > before.low):
                    largest[base.dimension] = base
            yield from (_part(share, base) for base in largest.values())


def _is_base(share: Count, base: Count) -> bool:
    comparable = share.value.counts is None or base.dimension.counts in (share.value.counts, "share")
    return comparable and base.value is not share.value and same_time(share.when, base.when)


def _part(share: Count, base: Count) -> Count:
    known = share.group is not None and base.group in share.groups
    hundredth = Fraction(1, 100)
    return replace(
        share,
        dimension=base.dimension,
        low=share.low * base.low * hundredth,
        high=share.high * base.high * hundredth if share.high is not None and base.high is not None else None,
        written=(share.written[0] * base.written[0] * hundredth, share.written[1] * base.written[1] * hundredth),
        group=share.group if known else None,
        groups=share.groups if known else base.groups,
        when=share.when or base.when,
        base=base,
    )


# ── times ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def same_time(one: Period | None, other: Period | None) -> bool:
    """Whether both periods are equal as far as both are precise: 1975/1979 and 1975-04/1979-01 are.

    A count without a date is taken to hold at any time.
    """
    if one is None or other is None:
        return True
    return _agree(one.begin, other.begin) and _agree(one.end, other.end)


def within_time(part: Period | None, whole: Period | None) -> bool:
    """Whether all of `part` is in `whole`."""
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
