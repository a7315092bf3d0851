"""Blocks as HTML, each through a template of its own in the folder of what is being set."""

from __future__ import annotations

import re
from typing import Any, assert_never
from urllib.parse import quote as quote_address

from markupsafe import Markup

from factpress.core.paths import Places
from factpress.core.units import Length
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import (
    Aside,
    Block,
    Compound,
    Figure,
    Heading,
    Image,
    Inlines,
    Items,
    Only,
    Paragraph,
    Quote,
    SpeakerNotes,
    Table,
    for_target,
    plain,
)
from factpress.output.html.inlines import InlineSetter
from factpress.output.html.interface_words import Words
from factpress.output.html.range_bar import threadbar
from factpress.output.html.standing_marks import Marks
from factpress.output.html.templating import Fill, has_template
from factpress.publication.facts.claims import Standing

_SIDE = "booklet"
"""The side of a text that is set on paper."""

_WIDEST_WORD = 24
"""A word of more letters in a table's cell may be wider than its column."""

_DEEPEST = 6
"""HTML knows six ranks of headings."""


class BlockSetter:
    """Sets blocks by the templates of one folder. Holds what every block needs; each method sets one kind of thing."""

    def __init__(self, templates: str, fill: Fill, places: Places, marks: Marks, word: Words, measure: Length) -> None:
        """`measure` is the width of the column of text."""
        self.templates, self.fill, self.places, self.word, self.measure = templates, fill, places, word, measure
        self.mark = marks.mark
        self.inline = InlineSetter(marks.mark, marks.shape)
        self.rank = 2

    def blocks(self, blocks: tuple[Block, ...]) -> Markup:
        """The blocks that are for paper."""
        return Markup("\n").join(self.block(block) for block in for_target(blocks, _SIDE))

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
        if not has_template(self.templates, name, self.places):
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
            "bar": threadbar(statistic, self.measure.mm),
        }


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _longest_word(cell: Inlines) -> int:
    return max((len(word) for word in plain(cell).split()), default=0)


def _is_number(cell: Inlines) -> bool:
    words = plain(cell).strip()
    return sum(c.isdigit() for c in words) * 2 >= len(words.replace(" ", "")) > 0
