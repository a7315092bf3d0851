"""Rules about arithmetic: parts larger than their whole, and shares larger than a count."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from factpress.checks.context import CheckContext
from factpress.checks.count_index import exceeds
from factpress.checks.counts import IN_YEARS, Count, ends
from factpress.checks.rule import Finding
from factpress.publication.facts.claims import Point, Qualifier, Quantity
from factpress.publication.facts.measures import PERCENT


def part_exceeds_whole(context: CheckContext) -> Iterator[Finding]:
    """A part is larger than its whole: by place, by group or by time.

    Why: One of the two numbers is wrong, or its definition does not describe what was counted. A reader who compares
    the two will doubt the other numbers too.

    Bad:
        # data/scopes.yaml
        places: {Old Town: Example Town}
        # data/facts/example.yaml
        loans-in-town:
          claim: Books lent in the town
          standing: verified
          values:
            - {exactly: 31000, unit: cases, per: {number: 1, unit: years}, place: Example Town, counts: flow,
               definition: books lent, cites: {source: annual-report, locator: p. 1, read: passage}}
        loans-in-old-town:
          claim: Books lent in the old town
          standing: verified
          values:
            - {exactly: 120, unit: cases, per: {number: 1, unit: days}, place: Old Town, counts: flow,
               definition: books lent, cites: {source: visitor-survey, locator: p. 2, read: passage}}

    Good:
        # data/scopes.yaml
        places: {Old Town: Example Town}
        # data/facts/example.yaml
        loans-in-town:
          claim: Books lent in the town
          standing: verified
          values:
            - {exactly: 31000, unit: cases, per: {number: 1, unit: years}, place: Example Town, counts: flow,
               definition: books lent, cites: {source: annual-report, locator: p. 1, read: passage}}
        loans-in-old-town:
          claim: Books lent in the old town
          standing: verified
          values:
            - {exactly: 12, unit: cases, per: {number: 1, unit: days}, place: Old Town, counts: flow,
               definition: books lent, cites: {source: visitor-survey, locator: p. 2, read: passage}}
    """
    for part, whole in context.oversized_parts:
        if part.base is None and exceeds(part, whole):
            yield _finding("part-exceeds-whole", part, whole)


def part_fills_whole(context: CheckContext) -> Iterator[Finding]:
    """A part is larger than the lower end of its whole, which is a range, and larger than half of the upper end.

    Why: Both numbers can be correct only if the whole is near its upper end and the part is most of it. That is rare,
    so the text should explain it.

    Bad:
        # data/scopes.yaml
        groups: {novels lent: books lent}
        # data/facts/example.yaml
        loans:
          claim: Books lent
          standing: verified
          values:
            - {range: [5000, 20000], unit: cases, period: 2024, place: Example Town, definition: books lent,
               cites: {source: annual-report, locator: p. 1}}
        novels:
          claim: Novels lent
          standing: verified
          values:
            - {exactly: 18000, unit: cases, period: 2024, place: Example Town, definition: novels lent,
               cites: {source: visitor-survey, locator: p. 2}}

    Good:
        # data/scopes.yaml
        groups: {novels lent: books lent}
        # data/facts/example.yaml
        loans:
          claim: Books lent
          standing: verified
          values:
            - {range: [5000, 20000], unit: cases, period: 2024, place: Example Town, definition: books lent,
               cites: {source: annual-report, locator: p. 1}}
        novels:
          claim: Novels lent
          standing: verified
          values:
            - {exactly: 4000, unit: cases, period: 2024, place: Example Town, definition: novels lent,
               cites: {source: visitor-survey, locator: p. 2}}
    """
    for part, whole in context.oversized_parts:
        if part.base is None and not exceeds(part, whole):
            yield _finding("part-fills-whole", part, whole)


def share_exceeds_count(context: CheckContext) -> Iterator[Finding]:
    """A share of a count is more than the count of the same thing in another claim.

    Why: The share multiplied by its count cannot exceed an independent count of the same thing. If it does, one of the
    three numbers is wrong.

    Bad:
        claimed:
          claim: Readers, as claimed
          standing: untraced
          reason: The office could not show us the list.
          values:
            - {key: readers, exactly: 9000, unit: people, place: Example Town, definition: readers,
               cites: {source: town-website}}
            - {key: share, exactly: 80, unit: percent, of: readers, place: Example Town, definition: children,
               cites: {source: town-website}}
        counted:
          claim: Readers, as counted
          standing: verified
          values:
            - {exactly: 3000, unit: people, as_of: 2024, place: Example Town, definition: readers,
               cites: {source: annual-report, locator: p. 2}}

    Good:
        claimed:
          claim: Readers, as claimed
          standing: untraced
          reason: The office could not show us the list.
          values:
            - {key: readers, exactly: 3100, unit: people, place: Example Town, definition: readers,
               cites: {source: town-website}}
            - {key: share, exactly: 80, unit: percent, of: readers, place: Example Town, definition: children,
               cites: {source: town-website}}
        counted:
          claim: Readers, as counted
          standing: verified
          values:
            - {about: 3000, unit: people, as_of: 2024, place: Example Town, definition: readers,
               cites: {source: annual-report, locator: p. 2}}
    """
    for part, whole in context.oversized_parts:
        if part.base is not None:
            yield _finding("share-exceeds-count", part, whole)


def _finding(code: str, part: Count, whole: Count) -> Finding:
    names = f'"{part.name}"' + (f' and "{part.base.name}"' if part.base is not None else "")
    message = (
        f'{derivation(part)} ({names}), but "{whole.name}" gives {derivation(whole, ", which make ")}: '
        f"{_ratio_to_whole(part.written, whole.written)}{_relation(part, whole)}"
    )
    related = [t.value.location for t in (part.base, whole) if t is not None]
    hint = (
        "check both numbers; if the text explains the difference, add to the claim: "
        f"answers: {{finding: {code}, claim: {whole.claim.id}, because: …}}"
    )
    return Finding(message, part.value.location, hint, tuple(related), part.claims | whole.claims)


def _relation(part: Count, whole: Count) -> str:
    """Why the one is a part of the other, in words."""
    group = part.group or part.value.definition
    why = [f"{part.place} is in {whole.place}"] if part.place != whole.place else []
    why += [f"{group} are a part of {whole.group}"] if group is not None and group != whole.group else []
    return f"; {' and '.join(why)}" if why else ""


# ── numbers in messages ───────────────────────────────────────────────────────────────────────────────────────────


def _number(value: Fraction) -> str:
    """A number in digits, with at most two decimals."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{float(value):,.2f}".rstrip("0").rstrip(".")


