"""Pictures of products for the README and the guide, written to `docs/pieces`.

Run it as `make pictures`. The first page or sheet of each PDF in `build` becomes a picture. All have the same scale, so
that a poster is larger than a card; the largest are reduced. Others show the cover with a spread of the booklet, and
two slides of the deck, rendered by LibreOffice with the fonts of `assets/fonts`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

DPI = 36
MAX_SIDE = 460  # pixels
LINE = "#9aa3ad"


def picture(path: Path) -> Image.Image:
    """The first page of a PDF with a border; if it has two pages, both side by side."""
    with pypdfium2.PdfDocument(path) as document:
        pages: list[Any] = [document[i] for i in range(2 if len(document) == 2 else 1)]
        scale = min(DPI / 72, MAX_SIDE / max(max(page.get_size()) for page in pages))
        seen = [page.render(scale=scale * 2).to_pil().reduce(2) for page in pages]
    return side_by_side(seen, gap=12, colours=32)


def side_by_side(seen: list[Image.Image], gap: int = 16, colours: int = 48) -> Image.Image:
    """The pictures in a row, each with a border."""
    framed = [ImageOps.expand(image, 1, LINE) for image in seen]
    width = sum(image.width for image in framed) + gap * (len(framed) - 1)
    together = Image.new("RGB", (width, max(image.height for image in framed)), "white")
    left = 0
    for image in framed:
        together.paste(image, (left, 0))
        left += image.width + gap
    return together.quantize(colours)


def pages(path: Path, numbers: tuple[int, ...], height: int) -> list[Image.Image]:
    """Pages of a PDF, numbered from 1, as pictures of that height."""
    with pypdfium2.PdfDocument(path) as document:
        chosen: list[Any] = [document[number - 1] for number in numbers]
        seen = [page.render(scale=2 * height / page.get_height()).to_pil().convert("RGB") for page in chosen]
    return [image.reduce(2) for image in seen]


def spread(path: Path, left: int, height: int) -> Image.Image:
    """Two facing pages of a booklet as one picture."""
    verso, recto = pages(path, (left, left + 1), height)
    both = Image.new("RGB", (verso.width + recto.width, verso.height), LINE)
    both.paste(verso, (0, 0))
    both.paste(recto, (verso.width, 0))
    return both


def slides(path: Path, numbers: tuple[int, ...], height: int) -> list[Image.Image]:
    """Slides, numbered from 1, rendered by LibreOffice with the fonts of the project."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "fonts.conf"
        fonts = Path("assets/fonts").resolve()
        config.write_text(
            f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>", encoding="utf-8"
        )
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "FONTCONFIG_FILE": str(config)})
        return pages(Path(folder) / f"{path.stem}.pdf", numbers, height)


def main(build: Path, target: Path) -> None:
    """Updates the pictures in `target` from the PDFs in `build`; if there are none yet, writes one for each PDF."""
    target.mkdir(parents=True, exist_ok=True)
    wanted = {path.stem for path in target.glob("*.png")}
    for path in sorted(build.glob("*.pdf")):
        if not wanted or path.stem in wanted:
            picture(path).save(target / f"{path.stem}.png", optimize=True)
    for path in build.glob("*-booklet-a5-read.pdf"):
        seen = [*pages(path, (1,), 330), spread(path, 8, 330)]
        side_by_side(seen).save(target / "booklet-cover-and-spread.png", optimize=True)
    for path in build.glob("*-slides.pptx"):
        side_by_side(slides(path, (2, 41), 200)).save(target / "two-slides.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
