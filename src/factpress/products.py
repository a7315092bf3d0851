"""What is made: one product file for each artefact, with its size, its renderer and its name."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from factpress.diagnostics import Location, Problems, did_you_mean
from factpress.places import Places, engine_folder
from factpress.publication import Publication
from factpress.records import Extent, Record, Tree, fault, json_schema, parse, read, read_text
from factpress.units import Length


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

    @property
    def full(self) -> Length:
        """The width of headings and charts."""
        return self.marks + self.gap + self.text


@dataclass(frozen=True, slots=True)
class Product:
    """One artefact. `file` is its name without an ending; `page` is set for paper, `palette` for slides."""

    name: str
    renderer: str  # a key of build.RENDERERS: "booklet", "deck"
    title: str  # what it is, for people: "Booklet, A5, for reading and for two-sided printing"
    file: str
    page: Page | None = None
    palette: str = "print"  # "print", "light" or "dark"


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


class ProductRecord(Record):
    """`data/products/<name>.yaml`: what is made, by which renderer, under which name."""

    renderer: str
    title: str
    file: Annotated[str, AfterValidator(_file_stem)]
    page: PageRecord | None = None
    palette: Literal["light", "dark"] | None = None


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
    for i, name in enumerate(publication.products):
        if name in publication.products[:i]:
            problems.error("duplicate-product", f'"{name}" is named twice', _named_at(places, i), "name it once")
            continue
        found = _product_file(name, places)
        if found is None:
            hint = did_you_mean(name, _known_products(places))
            problems.error("unknown-product", f'there is no product "{name}"', _named_at(places, i), hint)
            continue
        product = _load(name, *found, renderers, problems)
        if product is None:
            continue
        if product.file in made:
            message = f'"{name}" would be written over "{made[product.file].name}": both have the file "{product.file}"'
            problems.error("duplicate-file", message, Location(found[1]), 'give one of them another "file"')
        made.setdefault(product.file, product)
    return tuple(made.values())


def _product_file(name: str, places: Places) -> tuple[Path, Path] | None:
    """The folder that paths start from, and the product's file; the publication's own first."""
    own = places.own((PRODUCTS / f"{name}.yaml").as_posix())
    if own is not None:
        return places.root, PRODUCTS / f"{name}.yaml"
    engine = engine_folder() / "assets" / "products"
    return (engine, engine / f"{name}.yaml") if name in _stems(engine) else None


def _stems(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.yaml")}


def _known_products(places: Places) -> set[str]:
    return _stems(places.root / PRODUCTS) | _stems(engine_folder() / "assets" / "products")


def _named_at(places: Places, index: int) -> Location:
    """Where the publication names its product of that index. Read again, since only an error asks for it."""
    path, quiet = Path("data/publication.yaml"), Problems()
    text = read_text(places.root, path, quiet)
    tree = parse(text, path, quiet) if text is not None else None
    return tree.at("products", index) if tree is not None else Location(path)


def _load(name: str, root: Path, path: Path, renderers: Collection[str], problems: Problems) -> Product | None:
    loaded = read(root, path, ProductRecord, problems)
    if loaded is None:
        return None
    record, tree = loaded
    if renderers and record.renderer not in renderers:
        hint = did_you_mean(record.renderer, renderers)
        problems.error("unknown-renderer", f'there is no renderer "{record.renderer}"', tree.at("renderer"), hint)
        return None
    if record.page is None:
        return Product(name, record.renderer, record.title, record.file, None, record.palette or "light")
    if record.palette is not None:
        hint = 'leave "palette" out: it is for slides'
        problems.error("bad-value", "a page is set in the colours for print", tree.key_at("palette"), hint)
        return None
    page = _page(record.page)
    return Product(name, record.renderer, record.title, record.file, page) if _fits(page, tree, problems) else None


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


def _fits(page: Page, tree: Tree, problems: Problems) -> bool:
    """Whether columns and margins go into the trim; each way in which they do not is an error."""
    before = len(problems.errors)
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
