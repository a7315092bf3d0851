"""The registry of renderers: the name that a product asks for one by, and where it is. Only this module knows all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.design.theme import Theme
from factpress.document.model import Chart, Document
from factpress.output.charts.drawing import Drawing, Format
from factpress.publication.products import Product


class Renderer(Protocol):
    """What a renderer's room offers: the format its charts are drawn in, and the artefact itself."""

    def warm(self) -> None:
        """Imports the libraries it stands on, ahead of need."""
        ...

    def chart_format(self, chart: Chart, theme: Theme, product: Product) -> Format:
        """The format of one chart in that product."""
        ...

    def render(
        self, document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places
    ) -> bytes:
        """The artefact. Raises Findings where the document does not fit."""
        ...


@dataclass(frozen=True, slots=True)
class Press:
    """A renderer by name: where it is, which side of the text it sets, and how its files end.

    `beside` says that it runs in the process that has read the folder, and leaves this one to WeasyPrint; `bound` that
    it is made in the bindery, once the pages are set, and has no renderer.
    """

    load: Callable[[], Renderer]
    side: str
    ending: str
    beside: bool
    bound: bool = False


def _booklet() -> Renderer:
    from factpress.output.booklet import renderer

    return renderer


def _deck() -> Renderer:
    from factpress.output.deck import renderer

    return renderer


def _prints() -> Renderer:
    from factpress.output.prints import renderer

    return renderer


def _handout() -> Renderer:
    from factpress.output.handout import renderer

    return renderer


def _bindery() -> Renderer:
    raise ToolError("what is bound has no renderer", "report this as a fault of factpress")


RENDERERS: Mapping[str, Press] = {
    "booklet": Press(_booklet, "booklet", ".pdf", beside=False),
    "deck": Press(_deck, "deck", ".pptx", beside=True),
    "handout": Press(_handout, "deck", ".pdf", beside=False),
    "imposed": Press(_bindery, "", ".pdf", beside=False, bound=True),
    "print": Press(_prints, "booklet", ".pdf", beside=False),
}
