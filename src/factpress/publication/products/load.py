"""Load products from `data/products/*.yaml`, each with the printer and the products that it names.

A product is searched in `data/products`, then among the engine's own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import cast

from factpress.core.diagnostics import Location, Problems, ToolError, did_you_mean
from factpress.core.foreign_files import nearest_file, report_foreign_file
from factpress.core.paths import Places
from factpress.core.source_files import SourceFiles
from factpress.core.units import pt
from factpress.core.validation import read_record
from factpress.core.yaml_positions import Tree, read_tree
from factpress.publication.printers import Printer, find_printer, load_printers
from factpress.publication.products.imposition_schemes import ZERO, SaddleStitch, print_instruction, scheme_of
from factpress.publication.products.product import READING_DISTANCE, Handout, Product, page_of, sheet_of
from factpress.publication.products.schema import BOOKLET, HANDOUT, IMPOSED, PRINT, ProductRecord, check_keys
from factpress.publication.settings import PUBLICATION_FILE, Publication

MAX_CHAIN = 8
"""The longest chain of products that refer to each other. A booklet, its sheets and their instructions are three."""


def load_products(
    publication: Publication, places: Places, problems: Problems, renderers: Collection[str] = ()
) -> tuple[Product, ...]:
    """Return the valid products that the publication names, in its order.

    `renderers` are the allowed values of the key `renderer`; if there are none, any is allowed.
    """
    loader = _ProductLoader(renderers, places, problems)
    by_file: dict[str, Product] = {}
    for name in publication.products:
        product = loader.product(name, partial(loader.published_at, name))
        if product is None:
            continue
        if product.file in by_file:
            other = by_file[product.file].name
            message = f'"{name}" would overwrite "{other}": both have the file "{product.file}"'
            hint = f'change "file" in it, or in "{other}"'
            problems.error("duplicate-file", message, loader.at(name, "file"), hint)
        by_file.setdefault(product.file, product)
    return tuple(by_file.values())


def load_product(name: str, places: Places, problems: Problems, renderers: Collection[str] = ()) -> Product | None:
    """Return one product by its name, also if the publication does not name it; None, with errors, if it is invalid.

    `renderers` are as in `load_products`. Raises ToolError if there is no such product.
    """
    if places.data_file("products", name) is None:
        raise ToolError(f'there is no product "{name}"', did_you_mean(name, places.data_names("products")))
    loader = _ProductLoader(renderers, places, problems)
    return loader.product(name, partial(loader.location, name))


@dataclass(frozen=True, slots=True)
class ProductFile:
    """A product file, with the printer and the products that it names.

    Those that are missing or invalid are None, and have been reported.
    """

    name: str
    record: ProductRecord
    tree: Tree
    printer: Printer | None = None
    of: Product | None = None
    cues: Product | None = None

    @property
    def complete(self) -> bool:
        """Whether all that the file names was found."""
        named = ((self.record.printer, self.printer), (self.record.of, self.of), (self.record.cues, self.cues))
        return all(name is None or found is not None for name, found in named)

    def product(self) -> Product:
        """Return the product with the keys that all kinds have."""
        return Product(self.name, self.record.renderer, self.record.title, self.record.file)


class _ProductLoader:
    """Loads products and printers, each file once."""

    def __init__(self, renderers: Collection[str], places: Places, problems: Problems) -> None:
        self.renderers, self.places, self.problems = renderers, places, problems
        self.printers: Mapping[str, Printer | None] = load_printers(places, problems)
        self._products: dict[str, Product | None] = {}

    def at(self, name: str, key: str) -> Location:
        """The position of a key of a product file that exists."""
        found = self.places.data_file("products", name)
        tree = read_tree(*found, Problems()) if found is not None else None
        return tree.at(key) if tree is not None else self.location(name)

    def location(self, name: str) -> Location:
        """The location of a product file that exists."""
        found = self.places.data_file("products", name)
        return Location(found[1]) if found is not None else Location(PUBLICATION_FILE)

    def published_at(self, name: str) -> Location:
        """The position at which the publication names that product."""
        tree = self._publication
        if tree is None:
            return Location(PUBLICATION_FILE)
        written = tree.get("products")
        names = cast("list[object]", written) if isinstance(written, list) else []
        return tree.at("products", names.index(name)) if name in names else tree.at("products")

    @cached_property
    def _publication(self) -> Tree | None:
        """The publication's file, which is read again for positions of errors only. Its own errors are not reported."""
        return read_tree(self.places.files, PUBLICATION_FILE, Problems())

    def product(self, name: str, named_at: Callable[[], Location], above: tuple[str, ...] = ()) -> Product | None:
        """Return a product; None, with errors, if it is missing or invalid.

        `named_at` returns the position of its name. `above` are the products that are made of it.
        """
        found = self.places.data_file("products", name)
        if found is None:
            hint = did_you_mean(name, self.places.data_names("products"))
            self.problems.error("unknown-product", f'there is no product "{name}"', named_at(), hint)
            return None
        if len(above) > MAX_CHAIN:
            message = f"more than {MAX_CHAIN} products refer to each other in a chain"
            self.problems.error("too-deep", message, named_at(), "name the product with the pages")
            return None
        if name not in self._products:
            self._products[name] = self._read(name, found, named_at, above)
        return self._products[name]

    def _read(
        self, name: str, file: tuple[SourceFiles, Path], named_at: Callable[[], Location], above: tuple[str, ...]
    ) -> Product | None:
        loaded = read_record(*file, ProductRecord, self.problems)
        if loaded is None or not self._check_renderer(name, *loaded, named_at):
            return None
        record, tree = loaded
        valid_keys = check_keys(record, tree, self.problems)
        printer = None
        if record.printer is not None:
            printer = find_printer(record.printer, self.printers, self.problems, tree.at("printer"))
        of, cues = (self._named(getattr(record, key), key, tree, (*above, name)) for key in ("of", "cues"))
        found = ProductFile(name, record, tree, printer, of, cues)
        product = self._by_kind(found)  # also with errors so far, so that all errors are reported
        return product if valid_keys and found.complete else None

    def _check_renderer(self, name: str, record: ProductRecord, tree: Tree, named_at: Callable[[], Location]) -> bool:
        """Whether the product can be built with the publication; report an error if not."""
        if not self.renderers:
            return True
        if record.template in BY_COMMAND:
            message = f'"{name}" is not built with the publication: another command creates it'
            self.problems.error("not-published", message, named_at(), "remove it")
            return False
        if record.renderer not in self.renderers:
            hint = did_you_mean(record.renderer, self.renderers)
            message = f'there is no renderer "{record.renderer}"'
            self.problems.error("unknown-renderer", message, tree.at("renderer"), hint)
            return False
        return True

    def _named(self, name: str | None, key: str, tree: Tree, above: tuple[str, ...]) -> Product | None:
        """The product that a product file names at that key."""
        if name is None:
            return None
        if name in above:
            hint = "name the product with the pages"
            self.problems.error("circle", f'"{above[-1]}" would be made of itself', tree.at(key), hint)
            return None
        return self.product(name, partial(tree.at, key), above)

    def _by_kind(self, file: ProductFile) -> Product | None:
        readers = {BOOKLET: read_booklet, IMPOSED: read_imposed, HANDOUT: read_handout}
        if file.record.renderer == PRINT:
            return read_print(file, self.places, self.problems)
        if file.record.renderer in readers:
            return readers[file.record.renderer](file, self.problems)
        return replace(file.product(), palette=file.record.palette or "light", shape=file.record.shape or "")


