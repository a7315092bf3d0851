"""All known values of a claim, brought onto scales: one for each unit, with what other claims count alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from factpress.document.model import Datum, Tick, plain
from factpress.document.resolve.resolver import Resolver
from factpress.document.wording.dates import format_moment, format_period
from factpress.document.wording.phrases import capitalize
from factpress.document.wording.quantities import bounds, format_number, format_quantity, format_unit, ticks
from factpress.i18n import Language
from factpress.output.prints.evidence import Line, Scale, Worded
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
"""Values of other claims on one scale."""

_MANY = Decimal(100)
"""A number of which there are many, for the word of a unit alone."""

_OPEN = {Qualifier.MORE_THAN: 1, Qualifier.AT_LEAST: 1, Qualifier.LESS_THAN: -1, Qualifier.AT_MOST: -1}

Measured = tuple[Claim, Value, tuple[Quantity, ...]]
"""A value that has numbers, its claim, and the numbers: one, or those of a series."""
Sort = tuple[str, object]
"""What an axis can hold together: one unit, against one base."""
Kind = tuple[object, ...]
"""What is counted alike: unit, base, whole, place, definition, stock or flow."""


def numbers(value: Value) -> tuple[Quantity, ...]:
    """The numbers of a value; none where it states a time or a level."""
    match value.measure:
        case Quantity() as quantity:
            return (quantity,)
        case Series(points):
            return tuple(quantity for _, quantity in points)
        case _:
            return ()


def _kind(value: Value) -> Kind | None:
    """What the value counts; None where it does not say so, and nothing can be known to count the same."""
    found = numbers(value)
    if not found or not (value.definition or found[0].of):
        return None
    return (found[0].unit, found[0].per, found[0].of, value.place, value.definition, value.counts)


@dataclass(frozen=True, slots=True)
class Values:
    """Puts the values of claims into words and onto scales. `numbered` has the number of each claim on the sheet."""

    resolver: Resolver
    numbered: Mapping[str, int]
    alike: Mapping[Kind, tuple[Measured, ...]]

    @classmethod
    def of(cls, book: FactBook, resolver: Resolver, numbered: Mapping[str, int]) -> Values:
        """The values of a fact book. What was withdrawn is set beside nothing."""
        alike: dict[Kind, list[Measured]] = {}
        for claim in book.claims.values():
            for value in claim.values if claim.standing is not Standing.WITHDRAWN else ():
                kind = _kind(value)
                if kind is not None:
                    alike.setdefault(kind, []).append((claim, value, numbers(value)))
        return cls(resolver, numbered, {kind: tuple(found) for kind, found in alike.items()})

    def scales(self, claim: Claim) -> tuple[Scale, ...]:
        """The scales of a claim, one for each unit, in the order of its values."""
        sorts: dict[Sort, list[Measured]] = {}
        for value in claim.values:
            found = numbers(value)
            if found:
                sorts.setdefault((found[0].unit, found[0].per), []).append((claim, value, found))
        return tuple(self._scale(claim, own) for own in sorts.values())

    def worded(self, claim: Claim) -> tuple[Worded, ...]:
        """The values of a claim that no axis can show, and the points of its series."""
        said: dict[str, list[str]] = {}
        for who, words in (one for value in claim.values for one in self._worded(claim, value)):
            said.setdefault(who, []).append(words)
        return tuple(Worded(who, "; ".join(dict.fromkeys(words))) for who, words in said.items())

    # ── one scale ───────────────────────────────────────────────────────────────────────────────────────────────

    def _scale(self, claim: Claim, own: list[Measured]) -> Scale:
        shown = [*own, *self._related(claim, own)]
        common = _common(shown, self.resolver.language)
        low = min((bounds(q.amount)[0] for _, _, found in shown for q in found), default=Decimal(0))
        high = max((bounds(q.amount)[1] for _, _, found in shown for q in found), default=Decimal(1))
        unit = own[0][2][0].unit
        places = ticks(min(low, Decimal(0)), max(high, Decimal(0)), unit, self.resolver.language)
        return Scale(
            what=capitalize(", ".join(common)),
            ticks=tuple(Tick(float(at), words) for at, words in places),
            lines=tuple(self._line(claim, one, frozenset(common)) for one in shown),
        )

    def _related(self, claim: Claim, own: list[Measured]) -> Iterator[Measured]:
        """What other claims count alike; nothing for a claim that was withdrawn."""
        seen = 0
        if claim.standing is Standing.WITHDRAWN:
            return
        for kind in dict.fromkeys(kind for _, value, _ in own if (kind := _kind(value)) is not None):
            for other, value, found in self.alike.get(kind, ()):
                if other.id != claim.id and seen < MOST_RELATED:
                    seen += 1
                    yield other, value, found

    def _line(self, claim: Claim, measured: Measured, common: frozenset[str]) -> Line:
        owner, value, found = measured
        language = self.resolver.language
        about = [words for words in _facets(value, found[0], language) if words not in common]
        when = value.when
        if isinstance(value.measure, Series):
            marks = tuple(_mark(q, language, format_moment(moment, language)) for moment, q in value.measure.points)
            words = _spanned(marks, language)
            if value.measure.published is not None:
                about.append(f"{language.word('published-in')} {format_moment(value.measure.published, language)}")
        else:
            marks = (_mark(found[0], language, ""),)
            words = marks[0].text
            about += [format_period(when, language)] if when is not None else []
        supplied = _supplied(owner, value)
        return Line(
            who=language.word("as-supplied") if supplied else self._who(owner, value),
            about=", ".join(about),
            marks=marks,
            words=words,
            number=self.numbered.get(owner.id) if owner.id != claim.id else None,
            claim=owner.id,
            open=_open(found[0]) if len(found) == 1 else 0,
        )

    def _who(self, claim: Claim, value: Value) -> str:
        """Who gives the value, in a few words."""
        if value.calculation is not None:
            return capitalize(self.resolver.language.word("our-own-calculation"))
        return "; ".join(dict.fromkeys(self._short(cite) for cite in cites_of(claim, value))) or value.key

    def _short(self, cite: Citation) -> str:
        known = cite.source in self.resolver.book.sources
        return self.resolver.citations.short(cite.source, cite.locator) if known else cite.source

    # ── what no axis shows ──────────────────────────────────────────────────────────────────────────────────────

    def _worded(self, claim: Claim, value: Value) -> Iterator[tuple[str, str]]:
        """Who says it, and the words."""
        language = self.resolver.language
        who = language.word("as-supplied") if _supplied(claim, value) else self._who(claim, value)
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


def cites_of(claim: Claim, value: Value | None) -> tuple[Citation, ...]:
    """Who says so: the value's own citations, else the claim's, else those it was supplied under."""
    supplied = (Citation(claim.attributed_to),) if claim.attributed_to else ()
    return (value.cites if value is not None else ()) or claim.cites or supplied


def _supplied(claim: Claim, value: Value) -> bool:
    """Whether the value is the one that the words as supplied say."""
    return (
        claim.as_supplied is not None
        and value.calculation is None
        and any(cite.source == claim.attributed_to for cite in value.cites)
    )


def _open(quantity: Quantity) -> int:
    return _OPEN.get(quantity.amount.qualifier, 0) if isinstance(quantity.amount, Point) else 0


def _mark(quantity: Quantity, language: Language, when: str) -> Datum:
    low, high = bounds(quantity.amount)
    return Datum(format_number(quantity, language), float(low), float(high), when_text=when)


def _spanned(marks: tuple[Datum, ...], language: Language) -> str:
    """The lowest and the highest of a series, with their times."""
    low, high = min(marks, key=lambda m: m.low), max(marks, key=lambda m: m.high)
    if low == high:
        return f"{low.text} ({low.when_text})"
    return language.phrases["range"].format(low=f"{low.text} ({low.when_text})", high=f"{high.text} ({high.when_text})")


def _facets(value: Value, quantity: Quantity, language: Language) -> tuple[str, ...]:
    """What is counted, of which whole, in which unit, and where; each in a few words."""
    whole = format_unit(replace(quantity, amount=Point(_MANY), of=None), language)
    of = quantity.of
    if of and language.units[quantity.unit].sign:
        of = f"{language.word('share-of')} {of}"
    return tuple(words for words in (value.definition, of, whole, value.place) if words)


def _common(shown: Iterable[Measured], language: Language) -> tuple[str, ...]:
    """What holds for all values of a scale, so that it is said once."""
    all_facets = [_facets(value, found[0], language) for _, value, found in shown]
    return tuple(words for words in all_facets[0] if all(words in facets for facets in all_facets))
