"""The known values of a claim on scales: one for each unit, with values of other claims that count the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from factpress.document.model import Datum, Tick, plain
from factpress.document.resolve.lookup import citations_of
from factpress.document.resolve.resolver import Resolver
from factpress.document.wording.dates import format_moment, format_period
from factpress.document.wording.phrases import capitalize
from factpress.document.wording.quantities import bounds, format_number, format_quantity, format_unit, ticks
from factpress.i18n import Language
from factpress.output.prints.evidence import Scale, ScaleLine, WordedValue
from factpress.publication.facts.claims import (
    Citation,
    Claim,
    FactBook,
    Point,
    Qualifier,
    Quantity,
    Series,
    Standing,
    Steps,
    Value,
)

MOST_RELATED = 8
"""The most values of other claims on one scale."""

_PLURAL = Decimal(100)
"""A number that needs the plural, for the word of a unit alone."""

_BOUNDS = {Qualifier.MORE_THAN: 1, Qualifier.AT_LEAST: 1, Qualifier.LESS_THAN: -1, Qualifier.AT_MOST: -1}

Measured = tuple[Claim, Value, tuple[Quantity, ...]]
"""A claim, a value of it that has numbers, and the numbers: one, or those of a series."""
Subject = tuple[object, ...]
"""What a value counts: unit, base, whole, place, definition, stock or flow."""


def _numbers(value: Value) -> tuple[Quantity, ...]:
    """Return the numbers of a value; none for a time or a level."""
    match value.measure:
        case Quantity() as quantity:
            return (quantity,)
        case Series(points):
            return tuple(quantity for _, quantity in points)
        case _:
            return ()


def _subject(value: Value) -> Subject | None:
    """Return what the value counts; None if it is not stated, so that no other value is known to count the same."""
    found = _numbers(value)
    if not found or not (value.definition or found[0].of):
        return None
    return (found[0].unit, found[0].per, found[0].of, value.place, value.definition, value.counts)


@dataclass(frozen=True, slots=True)
class ClaimValues:
    """The values of claims in words and on scales. `claim_numbers` has the number of each claim on the sheet."""

    resolver: Resolver
    claim_numbers: Mapping[str, int]
    by_subject: Mapping[Subject, list[Measured]]

    @classmethod
    def of(cls, book: FactBook, resolver: Resolver, claim_numbers: Mapping[str, int]) -> ClaimValues:
        """Return the values of a fact book. Withdrawn claims are not compared with others."""
        by_subject: dict[Subject, list[Measured]] = {}
        for claim in book.claims.values():
            for value in claim.values if claim.standing is not Standing.WITHDRAWN else ():
                subject = _subject(value)
                if subject is not None:
                    by_subject.setdefault(subject, []).append((claim, value, _numbers(value)))
        return cls(resolver, claim_numbers, by_subject)

    def scales(self, claim: Claim) -> tuple[Scale, ...]:
        """Return the scales of a claim, one for each unit and base, in the order of its values."""
        by_unit: dict[tuple[str, object], list[Measured]] = {}
        for value in claim.values:
            found = _numbers(value)
            if found:
                by_unit.setdefault((found[0].unit, found[0].per), []).append((claim, value, found))
        return tuple(self._scale(claim, own) for own in by_unit.values())

    def worded(self, claim: Claim) -> tuple[WordedValue, ...]:
        """Return the values of a claim that have no axis, and the points of its series, by source."""
        by_source: dict[str, list[str]] = {}
        for who, words in (one for value in claim.values for one in self._worded(claim, value)):
            by_source.setdefault(who, []).append(words)
        return tuple(WordedValue(who, "; ".join(dict.fromkeys(words))) for who, words in by_source.items())

    # ── one scale ───────────────────────────────────────────────────────────────────────────────────────────────

    def _scale(self, claim: Claim, own: list[Measured]) -> Scale:
        shown = [*own, *islice(self._related(claim, own), MOST_RELATED)]
        common = _common(shown, self.resolver.language)
        ends = [end for _, _, found in shown for quantity in found for end in bounds(quantity.amount)]
        unit = own[0][2][0].unit
        places = ticks(min(Decimal(0), *ends), max(Decimal(0), *ends), unit, self.resolver.language)
        return Scale(
            what=capitalize(", ".join(common)),
            ticks=tuple(Tick(float(at), words) for at, words in places),
            lines=tuple(self._line(claim, one, frozenset(common)) for one in shown),
        )

    def _related(self, claim: Claim, own: list[Measured]) -> Iterator[Measured]:
        """Yield the values of other claims that count the same; none for a withdrawn claim."""
        if claim.standing is Standing.WITHDRAWN:
            return
        for subject in dict.fromkeys(_subject(value) for _, value, _ in own):
            if subject is not None:
                yield from (one for one in self.by_subject.get(subject, ()) if one[0].id != claim.id)

    def _line(self, claim: Claim, measured: Measured, common: frozenset[str]) -> ScaleLine:
        owner, value, found = measured
        language = self.resolver.language
        about = [words for words in _facets(value, found[0], language) if words not in common]
        when = value.when
        if isinstance(value.measure, Series):
            marks = tuple(_mark(q, language, format_moment(moment, language)) for moment, q in value.measure.points)
            words = _format_span(marks, language)
            if value.measure.published is not None:
                about.append(f"{language.word('published-in')} {format_moment(value.measure.published, language)}")
        else:
            marks = (_mark(found[0], language, ""),)
            words = marks[0].text
            about += [format_period(when, language)] if when is not None else []
        return ScaleLine(
            who=self._who(owner, value),
            about=", ".join(about),
            marks=marks,
            words=words,
            number=self.claim_numbers.get(owner.id) if owner.id != claim.id else None,
            claim=owner.id,
            open=_bound(found[0]) if len(found) == 1 else 0,
        )

    def _who(self, claim: Claim, value: Value) -> str:
        """Return the source of the value, in a few words."""
        if _supplied(claim, value):
            return self.resolver.language.word("as-supplied")
        if value.calculation is not None:
            return capitalize(self.resolver.language.word("our-own-calculation"))
        return "; ".join(dict.fromkeys(self._short(cite) for cite in citations_of(claim, value))) or value.key

    def _short(self, cite: Citation) -> str:
        known = cite.source in self.resolver.book.sources
        return self.resolver.citations.short(cite.source, cite.locator) if known else cite.source

    # ── values without an axis ──────────────────────────────────────────────────────────────────────────────────────

    def _worded(self, claim: Claim, value: Value) -> Iterator[tuple[str, str]]:
        """Yield the source and the words of a value."""
        language = self.resolver.language
        who = self._who(claim, value)
        colon = f"{language.word('colon')}\u00a0"
        match value.measure:
            case Steps(spans):
                levels = (f"{format_period(at, language)}{colon}{language.level(level)}" for at, level in spans)
                yield who, "; ".join(levels)
            case Series(points):
                words = (f"{format_moment(at, language)}{colon}{format_number(q, language)}" for at, q in points)
                yield who, "; ".join(words)
            case None if value.when is not None:
                yield who, ", ".join(filter(None, (format_period(value.when, language), value.place)))
            case _:
                pass
        if value.calculation is not None:
            words = plain(self.resolver.markdown_inlines(value.calculation, value.calculation_location))
            number = f" ({format_quantity(value.measure, language)})" if isinstance(value.measure, Quantity) else ""
            yield capitalize(language.word("our-own-calculation")), words + number


def _supplied(claim: Claim, value: Value) -> bool:
    """Whether the value is the one in the supplied text."""
    return claim.as_supplied is not None and value.calculation is None and claim.is_supplied(value)


def _bound(quantity: Quantity) -> int:
    return _BOUNDS.get(quantity.amount.qualifier, 0) if isinstance(quantity.amount, Point) else 0


def _mark(quantity: Quantity, language: Language, when: str) -> Datum:
    low, high = bounds(quantity.amount)
    return Datum(format_number(quantity, language), float(low), float(high), when_text=when)


def _format_span(marks: tuple[Datum, ...], language: Language) -> str:
    """Return the lowest and the highest number of a series, with their times."""
    low, high = min(marks, key=lambda m: m.low), max(marks, key=lambda m: m.high)
    if low == high:
        return f"{low.text} ({low.when_text})"
    return language.phrases["range"].format(low=f"{low.text} ({low.when_text})", high=f"{high.text} ({high.when_text})")


def _facets(value: Value, quantity: Quantity, language: Language) -> tuple[str, ...]:
    """Return what is counted, of which whole, in which unit, and where; each in a few words."""
    unit = format_unit(replace(quantity, amount=Point(_PLURAL), of=None), language)
    of = quantity.of
    if of and language.units[quantity.unit].sign:
        of = f"{language.word('share-of')} {of}"
    return tuple(words for words in (value.definition, of, unit, value.place) if words)


def _common(shown: Iterable[Measured], language: Language) -> tuple[str, ...]:
    """Return the facets that all values of a scale share."""
    all_facets = [_facets(value, found[0], language) for _, value, found in shown]
    return tuple(words for words in all_facets[0] if all(words in facets for facets in all_facets))
