"""Pages in inks, small and real: set as a booklet is, put on plates as a press file is, then damaged by hand."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from PIL import Image

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.design.theme import Theme, load_theme
from factpress.output.pdf import print_pdf
from factpress.output.prepress.ink import Job, convert_to_pdfx4
from factpress.publication.printers import Printer, load_printer

CSS = """
@font-face { font-family: "Source Serif 4"; src: url(asset:fonts/SourceSerif4-Regular.ttf) }
@font-face { font-family: "Source Serif 4 Display"; src: url(asset:fonts/SourceSerif4Display-Semibold.ttf) }
@page { size: 148mm 210mm; bleed: 3mm; margin: 20mm }
@page { @bottom-left { content: counter(page); font: 8pt "Source Serif 4" } }
body { font: 10pt "Source Serif 4"; color: #22272d; margin: 0 }
section { break-after: page; height: 150mm }
section:last-child { break-after: avoid }
.cloth { position: absolute; left: -23mm; top: -23mm; width: 154mm; height: 40mm; background: #26394a }
h1 { color: #26394a; font: 18pt "Source Serif 4 Display"; margin: 40mm 0 0 }
small { color: #4a525b; font-size: 7.7pt }
img { display: block }
"""

SECTION = '<section><div class="cloth"></div><h1>Water</h1><p>Wells <small>in the hills</small></p></section>'
AT = Location(Path("data/products/booklet-press.yaml"))


@functools.cache
def theme() -> Theme:
    """The engine's own."""
    problems = Problems()
    found = load_theme(Places.of(Path("no-such-folder")), problems)
    assert found is not None, list(problems)
    return found


@functools.cache
def printer(name: str = "print-shop-mm") -> Printer:
    """One of the engine's own."""
    return load_printer(name, Places.of(Path("no-such-folder")))


def job(pictures: str = "", at: Printer | None = None) -> Job:
    """A press file of that day."""
    files = {(60, 40): "wall.png"}
    return Job("Wells", "Us", "2026-11-22", "booklet-press", at or printer(), AT, pictures, files)


def set_pages(body: str, root: Path | None = None, css: str = "") -> bytes:
    """The pages in red, green and blue."""
    html = f'<html lang="en-GB"><head><title>Wells</title></head><body>{body}</body></html>'
    places = Places.of(root or Path("no-such-folder"))
    return print_pdf(html, CSS + css, places, {}, title="Wells", language="en-GB", date="2026-11-22", authors=("Us",))


def plates(body: str, root: Path | None = None, css: str = "", pictures: str = "") -> bytes:
    """The pages in inks."""
    return convert_to_pdfx4(set_pages(body, root, css), theme(), job(pictures))


@functools.cache
def good() -> bytes:
    """Four pages that any printer takes."""
    return plates(SECTION * 4)


def picture(root: Path, width: int = 60, height: int = 40, colours: str = "RGB") -> Path:
    """A picture of many colours among the assets of a publication."""
    (root / "assets").mkdir(parents=True, exist_ok=True)
    across = np.linspace(0, 255, width, dtype=np.uint8)
    shades = np.stack([np.tile(across, (height, 1)), np.full((height, width), 90, np.uint8)], axis=2)
    shades = np.concatenate([shades, np.zeros((height, width, 1), np.uint8)], axis=2)
    path = root / "assets" / "wall.png"
    Image.fromarray(shades, "RGB").convert(colours).save(path)
    return path


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file, to look into."""
    return pikepdf.open(io.BytesIO(pdf))


def damaged(change: Callable[[Any], None], pdf: bytes | None = None) -> bytes:
    """A good file, and what somebody did to it."""
    with opened(good() if pdf is None else pdf) as file:
        change(file)
        out = io.BytesIO()
        file.save(out, deterministic_id=True)
    return out.getvalue()


def painting(content: str, page: int = 0, **resources: Any) -> Callable[[Any], None]:
    """Something painted first on a page, in points from the lower left corner of its sheet."""

    def paint(file: Any) -> None:
        own = file.pages[page]
        for kind, named in resources.items():
            group = own.Resources.get(f"/{kind}")
            if group is None:
                own.Resources[f"/{kind}"] = group = pikepdf.Dictionary()
            for name, thing in named(file).items():
                group[f"/{name}"] = thing
        own.contents_add(f"q {content} Q\n".encode(), prepend=True)

    return paint
