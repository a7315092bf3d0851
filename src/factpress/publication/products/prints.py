"""Prints from what an editor wrote: a sheet, a template, and a text of its own where it has one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from factpress.core.diagnostics import Problems, did_you_mean
from factpress.core.paths import Places
from factpress.publication.imposition_schemes import ZERO, SaddleStitch
from factpress.publication.products.model import ARM, Product
from factpress.publication.products.pages import sheet_of
from factpress.publication.products.written import Written

BY_COMMAND = ("evidence", "slip")
"""Templates of prints that are not made with the publication: commands of their own set them."""

HOW_TO_PRINT, PRINTER_TEST = "how-to-print", "printer-test"
"""Templates of prints that go along with sheets, and have words of their own."""

_SHARED = {"prints", "pieces"}
"""Style sheets that are no print's own."""

_OF_A_TEXT = ("sides", "read_from", "cloth")
"""Keys of a print that has a text of its own."""


def print_of(written: Written, places: Places, problems: Problems) -> Product | None:
    """The print; None, with errors at their places, where it lacks something or has what it cannot use."""
    record, tree = written.record, written.tree
    before = len(problems.errors)
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
    record, tree, before = written.record, written.tree, len(problems.errors)
    if record.content is None:
        for key in (key for key in _OF_A_TEXT if getattr(record, key) is not None):
            hint = 'say which text it is set from: "content"'
            problems.error("stray-key", f"only a print with a text of its own has {key}", tree.key_at(key), hint)
            return None
        return product if _goes_along(product, written, places, problems) else None
    if record.of is not None:
        message = "a print with a text of its own tells about no other product"
        problems.error("stray-key", message, tree.key_at("of"), 'leave "of" out, or "content"')
    if places.template(f"prints/{product.template}.css") is None:
        hint = did_you_mean(product.template, _styles(places))
        problems.error("unknown-template", f'there is no print "{product.template}"', tree.at("template"), hint)
    if places.own(record.content) is None:
        message = f'there is no text "{record.content}"'
        problems.error("missing-file", message, tree.at("content"), "write it, or correct the path")
    if len(problems.errors) > before:
        return None
    return replace(
        product,
        content=Path(record.content),
        sides=record.sides or 1,
        read_from=record.read_from or ARM,
        cloth=record.cloth or ZERO,
    )


def _goes_along(product: Product, written: Written, places: Places, problems: Problems) -> bool:
    """Whether a print without a text has all that it tells about; else what lacks is an error at its place."""
    tree, template = written.tree, product.template
    own = (HOW_TO_PRINT, PRINTER_TEST)
    if template in BY_COMMAND:
        return True
    if template not in own:
        hint = 'name its text: "content"' if template in _styles(places) else did_you_mean(template, own)
        message = f'no print without a text is called "{template}"'
        problems.error("unknown-template", message, tree.at("template"), hint)
        return False
    booklet = written.of is not None and isinstance(written.of.scheme, SaddleStitch)
    if template == HOW_TO_PRINT and not booklet and (written.of is not None or written.record.of is None):
        message = "it tells how to print a booklet, and names none that is imposed"
        problems.error("missing-key", message, tree.at("of"), "name one under of: booklet-a5-on-a4")
        return False
    if template == PRINTER_TEST and written.record.printer is None:
        hint = "add printer: office"
        problems.error("missing-key", "it tries a printer, and names none", tree.key_at("template"), hint)
        return False
    return True


def _styles(places: Places) -> set[str]:
    """The names of prints with a text: each has a style sheet."""
    return {path.stem for folder in places.templates for path in (folder / "prints").glob("*.css")} - _SHARED
