"""Which printed values differ from the facts of today, and the content of a correction slip for each printing.

Values are compared in their canonical form, so that a reworded phrase is no difference.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.document.compose import grammar
from factpress.document.resolve.citations import Citations
from factpress.document.resolve.lookup import FactLookup
from factpress.document.resolve.resolver import Resolver
from factpress.document.wording.quantities import format_number
from factpress.i18n import Language
from factpress.ledger.records import Ledger, PrintedValue, Printing
from factpress.ledger.values import SERIES, STEPS, ValueText, parse_amount, parse_points, same_words, value_texts
from factpress.publication.facts.claims import Claim, FactBook, Quantity, Series, Standing, Value
from factpress.publication.settings import Publication

MOST_POINTS = 4
"""The number of points of a series that a difference names; of more, the first ones."""


class Kind(StrEnum):
    """How a printed value differs, the gravest first."""

    WITHDRAWN = "withdrawn"
    """The claim was withdrawn."""
    REMOVED = "removed"
    """The facts have no such claim or value any more."""
    VALUE = "value"
    """The value has changed."""
    STANDING = "standing"
    """The value is the same, but the standing of the claim has changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A printed value that differs from the facts.

    `printed` is how it was printed and `reads` how it should read, "" if it should not be printed at all; of a series,
    only the points that changed. `standing` is today's, None if the claim was removed; `location` is the place of the
    value in the facts.
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
    """The differences in printings that are still in use, in the order of the ledger.

    With `begin`, only those of values that have changed since that day, in any printing.
    """
    found = tuple(_all_differences(ledger, book, language))
    if begin is not None:
        changed = _changed_since(begin, ledger, found)
        found = tuple(d for d in found if _key(d.carried) in changed)
    return tuple(d for d in found if d.printing.recalled is None)


def _all_differences(ledger: Ledger, book: FactBook, language: Language) -> Iterator[Difference]:
    texts: dict[tuple[str, str], tuple[ValueText, ...]] = {}
    for printing in ledger.printings:
        for one in printing.carried:
            claim = book.claims.get(one.claim)
            if one.claim in book.faulty or (claim is None and book.unread):
                continue  # the errors of the claim itself are reported elsewhere
            name = (one.claim, one.value)
            if name not in texts:
                texts[name] = value_texts(claim, one.value, book, language) if claim is not None else ()
            difference = _difference(printing, one, claim, texts[name], language)
            if difference is not None:
                yield difference


def _difference(
    printing: Printing, one: PrintedValue, claim: Claim | None, today: tuple[ValueText, ...], language: Language
) -> Difference | None:
    if claim is None:
        return Difference(printing, one, Kind.REMOVED, one.words)
    value = claim.value(one.value.partition("@")[0]) if one.value else None
    place = value.location if value is not None else claim.location
    now = _current_text(one, today)
    kind, printed, reads = Kind.STANDING, one.words, one.words
    if claim.standing is Standing.WITHDRAWN:
        kind, reads = Kind.WITHDRAWN, ""
    elif now is None:
        kind, reads = Kind.REMOVED, ""
    elif not _is_same(one, now):
        kind, (printed, reads) = Kind.VALUE, _changed_words(one, now, value, language)
    elif one.standing in (None, claim.standing):
        return None
    return Difference(printing, one, kind, printed, reads, claim.standing, place)


def _is_same(one: PrintedValue, now: ValueText) -> bool:
    """Whether the printed value is that of today. A series may have more points today."""
    if not one.plain:
        return same_words(now.words, one.words)
    if one.role not in (SERIES, STEPS):
        return now.plain == one.plain
    (old_unit, old), (new_unit, new) = parse_points(one.plain), parse_points(now.plain)
    return old_unit == new_unit and old.items() <= new.items()


def _current_text(one: PrintedValue, today: tuple[ValueText, ...]) -> ValueText | None:
    """Today's text in the same role; for words that could not be parsed, the same words or else the first text."""
    if one.plain:
        return next((text for text in today if text.role == one.role), None)
    same = (text for text in today if same_words(text.words, one.words))
    return next(same, None) or next(iter(today), None)