def _require(file: ProductFile, kind: str, keys: Mapping[str, str], problems: Problems) -> bool:
    """Whether the file has all keys. Report an error for each that is missing, with its form as the hint."""
    missing = [key for key in keys if getattr(file.record, key) is None]
    for key in missing:
        problems.error("missing-key", f'the key "{key}" of {kind} is missing', file.tree.key_at("renderer"), keys[key])
    return not missing


MIN_TYPE, MAX_TYPE = pt(12), pt(30)
"""Sizes of text that a booklet may have if its file sets one."""


def read_booklet(file: ProductFile, problems: Problems) -> Product | None:
    """Return the booklet; None, with errors, if it is invalid."""
    record, tree, printer, cues = file.record, file.tree, file.printer, file.cues
    columns = "add page: {trim: …, margins: …, columns: …}, as in data/products/booklet-a5.yaml"
    if not _require(file, "a booklet", {"page": columns}, problems) or record.page is None:
        return None
    if record.pictures is not None and (record.printer is None or (printer is not None and printer.standard == "none")):
        hint = 'name a "printer" of PDF/X, or remove "pictures"'
        problems.error("key-not-allowed", "pictures are converted for presses only", tree.key_at("pictures"), hint)
        return None
    page = page_of(record.page, tree, problems)
    if page is None:
        return None
    before = len(problems.errors)
    size = record.type.size if record.type is not None else None
    if size is not None and not MIN_TYPE <= size <= MAX_TYPE:
        message = f"text of {size.pt:g} pt: large print has {MIN_TYPE.pt:g} to {MAX_TYPE.pt:g} pt"
        problems.error("bad-value", message, tree.at("type", "size"), "18pt is usual")
    if cues is not None and (cues.page is None or cues.cues is not None):
        hint = "name the standard booklet: cues: booklet-a5"
        problems.error("no-pages", f'"{cues.name}" has no pages for cues', tree.at("cues"), hint)
    if len(problems.errors) > before:
        return None
    return replace(
        file.product(),
        page=replace(page, bleed=printer.bleed) if printer is not None else page,
        printer=printer,
        pictures=record.pictures or "",
        type_size=size,
        cues=cues,
    )


