"""The pages of a finished PDF on sheets, with the same fonts, images, inks and profile.

Each page becomes a form XObject, which a sheet paints where `imposition` places it. Links, outline, tags, and the
claims of standards that depend on tags are removed.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Collection, Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf

from factpress.core.diagnostics import ToolError
from factpress.core.units import Length, mm
from factpress.output.prepress.geometry import Box
from factpress.output.prepress.imposition import Cell, Forme, Imposition
from factpress.output.prepress.printer_marks import draw_marks, marks, pdf_numbers
from factpress.publication.printers import Mark
from factpress.publication.products.imposition_schemes import ZERO, Flip, Size

NEARLY = mm("0.02")
"""The tolerance of page sizes: PDF numbers are rounded."""

_DUPLEX = {None: "/Simplex", Flip.SHORT: "/DuplexFlipShortEdge", Flip.LONG: "/DuplexFlipLongEdge"}


@dataclass(frozen=True, slots=True)
class SheetFeatures:
    """The marks on sheets, and the bleed and margin that limit them. With `plates` they print in every ink."""

    marks: Collection[Mark] = ()
    bleed: Length = ZERO
    margin: Length = ZERO
    plates: bool = False


def page_count(pdf: bytes) -> int:
    """The number of pages. Raises ToolError if the file cannot be read."""
    with _opened(pdf) as document:
        return len(document.pages)


def profile_name(pdf: bytes) -> str:
    """The printing condition of the output intent; empty if there is none."""
    with _opened(pdf) as document:
        intents = document.Root.get("/OutputIntents", [])
        return next((str(intent.get("/OutputConditionIdentifier", "")) for intent in intents), "")


def impose_pdf(pdf: bytes, imposed: Imposition, page: Size, dress: SheetFeatures, page_data: str = "") -> bytes:
    """The pages on sheets, as a PDF of one page for each side; the same bytes every time.

    `page` is the trimmed size of every page. `page_data` describes the pages for programs that read the file back.
    Raises ToolError if a page has another size or the file cannot be read.
    """
    with _opened(pdf) as document:
        forms = [_form(number, one, page) for number, one in enumerate(document.pages, 1)]
        sides = [
            _side(document, side, forms, imposed, dress, outside=number == 0)
            for number, side in enumerate(imposed.sides)
        ]
        del document.pages[:]
        for side in sides:
            document.pages.append(pikepdf.Page(side))
        _remove_page_features(document, imposed)
        cut = [max(max(cell.shift, -cell.shift) for cell in side) for side in imposed.sides]
        _write_info(document, cut, page_data)
        out = io.BytesIO()
        document.remove_unreferenced_resources()
        document.save(
            out,
            force_version=document.pdf_version,  # what the standards that the pages keep are written in
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


@contextmanager
def _opened(pdf: bytes) -> Generator[pikepdf.Pdf]:
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            yield document
    except pikepdf.PdfError as error:
        raise ToolError(f"the pages cannot be laid on sheets: {error}", "build the pages again") from error


@dataclass(frozen=True, slots=True)
class _Form:
    """A page as a form XObject, and the lower left corner of its trim in page coordinates."""

    stream: Any
    left: float
    bottom: float


def _form(number: int, page: Any, size: Size) -> _Form:
    """The content of a page as a form, with its group and resources, without its tags and links."""
    trim = [float(edge) for edge in page.trimbox]
    width, height = trim[2] - trim[0], trim[3] - trim[1]
    if abs(width - size.width.pt) > NEARLY.pt or abs(height - size.height.pt) > NEARLY.pt or page.obj.get("/Rotate", 0):
        message = (
            f"page {number} is {width:.1f} by {height:.1f} pt, and not {size.width.pt:.1f} by {size.height.pt:.1f}"
        )
        raise ToolError(message, "all pages of one booklet have one size, and none is turned")
    page.contents_coalesce()
    stream = page.obj.Contents
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    stream.BBox = page.obj.get("/BleedBox", page.obj.MediaBox)
    stream.Resources = page.resources
    if "/Group" in page.obj:
        stream.Group = page.obj.Group
    return _Form(stream, trim[0], trim[1])


def _side(
    document: Any, side: Forme, forms: list[_Form], imposed: Imposition, dress: SheetFeatures, *, outside: bool
) -> Any:
    height = imposed.size.height
    painted = {f"/P{cell.page}": forms[cell.page - 1].stream for cell in side if cell.page is not None}
    drawn = marks(imposed, dress.marks, dress.bleed, dress.margin, outside=outside)
    content = [_placed(cell, forms[cell.page - 1], height) for cell in side if cell.page is not None]
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(painted))
    if drawn:
        content.append(draw_marks(drawn, height, plates=dress.plates))
        if dress.plates:
            resources.ColorSpace = pikepdf.Dictionary(All=_all_inks(document))
    whole = Box(ZERO, ZERO, imposed.size.width, height)
    groups = [form.Group for form in painted.values() if "/Group" in form]
    made = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=_corners(whole, height),
        BleedBox=_corners(imposed.trim.grown(dress.bleed).intersection(whole), height),
        TrimBox=_corners(imposed.trim, height),
        Resources=resources,
        Contents=document.make_stream("".join(content).encode("ascii")),
    )
    if groups:
        made.Group = groups[0]
    return document.make_indirect(made)


def _all_inks(document: Any) -> Any:
    """The colour space of registration marks."""
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[1, 1, 1, 1])
    return pikepdf.Array(
        [pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, document.make_indirect(tint)]
    )


def _placed(cell: Cell, form: _Form, height: Length) -> str:
    """The operators that paint a page in its place, clipped to the area that it may paint."""
    left, bottom = cell.trim.left.pt, (height - cell.trim.bottom).pt
    if cell.turn == 180:
        corner = pdf_numbers(left + cell.trim.width.pt + form.left, bottom + cell.trim.height.pt + form.bottom)
        matrix = f"-1 0 0 -1 {corner}"
    else:
        matrix = f"1 0 0 1 {pdf_numbers(left - form.left, bottom - form.bottom)}"
    seen = cell.seen
    clip = pdf_numbers(seen.left.pt, (height - seen.bottom).pt, seen.width.pt, seen.height.pt)
    return f"q {clip} re W n {matrix} cm /P{cell.page} Do Q\n"


def _corners(box: Box, height: Length) -> list[Any]:
    edges = (box.left, height - box.bottom, box.right, height - box.top)
    return [Decimal(pdf_numbers(edge.pt)) for edge in edges]


# ── the file ────────────────────────────────────────────────────────────────────────────────────────────────────

_ONLY_FOR_PAGES: Iterable[str] = (
    "/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/Dests", "/PageLabels", "/OpenAction", "/PageMode",
    "/PageLayout", "/AcroForm", "/Threads", "/AF",
)  # fmt: skip


def _remove_page_features(document: Any, imposed: Imposition) -> None:
    """Remove the entries of the catalogue that refer to pages, and set duplex printing."""
    root = document.Root
    for key in _ONLY_FOR_PAGES:
        if key in root:
            del root[key]
    root.ViewerPreferences = pikepdf.Dictionary(
        DisplayDocTitle=True, PrintScaling=pikepdf.Name("/None"), Duplex=pikepdf.Name(_DUPLEX[imposed.flip])
    )
    if "/Metadata" in root:
        root.Metadata.write(without_tags(root.Metadata.read_bytes()))


_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_EXTENSIONS = "{http://www.aiim.org/pdfa/ns/extension/}schemas"
_CONFORMANCE = "{http://www.aiim.org/pdfa/ns/id/}conformance"

CREEP_KEY, SHEETS_KEY = "/Creep", "/Sheets"
"""Entries of the file's own data: by how much more each side is cut, in points; and what its pages say."""


