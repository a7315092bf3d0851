"""Compare a statement that was found in a text with a value: hedge, sign, number, unit, base, period, negation.

What is more certain than the value, or different from it, is an error. What is less certain is information.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from factpress.audit.statements import FoundStatement
from factpress.core.diagnostics import Severity
from factpress.document.wording.dates import format_period
from factpress.document.wording.quantities import bounds, format_quantity
from factpress.i18n import Language
from factpress.publication.facts.claims import Qualifier, Quantity, Range, Series, Value
from factpress.publication.facts.dates import Moment, Period, first_day, last_day

Kind = Literal["hedge", "sign", "range", "unit", "base", "period", "negation", "number"]

_WEAKER = frozenset(
    {
        (Qualifier.EXACTLY, Qualifier.ABOUT),
        (Qualifier.NEARLY, Qualifier.ABOUT),
        (Qualifier.MORE_THAN, Qualifier.AT_LEAST),
        (Qualifier.LESS_THAN, Qualifier.AT_MOST),
        (Qualifier.NEARLY, Qualifier.LESS_THAN),
        (Qualifier.NEARLY, Qualifier.AT_MOST),
    }
)
"""The qualifier of a value, and one in a text that says the same with less certainty."""

_WORST_LAST = (Severity.INFORMATION, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One way in which a statement differs from a value: from its quantity, its period, or both."""

    kind: Kind
    quantity: Quantity | None
    when: Period | None = None
    severity: Severity = Severity.ERROR

    def expected(self, language: Language) -> str:
        """The value as it should be written, with its period if that differs; "" if the language lacks its unit."""
        period = format_period(self.when, language) if self.when is not None else ""
        if self.quantity is None:
            return period
        if self.quantity.unit not in language.units:
            return ""
        text = format_quantity(self.quantity, language)
        return f"{text}, {period}" if self.kind == "period" and period else text


Setting = Literal["sentence", "cell", "chart"]
"""Where a statement was found: among other words, alone as in a cell of a table, or in a chart or its data."""

_IN_HEADING = frozenset({"hedge", "range", "base"})
"""What the heading of a column may say for all its cells."""


def agrees(found: FoundStatement, value: Value, setting: Setting = "sentence") -> tuple[Disagreement, ...]:
    """How a statement differs from a value; empty if it agrees. Of a series, the point that differs least counts.

    What a heading may say is a warning for a number that is alone, and is not compared in charts.
    """
    tried = [tuple(_differences(found, quantity, when)) for quantity, when in _quantities(value)]
    if found.is_date or not found.unit:
        tried += [tuple(_date_differences(found, when)) for when in _times(value)]
    tried = [tuple(_in_setting(differences, setting)) for differences in tried]
    return min(tried, key=weight, default=(Disagreement("number", None, value.when),))


def _in_setting(differences: Iterable[Disagreement], setting: Setting) -> Iterator[Disagreement]:
    for one in differences:
        if setting == "sentence" or one.kind not in _IN_HEADING:
            yield one
        elif setting == "cell":
            yield replace(one, severity=min(one.severity, Severity.WARNING, key=_WORST_LAST.index))


def weight(differences: tuple[Disagreement, ...]) -> tuple[int, ...]:
    """Sorts differences: the fewest and least severe first, other numbers last."""
    counts = (sum(one.severity is severity for one in differences) for severity in reversed(_WORST_LAST))
    return sum(one.kind == "number" for one in differences), *counts


def _quantities(value: Value) -> Iterator[tuple[Quantity, Period | None]]:
    measure = value.measure
    if isinstance(measure, Quantity):
        yield measure, value.when
    elif isinstance(measure, Series):
        for moment, quantity in measure.points:
            yield quantity, Period(moment, moment)


def _times(value: Value) -> Iterator[Period]:
    """All periods and moments of a value."""
    measure = value.measure
    if value.when is not None:
        yield value.when
    if isinstance(measure, Series):
        yield from (Period(moment, moment) for moment, _ in measure.points)
        if measure.published is not None:
            yield Period(measure.published, measure.published)
    elif measure is not None and not isinstance(measure, Quantity):
        yield from (span for span, _ in measure.spans)


def _date_differences(found: FoundStatement, when: Period) -> Iterator[Disagreement]:
    if found.is_date and found.when is not None:
        same = all(
            any(_agree(one, end) for end in (when.begin, when.end)) for one in (found.when.begin, found.when.end)
        )
    else:
        parts = {Decimal(part) for end in (when.begin, when.end) for part in (end.year, end.day) if part is not None}
        same = parts.issuperset(map(abs, found.values))
    if not same:
        yield Disagreement("number", None, when)


def _agree(one: Moment, other: Moment) -> bool:
    """Whether two moments agree in all parts that both name."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(a is None or b is None or a == b for a, b in pairs)


def _differences(found: FoundStatement, quantity: Quantity, when: Period | None) -> Iterator[Disagreement]:
    ends = list(dict.fromkeys(bounds(quantity.amount)))
    if quantity.unit == "percent" and not found.unit and all(abs(value) < 1 for value in found.values):
        ends = [end / 100 for end in ends]  # "half" for 50%, 0.8 in a chart for 80%
    if not set(map(abs, ends)).issuperset(map(abs, found.values)):
        yield Disagreement("number", quantity, when)
        return
    if not set(ends).issuperset(found.values):
        yield Disagreement("sign", quantity)
    if found.unit and found.adjacent and quantity.unit and found.unit != quantity.unit:
        yield Disagreement("unit", quantity)
    yield from _certainty(found, quantity, whole=len(set(found.values)) == len(ends))
    yield from _base(found, quantity)
    if when is not None and found.when is not None and not found.is_date and not _overlap(when, found.when):
        severity = Severity.ERROR if found.when_adjacent else Severity.INFORMATION
        yield Disagreement("period", quantity, when, severity)
    if found.negations:
        yield Disagreement("negation", quantity, severity=Severity.ERROR if found.negated else Severity.WARNING)


def _certainty(found: FoundStatement, quantity: Quantity, *, whole: bool) -> Iterator[Disagreement]:
    amount = quantity.amount
    if isinstance(amount, Range):
        bound = Qualifier.AT_LEAST if abs(found.values[0]) == abs(amount.low) else Qualifier.AT_MOST
        is_fair = found.qualifier is Qualifier.ABOUT if whole else found.qualifier is bound
        if not whole or found.qualifier is not Qualifier.EXACTLY:
            severity = Severity.INFORMATION if is_fair else Severity.ERROR
            yield Disagreement("hedge" if whole else "range", quantity, severity=severity)
    elif found.qualifier is not amount.qualifier:
        is_fair = (amount.qualifier, found.qualifier) in _WEAKER
        yield Disagreement("hedge", quantity, severity=Severity.INFORMATION if is_fair else Severity.ERROR)


def _base(found: FoundStatement, quantity: Quantity) -> Iterator[Disagreement]:
    per = quantity.per
    if per is None:
        differs = bool(found.base)
    elif found.base:
        differs = (per.unit, per.number) != (found.base, found.base_number)
    else:
        differs = bool(found.unit)
    if differs:
        yield Disagreement("base", quantity)


def _overlap(one: Period, other: Period) -> bool:
    return first_day(one.begin) <= last_day(other.end) and first_day(other.begin) <= last_day(one.end)
