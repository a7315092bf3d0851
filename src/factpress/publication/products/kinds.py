"""Products of each kind from their files: what a booklet, a print, a handout or an imposed product requires."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from factpress.core.diagnostics import Problems, did_you_mean
from factpress.core.paths import Places
from factpress.core.units import Length, mm, pt
from factpress.core.yaml_positions import Tree
from factpress.publication.printers import Printer
from factpress.publication.products.imposition_schemes import ZERO, SaddleStitch, print_instruction, scheme_of
from factpress.publication.products.product import READING_DISTANCE, Handout, Page, Product, Sheet
from factpress.publication.products.schema import PageRecord, ProductRecord, SheetRecord


@dataclass(frozen=True, slots=True)
class ProductFile:
    """One product file. `of` and `cues` are the products that it is made of and that it tells the pages of.

    What it names and cannot be had is None, and was reported where it is named or where it is wrong.
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


def read_booklet(written: ProductFile, problems: Problems) -> Product | None:
    """The booklet; None, with errors at their places, where it lacks something or has what it cannot use."""
    record, tree, printer = written.record, written.tree, written.printer
    if record.page is None:
        hint = "add page: {trim: …, margins: …, columns: …}, as data/products/booklet-a5.yaml has it"
        problems.error("missing-key", "a booklet needs a page, and there is none", tree.key_at("renderer"), hint)
        return None
    if record.pictures is not None and (record.printer is None or (printer is not None and printer.standard == "none")):
        hint = 'name a "printer" of PDF/X, or leave "pictures" out: readers take any'
        problems.error("stray-key", "pictures are changed for a press only", tree.key_at("pictures"), hint)
        return None
    page = _page_of(record.page, tree, problems)
    if page is None:
        return None
    if printer is not None:
        page = replace(page, bleed=printer.bleed)
    pictures = record.pictures or ""
    made = Product(written.name, record.renderer, record.title, record.file, page, printer=printer, pictures=pictures)
    return with_large_print(made, written, problems)


def read_handout(written: ProductFile, problems: Problems) -> Product | None:
    """The handout; None, with errors at their places, where it lacks something or has what it cannot use."""
    record, tree = written.record, written.tree
    for key, what in (("sheet", "sheet: {size: …, margins: …}"), ("slides", "slides: {per_page: 3, beside: lines}")):
        if getattr(record, key) is None:
            message = f'a handout needs the key "{key}", and it is missing'
            problems.error("missing-key", message, tree.key_at("renderer"), f"add {what}")
    if record.sheet is None or record.slides is None:
        return None
    sheet = _sheet_of(record.sheet, tree, problems)
    if sheet is None:
        return None
    handout = Handout(record.slides.per_page, record.slides.beside)
    return Product(
        written.name, record.renderer, record.title, record.file, palette="light", sheet=sheet, handout=handout
    )


LEAST, MOST = pt(12), pt(30)
"""Sizes of text that a booklet may be set in where its file says one."""


def with_large_print(product: Product, written: ProductFile, problems: Problems) -> Product | None:
    """The booklet in the type that its file asks for, and with the pages of another one in its margin.

    None, with errors at their places, where it cannot be.
    """
    record, tree, cues = written.record, written.tree, written.cues
    before = len(problems.errors)
    size = record.type.size if record.type is not None else None
    if size is not None and not LEAST <= size <= MOST:
        message = f"text of {size.pt:g} pt: large print has {LEAST.pt:g} to {MOST.pt:g} pt"
        problems.error("bad-value", message, tree.at("type", "size"), "18pt is usual")
    if cues is not None and (cues.page is None or cues.cues is not None):
        hint = "name the standard booklet: cues: booklet-a5"
        problems.error("no-pages", f'"{cues.name}" has no pages that another booklet could tell', tree.at("cues"), hint)
    return replace(product, type_size=size, cues=cues) if len(problems.errors) == before else None


def read_imposed(written: ProductFile, problems: Problems) -> Product | None:
    """The imposed product; None, with errors at their places, where its pages cannot lie as it asks."""
    record, tree, printer, of = written.record, written.tree, written.printer, written.of
    lacking = [key for key in ("of", "printer", "imposition") if getattr(record, key) is None]
    for key in lacking:
        message = f'what is imposed needs the key "{key}", and it is missing'
        problems.error("missing-key", message, tree.key_at("renderer"), "see data/products/booklet-a5-on-a4.yaml")
    if printer is None or record.imposition is None or of is None or lacking:
        return None
    if of.size is None or not of.composed:
        hint = "name a booklet, or a print with a text"
        problems.error("no-pages", f'"{of.name}" has no pages that could be imposed', tree.at("of"), hint)
        return None
    if printer.standard != "none" and not of.for_press:
        message = f'"{of.name}" is not made for a press, and "{printer.name}" is one'
        hint = f"name a product that is made for it: printer: {printer.name}"
        problems.error("not-for-press", message, tree.at("of"), hint)
        return None
    if of.bleed < printer.bleed:
        message = f'"{printer.name}" wants a bleed of {printer.bleed.css}, and "{of.name}" has {of.bleed.css}'
        hint = f"name a product that is made for it, with printer: {printer.name}"
        problems.error("no-bleed", message, tree.at("of"), hint)
        return None
    scheme = scheme_of(record.imposition, of.size, printer.bleed, printer, tree, problems)
    if scheme is None:
        return None
    file = record.file if printer.standard != "none" else f"{record.file}-{print_instruction(scheme)}"
    return Product(written.name, record.renderer, record.title, file, printer=printer, of=of, scheme=scheme)


BY_COMMAND = ("evidence", "slip")
"""Templates of prints that are not made with the publication: commands of their own set them."""

