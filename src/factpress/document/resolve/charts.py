"""Charts as plain values: marks, labels, ticks and alternative text, from what an editor specifies."""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from factpress.core.diagnostics import Location
from factpress.document.model import (
    Chart,
    Datum,
    Inlines,
    PeriodBand,
    Row,
    Tick,
    notes,
    plain,
    statements,
)
from factpress.document.parse.charts_file import MAP, ChartSpec, RowRecord
from factpress.document.resolve.chart_annotations import annotations_of, core_of
from factpress.document.resolve.chart_text import chart_text
from factpress.document.resolve.lookup import Found
from factpress.document.resolve.maps import compose_map
from factpress.document.resolve.resolver import Resolver
from factpress.document.resolve.source_line import source_line
from factpress.document.wording.dates import format_moment, format_period, format_years
from factpress.document.wording.quantities import (
    axis_numbers,
    bounds,
    common_scale,
    format_bounds,
    format_number,
    format_quantity,
    ticks,
)
from factpress.i18n import Language
from factpress.publication.facts.claims import (
    PLAIN_STANDINGS,
    Claim,
    Point,
    Qualifier,
    Quantity,
    Range,
    Series,
    Steps,
    worst_standing,
)
from factpress.publication.facts.dates import Moment, Period

ENDING_BELOW = ("bars", "ranges")
"""The kinds whose axis may end a little below the highest figure: each figure is labelled."""
MOST_SPOKEN = 8
"""Points of a series in the alternative text. Of a longer one: the first, lowest, highest and last."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the chart, the value that it shows, and its part of the alternative text."""

    row: Row
    found: Found
    spoken: str
    quantities: tuple[Quantity, ...]
    levels: tuple[str, ...] = ()
    core: tuple[Found, Quantity] | None = None
    texts: tuple[Inlines, ...] = ()  # its label and note, with the notes of the values that they state


def compose_chart(spec: ChartSpec, resolver: Resolver) -> Chart | None:
    """The chart as plain values; None, with errors, if it has no rows that can be shown.

    All rows share one axis, so their units must be one: `mixed-units` is an error.
    """
    if spec.record.kind == MAP:
        return compose_map(spec, resolver)
    lines = [line for i, row in enumerate(spec.record.rows) if (line := _line(spec, i, row, resolver)) is not None]
    if not lines:
        if not spec.record.rows:
            resolver.problems.error("empty-chart", f'the chart "{spec.id}" has no rows', spec.at("rows"), "add values")
        return None
    below = spec.record.kind in ENDING_BELOW
    units = {(q.unit, q.per) for line in lines for q in (*line.quantities, *(line.core or ())[1:])}
    if len(units) > 1:
        names = ", ".join(sorted(unit for unit, _ in units))
        resolver.problems.error("mixed-units", f"one axis cannot hold {names}", spec.at("rows"), "make two charts")
        return None
    if spec.record.rounded is not None:
        span = _span(lines)
        scale = common_scale(axis_numbers(*span, below=below), resolver.language) if span is not None else None
        lines = [_rounded_line(line, spec.record.rounded, scale or 1, resolver.language) for line in lines]
    title, *titled = chart_text(spec.record.title, spec.at("title"), resolver)
    subtitle, *others = chart_text(spec.record.subtitle, spec.at("subtitle"), resolver)
    reading, *read = chart_text(spec.record.reading, spec.at("reading"), resolver)
    alt, *described = chart_text(spec.record.alt, spec.at("alt"), resolver)
    periods, named = _periods(spec, resolver)
    annotated = annotations_of(spec, resolver)
    texts = (
        *titled,
        *others,
        *read,
        *described,
        *(text for line in lines for text in line.texts),
        *named,
        *annotated.texts,
    )
    stated = [one for text in texts for one in statements(text)]
    cited_in = [note for text in texts for note in notes(text)]
    cores = (line.core[0] for line in lines if line.core is not None)
    shown = (*(line.found for line in lines), *cores, *annotated.found)
    claims = tuple(
        dict.fromkeys((*(found.claim for found in shown), *(resolver.book.claims[one.claim] for one in stated)))
    )
    sources = [resolver.sources(found.claim, found.value) for found in shown]
    sources += [(note.short, note.sources) for note in cited_in]
    ids = tuple(dict.fromkeys(source for _, found in sources for source in found))
    standing = worst_standing(tuple(claim.standing for claim in claims))
    doubted = [claim for claim in claims if claim.standing not in PLAIN_STANDINGS]
    return Chart(
        id=spec.id,
        kind=spec.record.kind,
        title=title,
        subtitle=subtitle,
        rows=tuple(line.row for line in lines),
        ticks=_ticks(lines, resolver.language, below=below),
        source=source_line((cited for cited, _ in sources), resolver.citations.shorts.values(), resolver.language),
        alt=_alt(alt or title, lines, resolver),
        language=resolver.language.tag,
        standing=standing,
        standing_text=resolver.language.standings[standing.value][0],
        reason=_reasons(doubted, resolver),
        page_reason=_reasons((claim for claim in doubted if not resolver.is_reason_given(claim)), resolver),
        doubt=next(resolver.doubt(claim) for claim in claims if claim.standing is standing),
        levels=tuple(resolver.language.level(level) for level in lines[0].levels),
        never=resolver.language.words["level-never"] if lines[0].levels else "",
        periods=periods,
        claims=tuple(
            dict.fromkeys((*((f.claim.id, f.key) for f in shown), *((one.claim, one.value) for one in stated)))
        ),
        sources=ids,
        band=annotated.band,
        bracket=annotated.bracket,
        reading=reading,
        origin=spec.tree.key_at(spec.id),
    )


