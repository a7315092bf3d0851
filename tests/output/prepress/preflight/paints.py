"""Pages full of one paint each, in all the ways in which a PDF can write one; and what Ghostscript sees on them."""

from __future__ import annotations

import functools
import io
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms

from tests.programs import needs

needs_ghostscript = needs("gs")

WIDTH, HEIGHT = 420, 595  # points: A5
SIZE = 60  # pixels of the pictures

Content = tuple[bytes, dict[str, Any]]
Make = Callable[[Any], Content]


def stream(file: Any, data: bytes, **keys: Any) -> Any:
    """A stream of the file with these keys; its `Filter` is done already."""
    made = pikepdf.Stream(file, data)
    for key, value in keys.items():
        made[f"/{key}"] = value
    return file.make_indirect(made)


def image(file: Any, space: Any, data: bytes, bits: int = 8, **keys: Any) -> Any:
    """An image of 60 by 60 pixels; without a space if `space` is None."""
    named = {} if space is None else {"ColorSpace": space}
    sized: dict[str, Any] = {"Type": Name.XObject, "Subtype": Name.Image, "Width": SIZE, "Height": SIZE}
    return stream(file, data, **sized, BitsPerComponent=bits, **named, **keys)


def picture(space: Callable[[Any], Any], pixel: bytes, bits: int = 8, **keys: Any) -> Make:
    """A picture of one colour that fills the page. A pixel of less than 8 bits is the row."""

    def make(file: Any) -> Content:
        data = pixel * (SIZE if bits < 8 else SIZE * SIZE)
        return b"420 0 0 595 0 0 cm /I Do", {"XObject": {"I": image(file, space(file), data, bits, **keys)}}

    return make


def named(name: str) -> Callable[[Any], Any]:
    return lambda _: Name(f"/{name}")


def icc(channels: int, profile: bytes | None = None) -> Callable[[Any], Any]:
    colours: Any = ImageCms
    data = profile or colours.ImageCmsProfile(colours.createProfile("sRGB")).tobytes()
    return lambda file: Array([Name.ICCBased, stream(file, data, N=channels)])


def indexed(base: Callable[[Any], Any], *entries: bytes) -> Callable[[Any], Any]:
    return lambda file: Array([Name.Indexed, base(file), len(entries) - 1, pikepdf.String(b"".join(entries))])


def tint(inputs: int, code: str) -> Callable[[Any], Any]:
    """A function to CMYK."""
    domain, space = Array([0, 1] * inputs), Array([0, 1] * 4)
    return lambda file: stream(file, code.encode(), FunctionType=4, Domain=domain, Range=space)


def separation(name: str) -> Callable[[Any], Any]:
    def make(file: Any) -> Any:
        return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint(1, "{0 exch 0 exch 0 exch}")(file)])

    return make


def device_n(*names: str, code: str = "", attributes: Any = None) -> Callable[[Any], Any]:
    def make(file: Any) -> Any:
        function = tint(len(names), "{" + (code or " ".join(["pop"] * (len(names) - 4))) + "}")(file)
        listed = Array([Name(f"/{name}") for name in names])
        return Array([Name.DeviceN, listed, Name.DeviceCMYK, function, *([attributes] if attributes else [])])

    return make


LAB = Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249], Range=[-128, 127, -128, 127])])
CAL_GRAY = Array([Name.CalGray, Dictionary(WhitePoint=[0.9505, 1, 1.089])])
CAL_RGB = Array([Name.CalRGB, Dictionary(WhitePoint=[0.9505, 1, 1.089])])
CMYK, RGB, GREY = named("DeviceCMYK"), named("DeviceRGB"), named("DeviceGray")
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


def coded(mode: str, colour: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (SIZE, SIZE), colour).save(out, kind, **options)
    return out.getvalue()


def in_format(mode: str, colour: Any, kind: str, filters: Any, space: Any = None, **keys: Any) -> Make:
    """A picture in a format of its own. Pillow writes CMYK JPEGs inverted, as Adobe does."""

    def make(file: Any) -> Content:
        data = coded(mode, colour, kind)
        data = zlib.compress(data) if isinstance(filters, Array) else data
        if kind == "JPEG" and mode == "CMYK":
            keys["Decode"] = Array([1, 0] * 4)
        return b"420 0 0 595 0 0 cm /I Do", {"XObject": {"I": image(file, space, data, Filter=filters, **keys)}}

    return make


def curve(start: list[float], end: list[float]) -> Any:
    return Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=start, C1=end)


