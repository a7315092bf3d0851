"""Prints from what an editor wrote: a sheet, a template, and a text of its own where it has one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from factpress.diagnostics import Problems
from factpress.places import Places
from factpress.products.model import ARM, Product
from factpress.products.pages import sheet_of
from factpress.products.written import Written
from factpress.schemes import ZERO

_OF_A_TEXT = ("sides", "read_from", "cloth")
"""Keys of a print that has a text of its own."""


def print_of(written: Written, places: Places, problems: Problems) -> Product | None:
    """The print; None, with errors at their places, where it lacks something or has what it cannot use."""
    record, tree = written.record, written.tree
    before = len(problems.errors)
    if record.palette is not None:
        hint = 'leave "palette" out: it is for slides'
        problems.error("bad-value", "a print is set in the colours for print", tree.key_at("palette"), hint)
    for key, what in (("sheet", "sheet: {size: …, margins: …}"), ("template", "template: evidence")):
        if getattr(record, key) is None:
            message = f"a print needs a {key}, and there is none"
            problems.error("missing-key", message, tree.key_at("renderer"), f"add {what}")
    if len(problems.errors) > before or record.sheet is None or record.template is None:
        return None
    sheet = sheet_of(record.sheet, tree, problems)
    if sheet is None:
        return None
    product = Product(
        written.name,
        record.renderer,
        record.title,
        record.file,
        sheet=sheet,
        template=record.template,
        printer=written.printer,
        of=written.of,
    )
    return _with_text(product, written, places, problems)


def _with_text(product: Product, written: Written, places: Places, problems: Problems) -> Product | None:
    """A print with the text that it is set from, where it has one."""
    record, tree = written.record, written.tree
    if record.content is None:
        for key in (key for key in _OF_A_TEXT if getattr(record, key) is not None):
            hint = 'say which text it is set from: "content"'
            problems.error("stray-key", f"only a print with a text of its own has {key}", tree.key_at(key), hint)
            return None
        return product
    if places.own(record.content) is None:
        message = f'there is no text "{record.content}"'
        problems.error("missing-file", message, tree.at("content"), "write it, or correct the path")
        return None
    return replace(
        product,
        content=Path(record.content),
        sides=record.sides or 1,
        read_from=record.read_from or ARM,
        cloth=record.cloth or ZERO,
    )
