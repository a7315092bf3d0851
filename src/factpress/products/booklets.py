"""Booklets from what an editor wrote: a page, the printer it is for, and the size of its text."""

from __future__ import annotations

from dataclasses import replace

from factpress.diagnostics import Problems
from factpress.products.large import larger
from factpress.products.model import Product
from factpress.products.pages import page_of
from factpress.products.written import Written


def booklet_of(written: Written, problems: Problems) -> Product | None:
    """The booklet; None, with errors at their places, where it lacks something or has what it cannot use."""
    record, tree, printer = written.record, written.tree, written.printer
    if record.palette is not None:
        hint = 'leave "palette" out: it is for slides'
        problems.error("bad-value", "a page is set in the colours for print", tree.key_at("palette"), hint)
    if record.page is None:
        hint = "add page: {trim: …, margins: …, columns: …}, as data/products/booklet-a5.yaml has it"
        problems.error("missing-key", "a booklet needs a page, and there is none", tree.key_at("renderer"), hint)
        return None
    if record.printer is None and record.pictures is not None:
        hint = 'name the "printer", or leave "pictures" out: readers take any'
        problems.error("stray-key", "pictures are changed for a press only", tree.key_at("pictures"), hint)
        return None
    page = page_of(record.page, tree, problems)
    if page is None or record.palette is not None:
        return None
    if printer is not None:
        page = replace(page, bleed=printer.bleed)
    pictures = record.pictures or ""
    made = Product(written.name, record.renderer, record.title, record.file, page, printer=printer, pictures=pictures)
    return larger(made, written, problems)
