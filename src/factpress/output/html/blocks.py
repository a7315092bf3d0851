"""Blocks as HTML. Each kind of block has a template in the folder of the renderer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, assert_never
from urllib.parse import quote as quote_address

from markupsafe import Markup, escape

from factpress.core.diagnostics import Location
from factpress.core.paths import Places
from factpress.core.units import Length
from factpress.design.theme import Theme
from factpress.document.blocks.statistic import Statistic
from factpress.document.blocks.tested import ClaimTest
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
    SpeakerNotes,
    Table,
    Text,
    notes,
    plain,
)
from factpress.document.model.targets import BOOKLET
from factpress.document.walk import for_target
from factpress.output.html.binding import bound, bound_title
from factpress.output.html.inlines import InlineRenderer, StandingMarks
from factpress.output.html.ornaments import ornaments
from factpress.output.html.templating import InterfaceWords, has_template, template_filler
from factpress.output.pictures import PictureBox, duotone, picture_address
from factpress.publication.facts.claims import Standing

_MAX_WORD = 24
"""Letters of the longest word in a table whose columns are as wide as their longest word."""

_TAG = re.compile(r"<[a-z][a-z0-9]*(?![^<>]*\sdata-origin=)")

_DEEPEST = 6
"""HTML has six ranks of headings."""


RendererState = tuple[dict[tuple[str, str], int], frozenset[str], frozenset[str]]
"""What a renderer knows of the blocks before: statements that were counted, charts that were placed and set beside."""


class BlockRenderer:
    """Renders the blocks of one document by the templates of a folder. Each method renders one kind of block."""

    def __init__(
        self,
        folder: str,
        document: Document,
        theme: Theme,
        places: Places,
        measure: Length,
        pictures: PictureBox,
        *,
        labelled: bool = False,
        places_of_pictures: Mapping[str, PictureBox] | None = None,
    ) -> None:
        """Take the templates from `folder` of `templates`. `measure` is the width of the text column.

        `pictures` is the space for a picture, `places_of_pictures` that of some places of a picture. If paragraphs
        are `labelled`, their marks are in the margin, too.

        Templates know `word("…")`, `mark(standing)`, the `document`, the `colour`s for print and the family `sans`, and
        those of `ornaments`.
        """
        self.folder, self.places, self.measure, self.pictures = folder, places, measure, pictures
        self.labelled = labelled
        self.places_of_pictures = places_of_pictures or {}
        self.heads: Mapping[str, str] = {}
        self.tone = duotone(theme.palettes["print"])
        self.word = InterfaceWords(document.words, document.language)
        marks = StandingMarks({s.standing: s.word for s in document.standings})
        self.mark, self.inline = marks.mark, InlineRenderer(marks)
        known = {
            "word": self.word,
            "mark": marks.mark,
            "document": document,
            "colour": theme.palettes["print"],
            "sans": theme.print_type["figure-label"].family,
            **ornaments(theme),
        }
        self.fill = template_filler(folder, places, known)
        self.rank = 2
        self.placed: set[str] = set()
        self.beside: set[str] = set()  # charts whose drawing is set beside their caption

    def state(self) -> RendererState:
        """What the HTML of the next block depends on, beside the block."""
        return self.inline.counted(), frozenset(self.placed), frozenset(self.beside)

    def restore(self, state: RendererState) -> None:
        """Go on as after the blocks that led to that state."""
        counted, placed, beside = state
        self.inline.recount(counted)
        self.placed, self.beside = set(placed), set(beside)

    def blocks(self, blocks: tuple[Block, ...]) -> Markup:
        """The blocks of the booklet target."""
        return Markup("\n").join(map(self.block, for_target(blocks, BOOKLET.name)))

    def block(self, block: Block) -> Markup:
        """One block, with its origin. A compound without a template is rendered as its primitives."""
        return with_origin(self.bare(block), block.origin)

    def bare(self, block: Block) -> Markup:
        """One block without its origin."""
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self.paragraph(block)
            case Items():
                items = [self.blocks(item) for item in block.items]
                return self.fill("blocks/items", {"items": items, "ordered": block.ordered, "start": block.start})
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Image():
                return self.image(block)
            case Quote():
                return self.quote(block)
            case Aside():
                title = self.inline.render(block.title)
                values = {"title": title, "blocks": self.blocks(block.blocks), "standing": block.standing}
                return self.fill("blocks/aside", {**values, "style": block.style, "picture": block.drawing})
            case SpeakerNotes() | Only():
                return Markup()
            case Compound():
                return self.compound(block)
            case _:
                assert_never(block)

    def title(self, chapter: Chapter) -> Markup:
        """The title of a chapter with its notes. One of words alone has no places to break them at, for its size."""
        if all(isinstance(inline, Text) for inline in chapter.heading):
            return escape(plain(bound_title((Text(chapter.title),))))
        return self.inline.render(bound_title(chapter.heading))

    def heading(self, heading: Heading) -> Markup:
        """A heading inside a chapter. No rank is skipped (WCAG 2.2, 1.3.1; ISO 14289-1, 7.4.2)."""
        self.rank = min(heading.rank + 1, self.rank + 1, _DEEPEST)
        return self.fill(
            "blocks/heading",
            {
                "rank": self.rank,
                "words": self.inline.render(bound(heading.children)),
                "title": " ".join(plain(heading.children).split()),
                "id": heading.id,
            },
        )

    def paragraph(self, paragraph: Paragraph) -> Markup:
        """A paragraph with the marks of its sentences: in the margin, too, if the pages have a column for them."""
        marked = any(note.standing is not None for note in notes(paragraph.children))
        render = self.inline.render_labelled if self.labelled else self.inline.render
        return self.fill(
            "blocks/paragraph", {"marked": marked, "marks": (), "words": render(bound(paragraph.children))}
        )

    def table(self, table: Table) -> Markup:
        """A table. Columns of numbers are aligned to the right."""
        values = {
            "caption": self.inline.render(table.caption),
            "endless": any(_longest_word(cell) > _MAX_WORD for row in (table.header, *table.rows) for cell in row),
            "header": list(zip(map(self.inline.render, table.header), table.numeric, strict=True)),
            "rows": [list(zip(map(self.inline.render, row), table.numeric, strict=True)) for row in table.rows],
        }
        return self.fill("blocks/table", values)

    def figure(self, figure: Figure) -> Markup:
        """A chart with its number, title, source and standing, and the reason for a standing other than verified."""
        chart = figure.chart
        values = {
            "chart": chart,
            "id": chart.id if chart.id not in self.placed else "",
            "label": f"{self.word('figure')} {figure.number}",
            "source": self.word("source-line").replace("{source}", chart.source),
            "statements": [self.inline.statement(claim, value) for claim, value in chart.claims],
            "address": f"chart:{quote_address(chart.id)}",
            "beside": chart.id in self.beside,
            "reasoned": chart.standing is not Standing.VERIFIED and bool(chart.reason),
        }
        self.placed.add(chart.id)  # a link leads to the first of its places
        return self.fill("blocks/figure", values)

    def image(self, image: Image) -> Markup:
        """A picture, at most as large as its space. One with a place of its own is cropped to it."""
        box = self.places_of_pictures.get(image.place, self.pictures)
        values = {
            "path": image.path,
            "address": picture_address(image.path, box, self.tone if image.tone else None),
            "width": box.width,
            "height": box.height,
            "alt": image.alt,
            "caption": self.inline.render(image.caption),
            "credit": self.inline.render(image.credit),
            "place": image.place if image.place in self.places_of_pictures else "column",
            "heads": self.heads,
            "focus": f"{image.focus[0]:.4%} {image.focus[1]:.4%}",
        }
        return self.fill("blocks/image", values)

    def quote(self, quote: Quote) -> Markup:
        """A quotation with its attribution."""
        values = {
            "words": self.inline.render(bound(quote.children)),
            "attribution": self.inline.render(quote.attribution, quote.standing),
            "standing": quote.standing,
            "statement": self.inline.statement(quote.claim, "") if quote.claim else None,
        }
        return self.fill("blocks/quote", values)

    def compound(self, compound: Compound) -> Markup:
        """A compound by the template of its class name, if there is one, else as its primitives."""
        name = f"blocks/{_kebab(type(compound).__name__)}"
        if not has_template(self.folder, name, self.places):
            return Markup("\n").join(map(self.block, compound.realize()))
        values: dict[str, Any] = {"block": compound, "inline": self.inline.render, "blocks": self.blocks}
        if isinstance(compound, Statistic):
            values |= self.statistic(compound)
        elif isinstance(compound, ClaimTest):
            values |= self.tested(compound)
        return self.fill(name, values)

    def statistic(self, statistic: Statistic) -> dict[str, Any]:
        """The values that the template of a statistic needs in addition to the block."""
        return {
            "statement": self.inline.statement(statistic.stated.claim, statistic.stated.value),
            "about": self.inline.render(bound(statistic.about), statistic.standing),
            "source": self.inline.render_notes(statistic.source),
            "bar": range_bar(statistic, self.measure.mm),
        }

    def tested(self, tested: ClaimTest) -> dict[str, Any]:
        """The values that the template of a tested sentence needs in addition to the block."""
        return {
            "statement": self.inline.statement(tested.claim, ""),
            "supplied": self.inline.render(bound(tested.supplied), tested.standing),
            "finding": self.inline.render(bound(tested.finding), tested.standing),
            "reason": self.inline.render(bound(tested.reason), tested.standing),
        }


def with_origin(html: Markup, origin: Location | None) -> Markup:
    """The HTML with an origin in its first element that has none. Findings of the page layout are reported there.

    The attribute is added here, not in templates, since a publication may replace those.
    """
    if origin is None:
        return html
    attribute = f' data-origin="{escape(str(origin))}"'
    return Markup(_TAG.sub(lambda tag: tag[0] + attribute, str(html), count=1))  # noqa: S704 - the origin is escaped


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _longest_word(cell: Inlines) -> int:
    return max((len(word) for word in plain(cell).split()), default=0)


_LETTER_MM = 1.55
"""Mean width of a letter of the labels, in millimetres: a sans of 7.6 pt."""

_GAP_MM = 1.5
"""Least distance between the two labels, in millimetres."""


@dataclass(frozen=True, slots=True)
class BarLabel:
    """A label above the bar, with its anchor in millimetres from the left."""

    at: float
    anchor: str  # a value of the SVG attribute `text-anchor`: "start", "middle" or "end"
    text: str


@dataclass(frozen=True, slots=True)
class RangeBar:
    """The position of a range on its scale, in millimetres of a drawing of that `width`."""

    width: float
    low: float
    high: float
    low_label: BarLabel
    high_label: BarLabel
    scale_text: str


def range_bar(statistic: Statistic, width: float) -> RangeBar | None:
    """The bar of a statistic that is a range, drawn `width` millimetres wide; None for a single figure.

    The labels are above the ends of the bar. They do not overlap and do not extend beyond the drawing.
    """
    low, high, scale = statistic.low, statistic.high, statistic.scale
    if low is None or high is None or scale is None or scale <= 0:
        return None
    begin, end = width * low / scale, width * min(high, scale) / scale
    low_label, high_label = _labels(begin, end, width, statistic.low_text, statistic.high_text)
    return RangeBar(width, round(begin, 2), round(end, 2), low_label, high_label, statistic.scale_text)


def _labels(begin: float, end: float, width: float, low_text: str, high_text: str) -> tuple[BarLabel, BarLabel]:
    low_wide, high_wide = len(low_text) * _LETTER_MM, len(high_text) * _LETTER_MM
    if low_wide + _GAP_MM + high_wide <= end - begin:
        return BarLabel(round(begin, 2), "start", low_text), BarLabel(round(end, 2), "end", high_text)
    # the bar is too short for both: they extend beyond its ends, and are moved inside the drawing
    low_end = max(begin, low_wide)
    high_start = min(max(end, low_end + _GAP_MM), width - high_wide)
    low_end = min(low_end, high_start - _GAP_MM)
    return BarLabel(round(low_end, 2), "end", low_text), BarLabel(round(high_start, 2), "start", high_text)
