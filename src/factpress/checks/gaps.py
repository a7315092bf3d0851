"""Charts whose title promises all of a series, over values that leave some of it out."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding
from factpress.checks.text_index import phrase_pattern
from factpress.core.diagnostics import Location, Problems, and_more
from factpress.document.parse.charts_file import ChartSpec
from factpress.document.resolve.lookup import FactLookup
from factpress.i18n import Language
from factpress.publication.facts.claims import Series, Steps
from factpress.publication.facts.dates import Moment, Period

FEWEST = 3
"""Two values have no rhythm."""
MOST_STEPS = 4000
"""Longer series than this are not searched for gaps: days of ten years."""


def series_with_gaps(context: CheckContext) -> Iterator[Finding]:
    """The title of a chart says "each", "every" or "all", and its values leave out years, months or editions.

    Why: Readers believe the title, and see a trend where a value is only missing. The language file lists such words
    under `reading: every`. If the gap is meant, say why under `gaps`.

    Bad:
        # data/facts/example.yaml
        editions:
          claim: Books in the catalogue
          standing: verified
          cites: {source: annual-report, locator: p. 6}
          values:
            - {key: first, exactly: 5000, unit: cases, as_of: 2018}
            - {key: second, exactly: 5600, unit: cases, as_of: 2020}
            - {key: third, exactly: 6100, unit: cases, as_of: 2024}
        # data/charts.yaml
        catalogue:
          kind: bars
          title: Each edition of the catalogue has more books
          rows:
            - {value: editions/first, label: Oldest}
            - {value: editions/second, label: Older}
            - {value: editions/third, label: Newest}

    Good:
        # data/facts/example.yaml
        editions:
          claim: Books in the catalogue
          standing: verified
          cites: {source: annual-report, locator: p. 6}
          values:
            - {key: first, exactly: 5000, unit: cases, as_of: 2018}
            - {key: second, exactly: 5600, unit: cases, as_of: 2020}
            - {key: missing, exactly: 5900, unit: cases, as_of: 2022}
            - {key: third, exactly: 6100, unit: cases, as_of: 2024}
        # data/charts.yaml
        catalogue:
          kind: bars
          title: Each edition of the catalogue has more books
          rows:
            - {value: editions/first, label: Oldest}
            - {value: editions/second, label: Older}
            - {value: editions/missing, label: Newer}
            - {value: editions/third, label: Newest}
    """
    language = context.edition.language
    every = phrase_pattern(language.reading.every)
    if every is None:
        return
    every_year = _every_year(language)
    facts = FactLookup(context.book, language, Problems())
    for chart, spec in context.edition.charts.items():
        for key in ("title", "subtitle"):
            said = every.search(getattr(spec.record, key))
            if said is None:
                continue
            yearly = every_year is not None and every_year.search(getattr(spec.record, key)) is not None
            gap = next((gap for times in _rows(spec, facts) if (gap := _gap(times, yearly=yearly))), "")
            if gap:
                message = f'the chart "{chart}" says "{said[0]}", but leaves out {gap}'
                hint = "add what is missing, change the title, or answer: gaps: why"
                yield Finding(message, spec.at(key), hint, answered=spec.record.gaps or "")
                break


def _every_year(language: Language) -> re.Pattern[str] | None:
    """A pattern of "each year"; None if the language has no unit for years."""
    years = language.units.get("years")
    if years is None:
        return None
    forms = dict.fromkeys(years.forms.values())
    return phrase_pattern(tuple(f"{word} {form}" for word in language.reading.every for form in forms))


# ── times ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Times:
    """The times of values that belong together; `dense` if each stands for all of its period, as a level does."""

    periods: tuple[Period, ...]
    dense: bool = False


def _rows(spec: ChartSpec, facts: FactLookup) -> Iterator[_Times]:
    """The times of each series of the chart, and those of its rows that state one claim."""
    of_claim: dict[str, list[Period]] = defaultdict(list)
    for row in spec.record.rows:
        found = facts.find(row.value, Location(spec.tree.path))
        if found is None:
            continue
        match found.value.measure:
            case Series(points) if found.moment is None:
                yield _Times(tuple(Period(moment, moment) for moment, _ in points))
            case Steps(spans):
                yield _Times(tuple(span for span, _ in spans), dense=True)
            case _:
                when = Period(found.moment, found.moment) if found.moment is not None else found.value.when
                if when is not None:
                    of_claim[found.claim.id].append(when)
    yield from (_Times(tuple(periods)) for periods in of_claim.values())


def _gap(times: _Times, *, yearly: bool) -> str:
    """The years, months or days that are left out between the first and the last; empty if there are none."""
    moments = [moment for period in times.periods for moment in (period.begin, period.end)]
    step = "day" if all(m.day for m in moments) else "month" if all(m.month for m in moments) else "year"
    if yearly:
        step = "year"
    spans = [(_index(period.begin, step), _index(period.end, step)) for period in times.periods]
    first, last = min(begin for begin, _ in spans), max(end for _, end in spans)
    if last - first > MOST_STEPS:
        return ""
    covered = {at for begin, end in spans for at in range(begin, end + 1 if times.dense else begin + 1)}
    if len(covered) < (2 if yearly or times.dense else FEWEST):
        return ""
    rhythm = 1 if yearly or times.dense else _rhythm(covered)
    missing = [at for at in range(first, max(covered), rhythm) if at not in covered]
    return and_more([_named(at, step) for at in missing])


def _rhythm(times: Iterable[int]) -> int:
    """The shortest distance between two."""
    ordered = sorted(times)
    return min(later - earlier for earlier, later in itertools.pairwise(ordered))


def _index(moment: Moment, step: str) -> int:
    match step:
        case "day":
            return dt.date(moment.year, moment.month or 1, moment.day or 1).toordinal()
        case "month":
            return moment.year * 12 + (moment.month or 1) - 1
        case _:
            return moment.year


def _named(index: int, step: str) -> str:
    match step:
        case "day":
            return dt.date.fromordinal(index).isoformat()
        case "month":
            return f"{index // 12:04d}-{index % 12 + 1:02d}"
        case _:
            return str(index)
