"""Theme and product as CSS: faces, page boxes and custom properties. All other CSS is plain, in `templates/booklet`."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from factpress.core.diagnostics import ToolError
from factpress.core.units import Length, pt
from factpress.design.theme import Theme
from factpress.output.html.theme_css import colours, faces, font, root
from factpress.publication.products import Page, Product

_OPENER, _NONE = Fraction(5, 6), pt(0)


def stylesheet(theme: Theme, product: Product, growth: Length = _NONE) -> str:
    """The style sheet that the templates' own ones stand on: `@font-face`, `@page` and the custom properties.

    `growth` is how much larger the text is than the brand's.
    """
    if product.page is None:
        raise ToolError(f'the product "{product.name}" has no page', "give its product file a page")
    parts = [
        faces(theme),
        _properties(theme, product.page, growth),
        _pages(theme, product.page),
    ]
    return "\n".join(parts) + "\n"


def _properties(theme: Theme, page: Page, growth: Length) -> str:
    palette = theme.palettes["print"]
    opener = theme.print_type["opener-title"]
    types = {
        **theme.print_type,
        # a chapter opens on a page that it shares with its text, so its title is set smaller than on a page of its own
        "chapter-title": replace(opener, size=opener.size * _OPENER, leading=opener.leading * _OPENER),
    }
    values = {
        **{f"type-{name}": font(style, theme) for name, style in types.items()},
        **{f"colour-{name}": colour for name, colour in colours(palette)},
        "marks": page.marks.css,
        "gap": page.gap.css,
        "hang": (page.marks + page.gap).css,
        "text": page.text.css,
        "full": page.full.css,
        "bleed": page.bleed.css,
        "page-width": page.width.css,
        "page-height": page.height.css,
        **({"grow": f"{round(growth.pt, 4):g}pt", "outside": page.recto_right.css} if growth.exact_emu else {}),
    }
    return root(values)


def _pages(theme: Theme, page: Page) -> str:
    """The page boxes. A page's own properties are not inherited from the document's, so values stand here as such."""
    palette, hang = theme.palettes["print"], (page.marks + page.gap).css
    head, folio = theme.print_type["running-head"], theme.print_type["folio"]
    words = f"font: {font(head, theme)}; color: {palette.soft.hex}; font-variant-numeric: lining-nums"
    number = f"font: {font(folio, theme)}; color: {palette.heading.hex}; font-variant-numeric: lining-nums"
    above = "vertical-align: bottom; padding-bottom: 5.2mm"
    below = "vertical-align: top; padding-top: 7mm"
    # a folio is set larger than the words on its line; this brings both to one baseline
    level = "vertical-align: top; padding-top: 7.3mm"
    wide = f"width: {page.full.css}"
    most = f"width: {round(page.full.mm * 0.8, 2):g}mm"
    bleed = f" bleed: {page.bleed.css};" if page.bleed.exact_emu else ""
    return f"""@page {{
  size: {page.width.css} {page.height.css};{bleed}
  margin: {page.top.css} {page.recto_right.css} {page.bottom.css} {page.recto_left.css};
  @footnote {{ border-top: 0.4pt solid {palette.line.hex}; padding-top: 3.375pt; margin-top: 10.125pt }}
}}
@page :left {{
  margin-left: {page.verso_left.css}; margin-right: {page.verso_right.css};
  @top-left {{ content: string(book); margin-left: -{hang}; {wide}; {above}; {words} }}
  @bottom-left {{ content: counter(page); margin-left: -{hang}; width: {page.marks.css}; {below}; {number} }}
  @bottom-right {{ content: string(organisation); text-align: right; {most}; {level}; {words} }}
}}
@page :right {{
  @top-left {{ content: string(chapter); margin-left: -{hang}; {wide}; {above}; {words} }}
  @bottom-left {{ content: string(edition); margin-left: -{hang}; {most}; {level}; {words} }}
  @bottom-right {{ content: counter(page); text-align: right; {below}; {number} }}
}}
@page cover {{
  margin: 0;
  @top-left {{ content: none }} @bottom-left {{ content: none }} @bottom-right {{ content: none }}
}}"""
