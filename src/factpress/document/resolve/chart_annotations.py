"""What a chart says besides its rows: a range behind them or within one, and the difference between two of them."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.diagnostics import did_you_mean
from factpress.document.model import Bracket, Core, Datum, Inlines, ValueBand
from factpress.document.parse.charts_file import BracketRecord, ChartSpec
from factpress.document.resolve.chart_text import chart_text
from factpress.document.resolve.lookup import Found
from factpress.document.resolve.resolver import Resolver
from factpress.document.wording.quantities import bounds, format_number
from factpress.publication.facts.claims import Quantity, Range

WITH_VALUE_AXIS = ("ranges", "bars")
"""The kinds of chart that can have a band, a bracket and tested rows."""
WITH_GROUPS = (*WITH_VALUE_AXIS, "share")
"""The kinds whose rows can have a group and a callout."""

WITH_CORE = "ranges"
"""The kind of chart whose rows can have a core."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """A band and a bracket, the values that they show, and their labels with the notes of what those state."""

    band: ValueBand | None = None
    bracket: Bracket | None = None
    found: tuple[Found, ...] = ()
    texts: tuple[Inlines, ...] = ()


def annotations_of(spec: ChartSpec, resolver: Resolver) -> Annotations:
    """The band and the bracket of a chart. What cannot be drawn is left out, with an error."""
    record, problems = spec.record, resolver.problems
    for i, row in enumerate(record.rows):
        for name, kinds in (("group", WITH_GROUPS), ("callout", WITH_GROUPS), ("tested", WITH_VALUE_AXIS)):
            if getattr(row, name) and record.kind not in kinds:
                message = f'a row of a chart of kind "{record.kind}" has no {name}'
                problems.error("bad-annotation", message, spec.at("rows", i, name), f"use one of: {', '.join(kinds)}")
    for name in ("band", "bracket"):
        if getattr(record, name) is not None and record.kind not in WITH_VALUE_AXIS:
            message = f'a chart of kind "{record.kind}" has no {name}'
            problems.error("bad-annotation", message, spec.at(name), f"use one of: {', '.join(WITH_VALUE_AXIS)}")
            return Annotations()
    band, found, texts = None, list[Found](), list[Inlines]()
    if record.band is not None:
        place = spec.at("band", "value")
        value = resolver.facts.find(record.band.value, place)
        quantity = resolver.facts.quantity(value, place) if value is not None else None
        label, words = chart_text(record.band.label, spec.at("band", "label"), resolver)
        if value is not None and quantity is not None:
            if isinstance(quantity.amount, Range):
                low, high = bounds(quantity.amount)
                band = ValueBand(float(low), float(high), format_number(quantity, resolver.language), label)
                found, texts = [value], [words]
            else:
                problems.error("bad-annotation", "a band needs a range", place, "name a value with range: [low, high]")
    bracket = None
    if record.bracket is not None and (rows := _bracketed(spec, record.bracket, resolver)) is not None:
        place = spec.at("bracket", "value")
        value = resolver.facts.find(record.bracket.value, place)
        quantity = resolver.facts.quantity(value, place) if value is not None else None
        label, words = chart_text(record.bracket.label, spec.at("bracket", "label"), resolver)
        if value is not None and quantity is not None:
            bracket = Bracket(rows, format_number(quantity, resolver.language), label)
            found, texts = [*found, value], [*texts, words]
    return Annotations(band, bracket, tuple(found), tuple(texts))


def core_of(spec: ChartSpec, index: int, whole: Datum, resolver: Resolver) -> tuple[Core, Found, Quantity] | None:
    """The core of a row with its value; None where the row has none, or, with an error, where it cannot be drawn."""
    value = spec.record.rows[index].core
    if value is None:
        return None
    place = spec.at("rows", index, "core")
    found = resolver.facts.find(value, place)
    quantity = resolver.facts.quantity(found, place) if found is not None else None
    if found is None or quantity is None:
        return None
    low, high = map(float, bounds(quantity.amount))
    if spec.record.kind != WITH_CORE:
        message, hint = f'a row of a chart of kind "{spec.record.kind}" has no core', f"use {WITH_CORE}"
    elif not whole.low <= low < high <= whole.high:
        message, hint = "a core needs a range within that of its row", "name a value with a narrower range"
    else:
        return Core(low, high, format_number(quantity, resolver.language)), found, quantity
    resolver.problems.error("bad-annotation", message, place, hint)
    return None


def _bracketed(spec: ChartSpec, record: BracketRecord, resolver: Resolver) -> tuple[int, int] | None:
    """The indexes of the two rows; None, with errors, where a value is that of no row."""
    values = [row.value for row in spec.record.rows]
    missing = [(i, value) for i, value in enumerate(record.between) if value not in values]
    for i, value in missing:
        message = f'no row of the chart has the value "{value}"'
        place = spec.at("bracket", "between", i)
        resolver.problems.error("bad-annotation", message, place, did_you_mean(value, values))
    if missing:
        return None
    first, second = (values.index(value) for value in record.between)
    return first, second
