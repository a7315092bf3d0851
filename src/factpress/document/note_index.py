"""Who says so, for each value that the document states: what a speaker says aloud has a source as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factpress.document.blocks.statistic import Statistic
from factpress.document.model import (
    Block,
    Document,
    Emphasis,
    Foreign,
    Inlines,
    Link,
    Note,
    Paragraph,
    Quote,
    Stated,
    Strong,
    Table,
    every,
)


def evidence(document: Document) -> Mapping[str, Note]:
    """The first note for each "claim/value" and for each claim, wherever in the document it stands."""
    found: dict[str, Note] = {}
    for chapter in document.chapters:
        for inlines in (chapter.lead, *_texts(chapter.blocks)):
            waiting: list[str] = []
            for inline in flat(inlines):
                if isinstance(inline, Stated):
                    waiting += [f"{inline.claim}/{inline.value}", inline.claim]
                elif inline.standing is not None:
                    # notes stand behind what they speak for, with nothing between but words
                    for key in waiting:
                        found.setdefault(key, inline)
                    waiting = []
    return found


def _texts(blocks: tuple[Block, ...]) -> Iterator[Inlines]:
    for block in every(blocks):
        match block:
            case Paragraph(children):
                yield children
            case Quote(children, attribution):
                yield (*children, *attribution)
            case Table(_, rows):
                yield from (cell for row in rows for cell in row)
            case Statistic():
                yield from ((block.stated, *block.source), block.about)
            case _:
                pass


def flat(inlines: Inlines) -> Iterator[Stated | Note]:
    """The statements and notes of some words, whatever they are wrapped in."""
    for inline in inlines:
        match inline:
            case Stated() | Note():
                yield inline
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children):
                yield from flat(children)
            case _:
                pass
