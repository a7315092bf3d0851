"""`data/scopes.yaml`: which places and groups contain others, and other names of groups.

Containment is not concluded from names: that a country contains a town, or that all workers include minors, must be in
the file. Comparisons of claims use this file only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from factpress.core.diagnostics import Problems, did_you_mean
from factpress.core.paths import Places, path_exists
from factpress.core.validation import OneOrMany, Record, as_list, json_schema, read_record
from factpress.core.yaml_positions import Tree

SCOPES = Path("data/scopes.yaml")

Parents = Mapping[str, tuple[str, ...]]
"""The direct parents of each name."""


@dataclass(frozen=True, slots=True)
class Scopes:
    """The parents of places and groups. `same` has the main name of a group for each of its other names."""

    places: Parents = field(default_factory=dict[str, tuple[str, ...]])
    groups: Parents = field(default_factory=dict[str, tuple[str, ...]])
    same: Mapping[str, str] = field(default_factory=dict[str, str])

    def group(self, name: str) -> str:
        """Return the main name of a group."""
        return self.same.get(name, name)

    def places_around(self, name: str) -> tuple[str, ...]:
        """Return the place and all places that contain it, nearest first."""
        return _upward(name, self.places)

    def groups_around(self, name: str) -> tuple[str, ...]:
        """Return the group and all groups that contain it, nearest first."""
        return _upward(name, self.groups)


def _upward(name: str, wider: Parents) -> tuple[str, ...]:
    found, queue = {name: None}, [name]
    for here in queue:  # grows during the loop
        for above in wider.get(here, ()):
            if above not in found:
                found[above] = None
                queue.append(above)
    return tuple(found)


# ── keys of the file ────────────────────────────────────────────────────────────────────────────────────────────

_Names = Annotated[list[str], BeforeValidator(as_list), OneOrMany()]


class ScopesRecord(Record):
    """Which places and groups contain others, so that claims can be compared."""

    places: dict[str, _Names] = Field(
        default_factory=dict[str, list[str]], description="Each place, and the larger place that contains it."
    )
    groups: dict[str, _Names] = Field(
        default_factory=dict[str, list[str]],
        description="What a value counts (its definition, or the of: of a share), and the wider group it is part of.",
    )
    same: dict[str, _Names] = Field(
        default_factory=dict[str, list[str]], description="A group, and the other words for the same group."
    )


def scopes_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/scopes.yaml`."""
    return json_schema(ScopesRecord, "Scopes")


def load_scopes(
    places: Places, named_places: Collection[str], named_groups: Collection[str] | None, problems: Problems
) -> Scopes:
    """Return the scopes of `data/scopes.yaml`; empty if there is no such file.

    `named_places` and `named_groups` are the names in claims; None if not all claims could be read. A name that no
    claim uses is a warning, a circle an error.
    """
    if not path_exists(places.root / SCOPES):
        return Scopes()
    found = read_record(places.files, SCOPES, ScopesRecord, problems)
    if found is None:
        return Scopes()
    record, tree = found
    same = {other: one for one, others in record.same.items() for other in others}
    for kind, wider in (("places", record.places), ("groups", record.groups)):
        _check_circles(kind, wider, tree, problems)
    if named_groups is not None:
        _check_names("places", record.places, named_places, tree, problems)
        known = {*named_groups, *(one for other, one in same.items() if other in named_groups)}
        _check_names("groups", record.groups, known, tree, problems)
        _check_names("same", record.same, known, tree, problems)
    return Scopes(_wider(record.places, {}), _wider(record.groups, same), same)


def _wider(written: Mapping[str, list[str]], same: Mapping[str, str]) -> Parents:
    out: dict[str, tuple[str, ...]] = {}
    for name, above in written.items():
        one = same.get(name, name)
        out[one] = (*out.get(one, ()), *(same.get(a, a) for a in above))
    return out


def _check_circles(kind: str, wider: Mapping[str, list[str]], tree: Tree, problems: Problems) -> None:
    direct = {name: tuple(above) for name, above in wider.items()}
    try:
        TopologicalSorter(direct).prepare()
    except CycleError:
        pass
    else:
        return
    for name, above in direct.items():
        if any(name in _upward(one, direct) for one in above):
            message = f'"{name}" contains itself, through "{above[0]}"'
            problems.error("circular-scope", message, tree.key_at(kind, name), "write the larger one after the colon")


def _check_names(
    kind: str, wider: Mapping[str, list[str]], used: Collection[str], tree: Tree, problems: Problems
) -> None:
    """Report names that are neither used by claims nor between two such names."""
    between = {above for names in wider.values() for above in names} & wider.keys()
    for name, written in _named(wider):
        if name not in used and name not in between:
            message = f'no claim names the {"place" if kind == "places" else "group"} "{name}"'
            hint = did_you_mean(name, used)
            problems.warning("unknown-scope", message, tree.key_at(kind, written), hint)


def _named(wider: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield each name, with the key that it is or belongs to."""
    for name, above in wider.items():
        yield name, name
        for one in above:
            yield one, name
