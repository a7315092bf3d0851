"""Booklets from what an editor wrote: a page, the printer it is for, and the size of its text."""

from __future__ import annotations

from dataclasses import replace

from factpress.core.diagnostics import Problems
from factpress.publication.products.large import larger
from factpress.publication.products.model import Product
from factpress.publication.products.pages import page_of
from factpress.publication.products.written import Written


def booklet_of(written: Written, problems: Problems) -> Product | None:
    """The booklet; None, with errors at their places, where it lacks something or has what it cannot use."""
    record, tree, printer = written.record, written.tree, written.printer
    if record.page is None:
        hint = "add page: {trim: …, margins: …, columns: …}, as data/products/booklet-a5.yaml has it"
        problems.error("missing-key", "a booklet needs a page, and there is none", tree.key_at("renderer"), hint)
        return None
    if record.pictures is not None and (record.printer is None or (printer is not None and printer.standard == "none")):
        hint = 'name a "printer" of PDF/X, or leave "pictures" out: readers take any'
        problems.error("stray-key", "pictures are changed for a press only", tree.key_at("pictures"), hint)
        return None
    page = page_of(record.page, tree, problems)
    if page is None:
        return None
    if printer is not None:
        page = replace(page, bleed=printer.bleed)
    pictures = record.pictures or ""
    made = Product(written.name, record.renderer, record.title, record.file, page, printer=printer, pictures=pictures)
    return larger(made, written, problems)
