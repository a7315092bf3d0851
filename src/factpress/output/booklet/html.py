"""A booklet as HTML and CSS: the page through templates, and a style sheet from the theme and the product."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from markupsafe import Markup

from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.core.units import Length, pt
from factpress.design.theme import Theme
from factpress.document.model import Chapter, Document, Reference, plain
from factpress.output.booklet.cover import back_cover, cloth_band, cover
from factpress.output.html.assets import colours, faces, font, root
from factpress.output.html.blocks import BlockSetter, with_origin
from factpress.output.html.inlines import Marks
from factpress.output.html.templating import FOOT_LETTERS, Fill, Words, filler, running_head
from factpress.publication.products import Page, Product

_TEMPLATES = "booklet"
"""The folder of the booklet's templates."""

_BAR_LARGE = Fraction(5, 9)
"""In large print, the bars of ranges are reckoned for so much of the column, and then drawn as wide as it."""

_NONE = pt(0)


def to_html(document: Document, theme: Theme, product: Product, places: Places, growth: Length = _NONE) -> str:
    """The booklet as one HTML page that names its style sheets; pages, type and colours are theirs.

    `growth` is how much larger its text is than the brand's, in large print; the theme is that of the larger type.
    Raises Findings where a template is wrong or the language lacks a word that the booklet puts in by itself.
    """
    setter = _Setter(document, theme, product, places, growth)
    return setter.whole()


class _Setter:
    """One booklet on its way to HTML. Each method sets one part."""

    def __init__(self, document: Document, theme: Theme, product: Product, places: Places, growth: Length) -> None:
        if product.page is None:
            raise ToolError(f'the product "{product.name}" has no page', "give its product file a page")
        self.document, self.theme, self.places = document, theme, places
        self.page: Page = product.page
        self.word = Words(document.words, document.language)
        marks = Marks({s.standing: s.word for s in document.standings})
        known = {
            "word": self.word,
            "mark": marks.mark,
            "document": document,
            "colour": theme.palettes["print"],
            "sans": theme.print_type["figure-label"].family,
        }
        self.fill: Fill = filler(_TEMPLATES, places, known)
        self.growth, self.large = growth, growth > _NONE
        measure = self.page.text * (_BAR_LARGE if self.large else 1)
        self.setter = BlockSetter(_TEMPLATES, self.fill, places, marks, self.word, measure)

    # the whole ──────────────────────────────────────────────────────────────────────────────────────────────────

    def whole(self) -> str:
        """The page, front cover to back cover."""
        document = self.document
        front = cover(document, self.theme, self.page, self.growth)
        parts = {
            "cover": self.fill("cover", {"cover": front}),
            "contents": self.fill(
                "contents",
                {
                    "head": running_head(document.title),
                    "edition": f"{running_head(document.title, FOOT_LETTERS)}, {document.edition}",
                    "organisation": running_head(document.organisation, FOOT_LETTERS),
                },
            ),
            "chapters": [self.chapter(chapter) for chapter in document.chapters],
            "sources": self.sources(document.references),
            "back": self.fill("back", {"back": back_cover(document, front, self.page)}),
        }
        return str(self.fill("booklet", {**parts, "head": running_head(document.title), "large": self.large})) + "\n"

    def chapter(self, chapter: Chapter) -> Markup:
        """A chapter: its opening and its blocks."""
        self.setter.rank = 2
        values = {
            "chapter": chapter,
            "head": running_head(chapter.title),
            "book": running_head(self.document.title),
            "lead": self.setter.inline.set(chapter.lead),
            "cloth": cloth_band(chapter, self.theme, self.page),
            "blocks": self.setter.blocks(chapter.blocks),
        }
        return with_origin(self.fill("chapter", values), chapter.origin)

    def sources(self, references: tuple[Reference, ...]) -> Markup:
        """The list of sources; nothing where none was cited."""
        if not references:
            return Markup()
        entries = [
            {
                "id": f"source:{reference.source}",
                "entry": self.setter.inline.set(reference.entry),
                "used_for": reference.used_for,
                "address": reference.address
                if reference.address and reference.address not in plain(reference.entry)
                else None,
                "origin": reference.origin,
            }
            for reference in references
        ]
        return self.fill("sources", {"entries": entries, "book": running_head(self.document.title)})


_OPENER = Fraction(5, 6)


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
