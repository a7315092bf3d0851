"""Who says so, for each value that a document states: a source for what a speaker says aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factpress.document.model import Block, Document, Inlines, Note, Quote, Stated, walk_inlines
from factpress.document.walk import walk


def note_index(document: Document) -> Mapping[str, Note]:
    """The first note for each "claim/value" and for each claim, wherever in the document it stands."""
    found: dict[str, Note] = {}
    for chapter in document.chapters:
        for inlines in (chapter.lead, *_texts(chapter.blocks)):
            waiting: list[str] = []
            for inline in walk_inlines(inlines, into_notes=False):
                if isinstance(inline, Stated):
                    waiting += [f"{inline.claim}/{inline.value}", inline.claim]
                elif isinstance(inline, Note) and inline.standing is not None:
                    # a note follows the statements that it belongs to, with nothing but words between
                    for key in waiting:
                        found.setdefault(key, inline)
                    waiting = []
    return found


def _texts(blocks: tuple[Block, ...]) -> Iterator[Inlines]:
    for node in walk(blocks):
        if isinstance(node.block, Quote):  # the note of a quotation follows its attribution
            yield tuple(inline for run in node.inlines for inline in run)
        else:
            yield from node.inlines
