"""A page that is laid out as a PDF file of its own, and as a picture."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from factpress.output.pdf import weasyprint_import


def page_pdf(document: Any, box: Any) -> bytes:
    """A file with one page of a document, without tags and links."""
    page = weasyprint_import.submodule("document").Page(box)
    page.links, page.bookmarks, page.anchors = [], [], {}
    pdf: bytes = document.copy([page]).write_pdf(uncompressed_pdf=True)
    return pdf


def page_png(document: Any, box: Any, dpi: float) -> bytes:
    """The picture of one page of a document."""
    return png(page_pdf(document, box), 0, dpi)


def png(pdf: bytes, page: int, dpi: float) -> bytes:
    """The picture of a page of a file."""
    import pypdfium2

    out = BytesIO()
    document = pypdfium2.PdfDocument(pdf)
    try:
        painted: Any = document[page]
        painted.render(scale=dpi / 72, rev_byteorder=True).to_pil().save(out, "PNG", compress_level=1)
    finally:
        document.close()
    return out.getvalue()
