"""Imposed products from what an editor wrote: another product's pages, on a printer's sheets."""

from __future__ import annotations

from factpress.core.diagnostics import Problems
from factpress.publication.products.imposing import called, scheme_of
from factpress.publication.products.model import Product
from factpress.publication.products.written import Written


def imposed_of(written: Written, problems: Problems) -> Product | None:
    """The imposed product; None, with errors at their places, where its pages cannot lie as it asks."""
    record, tree, printer, of = written.record, written.tree, written.printer, written.of
    lacking = [key for key in ("of", "printer", "imposition") if getattr(record, key) is None]
    for key in lacking:
        message = f'what is imposed needs the key "{key}", and it is missing'
        problems.error("missing-key", message, tree.key_at("renderer"), "see data/products/booklet-a5-on-a4.yaml")
    if printer is None or record.imposition is None or of is None or lacking:
        return None
    if of.size is None or not of.composed:
        hint = "name a booklet, or a print with a text"
        problems.error("no-pages", f'"{of.name}" has no pages that could be imposed', tree.at("of"), hint)
        return None
    if printer.standard != "none" and not of.for_press:
        message = f'"{of.name}" is not made for a press, and "{printer.name}" is one'
        hint = f"name a product that is made for it: printer: {printer.name}"
        problems.error("not-for-press", message, tree.at("of"), hint)
        return None
    if of.bleed < printer.bleed:
        message = f'"{printer.name}" wants a bleed of {printer.bleed.css}, and "{of.name}" has {of.bleed.css}'
        hint = f"name a product that is made for it, with printer: {printer.name}"
        problems.error("no-bleed", message, tree.at("of"), hint)
        return None
    scheme = scheme_of(record.imposition, of.size, printer.bleed, printer, tree, problems)
    if scheme is None:
        return None
    file = record.file if printer.standard != "none" else f"{record.file}-{called(scheme)}"
    return Product(written.name, record.renderer, record.title, file, printer=printer, of=of, scheme=scheme)