_SHEET = "add sheet: {size: …, margins: …}"


def read_handout(file: ProductFile, problems: Problems) -> Product | None:
    """Return the handout; None, with errors, if it is invalid."""
    record = file.record
    keys = {"sheet": _SHEET, "slides": "add slides: {per_page: 3, beside: lines}"}
    if not _require(file, "a handout", keys, problems) or record.sheet is None or record.slides is None:
        return None
    sheet = sheet_of(record.sheet, file.tree, problems)
    if sheet is None:
        return None
    handout = Handout(record.slides.per_page, record.slides.beside)
    return replace(file.product(), palette="light", sheet=sheet, handout=handout)


def read_imposed(file: ProductFile, problems: Problems) -> Product | None:
    """Return the imposed product; None, with errors, if its pages cannot be imposed in this way."""
    record, tree, printer, of = file.record, file.tree, file.printer, file.of
    example = "see data/products/booklet-a5-on-a4.yaml"
    required = _require(file, "an imposed product", dict.fromkeys(("of", "printer", "imposition"), example), problems)
    if printer is None or record.imposition is None or of is None or not required:
        return None
    if of.size is None or not of.has_text:
        hint = "name a booklet, or a print with a text"
        problems.error("no-pages", f'"{of.name}" has no pages to impose', tree.at("of"), hint)
        return None
    hint = f"name a product with printer: {printer.name}"
    if printer.standard != "none" and not of.for_press:
        message = f'"{of.name}" is not made for a press, but "{printer.name}" is one'
        problems.error("not-for-press", message, tree.at("of"), hint)
        return None
    if of.bleed < printer.bleed:
        message = f'"{printer.name}" needs a bleed of {printer.bleed.css}, but "{of.name}" has {of.bleed.css}'
        problems.error("no-bleed", message, tree.at("of"), hint)
        return None
    scheme = scheme_of(record.imposition, of.size, printer.bleed, printer, tree, problems)
    if scheme is None:
        return None
    name = record.file if printer.standard != "none" else f"{record.file}-{print_instruction(scheme)}"
    return replace(file.product(), file=name, printer=printer, of=of, scheme=scheme)


