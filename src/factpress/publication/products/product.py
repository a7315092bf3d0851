"""Products as values: what is made, on which page or sheet, by which renderer, under which name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factpress.core.units import Length, mm
from factpress.publication.printers import Printer
from factpress.publication.products.imposition_schemes import ZERO, Scheme, Size

PRODUCTS = Path("data/products")
"""Where a publication's product files lie."""

READING_DISTANCE = mm(300)
"""How far somebody holds what they read."""


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
    bleed: Length = ZERO  # how far colour runs on beyond the trim

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
class Handout:
    """How slides lie on paper: how many a page, and whether lines to write on or the speaker's notes go with them."""

    per_page: int  # 3 or 6
    beside: str  # "lines" or "notes"


@dataclass(frozen=True, slots=True)
class Product:
    """One artefact. `file` is its name without an ending.

    `page` is set for a booklet, `palette` for slides, `sheet` and `template` for a print, `scheme` for what is imposed.
    `of` is the product that an imposed one has its pages from, or that a print tells about.
    """

    name: str
    renderer: str  # a key of renderers.RENDERERS: "booklet", "deck", "print" or "imposed"
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
    content: Path | None = None  # of a print: its text, from the publication's folder
    sides: int = 1  # of such a print: each has a heading of its own in the text
    read_from: Length = READING_DISTANCE  # how far from a reader its QR code is
    cloth: Length = ZERO  # how high the ornament stands on its first side
    type_size: Length | None = None  # of its text, where that is not the brand's: large print
    cues: Product | None = None  # the booklet whose pages are told in its margin
    handout: Handout | None = None  # how the slides of the deck lie on its sheets

    @property
    def size(self) -> Size | None:
        """The trimmed size of its pages; None where it has none."""
        there = self.page or self.sheet
        return Size(there.width, there.height) if there is not None else None

    @property
    def bleed(self) -> Length:
        """How far colour runs on beyond the trim: as its printer wants it."""
        return self.page.bleed if self.page is not None else self.printer.bleed if self.printer is not None else ZERO

    @property
    def origin(self) -> Product:
        """The product that sets the pages: itself, or what it was made of."""
        return self if self.of is None else self.of.origin

    @property
    def group(self) -> str:
        """The name by which products of its kind are asked for: "press", "large-print", or its renderer."""
        if self.type_size is not None:
            return "large-print"
        return "press" if self.for_press else self.renderer

    @property
    def composed(self) -> bool:
        """Whether a renderer sets it from a text: not what is imposed, nor a print of its template's own words."""
        return self.scheme is None and (not self.template or self.content is not None)

    @property
    def stating(self) -> bool:
        """Whether its pages may state claims: those of a print for whoever prints do not."""
        return self.composed if self.scheme is None else self.origin.stating

    @property
    def for_press(self) -> bool:
        """Whether it goes to a press with plates of its own, in PDF/X."""
        return self.printer is not None and self.printer.standard != "none"
