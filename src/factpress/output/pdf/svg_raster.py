"""An SVG image as a PNG, for programs that show no SVG: drawn by WeasyPrint as on a page, painted by PDFium."""

from __future__ import annotations

import base64
from functools import lru_cache, partial
from io import BytesIO
from typing import Any

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.core.processes import gc_disabled
from factpress.output.pdf import weasyprint_patches
from factpress.output.pdf.template_places import place_of
from factpress.output.pdf.url_fetcher import read_page
from factpress.output.pdf.weasyprint_import import log_as_problems

_LONGEST = 400
"""The longer side of the page on which the image is drawn, in millimetres."""


@lru_cache(maxsize=16)  # slides in several palettes have the same image
def svg_png(svg: bytes, width: int, height: int, faces: str, places: Places) -> bytes:
    """The SVG as a PNG of that size with a transparent background; the same bytes for the same input.

    `faces` are the @font-face rules of its fonts. Raises Findings for an image that WeasyPrint cannot draw.
    """
    import pypdfium2

    scale = _LONGEST / max(width, height)
    pdf = svg_pdf(svg, width * scale, height * scale, faces, places)
    out = BytesIO()
    document = pypdfium2.PdfDocument(pdf)
    try:
        first: Any = document[0]
        bitmap = first.render(
            scale=width / first.get_width(), fill_color=(255, 255, 255, 0), rev_byteorder=True, maybe_alpha=True
        )
        bitmap.to_pil().convert("RGBA").resize((width, height)).save(out, "PNG")
    finally:
        document.close()
    return out.getvalue()


def svg_pdf(
    svg: bytes, wide: float, high: float, faces: str, places: Places, kept: dict[str, Any] | None = None
) -> bytes:
    """The SVG as a PDF of one page, of a width and a height in millimetres; the same bytes for the same input.

    `faces` are the @font-face rules of its fonts. With `kept`, they are read once for all calls with that dictionary
    and the same rules. Raises Findings for an image that WeasyPrint cannot draw.
    """
    address = "data:image/svg+xml;base64," + base64.b64encode(svg).decode("ascii")
    html = f'<html lang="en"><title>-</title><body><img alt="" src="{address}"></body></html>'
    page_css = (
        f"@page {{ size: {wide:.4f}mm {high:.4f}mm; margin: 0 }} html, body {{ margin: 0 }}"
        f" img {{ display: block; width: {wide:.4f}mm; height: {high:.4f}mm }}"
    )
    problems = Problems()
    with log_as_problems(problems, partial(place_of, places=places)), weasyprint_patches.patched(), gc_disabled():
        if kept is None:
            page, options = read_page(html, f"{faces}\n{page_css}", places, {}, problems)
        else:
            if kept.get("faces") != faces:
                kept.update(read_page(html, faces, places, {}, problems)[1], faces=faces)
            page, options = read_page(html, page_css, places, {}, problems, kept)
        pdf: bytes = page.render(**options).write_pdf()
    problems.raise_errors()
    return pdf
