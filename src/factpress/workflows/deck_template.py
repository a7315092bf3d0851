"""Writes the template of a deck, which a designer then changes in PowerPoint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, ToolError
from factpress.core.placing import settle
from factpress.design.slide_templates import template_name
from factpress.edition import read_edition
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product
from factpress.workflows.outputs import write_outputs
from factpress.workflows.tasks import select_products


@dataclass(frozen=True, slots=True)
class DeckTemplate:
    """A template that was written to `path`, for a deck, and the warnings about a file that was in its place."""

    path: Path
    product: Product
    warnings: tuple[Diagnostic, ...]


def write_deck_template(root: Path, name: str | None = None) -> DeckTemplate:
    """Writes the template of a deck (default: the first one) to the folder `templates`.

    A template that was changed stays, and the new one is written beside it. Raises Findings if the publication has
    errors, and ToolError if the product is no deck.
    """
    edition = read_edition(root)
    selected = select_products(edition.products, (name,) if name else (), edition.places)
    product = next((one for one in selected if RENDERERS[one.renderer].ending == ".pptx"), None)
    if product is None:
        raise ToolError(f'the product "{name}" is no deck' if name else "the publication has no deck")
    from factpress.output.deck.slide_size import sized
    from factpress.output.deck.writer.generated_template import template

    document, folder = edition.document, edition.places.root / "templates"
    data = template(sized(edition.theme, product), product.palette, document.language, document.direction)
    path = folder / template_name(product.palette, product.shape)
    settle(folder)
    folder.mkdir(exist_ok=True)
    written = write_outputs(folder, {path: data})
    return DeckTemplate(written.paths[path], product, written.warnings)
