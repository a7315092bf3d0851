"""What a run is to make: the products that were asked for, each with its file and everything that it is made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from factpress.checks.consent import build_blockers
from factpress.checks.context import CheckContext, today
from factpress.core.diagnostics import Findings, ToolError, did_you_mean
from factpress.edition import Edition, read_edition
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product
from factpress.workflows.atomic_write import CACHE
from factpress.workflows.postprocess import Shop
from factpress.workflows.tasks import Plan, Work


def plan(root: Path, names: tuple[str, ...], out: Path | None, cached: bool) -> Plan:
    """The plan for these products of the publication in that folder.

    Raises Findings with all that is wrong there, or where one of the products shows or quotes a person without a
    consent that holds today; ToolError where there is no publication, or no such product.
    """
    edition = read_edition(root)
    products = select(edition.products, names)
    origins = _origins(products)
    _ask_consent(edition, origins)
    folder = folder_of(edition, out)
    cache = folder / CACHE if cached else None
    works = tuple(Work.of(edition, product, folder / file_name(edition, product), cache) for product in origins)
    files = {product.name: file_name(edition, product) for product in (*products, *origins, *_told_of(products))}
    shop = Shop(edition.document, edition.language, edition.theme, edition.places, files)
    return Plan(folder, products, works, shop, edition.warnings)


def _origins(products: tuple[Product, ...]) -> tuple[Product, ...]:
    """The products whose pages have to be set, each once: those themselves, and what the bound ones are made of."""
    found = dict.fromkeys(product.origin for product in products)
    return tuple(product for product in found if product.composed)


def _told_of(products: tuple[Product, ...]) -> list[Product]:
    return [product.of for product in products if product.of is not None]


def select(products: tuple[Product, ...], names: tuple[str, ...]) -> tuple[Product, ...]:
    """The products that were asked for, by name or by group; all of them where none was named."""
    known = {p.name for p in products} | {p.group for p in products}
    for name in names:
        if name not in known:
            raise ToolError(f'there is no product "{name}" in publication.yaml', did_you_mean(name, known))
    return tuple(p for p in products if not names or p.name in names or p.group in names)


def _ask_consent(edition: Edition, products: tuple[Product, ...]) -> None:
    found = build_blockers(CheckContext(replace(edition, products=products), today()))
    if found:
        raise Findings([*edition.warnings, *found])


def folder_of(edition: Edition, out: Path | None = None) -> Path:
    """Where files go: `out`, or the publication's own folder for what is built."""
    return out if out is not None else edition.places.root / "build"


def targets(edition: Edition, out: Path | None = None) -> dict[Path, Product]:
    """The files that a build makes of each product, there or not."""
    return {folder_of(edition, out) / file_name(edition, product): product for product in edition.products}


def file_name(edition: Edition, product: Product) -> str:
    """How the file of a product is called."""
    return f"{edition.publication.file_stem}-{product.file}{RENDERERS[product.renderer].ending}"
