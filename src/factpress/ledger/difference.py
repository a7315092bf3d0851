"""What the facts no longer say as it was printed: by comparing what was meant, not the words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from factpress.core.diagnostics import Location
from factpress.document.wording.quantities import format_number
from factpress.i18n import Language
from factpress.ledger.canonical_value import points_of, read_amount
from factpress.ledger.current_values import SERIES, STEPS, ValueText, same_words, value_texts
from factpress.ledger.records import Ledger, PrintedValue, Printing
from factpress.publication.facts.claims import Claim, FactBook, Quantity, Series, Standing, Value


class Kind(StrEnum):
    """What has become of a thing that was printed, the gravest first."""

    WITHDRAWN = "withdrawn"
    """The claim is kept for the record only, and would not be printed today."""
    REMOVED = "removed"
    """The facts have no such claim or value any more."""
    VALUE = "value"
    """The facts say something else now."""
    STANDING = "standing"
    """The words hold, but how sure we are has changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A thing that a printing says and the facts no longer do.

    `printed` is how it stands on the paper and `reads` how it should read, "" where it should not stand there at all:
    of a series, only the points that moved. `standing` is today's, None where the claim is gone; `location` is where
    the facts say it now.
    """

    printing: Printing
    carried: PrintedValue
    kind: Kind
    printed: str
    reads: str = ""
    standing: Standing | None = None
    location: Location | None = field(default=None, compare=False)


def differences(
    ledger: Ledger, book: FactBook, language: Language, begin: dt.date | None = None
) -> tuple[Difference, ...]:
    """What the printings that are still in use say and the facts do not, in the order of the ledger.

    With `begin`, only of values that have changed since that day, on whatever was printed with an old one.
    """
    found = tuple(_compared(ledger, book, language))
    if begin is not None:
        moved = _moved_since(begin, ledger, found)
        found = tuple(d for d in found if _key(d.carried) in moved)
    return tuple(d for d in found if d.printing.recalled is None)


def _compared(ledger: Ledger, book: FactBook, language: Language) -> Iterator[Difference]:
    known: dict[tuple[str, str], tuple[ValueText, ...]] = {}
    for printing in ledger.printings:
        for one in printing.carried:
            claim = book.claims.get(one.claim)
            if one.claim in book.faulty or (claim is None and book.unread):
                continue  # what is wrong with the claim itself is told elsewhere
            name = (one.claim, one.value)
            if name not in known:
                known[name] = value_texts(claim, one.value, book, language) if claim is not None else ()
            difference = _difference(printing, one, claim, known[name], language)
            if difference is not None:
                yield difference


def _difference(
    printing: Printing, one: PrintedValue, claim: Claim | None, today: tuple[ValueText, ...], language: Language
) -> Difference | None:
    if claim is None:
        return Difference(printing, one, Kind.REMOVED, one.words)
    value = claim.value(one.value.partition("@")[0]) if one.value else None
    place = (value.location if value is not None else None) or claim.location
    if claim.standing is Standing.WITHDRAWN:
        return Difference(printing, one, Kind.WITHDRAWN, one.words, "", claim.standing, place)
    now = _again(one, today)
    if now is None:
        return Difference(printing, one, Kind.REMOVED, one.words, "", claim.standing, place)
    if not _holds(one, now):
        printed, reads = _moved(one, now, value, language)
        return Difference(printing, one, Kind.VALUE, printed, reads, claim.standing, place)
    if one.standing is not None and one.standing is not claim.standing:
        return Difference(printing, one, Kind.STANDING, one.words, one.words, claim.standing, place)
    return None


def _holds(one: PrintedValue, now: ValueText) -> bool:
    """Whether what was printed still holds: a series that only went on does."""
    if not one.plain:
        return same_words(now.words, one.words)
    if one.role not in (SERIES, STEPS):
        return now.plain == one.plain
    (old_unit, old), (new_unit, new) = points_of(one.plain), points_of(now.plain)
    return old_unit == new_unit and all(new.get(when) == said for when, said in old.items())


def _again(one: PrintedValue, today: tuple[ValueText, ...]) -> ValueText | None:
    """What the same role says today; of words that nobody could read, the same words, or else the first to be had."""
    if one.plain:
        return next((said for said in today if said.role == one.role), None)
    same = (said for said in today if same_words(said.words, one.words))
    return next(same, None) or next(iter(today), None)


# ── a series, point by point ────────────────────────────────────────────────────────────────────────────────────

MOST_POINTS = 4
"""How many points of a series a difference names; of more, the first ones."""


def _moved(one: PrintedValue, now: ValueText, value: Value | None, language: Language) -> tuple[str, str]:
    """The words on the paper and today's; of a series or a scale only where the two differ."""
    if one.role not in (SERIES, STEPS):
        return one.words, now.words
    old_unit, old = points_of(one.plain)
    new_unit, new = points_of(now.plain)
    if old_unit != new_unit:  # counted otherwise
        return one.words, now.words
    moved = [when for when in old if old[when] != new.get(when)]
    quantity = value.measure.points[0][1] if value is not None and isinstance(value.measure, Series) else None
    return _points(old, moved, quantity, language), _points(new, moved, quantity, language)


def _points(said: Mapping[str, str], moved: list[str], like: Quantity | None, language: Language) -> str:
    told = [f"{when}: {_amount(said[when], like, language)}" for when in moved[:MOST_POINTS] if when in said]
    return "; ".join(told) + (" …" if len(moved) > MOST_POINTS else "")


def _amount(text: str, like: Quantity | None, language: Language) -> str:
    """One point in words: an amount of what the series counts, or a level."""
    amount = read_amount(text) if like is not None else None
    return (
        language.level(text)
        if like is None or amount is None
        else format_number(replace(like, amount=amount), language)
    )


# ── since when ──────────────────────────────────────────────────────────────────────────────────────────────────


def _moved_since(begin: dt.date, ledger: Ledger, found: Iterable[Difference]) -> set[_Key]:
    """The values that have changed since that day.

    The ledger alone remembers what the facts said on a day: a value has changed since if the last printing up to then
    that carries it, or any one after it, is among the differences.
    """
    wrong = {(d.printing.id, _key(d.carried)) for d in found}
    last: dict[_Key, str] = {}
    moved: set[_Key] = set()
    for printing in sorted(ledger.printings, key=lambda printing: printing.printed):
        for key in dict.fromkeys(map(_key, printing.carried)):
            if printing.printed <= begin:
                last[key] = printing.id
            elif (printing.id, key) in wrong:
                moved.add(key)
    return moved | {key for key, name in last.items() if (name, key) in wrong}


_Key = tuple[str, str, str]


def _key(one: PrintedValue) -> _Key:
    return one.claim, one.value, one.role
