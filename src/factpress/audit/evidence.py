"""Who says so, for each value that a document states: the note that stands behind it first."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.audit.passages import flat
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import Block, Document, Inlines, Items, Note, Paragraph, Quote, Stated, Table


def evidence(document: Document) -> dict[str, Note]:
    """The first note behind each value and each claim, wherever in the document it stands."""
    found: dict[str, Note] = {}
    for chapter in document.chapters:
        for inlines in (chapter.lead, *_texts(chapter.blocks)):
            waiting: list[Stated] = []
            for one in flat(inlines):
                if isinstance(one, Stated):
                    waiting.append(one)
                elif one.standing is not None:
                    for stated_ in waiting:
                        found.setdefault(f"{stated_.claim}/{stated_.value}", one)
                        found.setdefault(stated_.claim, one)
                    waiting = []
    return found


def _texts(blocks: tuple[Block, ...]) -> Iterator[Inlines]:
    for block in blocks:
        match block:
            case Paragraph(children):
                yield children
            case Quote(children, attribution):
                yield (*children, *attribution)
            case Table(_, rows):
                yield from (cell for row in rows for cell in row)
            case Statistic():
                yield from ((block.stated, *block.source), block.about)
            case Items(items):
                yield from (text for item in items for text in _texts(item))
            case _:
                yield from _texts(getattr(block, "blocks", ()))
