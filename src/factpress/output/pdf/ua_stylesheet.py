"""WeasyPrint's own style sheet, with its rules for pseudo-elements bound to the elements that can have them.

As it comes, six of its rules ("::footnote-call", "::marker" …) match every element, and each match computes and
keeps a style that nothing will use: more than half of all styles of a book, in time and in memory.
"""

# ruff: noqa: SLF001 - WeasyPrint has no stubs, and what is mended here is private to it
from __future__ import annotations

import functools
import re
from typing import Any

from factpress.output.pdf import weasyprint_import

_BOUND = {
    "marker": "li::marker, summary::marker",
    "footnote-call": "[role=doc-footnote]::footnote-call",
    "footnote-marker": "[role=doc-footnote]::footnote-marker",
    "note-call": "[role=doc-endnote]::note-call",
    "note-marker": "[role=doc-endnote]::note-marker",
    "note-callback": "[role=doc-endnote]::note-callback",
}

_UNBOUND = re.compile(rf"^::({'|'.join(_BOUND)})(?= \{{)", re.MULTILINE)


@functools.cache
def _sheet() -> Any:
    weasyprint, html = weasyprint_import.weasyprint(), weasyprint_import.part("html")
    bound = _UNBOUND.sub(lambda match: _BOUND[match[1]], html.UA)
    # its counter styles are taken from WeasyPrint's own reading of the same sheet; these are dropped
    return weasyprint.CSS(string=bound, counter_style=weasyprint_import.part("css.counters").CounterStyle())


def bind(page: Any) -> Any:
    """The same WeasyPrint HTML, which reads the bound style sheet instead of WeasyPrint's own."""

    def sheets(forms: bool = False) -> list[Any]:  # noqa: ARG001 - WeasyPrint's own signature
        return [_sheet()]

    page._ua_stylesheets = sheets
    return page
