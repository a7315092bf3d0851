"""The size of the slides of a product, and the template that a designer made for them."""

from __future__ import annotations

from dataclasses import replace

from factpress.design.slide_templates import template_name
from factpress.design.theme import Theme
from factpress.publication.products import Product

_SHAPES = {"16:9": 9 / 16, "4:3": 3 / 4}
"""The height of a slide as a share of its width."""


def sized(theme: Theme, product: Product) -> Theme:
    """Return the theme with slides of the product's shape: as wide as the brand's, and as high as the shape needs.

    Its template is the one that the publication has for that palette and shape.

    All lines of text are as long as in the other shape, and the measures at the lower edge keep their distance from it.
    """
    name = template_name(product.palette, product.shape)
    found = next((one for one in theme.slide_templates if one.path.name == name), None)
    theme = replace(theme, slide_template=found)
    share, m = _SHAPES.get(product.shape), theme.slide
    if share is None:
        return theme
    height = m.width * share
    lower = height - m.height
    bottom, line, foot = m.content_bottom + lower, m.thread_y + lower, m.footer_y + lower
    return replace(theme, slide=replace(m, height=height, content_bottom=bottom, thread_y=line, footer_y=foot))
