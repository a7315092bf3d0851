"""`data/consents.yaml`: who has agreed to be shown or quoted, where, until when, and who approved it.

A record needs no real name: a pseudonym or initials are enough to find the signed form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.core.validation import Day, OneOrMany, Record, RequiredText, as_list, mapping_schema
from factpress.core.yaml_positions import Tree
from factpress.publication.yaml_entries import by_id, records

CONSENTS = Path("data/consents.yaml")

Kind = Literal["photo", "story", "quotation"]
Scope = Literal["booklet", "deck", "print", "web"]
SCOPES: tuple[str, ...] = get_args(Scope)


@dataclass(frozen=True, slots=True)
class Consent:
    """One person's consent. It is valid from `given` to `expires`, both included, unless it was withdrawn.

    `covers` are paths of pictures and ids of claims. `places` must not be printed next to the name.
    """

    id: str
    kinds: frozenset[str]
    of: str
    under_age: bool
    covers: tuple[str, ...]
    scope: tuple[str, ...]
    given: dt.date
    expires: dt.date
    withdrawn: dt.date | None
    signed_off: tuple[str, dt.date] | None  # by whom, and when
    places: tuple[str, ...]
    location: Location = field(compare=False)


class SignatureRecord(Record):
    """Who approved the consent and its use."""

    name: RequiredText = Field(description="Who approved it: a responsible member of the organisation.")
    on: Day = Field(description="The day: 2026-11-22.")


class ConsentRecord(Record):
    """A person's consent to be shown or quoted. Without one, nothing that shows or quotes the person is built."""

    kind: Annotated[list[Kind], BeforeValidator(as_list), OneOrMany()] = Field(
        min_length=1, description="What it is for: photo, story or quotation, or a list of them."
    )
    of: RequiredText = Field(
        description="Whose it is: a pseudonym or initials. A real name is not needed, and safer left out."
    )
    under_age: bool = Field(description="Whether the person is under age, or was at the time of the story.")
    covers: list[RequiredText] = Field(
        default_factory=list,
        description="Pictures by their path (assets/choir.jpg) and claims by their id. Words in the text name it "
        "themselves: {consent}`its-id`.",
    )
    scope: list[Scope] = Field(min_length=1, description="Where it may be used: booklet, deck, print, web.")
    given: Day = Field(description="The day on which it was given.")
    expires: Day = Field(description="The last day on which it holds.")
    withdrawn: Day | None = Field(None, description="The day on which it was withdrawn; from then on nothing is built.")
    signed_off_by: SignatureRecord | None = Field(None, description="Who signed it off, and when: {name: …, on: …}.")
    places: list[RequiredText] = Field(
        default_factory=list,
        description="Where the person lives or is looked after: never printed next to the name. Required if under age.",
    )
    note: str = Field("", description="For internal use: where the signed form is kept. Never printed.")


def consents_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/consents.yaml`."""
    return by_id(mapping_schema(ConsentRecord, "Consents", "Consents by id. Texts name one by its id."))


def load_consents(places: Places, problems: Problems) -> Mapping[str, Consent]:
    """Return the valid consents by id; none if there is no such file."""
    found: dict[str, Consent] = {}
    for key, record, tree in records(places.files, CONSENTS, ConsentRecord, problems):
        _check(key, record, tree, problems)
        found[key] = Consent(
            id=key,
            kinds=frozenset(record.kind),
            of=record.of,
            under_age=record.under_age,
            covers=tuple(record.covers),
            scope=tuple(record.scope),
            given=record.given,
            expires=record.expires,
            withdrawn=record.withdrawn,
            signed_off=(record.signed_off_by.name, record.signed_off_by.on) if record.signed_off_by else None,
            places=tuple(record.places),
            location=tree.key_at(key),
        )
    return found


def _check(key: str, record: ConsentRecord, tree: Tree, problems: Problems) -> None:
    if record.expires < record.given:
        message = f"the consent ends on {record.expires}, before it was given on {record.given}"
        problems.error("consent-reversed", message, tree.at(key, "expires"), "correct one of the two")
    if record.under_age and not record.places:
        hint = "add places: [where the person lives or is looked after]; they are never printed next to the name"
        message = f'"{record.of}" is under age, and the record has no places that must not be named'
        problems.error("missing-places", message, tree.at(key, "under_age"), hint)
