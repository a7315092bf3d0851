"""Small pages to print, and what is read back from them."""

from __future__ import annotations

import base64
import functools
import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from factpress.core.diagnostics import Diagnostic, Findings
from factpress.core.paths import Places
from factpress.output.pdf import print_pdf

ROOT = Path(__file__).parents[3]
PLACES = Places.of(ROOT)

CSS = """
@font-face { font-family: "Source Serif 4"; src: url(asset:fonts/SourceSerif4-Regular.ttf) }
@font-face { font-family: "Noto Serif Khmer"; src: url(asset:fonts/NotoSerifKhmer-Regular.ttf) }
@page { size: 100mm 100mm; margin: 15mm }
html { font: 10pt/13.5pt "Source Serif 4", "Noto Serif Khmer" }
img { image-rendering: crisp-edges }
h1 { bookmark-level: none }
h2 { bookmark-level: 1 }
.note { float: footnote }
.contents { list-style: none }
"""

PICTURE = "data:image/svg+xml;base64," + base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
    b'<path d="M0 0h20v10H0z" fill="#123456"/>'
    b'<text x="2" y="18" font-family="Source Serif 4" font-size="6">Label</text></svg>'
).decode("ascii")


def page(body: str) -> str:
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Wells</title></head>'
        f"<body><h1>Wells</h1>{body}</body></html>"
    )


def printed(body: str, css: str = "", places: Places = PLACES) -> bytes:
    return print_pdf(
        page(body), CSS + css, places, {}, title="Wells", language="en-GB", date="2026-11-22", authors=("Us",)
    )


def found(body: str, css: str = "", places: Places = PLACES) -> list[Diagnostic]:
    with pytest.raises(Findings) as caught:
        printed(body, css, places)
    return list(caught.value.found)


@functools.lru_cache(maxsize=8)  # an object of pikepdf dies with its file
def opened(pdf: bytes) -> Any:
    return pikepdf.open(io.BytesIO(pdf))


def structure(pdf: bytes) -> list[tuple[str, Any]]:
    """Every structure element in reading order, as its path ("/Document/P/Span") and itself."""
    elements: list[tuple[str, Any]] = []

    def walk(element: Any, path: str) -> None:
        path = f"{path}{element.S}"
        elements.append((path, element))
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid, path)

    root = opened(pdf).Root.StructTreeRoot.K
    walk(root[0] if isinstance(root, pikepdf.Array) else root, "")
    return elements


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    return [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def named(pdf: bytes, tag: str) -> list[Any]:
    """The structure elements of one kind."""
    return [element for path, element in structure(pdf) if path.endswith(f"/{tag}")]


def contents(pdf: bytes, number: int = 0) -> bytes:
    return bytes(opened(pdf).pages[number].Contents.read_bytes())
