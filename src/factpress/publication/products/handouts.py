"""Handouts from what an editor wrote: a sheet, and how the slides of the deck lie on it."""

from __future__ import annotations

from factpress.core.diagnostics import Problems
from factpress.publication.products.model import Handout, Product
from factpress.publication.products.pages import sheet_of
from factpress.publication.products.written import Written


def handout_of(written: Written, problems: Problems) -> Product | None:
    """The handout; None, with errors at their places, where it lacks something or has what it cannot use."""
    record, tree = written.record, written.tree
    for key, what in (("sheet", "sheet: {size: …, margins: …}"), ("slides", "slides: {per_page: 3, beside: lines}")):
        if getattr(record, key) is None:
            message = f'a handout needs the key "{key}", and it is missing'
            problems.error("missing-key", message, tree.key_at("renderer"), f"add {what}")
    if record.sheet is None or record.slides is None:
        return None
    sheet = sheet_of(record.sheet, tree, problems)
    if sheet is None:
        return None
    handout = Handout(record.slides.per_page, record.slides.beside)
    return Product(
        written.name, record.renderer, record.title, record.file, palette="light", sheet=sheet, handout=handout
    )
