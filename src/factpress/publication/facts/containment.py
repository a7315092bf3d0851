"""`data/scopes.yaml`: which place lies in which, which group is part of which, and what else a group is called.

Nothing follows from names: that a town lies in a country, or that minors are a part of all workers, is written down,
or it is not known. Whoever compares claims stands on this alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from factpress.core.diagnostics import Problems, did_you_mean
from factpress.core.paths import Places, path_exists
from factpress.core.validation import OneOrMany, Record, as_list, json_schema, read_record
from factpress.core.yaml_positions import Tree

SCOPES = Path("data/scopes.yaml")

Parents = Mapping[str, tuple[str, ...]]
"""What each name lies in directly."""


@dataclass(frozen=True, slots=True)
class Scopes:
    """What lies in what, by names as claims write them. `same` has the one name of a group for each of its others."""

    places: Parents = field(default_factory=dict[str, tuple[str, ...]])
    groups: Parents = field(default_factory=dict[str, tuple[str, ...]])
    same: Mapping[str, str] = field(default_factory=dict[str, str])

    def group(self, name: str) -> str:
        """The one name of a group."""
        return self.same.get(name, name)

    def places_around(self, name: str) -> tuple[str, ...]:
        """The place and every place that it lies in, the nearest first."""
        return _upward(name, self.places)

    def groups_around(self, name: str) -> tuple[str, ...]:
        """The group and every group that it is part of, the nearest first."""
        return _upward(name, self.groups)


def _upward(name: str, wider: Parents) -> tuple[str, ...]:
    found = [name]
    for here in found:  # grows while it is walked
        found += [above for above in wider.get(here, ()) if above not in found]
    return tuple(found)


# ── what the file says ──────────────────────────────────────────────────────────────────────────────────────────

_Names = Annotated[list[str], BeforeValidator(as_list), OneOrMany()]


class ScopesRecord(Record):
    """What lies in what, so that claims can be tested against each other."""

    places: dict[str, _Names] = Field(
        default_factory=dict[str, list[str]], description="Each place, and the wider one that it lies in."
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
    """The scopes of `data/scopes.yaml`; none without such a file.

    `named_places` and `named_groups` are those that claims name; None of groups where not all claims could be read. A
    name that no claim uses is a warning, a circle an error.
    """
    if not path_exists(places.root / SCOPES):
        return Scopes()
    found = read_record(places.root, SCOPES, ScopesRecord, problems)
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
    for name, above in direct.items():
        if any(name in _upward(one, direct) for one in above):
            message = f'"{name}" lies in itself, by way of "{above[0]}"'
            problems.error("circular-scope", message, tree.key_at(kind, name), "name the wider one behind the colon")


def _check_names(
    kind: str, wider: Mapping[str, list[str]], used: Collection[str], tree: Tree, problems: Problems
) -> None:
    """A name must be one that claims use, or one step between such names."""
    between = {above for names in wider.values() for above in names} & wider.keys()
    for name, written in _named(wider):
        if name not in used and name not in between:
            message = f'no claim names the {"place" if kind == "places" else "group"} "{name}"'
            hint = did_you_mean(name, used)
            problems.warning("unknown-scope", message, tree.key_at(kind, written), hint)


def _named(wider: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Each name that is written, with the key that it stands at or behind."""
    for name, above in wider.items():
        yield name, name
        for one in above:
            yield one, name
