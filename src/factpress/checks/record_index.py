"""Which products print which records of the organisation, and where the texts list them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.core.diagnostics import Location
from factpress.document.blocks.record_list import RecordList
from factpress.document.walk import walk_document
from factpress.edition import Edition
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product

MOST_NAMED = 3
"""The most products that a message names."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A place where a text lists a record, by its kind and its id, with the names of the products that print it."""

    kind: str
    record: str
    location: Location | None
    products: tuple[str, ...]


Listings = Mapping[str, Mapping[str, tuple[Listing, ...]]]
"""By kind and by id of a record, all places where a product prints it. Others are left out."""


def record_listings(edition: Edition, products_of: Callable[[Path | None], tuple[Product, ...]]) -> Listings:
    """Where the products print records; `products_of` gives those of a text."""
    found: dict[str, dict[str, list[Listing]]] = {kind: {} for kind in edition.outreach.kinds}
    for content, document in ((None, edition.document), *edition.prints.items()) if found else ():
        products = [product for product in products_of(content) if product.scheme is None]
        for node in walk_document(document) if products else ():
            if not isinstance(node.block, RecordList) or node.block.kind not in found:
                continue
            printed = tuple(
                product.name
                for product in products
                if node.target in (None, RENDERERS[product.origin.renderer].target_name)
            )
            for entry in node.block.entries if printed else ():
                listing = Listing(node.block.kind, entry.record, node.origin, printed)
                found[listing.kind].setdefault(listing.record, []).append(listing)
    return {kind: {name: tuple(places) for name, places in of.items()} for kind, of in found.items()}


def product_names(places: tuple[Listing, ...]) -> str:
    """The names of the products that print a record."""
    names = list(dict.fromkeys(name for place in places for name in place.products))
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def locations(places: tuple[Listing, ...]) -> tuple[Location, ...]:
    """The places that list a record."""
    return tuple(dict.fromkeys(place.location for place in places if place.location is not None))
