"""HTML to a tagged PDF, or to pages that follow their text (`PageLayout`). The only package that imports WeasyPrint."""

from factpress.output.pdf.html_to_pdf import print_document, print_pdf
from factpress.output.pdf.page_layout import PageLayout, PageUpdate
from factpress.output.pdf.page_map import Cue, page_cues, page_starts
from factpress.output.pdf.page_places import Place
from factpress.output.pdf.svg_check import svg_fault
from factpress.output.pdf.svg_raster import svg_png
from factpress.output.pdf.weasyprint_patches import patch_notes

__all__ = [
    "Cue",
    "PageLayout",
    "PageUpdate",
    "Place",
    "page_cues",
    "page_starts",
    "patch_notes",
    "print_document",
    "print_pdf",
    "svg_fault",
    "svg_png",
]