def gradient(space: Callable[[Any], Any], function: Callable[[Any], Any], kind: int = 2, *, fill: bool = False) -> Make:
    """A gradient over the page, with `sh` or as the pattern of an area."""

    def make(file: Any) -> Content:
        coords = [0, 0, WIDTH, HEIGHT] if kind == 2 else [210, 297, 0, 210, 297, 500]
        shading: dict[str, Any] = {"ShadingType": kind, "ColorSpace": space(file), "Function": function(file)}
        if kind == 1:
            shading["Domain"] = Array([0, 1, 0, 1])
            shading["Matrix"] = Array([WIDTH, 0, 0, HEIGHT, 0, 0])
        else:
            shading |= {"Coords": Array(coords), "Extend": Array([True, True])}
        made = Dictionary({f"/{key}": value for key, value in shading.items()})
        if fill:
            pattern = file.make_indirect(Dictionary(PatternType=2, Shading=made))
            return b"/Pattern cs /P scn 0 0 420 595 re f", {"Pattern": {"P": pattern}}
        return b"/S sh", {"Shading": {"S": made}}

    return make


def mesh(kind: int, colour: bytes, space: Callable[[Any], Any] = CMYK) -> Make:
    """A gradient mesh of one colour over the page: triangles, a lattice, or a patch."""

    def point(x: int, y: int) -> bytes:
        return bytes([x, y])

    corners = [point(0, 0), point(0, 255), point(255, 255), point(255, 0)]
    if kind == 4:
        three = [b"\0" + corner + colour for corner in corners[:3]]
        data = b"".join([*three, *(b"\0" + corners[at] + colour for at in (0, 2, 3))])
    elif kind == 5:
        data = b"".join(corners[at] + colour for at in (0, 3, 1, 2))
    else:
        sides = [(0, 0), (0, 85), (0, 170), (0, 255), (85, 255), (170, 255), (255, 255), (255, 170), (255, 85)]
        sides += [(255, 0), (170, 0), (85, 0)] + ([(85, 85), (85, 170), (170, 170), (170, 85)] if kind == 7 else [])
        data = b"\0" + b"".join(point(*side) for side in sides) + colour * 4

    def make(file: Any) -> Content:
        keys: dict[str, Any] = {"ShadingType": kind, "ColorSpace": space(file), "BitsPerCoordinate": 8}
        keys |= {"BitsPerComponent": 8, "Decode": Array([0, WIDTH, 0, HEIGHT] + [0, 1] * len(colour))}
        keys |= {"VerticesPerRow": 2} if kind == 5 else {"BitsPerFlag": 8}
        return b"/S sh", {"Shading": {"S": stream(file, data, **keys)}}

    return make


def inline(colour: bytes, keys: bytes) -> Make:
    return lambda _: (b"420 0 0 595 0 0 cm BI /W 1 /H 1 " + keys + b" ID " + colour + b" EI", {})


def tiled(content: bytes, uncoloured: bytes = b"", form: bool = False) -> Make:
    """A tiling pattern whose cells begin far from the page."""

    def make(file: Any) -> Content:
        keys: dict[str, Any] = {"PatternType": 1, "PaintType": 2 if uncoloured else 1, "TilingType": 1}
        keys |= {"BBox": Array([0, 0, 30, 30]), "XStep": 30, "YStep": 30, "Resources": Dictionary()}
        pattern = stream(file, content, **keys, Matrix=Array([1, 0, 0, 1, 5_000, 7_000]))
        spaces = {"C": Array([Name.Pattern, Name.DeviceCMYK])} if uncoloured else {"C": Name.Pattern}
        order = b"/C cs " + uncoloured + b" /P scn 0 0 420 595 re f"
        if not form:
            return order, {"Pattern": {"P": pattern}, "ColorSpace": spaces}
        resources = Dictionary(Pattern=Dictionary(P=pattern), ColorSpace=Dictionary({"/C": spaces["C"]}))
        inner: dict[str, Any] = {"Subtype": Name.Form, "BBox": Array([0, 0, WIDTH, HEIGHT]), "Resources": resources}
        return b"/F Do", {"XObject": {"F": stream(file, order, **inner)}}

    return make


def type3(glyph: bytes) -> Make:
    """A letter that covers the page, drawn by a Type 3 font."""

    def make(file: Any) -> Content:
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1, 1], FontMatrix=[1, 0, 0, 1, 0, 0], FirstChar=97,
            LastChar=97, Widths=[1], Encoding=Dictionary(Differences=Array([97, Name("/a")])),
            CharProcs=Dictionary(a=stream(file, glyph)), Resources=Dictionary(),
        )  # fmt: skip
        return b"BT /T 600 Tf (a) Tj ET", {"Font": {"T": file.make_indirect(font)}}

    return make


