"""Document to one HTML page: what is said, block by block, through templates that a publication may replace."""

from __future__ import annotations

import re
from typing import Any, assert_never
from urllib.parse import quote as quote_address

from markupsafe import Markup

from factpress.booklet.cover import back_cover, cloth_band, cover
from factpress.booklet.threadbar import threadbar
from factpress.diagnostics import ToolError
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import (
    Aside,
    Block,
    Chapter,
    Compound,
    Document,
    Figure,
    Heading,
    Image,
    Inlines,
    Items,
    Only,
    Paragraph,
    Quote,
    Reference,
    SpeakerNotes,
    Table,
    on_side,
    plain,
)
from factpress.facts.model import Standing
from factpress.markup.inline import InlineSetter
from factpress.markup.marks import Marks
from factpress.markup.templating import Fill, filler, has_template
from factpress.markup.words import FOOT_LETTERS, Words, running_head
from factpress.places import Places
from factpress.products import Page, Product
from factpress.theme import Theme
from factpress.units import Length, pt

_TEMPLATES = "booklet"
"""The folder of the booklet's templates."""

_WIDEST_WORD = 24
"""A word of more letters in a table's cell may be wider than its column."""

_BAR_LARGE = 1.8
"""In large print, bars of ranges are drawn so much larger."""

_NONE = pt(0)

_DEEPEST = 6
"""HTML knows six ranks of headings."""


def to_html(document: Document, theme: Theme, product: Product, places: Places, growth: Length = _NONE) -> str:
    """The booklet as one HTML page that names its style sheets; pages, type and colours are theirs.

    `growth` is how much larger its text is than the brand's, in large print; the theme is that of the larger type.
    Raises Findings where a template is wrong or the language lacks a word that the booklet puts in by itself.
    """
    setter = _Setter(document, theme, product, places, growth)
    return setter.whole()


