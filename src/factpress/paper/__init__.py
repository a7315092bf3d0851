"""HTML to tagged PDF. The only room that knows WeasyPrint."""

from factpress.paper.press import print_pdf

__all__ = ["print_pdf"]
