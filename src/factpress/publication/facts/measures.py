"""What a value of a claim measures: a Quantity, a Series, Steps, or nothing, from the keys of its record.

Rules about several keys are checked here. Each error is reported at its key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.yaml_positions import Tree, YamlPath
from factpress.i18n import Language
from factpress.publication.facts.claims import Base, Measure, Point, Qualifier, Quantity, Range, Series, Steps
from factpress.publication.facts.dates import first_day, last_day, read_iso, read_iso_period
from factpress.publication.facts.schema import MEASURES, PERCENT, QUALIFIERS, ValueRecord


@dataclass(frozen=True, slots=True)
class ValueContext:
    """A value that is being read: its record, its position in the file, and the language."""

    record: ValueRecord
    tree: Tree
    path: YamlPath
    language: Language
    problems: Problems

    def at(self, *path: str | int) -> Location:
        """Return the position of a part of the value."""
        return self.tree.at(*self.path, *path)

    def key_at(self, *path: str | int) -> Location:
        """Return the position of a key of the value."""
        return self.tree.key_at(*self.path, *path)

    def given(self, *keys: str) -> list[str]:
        """Return those of the keys that have a value."""
        return [key for key in keys if getattr(self.record, f"{key}_" if key == "range" else key) is not None]


def stated_numbers(context: ValueContext) -> Iterator[tuple[Decimal, Location]]:
    """Yield every number of the value's amount, with its position."""
    record = context.record
    for qualifier in context.given(*QUALIFIERS):
        yield getattr(record, qualifier), context.at(qualifier)
    if record.range_ is not None:
        for i, end in enumerate(record.range_):
            yield end, context.at("range", i)
    for when, reading in (record.series or {}).items():
        if isinstance(reading, tuple):
            for i, end in enumerate(reading):
                yield end, context.at("series", when, i)
        else:
            yield reading, context.at("series", when)


def read_measure(context: ValueContext) -> Measure:
    """Return what the value measures; None if it is only a time, or, with errors, if it is invalid."""
    given = context.given(*MEASURES)
    if len(given) > 1:
        hint = "keep one, or write two values"
        message = f"a value has one measure, but this one has {' and '.join(given)}"
        context.problems.error("two-measures", message, context.key_at(given[1]), hint)
        return None
    if not given:
        _check_time_only(context)
        return None
    if given == ["steps"]:
        return _steps(context)
    for key in context.given("levels"):
        context.problems.error("key-not-allowed", "only steps have levels", context.key_at(key), "remove them")
    return _numeric(context, given[0])


def _check_time_only(context: ValueContext) -> None:
    unexpected = context.given("unit", "of", "per", "levels", "published")
    if unexpected:
        hint = f"write one of {', '.join(MEASURES)}"
        message = f'the value has "{unexpected[0]}", but no number'
        context.problems.error("no-measure", message, context.key_at(unexpected[0]), hint)
    elif not context.given("period", "as_of"):
        hint = f"write one of {', '.join(MEASURES)}, or a period"
        context.problems.error("no-measure", "the value has neither a number nor a time", context.at(), hint)


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _numeric(context: ValueContext, key: str) -> Quantity | Series | None:
    record = context.record
    unit = _unit(record.unit, context, "unit")
    base = _base(context)
    _check_numbers(context, unit)
    if record.of is not None and record.per is not None:
        hint = "keep one of them; the other may go into the definition"
        context.problems.error("share-and-rate", "a value is a share or a rate, not both", context.key_at("per"), hint)
    if unit is None:
        return None
    if key == "series":
        return _series(context, unit, base)
    if record.published is not None:
        hint = "use as_of for the time of the value"
        context.problems.error("key-not-allowed", "only a series has this key", context.key_at("published"), hint)
    pair = record.range_
    amount = Range(*pair) if pair is not None else Point(getattr(record, key), Qualifier(key))
    return Quantity(amount, unit, record.of, base)