class _Setter:
    """One booklet on its way to HTML. Holds what every block needs; each method sets one kind of thing."""

    def __init__(self, document: Document, theme: Theme, product: Product, places: Places, growth: Length) -> None:
        if product.page is None:
            raise ToolError(f'the product "{product.name}" has no page', "give its product file a page")
        self.document, self.theme, self.places = document, theme, places
        self.page: Page = product.page
        self.word = Words(document.words, document.language)
        marks = Marks({s.standing: s.word for s in document.standings})
        self.mark = marks.mark
        self.inline = InlineSetter(marks.mark, marks.shape)
        known = {
            "word": self.word,
            "mark": self.mark,
            "document": document,
            "colour": theme.palettes["print"],
            "sans": theme.print_type["figure-label"].family,
        }
        self.fill: Fill = filler(_TEMPLATES, places, known)
        self.rank = 2
        self.growth, self.large = growth, growth > _NONE

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
        self.rank = 2
        values = {
            "chapter": chapter,
            "head": running_head(chapter.title),
            "book": running_head(self.document.title),
            "lead": self.inline.set(chapter.lead),
            "cloth": cloth_band(chapter, self.theme, self.page),
            "blocks": self.blocks(chapter.blocks),
        }
        return self.fill("chapter", values)

    def sources(self, references: tuple[Reference, ...]) -> Markup:
        """The list of sources; nothing where none was cited."""
        if not references:
            return Markup()
        entries = [
            {
                "id": f"source:{reference.source}",
                "entry": self.inline.set(reference.entry),
                "used_for": reference.used_for,
                "address": reference.address
                if reference.address and reference.address not in plain(reference.entry)
                else None,
            }
            for reference in references
        ]
        return self.fill("sources", {"entries": entries, "book": running_head(self.document.title)})

    # blocks ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def blocks(self, blocks: tuple[Block, ...]) -> Markup:
        """The blocks of the booklet's side."""
        return Markup("\n").join(self.block(block) for block in on_side(blocks, "booklet"))

    def block(self, block: Block) -> Markup:
        """One block. A compound has a template of its own, or is set as the primitives it is made of."""
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self.paragraph(block)
            case Items():
                return self.fill(
                    "blocks/items", {"items": [self.blocks(i) for i in block.items], "ordered": block.ordered}
                )
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Image():
                values = {"path": block.path, "alt": block.alt, "caption": self.inline.set(block.caption)}
                return self.fill("blocks/image", values)
            case Quote():
                return self.quote(block)
            case Aside():
                title = self.inline.set(block.title)
                values = {"title": title, "blocks": self.blocks(block.blocks), "standing": block.standing}
                return self.fill("blocks/aside", values)
            case SpeakerNotes() | Only():
                return Markup()
            case Compound():
                return self.compound(block)
            case _:
                assert_never(block)

    def heading(self, heading: Heading) -> Markup:
        """A heading inside a chapter. No rank is skipped (WCAG 2.2, 1.3.1; ISO 14289-1, 7.4.2)."""
        self.rank = min(heading.rank + 1, self.rank + 1, _DEEPEST)
        return self.fill(
            "blocks/heading", {"rank": self.rank, "words": self.inline.set(heading.children), "id": heading.id}
        )

    def paragraph(self, paragraph: Paragraph) -> Markup:
        """A paragraph with the marks of its claims beside it."""
        marks = [self.mark(standing) for standing in paragraph.standings]
        only = paragraph.standings[0] if len(paragraph.standings) == 1 else None
        return self.fill("blocks/paragraph", {"marks": marks, "words": self.inline.set(paragraph.children, only)})

    def table(self, table: Table) -> Markup:
        """A table; columns of numbers are set to the right."""
        numeric = [
            bool(table.rows) and all(_is_number(row[column]) for row in table.rows)
            for column in range(len(table.header))
        ]
        values = {
            "caption": self.inline.set(table.caption),
            "endless": any(_longest_word(cell) > _WIDEST_WORD for row in (table.header, *table.rows) for cell in row),
            "header": list(zip(map(self.inline.set, table.header), numeric, strict=True)),
            "rows": [list(zip(map(self.inline.set, row), numeric, strict=True)) for row in table.rows],
        }
        return self.fill("blocks/table", values)

    def figure(self, figure: Figure) -> Markup:
        """A chart: number and title, drawing, who says so, how sure we are and why."""
        chart = figure.chart
        values = {
            "chart": chart,
            "label": f"{self.word('figure')} {figure.number}",
            "source": self.word("source-line").replace("{source}", chart.source),
            "statements": [self.inline.statement(claim, value) for claim, value in chart.claims],
            "address": f"chart:{quote_address(chart.id)}",
            "reasoned": chart.standing is not Standing.VERIFIED and bool(chart.reason),
        }
        return self.fill("blocks/figure", values)

    def quote(self, quote: Quote) -> Markup:
        """Somebody's words, to the letter."""
        values = {
            "words": self.inline.set(quote.children),
            "attribution": self.inline.set(quote.attribution, quote.standing),
            "standing": quote.standing,
            "statement": self.inline.statement(quote.claim, "") if quote.claim else None,
        }
        return self.fill("blocks/quote", values)

    def compound(self, compound: Compound) -> Markup:
        """A compound by the template of its name, where there is one; else its primitives."""
        name = f"blocks/{_kebab(type(compound).__name__)}"
        if not has_template(_TEMPLATES, name, self.places):
            return Markup("\n").join(self.block(primitive) for primitive in compound.realize())
        values: dict[str, Any] = {"block": compound, "inline": self.inline.set}
        if isinstance(compound, Statistic):
            values |= self.statistic(compound)
        return self.fill(name, values)

    def statistic(self, statistic: Statistic) -> dict[str, Any]:
        """What the template of a statistic needs beside the block."""
        return {
            "statement": self.inline.statement(statistic.stated.claim, statistic.stated.value),
            "about": self.inline.set(statistic.about, statistic.standing),
            "source": self.inline.note_words(statistic.source),
            "bar": threadbar(statistic, self.page.text.mm / (_BAR_LARGE if self.large else 1)),
        }


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _longest_word(cell: Inlines) -> int:
    return max((len(word) for word in plain(cell).split()), default=0)


def _is_number(cell: Inlines) -> bool:
    words = plain(cell).strip()
    return sum(c.isdigit() for c in words) * 2 >= len(words.replace(" ", "")) > 0
