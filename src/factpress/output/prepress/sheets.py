"""The pages of a finished PDF on sheets: the same type, pictures, inks and profile, elsewhere.

Each page becomes a form that a sheet paints where `imposition` says. What only a reader of pages needs goes: links,
outline, tags, and the claims of standards that stand on them.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf

from factpress.core.diagnostics import ToolError
from factpress.core.units import Length, mm
from factpress.output.prepress.geometry import Box
from factpress.output.prepress.imposition import Cell, Forme, Imposed
from factpress.output.prepress.printer_marks import PEN, Line, Target, marks
from factpress.output.prepress.sheet_metadata import tell, without_tags
from factpress.publication.imposition_schemes import ZERO, Flip, Size
from factpress.publication.printers import Mark

NEARLY = mm("0.02")
"""By so much a page may differ from the size it is said to have: PDF numbers are rounded."""

_DUPLEX = {None: "/Simplex", Flip.SHORT: "/DuplexFlipShortEdge", Flip.LONG: "/DuplexFlipLongEdge"}
_RING = 0.5523
"""Of a quarter circle as a Bézier curve: how far its handles reach, as a share of the radius."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What sheets carry beside their pages. `plates` says that the marks are to show on the plate of every ink."""

    marks: Collection[Mark] = ()
    bleed: Length = ZERO
    margin: Length = ZERO
    plates: bool = False


def page_count(pdf: bytes) -> int:
    """How many pages it has. Raises ToolError where it cannot be read."""
    with _opened(pdf) as document:
        return len(document.pages)


def profile_name(pdf: bytes) -> str:
    """What the file says it is to be printed like: its output intent, or nothing."""
    with _opened(pdf) as document:
        intents = document.Root.get("/OutputIntents", [])
        return next((str(intent.get("/OutputConditionIdentifier", "")) for intent in intents), "")


def on_sheets(pdf: bytes, imposed: Imposed, page: Size, dress: Dress, told: str = "") -> bytes:
    """The pages on sheets, as a PDF of one page for each side; the same bytes every time.

    `page` is the trimmed size that every page is laid out for; `told` is what the file is to say of its pages, for
    whoever reads it back. Raises ToolError where one has another, or the file
    cannot be read.
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
        _undress(document, imposed)
        cut = [max(max(cell.shift, -cell.shift) for cell in side) for side in imposed.sides]
        tell(document, cut, told)
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
        raise ToolError(f"the pages cannot be laid on sheets: {error}", "make the pages anew") from error


@dataclass(frozen=True, slots=True)
class _Form:
    """A page as something that can be painted, and the lower left corner of its trim in its own coordinates."""

    stream: Any
    left: float
    bottom: float


def _form(number: int, page: Any, size: Size) -> _Form:
    """The page's own content as a form; its group and resources go along, its tags and links do not."""
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


def _side(document: Any, side: Forme, forms: list[_Form], imposed: Imposed, dress: Dress, *, outside: bool) -> Any:
    height = imposed.size.height
    painted = {f"/P{cell.page}": forms[cell.page - 1].stream for cell in side if cell.page is not None}
    drawn = marks(imposed, dress.marks, dress.bleed, dress.margin, outside=outside)
    content = [_placed(cell, forms[cell.page - 1], height) for cell in side if cell.page is not None]
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(painted))
    if drawn:
        content.append(_pen(plates=dress.plates) + "".join(_drawn(mark, height) for mark in drawn) + "Q\n")
        if dress.plates:
            resources.ColorSpace = pikepdf.Dictionary(All=_all_inks(document))
    whole = Box(ZERO, ZERO, imposed.size.width, height)
    groups = [form.Group for form in painted.values() if "/Group" in form]
    made = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=_corners(whole, height),
        BleedBox=_corners(imposed.trim.grown(dress.bleed).meet(whole), height),
        TrimBox=_corners(imposed.trim, height),
        Resources=resources,
        Contents=document.make_stream("".join(content).encode("ascii")),
    )
    if groups:
        made.Group = groups[0]
    return document.make_indirect(made)


