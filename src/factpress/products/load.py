"""Products from their files: each with the printer that it is for, and with what it is made of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import cast

from factpress.diagnostics import Location, Problems, ToolError, did_you_mean
from factpress.places import Places, engine_folder, stands
from factpress.printers import load_printer
from factpress.products.handouts import handout_of
from factpress.products.imposing import called, scheme_of
from factpress.products.large import larger
from factpress.products.model import ARM, PRODUCTS, Product
from factpress.products.pages import page_of, sheet_of
from factpress.products.schema import ProductRecord
from factpress.publication import Publication
from factpress.records import Tree, parse, read, read_text
from factpress.schemes import ZERO


def load_products(
    publication: Publication, places: Places, problems: Problems, renderers: Collection[str] = ()
) -> tuple[Product, ...]:
    """The products that the publication names, in its order; those that are wrong are left out, with errors.

    A product is looked for in `data/products`, then among the engine's own. `renderers` are the names that may stand
    under `renderer`; where none is given, any may.
    """
    made: dict[str, Product] = {}
    for name in publication.products:
        found = _product_file(name, places)
        if found is None:
            hint = did_you_mean(name, _known_products(places))
            problems.error("unknown-product", f'there is no product "{name}"', _named_at(name, places), hint)
            continue
        product = _load(name, *found, renderers, places, problems, ())
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
    return _load(name, *found, (), places, problems, ())


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


def _load(
    name: str,
    root: Path,
    path: Path,
    renderers: Collection[str],
    places: Places,
    problems: Problems,
    above: tuple[str, ...],
) -> Product | None:
    """The product in that file. `above` are the products that are made of it."""
    loaded = read(root, path, ProductRecord, problems)
    if loaded is None:
        return None
    record, tree = loaded
    if renderers and record.template in BY_COMMAND:
        message = f'"{name}" is not made with the publication: a command of its own sets it'
        problems.error("not-published", message, tree.at("renderer"), 'take it out of "products"')
        return None
    if renderers and record.renderer not in renderers:
        hint = did_you_mean(record.renderer, renderers)
        problems.error("unknown-renderer", f'there is no renderer "{record.renderer}"', tree.at("renderer"), hint)
        return None
    for key, (whose, *owners) in _OWNERS.items():
        if record.renderer not in owners and getattr(record, key) is not None:
            hint = f'leave "{key}" out, or write renderer: {owners[0]}'
            problems.error("stray-key", f"only {whose} has {_A.get(key, 'a')} {key}", tree.key_at(key), hint)
            return None
    of = None
    if record.of is not None:
        of = _made_of(name, record.of, tree, renderers, places, problems, above)
        if of is None:
            return None
    if record.renderer == PAPER:
        if record.cues is None:
            return _on_paper(name, record, None, tree, places, problems)
        cues = _made_of(name, record.cues, tree, renderers, places, problems, above, "cues")
        return _on_paper(name, record, cues, tree, places, problems) if cues is not None else None
    if record.renderer == IMPOSED:
        return _imposed(name, record, of, tree, places, problems)
    if record.page is not None:
        hint = f'leave "page" out, or write renderer: {PAPER}'
        problems.error("stray-key", "a page is for paper, and slides have none", tree.key_at("page"), hint)
        return None
    if record.renderer == PRINT:
        return _in_print(name, record, of, tree, places, problems)
    if record.renderer == HANDOUT:
        return handout_of(name, record, tree, problems)
    return Product(name, record.renderer, record.title, record.file, None, record.palette or "light")


PAPER = "booklet"
"""The renderer that sets the pages of a book."""

PRINT = "print"
"""The renderer that sets single sheets by a template of their own."""

HANDOUT = "handout"
"""The renderer that sets the slides of the deck on sheets."""

IMPOSED = "imposed"
"""The renderer that lays another product's pages on sheets; every other one sets slides."""

BY_COMMAND = ("evidence",)
"""Templates of prints that are not made with the publication."""

_OWNERS = {
    "sheet": ("a print or a handout", PRINT, HANDOUT),
    "slides": ("a handout", HANDOUT),
    "type": ("a booklet", PAPER),
    "cues": ("a booklet", PAPER),
    "template": ("a print", PRINT),
    "imposition": ("an imposed product", IMPOSED),
    "of": ("an imposed product or a print", IMPOSED, PRINT),
    "printer": ("what is printed", PAPER, IMPOSED, PRINT),
    "pictures": ("a booklet", PAPER),
    "content": ("a print", PRINT),
    "sides": ("a print", PRINT),
    "read_from": ("a print", PRINT),
    "cloth": ("a print", PRINT),
}
"""Keys that only some renderers have: whose they are, in words, and which those are."""

_OF_A_TEXT = ("sides", "read_from", "cloth")
"""Keys of a print that has a text of its own."""

_A = {
    "imposition": "an",
    **dict.fromkeys(("pictures", "of", "sides", "read_from", "slides", "type", "cues"), "the key"),
}


