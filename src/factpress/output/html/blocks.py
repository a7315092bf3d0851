"""Blocks as HTML. Each kind of block has a template in the folder of the renderer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, assert_never
from urllib.parse import quote as quote_address

from markupsafe import Markup, escape

from factpress.core.diagnostics import Location
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
from factpress.output.html.inlines import InlineSetter, Marks
from factpress.output.html.templating import Fill, Words, has_template
from factpress.publication.facts.claims import Standing

_SIDE = "booklet"
"""The side of a text that is set on paper."""

_WIDEST_WORD = 24
"""A word of more letters in a table's cell may be wider than its column."""

_TAG = re.compile(r"<[a-z][a-z0-9]*(?![^<>]*\sdata-origin=)")

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
        """One block, with its place. A compound has its own template, or is set as the primitives it is made of."""
        return with_origin(self.bare(block), block.origin)

    def bare(self, block: Block) -> Markup:
        """One block as its template has it."""
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


def with_origin(html: Markup, origin: Location | None) -> Markup:
    """The HTML with a place in its first element that has none: what is wrong with it when it is set is reported there.

    The attribute is added here, not in templates, since a publication may replace those.
    """
    if origin is None:
        return html
    attribute = f' data-origin="{escape(str(origin))}"'
    return Markup(_TAG.sub(lambda tag: tag[0] + attribute, str(html), count=1))  # noqa: S704 - the place is escaped


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _longest_word(cell: Inlines) -> int:
    return max((len(word) for word in plain(cell).split()), default=0)


def _is_number(cell: Inlines) -> bool:
    words = plain(cell).strip()
    return sum(c.isdigit() for c in words) * 2 >= len(words.replace(" ", "")) > 0


_LETTER_MM = 1.55
"""About as wide as a letter of the labels is, in millimetres: a sans of 7.6 pt."""

_GAP_MM = 1.5


@dataclass(frozen=True, slots=True)
class Label:
    """A label over the bar: where it is anchored, in millimetres from the left, and by which of its ends."""

    at: float
    anchor: str  # "start", "middle" or "end", as SVG says it
    text: str


@dataclass(frozen=True, slots=True)
class Threadbar:
    """Where a range lies on its scale, in millimetres of a drawing `width` wide."""

    width: float
    low: float
    high: float
    low_label: Label
    high_label: Label
    scale_text: str


def threadbar(statistic: Statistic, width: float) -> Threadbar | None:
    """The bar of a statistic that is a range, drawn `width` millimetres wide; None for a single figure.

    The labels stand over the ends of the bar and never over each other or beyond the drawing.
    """
    low, high, scale = statistic.low, statistic.high, statistic.scale
    if low is None or high is None or scale is None or scale <= 0:
        return None
    begin, end = width * low / scale, width * min(high, scale) / scale
    low_label, high_label = _labels(begin, end, width, statistic.low_text, statistic.high_text)
    return Threadbar(width, round(begin, 2), round(end, 2), low_label, high_label, statistic.scale_text)


def _labels(begin: float, end: float, width: float, low_text: str, high_text: str) -> tuple[Label, Label]:
    low_wide, high_wide = len(low_text) * _LETTER_MM, len(high_text) * _LETTER_MM
    if low_wide + _GAP_MM + high_wide <= end - begin:
        return Label(round(begin, 2), "start", low_text), Label(round(end, 2), "end", high_text)
    # Too short a bar to carry both: they hang outside it, and are pushed apart where the drawing ends.
    low_end = max(begin, low_wide)
    high_start = min(max(end, low_end + _GAP_MM), width - high_wide)
    low_end = min(low_end, high_start - _GAP_MM)
    return Label(round(low_end, 2), "end", low_text), Label(round(high_start, 2), "start", high_text)
