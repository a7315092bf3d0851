"""The sides of imposed sheets: which page cells they have, and what is painted outside or over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factpress.audit.readers.pdf.content import ContentReader
from factpress.audit.readers.pdf.hidden_text import hidden_texts
from factpress.audit.readers.pdf.pdfium import PdfFile
from factpress.audit.readers.pdf.unreadable import read_pictures
from factpress.audit.reading import Picture


@dataclass(frozen=True, slots=True)
class Cell:
    """A page on a side: its text in painting order, its pictures, and whether part of its text is not seen."""

    text: str
    pictures: tuple[Picture, ...]
    has_hidden_text: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A side. `has_others` states whether there are texts, pictures or annotations outside the cells."""

    cells: tuple[Cell, ...]
    has_others: bool


def read_sides(pdf: PdfFile) -> Iterator[Side]:
    """The sides of the sheets. Raises ToolError if one has too many texts."""
    reader = ContentReader(pdf)
    for page, textpage in pdf.pages():
        content = reader.read(page, textpage)
        hidden = hidden_texts(pdf, page, content)
        unseen = hidden.outside | hidden.covered | hidden.blended | hidden.invisible | hidden.layered
        texts: dict[int, list[str]] = {}
        pictures: dict[int, list[Picture]] = {}
        for text in content.texts:
            texts.setdefault(text.part, []).append(text.text)
        for part, picture in read_pictures(pdf, content, {}):
            pictures.setdefault(part, []).append(picture)
        hidden_parts = {text.part for text in unseen}
        cells = [Cell("".join(texts.get(i, ())), tuple(pictures.get(i, ())), i in hidden_parts) for i in content.forms]
        others = not set(content.forms).issuperset((*texts, *pictures))
        yield Side(tuple(cells), others or pdf.raw.FPDFPage_GetAnnotCount(page.raw) > 0)
