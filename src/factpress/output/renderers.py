"""The registry of renderers: what a product file names in `renderer`, and how each is run and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, Protocol, cast

from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.design.theme import Theme
from factpress.document.model import Chart, Document
from factpress.document.model.targets import BOOKLET, DECK, Target
from factpress.output.charts import Drawing, Format
from factpress.output.pictures import PictureBox
from factpress.publication.products import Product


class Renderer(Protocol):
    """The functions of a renderer's module."""

    def chart_format(self, chart: Chart, theme: Theme, product: Product) -> Format:
        """The format of one chart in that product."""
        ...

    def picture_box(self, product: Product, theme: Theme) -> PictureBox:
        """The space for a picture in that product."""
        ...

    def places_of_pictures(self, product: Product, theme: Theme) -> Mapping[str, PictureBox]:
        """The space for a picture in some places, to which it is cropped; `picture_box` is that of all others."""
        ...

    def render(
        self, document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places
    ) -> bytes:
        """The artefact. Raises Findings where the document does not fit."""
        ...


READER = "factpress.audit.readers:read_bytes"
"""Reads PDF and PowerPoint files, which it tells apart by their first bytes."""


@dataclass(frozen=True, slots=True)
class RendererInfo:
    """One renderer.

    `module` holds the functions of `Renderer`; it is empty where a file is made of finished pages of other products.
    `target` is what the text is set for. `kind` is the kind of a file that is read back, and `ending` of its name.
    `reader` is the function that reads it back, `module:name`; it takes the bytes and the path and returns a Reading.
    `in_worker` renderers run in a worker, while WeasyPrint keeps the main process busy.
    `consent_scope` is the scope that a consent needs for its products.
    """

    name: str
    module: str
    target: Target | None
    kind: str
    ending: str
    reader: str = READER
    in_worker: bool = False
    consent_scope: str = "print"

    def load(self) -> Renderer:
        """Imports the renderer."""
        if not self.module:
            raise ToolError(f'"{self.name}" has no renderer', "report this as a fault of factpress")
        return cast("Renderer", import_module(self.module))

    def read(self, artefact: bytes, path: Path) -> Any:
        """Reads the artefact back and returns its `Reading`. Raises ToolError where it cannot be read."""
        return resolve_name(self.reader)(artefact, path)

    @property
    def presented(self) -> bool:
        """Whether it sets slides."""
        return self.target is not None and self.target.presented

    @property
    def target_name(self) -> str:
        """The name of its target; empty where it has none."""
        return self.target.name if self.target is not None else ""


_ALL = (
    RendererInfo("booklet", "factpress.output.booklet.renderer", BOOKLET, "pdf", ".pdf", consent_scope="booklet"),
    RendererInfo("deck", "factpress.output.deck.renderer", DECK, "pptx", ".pptx", in_worker=True, consent_scope="deck"),
    RendererInfo("handout", "factpress.output.handout.renderer", DECK, "pdf", ".pdf"),
    RendererInfo("imposed", "", None, "pdf", ".pdf"),
    RendererInfo("print", "factpress.output.prints.renderer", BOOKLET, "pdf", ".pdf"),
)

RENDERERS: Mapping[str, RendererInfo] = {info.name: info for info in _ALL}
"""All renderers by name. To add one, write its module and add its line to `_ALL`."""