def mask(colour: bytes) -> Make:
    def make(file: Any) -> Content:
        stencil = image(file, None, bytes(8 * SIZE), 1, ImageMask=True)
        return colour + b" 420 0 0 595 0 0 cm /I Do", {"XObject": {"I": stencil}}

    return make


def soft_masked(space: Callable[[Any], Any], pixel: bytes) -> Make:
    def make(file: Any) -> Content:
        soft = image(file, Name.DeviceGray, b"\xff" * SIZE * SIZE)
        own = image(file, space(file), pixel * SIZE * SIZE, SMask=soft)
        return b"420 0 0 595 0 0 cm /I Do", {"XObject": {"I": own}}

    return make


def fill(orders: str, space: Callable[[Any], Any] | None = None) -> Make:
    def make(file: Any) -> Content:
        spaces = {"ColorSpace": {"C": space(file)}} if space is not None else {}
        return f"{orders} 0 0 420 595 re f".encode(), spaces

    return make


def fax(file: Any) -> Content:
    """A black picture packed as Group 4: every row is as the one before, but the first."""
    parms = Dictionary(K=-1, Columns=SIZE, Rows=SIZE)
    tiff = io.BytesIO()
    Image.new("1", (SIZE, SIZE), 0).save(tiff, "TIFF", compression="group4")
    tiff.seek(0)
    with Image.open(tiff) as opened:
        tags: Any = getattr(opened, "tag_v2")  # noqa: B009 - of TIFF alone
        (start,), (count,) = tags[273], tags[279]
        parms["/BlackIs1"] = tags[262] == 1  # as TIFF counts
    data = tiff.getvalue()[start : start + count]
    made = image(file, Name.DeviceGray, data, 1, Filter=Name.CCITTFaxDecode, DecodeParms=parms)
    return b"420 0 0 595 0 0 cm /I Do", {"XObject": {"I": made}}


