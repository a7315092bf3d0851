"""A booklet as HTML and CSS: the page through templates, and a style sheet from the theme and the product."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import cast
from urllib.parse import quote

from markupsafe import Markup

from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.core.units import Length, mm, pt
from factpress.design.theme import Theme
from factpress.document.blocks.scripture import Scripture
from factpress.document.model import Chapter, Document, Figure, Reference, plain
from factpress.document.model.targets import BOOKLET
from factpress.document.walk import for_target
from factpress.output.booklet.cover import back_cover, chapter_pattern, cover, part_opening
from factpress.output.booklet.kept_chapters import KeptChapters, Watched, front_matter
from factpress.output.booklet.opening_map import LEFT, RIGHT, OpeningMap, half_name, woven_band
from factpress.output.html.assets import colours, faces, font, root
from factpress.output.html.binding import bound
from factpress.output.html.blocks import BlockRenderer, with_origin
from factpress.output.html.templating import FOOT_LETTERS, running_head
from factpress.output.pictures import MAX_HEIGHT, PictureBox
from factpress.publication.products import Page, Product

_TEMPLATES = "booklet"
"""The folder of the booklet's templates."""

_LARGE_PRINT_BAR = Fraction(5, 9)
"""Share of the column for which range bars are computed in large print; they are then scaled to the full width."""

_CHAPTER_TITLE = Fraction(3, 4)
"""Size of a chapter's title as a share of the style `opener-title`, which is for a page without other text."""

NO_GROWTH = pt(0)

_CAPTION = mm(32)
"""Space on a page for the caption of the tallest picture."""


def page_of(product: Product) -> Page:
    """The page of a booklet. Raises ToolError where the product has none; product files are checked for it."""
    if product.page is None:
        raise ToolError(
            f'the product "{product.name}" has no page', "give its product file a page: trim, margins, columns"
        )
    return product.page


def picture_box(product: Product, theme: Theme) -> PictureBox:  # noqa: ARG001 - as all renderers
    """The space for a picture: as wide as the text, and not so high that its caption needs another page."""
    page = page_of(product)
    return PictureBox(page.text, min(MAX_HEIGHT, page.height - page.top - page.bottom - _CAPTION))


def places_of_pictures(product: Product, theme: Theme) -> dict[str, PictureBox]:  # noqa: ARG001 - as all renderers
    """The space for a picture at the head of a page, and for one that is a page, with what is cut off.

    The column of text is not in the middle of a page, so a picture at its head extends beyond one of the edges.
    """
    page, extra = page_of(product), page_of(product).bleed * 2
    sides = max(page.verso_left, page.recto_left) + max(page.verso_right, page.recto_right)
    half = PictureBox(page.text + sides + extra, page.height * Fraction(1, 2) + page.bleed, covers=True)
    return {"half": half, "bleed": PictureBox(page.width + extra, page.height + extra, covers=True)}


def to_html(
    document: Document,
    theme: Theme,
    product: Product,
    places: Places,
    growth: Length = NO_GROWTH,
    kept: KeptChapters | None = None,
) -> str:
    """The booklet as one HTML page with links to its style sheets, which define pages, type and colours.

    Chapters that are `kept` are not rendered again if nothing that they depend on has changed. `growth` is how much
    larger than the brand's its text is, in large print; `theme` has the larger type.
    Raises Findings for errors in a template and for missing interface words.
    """
    page = page_of(product)
    front = cover(document, theme, page, growth)
    measure = page.text * (_LARGE_PRINT_BAR if growth > NO_GROWTH else 1)
    watched, kept = Watched(document), kept if kept is not None else KeptChapters()
    renderer = BlockRenderer(
        _TEMPLATES,
        cast("Document", watched),
        theme,
        places,
        measure,
        picture_box(product, theme),
        labelled=True,
        places_of_pictures=places_of_pictures(product, theme),
    )
    head = running_head(document.title)
    contents = {
        "head": head,
        "edition": f"{running_head(document.title, FOOT_LETTERS)}, {document.edition}",
        "organisation": running_head(document.organisation, FOOT_LETTERS),
    }
    parts = any(chapter.part for chapter in document.chapters)

    def chapter_html(chapter: Chapter) -> Markup:
        return _chapter(chapter, head, theme, page, renderer, large=growth > NO_GROWTH, parts=parts)

    depends = front_matter(document), theme, product, growth, places.root, parts
    # in the order of the page, since inlines number statements as they are rendered
    pieces = {
        "cover": renderer.fill("cover", {"cover": front}),
        "contents": renderer.fill("contents", contents),
        "chapters": [
            kept.chapter(number, watched, depends, renderer, chapter_html) for number in range(len(document.chapters))
        ],
        "sources": kept.sources(watched, depends, renderer, lambda found: _sources(found, head, renderer)),
        "key": renderer.fill("key", {"head": head}),
        "back": renderer.fill("back", {"back": back_cover(document, front, page)}),
    }
    return str(renderer.fill("booklet", {**pieces, "head": head, "large": growth > NO_GROWTH})) + "\n"