def _reasons(claims: Iterable[Claim], resolver: Resolver) -> str:
    """The reasons for the standings of the claims, each once."""
    return " ".join(dict.fromkeys(plain(resolver.reason(claim)).strip() for claim in claims))


def _line(spec: ChartSpec, index: int, record: RowRecord, resolver: Resolver) -> _Line | None:
    place = spec.at("rows", index, "value")
    found = resolver.facts.find(record.value, place)
    if found is None:
        return None
    if record.label is None:
        label, words = chart_text(found.claim.claim, found.claim.claim_location, resolver)
    else:
        label, words = chart_text(record.label, spec.at("rows", index, "label"), resolver)
    note, noted = chart_text(record.note or "", spec.at("rows", index, "note"), resolver)
    data, spoken, quantities = _data(found, label, resolver, place)
    group, grouped = chart_text(record.group or "", spec.at("rows", index, "group"), resolver)
    callout, called = chart_text(record.callout or "", spec.at("rows", index, "callout"), resolver)
    core = core_of(spec, index, data[0], resolver) if data else None
    if core is not None:
        data = (replace(data[0], core=core[0]), *data[1:])
        spoken += f"; {format_quantity(core[2], resolver.language)}" + (f" ({callout})" if callout else "")
    levels = found.value.measure.levels if isinstance(found.value.measure, Steps) else ()
    row = Row(label, data, note, found.claim.standing, record.emphasis, group, callout, record.tested)
    texts = (words, noted, grouped, called)
    return _Line(row, found, spoken, quantities, levels, core[1:] if core else None, texts) if data else None


def _data(
    found: Found, label: str, resolver: Resolver, place: Location
) -> tuple[tuple[Datum, ...], str, tuple[Quantity, ...]]:
    """The marks of a row, their part of the alternative text, and their quantities."""
    language = resolver.language
    match found.value.measure:
        case Steps(spans, levels):
            marks = tuple(_step(span, level, levels, language) for span, level in spans)
            return marks, "; ".join(f"{mark.when_text}: {mark.text}" for mark in marks), ()
        case Series(points) if found.moment is None:
            marks = tuple(_mark(quantity, language, moment) for moment, quantity in points)
            return marks, _spoken(marks), tuple(quantity for _, quantity in points)
        case None:
            when = found.value.when
            if when is None:
                resolver.problems.error("no-time", f'"{found.claim.id}" has no number and no time', place)
                return (), "", ()
            return (_event(when, label, language),), format_period(when, language), ()
        case _:
            quantity = resolver.facts.quantity(found, place)
            if quantity is None:
                return (), "", ()
            when = found.value.when
            moment = found.moment or (when.begin if when is not None else None)
            return (_mark(quantity, language, moment),), format_quantity(quantity, language), (quantity,)


def _mark(quantity: Quantity, language: Language, moment: Moment | None) -> Datum:
    low, high = bounds(quantity.amount)
    low_text, high_text = format_bounds(quantity, language)
    return Datum(
        text=format_number(quantity, language),
        low=float(low),
        high=float(high),
        low_text=low_text,
        high_text=high_text,
        when=moment.as_years if moment is not None else None,
        when_text=format_moment(moment, language) if moment is not None else "",
        open=_OPEN.get(quantity.amount.qualifier, 0) if isinstance(quantity.amount, Point) else 0,
    )


_OPEN = {Qualifier.MORE_THAN: 1, Qualifier.AT_LEAST: 1, Qualifier.LESS_THAN: -1, Qualifier.AT_MOST: -1}
"""Where the true value may be: above a number with that qualifier, or below it."""


def _rounded_line(line: _Line, step: Decimal, scale: int, language: Language) -> _Line:
    """The line with labels rounded to a multiple of `step`, in the scale of the axis: "1.67 to 1.87".

    The positions of its marks and the alternative text stay exact.
    """
    pairs = zip(line.row.data, line.quantities, strict=False)  # steps have no quantities
    data = tuple(_rounded(mark, quantity, step, scale, language) for mark, quantity in pairs)
    if line.core is not None and (core := data[0].core) is not None:
        text = _rounded(line.row.data[0], line.core[1], step, scale, language).text
        data = (replace(data[0], core=replace(core, text=text)), *data[1:])
    return replace(line, row=replace(line.row, data=data)) if data else line


