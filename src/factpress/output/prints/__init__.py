"""Single sheets, each a product file and a template: facts and document -> plain values -> HTML -> paper."""

from factpress.output.prints.print_context import House, to_html, to_pdf

__all__ = ["House", "to_html", "to_pdf"]
