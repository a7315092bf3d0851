"""Products from their files: each with the printer that it is for, and with what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import cast

from factpress.core.diagnostics import Location, Problems, ToolError, did_you_mean
from factpress.core.paths import Places, engine_folder, path_exists, yaml_stems
from factpress.core.validation import read_record
from factpress.core.yaml_positions import Tree, parse_yaml, read_text
from factpress.publication.printers import Printer, find_printer, load_printers
from factpress.publication.products.kinds import (
    BY_COMMAND,
    ProductFile,
    read_booklet,
    read_handout,
    read_imposed,
    read_print,
)
from factpress.publication.products.product import PRODUCTS, Product
from factpress.publication.products.schema import BOOKLET, HANDOUT, IMPOSED, PRINT, ProductRecord, check_keys
from factpress.publication.settings import FILE as PUBLICATION
from factpress.publication.settings import Publication

_DEEPEST = 8
"""So many products may be made of each other in a row; a booklet, its sheets and how to print them are three."""


def load_products(
    publication: Publication, places: Places, problems: Problems, renderers: Collection[str] = ()
) -> tuple[Product, ...]:
    """The products that the publication names, in its order; those that are wrong are left out, with errors.

    A product is looked for in `data/products`, then among the engine's own. `renderers` are the names that may stand
    under `renderer`; where none is given, any may.
    """
    reading = _Reading(renderers, places, problems)
    made: dict[str, Product] = {}
    for name in publication.products:
        found = _product_file(name, places)
        if found is None:
            hint = did_you_mean(name, _known_products(places))
            problems.error("unknown-product", f'there is no product "{name}"', reading.published_at(name), hint)
            continue
        product = reading.product(name, found, partial(reading.published_at, name))
        if product is None:
            continue
        if product.file in made:
            message = f'"{name}" would be written over "{made[product.file].name}": both have the file "{product.file}"'
            problems.error("duplicate-file", message, Location(found[1]), 'give one of them another "file"')
        made.setdefault(product.file, product)
    return tuple(made.values())


def load_product(name: str, places: Places, problems: Problems) -> Product | None:
    """One product by its name, whether the publication names it or not; None, with errors, where it is wrong.

    Raises ToolError where there is none of that name.
    """
    found = _product_file(name, places)
    if found is None:
        raise ToolError(f'there is no product "{name}"', did_you_mean(name, _known_products(places)))
    return _Reading((), places, problems).product(name, found, partial(Location, found[1]))


class _Reading:
    """One reading of products and printers: each file once, however many products are made of it."""

    def __init__(self, renderers: Collection[str], places: Places, problems: Problems) -> None:
        self.renderers = renderers
        self.places = places
        self.problems = problems
        self.printers: Mapping[str, Printer | None] = load_printers(places, problems)
        self._products: dict[str, Product | None] = {}

    def published_at(self, name: str) -> Location:
        """Where the publication names that product."""
        tree = self._publication
        if tree is None:
            return Location(PUBLICATION)
        written = tree.get("products")
        listed = cast("list[object]", written) if isinstance(written, list) else []
        return tree.at("products", listed.index(name)) if name in listed else tree.at("products")

    @cached_property
    def _publication(self) -> Tree | None:
        """The publication's own file, read again, since only an error asks for it; its reader said what is wrong."""
        quiet = Problems()
        text = read_text(self.places.root, PUBLICATION, quiet)
        return parse_yaml(text, PUBLICATION, quiet) if text is not None else None

    def product(
        self, name: str, file: tuple[Path, Path], named_at: Callable[[], Location], above: tuple[str, ...] = ()
    ) -> Product | None:
        """The product in that file; None, with errors, where it is wrong. `above` are those that are made of it.

        `named_at` tells the place that names it, should an error ask for it.
        """
        if name not in self._products:
            self._products[name] = self._product(name, file, named_at, above)
        return self._products[name]

    def _product(
        self, name: str, file: tuple[Path, Path], named_at: Callable[[], Location], above: tuple[str, ...]
    ) -> Product | None:
        loaded = read_record(*file, ProductRecord, self.problems)
        if loaded is None or not self._is_made(name, *loaded, named_at):
            return None
        own = check_keys(*loaded, self.problems)
        written = self._with_what_it_names(name, *loaded, (*above, name))
        made = self._by_kind(written)  # which tells the rest, whatever is wrong so far
        return made if own and written.complete else None

    def _is_made(self, name: str, record: ProductRecord, tree: Tree, named_at: Callable[[], Location]) -> bool:
        """Whether there is a renderer that makes it with the publication; else an error at its place."""
        if not self.renderers:
            return True
        if record.template in BY_COMMAND:
            message = f'"{name}" is not made with the publication: a command of its own sets it'
            self.problems.error("not-published", message, named_at(), "take it out")
            return False
        if record.renderer not in self.renderers:
            hint = did_you_mean(record.renderer, self.renderers)
            message = f'there is no renderer "{record.renderer}"'
            self.problems.error("unknown-renderer", message, tree.at("renderer"), hint)
            return False
        return True

    def _with_what_it_names(self, name: str, record: ProductRecord, tree: Tree, above: tuple[str, ...]) -> ProductFile:
        """The product with what it names; None, with errors, for each that cannot be had."""
        named = record.printer
        printer = find_printer(named, self.printers, self.problems, tree.at("printer")) if named is not None else None
        of = self._named(record.of, "of", tree, above) if record.of is not None else None
        cues = self._named(record.cues, "cues", tree, above) if record.cues is not None else None
        return ProductFile(name, record, tree, printer, of, cues)

    def _named(self, name: str, key: str, tree: Tree, above: tuple[str, ...]) -> Product | None:
        """The product of that name, whether the publication names it or not. `key` is where this one names it."""
        if name in above:
            hint = "name the product that sets the pages"
            self.problems.error("circle", f'"{above[-1]}" would be made of itself', tree.at(key), hint)
            return None
        found = _product_file(name, self.places)
        if found is None:
            hint = did_you_mean(name, _known_products(self.places))
            self.problems.error("unknown-product", f'there is no product "{name}"', tree.at(key), hint)
            return None
        if len(above) > _DEEPEST:
            message = f"more than {_DEEPEST} products are made of each other in a row"
            self.problems.error("too-deep", message, tree.at(key), "name the product that sets the pages")
            return None
        return self.product(name, found, partial(tree.at, key), above)

    def _by_kind(self, written: ProductFile) -> Product | None:
        """The product, by its renderer; one that is none of paper's sets slides. None, with errors, where it cannot."""
        record, problems = written.record, self.problems
        if record.renderer == BOOKLET:
            return read_booklet(written, problems)
        if record.renderer == IMPOSED:
            return read_imposed(written, problems)
        if record.renderer == PRINT:
            return read_print(written, self.places, problems)
        if record.renderer == HANDOUT:
            return read_handout(written, problems)
        return Product(written.name, record.renderer, record.title, record.file, palette=record.palette or "light")


def _product_file(name: str, places: Places) -> tuple[Path, Path] | None:
    """The folder that paths start from, and the product's file; the publication's own first."""
    own = PRODUCTS / f"{name}.yaml"
    if own.parent == PRODUCTS and own.name not in ("..", ".") and path_exists(places.root / own):
        return places.root, own  # a link out or to nowhere, too: its reader says so
    engine = engine_folder() / "assets" / "products"
    return (engine, engine / f"{name}.yaml") if name in yaml_stems(engine) else None


def _known_products(places: Places) -> set[str]:
    return yaml_stems(places.root / PRODUCTS) | yaml_stems(engine_folder() / "assets" / "products")
