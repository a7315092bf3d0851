"""The targets that a text can be written for: `:::{only} booklet` limits blocks to one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A target of a text. A `presented` one is spoken to: it shows slides, and has speaker notes."""

    name: str
    presented: bool = False


BOOKLET = Target("booklet")
DECK = Target("deck", presented=True)

TARGETS: Mapping[str, Target] = {target.name: target for target in (BOOKLET, DECK)}
"""All targets by name. Renderers name the one that they set."""