HOW_TO_PRINT, PRINTER_TEST = "how-to-print", "printer-test"
"""Templates of prints that go along with sheets, and have words of their own."""

_SHARED = {"prints", "pieces"}
"""Style sheets that are no print's own."""

_OF_A_TEXT = ("sides", "read_from", "cloth")
"""Keys of a print that has a text of its own."""


def read_print(written: ProductFile, places: Places, problems: Problems) -> Product | None:
    """The print; None, with errors at their places, where it lacks something or has what it cannot use."""
    record, tree = written.record, written.tree
    before = len(problems.errors)
    for key, what in (("sheet", "sheet: {size: …, margins: …}"), ("template", "template: evidence")):
        if getattr(record, key) is None:
            message = f"a print needs a {key}, and there is none"
            problems.error("missing-key", message, tree.key_at("renderer"), f"add {what}")
    if len(problems.errors) > before or record.sheet is None or record.template is None:
        return None
    sheet = _sheet_of(record.sheet, tree, problems)
    if sheet is None:
        return None
    product = Product(
        written.name,
        record.renderer,
        record.title,
        record.file,
        sheet=sheet,
        template=record.template,
        printer=written.printer,
        of=written.of,
    )
    return _with_text(product, written, places, problems)


def _with_text(product: Product, written: ProductFile, places: Places, problems: Problems) -> Product | None:
    """A print with the text that it is set from, where it has one."""
    record, tree, before = written.record, written.tree, len(problems.errors)
    if record.content is None:
        for key in (key for key in _OF_A_TEXT if getattr(record, key) is not None):
            hint = 'say which text it is set from: "content"'
            problems.error("stray-key", f"only a print with a text of its own has {key}", tree.key_at(key), hint)
            return None
        return product if _goes_along(product, written, places, problems) else None
    if record.of is not None:
        message = "a print with a text of its own tells about no other product"
        problems.error("stray-key", message, tree.key_at("of"), 'leave "of" out, or "content"')
    if places.template(f"prints/{product.template}.css") is None:
        hint = did_you_mean(product.template, _styles(places))
        problems.error("unknown-template", f'there is no print "{product.template}"', tree.at("template"), hint)
    if places.own(record.content) is None:
        message = f'there is no text "{record.content}"'
        problems.error("missing-file", message, tree.at("content"), "write it, or correct the path")
    if len(problems.errors) > before:
        return None
    return replace(
        product,
        content=Path(record.content),
        sides=record.sides or 1,
        read_from=record.read_from or READING_DISTANCE,
        cloth=record.cloth or ZERO,
    )


def _goes_along(product: Product, written: ProductFile, places: Places, problems: Problems) -> bool:
    """Whether a print without a text has all that it tells about; else what lacks is an error at its place."""
    tree, template = written.tree, product.template
    own = (HOW_TO_PRINT, PRINTER_TEST)
    if template in BY_COMMAND:
        return True
    if template not in own:
        hint = 'name its text: "content"' if template in _styles(places) else did_you_mean(template, own)
        message = f'no print without a text is called "{template}"'
        problems.error("unknown-template", message, tree.at("template"), hint)
        return False
    booklet = written.of is not None and isinstance(written.of.scheme, SaddleStitch)
    if template == HOW_TO_PRINT and not booklet and (written.of is not None or written.record.of is None):
        message = "it tells how to print a booklet, and names none that is imposed"
        problems.error("missing-key", message, tree.at("of"), "name one under of: booklet-a5-on-a4")
        return False
    if template == PRINTER_TEST and written.record.printer is None:
        hint = "add printer: office"
        problems.error("missing-key", "it tries a printer, and names none", tree.key_at("template"), hint)
        return False
    return True


def _styles(places: Places) -> set[str]:
    """The names of prints with a text: each has a style sheet."""
    return {path.stem for folder in places.templates for path in (folder / "prints").glob("*.css")} - _SHARED


# ── pages and sheets ────────────────────────────────────────────────────────────────────────────────────────────

MIN_TEXT_HEIGHT = 0.25
"""Minimum height of the text block as a share of the page; below it, a margin was mistyped."""

MIN_TEXT_WIDTH = mm(25)
"""Minimum width of the text column: a dozen letters a line."""


def _page_of(record: PageRecord, tree: Tree, problems: Problems) -> Page | None:
    """The page; None, with each way in which columns and margins do not go into the trim as an error."""
    page = _page(record)
    return page if _fits(page, tree, problems) else None


def _sheet_of(record: SheetRecord, tree: Tree, problems: Problems) -> Sheet | None:
    """The sheet; None, with an error, where its margins leave no room for type."""
    (width, height), margins = record.size, record.margins
    sheet = Sheet(width, height, margins.top, margins.right, margins.bottom, margins.left)
    if sheet.inner < MIN_TEXT_WIDTH or sheet.top + sheet.bottom > height * (1 - MIN_TEXT_HEIGHT):
        message = f"margins that leave no room for type on {_mm(width)} by {_mm(height)}"
        problems.error("page-too-narrow", message, tree.at("sheet", "margins"), "make them smaller")
        return None
    return sheet


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


def _fits(page: Page, tree: Tree, problems: Problems) -> bool:
    """Whether columns and margins go into the trim; each way in which they do not is an error."""
    before = len(problems.errors)
    if page.text < MIN_TEXT_WIDTH:
        message = f"a text column of {_mm(page.text)} holds no words: at least {_mm(MIN_TEXT_WIDTH)}"
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
        message = f"margins of {_mm(page.top)} and {_mm(page.bottom)} leave no page of text on {_mm(page.height)}"
        problems.error("page-too-low", message, tree.at("page", "margins"), "make them smaller")
    return len(problems.errors) == before


def _mm(length: Length) -> str:
    return f"{round(length.mm, 2):g} mm"
