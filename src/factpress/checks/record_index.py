"""Which products print which records of the organisation, and where the texts list them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factpress.checks.context import CheckContext
from factpress.core.diagnostics import Location
from factpress.document.blocks.record_list import RecordList
from factpress.document.walk import walk_document
from factpress.output.renderers import RENDERERS

MOST_NAMED = 3
"""The most products that a message names."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A place where a text lists a record, by its kind and its id, with the names of the products that print it."""

    kind: str
    record: str
    location: Location | None
    products: tuple[str, ...]


def listings(context: CheckContext) -> Iterator[Listing]:
    """Every place where a product prints a record. A place that no product prints is left out."""
    edition = context.edition
    for content, document in ((None, edition.document), *edition.prints.items()):
        products = [product for product in context.products_of(content) if product.scheme is None]
        for node in walk_document(document) if products else ():
            if isinstance(node.block, RecordList):
                printed = tuple(
                    product.name
                    for product in products
                    if node.target in (None, RENDERERS[product.origin.renderer].target_name)
                )
                for entry in node.block.entries if printed else ():
                    yield Listing(node.block.kind, entry.record, node.origin, printed)


def listings_of(context: CheckContext, kind: str) -> Iterator[tuple[str, tuple[Listing, ...]]]:
    """The id of each record of that kind that a product prints, with all places where one does."""
    found: dict[str, list[Listing]] = {}
    for listing in listings(context) if kind in context.edition.outreach.kinds else ():
        if listing.kind == kind:
            found.setdefault(listing.record, []).append(listing)
    return ((name, tuple(places)) for name, places in found.items())


def product_names(places: tuple[Listing, ...]) -> str:
    """The names of the products that print a record."""
    names = list(dict.fromkeys(name for place in places for name in place.products))
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def locations(places: tuple[Listing, ...]) -> tuple[Location, ...]:
    """The places that list a record."""
    return tuple(dict.fromkeys(place.location for place in places if place.location is not None))
