"""`data/gifts.yaml`: what a gift does, on which basis this is said, who approved it, and until when it is true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import Field

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.core.validation import Day, PlainText, Record, RequiredText, mapping_schema
from factpress.publication.validity import Window, window
from factpress.publication.yaml_entries import by_id, records

GIFTS = Path("data/gifts.yaml")


@dataclass(frozen=True, slots=True)
class Gift:
    """What a gift does. Without a `basis` or an `approved_by` it must not be printed. `approved_by` never is."""

    id: str
    gift: str
    does: str
    basis: str
    approved_by: str
    window: Window
    location: Location = field(compare=False)
    until_location: Location = field(compare=False)


class GiftRecord(Record):
    """What a gift does."""

    gift: PlainText | None = Field(None, description="The gift, in words: 30 dollars.")
    does: PlainText = Field(description="What it does: keeps a girl in school for a month.")
    basis: PlainText | None = Field(
        None, description="On which basis this is said: budget of 2027, line 12. Printed as its note."
    )
    approved_by: RequiredText | None = Field(None, description="Who approved that it is said. Never printed.")
    from_: Day | None = Field(None, description="The first day on which it is printed: 2026-11-01.")
    until: Day = Field(description="The last day on which it is printed: 2027-12-31.")


def gifts_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/gifts.yaml`."""
    return by_id(
        mapping_schema(
            GiftRecord,
            "Gifts",
            "Gifts by id. Texts list all that are valid on the day of the edition, or name some by their ids.",
        )
    )


def load_gifts(places: Places, problems: Problems) -> Mapping[str, Gift]:
    """Return the valid gifts by id; none if there is no such file."""
    return {
        key: Gift(
            id=key,
            gift=record.gift or "",
            does=record.does,
            basis=record.basis or "",
            approved_by=record.approved_by or "",
            window=window(record.from_, record.until, tree, key, problems),
            location=tree.key_at(key),
            until_location=tree.at(key, "until"),
        )
        for key, record, tree in records(places.files, GIFTS, GiftRecord, problems)
    }
