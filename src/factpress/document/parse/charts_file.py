"""`data/charts.yaml`: the values, form and text of each chart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, RootModel

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.paths import Places
from factpress.core.validation import Number, Record, RequiredText, validate
from factpress.core.yaml_positions import Tree, read_tree
from factpress.publication.yaml_entries import keys_without_id

CHARTS = Path("data/charts.yaml")


class RowRecord(Record):
    """One line of a chart."""

    value: Annotated[str, Field(description="The value to draw: claim, claim/key or claim/key@1979.")]
    label: Annotated[str | None, Field(description="The label of the row; default: the words of the claim.")] = None
    note: Annotated[str | None, Field(description="A few words after the label: what this one counts.")] = None
    emphasis: Annotated[bool, Field(description="Draw this one in the stronger colour; the title names it.")] = False
    group: Annotated[RequiredText | None, Field(description="A head above this row and those after it.")] = None
    callout: Annotated[RequiredText | None, Field(description="A few words next to the mark.")] = None
    core: Annotated[
        RequiredText | None, Field(description="A value with a range within that of this row: claim/key.")
    ] = None
    tested: Annotated[
        bool, Field(description="The figure of a sentence that is tested: no count, and drawn apart from counts.")
    ] = False


class BandRecord(Record):
    """A range behind all rows."""

    value: Annotated[str, Field(description="A value with a range: claim/key.")]
    label: Annotated[RequiredText, Field(description="What the range is, in a few words.")]


class BracketRecord(Record):
    """The difference between the figures of two rows."""

    between: Annotated[
        list[str], Field(min_length=2, max_length=2, description="The values of two rows, as the rows have them.")
    ]
    value: Annotated[str, Field(description="The value with the difference: claim/key.")]
    label: Annotated[RequiredText, Field(description="What the difference is, in a word or two.")]


class PeriodRecord(Record):
    """A period that the chart marks."""

    value: Annotated[str, Field(description="A value with a period: claim/key.")]
    label: Annotated[str, Field(description="The name of the period.")]


LatLon = Annotated[list[Annotated[float, Field(ge=-180, le=180)]], Field(min_length=2, max_length=2)]
"""A position in degrees, north and east."""


class PlaceRecord(Record):
    """A place on a map. It is never a place where people live in care."""

    name: Annotated[RequiredText, Field(description="The name, as it is printed.")]
    at: Annotated[LatLon, Field(description="Latitude and longitude in degrees: [11.56, 104.92].")]
    kind: Annotated[
        Literal["town", "told"], Field(description="A town, to find the way; or a place that the text tells of.")
    ] = "town"


class NeighbourRecord(Record):
    """The name of a country next to that of the map."""

    country: Annotated[str, Field(description="Its code in ISO 3166: TH.")]
    name: Annotated[RequiredText, Field(description="Its name, as it is printed.")]


class WaterRecord(Record):
    """The name of a river, a lake or a sea."""

    name: Annotated[RequiredText, Field(description="The name, as it is printed.")]
    at: Annotated[LatLon, Field(description="Where its middle is: latitude and longitude in degrees.")]


class CardRecord(Record):
    """A figure on a map that belongs to a place."""

    place: Annotated[str, Field(description="The name of one of the map's places.")]
    title: Annotated[RequiredText, Field(description="What it is about; may state values by role.")]
    figure: Annotated[RequiredText, Field(description="The figure, which states a value by role.")]
    text: Annotated[str, Field(description="A line below the figure; may state values by role.")] = ""


ChartPath = tuple[str | int, ...]
"""The keys that lead to a text or a value of a chart: ("rows", 0, "label")."""


class ChartRecord(Record):
    """A chart."""

    kind: Annotated[str, Field(description="How the values are drawn.")]
    title: Annotated[str, Field(description="What the chart shows, as a plain sentence; also the slide's title.")]
    subtitle: Annotated[str, Field(description="What is counted, where and when.")] = ""
    reading: Annotated[str, Field(description="How to read it. A slide has it in the speaker notes.")] = ""
    alt: Annotated[
        str, Field(description="What it shows, for people who do not see it: in place of the title, before the values.")
    ] = ""
    rounded: Annotated[Number | None, Field(description="Labels are rounded to a multiple of this: 100000.")] = None
    gaps: Annotated[
        RequiredText | None,
        Field(description='Why values are left out, if the title says "each" or "every". It is not printed.'),
    ] = None
    rows: Annotated[list[RowRecord], Field(default_factory=list, description="What is drawn, from the top.")]
    spells: Annotated[list[PeriodRecord], Field(default_factory=list, description="Periods to mark.")]
    band: Annotated[BandRecord | None, Field(description="A range to mark behind all rows.")] = None
    bracket: Annotated[BracketRecord | None, Field(description="The difference between two rows.")] = None
    country: Annotated[str | None, Field(description="Of a map: the code of the country in ISO 3166: KH.")] = None
    places: Annotated[list[PlaceRecord], Field(default_factory=list, description="Of a map: places in the country.")]
    neighbours: Annotated[list[NeighbourRecord], Field(default_factory=list, description="Of a map: names around.")]
    waters: Annotated[list[WaterRecord], Field(default_factory=list, description="Of a map: names of waters.")]
    cards: Annotated[
        list[CardRecord], Field(default_factory=list, max_length=2, description="Of a map: at most two figures.")
    ]

    @property
    def values(self) -> Iterator[tuple[ChartPath, str]]:
        """The values that it shows, each with the path of its key. Texts may state further ones."""
        for part, records in (("rows", self.rows), ("spells", self.spells)):
            yield from (((part, i, "value"), record.value) for i, record in enumerate(records))
        yield from ((("rows", i, "core"), row.core) for i, row in enumerate(self.rows) if row.core is not None)
        for name, single in (("band", self.band), ("bracket", self.bracket)):
            if single is not None:
                yield (name, "value"), single.value

    @property
    def texts(self) -> Iterator[tuple[ChartPath, str]]:
        """Its texts, each with the path of its key."""
        yield from (((name,), getattr(self, name)) for name in ("title", "subtitle", "reading", "alt"))
        for i, row in enumerate(self.rows):
            for name in ("label", "note", "group", "callout"):
                yield ("rows", i, name), getattr(row, name) or ""
        yield from ((("spells", i, "label"), spell.label) for i, spell in enumerate(self.spells))
        for name, single in (("band", self.band), ("bracket", self.bracket)):
            if single is not None:
                yield (name, "label"), single.label
        yield from ((("places", i, "name"), place.name) for i, place in enumerate(self.places))
        for i, card in enumerate(self.cards):
            for name in ("title", "figure", "text"):
                yield ("cards", i, name), getattr(card, name)


MAP = "map"
"""The kind of chart that has places instead of rows."""


class ChartsRecord(RootModel[dict[str, ChartRecord]]):
    """The charts of a publication, by id."""


def charts_schema(kinds: Collection[str]) -> dict[str, Any]:
    """The JSON Schema of `data/charts.yaml`, with the names of the kinds of chart."""
    schema = ChartsRecord.model_json_schema(by_alias=True)
    schema["$defs"]["ChartRecord"]["properties"]["kind"]["enum"] = list(kinds)
    return schema


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart as an editor specifies it, and the tree with the places of its keys."""

    id: str
    record: ChartRecord
    tree: Tree

    def at(self, *path: str | int) -> Location:
        """The place of the value of one of its keys."""
        return self.tree.at(self.id, *path)


def load_charts(places: Places, kinds: Collection[str], problems: Problems) -> Mapping[str, ChartSpec] | None:
    """The charts by id: none without such a file or in an empty one, None (with errors) if it cannot be read."""
    if not (places.root / CHARTS).exists():
        return {}
    tree = read_tree(places.files, CHARTS, problems)
    if tree is not None and tree.data is None:
        return {}
    if tree is None or (isinstance(tree.data, dict) and keys_without_id(tree, ChartRecord, problems)):
        return None
    record = validate(tree, ChartsRecord, problems)
    if record is None:
        return None
    for name, chart in record.root.items():
        if chart.kind not in kinds:
            hint = did_you_mean(chart.kind, kinds)
            problems.error("unknown-chart-kind", f'unknown kind of chart "{chart.kind}"', tree.at(name, "kind"), hint)
    return {name: ChartSpec(name, chart, tree) for name, chart in record.root.items()}
