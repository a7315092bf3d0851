"""Large print from what an editor wrote: the size of its text, and the booklet whose pages it tells."""

from __future__ import annotations

from dataclasses import replace

from factpress.core.diagnostics import Problems
from factpress.core.units import pt
from factpress.publication.products.model import Product
from factpress.publication.products.written import Written

LEAST, MOST = pt(12), pt(30)
"""Sizes of text that a booklet may be set in where its file says one."""


def larger(product: Product, written: Written, problems: Problems) -> Product | None:
    """The booklet in the type that its file asks for, and with the pages of another one in its margin.

    None, with errors at their places, where it cannot be.
    """
    record, tree, cues = written.record, written.tree, written.cues
    before = len(problems.errors)
    size = record.type.size if record.type is not None else None
    if size is not None and not LEAST <= size <= MOST:
        message = f"text of {size.pt:g} pt: large print has {LEAST.pt:g} to {MOST.pt:g} pt"
        problems.error("bad-value", message, tree.at("type", "size"), "18pt is usual")
    if cues is not None and (cues.page is None or cues.cues is not None):
        hint = "name the standard booklet: cues: booklet-a5"
        problems.error("no-pages", f'"{cues.name}" has no pages that another booklet could tell', tree.at("cues"), hint)
    return replace(product, type_size=size, cues=cues) if len(problems.errors) == before else None