BY_COMMAND = ("evidence", "slip")
"""Templates of prints that are created by other commands, not with the publication."""

HOW_TO_PRINT, PRINTER_TEST = "how-to-print", "printer-test"
"""Templates of prints that accompany imposed sheets, and have no text of the editor."""

_SHARED_STYLES = {"prints", "pieces"}
"""Style sheets that do not belong to one print."""


def read_print(file: ProductFile, places: Places, problems: Problems) -> Product | None:
    """Return the print; None, with errors, if it is invalid."""
    record = file.record
    keys = {"sheet": _SHEET, "template": "add template: evidence"}
    if not _require(file, "a print", keys, problems) or record.sheet is None or record.template is None:
        return None
    sheet = sheet_of(record.sheet, file.tree, problems)
    if sheet is None:
        return None
    product = replace(file.product(), sheet=sheet, template=record.template, printer=file.printer, of=file.of)
    if record.content is not None:
        return _print_with_text(product, Path(record.content), file, places, problems)
    for key in ("sides", "read_from", "cloth"):
        if getattr(record, key) is not None:
            hint = 'name its text: "content"'
            problems.error("key-not-allowed", f"only a print with a text has {key}", file.tree.key_at(key), hint)
            return None
    return product if _check_without_text(product, file, places, problems) else None


def _print_with_text(
    product: Product, content: Path, file: ProductFile, places: Places, problems: Problems
) -> Product | None:
    record, tree, before = file.record, file.tree, len(problems.errors)
    if record.of is not None:
        message = "a print with a text is not about another product"
        problems.error("key-not-allowed", message, tree.at("of"), 'remove "of" or "content"')
    if places.template(f"prints/{product.template}.css") is None:
        hint = did_you_mean(product.template, _print_styles(places))
        problems.error("unknown-template", f'there is no print "{product.template}"', tree.at("template"), hint)
    if places.own(content.as_posix()) is None:
        message = f'there is no text "{content.as_posix()}"'
        near = nearest_file(places.root, content.as_posix(), (".md",))
        hint = f'did you mean "{near}"?' if near is not None else "write it, or correct the path"
        problems.error("missing-file", message, tree.at("content"), hint)
    else:
        report_foreign_file(places.files, content, tree.at("content"), problems)
    if len(problems.errors) > before:
        return None
    return replace(
        product,
        content=content,
        sides=record.sides or 1,
        read_from=record.read_from or READING_DISTANCE,
        cloth=record.cloth or ZERO,
    )


def _check_without_text(product: Product, file: ProductFile, places: Places, problems: Problems) -> bool:
    """Whether a print without a text has all that it needs; report an error if not."""
    tree, template = file.tree, product.template
    known = (HOW_TO_PRINT, PRINTER_TEST)
    if template in BY_COMMAND:
        return True
    if template not in known:
        hint = 'name its text: "content"' if template in _print_styles(places) else did_you_mean(template, known)
        message = f'there is no print without a text named "{template}"'
        problems.error("unknown-template", message, tree.at("template"), hint)
        return False
    booklet = file.of is not None and isinstance(file.of.scheme, SaddleStitch)
    if template == HOW_TO_PRINT and not booklet and (file.of is not None or file.record.of is None):
        message = "it needs an imposed booklet that it gives instructions for"
        problems.error("missing-key", message, tree.at("of"), "add of: booklet-a5-on-a4")
        return False
    if template == PRINTER_TEST and file.record.printer is None:
        problems.error("missing-key", "it needs a printer to test", tree.key_at("template"), "add printer: office")
        return False
    return True


def _print_styles(places: Places) -> set[str]:
    """The names of all prints with a text: each has a style sheet."""
    return {path.stem for folder in places.templates for path in (folder / "prints").glob("*.css")} - _SHARED_STYLES
