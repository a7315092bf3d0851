"""What is made: one product file for each artefact, with its size, its renderer and its name."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, Field

from factpress.diagnostics import Location, Problems, ToolError, did_you_mean
from factpress.imposing import ImpositionRecord, called, scheme_of
from factpress.places import Places, engine_folder, stands
from factpress.printers import Printer, load_printer
from factpress.publication import Publication
from factpress.records import Extent, Record, Tree, fault, json_schema, parse, read, read_text
from factpress.schemes import Scheme, Size
from factpress.units import Length, mm


NO_BLEED = mm(0)


@dataclass(frozen=True, slots=True)
class Page:
    """A book page. Margins are those of the text column; the marks column hangs to its left, on both sides.

    `text` is the width of the text column, `full` that of headings and charts: marks column, gap and text.
    """

    width: Length
    height: Length
    top: Length
    bottom: Length
    verso_left: Length
    verso_right: Length
    recto_left: Length
    recto_right: Length
    marks: Length
    gap: Length
    text: Length
    bleed: Length = NO_BLEED  # how far colour runs on beyond the trim

    @property
    def full(self) -> Length:
        """The width of headings and charts."""
        return self.marks + self.gap + self.text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A single sheet, printed on one side, and what stays free around its type."""

    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length

    @property
    def inner(self) -> Length:
        """The width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Product:
    """One artefact. `file` is its name without an ending.

    `page` is set for a booklet, `palette` for slides, `sheet` and `template` for a print, `scheme` for what is imposed.
    `of` is the product that an imposed one has its pages from, or that a print tells about.
    """

    name: str
    renderer: str  # "booklet" and "deck" are keys of build.RENDERERS; "print" is set by a command of its own
    title: str  # what it is, for people: "Booklet, A5, for reading and for two-sided printing"
    file: str
    page: Page | None = None
    palette: str = "print"  # "print", "light" or "dark"
    sheet: Sheet | None = None
    template: str = ""  # of a print: its name in `templates/prints`
    printer: Printer | None = None  # whose press it is for; None for readers and office printers
    pictures: str = ""  # what a press does with pictures in RGB: "cmyk", "grey", or "" for an error
    of: Product | None = None
    scheme: Scheme | None = None

    @property
    def size(self) -> Size | None:
        """The trimmed size of its pages; None where it has none."""
        there = self.page or self.sheet
        return Size(there.width, there.height) if there is not None else None

    @property
    def origin(self) -> Product:
        """The product that sets the pages: itself, or what it was made of."""
        return self if self.of is None else self.of.origin

    @property
    def for_press(self) -> bool:
        """Whether it goes to a press with plates of its own, in PDF/X."""
        return self.printer is not None and self.printer.standard != "none"


# ── from data/products/*.yaml ───────────────────────────────────────────────────────────────────────────────────


def _file_stem(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        hint = 'small letters, digits and hyphens travel everywhere: "booklet-a5-read"'
        raise fault("bad-file-name", f'"{name}" is not a name for a file', hint)
    return name


class Side(Record):
    """The margins of one side: where the text column begins from the left edge, and ends before the right one."""

    left: Extent
    right: Extent


class Margins(Record):
    """What stays free around the text column."""

    top: Extent
    bottom: Extent
    verso: Side
    recto: Side


class Columns(Record):
    """The widths of the marks column, of the gap beside it, and of the text column."""

    marks: Extent
    gap: Extent
    text: Extent


class PageRecord(Record):
    """A book page as an editor writes it."""

    trim: tuple[Extent, Extent] = Field(strict=False)
    margins: Margins
    columns: Columns


class SheetMargins(Record):
    """What stays free around the type of a single sheet."""

    top: Extent
    right: Extent
    bottom: Extent
    left: Extent


class SheetRecord(Record):
    """A single sheet as an editor writes it."""

    size: tuple[Extent, Extent] = Field(strict=False)
    margins: SheetMargins


class ProductRecord(Record):
    """`data/products/<name>.yaml`: what is made, by which renderer, under which name."""

    renderer: str
    title: str
    file: Annotated[str, AfterValidator(_file_stem)]
    page: PageRecord | None = None
    palette: Literal["light", "dark"] | None = None
    sheet: SheetRecord | None = None
    template: Annotated[str, AfterValidator(_file_stem)] | None = None
    printer: str | None = Field(None, description="The printer whose press it is for: print-shop-mm.")
    pictures: Literal["cmyk", "grey"] | None = Field(
        None, description="What becomes of pictures in RGB on a press: cmyk by the printer's profile, or grey."
    )
    of: str | None = Field(None, description="The product whose pages are imposed, or that a print tells about.")
    imposition: ImpositionRecord | None = Field(None, description="How the pages lie on sheets.")


def product_schema() -> dict[str, Any]:
    """The JSON Schema of `data/products/*.yaml`."""
    return json_schema(ProductRecord, "A product")


PRODUCTS = Path("data/products")


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
        return _on_paper(name, record, tree, places, problems)
    if record.renderer == IMPOSED:
        return _imposed(name, record, of, tree, places, problems)
    if record.page is not None:
        hint = f'leave "page" out, or write renderer: {PAPER}'
        problems.error("stray-key", "a page is for paper, and slides have none", tree.key_at("page"), hint)
        return None
    if record.renderer == PRINT:
        return _in_print(name, record, of, tree, places, problems)
    return Product(name, record.renderer, record.title, record.file, None, record.palette or "light")


PAPER = "booklet"
"""The renderer that sets the pages of a book."""

PRINT = "print"
"""The renderer that sets single sheets by a template of their own."""

IMPOSED = "imposed"
"""The renderer that lays another product's pages on sheets; every other one sets slides."""

