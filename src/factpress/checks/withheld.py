"""Values that are on record and never printed, although readers would want to know them beside those that are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from factpress.checks.context import CheckContext
from factpress.checks.count_index import same_time
from factpress.checks.counts import ends, scale
from factpress.checks.rule import Finding
from factpress.checks.usage import usage
from factpress.document.blocks import FENCE_RULES
from factpress.document.model import Document, Figure, Stated, walk_inlines
from factpress.document.parse.ast import Draft, walk_draft
from factpress.document.resolve.lookup import VALUE_ROLES
from factpress.document.walk import walk_document
from factpress.document.wording.quantities import format_quantity
from factpress.publication.facts.claims import Claim, FactBook, Point, Qualifier, Quantity, Series, Standing, Value

Name = tuple[str, str]
"""A claim and the key of one of its values."""

_ROLE = re.compile(r"\{([a-z-]+)\}`([^`]+)`")


def withheld_values(context: CheckContext) -> Iterator[Finding]:
    """A value on record that is never printed lies outside the printed ones, or stands in the same place of a source.

    Why: Readers who find the other figure will think that it was hidden from them. State it in the text or
    in the reason of a claim, or answer why it is left out.

    Bad:
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: contested
          reason: Two registers differ.
          values:
            - {key: desk, exactly: 31000, unit: cases, period: 2024, definition: books lent,
               cites: {source: annual-report, locator: p. 1}}
            - {key: doors, exactly: 36000, unit: cases, period: 2024, definition: books lent,
               cites: {source: visitor-survey, locator: p. 2}}
        # data/content/briefing.en.md
        Its shelves are lively: {claim}`loans/desk`.

    Good:
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: contested
          reason: Another register has {claim}`loans/doors`.
          values:
            - {key: desk, exactly: 31000, unit: cases, period: 2024, definition: books lent,
               cites: {source: annual-report, locator: p. 1}}
            - {key: doors, exactly: 36000, unit: cases, period: 2024, definition: books lent,
               cites: {source: visitor-survey, locator: p. 2}}
        # data/content/briefing.en.md
        Its shelves are lively: {claim}`loans/desk`.
    """
    printed = printed_values(context)
    figures = [figure for claim in context.book.claims.values() for figure in _figures(claim, context.book)]
    shown = [figure for figure in figures if figure.name in printed]
    by_kind: dict[_Kind, list[_Figure]] = defaultdict(list)
    by_place: dict[tuple[str, str], list[_Figure]] = defaultdict(list)
    for figure in shown:
        by_kind[figure.kind].append(figure)
        for place in figure.places:
            by_place[place].append(figure)
    numbers = {(figure.quantity.unit, number) for figure in shown for number in ends(figure.quantity)}
    reported: set[Name] = set()
    for figure in figures:
        if figure.name in printed or figure.name in reported or figure.value.calculation is not None:
            continue
        if all((figure.quantity.unit, number) in numbers for number in ends(figure.quantity)):
            continue  # the number itself is printed, perhaps as an end of a range
        alike = [one for one in by_kind[figure.kind] if same_time(one.value.when, figure.value.when)]
        beside = [one for place in figure.places for one in by_place[place]]
        why = _outside(figure, alike, context) or (
            f'it stands in the same place as "{"/".join(beside[0].name)}", which is printed' if beside else ""
        )
        if why:
            reported.add(figure.name)
            other = (alike or beside)[0]
            message = f'"{"/".join(figure.name)}" ({_words(figure, context)}) is on record and never printed; {why}'
            hint = "state it in the text or a reason, or answer: answers: {finding: withheld-value, because: …}"
            claims = frozenset({figure.claim.id, other.claim.id})
            yield Finding(message, figure.value.location, hint, (other.value.location,), claims)


# ── numbers ───────────────────────────────────────────────────────────────────────────────────────────────────────


class _Kind(NamedTuple):
    """What a number counts: numbers of one kind may be compared."""

    unit: str
    per: str
    of: str
    place: str | None
    group: str
    concerns: str | None


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number of a value, in the unit of its kind, and the cited places that have a locator."""

    claim: Claim
    value: Value
    quantity: Quantity
    kind: _Kind
    low: Fraction
    high: Fraction
    places: frozenset[tuple[str, str]]

    @property
    def name(self) -> Name:
        return self.claim.id, self.value.key


def _figures(claim: Claim, book: FactBook) -> Iterator[_Figure]:
    if claim.standing is Standing.WITHDRAWN:
        return
    for value in claim.values:
        match value.measure:
            case Quantity() as quantity:
                yield _figure(claim, value, quantity, book)
            case Series(points):
                # one point stands for all: a printed series has all its points in its chart
                yield _figure(claim, value, points[-1][1], book)
            case _:
                pass


