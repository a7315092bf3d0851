"""Chapters as HTML that are kept while a person types: one that is as before is not rendered again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from markupsafe import Markup

from factpress.document.model import Chapter, Document
from factpress.output.html.blocks import BlockRenderer, RendererState

_OF_OTHERS = frozenset({"chapters", "references", "made", "origins"})
"""Parts of a document that change with other chapters."""


class Watched:
    """A document that notes which parts of it are asked for: a template of a chapter may show other chapters."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.asked: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.asked.add(name)
        return getattr(self._document, name)


@dataclass(frozen=True, slots=True)
class _Kept:
    chapter: Chapter
    depends: tuple[object, ...]
    before: RendererState
    html: Markup
    after: RendererState


class KeptChapters:
    """The chapters of one booklet as they were rendered last, by their numbers."""

    def __init__(self) -> None:
        self._kept: dict[int, _Kept] = {}

    def render(
        self,
        number: int,
        document: Watched,
        depends: tuple[object, ...],
        renderer: BlockRenderer,
        render: Callable[[Chapter], Markup],
    ) -> Markup:
        """A chapter as HTML. `depends` are all values beside the chapter and the renderer's state that change it."""
        chapter, before = document.chapters[number], renderer.state()
        kept = self._kept.get(number)
        if kept and kept.before == before and kept.depends == depends and _same(kept.chapter, chapter):
            renderer.restore(kept.after)
            return kept.html
        document.asked.clear()
        html = render(chapter)
        plain = {field.name for field in fields(Document)} - _OF_OTHERS
        if document.asked <= plain:
            self._kept[number] = _Kept(chapter, depends, before, html, renderer.state())
        else:
            self._kept.pop(number, None)
        return html


def front_matter(document: Document) -> Document:
    """A document without what changes with its chapters."""
    return replace(document, chapters=(), references=(), made={}, origins={})


def _same(one: Chapter, other: Chapter) -> bool:
    """Whether two chapters are equal, with the places where their texts are written, which are no part of equality."""
    blocks = zip(one.blocks, other.blocks, strict=False)
    return one == other and one.origin == other.origin and all(a is b for a, b in blocks)