def _placed(cell: Cell, form: _Form, height: Length) -> str:
    """A page in its place, with nothing painted outside of what may be seen of it."""
    across, up = cell.trim.left.pt, (height - cell.trim.bottom).pt
    if cell.turn == 180:
        move = (
            f"-1 0 0 -1 {_n(across + cell.trim.width.pt + form.left)} {_n(up + cell.trim.height.pt + form.bottom)} cm"
        )
    else:
        move = f"1 0 0 1 {_n(across - form.left)} {_n(up - form.bottom)} cm"
    seen = cell.seen
    clip = f"{_n(seen.left.pt)} {_n((height - seen.bottom).pt)} {_n(seen.width.pt)} {_n(seen.height.pt)} re W n"
    return f"q {clip} {move} /P{cell.page} Do Q\n"


def _corners(box: Box, height: Length) -> list[Any]:
    edges = (box.left, height - box.bottom, box.right, height - box.top)
    return [Decimal(_n(edge.pt)) for edge in edges]


# ── marks ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _pen(*, plates: bool) -> str:
    """Black for one printer; for plates the colour that is on all of them (ISO 32000-1, 8.6.6.4)."""
    return f"q {_n(PEN.pt)} w " + ("/All CS 1 SCN\n" if plates else "0 G\n")


def _all_inks(document: Any) -> Any:
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[1, 1, 1, 1])
    return pikepdf.Array(
        [pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, document.make_indirect(tint)]
    )


def _drawn(mark: Line | Target, height: Length) -> str:
    if isinstance(mark, Line):
        dash = "[1.5 1] 0 d" if mark.dashed else "[] 0 d"
        (x, y), (to_x, to_y) = mark.start, mark.end
        return f"{dash} {_n(x.pt)} {_n((height - y).pt)} m {_n(to_x.pt)} {_n((height - to_y).pt)} l S\n"
    x, y, r = mark.centre[0].pt, (height - mark.centre[1]).pt, mark.radius.pt
    cross = [(x - r, y, x + r, y), (x, y - r, x, y + r)]
    lines = "".join(f"{_n(a)} {_n(b)} m {_n(c)} {_n(d)} l " for a, b, c, d in cross)
    return f"[] 0 d {lines}{_ring(x, y, r * 0.6)}S\n"


def _ring(x: float, y: float, r: float) -> str:
    h = r * _RING
    quarters = [
        (x + r, y + h, x + h, y + r, x, y + r),
        (x - h, y + r, x - r, y + h, x - r, y),
        (x - r, y - h, x - h, y - r, x, y - r),
        (x + h, y - r, x + r, y - h, x + r, y),
    ]
    curves = "".join(" ".join(map(_n, quarter)) + " c " for quarter in quarters)
    return f"{_n(x + r)} {_n(y)} m {curves}"


def _n(number: float) -> str:
    """A number as PDF writes it: no exponent, four decimals at the most."""
    return f"{number:.4f}".rstrip("0").rstrip(".")


# ── the file ────────────────────────────────────────────────────────────────────────────────────────────────────

_ONLY_FOR_PAGES: Iterable[str] = (
    "/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/Dests", "/PageLabels", "/OpenAction", "/PageMode",
    "/PageLayout", "/AcroForm", "/Threads", "/AF",
)  # fmt: skip


def _undress(document: Any, imposed: Imposed) -> None:
    """The catalogue without what led to pages, with the printer's setting that the sheets are made for."""
    root = document.Root
    for key in _ONLY_FOR_PAGES:
        if key in root:
            del root[key]
    root.ViewerPreferences = pikepdf.Dictionary(
        DisplayDocTitle=True, PrintScaling=pikepdf.Name("/None"), Duplex=pikepdf.Name(_DUPLEX[imposed.flip])
    )
    if "/Metadata" in root:
        root.Metadata.write(without_tags(root.Metadata.read_bytes()))
