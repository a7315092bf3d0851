"""HTML to a tagged PDF. The only package that imports WeasyPrint; `print_pdf` is its main function."""

from factpress.output.pdf.html_to_pdf import print_pdf
from factpress.output.pdf.page_map import Cue, page_cues, page_starts
from factpress.output.pdf.weasyprint_patches import patch_notes

__all__ = ["Cue", "page_cues", "page_starts", "patch_notes", "print_pdf"]
