"""HTML to tagged PDF. The only room that knows WeasyPrint."""

from factpress.paper.printing import print_pdf

__all__ = ["print_pdf"]
