"""Products: artefacts with their page or sheet, renderer and file name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factpress.core.diagnostics import Problems
from factpress.core.units import Length, mm
from factpress.core.yaml_positions import Tree
from factpress.publication.printers import Printer
from factpress.publication.products.imposition_schemes import ZERO, Scheme, Size
from factpress.publication.products.schema import PageRecord, SheetRecord

READING_DISTANCE = mm(300)
"""The usual distance between eyes and text."""


@dataclass(frozen=True, slots=True)
class Page:
    """A book page. Margins are those of the text column. The column of marks is left of it, on all pages.

    `text` is the width of the text column, `full` that of headings and charts: column of marks, gap and text.
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
    bleed: Length = ZERO  # how far colours extend beyond the trim

    @property
    def full(self) -> Length:
        """The width of headings and charts."""
        return self.marks + self.gap + self.text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A single sheet, printed on one side, with its margins."""

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
    """The layout of slides on paper: slides per page, and lines for notes or the speaker's notes next to them."""

    per_page: int  # 3 or 6
    beside: str  # "lines" or "notes"


@dataclass(frozen=True, slots=True)
class Product:
    """An artefact. `file` is its name without an extension.

    Booklets have a `page`, decks a `palette`, prints a `sheet` and a `template`, imposed products a `scheme`. `of` is
    the product whose pages are imposed, or that a print is about.
    """

    name: str
    renderer: str  # a key of `output.renderers.RENDERERS`, or IMPOSED
    title: str  # for people: "Booklet, A5, for reading and for two-sided printing"
    file: str
    page: Page | None = None
    palette: str = "print"  # "print", "light" or "dark"
    shape: str = ""  # of slides: "16:9" or "4:3"; "" for the size of the brand's slides
    sheet: Sheet | None = None
    template: str = ""  # of a print: its name in `templates/prints`
    printer: Printer | None = None  # None for readers and office printers
    pictures: str = ""  # conversion of RGB pictures for a press: "cmyk", "grey", or "" for an error
    of: Product | None = None
    scheme: Scheme | None = None
    content: Path | None = None  # of a print: its text, relative to the publication's folder
    sides: int = 1  # of such a print: each begins with a heading of the text
    read_from: Length = READING_DISTANCE  # distance between a reader and the QR code
    cloth: Length = ZERO  # height of the pattern at the head of a side, from its upper edge
    type_size: Length | None = None  # of its text, if it is not the brand's: large print
    cues: Product | None = None  # the booklet whose page numbers are in its margin
    handout: Handout | None = None  # the layout of the slides on its pages

    @property
    def size(self) -> Size | None:
        """The trimmed size of its pages; None if it has none."""
        page = self.page or self.sheet
        return Size(page.width, page.height) if page is not None else None

    @property
    def bleed(self) -> Length:
        """How far colours extend beyond the trim, as its printer needs it."""
        return self.page.bleed if self.page is not None else self.printer.bleed if self.printer is not None else ZERO

    @property
    def origin(self) -> Product:
        """The product with the pages: itself, or the one that it is made of."""
        return self if self.of is None else self.of.origin

    @property
    def group(self) -> str:
        """The name of its group for the command line: "press", "large-print", or its renderer."""
        if self.type_size is not None:
            return "large-print"
        return "press" if self.for_press else self.renderer

    @property
    def has_text(self) -> bool:
        """Whether it is rendered from a text of the editor; not true of imposed products and some prints."""
        return self.scheme is None and (not self.template or self.content is not None)

    @property
    def states_claims(self) -> bool:
        """Whether its pages may state claims. Instructions for printing do not."""
        return self.has_text if self.scheme is None else self.origin.states_claims

    @property
    def for_press(self) -> bool:
        """Whether it is a PDF/X file for a press."""
        return self.printer is not None and self.printer.standard != "none"


# ── pages and sheets ────────────────────────────────────────────────────────────────────────────────────────────

MIN_TEXT_HEIGHT = 0.25
"""Minimum height of the text block, as a share of the page. If it is lower, a margin is a typing error."""

MIN_TEXT_WIDTH = mm(25)
"""Minimum width of the text column: about twelve characters per line."""


def page_of(record: PageRecord, tree: Tree, problems: Problems) -> Page | None:
    """Return the page; None, with errors, if columns and margins do not fit into the trim."""
    (width, height), margins, columns = record.trim, record.margins, record.columns
    page = Page(
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
    return page if _check_page(page, tree, problems) else None


def sheet_of(record: SheetRecord, tree: Tree, problems: Problems) -> Sheet | None:
    """Return the sheet; None, with an error, if its margins leave no space for text."""
    (width, height), margins = record.size, record.margins
    sheet = Sheet(width, height, margins.top, margins.right, margins.bottom, margins.left)
    if sheet.inner < MIN_TEXT_WIDTH or sheet.top + sheet.bottom > height * (1 - MIN_TEXT_HEIGHT):
        message = f"the margins leave no space for text on {_mm(width)} by {_mm(height)}"
        problems.error("page-too-narrow", message, tree.at("sheet", "margins"), "make them smaller")
        return None
    return sheet


def _check_page(page: Page, tree: Tree, problems: Problems) -> bool:
    """Whether columns and margins fit into the trim; report all errors if not."""
    before = len(problems.errors)
    if page.text < MIN_TEXT_WIDTH:
        message = f"a text column of {_mm(page.text)} is too narrow: at least {_mm(MIN_TEXT_WIDTH)}"
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
    if page.top + page.bottom > page.height * (1 - MIN_TEXT_HEIGHT):
        message = f"margins of {_mm(page.top)} and {_mm(page.bottom)} leave no space for text on {_mm(page.height)}"
        problems.error("page-too-short", message, tree.at("page", "margins"), "make them smaller")
    return len(problems.errors) == before


def _mm(length: Length) -> str:
    return f"{round(length.mm, 2):g} mm"
