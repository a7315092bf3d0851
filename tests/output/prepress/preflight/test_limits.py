"""Files that are made to be endless end in a sentence: forms, patterns and glyphs in each other, and packed data."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from factpress.core.diagnostics import ToolError
from factpress.output.prepress.preflight import ink_measure, limits, preflight
from tests.output.prepress.preflight.paints import Content, Make, image, pages, stream
from tests.output.prepress.pressed import printer

BOX = Array([0, 0, 9, 9])


def form(file: Any, content: bytes, **resources: Any) -> Any:
    named = Dictionary({f"/{kind}": Dictionary({f"/{name}": thing for name, thing in group.items()})
        for kind, group in resources.items()})  # fmt: skip
    return stream(file, content, Subtype=Name.Form, BBox=BOX, Resources=named)


def pattern(file: Any, content: bytes, inner: dict[str, Any]) -> Any:
    resources = Dictionary(Pattern=Dictionary({f"/{name}": thing for name, thing in inner.items()}))
    keys: dict[str, Any] = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": BOX, "XStep": 9, "YStep": 9}
    return stream(file, content, **keys, Resources=resources)


def forms(file: Any) -> Content:
    inner = form(file, b"0 0 9 9 re f")
    for _ in range(9):
        inner = form(file, b"/F Do " * 10, XObject={"F": inner})
    return b"/F Do", {"XObject": {"F": inner}}


def patterns(file: Any) -> Content:
    inner = pattern(file, b"0 0 9 9 re f", {})
    for _ in range(9):
        uses = b" ".join(b"/P%d scn 0 0 9 9 re f" % n for n in range(10))
        inner = pattern(file, b"/Pattern cs " + uses, {f"P{n}": inner for n in range(10)})
    return b"/Pattern cs /P scn 0 0 420 595 re f", {"Pattern": {"P": inner}}


@pytest.mark.parametrize("make", [forms, patterns])
def test_forms_and_patterns_in_each_other_end_after_a_number_of_them(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_FORMS", 3_000)
    with pytest.raises(ToolError, match="draws forms in each other more than 3,000 times"):
        preflight(pages(make), printer())


def glyphs_in_glyphs(file: Any) -> Content:
    inner: Any = None
    for _ in range(9):
        content = b"1 0 d0 0 0 1 1 re f" if inner is None else b"1 0 d0 BT /T 1 Tf (" + b"a" * 100 + b") Tj ET"
        resources = Dictionary(Font=Dictionary(T=inner)) if inner is not None else Dictionary()
        inner = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1, 1], FontMatrix=[1, 0, 0, 1, 0, 0], FirstChar=97,
            Widths=[0], Encoding=Dictionary(Differences=Array([97, Name("/a")])),
            CharProcs=Dictionary(a=stream(file, content)), Resources=resources,
        )  # fmt: skip
        inner = file.make_indirect(inner)
    return b"BT /T 9 Tf (a) Tj ET", {"Font": {"T": inner}}


def masks_in_masks(file: Any) -> Content:
    inner = form(file, b"0 0 9 9 re f")
    for _ in range(9):
        state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=inner))
        inner = form(file, b"/S gs 0 0 9 9 re f " * 10, ExtGState={"S": state})
    return b"/F Do", {"XObject": {"F": inner}}


def functions_in_functions(file: Any) -> Content:
    inner: Any = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0] * 4, C1=[1] * 4)
    for _ in range(7):
        bounds, codes = Array([n / 10 for n in range(1, 10)]), Array([0, 1] * 10)
        inner = Dictionary(FunctionType=3, Domain=[0, 1], Bounds=bounds, Encode=codes, Functions=Array([inner] * 10))
        inner = file.make_indirect(inner)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 1, 1], Function=inner)
    return b"/S sh", {"Shading": {"S": shading}}


@pytest.mark.parametrize(("make", "code"), [
    (glyphs_in_glyphs, "bleed-not-reached"),  # each glyph is drawn once
    (masks_in_masks, "bleed-not-reached"),  # a mask is not printed
    (functions_in_functions, "ink-not-measured"),
])  # fmt: skip
def test_what_need_not_be_drawn_again_is_judged(make: Make, code: str) -> None:
    assert code in {finding.code for finding in preflight(pages(make), printer()).findings}


def test_a_form_that_draws_itself_is_a_fault() -> None:
    def make(file: Any) -> Content:
        inner = form(file, b"/F Do " * 10)
        inner.Resources = Dictionary(XObject=Dictionary(F=inner))
        return b"BT (a) Tj ET /F Do", {"XObject": {"F": inner}}

    found = preflight(pages(make), printer()).findings
    assert "a form draws itself" in {finding.message for finding in found}


def packed(pdf: Callable[[Any], Content]) -> bytes:
    """The page, with its streams as they are written."""
    with pikepdf.open(io.BytesIO(pages(pdf))) as file:
        out = io.BytesIO()
        file.save(out, compress_streams=False, recompress_flate=False)
    return out.getvalue()


def test_a_picture_is_unpacked_no_further_than_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ink_measure, "_MOST_BYTES", 1_000_000)

    def make(file: Any) -> Content:
        bomb = image(file, Name.DeviceCMYK, zlib.compress(bytes(2_000_000)), Filter=Name.FlateDecode)
        return b"420 0 0 595 0 0 cm /I Do", {"XObject": {"I": bomb}}

    with pytest.raises(ToolError, match="unpacks into more than 1 MB"):
        preflight(packed(make), printer())


def test_a_picture_of_very_many_pixels_is_not_measured() -> None:
    def make(file: Any) -> Content:
        large = image(file, Name.DeviceCMYK, b"\0")
        large.Width = large.Height = 20_000
        return b"420 0 0 595 0 0 cm /I Do", {"XObject": {"I": large}}

    found = {finding.code: finding.message for finding in preflight(pages(make), printer()).findings}
    assert found["ink-not-measured"].endswith("it has more than 100 million pixels")


@pytest.mark.parametrize("filters", [
    [Name.FlateDecode], [Name.FlateDecode, Name.FlateDecode], [Name.ASCIIHexDecode, Name.FlateDecode], [Name.Fl],
    [Name.RunLengthDecode],
])  # fmt: skip
def test_data_packed_in_any_way_are_unpacked_no_further_than_is_right(filters: list[Any]) -> None:
    data = bytes(100_000)
    for name in reversed(filters):
        if name in (Name.FlateDecode, Name.Fl):
            data = zlib.compress(data)
        else:
            data = data.hex().encode() + b">" if name == Name.ASCIIHexDecode else b"\x81\0" * 800 + b"\x80"
    with pikepdf.new() as file:
        made = pikepdf.Stream(file, data, Filter=Array(filters))
        limits.check_unpacked(made, 100_000 + 2_400)
        with pytest.raises(ToolError, match="unpacks into more than"):
            limits.check_unpacked(made, 99_000)
