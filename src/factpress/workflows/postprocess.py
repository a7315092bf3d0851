"""What is made once the pages are set: sheets of them, instructions for the printer at the desk, and job tickets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.core.diagnostics import Diagnostic, Findings, Location, ToolError, did_you_mean
from factpress.core.paths import Places
from factpress.design.theme import Theme
from factpress.document.model import Document, Image
from factpress.document.walk import walk_document
from factpress.i18n import Language
from factpress.publication.imposition_schemes import SaddleStitch, Size
from factpress.publication.printers import Printer
from factpress.publication.products import PRODUCTS, Product, Sheet
from factpress.publication.products.kinds import HOW_TO_PRINT, PRINTER_TEST

if TYPE_CHECKING:
    from factpress.output.prints.print_context import House


@dataclass(frozen=True, slots=True)
class Shop:
    """What the bindery knows of a publication. `files` are the names of the files of its products."""

    document: Document
    language: Language
    theme: Theme
    places: Places
    files: Mapping[str, str]


def lay(product: Product, pages: bytes) -> bytes:
    """An imposed product from the pages of the product that it is made of, read back.

    Raises Findings where a sheet says something else than the pages that lie on it, or a press would not take it.
    """
    from factpress.audit.readers import carry_pages, read_bytes
    from factpress.output.prepress.imposition import impose
    from factpress.output.prepress.sheets import Dress, on_sheets, page_count

    size, scheme, printer = _size(product.origin), product.scheme, product.printer
    if scheme is None or printer is None:
        raise ToolError(
            f'the product "{product.name}" says not how it is imposed', "give it a printer and an imposition"
        )
    press = printer.standard != "none"
    dress = Dress(printer.marks, scheme.bleed, printer.margin, plates=press)
    imposed, path = impose(page_count(pages), scheme), Path(product.file)
    sides = [[cell.page for cell in side if cell.page is not None] for side in imposed.sides]
    sheets = on_sheets(pages, imposed, size, dress, carry_pages(pages, path, sides))
    differences = read_bytes(sheets, path).sheet_differences
    if differences:
        message = f"the sheets do not say what their pages say: {differences[:3]}"
        raise Findings([Diagnostic("sheet-differs", message, Location(path), "report this as a fault of factpress")])
    if press:
        _judged(sheets, printer, path, {})
    return sheets


def plated(product: Product, shop: Shop, pages: bytes) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The pages in the inks of the product's printer, in PDF/X-4, and what somebody ought to look at.

    Raises Findings where a colour has no inks, a picture no rule, or the file would not be taken as it came out.
    """
    from factpress.output.prepress.ink import Job, to_press

    printer, document = product.printer, shop.document
    if printer is None:
        raise ToolError(f'the product "{product.name}" names no printer', "give its file a printer")
    pictures = _pictures(shop)
    job = Job(
        title=document.title,
        author=document.organisation,
        date=document.date,
        name=product.name,
        printer=printer,
        pictures=product.pictures,
        files=pictures,
        at=_file(product),
    )
    plates = to_press(pages, shop.theme, job)
    return plates, _judged(plates, printer, Path(shop.files[product.name]), pictures)


def _file(product: Product) -> Location:
    return Location(PRODUCTS / f"{product.name}.yaml")


def _judged(
    artefact: bytes, printer: Printer, path: Path, pictures: Mapping[tuple[int, int], str]
) -> tuple[Diagnostic, ...]:
    """What somebody ought to look at in a file for a press. Raises Findings where it would not be taken."""
    from factpress.output.prepress.preflight import preflight

    report = preflight(artefact, printer, files=pictures)
    found = report.diagnostics(path, inches=printer.inches)
    if report.errors:
        raise Findings(found)
    return found


def _pictures(shop: Shop) -> dict[tuple[int, int], str]:
    """The publication's pictures by their pixels; of two of one size, neither."""
    from PIL import Image as Pixels

    found: dict[tuple[int, int], list[str]] = {}
    for node in walk_document(shop.document):
        path = shop.places.own(node.block.path) if isinstance(node.block, Image) else None
        if path is not None and path.suffix.lower() != ".svg":
            with Pixels.open(path) as opened:
                found.setdefault(opened.size, []).append(path.name)
    return {size: names[0] for size, names in found.items() if len(set(names)) == 1}