def _changed_words(one: PrintedValue, now: ValueText, value: Value | None, language: Language) -> tuple[str, str]:
    """The printed words and today's; of a series or scale only the points that differ."""
    if one.role not in (SERIES, STEPS):
        return one.words, now.words
    (old_unit, old), (new_unit, new) = parse_points(one.plain), parse_points(now.plain)
    if old_unit != new_unit:
        return one.words, now.words
    changed = [when for when in old if old[when] != new.get(when)]
    quantity = value.measure.points[0][1] if value is not None and isinstance(value.measure, Series) else None
    return _format_points(old, changed, quantity, language), _format_points(new, changed, quantity, language)


def _format_points(points: Mapping[str, str], chosen: list[str], like: Quantity | None, language: Language) -> str:
    texts = [
        f"{when}: {_format_point(points[when], like, language)}" for when in chosen[:MOST_POINTS] if when in points
    ]
    return "; ".join(texts) + (" …" if len(chosen) > MOST_POINTS else "")


def _format_point(plain: str, like: Quantity | None, language: Language) -> str:
    """An amount of the same unit as `like`, or a level."""
    amount = parse_amount(plain) if like is not None else None
    if like is None or amount is None:
        return language.level(plain)
    return format_number(replace(like, amount=amount), language)


def _changed_since(begin: dt.date, ledger: Ledger, found: Iterable[Difference]) -> set[_Key]:
    """The values that have changed since that day.

    Only the ledger records what the facts were on a day: a value has changed since then if it differs in the last
    printing up to that day that has it, or in any later one.
    """
    differing = {(d.printing.id, _key(d.carried)) for d in found}
    last: dict[_Key, str] = {}
    changed: set[_Key] = set()
    for printing in sorted(ledger.printings, key=lambda printing: printing.printed):
        for key in dict.fromkeys(map(_key, printing.carried)):
            if printing.printed <= begin:
                last[key] = printing.id
            elif (printing.id, key) in differing:
                changed.add(key)
    return changed | {key for key, name in last.items() if (name, key) in differing}


_Key = tuple[str, str, str]


def _key(one: PrintedValue) -> _Key:
    return one.claim, one.value, one.role


# ── corrections ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """One printed value to correct. `places` are the labels of the pages or slides it is on.

    `about` is the text of the claim; `reads` is "" if nothing should be printed any more; `standing` is None if the
    claim was removed, and then there is neither a `reason` nor a `source`.
    """

    address: str
    about: str
    kind: Kind
    places: tuple[str, ...]
    printed: str
    reads: str
    was: Standing | None
    standing: Standing | None
    reason: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """All entries for one printing."""

    printing: Printing
    entries: tuple[CorrectionEntry, ...]


def quiet_resolver(
    book: FactBook, publication: Publication, language: Language, citations: Citations, places: Places
) -> Resolver:
    """A resolver of claims and reasons that drops its findings: they were reported when the facts were read."""
    return Resolver(FactLookup(book, language, Problems()), grammar(language, publication), citations, places)


def corrections(found: Iterable[Difference], resolver: Resolver) -> tuple[Correction, ...]:
    """A correction for each printing with differences, in their order."""
    by_printing: dict[str, list[Difference]] = {}
    for difference in found:
        by_printing.setdefault(difference.printing.id, []).append(difference)
    return tuple(
        Correction(listed[0].printing, tuple(_entry(d, resolver) for d in listed)) for listed in by_printing.values()
    )


def _entry(difference: Difference, resolver: Resolver) -> CorrectionEntry:
    carried = difference.carried
    claim = resolver.book.claims.get(carried.claim)
    value = claim.value(carried.value.partition("@")[0]) if claim is not None and carried.value else None
    return CorrectionEntry(
        address=carried.address,
        about="" if claim is None else resolver.markdown_text(claim.claim, claim.claim_location),
        kind=difference.kind,
        places=carried.places,
        printed=difference.printed,
        reads=difference.reads,
        was=carried.standing,
        standing=difference.standing,
        reason="" if claim is None else resolver.markdown_text(claim.reason, claim.reason_location),
        source="" if claim is None else resolver.sources(claim, value)[0],
    )