def _write_info(document: Any, cut: Sequence[Length], told: str) -> None:
    """Enters both. Boxes cannot say the first: printers want one trim for all sheets, and an inner one loses more."""
    if "/Info" not in document.trailer:
        document.trailer.Info = document.make_indirect(pikepdf.Dictionary())
    info = document.trailer.Info
    info[CREEP_KEY] = pikepdf.String(" ".join(f"{lost.pt:.4f}" for lost in cut))
    if told:
        info[SHEETS_KEY] = pikepdf.String(told)


def without_tags(xmp: bytes) -> bytes:
    """XMP that claims no PDF/UA any more, and of PDF/A only how it looks: level B (ISO 19005-2, 5.2 and 6.6.4).

    The claim of PDF/X stays as it is: that standard asks for no tags.
    """
    etree: Any = importlib.import_module("lxml.etree")  # it has no types
    packet = etree.fromstring(xmp, etree.XMLParser(resolve_entities=False, remove_pis=False, no_network=True))
    for about in packet.iter(f"{_RDF}Description"):
        _lowered(about)
    for about in list(packet.iter(f"{_RDF}Description")):
        for gone in (_PDF_UA, _EXTENSIONS):
            for element in about.findall(gone):
                about.remove(element)
            about.attrib.pop(gone, None)
        if not len(about) and set(about.attrib) <= {f"{_RDF}about"}:
            about.getparent().remove(about)
    body: bytes = etree.tostring(packet, encoding="utf-8")
    return b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' + body + b'\n<?xpacket end="r"?>'


def _lowered(about: Any) -> None:
    if about.get(_CONFORMANCE) in ("A", "U"):
        about.set(_CONFORMANCE, "B")
    for element in about.findall(_CONFORMANCE):
        if element.text in ("A", "U"):
            element.text = "B"
