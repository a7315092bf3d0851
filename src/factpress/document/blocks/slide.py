"""Words for the wall: a title and a few lines, set only in the deck."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.document.model import Block, Primitive


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide of words. The booklet has no use for it: there it realizes into nothing."""

    title: str
    blocks: tuple[Block, ...]
    style: str = "text"  # "text", or "statement" for one sentence set large

    def realize(self) -> tuple[Primitive, ...]:
        """Nothing: running text says the same at length."""
        return ()