def _unit(written: str | None, context: ValueContext, *path: str) -> str | None:
    if written is None:
        hint = "add what is counted: unit: people"
        context.problems.error("missing-key", 'the key "unit" is missing', context.at(), hint)
        return None
    unit = context.language.unit_named(written)
    if unit is None:
        hint = f"{did_you_mean(written, context.language.units)}; new units are defined in data/languages, under units"
        message = f'there is no unit "{written}" in the language "{context.language.tag}"'
        context.problems.error("unknown-unit", message, context.at(*path), hint)
    return unit


def _base(context: ValueContext) -> Base | None:
    per = context.record.per
    if per is None:
        return None
    unit = _unit(per.unit, context, "per", "unit")
    if per.number <= 0:
        message = f"the base of a rate must be positive, not {per.number}"
        context.problems.error("bad-base", message, context.at("per", "number"), "write a number such as 1000")
        return None
    return Base(per.number, unit) if unit is not None else None


def _check_numbers(context: ValueContext, unit: str | None) -> None:
    for number, place in stated_numbers(context):
        if number < 0:
            hint = "write the size, and describe the loss in words"
            context.problems.error("negative-count", f"{number} is negative", place, hint)
        if unit == PERCENT and number > 100:
            hint = "a share is part of a whole; for growth use the unit times"
            context.problems.error("share-above-100", f"a share of {number} per cent is more than 100", place, hint)
    if unit == PERCENT and context.record.of is None:
        hint = "add the whole, such as of: people trafficked across borders"
        message = "a share needs a whole"
        context.problems.error("percent-without-of", message, context.at("unit"), hint)


def _series(context: ValueContext, unit: str, base: Base | None) -> Series | None:
    record = context.record
    readings = [(read_iso(when), when, reading) for when, reading in (record.series or {}).items()]
    if not readings:
        context.problems.error(
            "empty-series", "the series has no numbers", context.at("series"), "write {1970: 6639182, …}"
        )
        return None
    for (before, _, _), (moment, when, _) in pairwise(readings):
        if first_day(moment) <= first_day(before):
            message = f"{moment} is after {before}"
            context.problems.error(
                "series-not-in-order", message, context.key_at("series", when), "write the earliest first"
            )
    amounts = ((m, Range(*r) if isinstance(r, tuple) else Point(r)) for m, _, r in readings)
    return Series(tuple((m, Quantity(a, unit, record.of, base)) for m, a in amounts), record.published)


# ── steps ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _steps(context: ValueContext) -> Steps | None:
    record = context.record
    for key in context.given("unit", "of", "per", "published"):
        context.problems.error("key-not-allowed", f'steps have no key "{key}"', context.key_at(key), "remove it")
    levels = record.levels
    if not levels:
        hint = "list them from low to high: levels: [tier-3, tier-2, tier-1]"
        context.problems.error("missing-key", 'the key "levels" is missing', context.key_at("steps"), hint)
        return None
    for i, level in enumerate(levels):
        if level in levels[:i]:
            context.problems.error("duplicate-level", f'the level "{level}" is given twice', context.at("levels", i))
    spans = [(read_iso_period(when), when, level) for when, level in (record.steps or {}).items()]
    if not spans:
        context.problems.error("empty-series", "the steps are empty", context.at("steps"), "write {2001: tier-2, …}")
        return None
    for _, when, level in spans:
        if level not in levels:
            message = f'"{level}" is not one of the levels'
            context.problems.error("unknown-level", message, context.at("steps", when), did_you_mean(level, levels))
            return None
    for (before, _, _), (period, when, _) in pairwise(spans):
        if first_day(period.begin) <= last_day(before.end):
            message = f'"{when}" begins before the step above it ends'
            context.problems.error(
                "series-not-in-order", message, context.key_at("steps", when), "write the earliest first"
            )
    return Steps(tuple((period, level) for period, _, level in spans), tuple(levels))
