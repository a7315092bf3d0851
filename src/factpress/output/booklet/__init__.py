"""Document to booklet: HTML through templates, a style sheet from the theme, and paper to print it."""

from factpress.output.booklet.html import to_html
from factpress.output.booklet.renderer import chart_format, render
from factpress.output.booklet.stylesheet import stylesheet

__all__ = ["chart_format", "render", "stylesheet", "to_html"]