def _range(low: Fraction, high: Fraction) -> str:
    """Both ends of a range, or the number if both are equal."""
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def ratio_words(value: Fraction) -> str:
    """A ratio in digits: "3.65", or with one decimal if two are not exact."""
    return _number(value) if (value * 100).denominator == 1 else _number(Fraction(round(value * 10), 10))


def _unit(quantity: Quantity) -> str:
    words = "per cent" if quantity.unit == PERCENT else quantity.unit.replace("-", " ")
    if quantity.per is None:
        return words
    base = quantity.per
    if base.unit in IN_YEARS and base.number == 1:
        return f"{words} {'an' if base.unit == 'hours' else 'a'} {base.unit.removesuffix('s')}"
    return f"{words} per {_number(Fraction(base.number))} {base.unit}"


def _amount(quantity: Quantity) -> str:
    """A quantity as it is written: "at least 12,272 people"."""
    match quantity.amount:
        case Point(_, qualifier) if qualifier is not Qualifier.EXACTLY:
            words = qualifier.value.replace("_", " ") + " "
        case _:
            words = ""
    return f"{words}{_range(*ends(quantity))} {_unit(quantity)}"


def derivation(count: Count, link: str = " make ") -> str:
    """A count in words, with its derivation if it has one: "5,000 people a day make 1,825,000 people a year".

    `link` is the text between the two, such as ", which make " after a verb.
    """
    amount, derived = _amount(count.quantity), f"{link}{_in_dimension(count)}"
    if count.base is not None:
        return f"{amount} of {_amount(count.base.quantity)}{derived}"
    if count.dimension.per != "years":
        return amount
    if count.quantity.per is not None:
        return amount if count.written == ends(count.quantity) else f"{amount}{derived}"
    if count.when is None:
        return amount
    years = count.when.end.year - count.when.begin.year + 1
    return f"{amount} in {count.when.begin.year}" if years == 1 else f"{amount} in {years} years{derived}"


def _in_dimension(count: Count) -> str:
    per = {"": "", "years": " a year"}.get(count.dimension.per, f" per {count.dimension.per}")
    return f"{_range(*count.written)} {count.dimension.unit.replace('-', ' ')}{per}"


def _ratio_to_whole(part: tuple[Fraction, Fraction], whole: tuple[Fraction, Fraction]) -> str:
    """How a part compares with its whole: "91 per cent of the upper end and 3.65 times the lower end"."""
    low, high = whole
    if low == high:
        return _ratio(part, low, "as many", "that")
    return f"{_ratio(part, high, 'the upper end', 'the upper end')} and {_ratio(part, low, 'the lower', 'the lower')}"


def _ratio(part: tuple[Fraction, Fraction], whole: Fraction, many: str, one: str) -> str:
    if not whole:
        return f"more than {one}"
    low, high = part[0] / whole, part[1] / whole
    if high < 1:
        return f"{_range(Fraction(round(100 * low)), Fraction(round(100 * high)))} per cent of {one}"
    return f"{ratio_words(low) if low == high else f'{ratio_words(low)} to {ratio_words(high)}'} times {many}"
