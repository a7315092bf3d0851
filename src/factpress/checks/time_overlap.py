"""Whether two counts speak of the same time, or one of a part of the other's."""

from __future__ import annotations

from factpress.publication.facts.claims import Moment, Period
from factpress.publication.facts.dates import first_day, last_day


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