def _made_of(
    name: str,
    of: str,
    tree: Tree,
    renderers: Collection[str],
    places: Places,
    problems: Problems,
    above: tuple[str, ...],
    key: str = "of",
) -> Product | None:
    """The product that this one is made of, whether the publication names it or not."""
    if of in (name, *above):
        hint = "name the product that sets the pages"
        problems.error("circle", f'"{name}" would be made of itself', tree.at(key), hint)
        return None
    found = _product_file(of, places)
    if found is None:
        hint = did_you_mean(of, _known_products(places))
        problems.error("unknown-product", f'there is no product "{of}"', tree.at(key), hint)
        return None
    return _load(of, *found, renderers, places, problems, (*above, name))


def _imposed(
    name: str, record: ProductRecord, of: Product | None, tree: Tree, places: Places, problems: Problems
) -> Product | None:
    lacking = [key for key in ("of", "printer", "imposition") if getattr(record, key) is None]
    for key in lacking:
        message = f'what is imposed needs the key "{key}", and it is missing'
        problems.error("missing-key", message, tree.key_at("renderer"), "see data/products/booklet-a5-on-a4.yaml")
    if record.printer is None or record.imposition is None or of is None or lacking:
        return None
    printer = load_printer(record.printer, places, problems, tree.at("printer"))
    if printer is None:
        return None
    if of.size is None or of.scheme is not None:
        hint = "name a booklet, or a print"
        problems.error("no-pages", f'"{of.name}" has no pages that could be imposed', tree.at("of"), hint)
        return None
    if of.bleed < printer.bleed or (printer.standard != "none" and not of.for_press):
        message = f'"{of.name}" is not made for a press, and "{printer.name}" is one'
        hint = f"name a product that is made for it: printer: {printer.name}"
        problems.error("not-for-press", message, tree.at("of"), hint)
        return None
    scheme = scheme_of(record.imposition, of.size, printer.bleed, printer, tree, problems)
    if scheme is None:
        return None
    file = record.file if printer.standard != "none" else f"{record.file}-{called(scheme)}"
    return Product(name, record.renderer, record.title, file, printer=printer, of=of, scheme=scheme)


def _in_print(
    name: str, record: ProductRecord, of: Product | None, tree: Tree, places: Places, problems: Problems
) -> Product | None:
    before = len(problems.errors)
    if record.palette is not None:
        hint = 'leave "palette" out: it is for slides'
        problems.error("bad-value", "a print is set in the colours for print", tree.key_at("palette"), hint)
    for key, what in (("sheet", "sheet: {size: …, margins: …}"), ("template", "template: evidence")):
        if getattr(record, key) is None:
            message = f"a print needs a {key}, and there is none"
            problems.error("missing-key", message, tree.key_at("renderer"), f"add {what}")
    if len(problems.errors) > before or record.sheet is None or record.template is None:
        return None
    sheet = sheet_of(record.sheet, tree, problems)
    if sheet is None:
        return None
    printer = load_printer(record.printer, places, problems, tree.at("printer")) if record.printer is not None else None
    if record.printer is not None and printer is None:
        return None
    product = Product(
        name, record.renderer, record.title, record.file, sheet=sheet, template=record.template, printer=printer, of=of
    )
    return _with_text(product, record, tree, places, problems)


def _with_text(
    product: Product, record: ProductRecord, tree: Tree, places: Places, problems: Problems
) -> Product | None:
    """A print with the text that it is set from, where it has one."""
    if record.content is None:
        for key in (key for key in _OF_A_TEXT if getattr(record, key) is not None):
            hint = 'say which text it is set from: "content"'
            problems.error("stray-key", f"only a print with a text of its own has {key}", tree.key_at(key), hint)
            return None
        return product
    if places.own(record.content) is None:
        message = f'there is no text "{record.content}"'
        problems.error("missing-file", message, tree.at("content"), "write it, or correct the path")
        return None
    return replace(
        product,
        content=Path(record.content),
        sides=record.sides or 1,
        read_from=record.read_from or ARM,
        cloth=record.cloth or ZERO,
    )


def _on_paper(
    name: str, record: ProductRecord, cues: Product | None, tree: Tree, places: Places, problems: Problems
) -> Product | None:
    if record.palette is not None:
        hint = 'leave "palette" out: it is for slides'
        problems.error("bad-value", "a page is set in the colours for print", tree.key_at("palette"), hint)
    if record.page is None:
        hint = "add page: {trim: …, margins: …, columns: …}, as data/products/booklet-a5.yaml has it"
        problems.error("missing-key", "a booklet needs a page, and there is none", tree.key_at("renderer"), hint)
        return None
    printer, named = None, record.printer is not None
    if record.printer is not None:
        printer = load_printer(record.printer, places, problems, tree.at("printer"))
    elif record.pictures is not None:
        hint = 'name the "printer", or leave "pictures" out: readers take any'
        problems.error("stray-key", "pictures are changed for a press only", tree.key_at("pictures"), hint)
        return None
    page = page_of(record.page, tree, problems)
    if page is None or record.palette is not None or (named and printer is None):
        return None
    if printer is not None:
        page = replace(page, bleed=printer.bleed)
    pictures = record.pictures or ""
    made = Product(name, record.renderer, record.title, record.file, page, printer=printer, pictures=pictures)
    return larger(made, record, cues, tree, problems)