def _figure(claim: Claim, value: Value, quantity: Quantity, book: FactBook) -> _Figure:
    factor, unit, per = scale(quantity)
    low, high = ends(quantity)
    of = book.scopes.group(quantity.of) if quantity.of is not None else ""
    # without a definition, only the values of one claim are of one kind
    group = book.scopes.group(value.definition) if value.definition is not None else f"claim {claim.id}"
    if isinstance(value.measure, Series):
        group = f"series {claim.id}/{value.key}"
    kind = _Kind(unit, per, of, value.place, group, value.concerns)
    places = frozenset((cite.source, cite.locator) for cite in value.cites if cite.locator is not None)
    return _Figure(claim, value, quantity, kind, low * factor, high * factor, places)


def _outside(figure: _Figure, alike: list[_Figure], context: CheckContext) -> str:
    """In what way the number lies outside all that are printed of its kind; empty if it does not."""
    if not alike:
        return ""
    lowest, highest = min(alike, key=lambda one: one.low), max(alike, key=lambda one: one.high)
    above = all(figure.low > one.high for one in alike) and not any(_open(one, up=True) for one in alike)
    below = all(figure.high < one.low for one in alike) and not any(_open(one, up=False) for one in alike)
    if above:
        return f"it is above what is printed, at most {_words(highest, context)}"
    return f"it is below what is printed, at least {_words(lowest, context)}" if below else ""


def _open(figure: _Figure, *, up: bool) -> bool:
    """Whether it has no bound in that direction."""
    if not isinstance(figure.quantity.amount, Point):
        return False
    without = (Qualifier.MORE_THAN, Qualifier.AT_LEAST) if up else (Qualifier.LESS_THAN, Qualifier.AT_MOST)
    return figure.quantity.amount.qualifier in without


def _words(figure: _Figure, context: CheckContext) -> str:
    return format_quantity(figure.quantity, context.edition.language)


# ── what is printed ───────────────────────────────────────────────────────────────────────────────────────────────


def printed_values(context: CheckContext) -> set[Name]:
    """The values that a product states, in its text, a chart, a note or a reason, and those of printed calculations.

    The values of a claim that are taken from its words as supplied are printed where the claim is.
    """
    edition, publication, book = context.edition, context.edition.publication, context.book
    found = set(_in_text(edition.draft, edition.document, context))
    for path, draft in edition.drafts.items():
        found.update(_in_text(draft, edition.prints.get(path), context))
    for text in (publication.back_text, publication.imprint, publication.title, publication.subtitle):
        found.update(_in_words(text, book))
    for name in usage(context).keys() & book.claims.keys():
        claim = book.claims[name]
        for text in (claim.claim, claim.says, claim.finding, claim.reason):
            found.update(_in_words(text, book))
        if claim.as_supplied:
            found.update((claim.id, value.key) for value in claim.values if claim.is_supplied(value))
    queue = list(found)
    for name, key in queue:  # grows during the loop
        claim = book.claims.get(name)
        value = claim.value(key) if claim is not None else None
        for other in _in_words((value.calculation or "") if value is not None else "", book):
            if other not in found:
                found.add(other)
                queue.append(other)
    return found


def _in_text(draft: Draft, document: Document | None, context: CheckContext) -> Iterator[Name]:
    for node in walk_draft(draft.blocks, FENCE_RULES):
        for role in node.roles:
            if role.name in VALUE_ROLES:
                yield from _name(role.target, context.book)
        for text, _ in node.strings:
            yield from _in_words(text, context.book)
    for node in walk_document(document) if document is not None else ():
        for run in node.inlines:
            for inline in walk_inlines(run, into_notes=True):
                if isinstance(inline, Stated):
                    yield inline.claim, inline.value.partition("@")[0]
        if isinstance(node.block, Figure):
            yield from ((claim, key.partition("@")[0]) for claim, key in node.block.chart.claims)
            spec = context.edition.charts.get(node.block.chart.id)
            for _, value in spec.record.values if spec is not None else ():
                yield from _name(value, context.book)


def _in_words(text: str, book: FactBook) -> Iterator[Name]:
    for role, target in _ROLE.findall(text):
        if role in VALUE_ROLES:
            yield from _name(target, book)


def _name(target: str, book: FactBook) -> Iterator[Name]:
    """The value that a role or a row names; without a key, the first of the claim."""
    name, _, key = target.partition("@")[0].partition("/")
    claim = book.claims.get(name)
    value = claim.value(key or None) if claim is not None else None
    if value is not None:
        yield name, value.key
