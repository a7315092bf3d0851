"""A chart as a form: its texts and kind, and the fields of each row, place and card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from factpress.i18n import Language
from factpress.publication.facts.claims import Measure, Quantity, Series, Steps
from factpress.session.claim_fields import ClaimData
from factpress.session.forms import Other
from factpress.session.record_form import FieldSpec, RecordField, RecordForm, other, record_form

KIND_WORDS: Mapping[str, str] = {
    "bars": "Bars: how much, from zero",
    "ranges": "Ranges: from … to, next to each other",
    "share": "Shares of a whole",
    "line": "A line: change over the years",
    "dots": "Dots over the years, not joined",
    "timeline": "Events in their order",
    "steps": "Levels over the years",
    "cards": "Numbers side by side, not to be compared",
    "map": "A map",
}
"""The kinds of charts, in words for people."""

OFFERED: Mapping[str, tuple[str, str]] = {
    "bars": ("Bars", "Compare how much: numbers of one unit, each a bar from zero."),
    "line": ("A line over the years", "Show how something changes: a claim with a series of years."),
    "ranges": ("Ranges", "Show what is not sure: from … to as a bar, a single number as a diamond."),
    "timeline": ("Events", "Show what came after what: claims that have a time and no number."),
}
"""The kinds of which a new chart is made: their names, and what they are for."""

_HEAD = (
    FieldSpec("title", "Title", ("title",), needed=True, hint="(the point that it makes)"),
    FieldSpec("subtitle", "What is counted, where and when", ("subtitle",)),
    FieldSpec("alt", "What is seen, for people who cannot see it", ("alt",), hint="(or else the title)"),
    FieldSpec("reading", "How to read it", ("reading",)),
    FieldSpec(
        "kind", "Kind", ("kind",), "choice", "c7 whole", needed=True, choices=tuple(KIND_WORDS), words=KIND_WORDS
    ),
    FieldSpec("rounded", "Round its numbers to", ("rounded",), "number", "c5", hint="(as 100)"),
    FieldSpec("gaps", "Why values are left out", ("gaps",), hint="(if they are; it is not printed)"),
)
_ITEMS: Mapping[str, tuple[FieldSpec, ...]] = {
    "rows": (
        FieldSpec("value", "Shows", ("value",), width="c7", needed=True, offered=True),
        FieldSpec("label", "Label", ("label",), width="c5", hint="(or else the claim’s words)"),
        FieldSpec("note", "A few words below it", ("note",), width="c6"),
        FieldSpec("callout", "Words next to its mark", ("callout",), width="c6"),
        FieldSpec("group", "Head above it", ("group",), width="c6"),
        FieldSpec("core", "The likely part of its range", ("core",), width="c6", offered=True),
        FieldSpec("emphasis", "In the stronger colour", ("emphasis",), "yes", "c6"),
        FieldSpec("tested", "A number that is tested, no count", ("tested",), "yes", "c6"),
    ),
    "spells": (
        FieldSpec("value", "Shows", ("value",), width="c6", needed=True),
        FieldSpec("label", "Label", ("label",), width="c6", needed=True),
    ),
    "places": (FieldSpec("name", "Place", ("name",), needed=True),),
    "neighbours": (FieldSpec("name", "Neighbour", ("name",), needed=True),),
    "waters": (FieldSpec("name", "Water", ("name",), needed=True),),
    "cards": (
        FieldSpec("place", "Belongs to", ("place",), width="c6", needed=True),
        FieldSpec("title", "Title", ("title",), width="c6", needed=True),
        FieldSpec("figure", "Number", ("figure",), width="c6", needed=True),
        FieldSpec("text", "Words below it", ("text",), width="c6"),
    ),
}
_PARTS: Mapping[str, str] = {"band": "A range behind all rows", "bracket": "The difference between two rows"}
_WORDS: Mapping[str, str] = {
    "rows": "Row",
    "spells": "Period",
    "places": "Place",
    "neighbours": "Neighbour",
    "waters": "Water",
    "cards": "Card",
    **_PARTS,
}
_MORE = ("places", "waters", "neighbours", "bracket")
"""Parts of which a form holds only the words."""


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A row, a place or another part of a chart, with its fields. `id` names it in requests: "rows/0"."""

    id: str
    title: str
    fields: tuple[RecordField, ...]

    @property
    def is_row(self) -> bool:
        """Whether it is a row, which can be removed."""
        return self.id.startswith("rows/")

    @property
    def more(self) -> bool:
        """Whether it has anything besides what it shows and how that is called."""
        return any(field.text for field in self.fields[2:])


