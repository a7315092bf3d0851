"""Document to one HTML page: what is said, block by block, through templates that a publication may replace."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.core.units import Length, pt
from factpress.design.theme import Theme
from factpress.document.model import Chapter, Document, Reference, plain
from factpress.output.booklet.cover import back_cover, cloth_band, cover
from factpress.output.html.blocks import BlockSetter
from factpress.output.html.interface_words import FOOT_LETTERS, Words, running_head
from factpress.output.html.standing_marks import Marks
from factpress.output.html.templating import Fill, filler
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
        return self.fill("chapter", values)

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
            }
            for reference in references
        ]
        return self.fill("sources", {"entries": entries, "book": running_head(self.document.title)})
