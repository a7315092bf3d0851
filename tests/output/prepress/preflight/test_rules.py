"""Every rule has a file that it must find, and finds nothing in a good one."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from factpress.core.diagnostics import Severity
from factpress.output.prepress.preflight import preflight
from tests.output.prepress.pressed import SECTION, damaged, good, opened, painting, plates, printer

Change = Callable[[Any], None]

INK = "0 0 0 1 k"
FOLIO = 8  # pt: small type


def codes(pdf: bytes, name: str = "print-shop-mm") -> set[str]:
    return {finding.code for finding in preflight(pdf, printer(name)).findings}


def boxed(**boxes: list[float]) -> Change:
    def change(file: Any) -> None:
        for name, box in boxes.items():
            file.pages[0][f"/{name}"] = Array(box)

    return change


def without(key: str) -> Change:
    def change(file: Any) -> None:
        del file.pages[0][key]

    return change


def text(colour: str, size: float = 12, state: str = "", mode: int = 0, **resources: Any) -> Change:
    """A glyph in the middle of the first page."""

    def change(file: Any) -> None:
        font = next(iter(file.pages[0].Resources.Font))
        painting(f"{state} BT {mode} Tr {colour} {font} {size} Tf 200 200 Td <0003> Tj ET", **resources)(file)

    return change


def states(**values: Any) -> dict[str, Any]:
    return {"ExtGState": lambda file: {"S": Dictionary({f"/{k}": v for k, v in values.items()})}}


def pixels(
    width: int, height: int, space: str = "/DeviceCMYK", data: bytes | None = None, **more: Any
) -> dict[str, Any]:
    channels = {"/DeviceCMYK": 4, "/DeviceRGB": 3}[space]

    def make(file: Any) -> dict[str, Any]:
        image = pikepdf.Stream(file, data if data is not None else bytes([90, 0, 0, 0][:channels]) * (width * height))
        image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, width, height
        image.ColorSpace, image.BitsPerComponent = Name(space), 8
        for key, value in more.items():
            image[f"/{key}"] = value
        return {"I": file.make_indirect(image)}

    return {"XObject": make}


def inch_wide(width: int, **more: Any) -> Change:
    """A picture an inch wide, of so many pixels."""
    return painting("72 0 0 72 100 300 cm /I Do", **pixels(width, width, **more))


def spot(name: str) -> dict[str, Any]:
    def make(_: Any) -> dict[str, Any]:
        tint = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[0, 1, 1, 0])
        return {"P": Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])}

    return {"ColorSpace": make}


def link(file: Any) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[100, 100, 200, 120], Border=[0, 0, 0])
    file.pages[0].Annots = Array([file.make_indirect(note)])


def fewer(file: Any) -> None:
    del file.pages[3]


def empty(file: Any) -> None:
    file.pages[1].Contents = pikepdf.Stream(file, b"")


def larger(file: Any) -> None:
    page = file.pages[2]
    page.TrimBox = Array([0, 0, 400, 595.28])


def loose_font(file: Any) -> None:
    file.pages[0].Resources.Font["/Loose"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def font_taken_out(file: Any) -> None:
    """Of a font of two floors the lower one is loose."""
    for thing in file.objects:
        if isinstance(thing, Dictionary) and "/FontFile2" in thing:
            del thing["/FontFile2"]
        if isinstance(thing, Dictionary) and "/FontFile3" in thing:
            del thing["/FontFile3"]


def called(standard: str) -> Change:
    def change(file: Any) -> None:
        xmp = file.Root.Metadata.read_bytes().replace(b">PDF/X-4<", f">{standard}<".encode())
        file.Root.Metadata = file.make_stream(xmp)
        file.trailer.Info.GTS_PDFXVersion = String(standard)

    return change


def other_profile(file: Any) -> None:
    profile = file.Root.OutputIntents[0].DestOutputProfile
    data = profile.read_bytes()
    profile.write(data[:100] + b"\1" + data[101:])


def nested(file: Any) -> None:
    """Forms in each other, without end but that of the rule."""
    form: Any = pikepdf.Stream(file, b"")
    form.Subtype, form.BBox = Name.Form, Array([0, 0, 99, 99])
    for _ in range(15):
        outer: Any = pikepdf.Stream(file, b"/F Do")
        outer.Subtype, outer.BBox = Name.Form, Array([0, 0, 99, 99])
        outer.Resources = Dictionary(XObject=Dictionary(F=file.make_indirect(form)))
        form = outer
    painting("/F Do", XObject=lambda file: {"F": file.make_indirect(form)})(file)


PAGES: list[tuple[str, Change]] = [
    ("no-trim", without("/TrimBox")),
    ("two-trims", boxed(ArtBox=[0, 0, 419.5, 595.3])),
    ("page-boxes", boxed(BleedBox=[10, 10, 400, 580])),
    ("short-bleed", boxed(BleedBox=[-3, -3, 422, 598])),
    ("bleed-not-reached", painting(f"{INK} 0 200 50 50 re f")),
    ("bleed-not-reached", painting(f"{INK} 380 200 42 50 re f")),  # 3 pt beyond the trim
    ("bleed-not-reached", painting(f"{INK} -8.6 200 60 50 re f 0 0 0 0.5 k 0 190 20 20 re f")),  # half on the ground
    ("bleed-not-reached", painting(f"0 0 0 0 k -8.6 200 60 50 re f {INK} 0 210 20 20 re f")),  # on white
    ("text-crosses-trim", boxed(TrimBox=[70, 0, 419.5, 595.3])),
    ("text-near-trim", boxed(TrimBox=[50, 0, 419.5, 595.3])),
    ("page-links", link),
    ("rgb-colour", painting("1 0 0 rg 100 100 50 50 re f")),
    ("rgb-colour", painting("1 0 0 RG 100 100 m 200 100 l S")),
    ("rgb-colour", inch_wide(300, space="/DeviceRGB")),
    ("registration-colour", painting("/P cs 1 scn 100 100 50 50 re f", **spot("All"))),
    ("spot-colour", painting("/P cs 1 scn 100 100 50 50 re f", **spot("Gold"))),
    ("too-much-ink", painting("1 1 1 0.5 k 100 100 50 50 re f")),
    ("too-much-ink", inch_wide(300, data=bytes([255, 255, 255, 90]) * 90000)),
    ("hairline", painting("0.1 w 100 100 m 200 100 l S")),
    ("hairline", painting(f"{INK} 100 100 200 0.1 re f")),
    ("white-overprint", painting("/S gs 0 0 0 0 k 100 100 50 50 re f", **states(op=True, OP=True, OPM=1))),
    ("black-knocks-out", text("0 0 0 1 k")),
    ("rich-black-text", text("0.5 0.5 0.5 1 k")),
    ("small-text-inks", text("0.9 0.7 0.4 0 k", FOLIO)),
    ("coarse-picture", inch_wide(290)),
    ("coarse-picture", inch_wide(150)),
    ("bad-picture", inch_wide(300, data=b"short")),
    ("mixed-sizes", larger),
    ("page-count", fewer),
    ("blank-page", empty),
    ("page-fault", painting("/S gs", **states(TR=Name.Identity))),
    ("page-fault", painting("/Nothing gs")),
    ("page-fault", nested),
    ("font-not-embedded", loose_font),
    ("font-not-embedded", font_taken_out),
    ("no-standard", called("PDF/X-3:2003")),
    ("wrong-output-profile", other_profile),
]


@pytest.mark.parametrize(("code", "change"), PAGES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(PAGES)])
def test_each_rule_finds_what_it_is_for(code: str, change: Change) -> None:
    assert code in codes(damaged(change))


def test_blank_pages_before_the_back_cover_that_fill_the_last_sheet_are_noted_for_the_printer() -> None:
    def filled(first: int) -> Change:
        def change(file: Any) -> None:
            for page in list(file.pages)[first:-1]:
                page.Contents = pikepdf.Stream(file, b"")

        return change

    report = preflight(damaged(filled(1)), printer("print-shop-mm"))
    assert "blank-page" not in {finding.code for finding in report.findings}
    assert "Before its back cover pages 2, 3 are blank, to fill the last sheet." in report.printer_notes
    report = preflight(damaged(filled(2)), printer("print-shop-mm"))
    assert "Before its back cover page 3 is blank, to fill the last sheet." in report.printer_notes
    a_sheet_too_many = damaged(filled(3), plates(SECTION * 8))
    assert "blank-page" in codes(a_sheet_too_many)


@pytest.mark.parametrize("name", ["print-shop-mm", "office"])
def test_a_good_file_has_no_findings(name: str) -> None:
    found = preflight(good(), printer(name)).findings
    assert not [finding for finding in found if finding.code != "content-in-margin"]


@pytest.mark.parametrize("change", [
    painting(f"{INK} -8.6 200 60 50 re f"),  # as far as the bleed goes
    painting(f"{INK} 30 200 50 50 re f"),  # inside
    painting(f"{INK} -8.6 200 60 50 re f 0 0 0 0.5 k 0 210 20 20 re f"),  # on a ground that goes as far
    painting("0.25 w 0 0 0 1 K 100 100 m 200 100 l S"),
    painting("0.25 w /P CS 1 SCN -20 100 m -10 100 l S", **spot("All")),  # a mark outside the trim
    text("0 0 0 0.5 k"),
    text("0.9 0.7 0.4 0 k", 12),
    text("1 0 0 rg", mode=3),  # seen by nobody
    inch_wide(300),
    painting("0 0 1 1 re W n 1 0 0 rg 100 100 50 50 re f"),  # outside of its clip
])  # fmt: skip
def test_what_is_right_is_let_through(change: Change) -> None:
    assert not codes(damaged(change))


def test_an_edge_that_a_printer_cannot_print_stays_free() -> None:
    assert "content-in-margin" in codes(good(), "office")
    assert "content-in-margin" not in codes(plates("<section><p>Wells</p></section>" * 4), "office")


def test_an_office_printer_takes_colours_of_a_screen() -> None:
    pdf = damaged(painting("1 0 0 rg 100 100 50 50 re f"))
    assert "rgb-colour" not in codes(pdf, "office")


@pytest.mark.parametrize(("change", "lack"), [
    (lambda file: file.trailer.Info.__delitem__("/Trapped"), "whether it is trapped"),
    (lambda file: file.Root.__delitem__("/OutputIntents"), "no output intent, and needs one"),
    (lambda file: file.Root.OutputIntents.append(file.Root.OutputIntents[0]), "2 output intents"),
    (lambda file: file.Root.OutputIntents[0].__delitem__("/DestOutputProfile"), "profile of its colours is not"),
    (lambda file: file.Root.OutputIntents[0].DestOutputProfile.write(b"none"), "no profile of a printer"),
    (lambda file: file.Root.__setitem__("/AA", Dictionary()), "does something when it is opened"),
    (lambda file: file.Root.__setitem__("/AcroForm", Dictionary(XFA=String("x"))), "a form that is filled in"),
    (lambda file: file.Root.__setitem__("/Names", Dictionary(JavaScript=Dictionary())), "a program"),
    (lambda file: file.Root.__setitem__("/Metadata", file.make_stream(b"<x/>")), "metadata lacks"),
])  # fmt: skip
def test_what_keeps_a_file_from_being_x4_is_said(change: Change, lack: str) -> None:
    found = preflight(damaged(change), printer()).findings
    assert any(finding.code in ("not-pdfx4", "no-standard") and lack in finding.message for finding in found)


def test_transparency_is_allowed_in_x4_and_not_in_x1a() -> None:
    through = painting("/S gs 0 0 0 1 k 100 100 50 50 re f", **states(ca=0.5))
    assert not codes(damaged(through))
    assert "transparency" in codes(damaged(called("PDF/X-1a:2003"), damaged(through)))


def test_a_finding_names_its_pages_and_its_first_place_in_the_printers_unit() -> None:
    pdf = damaged(painting("1 0 0 rg 72 72 36 36 re f", page=3), damaged(painting("1 0 0 rg 72 72 36 36 re f")))
    found = preflight(pdf, printer("print-shop-inch"))
    (rgb,) = [one for one in found.diagnostics(Path("a.pdf"), inches=True) if one.code == "rgb-colour"]
    assert (
        rgb.message
        == "pages 1, 4, first 1.00 in from the left and 6.77 in from the top: colours are in RGB, not in CMYK"
    )
    assert rgb.severity is Severity.ERROR


def test_coarse_pictures_stop_a_file_and_middling_ones_are_told() -> None:
    def severity(width: int) -> Severity:
        (found,) = preflight(damaged(inch_wide(width)), printer()).findings
        return found.severity

    assert (severity(199), severity(201), severity(290)) == (Severity.ERROR, Severity.WARNING, Severity.WARNING)


def jpeg(size: tuple[int, int], colour: tuple[int, int, int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("CMYK", size, colour).save(out, "JPEG", quality=95)
    return out.getvalue()


@pytest.mark.parametrize(("colour", "code"), [((255, 255, 255, 90), {"too-much-ink"}), ((200, 90, 20, 20), set[str]())])
def test_ink_is_measured_in_jpegs_too(colour: tuple[int, int, int, int], code: set[str]) -> None:
    """Pillow turns them upside down as it writes, and the file says so."""
    pixels = jpeg((300, 300), colour)
    assert codes(damaged(inch_wide(300, data=pixels, Filter=Name.DCTDecode, Decode=Array([1, 0] * 4)))) == code


def test_a_jpeg_larger_than_it_says_is_not_unpacked() -> None:
    header = bytearray(jpeg((8, 8), (0, 0, 0, 0)))
    frame = header.index(b"\xff\xc0")
    header[frame + 5 : frame + 9] = b"\xff\xf0\xff\xf0"  # 65,520 by 65,520 pixels
    assert codes(damaged(inch_wide(300, data=bytes(header), Filter=Name.DCTDecode))) == {"ink-not-measured"}


def test_a_printer_is_told_what_it_asks() -> None:
    assert preflight(good(), printer()).printer_notes == (
        "It has 4 single pages trimmed to 148 × 210 mm (A5), in reading order.",
        "Its bleed is 3 mm on every side.",
        "Its colours are CMYK, with 250 % of ink at the most; 300 % are allowed.",
        "Its profile, which is in the file, is FOGRA39L Coated (FOGRA39): ask whether the paper suits it.",
        "It is PDF/X-4. There is no transparency in it: a printer who wants X-1a can make it from this file.",
        "All fonts are in the file.",
        "It can be folded and stapled through the fold (saddle stitch): 1 sheet, the cover included.",
    )


def test_no_file_of_the_tests_is_changed_by_opening_it() -> None:
    assert codes(damaged(lambda file: None)) == set()
    assert len(opened(good()).pages) == 4
