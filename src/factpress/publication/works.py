"""`data/works.yaml`: the works of the organisation: what each is, since when, for whom, and who says so.

A record has no place. A home for people who are in danger is not found by what is printed about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from pydantic import Field

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.core.validation import PlainText, Record, RequiredText, mapping_schema, validate
from factpress.core.yaml_positions import Tree, parse_yaml
from factpress.i18n import LanguageTag
from factpress.publication.facts.claims import Citation
from factpress.publication.facts.dates import IsoMoment, Moment, first_day, last_day
from factpress.publication.facts.load import read_citations
from factpress.publication.facts.schema import Cites
from factpress.publication.yaml_entries import by_id, entries

WORKS = Path("data/works.yaml")

PLACE_KEYS = frozenset(
    {
        "place", "places", "address", "location", "street", "city", "town", "village", "province", "district", "map",
        "where", "coordinates", "latitude", "longitude", "lat", "lon", "lng", "gps", "postcode", "zip", "postal_code",
    }
)  # fmt: skip
"""Keys that would say where a work is."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work of the organisation.

    `what` and `for_whom` are text with inline roles. `as_of` is the time of which `what` speaks. `names` are its names
    in other languages, by BCP 47 tag.
    """

    id: str
    name: str
    what: str
    for_whom: str
    since: Moment | None
    as_of: Moment | None
    cites: tuple[Citation, ...]
    names: Mapping[str, str]
    drawing: str  # the name of a line drawing in `assets/drawings`
    location: Location = field(compare=False)
    name_location: Location = field(compare=False)
    what_location: Location = field(compare=False)
    for_whom_location: Location = field(compare=False)


class WorkRecord(Record):
    """A work of the organisation. It has no key for a place, and its texts must not name one."""

    name: PlainText = Field(description="The name: Home for Girls.")
    what: RequiredText = Field(description="What it is, in one or two sentences; may state values by role.")
    for_whom: RequiredText | None = Field(None, description="For whom it is: women who want to learn a trade.")
    since: IsoMoment | None = Field(None, description="When it began: 2011, 2011-03 or 2011-03-01.")
    as_of: IsoMoment | None = Field(None, description="The time of which `what` speaks: 2025-05.")
    cites: Cites = Field(min_length=1, description="The sources of all that the record says.")
    names: dict[LanguageTag, PlainText] = Field(
        default_factory=dict[LanguageTag, PlainText],
        description="The name in other languages: {zh-Hant: …}. A text in that language prints it.",
    )
    drawing: PlainText | None = Field(
        None, description="The name of a line drawing in assets/drawings that stands for it: door. It shows no place."
    )


def works_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/works.yaml`."""
    return by_id(mapping_schema(WorkRecord, "Works", "Works by id. Texts list them all, or name one by its id."))


def load_works(places: Places, known: frozenset[str] | None, problems: Problems) -> Mapping[str, Work]:
    """Return the valid works by id; none if there is no such file. `known` are the sources, None for any."""
    found: dict[str, Work] = {}
    for key, tree in entries(places.files, WORKS, problems, WorkRecord):
        record = validate(_without_places(tree, key, problems), WorkRecord, problems, (key,))
        if record is None:
            continue
        _check(record, tree, key, problems)
        found[key] = Work(
            id=key,
            name=record.name,
            what=record.what,
            for_whom=record.for_whom or "",
            since=record.since,
            as_of=record.as_of,
            cites=read_citations(record.cites, tree, (key,), known, problems),
            names=dict(record.names),
            drawing=record.drawing or "",
            location=tree.key_at(key),
            name_location=tree.at(key, "name"),
            what_location=tree.at(key, "what"),
            for_whom_location=tree.at(key, "for_whom"),
        )
    return found


def without_names(text: str) -> str:
    """The text of the file with blanks for names in other languages, which texts in this language do not print."""
    tree = parse_yaml(text, WORKS, Problems())
    lines = text.split("\n")
    for path, place in tree.values.items() if tree is not None else ():
        value = tree.get(*path) if tree is not None and len(path) == 3 and path[1] == "names" else None
        if isinstance(value, str):
            line, begin = lines[place.line - 1], place.column - 1
            lines[place.line - 1] = line[:begin] + line[begin:].replace(value, " " * len(value), 1)
    return "\n".join(lines)


def _without_places(tree: Tree, key: str, problems: Problems) -> Tree:
    """The tree without the keys of an entry that would say where it is, each of which is an error."""
    entry = tree.get(key)
    if not isinstance(entry, dict):
        return tree
    own = cast("dict[str, Any]", entry)
    named = [name for name in own if name.lower() in PLACE_KEYS]
    for name in named:
        message = f'a work has no "{name}": what is printed must not lead to the people in it'
        hint = "remove the key; say what the work is and for whom, not where"
        problems.error("work-with-place", message, tree.key_at(key, name), hint)
    return replace(tree, data={key: {name: value for name, value in own.items() if name not in named}})


def _check(record: WorkRecord, tree: Tree, key: str, problems: Problems) -> None:
    if record.since is not None and record.as_of is not None and last_day(record.as_of) < first_day(record.since):
        message = f"what it is as of {record.as_of} is before it began, {record.since}"
        problems.error("window-reversed", message, tree.at(key, "as_of"), "correct one of the two dates")
