"""What no validator asks of a tagged PDF, and a person who hears it does: own rules, read with pikepdf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

HEADINGS = {f"/H{rank}": rank for rank in range(1, 7)}
MOST_PAGES_WITHOUT_BOOKMARKS = 4


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element, and the types of those that it stands in."""

    kind: str
    inside: tuple[str, ...]
    object: Any


def _children(element: Any) -> list[Any]:
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def elements(pdf: pikepdf.Pdf) -> Iterator[Element]:
    """Every structure element and every object reference, in reading order."""

    def walk(item: Any, inside: tuple[str, ...]) -> Iterator[Element]:
        if not isinstance(item, Dictionary):
            return
        if item.get("/Type") == Name.OBJR:
            yield Element("OBJR", inside, item["/Obj"])
            return
        kind = str(item.get("/S", ""))
        yield Element(kind, inside, item)
        for child in _children(item):
            yield from walk(child, (*inside, kind))

    for top in _children(pdf.Root.StructTreeRoot):
        yield from walk(top, ())


def faults(path: Path) -> list[str]:
    """What is wrong with the tags, links, languages, headings, tables, pictures and notes of a PDF."""
    with pikepdf.open(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return ["not tagged"]
        tree = list(elements(pdf))
        return [
            *_document(pdf),
            *_headings(tree),
            *_links(tree),
            *_tables(tree),
            *_pictures(tree),
            *_notes(tree),
            *_contents(tree, len(pdf.pages)),
        ]


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not str(pdf.Root.get("/Lang", "")).strip():
        yield "the document names no language"
    if not pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "the window shows the file's name, not the title"
    if len(pdf.pages) > MOST_PAGES_WITHOUT_BOOKMARKS and not _bookmarks(pdf):
        yield "no bookmarks"
    with pdf.open_metadata() as metadata:
        if not str(metadata.get("dc:title", "")).strip():
            yield "no title in the metadata"


def _bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    def titles(items: list[Any]) -> Iterator[str]:
        for item in items:
            yield str(item.title)
            yield from titles(item.children)

    with pdf.open_outline() as outline:
        return list(titles(list(outline.root)))


def bookmarks(path: Path) -> list[str]:
    """The titles of the bookmarks, in order."""
    with pikepdf.open(path) as pdf:
        return _bookmarks(pdf)


def _headings(tree: list[Element]) -> Iterator[str]:
    ranks = [HEADINGS[e.kind] for e in tree if e.kind in HEADINGS]
    if ranks.count(1) != 1:
        yield f"{ranks.count(1)} headings of the first rank"
    if ranks and ranks[0] != 1:
        yield f"the first heading has rank {ranks[0]}"
    for before, after in pairwise(ranks):
        if after > before + 1:
            yield f"a heading of rank {after} follows one of rank {before}"


def _links(tree: list[Element]) -> Iterator[str]:
    for element in tree:
        if element.kind == "/Link" and "/Link" in element.inside:
            yield "a link inside a link"
        if element.kind == "OBJR" and element.object.get("/Subtype") == Name.Link:
            said = str(element.object.get("/Contents", "")).strip()
            if not said or re.match(r"(https?|mailto):|#", said):
                yield f"a link says {said!r} instead of where it leads"


def _tables(tree: list[Element]) -> Iterator[str]:
    heads = [e for e in tree if e.kind == "/TH"]
    for element in heads:
        attributes = element.object.get("/A", Dictionary())
        each = list(attributes) if isinstance(attributes, Array) else [attributes]
        if not any(isinstance(one, Dictionary) and "/Scope" in one for one in each):
            yield "a header cell without a scope"
    for table in (e for e in tree if e.kind == "/Table"):
        if not _has(table.object, "/TH"):
            yield "a table without header cells"


def _has(item: Any, kind: str) -> bool:
    return any(
        isinstance(child, Dictionary) and (str(child.get("/S", "")) == kind or _has(child, kind))
        for child in _children(item)
    )


def _pictures(tree: list[Element]) -> Iterator[str]:
    for element in tree:
        if element.kind == "/Figure":
            alt = str(element.object.get("/Alt", "")).strip()
            if not alt or re.fullmatch(r"(?i)\S*\.(png|jpe?g|svg|gif)", alt):
                yield f"a picture described as {alt!r}"


def _notes(tree: list[Element]) -> Iterator[str]:
    ids = [str(e.object.get("/ID", "")) for e in tree if e.kind == "/Note"]
    if "" in ids:
        yield "a note without an ID"  # ISO 14289-1, 7.9
    if len(set(ids)) != len(ids):
        yield "two notes with one ID"


def _contents(tree: list[Element], pages: int) -> Iterator[str]:
    kinds = {e.kind for e in tree}
    if pages > MOST_PAGES_WITHOUT_BOOKMARKS and not {"/TOC", "/TOCI"} <= kinds:
        yield "the table of contents is not tagged as one"


def kinds(path: Path) -> dict[str, int]:
    """How many elements of each type there are."""
    with pikepdf.open(path) as pdf:
        found: dict[str, int] = {}
        for element in elements(pdf):
            found[element.kind] = found.get(element.kind, 0) + 1
        return found