def _rounded(mark: Datum, quantity: Quantity, step: Decimal, scale: int, language: Language) -> Datum:
    low, high = (round(number / step) * step / scale for number in bounds(quantity.amount))
    if isinstance(quantity.amount, Range):
        quantity = replace(quantity, amount=Range(low, high) if low < high else Point(low))
    else:
        quantity = replace(quantity, amount=replace(quantity.amount, number=low))
    low_text, high_text = format_bounds(quantity, language)
    return replace(mark, text=format_number(quantity, language), low_text=low_text, high_text=high_text)


def _until(moment: Moment) -> float:
    """The end of the year, month or day, as a position on an axis of years."""
    if moment.day is not None:
        return moment.as_years + 1 / (366 if calendar.isleap(moment.year) else 365)
    if moment.month in (None, 12):
        return moment.year + 1.0
    return Moment(moment.year, moment.month + 1).as_years


def _step(span: Period, level: str, levels: tuple[str, ...], language: Language) -> Datum:
    return Datum(
        text=language.level(level),
        when=span.begin.as_years,
        until=_until(span.end),
        when_text=format_period(span, language),
        level=levels.index(level),
    )


def _event(when: Period, label: str, language: Language) -> Datum:
    until = _until(when.end) if when.end != when.begin else None
    whole, years = format_period(when, language), format_years(when, language)
    return Datum(text=label, when=when.begin.as_years, until=until, when_text=whole, years_text=years)


def _spoken(marks: tuple[Datum, ...]) -> str:
    chosen = marks
    if len(marks) > MOST_SPOKEN:
        lowest, highest = min(marks, key=lambda m: m.low), max(marks, key=lambda m: m.high)
        chosen = tuple(m for m in marks if m in (marks[0], lowest, highest, marks[-1]))
    return "; ".join(f"{mark.when_text}: {mark.text}" for mark in chosen)


def _span(lines: list[_Line]) -> tuple[Decimal, Decimal] | None:
    """The lowest number, at most zero, and the highest one of all lines; None without numbers."""
    ends = [end for line in lines for quantity in line.quantities for end in bounds(quantity.amount)]
    return (min(Decimal(0), *ends), max(ends)) if ends else None


def _ticks(lines: list[_Line], language: Language, *, below: bool) -> tuple[Tick, ...]:
    span = _span(lines)
    if span is None:
        return _years([mark for line in lines for mark in line.row.data], language)
    unit = next(quantity.unit for line in lines for quantity in line.quantities)
    return tuple(Tick(float(at), text) for at, text in ticks(*span, unit, language, below=below))


def _years(marks: list[Datum], language: Language) -> tuple[Tick, ...]:
    """At most six round years in the period of the marks, and its first and last year."""
    begins = [mark.when for mark in marks if mark.when is not None]
    ends = [math.ceil(mark.until) - 1 for mark in marks if mark.until is not None]
    first, last = math.floor(min(begins)), max(*map(math.floor, begins), *ends, math.floor(min(begins)))
    step = next((s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500) if (last - first) / s <= 5), 1000)
    years = sorted({first, *range(math.ceil(first / step) * step, last + 1, step), last})
    return tuple(Tick(float(year), format_moment(Moment(year), language)) for year in years)


def _periods(spec: ChartSpec, resolver: Resolver) -> tuple[tuple[PeriodBand, ...], tuple[Inlines, ...]]:
    """The periods that the chart marks, and their labels with their notes."""
    periods: list[PeriodBand] = []
    texts: list[Inlines] = []
    for i, record in enumerate(spec.record.spells):
        place = spec.at("spells", i, "value")
        found = resolver.facts.find(record.value, place)
        if found is None:
            continue
        if found.value.when is None:
            resolver.problems.error("no-time", f'"{record.value}" has no period', place, "give the value a period")
            continue
        label, words = chart_text(record.label, spec.at("spells", i, "label"), resolver)
        texts.append(words)
        periods.append(PeriodBand(found.value.when.begin.as_years, _until(found.value.when.end), label))
    return tuple(periods), tuple(texts)


def _alt(seen: str, lines: list[_Line], resolver: Resolver) -> str:
    """The alternative text: what is seen, then each row with its values and the standing of a claim in doubt."""
    rows: list[str] = []
    for line in lines:
        standing = line.found.claim.standing
        doubt = "" if standing in PLAIN_STANDINGS else f" ({resolver.language.standings[standing.value][0].lower()})"
        rows.append(f"{line.row.label}{doubt}: {line.spoken}.")
    head = seen if seen.endswith((".", "?", "!")) else seen + "."
    return f"{head} {' '.join(rows)}"
