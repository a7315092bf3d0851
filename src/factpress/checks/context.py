"""What a rule reads: one edition of a publication, and the day for which it is checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from factpress.checks.count_index import CountIndex
from factpress.checks.counts import Count
from factpress.checks.record_index import Listing, Listings, record_listings
from factpress.edition import Edition
from factpress.publication.facts.claims import FactBook
from factpress.publication.products import Product

T = TypeVar("T")


@dataclass(frozen=True)
class CheckContext:
    """An edition, and the day with which the dates of reviews, consents and events are compared."""

    edition: Edition
    today: dt.date

    @property
    def book(self) -> FactBook:
        """The claims and sources of the edition."""
        return self.edition.book

    def products_of(self, content: Path | None) -> tuple[Product, ...]:
        """The products that print the text of that file, or the main text if `content` is None."""
        return tuple(p for p in self.edition.products if p.states_claims and p.origin.content == content)

    @cached_property
    def texts_read(self) -> dict[tuple[str, str], str]:
        """The words of roles that were read, by the name and target of the role."""
        return {}

    def once(self, make: Callable[[CheckContext], T]) -> T:
        """The result of `make`, which is called once for all rules that ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("T", self._made[make])

    @cached_property
    def _made(self) -> dict[object, Any]:
        return {}

    # Several rules use each. The index of a thousand claims takes longer to build than any rule to run.
    @cached_property
    def counts(self) -> CountIndex:
        """The numbers of all claims, indexed."""
        return CountIndex.of(self.book)

    @cached_property
    def oversized_parts(self) -> tuple[tuple[Count, Count], ...]:
        """Pairs of a part and its whole in which the part is too large."""
        return tuple(self.counts.oversized_parts())

    @cached_property
    def listings(self) -> Listings:
        """Where products print works, helplines, prayer points and gifts."""
        return record_listings(self.edition, self.products_of)

    def listings_of(self, kind: str) -> Mapping[str, tuple[Listing, ...]]:
        """The records of that kind that a product prints, by id, with all places where one does."""
        return self.listings.get(kind, {})
