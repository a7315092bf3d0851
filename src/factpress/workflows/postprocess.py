"""The steps after rendering: imposed sheets, files for a printing press, printed instructions and job tickets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.core.diagnostics import Diagnostic, Findings, Location, ToolError, did_you_mean
from factpress.core.image_conversion import fitted
from factpress.core.paths import Places
from factpress.core.regular_files import read_regular
from factpress.design.theme import Theme
from factpress.document.model import Document, Image
from factpress.document.walk import walk_document
from factpress.i18n import Language
from factpress.output.renderers import RENDERERS
from factpress.publication.printers import Printer
from factpress.publication.products import Product, Sheet
from factpress.publication.products.imposition_schemes import SaddleStitch, Size
from factpress.publication.products.load import HOW_TO_PRINT, PRINTER_TEST

if TYPE_CHECKING:
    from factpress.output.prints.print_context import PrintContext


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What these steps need of a publication. `files` are the file names of its products."""

    document: Document
    language: Language
    theme: Theme
    places: Places
    files: Mapping[str, str]


def impose_product(product: Product, pages: bytes) -> bytes:
    """Imposes the pages of a product on the sheets of another one, and reads the sheets back.

    Raises Findings if the text of a sheet differs from the text of its pages, or if a press file fails the preflight.
    """
    from factpress.audit.readers import carry_pages, read_bytes
    from factpress.output.prepress.imposition import impose
    from factpress.output.prepress.sheets import SheetFeatures, impose_pdf, page_count

    size, scheme, printer = _size(product.origin), product.scheme, product.printer
    if scheme is None or printer is None:
        message = f'the product "{product.name}" has no printer or no imposition'
        raise ToolError(message, "add printer and imposition to its product file")
    press = printer.standard != "none"
    dress = SheetFeatures(printer.marks, scheme.bleed, printer.margin, plates=press)
    imposed, path = impose(page_count(pages), scheme), Path(product.file)
    sides = [[cell.page for cell in side if cell.page is not None] for side in imposed.sides]
    sheets = impose_pdf(pages, imposed, size, dress, carry_pages(pages, path, sides))
    differences = read_bytes(sheets, path).sheet_differences
    if differences:
        message = f"the text of the sheets differs from the text of their pages: {differences[:3]}"
        raise Findings([Diagnostic("sheet-differs", message, Location(path), "report this as a fault of factpress")])
    if press:
        _preflight(sheets, printer, path, {})
    return sheets


