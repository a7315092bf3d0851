"""Which renderer a product's keys belong to."""

from __future__ import annotations

from factpress.core.diagnostics import Problems
from factpress.core.validation import Tree
from factpress.publication.products.schema import ProductRecord

PAPER = "booklet"
"""The renderer that sets the pages of a book."""

PRINT = "print"
"""The renderer that sets single sheets by a template of their own."""

HANDOUT = "handout"
"""The renderer that sets the slides of the deck on sheets."""

IMPOSED = "imposed"
"""The renderer that lays another product's pages on sheets."""

SLIDES = "deck"
"""The renderer that sets slides."""

_OWNERS = {
    "page": ("a booklet", PAPER),
    "palette": ("a deck", SLIDES),
    "sheet": ("a print or a handout", PRINT, HANDOUT),
    "slides": ("a handout", HANDOUT),
    "type": ("a booklet", PAPER),
    "cues": ("a booklet", PAPER),
    "template": ("a print", PRINT),
    "imposition": ("an imposed product", IMPOSED),
    "of": ("an imposed product or a print", IMPOSED, PRINT),
    "printer": ("what is printed", PAPER, IMPOSED, PRINT),
    "pictures": ("a booklet", PAPER),
    "content": ("a print", PRINT),
    "sides": ("a print", PRINT),
    "read_from": ("a print", PRINT),
    "cloth": ("a print", PRINT),
}
"""Keys that only some renderers have: whose they are, in words, and which those are."""

_A = {"imposition": "an"} | dict.fromkeys(("pictures", "of", "sides", "read_from", "slides", "type", "cues"), "the key")


def owns_its_keys(record: ProductRecord, tree: Tree, problems: Problems) -> bool:
    """Whether every key is one of the renderer's own; else each that is not is an error at its place."""
    before = len(problems.errors)
    for key, (whose, *owners) in _OWNERS.items():
        if record.renderer not in owners and getattr(record, key) is not None:
            hint = f'leave "{key}" out, or write renderer: {owners[0]}'
            problems.error("stray-key", f"only {whose} has {_A.get(key, 'a')} {key}", tree.key_at(key), hint)
    return len(problems.errors) == before
