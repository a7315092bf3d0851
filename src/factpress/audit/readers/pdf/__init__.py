"""PDF files -> Reading, with PDFium."""

from __future__ import annotations

from factpress.audit.readers.pdf.pdfium import PdfFile, open_pdf
from factpress.audit.readers.pdf.reading import read_pages, read_with_texts
from factpress.audit.readers.pdf.sides import Side, read_sides

__all__ = ["PdfFile", "Side", "open_pdf", "read_pages", "read_sides", "read_with_texts"]
