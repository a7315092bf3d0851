"""HTML to a tagged PDF. The only room that knows WeasyPrint; press.py has the one call that prints."""

from factpress.output.pdf.html_to_pdf import print_pdf
from factpress.output.pdf.page_map import Cue, cues_of, page_starts

__all__ = ["Cue", "cues_of", "page_starts", "print_pdf"]