def convert_for_press(product: Product, context: BuildContext, pages: bytes) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Converts pages to PDF/X-4 in the inks of the product's printer. Returns the file and the preflight's warnings.

    Raises Findings if a colour has no inks, a picture has no conversion, or the file fails the preflight.
    """
    from factpress.output.prepress.ink import Job, convert_to_pdfx4

    printer, document = product.printer, context.document
    if printer is None:
        raise ToolError(f'the product "{product.name}" names no printer', "add printer to its product file")
    pictures = _pictures(context, product)
    job = Job(
        title=document.title,
        author=document.organisation,
        date=document.date,
        name=product.name,
        printer=printer,
        pictures=product.pictures,
        files={size: shown.name for size, shown in pictures.items()},
        at=_file(product),
    )
    press_pdf = convert_to_pdfx4(pages, context.theme, job)
    return press_pdf, _preflight(press_pdf, printer, Path(context.files[product.name]), pictures)


def _file(product: Product) -> Location:
    return Location(Path("data/products", f"{product.name}.yaml"))


@dataclass(frozen=True, slots=True)
class _ShownPicture:
    """A picture file, and where the text first asks for it."""

    name: str
    at: Location | None


def _preflight(
    artefact: bytes, printer: Printer, path: Path, pictures: Mapping[tuple[int, int], _ShownPicture]
) -> tuple[Diagnostic, ...]:
    """Runs the preflight of a press file and returns its warnings. Raises Findings if it has errors.

    What it finds about a picture of the text has the place of the picture.
    """
    from factpress.output.prepress.preflight import preflight

    report = preflight(artefact, printer, files={size: shown.name for size, shown in pictures.items()})
    places = {size: shown.at for size, shown in pictures.items() if shown.at is not None}
    found = report.diagnostics(path, inches=printer.inches, pictures=places)
    if report.errors:
        raise Findings(found)
    return found


def _pictures(context: BuildContext, product: Product) -> dict[tuple[int, int], _ShownPicture]:
    """The publication's picture files by size in pixels, without sizes that several pictures have.

    A product contains large pictures with fewer pixels, so those have two sizes.
    """
    from PIL import Image as Pixels

    renderer = RENDERERS[product.renderer].load()
    boxes = renderer.places_of_pictures(product, context.theme)
    column = renderer.picture_box(product, context.theme)
    found: dict[tuple[int, int], list[_ShownPicture]] = {}
    for node in walk_document(context.document):
        path = context.places.own(node.block.path) if isinstance(node.block, Image) else None
        box = boxes.get(node.block.place, column) if isinstance(node.block, Image) else column
        if path is not None and path.suffix.lower() != ".svg":
            with Pixels.open(BytesIO(read_regular(path))) as opened:
                for size in {opened.size, fitted(opened.size, box.most)}:
                    found.setdefault(size, []).append(_ShownPicture(path.name, node.origin))
    return {size: shown[0] for size, shown in found.items() if len({one.name for one in shown}) == 1}


def render_print(product: Product, context: BuildContext, pages: bytes | None) -> bytes:
    """Renders a print about another product, whose pages are `pages`: instructions, or a test page.

    Raises Findings if its template is unknown or has an error.
    """
    from factpress.output.prints.print_context import PrintContext, to_pdf

    known = {HOW_TO_PRINT: _instructions, PRINTER_TEST: _printer_test}
    if product.template not in known or product.sheet is None:
        message = f'"{product.name}" has the unknown template "{product.template}"'
        raise Findings([Diagnostic("unknown-template", message, _file(product), did_you_mean(product.template, known))])
    document = context.document
    print_context = PrintContext(context.theme, context.language, context.places, document.organisation)
    html, title = known[product.template](product, product.sheet, context, print_context, pages)
    return to_pdf(html, print_context, product.sheet, title=title, date=document.date)


def _instructions(
    product: Product, _: Sheet, context: BuildContext, print_context: PrintContext, pages: bytes | None
) -> tuple[str, str]:
    from factpress.output.prepress.imposition import impose
    from factpress.output.prepress.paper_sizes import paper
    from factpress.output.prepress.sheets import page_count
    from factpress.output.prints.print_instructions import PrintInstructions, instructions_html

    of = product.of
    if of is None or pages is None or not isinstance(of.scheme, SaddleStitch):
        message = f'"{product.name}" has instructions for printing a booklet, but names no imposed product'
        raise Findings([Diagnostic("missing-key", message, _file(product), 'name one under "of": booklet-a5-on-a4')])
    scheme, count = of.scheme, page_count(pages)
    sheets = impose(count, scheme).sheets
    how = PrintInstructions(
        title=context.document.title,
        file=context.files[of.name],
        paper=paper(scheme.sheet, context.language, inches=_inches(of)),
        flip=context.language.word(f"flip-{scheme.flip}"),
        pages=count,
        blanks=len(sheets) * 4 - count,
        sheets=len(sheets),
        lying=scheme.sheet.width > scheme.sheet.height,
    )
    title = f"{context.document.title}: {context.language.word('how-to-print')}"
    return instructions_html(how, product.template, print_context), title


def _printer_test(
    product: Product, sheet: Sheet, context: BuildContext, print_context: PrintContext, _: bytes | None
) -> tuple[str, str]:
    from factpress.output.prepress.paper_sizes import measure, paper
    from factpress.output.prints.print_instructions import PrinterTest, printer_test_html

    if product.printer is None:
        message = f'"{product.name}" tests a printer, but names none'
        raise Findings([Diagnostic("missing-key", message, _file(product), "add printer: office")])
    inches = product.printer.inches
    test = PrinterTest(
        paper=paper(Size(sheet.width, sheet.height), context.language, inches=inches),
        flip=context.language.word("flip-short-edge"),
        margin=measure(product.printer.margin, inches=inches),
        width=sheet.width,
        height=sheet.height,
    )
    return printer_test_html(test, product.template, print_context), context.language.word("printer-test")


def has_ticket(product: Product) -> bool:
    """Whether its file gets a job ticket: if it is imposed, or goes to a printing press."""
    return product.scheme is not None or product.for_press


def write_ticket(product: Product, context: BuildContext, pages: bytes, artefact: bytes) -> str:
    """The text of the job ticket of a file. `pages` are the pages that it was made of."""
    from factpress.output.prepress.imposition import impose
    from factpress.output.prepress.job_ticket import TicketData, ticket
    from factpress.output.prepress.sheets import page_count, profile_name

    if product.printer is None:
        raise ToolError(f'the product "{product.name}" names no printer', "add printer to its product file")
    count, scheme, document = page_count(pages), product.scheme, context.document
    job = TicketData(
        title=product.title,
        publication=f"{document.title}, {document.edition}",
        file=context.files[product.name],
        artefact=artefact,
        printer=product.printer,
        page=_size(product.origin),
        pages=count,
        sheets=len(impose(count, scheme).sheets) if scheme is not None else 0,
        scheme=scheme,
        profile=profile_name(artefact),
        organisation=document.organisation,
        address=document.address_text,
    )
    return ticket(job, context.language)


def _size(product: Product) -> Size:
    if product.size is None:
        raise ToolError(f'the product "{product.name}" has no pages', 'name a product with pages under "of"')
    return product.size


def _inches(product: Product) -> bool:
    return product.printer is not None and product.printer.inches
