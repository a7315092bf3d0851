"""The tags of a PDF's page (ISO 32000-1, 14.7): which run of text belongs to which block, and what drawings say."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any, cast

from factpress.audit.reading import Where

MOST_TAGS = 100_000
DEEPEST = 60

_BLOCKS: dict[str, Where] = {
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
"""Tags that hold words together (ISO 32000-1, 14.8.4)."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page: its number among them, in which part of the page it stands, and what it is a drawing of."""

    number: int
    where: Where
    of: str = ""


@dataclass(slots=True)
class Tags:
    """The blocks of a page by the numbers of their marked content, and the alternative texts."""

    blocks: dict[int, Block] = field(default_factory=dict[int, Block])
    alternatives: list[str] = field(default_factory=list[str])
    count: int = 0


_MOST_USUAL = 2048
"""Bytes that nearly every text fits into."""


class Words:
    """Asks PDFium for texts, with room for a usual one at hand: most are asked for once only."""

    def __init__(self, raw: Any) -> None:
        self._room = ctypes.create_string_buffer(_MOST_USUAL)
        self._as_words = ctypes.cast(self._room, cast("Any", ctypes.POINTER(raw.FPDF_WCHAR)))
        self._kind = raw.FPDF_WCHAR

    def of(self, get: Any, *arguments: Any, typed: bool = False) -> str:
        """The text that one of PDFium's functions has, in UTF-16; `typed` ones want to be told that it is."""
        length = get(*arguments, self._as_words if typed else self._room, _MOST_USUAL)
        if length <= 2:
            return ""
        room: Any = self._room
        if length > _MOST_USUAL:
            room = ctypes.create_string_buffer(length)
            get(*arguments, ctypes.cast(room, cast("Any", ctypes.POINTER(self._kind))) if typed else room, length)
        return room.raw[: length - 2].decode("utf-16-le", errors="replace").replace("\0", "")


def page_tags(raw: Any, page: Any, words: Words) -> Tags:
    """The tags of one page; empty where it has none."""
    tags = Tags()
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return tags
    try:
        for i in range(min(raw.FPDF_StructTree_CountChildren(tree), MOST_TAGS)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, i)
            if child:
                _walk(raw, words, child, None, tags, 0)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return tags


def _walk(raw: Any, words: Words, element: Any, block: Block | None, tags: Tags, depth: int) -> None:
    tags.count += 1
    if tags.count > MOST_TAGS or depth > DEEPEST:
        return
    kind = words.of(raw.FPDF_StructElement_GetType, element)
    said = words.of(raw.FPDF_StructElement_GetAltText, element).strip()
    actual = words.of(raw.FPDF_StructElement_GetActualText, element).strip()
    tags.alternatives += [text for text in (said, actual) if text]
    block = _block(kind, said, block, tags) or block
    for i in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
        if child:
            _walk(raw, words, child, block, tags, depth + 1)
        elif block is not None and (mark := raw.FPDF_StructElement_GetChildMarkedContentID(element, i)) >= 0:
            tags.blocks[mark] = block
    if block is not None and (mark := raw.FPDF_StructElement_GetMarkedContentID(element)) >= 0:
        tags.blocks.setdefault(mark, block)


def _block(kind: str, said: str, outer: Block | None, tags: Tags) -> Block | None:
    """The block that a tag begins; None where it goes on with the one that it stands in."""
    within = outer.where if outer is not None else ""
    if kind == "Lbl" and within == "note":
        return Block(tags.count, "note number")
    if kind == "Reference" and within not in ("contents", "note", "chart"):
        return Block(tags.count, "note call")
    where = _BLOCKS.get(kind)
    if where is None or within in ("note", "contents", "chart", "table"):
        return None
    return Block(tags.count, where, said if where == "chart" else "")
