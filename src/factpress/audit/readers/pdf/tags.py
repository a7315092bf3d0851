"""The tags of a page (ISO 32000-1, 14.7): which marked content is which paragraph, cell, note or drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from factpress.audit.readers.pdf.pdfium import PdfFile
from factpress.audit.reading import Where

MOST_TAGS = 100_000
"""Tags of one page."""
MOST_PASSED = 5_000_000
"""Tags of other pages that may be passed: PDFium lists those of all pages for each one. Then pages have no tags."""
DEEPEST_TAG = 60

_BLOCK_TAGS: dict[str, Where] = {
    **dict.fromkeys(
        ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "LI", "Caption", "BlockQuote", "Title"),
        "text",
    ),
    "TD": "table",
    "TH": "table",
    "TOCI": "contents",
    "Note": "note",
    "Figure": "chart",
    "Formula": "chart",
}
"""Tags whose text is one fragment (ISO 32000-1, 14.8.4)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A tag whose text is one fragment; `number` makes it unique on its page."""

    number: int
    where: Where
    alt: str = ""


class PageTags:
    """The blocks of a page by the ids of their marked content, and the alternative texts. Empty without tags."""

    def __init__(self, pdf: PdfFile, page: Any) -> None:
        self._pdf, self._raw, self._count = pdf, pdf.raw, 0
        self.blocks: dict[int, Block] = {}
        self.alternatives: list[str] = []
        tree = self._raw.FPDF_StructTree_GetForPage(page.raw)
        if not tree:
            return
        try:
            count = self._raw.FPDF_StructTree_CountChildren(tree)
            pdf.tags_passed += count
            for i in range(count if pdf.tags_passed <= MOST_PASSED else 0):
                child = self._raw.FPDF_StructTree_GetChildAtIndex(tree, i)
                if child:
                    self._add(child, None, 0)
        finally:
            self._raw.FPDF_StructTree_Close(tree)

    def _add(self, element: Any, block: Block | None, depth: int) -> None:
        self._count += 1
        if self._count > MOST_TAGS or depth > DEEPEST_TAG:
            return
        raw = self._raw
        string = self._pdf.string
        kind = string(raw.FPDF_StructElement_GetType, element)
        alt = string(raw.FPDF_StructElement_GetAltText, element).strip()
        actual = string(raw.FPDF_StructElement_GetActualText, element).strip()
        if alt or actual:
            self.alternatives += [text for text in (alt, actual) if text]
        block = self._block(kind, alt, block) or block
        count = raw.FPDF_StructElement_CountChildren(element)
        self._pdf.tags_passed += count
        for i in range(count if self._pdf.tags_passed <= MOST_PASSED else 0):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
            if child:
                self._add(child, block, depth + 1)
            elif block is not None and (mark := raw.FPDF_StructElement_GetChildMarkedContentID(element, i)) >= 0:
                self.blocks[mark] = block

    def _block(self, kind: str, alt: str, outer: Block | None) -> Block | None:
        """The block that a tag begins; None if its text belongs to the block around it."""
        within = outer.where if outer is not None else ""
        if kind == "Lbl" and within == "note":
            return Block(self._count, "note number")
        if kind == "Reference" and within not in ("contents", "note", "chart"):
            return Block(self._count, "note call")
        where = _BLOCK_TAGS.get(kind)
        if where is None or within in ("note", "contents", "chart", "table"):
            return None
        return Block(self._count, where, alt if where == "chart" else "")
