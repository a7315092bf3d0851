"""Small PDF files for tests: pages with given content, and changed copies of built files."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from factpress.audit.readers import read_bytes
from factpress.audit.reading import Place

PATH = Path("given.pdf")
WIDTH, HEIGHT = 400, 600


def text(what: str, x: float = 50, y: float = 300, size: float = 12, more: str = "") -> str:
    """The operators that show a text."""
    return f"BT {more} /F {size} Tf {x} {y} Td ({what}) Tj ET "


def box(x: float, y: float, width: float, height: float, grey: float = 1) -> str:
    """The operators that fill a rectangle."""
    return f"q {grey} g {x} {y} {width} {height} re f Q "


def pdf(*contents: str, change: Callable[[pikepdf.Pdf], None] = lambda _: None) -> bytes:
    """A PDF with a page for each content, and the picture /I, all of them without tags."""
    made = pikepdf.new()
    picture = made.make_stream(bytes(range(256)) * 4)
    picture.update(_picture(32, 32))
    for content in contents:
        made.add_blank_page(page_size=(WIDTH, HEIGHT))
        page = made.pages[-1]
        page.obj.Contents = made.make_stream(content.encode("latin-1"))
        page.obj.Resources = Dictionary(
            Font=Dictionary(F=font()),
            XObject=Dictionary(I=picture),
            ExtGState=Dictionary(Clear=Dictionary(ca=0), Half=Dictionary(ca=0.3)),
        )
    change(made)
    return saved(made)


def _picture(width: int, height: int) -> Any:
    return Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )


def font() -> Any:
    """A standard font."""
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def annotation(made: pikepdf.Pdf, page: int = 0, **entries: Any) -> Any:
    """Add an annotation to a page."""
    entries = {"Rect": Array([50, 50, 350, 80]), "F": 4, **entries}
    added = made.make_indirect(Dictionary(Type=Name.Annot, **entries))
    on = made.pages[page].obj
    if "/Annots" not in on:
        on.Annots = Array()
    on.Annots.append(added)
    return added


def appearance(made: pikepdf.Pdf, content: str, **resources: Any) -> Any:
    """What an annotation shows."""
    stream = made.make_stream(content.encode("latin-1"))
    stream.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 300, 30]),
            Resources=Dictionary(Font=Dictionary(F=font()), **resources),
        )
    )
    return Dictionary(N=stream)


def saved(made: pikepdf.Pdf, **how: Any) -> bytes:
    out = BytesIO()
    made.save(out, **how)
    return out.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A changed copy of a file."""
    with pikepdf.open(BytesIO(data)) as made:
        change(made)
        return saved(made)


def add_content(content: str, page: int = 0) -> Callable[[pikepdf.Pdf], None]:
    """A change that paints more on a page."""

    def add(made: pikepdf.Pdf) -> None:
        on = made.pages[page]
        on.contents_add(made.make_stream(b"q "), prepend=True)
        on.contents_add(made.make_stream(b" Q " + content.encode("latin-1")))
        name = on.add_resource(made.make_indirect(font()), Name.Font, Name.F)
        assert name == "/F"

    return add


def places(data: bytes) -> tuple[Place, ...]:
    return read_bytes(data, PATH).places


def read(data: bytes, where: str, page: int = 1) -> list[str]:
    """The texts of a part of a page."""
    return [f.text.strip() for f in places(data)[page - 1].fragments if f.where == where and f.text.strip()]


def unread(data: bytes, page: int = 1) -> list[str]:
    """What was not read of a page."""
    return [one.what for one in places(data)[page - 1].unread]
