"""Which products state a claim, and which of those that have the same text gets the pictures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from factpress.edition import Edition
from factpress.publication.products import Product
from factpress.session.pictures.values import Kind, Place
from factpress.workflows.stated_claims import StatedNames

_KINDS: dict[str, Kind] = {"booklet": "page", "deck": "slide", "handout": "slide", "print": "card"}

_COST = {"slide": 0, "card": 1, "page": 2}


@dataclass(frozen=True, slots=True)
class Group:
    """Products with the same text: the first one, of which pictures are made, and the others, which are listed.

    `count` is how many times the text states the claim, as far as that is known.
    """

    kind: Kind
    first: Product
    others: tuple[Product, ...]
    count: int

    @property
    def cost(self) -> int:
        """A number that is larger for what takes longer to lay out."""
        return _COST[self.kind]


def groups_of(edition: Edition, claim: str, kinds: Collection[Kind], names: StatedNames) -> tuple[Group, ...]:
    """The products of some kinds that state a claim, in the order in which they are shown: booklet, deck, prints.

    Products that are made of the pages of others are left out, and those for a press, which have the same pages.
    """
    names.begin()
    by_text: dict[tuple[Kind, Path | None], list[Product]] = {}
    for product in edition.products:
        kind = kind_of(product)
        if kind is not None and kind in kinds and product.has_text and not product.for_press:
            by_text.setdefault((kind, product.content), []).append(product)
    groups = [
        Group(kind, first, tuple(others), 1)
        for (kind, content), (first, *others) in by_text.items()
        if claim in edition.book.claims
        and names.has(edition.document if content is None else edition.prints[content], claim)
    ]
    return tuple(sorted(groups, key=lambda group: ("page", "slide", "card").index(group.kind)))


def kind_of(product: Product) -> Kind | None:
    """What is shown of a product; None for one of which nothing is. Handouts show the slides of a deck."""
    return _KINDS.get(product.renderer)


def place_of(product: Product, kind: Kind, count: int) -> Place:
    """The place of a product that has not been laid out."""
    return Place(product.name, short_title(product), kind, 0, "", count)


def short_title(product: Product) -> str:
    """The beginning of a product's title with its size: "Booklet A5" of "Booklet, A5, for reading and for printing"."""
    first, *rest = product.title.split(", ")
    size = next((part.removeprefix("US ") for part in rest if len(part) <= _LONGEST_SIZE), "")
    middle = ", ".join(part for part in rest if product.handout is not None and len(part) > _LONGEST_SIZE)
    return " ".join(part for part in (first, size) if part) + (f", {middle}" if middle else "")


_LONGEST_SIZE = 14
"""Letters of the longest part of a title that is taken for a size: "US half letter"."""