def _chapter(
    chapter: Chapter, book: str, theme: Theme, page: Page, renderer: BlockRenderer, *, large: bool, parts: bool
) -> Markup:
    """A chapter: its opening and its blocks.

    A part opens with a whole page, and its first verse is on the page before. In large print it has no such page, but
    the same order, so that page cues find the same places. In a booklet with `parts`, other chapters are plain.
    """
    renderer.rank, renderer.heads = 2, {"chapter": running_head(chapter.title), "book": book}
    blocks, whole_page = for_target(chapter.blocks, BOOKLET.name), chapter.part and not large
    has_verse = bool(chapter.part and blocks and isinstance(blocks[0], Scripture))
    verse, rest = (blocks[0], blocks[1:]) if has_verse else (None, blocks)
    opened = [block for block in rest[:2] if isinstance(block, Figure) and block.chart.opening] if whole_page else []
    rest = rest[len(opened) :]
    renderer.beside |= {figure.chart.id for figure in opened}
    band = woven_band(opened[1].chart, theme, page) if len(opened) > 1 else None
    values = {
        "chapter": chapter,
        "title": renderer.title(chapter),
        "head": running_head(chapter.title),
        "book": book,
        "verse": renderer.block(verse) if verse is not None else None,
        "lead": renderer.inline.render(bound(chapter.lead)),
        "plain": parts and not chapter.part,
        "cloth": chapter_pattern(chapter, theme, page) if chapter.part or not parts else None,
        "opening": part_opening(chapter, theme, page, with_pattern=not opened),
        "map": OpeningMap.of(page, corner=band is not None) if opened else None,
        "band": band,
        "figures": [renderer.block(figure) for figure in opened],
        "alts": [figure.chart.alt for figure in opened],
        "halves": [[f"chart:{quote(half_name(figure.chart.id, side))}" for side in (LEFT, RIGHT)] for figure in opened],
        "blocks": renderer.blocks(rest),
    }
    return with_origin(renderer.fill("part" if whole_page else "chapter", values), chapter.origin)


def _sources(references: tuple[Reference, ...], book: str, renderer: BlockRenderer) -> Markup:
    """The list of sources; nothing without references."""
    if not references:
        return Markup()
    entries = [
        {
            "id": f"source:{reference.source}",
            "entry": renderer.inline.render(reference.entry),
            "address": reference.address
            if reference.address and reference.address not in plain(reference.entry)
            else None,
            "origin": reference.origin,
        }
        for reference in references
    ]
    return renderer.fill("sources", {"entries": entries, "book": book})


# the style sheet ──────────────────────────────────────────────────────────────────────────────────────────────────────


def stylesheet(theme: Theme, product: Product, growth: Length = NO_GROWTH) -> str:
    """The style sheet that those of the templates build on: `@font-face`, `@page` and custom properties.

    `growth` is how much larger than the brand's the text is.
    """
    page = page_of(product)
    return "\n".join([faces(theme), _properties(theme, page, growth), _pages(theme, page)]) + "\n"


def _properties(theme: Theme, page: Page, growth: Length) -> str:
    palette = theme.palettes["print"]
    opener = theme.print_type["opener-title"]
    types = {
        **theme.print_type,
        "chapter-title": replace(opener, size=opener.size * _CHAPTER_TITLE, leading=opener.leading * _CHAPTER_TITLE),
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
        "head-left": (max(page.verso_left, page.recto_left) + page.bleed).css,
        "head-top": (page.top + page.bleed).css,
        **({"grow": f"{round(growth.pt, 4):g}pt", "outside": page.recto_right.css} if growth.exact_emu else {}),
    }
    return root(values)


def _pages(theme: Theme, page: Page) -> str:
    """The page boxes. They do not inherit custom properties from the document, so values are written out."""
    palette, hang = theme.palettes["print"], (page.marks + page.gap).css
    head, folio = theme.print_type["running-head"], theme.print_type["folio"]
    words = f"font: {font(head, theme)}; color: {palette.soft.hex}; font-variant-numeric: lining-nums"
    number = f"font: {font(folio, theme)}; color: {palette.heading.hex}; font-variant-numeric: lining-nums"
    above, below = "vertical-align: bottom; padding-bottom: 5.2mm", "vertical-align: top; padding-top: 7mm"
    # page numbers are larger than the words on their line; this aligns the baselines
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
@page :blank {{
  @top-left {{ content: none }} @bottom-left {{ content: none }} @bottom-right {{ content: none }}
}}
@page cover, opener {{
  margin: 0;
  @top-left {{ content: none }} @bottom-left {{ content: none }} @bottom-right {{ content: none }}
}}"""
