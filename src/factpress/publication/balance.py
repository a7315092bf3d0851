"""The themes of a text, and the share that some of them must have: `balance` in `data/publication.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from factpress.core.diagnostics import Location
from factpress.core.validation import Number, OneOrMany, Record, as_list, invalid

Theme = Literal["need", "history", "checking", "work", "response", "none"]

NO_THEME = "none"
"""The theme of a part that has none, although the part around it has one."""

ALL_THEMES: tuple[str, ...] = get_args(Theme)
"""All themes, with that of parts without one last."""

THEMES = ALL_THEMES[:-1]
"""What a part of a text is about: why help is needed, what happened, how numbers were checked, the work of the
organisation, and what readers can do."""

_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class BalanceTarget:
    """The share in per cent that some themes must have together, in a booklet and in a talk. One bound may be None."""

    themes: tuple[str, ...]
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    location: Location = field(default=Location(Path("data/publication.yaml")), compare=False)

    @property
    def text(self) -> str:
        """The target in words: "work + response: at least 33 %"."""
        bounds = [f"at least {self.at_least:f} %"] if self.at_least is not None else []
        bounds += [f"at most {self.at_most:f} %"] if self.at_most is not None else []
        return f"{' + '.join(self.themes)}: {', '.join(bounds)}"


# ── keys of the file ────────────────────────────────────────────────────────────────────────────────────────────


def _percent(value: Decimal) -> Decimal:
    if not 0 <= value <= _PERCENT:
        raise invalid("bad-value", f"{value:f} is not a percentage", "write a number from 0 to 100: 33")
    return value


def _themes(names: list[str]) -> list[str]:
    if not names:
        raise invalid("empty-list", "themes is empty", "name a theme: [work, response]")
    if len(set(names)) < len(names):
        name = next(name for name in names if names.count(name) > 1)
        raise invalid("bad-value", f'the theme "{name}" is named twice', "keep one of them")
    return names


Percent = Annotated[Number, AfterValidator(_percent)]


class BalanceRecord(Record):
    """The share of the text that some themes must have together."""

    themes: Annotated[list[Theme], AfterValidator(_themes), BeforeValidator(as_list), OneOrMany()] = Field(
        description="Themes that are counted together: [work, response]."
    )
    at_least: Percent | None = Field(None, description="The least share, in per cent: 33.")
    at_most: Percent | None = Field(None, description="The largest share, in per cent: 25.")

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise invalid("missing-key", "the target has no share", "add one, in per cent: at_least: 33")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            message = f"at_least {self.at_least:f} is more than at_most {self.at_most:f}"
            raise invalid("bad-value", message, "swap them, or keep one")
        return self


def possible(records: list[BalanceRecord]) -> list[BalanceRecord]:
    """Return the targets. Targets of which one excludes another raise `invalid`."""
    for a, b in ((a, b) for a in records for b in records if a is not b):
        if a.at_least is not None and b.at_most is not None and {*a.themes} <= {*b.themes} and a.at_least > b.at_most:
            message = f"{' + '.join(a.themes)} cannot be at least {a.at_least:f} %, as at_most is {b.at_most:f} for it"
            raise invalid("bad-value", message, "lower at_least, or raise at_most")
    least = [record for record in records if record.at_least is not None]
    total = sum((record.at_least or Decimal(0) for record in least), Decimal(0))
    if total > _PERCENT and all({*a.themes}.isdisjoint(b.themes) for a, b in combinations(least, 2)):
        raise invalid("bad-value", f"the least shares are {total:f} % together", "lower them to 100 % at most")
    return records


def targets(records: Sequence[BalanceRecord], places: Sequence[Location]) -> tuple[BalanceTarget, ...]:
    """Return the targets of the records, with their places in the file."""
    return tuple(
        BalanceTarget(tuple(record.themes), record.at_least, record.at_most, place)
        for record, place in zip(records, places, strict=True)
    )
