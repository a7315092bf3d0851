"""`data/prayers.yaml`: what to pray for, each from a day until a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import Field

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.core.validation import Day, Record, RequiredText, mapping_schema
from factpress.publication.facts.claims import Citation
from factpress.publication.facts.load import read_citations
from factpress.publication.facts.schema import CiteRecord, Cites
from factpress.publication.validity import Window, window
from factpress.publication.yaml_entries import by_id, records

PRAYERS = Path("data/prayers.yaml")


@dataclass(frozen=True, slots=True)
class Prayer:
    """A prayer point. `text` has inline roles."""

    id: str
    text: str
    window: Window
    cites: tuple[Citation, ...]
    location: Location = field(compare=False)
    text_location: Location = field(compare=False)
    until_location: Location = field(compare=False)


class PrayerRecord(Record):
    """A prayer point."""

    text: RequiredText = Field(description="What to pray for; may state values by role.")
    from_: Day | None = Field(None, description="The first day on which it is printed: 2026-11-01.")
    until: Day = Field(description="The last day on which it is printed: 2027-06-30.")
    cites: Cites = Field(default_factory=list[CiteRecord], description="Its source, if it reports something.")


def prayers_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/prayers.yaml`."""
    return by_id(
        mapping_schema(
            PrayerRecord,
            "Prayer points",
            "Prayer points by id. Texts list all that are valid on the day of the edition, or name some by their ids.",
        )
    )


def load_prayers(places: Places, known: frozenset[str] | None, problems: Problems) -> Mapping[str, Prayer]:
    """Return the valid prayer points by id; none if there is no such file. `known` are the sources, None for any."""
    return {
        key: Prayer(
            id=key,
            text=record.text,
            window=window(record.from_, record.until, tree, key, problems),
            cites=read_citations(record.cites, tree, (key,), known, problems),
            location=tree.key_at(key),
            text_location=tree.at(key, "text"),
            until_location=tree.at(key, "until"),
        )
        for key, record, tree in records(places.files, PRAYERS, PrayerRecord, problems)
    }