def run_lengths(file: Any) -> Content:
    """A picture full of ink, packed as runs of 128 bytes."""
    made = image(
        file, Name.DeviceCMYK, b"\x81\xff" * (SIZE * SIZE * 4 // 128 + 1) + b"\x80", Filter=Name.RunLengthDecode
    )
    return b"420 0 0 595 0 0 cm /I Do", {"XObject": {"I": made}}


FULL, WHITE, SOME = b"\xff" * 4, b"\0" * 4, b"\x80\x20\x20\x10"
_SPOTS_CODE = "pop pop 0 0 0"  # of three inks the first one is cyan

PAINTS: Mapping[str, Make] = {
    "grey": picture(GREY, b"\x60"),
    "grey, white": picture(GREY, b"\xff"),
    "grey in 1 bit": picture(GREY, b"\0" * 8, 1),
    "grey in 1 bit, white": picture(GREY, b"\xff" * 8, 1),
    "grey in 1 bit, turned to white": picture(GREY, b"\0" * 8, 1, Decode=Array([1, 0])),
    "grey in 2 bits": picture(GREY, b"\x55" * 15, 2),
    "grey in 4 bits": picture(GREY, b"\x77" * 30, 4),
    "grey in 16 bits": picture(GREY, b"\x77\x77", 16),
    "grey in 16 bits, white": picture(GREY, b"\xff\xff", 16),
    "CalGray": picture(lambda _: CAL_GRAY, b"\x60"),
    "RGB": picture(RGB, b"\x60\x20\x20"),
    "RGB, white": picture(RGB, b"\xff" * 3),
    "CalRGB": picture(lambda _: CAL_RGB, b"\x60\x20\x20"),
    "Lab": picture(lambda _: LAB, b"\x60\x80\x80"),
    "ICC of 1": picture(icc(1, b"none"), b"\x60"),
    "ICC of 3": picture(icc(3), b"\x60\x20\x20"),
    "CMYK": picture(CMYK, SOME),
    "CMYK, white": picture(CMYK, WHITE),
    "CMYK, turned to white": picture(CMYK, FULL, Decode=Array([1, 0] * 4)),
    "CMYK, full": picture(CMYK, FULL),
    "CMYK, held by its decode array": picture(CMYK, FULL, Decode=Array([0, 0.5] * 4)),
    "CMYK in run lengths, full": run_lengths,
    "CMYK in 4 bits, full": picture(CMYK, b"\xff" * 120, 4),
    "CMYK in 16 bits": picture(CMYK, b"\x80\x00\x20\x00\x20\x00\x10\x00", 16),
    "CMYK in 16 bits, full": picture(CMYK, b"\xff" * 8, 16),
    "Indexed grey": picture(indexed(GREY, b"\xff", b"\x60"), b"\1"),
    "Indexed RGB": picture(indexed(RGB, b"\xff" * 3, b"\x60\x20\x20"), b"\1"),
    "Indexed CMYK": picture(indexed(CMYK, WHITE, SOME), b"\1"),
    "Indexed CMYK, white": picture(indexed(CMYK, WHITE, SOME), b"\0"),
    "Indexed CMYK, full": picture(indexed(CMYK, WHITE, FULL), b"\1"),
    "Indexed CMYK in 1 bit, full": picture(indexed(CMYK, WHITE, FULL), b"\xff" * 8, 1),
    "Indexed CMYK in 4 bits, full": picture(indexed(CMYK, WHITE, FULL), b"\x11" * 30, 4),
    "Indexed Lab": picture(indexed(lambda _: LAB, b"\xff\x80\x80", b"\x60\x80\x80"), b"\1"),
    "Indexed DeviceN, full": picture(indexed(device_n(*PROCESS), WHITE, FULL), b"\1"),
    "Separation Black": picture(separation("Black"), b"\x80"),
    "Separation Black, white": picture(separation("Black"), b"\0"),
    "Separation Gold": picture(separation("Gold"), b"\x80"),
    "Separation None": picture(separation("None"), b"\xff"),
    "DeviceN of CMYK": picture(device_n(*PROCESS), SOME),
    "DeviceN of CMYK, full": picture(device_n(*PROCESS), FULL),
    "DeviceN of CMYK, white": picture(device_n(*PROCESS), WHITE),
    "DeviceN with a spot colour": picture(device_n("Cyan", "Gold", "None", code=_SPOTS_CODE), b"\x80\x80\xff"),
    "DeviceN of five, full": picture(device_n(*PROCESS, "Gold"), b"\xff" * 5),
    "soft mask": soft_masked(CMYK, SOME),
    "mask": mask(b"1 0 0 0 k"),
    "mask in white": mask(b"0 0 0 0 k"),
    "JPEG in grey": in_format("L", 90, "JPEG", Name.DCTDecode, Name.DeviceGray),
    "JPEG in RGB": in_format("RGB", (90, 20, 20), "JPEG", Name.DCTDecode, Name.DeviceRGB),
    "JPEG in RGB, white": in_format("RGB", (255, 255, 255), "JPEG", Name.DCTDecode, Name.DeviceRGB),
    "JPEG in CMYK": in_format("CMYK", (120, 30, 30, 10), "JPEG", Name.DCTDecode, Name.DeviceCMYK),
    "JPEG in CMYK, full": in_format("CMYK", (255,) * 4, "JPEG", Name.DCTDecode, Name.DeviceCMYK),
    "JPEG packed again, full": in_format(
        "CMYK", (255,) * 4, "JPEG", Array([Name.FlateDecode, Name.DCTDecode]), Name.DeviceCMYK
    ),
    "JPEG 2000 in grey": in_format("L", 90, "JPEG2000", Name.JPXDecode),
    "JPEG 2000 in RGB": in_format("RGB", (90, 20, 20), "JPEG2000", Name.JPXDecode),
    "JPEG 2000 in CMYK, full": in_format("CMYK", (255,) * 4, "JPEG2000", Name.JPXDecode, Name.DeviceCMYK),
    "fax": fax,
    "inline CMYK": inline(SOME, b"/BPC 8 /CS /CMYK"),
    "inline CMYK, full": inline(FULL, b"/BPC 8 /CS /CMYK"),
    "inline, packed in ASCII": inline(b"ffffffff>", b"/BPC 8 /CS /CMYK /F /AHx"),
    "inline Indexed": inline(b"\1", b"/BPC 8 /CS [/I /CMYK 1 <00000000ffffffff>]"),
    "gradient in CMYK": gradient(CMYK, lambda _: curve([1, 0, 0, 0], [0, 0, 0, 0.2])),
    "gradient in CMYK, full": gradient(CMYK, lambda _: curve([1, 1, 1, 1], [0, 0, 0, 0])),
    "gradient in CMYK, white": gradient(CMYK, lambda _: curve([0] * 4, [0] * 4)),
    "gradient in grey": gradient(GREY, lambda _: curve([0.2], [0.7])),
    "gradient in RGB": gradient(RGB, lambda _: curve([0.2, 0, 0], [0.7, 1, 1])),
    "gradient in a spot colour": gradient(separation("Gold"), lambda _: curve([0.2], [0.7])),
    "gradient in DeviceN, full": gradient(device_n(*PROCESS), lambda _: curve([1] * 4, [0] * 4)),
    "round gradient, full": gradient(CMYK, lambda _: curve([1] * 4, [0] * 4), 3),
    "gradient of an area, full": gradient(CMYK, lambda _: curve([1] * 4, [0] * 4), fill=True),
    "gradient of two parts, full in the second": gradient(CMYK, lambda _: Dictionary(
        FunctionType=3, Domain=[0, 1], Bounds=[0.5], Encode=[0, 1, 0, 1],
        Functions=Array([curve([0] * 4, [0.2] * 4), curve([0.2] * 4, [1] * 4)]),
    )),
    "gradient of samples, full": gradient(CMYK, lambda file: stream(
        file, WHITE + SOME + FULL, FunctionType=0, Domain=Array([0, 1]), Range=Array([0, 1] * 4), Size=Array([3]),
        BitsPerSample=8,
    )),
    "gradient of a function each": gradient(CMYK, lambda _: Array([curve([1], [0])] * 4)),
    "calculated gradient": gradient(CMYK, tint(1, "{dup dup dup}")),
    "gradient in two directions": gradient(CMYK, tint(2, "{0 0}"), 1),
    **{f"mesh {kind}": mesh(kind, SOME) for kind in (4, 5, 6, 7)},
    "mesh 4, full": mesh(4, FULL),
    "pattern": tiled(b"1 0 0 0 k 5 5 10 10 re f"),
    "pattern, full": tiled(b"1 1 1 1 k 5 5 10 10 re f"),
    "pattern without colours, full": tiled(b"5 5 10 10 re f", b"1 1 1 1"),
    "pattern in a form, full": tiled(b"1 1 1 1 k 5 5 10 10 re f", form=True),
    "letter": type3(b"1 0 d0 0 1 1 0 k 0 0 1 1 re f"),
    "letter, full": type3(b"1 0 d0 1 1 1 1 k 0 0 1 1 re f"),
    "area": fill("0.2 0.2 0 0 k"),
    "area, full": fill("1 1 1 1 k"),
    "area, white": fill("0 0 0 0 k"),
    "area in Indexed, full": fill("/C cs 1 sc", indexed(CMYK, WHITE, FULL)),
    "area in Separation None": fill("/C cs 1 scn", separation("None")),
    "area in DeviceN, full": fill("/C cs 1 1 1 1 scn", device_n(*PROCESS)),
    "area in Lab, white": fill("/C cs 100 0 0 scn", lambda _: LAB),
    "nothing": lambda _: (b"", {}),
}  # fmt: skip
"""The names say what a page is: white, full (400 % of ink), or something between."""


def pages(*makes: Make) -> bytes:
    """A file with a page for each."""
    with pikepdf.new() as file:
        for make in makes:
            content, resources = make(file)
            named_resources = Dictionary({f"/{kind}": Dictionary({f"/{name}": thing for name, thing in group.items()})
                for kind, group in resources.items()})  # fmt: skip
            box = Array([0, 0, WIDTH, HEIGHT])
            page = Dictionary(Type=Name.Page, MediaBox=box, TrimBox=box, Resources=named_resources)
            page.Contents = file.make_stream(b"q " + content + b" Q")
            file.pages.append(pikepdf.Page(page))
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


@functools.cache
def all_pages() -> bytes:
    """The pages of all paints, in their order."""
    return pages(*PAINTS.values())


def _ghostscript(pdf: bytes, *options: str, folder: Path) -> bytes:
    (folder / "in.pdf").write_bytes(pdf)
    command = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", *options, "in.pdf"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=120).stdout


def ink_of_pages(pdf: bytes) -> list[float]:
    """The ink of each page by Ghostscript's `inkcov`: the shares of the page with cyan, magenta … added up."""
    with tempfile.TemporaryDirectory() as folder:
        lines = _ghostscript(pdf, "-sDEVICE=inkcov", "-o", "-", folder=Path(folder)).decode().splitlines()
    return [sum(map(float, line.split()[:4])) for line in lines if line.endswith("OK")]


def most_ink_of_pages(pdf: bytes) -> list[float]:
    """The largest sum of inks in each page in percent, as Ghostscript draws it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _ghostscript(pdf, "-sDEVICE=tiff32nc", "-r18", "-o", "%03d.tif", folder=folder)
        found: list[float] = []
        for path in sorted(folder.glob("*.tif")):
            with Image.open(path) as drawn:
                found.append(float(np.asarray(drawn).sum(axis=2, dtype=np.uint16).max()) / 2.55)
    return found
