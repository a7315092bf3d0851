"""Chapters and the list of sources as HTML, kept while a person types: what is as before is not rendered again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias

from markupsafe import Markup

from factpress.core.diagnostics import Location
from factpress.document.model import Chapter, Document, Reference
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


Part: TypeAlias = Chapter | tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    part: Part
    depends: tuple[object, ...]
    before: RendererState
    html: Markup
    after: RendererState


class KeptChapters:
    """The chapters of one booklet, by their numbers, and its sources as they were rendered last."""

    def __init__(self) -> None:
        self._kept: dict[int | None, _Kept] = {}

    def chapter(
        self,
        number: int,
        document: Watched,
        depends: tuple[object, ...],
        renderer: BlockRenderer,
        render: Callable[[Chapter], Markup],
    ) -> Markup:
        """A chapter as HTML. `depends` are all values beside the chapter and the renderer's state that change it."""
        chapter = document.chapters[number]
        return self._render(number, chapter, document, depends, renderer, lambda: render(chapter))

    def sources(
        self,
        document: Watched,
        depends: tuple[object, ...],
        renderer: BlockRenderer,
        render: Callable[[tuple[Reference, ...]], Markup],
    ) -> Markup:
        """The list of sources as HTML; see `chapter`."""
        references = document.references
        return self._render(None, references, document, depends, renderer, lambda: render(references))

    def _render(
        self,
        key: int | None,
        part: Part,
        document: Watched,
        depends: tuple[object, ...],
        renderer: BlockRenderer,
        render: Callable[[], Markup],
    ) -> Markup:
        kept, before = self._kept.get(key), renderer.state()
        if kept and kept.before == before and kept.depends == depends and _same(kept.part, part):
            renderer.restore(kept.after)
            return kept.html
        document.asked.clear()
        html = render()
        plain = {field.name for field in fields(Document)} - _OF_OTHERS
        if document.asked <= plain:
            self._kept[key] = _Kept(part, depends, before, html, renderer.state())
        else:
            self._kept.pop(key, None)
        return html


def front_matter(document: Document) -> Document:
    """A document without what changes with its chapters."""
    return replace(document, chapters=(), references=(), made={}, origins={})


def _same(one: Part, other: Part) -> bool:
    """Whether two parts are equal, with the places where their texts are written, which are no part of equality."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        return one == other and _origins(one) == _origins(other)
    blocks = zip(one.blocks, other.blocks, strict=False)
    return one == other and one.origin == other.origin and all(a is b for a, b in blocks)


def _origins(part: Part) -> list[Location | None]:
    return [reference.origin for reference in part] if isinstance(part, tuple) else [part.origin]
