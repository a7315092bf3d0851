"""HTML to a tagged PDF. The only package that imports WeasyPrint; call `print_document` or `print_pdf`."""

from factpress.output.pdf.html_to_pdf import print_document, print_pdf
from factpress.output.pdf.page_map import Cue, page_cues, page_starts
from factpress.output.pdf.svg_check import svg_fault
from factpress.output.pdf.svg_raster import svg_png
from factpress.output.pdf.weasyprint_patches import patch_notes

__all__ = ["Cue", "page_cues", "page_starts", "patch_notes", "print_document", "print_pdf", "svg_fault", "svg_png"]
