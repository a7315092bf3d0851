"""Pictures of the finished pieces for the README: the first page or sheet of each file in `build`, in `docs/pieces`.

Run it as `make pictures`, after `make print`. All stand on one scale, so that a poster is as much larger than a card
as it is on the wall; the largest is brought down to what a page of the README can hold.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

DOTS = 36  # an inch
MOST = 460  # dots at the longer side
LINE = "#9aa3ad"


def picture(path: Path) -> Image.Image:
    """The first page of a PDF with a hairline about it; of two pages, both side by side."""
    with pypdfium2.PdfDocument(path) as document:
        pages: list[Any] = [document[i] for i in range(2 if len(document) == 2 else 1)]
        scale = min(DOTS / 72, MOST / max(max(page.get_size()) for page in pages))
        seen = [ImageOps.expand(page.render(scale=scale * 2).to_pil().reduce(2), 1, LINE) for page in pages]
    gap = 12
    together = Image.new("RGB", (sum(i.width for i in seen) + gap * (len(seen) - 1), seen[0].height), "white")
    left = 0
    for one in seen:
        together.paste(one, (left, 0))
        left += one.width + gap
    return together.quantize(32)


def main(build: Path, target: Path) -> None:
    """Writes a picture for each PDF in `build` that is named there already, or of all where none is."""
    target.mkdir(parents=True, exist_ok=True)
    wanted = {path.stem for path in target.glob("*.png")}
    for path in sorted(build.glob("*.pdf")):
        if not wanted or path.stem in wanted:
            picture(path).save(target / f"{path.stem}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
