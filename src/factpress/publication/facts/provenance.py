"""How a claim is known: how each citation was read, what was searched for, and whom we asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from factpress.core.diagnostics import Location


class Read(StrEnum):
    """How much of a cited source was read."""

    WHOLE = "whole"
    """The whole work."""
    PASSAGE = "passage"
    """The sentence or the table that states the value, in the source itself, at the locator."""
    EXCERPT = "excerpt"
    """A part of it, such as its beginning or an abstract."""
    SECONDHAND = "secondhand"
    """An account of it by others."""


FIRST_HAND = frozenset({Read.WHOLE, Read.PASSAGE})
"""Ways of reading that show that the source itself states a value."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search for the source of a claim: what was searched for, where, and on which day."""

    query: str
    where: str
    on: dt.date
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question to a person or an organisation. `answer` is None as long as there is none."""

    whom: str
    on: dt.date
    answer: str | None = None
    location: Location | None = field(default=None, compare=False)
