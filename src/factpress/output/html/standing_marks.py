"""Marks for claims: a shape and a word, never one without the other where no word stands beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a publication; `words` are those of its language."""

    words: Mapping[Standing, str]

    def shape(self, standing: Standing) -> Markup:
        """A standing's shape alone: an ornament beside its word, which a listener hears instead."""
        return Markup('<img class="shape" alt="" src="asset:marks/{}.svg">').format(standing.value)

    def mark(self, standing: Standing) -> Markup:
        """A standing's mark: shape and word."""
        word = self.words.get(standing, standing.value.capitalize())
        return Markup('<span class="mark">{}{}</span>').format(self.shape(standing), word)
