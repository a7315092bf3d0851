"""Products from their files: each with the printer that it is for, and with what it is made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import cast

from factpress.diagnostics import Location, Problems, ToolError, did_you_mean
from factpress.places import Places, engine_folder, stands
from factpress.printers import Printer, load_printers, printer_named
from factpress.products.booklets import booklet_of
from factpress.products.handouts import handout_of
from factpress.products.imposed import imposed_of
from factpress.products.model import PRODUCTS, Product
from factpress.products.owners import HANDOUT, IMPOSED, PAPER, PRINT, owns_its_keys
from factpress.products.prints import print_of
from factpress.products.schema import ProductRecord
from factpress.products.written import Written
from factpress.publication import Publication
from factpress.records import Tree, parse, read, read_text

BY_COMMAND = ("evidence",)
"""Templates of prints that are not made with the publication."""


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
            problems.error("unknown-product", f'there is no product "{name}"', _named_at(name, places), hint)
            continue
        product = reading.product(name, *found)
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
    return _Reading((), places, problems).product(name, *found)


class _Reading:
    """One reading of products and printers: each file once, however many products are made of it."""

    def __init__(self, renderers: Collection[str], places: Places, problems: Problems) -> None:
        self.renderers = renderers
        self.places = places
        self.problems = problems
        self.printers: Mapping[str, Printer | None] = load_printers(places, problems)
        self._products: dict[str, Product | None] = {}

    def product(self, name: str, root: Path, path: Path, above: tuple[str, ...] = ()) -> Product | None:
        """The product in that file; None, with errors, where it is wrong. `above` are those that are made of it."""
        if name not in self._products:
            self._products[name] = self._product(name, root, path, above)
        return self._products[name]

    def _product(self, name: str, root: Path, path: Path, above: tuple[str, ...]) -> Product | None:
        loaded = read(root, path, ProductRecord, self.problems)
        if loaded is None or not self._is_made(name, *loaded) or not owns_its_keys(*loaded, self.problems):
            return None
        return self._of(self._with_what_it_names(name, *loaded, (*above, name)))

    def _is_made(self, name: str, record: ProductRecord, tree: Tree) -> bool:
        """Whether there is a renderer that makes it with the publication; else an error at its place."""
        if not self.renderers:
            return True
        if record.template in BY_COMMAND:
            message = f'"{name}" is not made with the publication: a command of its own sets it'
            self.problems.error("not-published", message, tree.at("renderer"), 'take it out of "products"')
            return False
        if record.renderer not in self.renderers:
            hint = did_you_mean(record.renderer, self.renderers)
            message = f'there is no renderer "{record.renderer}"'
            self.problems.error("unknown-renderer", message, tree.at("renderer"), hint)
            return False
        return True

    def _with_what_it_names(self, name: str, record: ProductRecord, tree: Tree, above: tuple[str, ...]) -> Written:
        """The product with what it names; None, with errors, for each that cannot be had."""
        named = record.printer
        printer = printer_named(named, self.printers, self.problems, tree.at("printer")) if named is not None else None
        of = self._named(record.of, "of", tree, above) if record.of is not None else None
        cues = self._named(record.cues, "cues", tree, above) if record.cues is not None else None
        return Written(name, record, tree, printer, of, cues)

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
        return self.product(name, *found, above)

    def _of(self, written: Written) -> Product | None:
        """The product, by its renderer; one that is none of paper's sets slides.

        None, with errors, where something is wrong with it, or with what it names, which was said by then.
        """
        made = self._by_kind(written)
        return made if written.complete else None

    def _by_kind(self, written: Written) -> Product | None:
        record, tree, problems = written.record, written.tree, self.problems
        if record.renderer == PAPER:
            return booklet_of(written, problems)
        if record.renderer == IMPOSED:
            return imposed_of(written, problems)
        if record.page is not None:
            hint = f'leave "page" out, or write renderer: {PAPER}'
            problems.error("stray-key", "a page is for paper, and slides have none", tree.key_at("page"), hint)
            return None
        if record.renderer == PRINT:
            return print_of(written, self.places, problems)
        if record.renderer == HANDOUT:
            return handout_of(written, problems)
        return Product(written.name, record.renderer, record.title, record.file, palette=record.palette or "light")


def _product_file(name: str, places: Places) -> tuple[Path, Path] | None:
    """The folder that paths start from, and the product's file; the publication's own first."""
    own = PRODUCTS / f"{name}.yaml"
    if own.parent == PRODUCTS and own.name not in ("..", ".") and stands(places.root / own):
        return places.root, own  # a link out or to nowhere, too: its reader says so
    engine = engine_folder() / "assets" / "products"
    return (engine, engine / f"{name}.yaml") if name in _stems(engine) else None


def _stems(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.yaml")}


def _known_products(places: Places) -> set[str]:
    return _stems(places.root / PRODUCTS) | _stems(engine_folder() / "assets" / "products")


def _named_at(name: str, places: Places) -> Location:
    """Where the publication names that product. Read again, since only an error asks for it."""
    path, quiet = Path("data/publication.yaml"), Problems()
    text = read_text(places.root, path, quiet)
    tree = parse(text, path, quiet) if text is not None else None
    if tree is None:
        return Location(path)
    written = tree.get("products")
    listed = cast("list[object]", written) if isinstance(written, list) else []
    return tree.at("products", listed.index(name)) if name in listed else tree.at("products")
