"""Imposes an A5 booklet on A4 sheets, without the rest of a build: `python bench/impose.py FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

from factpress.core.units import mm
from factpress.output.prepress.imposition import impose
from factpress.output.prepress.sheets import SheetFeatures, impose_pdf, page_count
from factpress.publication.products.imposition_schemes import SaddleStitch, Size

A4, A5 = Size(mm(297), mm(210)), Size(mm(148), mm(210))


def main(path: Path) -> None:
    """Imposes the booklet and discards the sheets."""
    pages = path.read_bytes()
    impose_pdf(pages, impose(page_count(pages), SaddleStitch(A4, A5, creep=mm("0.1"))), A5, SheetFeatures())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