def set_print(product: Product, shop: Shop, pages: bytes | None) -> bytes:
    """A print that goes along with sheets. `pages` are those of the product that it tells about.

    Raises Findings where there is no print of its template, or a template does not come right.
    """
    from factpress.output.prints.print_context import House, to_pdf

    known = {HOW_TO_PRINT: _how_to, PRINTER_TEST: _trial}
    if product.template not in known or product.sheet is None:
        message = f'there is no print "{product.template}" that {product.name} could be set by'
        raise Findings([Diagnostic("unknown-template", message, _file(product), did_you_mean(product.template, known))])
    document = shop.document
    house = House(shop.theme, shop.language, shop.places, document.organisation)
    html, title = known[product.template](product, product.sheet, shop, house, pages)
    return to_pdf(html, house, product.sheet, title=title, date=document.date)


def _how_to(product: Product, _: Sheet, shop: Shop, house: House, pages: bytes | None) -> tuple[str, str]:
    from factpress.output.prepress.imposition import impose
    from factpress.output.prepress.paper_sizes import paper
    from factpress.output.prepress.sheets import page_count
    from factpress.output.prints.print_instructions import HowTo, how_to_html

    of = product.of
    if of is None or pages is None or not isinstance(of.scheme, SaddleStitch):
        raise Findings([_untold(product)])
    scheme, count = of.scheme, page_count(pages)
    sheets = impose(count, scheme).sheets
    how = HowTo(
        title=shop.document.title,
        file=shop.files[of.name],
        paper=paper(scheme.sheet, shop.language, inches=_inches(of)),
        flip=shop.language.word(f"flip-{scheme.flip}"),
        pages=count,
        blanks=len(sheets) * 4 - count,
        sheets=len(sheets),
        lying=scheme.sheet.width > scheme.sheet.height,
    )
    return how_to_html(how, product.template, house), f"{shop.document.title}: {shop.language.word('how-to-print')}"


def _untold(product: Product) -> Diagnostic:
    message = f'"{product.name}" tells how to print a booklet, and names none that is imposed'
    return Diagnostic("missing-key", message, _file(product), 'name one under "of": booklet-a5-on-a4')


def _trial(product: Product, sheet: Sheet, shop: Shop, house: House, _: bytes | None) -> tuple[str, str]:
    from factpress.output.prepress.paper_sizes import measure, paper
    from factpress.output.prints.print_instructions import Trial, trial_html

    if product.printer is None:
        message = f'"{product.name}" tries a printer, and names none'
        raise Findings([Diagnostic("missing-key", message, _file(product), "add printer: office")])
    inches = product.printer.inches
    trial = Trial(
        paper=paper(Size(sheet.width, sheet.height), shop.language, inches=inches),
        flip=shop.language.word("flip-short-edge"),
        margin=measure(product.printer.margin, inches=inches),
        width=sheet.width,
        height=sheet.height,
    )
    return trial_html(trial, product.template, house), shop.language.word("printer-test")


def has_ticket(product: Product) -> bool:
    """Whether a job ticket lies beside its file: where it goes to a printer as it is."""
    return product.scheme is not None or product.for_press


def write_ticket(product: Product, shop: Shop, pages: bytes, artefact: bytes) -> str:
    """The job ticket of a file, from the pages that it was made of."""
    from factpress.output.prepress.imposition import impose
    from factpress.output.prepress.job_ticket import Commission, ticket
    from factpress.output.prepress.sheets import page_count, profile_name

    if product.printer is None:
        raise ToolError(f'the product "{product.name}" names no printer', "give its file a printer")
    count, scheme, document = page_count(pages), product.scheme, shop.document
    told = Commission(
        title=product.title,
        publication=f"{document.title}, {document.edition}",
        file=shop.files[product.name],
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
    return ticket(told, shop.language)


def _size(product: Product) -> Size:
    if product.size is None:
        raise ToolError(f'the product "{product.name}" has no pages', 'name one that has, under "of"')
    return product.size


def _inches(product: Product) -> bool:
    return product.printer is not None and product.printer.inches
