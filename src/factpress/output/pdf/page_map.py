"""Where each page begins in the text, and a cue put there: so that readers of two layouts find the same place.

Both layouts are set from the same blocks. A place is a block, by its number among those that hold text, and how many
letters and digits of it stand before; line ends, hyphens and notes do not count.
"""

# ruff: noqa: SLF001 - WeasyPrint has no stubs, and its boxes are private to it
from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.output.pdf import footnotes, weasyprint_import
from factpress.output.pdf.floats import is_float
from factpress.output.pdf.template_places import place_of
from factpress.output.pdf.url_fetcher import read_page
from factpress.output.pdf.weasyprint_import import log_as_problems
from factpress.output.pdf.weasyprint_patches import patched

BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "figure"})
"""The elements that contain text, and that are the same in every layout."""


@dataclass(frozen=True, slots=True)
class Start:
    """The start of a page: its number from 1, the index of its block in `main`, and the letters before it."""

    page: int
    block: int
    letters: int


@dataclass(frozen=True, slots=True)
class Cue:
    """Words to show next to the text, after this many letters of a block."""

    block: int
    letters: int
    words: str


def page_starts(html: str, css: str, places: Places, charts: Mapping[str, bytes]) -> tuple[Start, ...]:
    """Where the pages of that layout begin that begin with text of its `main`. No file is written.

    Raises ToolError if WeasyPrint is missing. Other problems are reported when that layout is rendered.
    """
    problems = Problems()
    with log_as_problems(problems, partial(place_of, places=places)), patched():
        page, options = read_page(html, css, places, charts, problems)
        document = footnotes.render_once(page.etree_element, functools.partial(page.render, **options))
    return tuple(_starts(document, _Blocks(page.etree_element)))


def insert_cues(root: Any, cues: Sequence[Cue]) -> None:
    """Insert each cue into the tree of a page as `<span class="cue">` inside its block.

    It is inserted before a whole word; in a table, at the end of the row.
    """
    blocks = _Blocks(root)
    for cue in reversed(cues):  # from the end, so that no cue moves the place of a later one
        _put(blocks, cue)


class _Blocks:
    """The blocks of a page's `main`, by number."""

    def __init__(self, root: Any) -> None:
        main = next((one for one in root.iter() if one.tag == "main"), None)
        self.parents = {child: parent for parent in root.iter() for child in parent}
        self.listed = [one for one in main.iter() if one.tag in BLOCKS] if main is not None else []
        self.numbers = {one: number for number, one in enumerate(self.listed)}

    def of(self, element: Any) -> int | None:
        """The number of the innermost block around an element; None outside `main`."""
        while element is not None and element not in self.numbers:
            element = self.parents.get(element)
        return self.numbers.get(element) if element is not None else None


# ── where pages begin ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text or an image in its block; `placed` if it is in the normal flow, `floated` if it is in a float."""

    block: int
    letters: int
    placed: bool
    floated: bool


def _starts(document: Any, blocks: _Blocks) -> Iterator[Start]:
    behind: Counter[int] = Counter()
    heads: set[Any] = set()
    for number, page in enumerate(document.pages, start=1):
        pieces = list(_pieces(page, blocks, heads))
        # a float is no start: in either layout it may have moved past the text after it
        first = next((one for one in pieces if one.placed and not one.floated), None)
        if first is not None:
            yield Start(number, first.block, behind[first.block])
        for piece in pieces:
            behind[piece.block] += piece.letters


def _pieces(page: Any, blocks: _Blocks, heads: set[Any]) -> Iterator[_Piece]:
    """The content of a page in reading order, without notes, margins, and repeated table headers."""
    boxes = weasyprint_import.submodule("formatting_structure.boxes")

    def walk(box: Any, *, placed: bool, floated: bool) -> Iterator[_Piece]:
        box = getattr(box, "_box", box)
        if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox):
            return
        if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
            if box.element in heads:
                return
            heads.add(box.element)
        placed = placed and not box.is_absolutely_positioned()
        floated = floated or is_float(box)
        text = isinstance(box, boxes.TextBox)
        if text or isinstance(box, boxes.ReplacedBox):
            block = blocks.of(box.element) if "::" not in (box.element_tag or "") else None
            letters = _letters(box.text) if text else 0
            if block is not None and (letters or not text):
                yield _Piece(block, letters, placed, floated)
            return
        for child in box.children:
            yield from walk(child, placed=placed, floated=floated)

    for child in page._page_box.children:
        yield from walk(child, placed=True, floated=False)


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


# ── cues ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _put(blocks: _Blocks, cue: Cue) -> None:
    if not 0 <= cue.block < len(blocks.listed):
        return
    block, letters = blocks.listed[cue.block], cue.letters
    if block.tag in ("td", "th"):
        block, letters = list(blocks.parents[block])[-1], 0
    # as an attribute, which a style sheet shows: text would become part of the bookmark of a heading
    span = block.makeelement("span", {"class": "cue", "aria-hidden": "true", "data-words": cue.words})
    left = letters
    for owner, is_tail, text in list(_texts(block)) if left else ():
        if _letters(text) <= left:
            left -= _letters(text)
            continue
        _split(blocks, owner, span, text, _word_at(text, left), tail=is_tail)
        return
    span.tail, block.text = block.text, None
    block.insert(0, span)


def _texts(element: Any) -> Iterator[tuple[Any, bool, str]]:
    """The texts of an element in reading order, each with the element that it belongs to, notes left out."""
    if element.text:
        yield element, False, element.text
    for child in element:
        if child.get("role") != "doc-footnote":
            yield from _texts(child)
        if child.tail:
            yield child, True, child.tail


def _word_at(text: str, letters: int) -> int:
    """The index where the word with the letter after so many letters begins."""
    at = count = 0
    for at, character in enumerate(text):  # noqa: B007
        if character.isalnum():
            if count == letters:
                break
            count += 1
    while at and not text[at - 1].isspace():
        at -= 1
    return at


def _split(blocks: _Blocks, owner: Any, span: Any, text: str, at: int, *, tail: bool) -> None:
    """Insert the cue between the two halves of a text."""
    span.tail = text[at:]
    if tail:
        owner.tail = text[:at]
        parent = blocks.parents[owner]
        parent.insert(list(parent).index(owner) + 1, span)
        blocks.parents[span] = parent
    else:
        owner.text = text[:at]
        owner.insert(0, span)
        blocks.parents[span] = owner


def page_cues(starts: Iterable[Start], pattern: str) -> tuple[Cue, ...]:
    """The cues of some pages: the pattern, "p. {page}", with the number of each."""
    return tuple(Cue(one.block, one.letters, pattern.replace("{page}", str(one.page))) for one in starts)
