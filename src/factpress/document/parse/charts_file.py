"""`data/charts.yaml`: the values, form and text of each chart."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, RootModel

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.paths import Places
from factpress.core.validation import Record, RequiredText, validate
from factpress.core.yaml_positions import Tree, read_tree
from factpress.publication.yaml_entries import keys_without_id

CHARTS = Path("data/charts.yaml")


class RowRecord(Record):
    """One line of a chart."""

    value: Annotated[str, Field(description="The value to draw: claim, claim/key or claim/key@1979.")]
    label: Annotated[str | None, Field(description="The label of the row; default: the words of the claim.")] = None
    note: Annotated[str | None, Field(description="A few words after the label: what this one counts.")] = None
    emphasis: Annotated[bool, Field(description="Draw this one in the stronger colour.")] = False


class PeriodRecord(Record):
    """A period that the chart marks."""

    value: Annotated[str, Field(description="A value with a period: claim/key.")]
    label: Annotated[str, Field(description="The name of the period.")]


class ChartRecord(Record):
    """A chart."""

    kind: Annotated[str, Field(description="How the values are drawn.")]
    title: Annotated[str, Field(description="What the chart shows, as a plain sentence; also the slide's title.")]
    subtitle: Annotated[str, Field(description="What is counted, where, when, and how to read it.")] = ""
    gaps: Annotated[
        RequiredText | None,
        Field(description='Why values are left out, if the title says "each" or "every". It is not printed.'),
    ] = None
    rows: Annotated[list[RowRecord], Field(description="What is drawn, from the top.")]
    spells: Annotated[list[PeriodRecord], Field(default_factory=list, description="Periods to mark.")]


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
    """The charts by id: none without such a file, None (with errors) if it cannot be read."""
    if not (places.root / CHARTS).exists():
        return {}
    tree = read_tree(places.root, CHARTS, problems)
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
