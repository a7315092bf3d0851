"""What a value of a claim measures: from the keys an editor wrote to a Quantity, a Series, Steps, or nothing.

Each key may be right by itself and wrong beside another; all such errors are noted, each at the key it is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.validation import Path_, Tree
from factpress.i18n import Language
from factpress.publication.facts.claims import Base, Measure, Point, Qualifier, Quantity, Range, Series, Steps
from factpress.publication.facts.dates import first_day, last_day, read_iso, read_iso_period
from factpress.publication.facts.schema import MEASURES, QUALIFIERS, ValueRecord

PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Site:
    """The value that is read: its record, and where it stands."""

    record: ValueRecord
    tree: Tree
    path: Path_
    language: Language
    problems: Problems

    def at(self, *path: str | int) -> Location:
        """The place of a part of the value."""
        return self.tree.at(*self.path, *path)

    def key_at(self, *path: str | int) -> Location:
        """The place of a key of the value."""
        return self.tree.key_at(*self.path, *path)

    def given(self, *keys: str) -> list[str]:
        """Those of the keys that the editor wrote, in the order of the file's columns and lines."""
        return [key for key in keys if getattr(self.record, f"{key}_" if key == "range" else key) is not None]


def numbers(site: Site) -> Iterator[tuple[Decimal, Location]]:
    """Every number that the value states as its amount, with its place."""
    record = site.record
    for qualifier in site.given(*QUALIFIERS):
        yield getattr(record, qualifier), site.at(qualifier)
    if record.range_ is not None:
        for i, end in enumerate(record.range_):
            yield end, site.at("range", i)
    for when, reading in (record.series or {}).items():
        if isinstance(reading, tuple):
            for i, end in enumerate(reading):
                yield end, site.at("series", when, i)
        else:
            yield reading, site.at("series", when)


def measure(site: Site) -> Measure:
    """What the value measures; None where it states a time only, or where it is wrong (then errors were noted)."""
    given = site.given(*MEASURES)
    if len(given) > 1:
        hint = "keep one, or make two values of them"
        message = f"a value measures one thing, and here are {' and '.join(given)}"
        site.problems.error("two-measures", message, site.key_at(given[1]), hint)
        return None
    if not given:
        _check_time_only(site)
        return None
    if given == ["steps"]:
        return _steps(site)
    for key in site.given("levels"):
        site.problems.error("stray-key", "levels belong to steps", site.key_at(key), "take them out")
    return _numeric(site, given[0])


def _check_time_only(site: Site) -> None:
    stray = site.given("unit", "of", "per", "levels", "published")
    if stray:
        hint = f"write one of {', '.join(MEASURES)}"
        message = f'the value has "{stray[0]}" and no number'
        site.problems.error("no-measure", message, site.key_at(stray[0]), hint)
    elif not site.given("period", "as_of"):
        hint = f"write one of {', '.join(MEASURES)}, or a period"
        site.problems.error("no-measure", "the value says neither a number nor a time", site.at(), hint)


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _numeric(site: Site, key: str) -> Quantity | Series | None:
    record = site.record
    unit = _unit(record.unit, site, "unit")
    base = _base(site)
    _check_numbers(site, unit)
    if record.of is not None and record.per is not None:
        hint = "keep one of them; the other may go into the definition"
        site.problems.error("share-and-rate", "a value is a share or a rate, not both", site.key_at("per"), hint)
    if unit is None:
        return None
    if key == "series":
        return _series(site, unit, base)
    if record.published is not None:
        hint = "say as_of for the moment at which it was so"
        site.problems.error("stray-key", "only a series has a vintage", site.key_at("published"), hint)
    pair = record.range_
    amount = Range(*pair) if pair is not None else Point(getattr(record, key), Qualifier(key))
    return Quantity(amount, unit, record.of, base)


def _unit(written: str | None, site: Site, *path: str) -> str | None:
    if written is None:
        hint = "write what is counted: unit: people"
        site.problems.error("missing-key", 'the key "unit" is missing', site.at(), hint)
        return None
    unit = site.language.unit_named(written)
    if unit is None:
        hint = f"{did_you_mean(written, site.language.units)} A new one goes into data/languages"
        message = f'there is no unit "{written}" in the language "{site.language.tag}"'
        site.problems.error("unknown-unit", message, site.at(*path), hint)
    return unit


def _base(site: Site) -> Base | None:
    per = site.record.per
    if per is None:
        return None
    unit = _unit(per.unit, site, "per", "unit")
    if per.number <= 0:
        message = f"a rate is per one or more, not per {per.number}"
        site.problems.error("bad-base", message, site.at("per", "number"), "write the number it is measured against")
        return None
    return Base(per.number, unit) if unit is not None else None


def _check_numbers(site: Site, unit: str | None) -> None:
    for number, place in numbers(site):
        if number < 0:
            hint = "give the size, and say in words that it is a loss"
            site.problems.error("negative-count", f"{number} is less than nothing", place, hint)
        if unit == PERCENT and number > 100:
            hint = "a share is part of a whole; for growth use the unit times"
            site.problems.error("share-over-100", f"a share of {number} per cent is more than the whole", place, hint)
    if unit == PERCENT and site.record.of is None:
        hint = "add of: and what the whole is, such as of: people trafficked across borders"
        message = "a share needs the whole that it is a share of"
        site.problems.error("percent-without-of", message, site.at("unit"), hint)


def _series(site: Site, unit: str, base: Base | None) -> Series | None:
    record = site.record
    readings = [(read_iso(when), when, reading) for when, reading in (record.series or {}).items()]
    if not readings:
        site.problems.error("empty-series", "the series has no numbers", site.at("series"), "write {1970: 6639182, …}")
        return None
    for (before, _, _), (moment, when, _) in pairwise(readings):
        if first_day(moment) <= first_day(before):
            message = f"{moment} stands after {before}"
            site.problems.error("upside-down-series", message, site.key_at("series", when), "write the earliest first")
    amounts = ((m, Range(*r) if isinstance(r, tuple) else Point(r)) for m, _, r in readings)
    return Series(tuple((m, Quantity(a, unit, record.of, base)) for m, a in amounts), record.published)


# ── steps ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _steps(site: Site) -> Steps | None:
    record = site.record
    for key in site.given("unit", "of", "per", "published"):
        site.problems.error("stray-key", f'steps have levels and no "{key}"', site.key_at(key), "take it out")
    levels = record.levels
    if not levels:
        hint = "name them from low to high: levels: [tier-3, tier-2, tier-1]"
        site.problems.error("missing-key", 'the key "levels" is missing', site.key_at("steps"), hint)
        return None
    for i, level in enumerate(levels):
        if level in levels[:i]:
            site.problems.error("duplicate-level", f'the level "{level}" stands here twice', site.at("levels", i))
    spans = [(read_iso_period(when), when, level) for when, level in (record.steps or {}).items()]
    if not spans:
        site.problems.error("empty-series", "the steps are empty", site.at("steps"), "write {2001: tier-2, …}")
        return None
    for _, when, level in spans:
        if level not in levels:
            message = f'"{level}" is none of the levels'
            site.problems.error("unknown-level", message, site.at("steps", when), did_you_mean(level, levels))
            return None
    for (before, _, _), (period, when, _) in pairwise(spans):
        if first_day(period.begin) <= last_day(before.end):
            message = f'"{when}" begins before the step above it ends'
            site.problems.error("upside-down-series", message, site.key_at("steps", when), "write the earliest first")
    return Steps(tuple((period, level) for period, _, level in spans), tuple(levels))