@dataclass(frozen=True, slots=True)
class ChartForm:
    """A chart as a form: the fields of the whole chart, those of its parts, and what has no field."""

    record: RecordForm
    head: tuple[RecordField, ...]
    parts: tuple[ChartPart, ...]
    others: tuple[Other, ...]
    kind: str

    @property
    def values(self) -> tuple[str, ...]:
        """What its rows show: "visitors/counted"."""
        return tuple(part.fields[0].text for part in self.parts if part.is_row)

    @property
    def fields(self) -> tuple[RecordField, ...]:
        """All its fields."""
        return self.record.fields

    @property
    def has_roles(self) -> bool:
        """Whether one of its texts states a claim."""
        return any("}`" in field.text for field in self.fields)


def chart_fields(record: Mapping[str, Any]) -> tuple[FieldSpec, ...]:
    """Return the fields of a chart as its file has it."""
    return (*_HEAD, *(spec for _, _, specs in _parts(record) for spec in specs))


def _parts(record: Mapping[str, Any]) -> Iterator[tuple[str, str, tuple[FieldSpec, ...]]]:
    for name, specs in _ITEMS.items():
        found = record.get(name)
        items = cast("list[object]", found) if isinstance(found, list) else []
        for index, item in enumerate(items):
            if isinstance(item, dict):
                title = f"{_WORDS[name]} {index + 1}"
                yield f"{name}/{index}", title, tuple(_within(spec, name, index) for spec in specs)
    for name, title in _PARTS.items():
        if isinstance(record.get(name), dict):
            yield name, title, tuple(_within(spec, name) for spec in _ITEMS["spells"])


def _within(spec: FieldSpec, *path: str | int) -> FieldSpec:
    name = "/".join(map(str, (*path, spec.name)))
    return replace(spec, name=name, keys=(*path, *spec.keys))


def chart_form(data: ClaimData, language: Language) -> ChartForm:
    """Return the form of a chart."""
    record = record_form(data, chart_fields(data.record), language)
    fields = {field.path: field for field in record.fields}
    unshown = [spec.keys for spec in chart_fields(data.record) if spec.name not in fields]
    parts = tuple(
        ChartPart(name, title, tuple(fields[spec.name] for spec in specs if spec.name in fields))
        for name, title, specs in _parts(data.record)
    )
    others = (
        *record.others,
        *(other(data, (*data.path, name)) for name in _MORE if name in data.record),
        *(other(data, (*data.path, *keys)) for keys in unshown if len(keys) > 1),
    )
    head = tuple(fields[spec.name] for spec in _HEAD if spec.name in fields)
    return ChartForm(record, head, parts, others, str(data.record.get("kind")))


def fits(kind: str, measure: Measure) -> bool:
    """Whether a chart of a kind can show what a value is."""
    match kind:
        case "line":
            return isinstance(measure, Series)
        case "steps":
            return isinstance(measure, Steps)
        case "timeline":
            return measure is None
        case _:
            return isinstance(measure, Quantity)


def unit_of(measure: Measure) -> str:
    """Return the unit of a value: "people", "percent", "people of 1000"; "" if it has no number."""
    found = measure.points[0][1] if isinstance(measure, Series) else measure
    if not isinstance(found, Quantity):
        return ""
    return found.unit if found.per is None else f"{found.unit} of {found.per.number} {found.per.unit}"