BY_COMMAND = ("evidence",)
"""Templates of prints that are not made with the publication."""

_OWNERS = {
    "sheet": ("a print", PRINT),
    "template": ("a print", PRINT),
    "imposition": ("an imposed product", IMPOSED),
    "of": ("an imposed product or a print", IMPOSED, PRINT),
    "printer": ("what is printed", PAPER, IMPOSED, PRINT),
    "pictures": ("a booklet", PAPER),
}
"""Keys that only some renderers have: whose they are, in words, and which those are."""

_A = {"imposition": "an", "pictures": "the key", "of": "the key"}


def _made_of(
    name: str,
    of: str,
    tree: Tree,
    renderers: Collection[str],
    places: Places,
    problems: Problems,
    above: tuple[str, ...],
) -> Product | None:
    """The product that this one is made of, whether the publication names it or not."""
    if of in (name, *above):
        hint = "name the product that sets the pages"
        problems.error("circle", f'"{name}" would be made of itself', tree.at("of"), hint)
        return None
    found = _product_file(of, places)
    if found is None:
        hint = did_you_mean(of, _known_products(places))
        problems.error("unknown-product", f'there is no product "{of}"', tree.at("of"), hint)
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
    bleed = of.page.bleed if of.page is not None else mm(0)
    if bleed < printer.bleed or (printer.standard != "none" and not of.for_press):
        message = f'"{of.name}" is not made for a press, and "{printer.name}" is one'
        hint = f"name a product that is made for it: printer: {printer.name}"
        problems.error("not-for-press", message, tree.at("of"), hint)
        return None
    scheme = scheme_of(record.imposition, of.size, printer.bleed, printer, tree, problems)
    if scheme is None:
        return None
    file = f"{record.file}-{called(scheme)}"
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
    (width, height), margins = record.sheet.size, record.sheet.margins
    sheet = Sheet(width, height, margins.top, margins.right, margins.bottom, margins.left)
    if sheet.inner < LEAST_TEXT_WIDTH or sheet.top + sheet.bottom > height * (1 - LEAST_TEXT_HEIGHT):
        message = f"margins that leave no room for type on {_mm(width)} by {_mm(height)}"
        problems.error("page-too-narrow", message, tree.at("sheet", "margins"), "make them smaller")
        return None
    printer = load_printer(record.printer, places, problems, tree.at("printer")) if record.printer is not None else None
    if record.printer is not None and printer is None:
        return None
    return Product(
        name, record.renderer, record.title, record.file, sheet=sheet, template=record.template, printer=printer, of=of
    )


def _on_paper(name: str, record: ProductRecord, tree: Tree, places: Places, problems: Problems) -> Product | None:
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
    page = _page(record.page)
    if printer is not None:
        page = replace(page, bleed=printer.bleed)
    if not _fits(page, tree, problems) or record.palette is not None or (named and printer is None):
        return None
    pictures = record.pictures or ""
    return Product(name, record.renderer, record.title, record.file, page, printer=printer, pictures=pictures)


def _page(record: PageRecord) -> Page:
    width, height = record.trim
    margins, columns = record.margins, record.columns
    return Page(
        width=width,
        height=height,
        top=margins.top,
        bottom=margins.bottom,
        verso_left=margins.verso.left,
        verso_right=margins.verso.right,
        recto_left=margins.recto.left,
        recto_right=margins.recto.right,
        marks=columns.marks,
        gap=columns.gap,
        text=columns.text,
    )


LEAST_TEXT_HEIGHT = 0.25
"""The share of the page's height that its text block has at the least; below it, a margin was mistyped."""

LEAST_TEXT_WIDTH = mm(25)
"""The text column's width at the least: a dozen letters a line."""


def _fits(page: Page, tree: Tree, problems: Problems) -> bool:
    """Whether columns and margins go into the trim; each way in which they do not is an error."""
    before = len(problems.errors)
    if page.text < LEAST_TEXT_WIDTH:
        message = f"a text column of {_mm(page.text)} holds no words: at least {_mm(LEAST_TEXT_WIDTH)}"
        problems.error("page-too-narrow", message, tree.at("page", "columns", "text"), "make the column wider")
    sides = (("verso", page.verso_left, page.verso_right), ("recto", page.recto_left, page.recto_right))
    for side, left, right in sides:
        over = left + page.text + right - page.width
        if over.exact_emu > 0:
            message = (
                f"on a {side} page the text column ({_mm(page.text)}) and its margins ({_mm(left)} and {_mm(right)})"
                f" are {_mm(over)} over the trim of {_mm(page.width)}"
            )
            hint = f"make the column or a margin narrower, by {_mm(over)} in all"
            problems.error("page-too-narrow", message, tree.at("page", "margins", side), hint)
        over = page.marks + page.gap - left
        if over.exact_emu > 0:
            message = (
                f"on a {side} page the marks column and its gap ({_mm(page.marks)} and {_mm(page.gap)})"
                f" are {_mm(over)} wider than the margin on their left ({_mm(left)})"
            )
            hint = f'make "left" wider, or the marks column narrower, by {_mm(over)}'
            problems.error("page-too-narrow", message, tree.at("page", "margins", side, "left"), hint)
    if page.top + page.bottom > page.height * (1 - LEAST_TEXT_HEIGHT):
        message = f"margins of {_mm(page.top)} and {_mm(page.bottom)} leave no page of text on {_mm(page.height)}"
        problems.error("page-too-low", message, tree.at("page", "margins"), "make them smaller")
    return len(problems.errors) == before


def _mm(length: Length) -> str:
    return f"{round(length.mm, 2):g} mm"
