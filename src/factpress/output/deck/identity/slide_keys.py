"""The keys of slides: what a slide is about, by ids of claims, charts and chapters, which stay when facts change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from factpress.document.blocks.scripture import Scripture
from factpress.document.blocks.slide import OPENING
from factpress.document.blocks.slide import Slide as SlideBlock
from factpress.document.blocks.statistic import Statistic
from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import Block, Break, Chapter, Figure, Inlines, Quote, Stated, Text
from factpress.document.model.inlines import walk_inlines
from factpress.output.deck.identity.properties import key_of_text, unique_keys
from factpress.output.deck.presentation import Section, Slide

TITLE, SOURCES = "title", "sources"


def chapter_key(chapter: Chapter) -> str:
    """Return the key of a section slide."""
    return f"chapter-{chapter.id}"


def block_key(block: Block) -> str:
    """Return the key of the slides of a block. In place of a value, the key of a text has the id of its claim."""
    match block:
        case Statistic(stated=stated):
            return f"number-{stated.claim}/{stated.value}"
        case Figure(chart):
            return f"chart-{chart.id}"
        case ClaimTest(claim=claim):
            return f"tested-{claim}"
        case Quote(claim=str(claim)):
            return f"quote-{claim}"
        case Scripture(attribution=attribution):
            return f"verse-{_text_key(attribution)}"
        case SlideBlock(style=style) if style == OPENING:
            return TITLE
        case SlideBlock(title=title, heading=heading):
            return f"slide-{_text_key(heading or (Text(title),))}"
        case _:
            return "slide"


def keyed(key: str, slides: Iterable[Slide]) -> tuple[Slide, ...]:
    """Return the slides with that key, where they have none yet."""
    return tuple(slide if slide.key else replace(slide, key=key) for slide in slides)


def with_unique_keys(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections with "-2", "-3" … after the keys of continued slides."""
    sections = tuple(sections)
    keys = unique_keys(slide.key for section in sections for slide in section.slides)
    return tuple(
        replace(section, slides=tuple(replace(slide, key=next(keys)) for slide in section.slides))
        for section in sections
    )


def _text_key(text: Inlines) -> str:
    parts = (
        f" {one.claim} " if isinstance(one, Stated) else one.text if isinstance(one, Text) else " "
        for one in walk_inlines(text, into_notes=False)
        if isinstance(one, Stated | Text | Break)
    )
    return key_of_text("".join(parts))
