"""The layout of a booklet or a print, read from its PDF: each statement is a named destination in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from factpress.audit.readers.pdf.pdfium import MOST_NAMES, PdfFile, open_pdf
from factpress.session.pictures.page_text import PageText, destinations, page_png
from factpress.session.pictures.values import Hit, Kind

_PAGE_SCALE = 192 / 72
"""Pages are shown at their actual size on a screen of 96 pixels per inch, or twice as many."""

_CARD_WIDTH = 680
"""Pixels across a card, which is shown in up to half of it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A named destination of a statement: its address, and the upper left corner of its first box in points."""

    address: str
    x: float
    y: float


@dataclass(frozen=True)
class PdfLayout:
    """A laid out PDF, with the texts of each stated value by its address."""

    pdf: bytes
    pages: tuple[tuple[Statement, ...], ...]
    texts: Mapping[str, frozenset[str]]
    card: bool

    @classmethod
    def of(cls, pdf: bytes, texts: Mapping[str, frozenset[str]], *, card: bool) -> PdfLayout:
        """Read the statements of a PDF that was just made."""
        with open_pdf(pdf, Path("layout.pdf")) as file:
            found: list[list[Statement]] = [[] for _ in range(len(file.document))]
            for name, page, x, y in destinations(file, MOST_NAMES):
                address = _address(name)
                if address and 0 < page <= len(found):
                    found[page - 1].append(Statement(address, x, y))
        return cls(pdf, tuple(map(tuple, found)), texts, card)

    @property
    def kind(self) -> Kind:
        """What its pictures show."""
        return "card" if self.card else "page"

    @property
    def ranked(self) -> bool:
        """Whether the page with the largest words comes first."""
        return True

    def counts(self, claim: str) -> dict[int, tuple[int, bool]]:
        """How many times each page states the claim."""
        found = {
            number: sum(one.address.startswith(f"{claim}/") for one in page)
            for number, page in enumerate(self.pages, start=1)
        }
        return {number: (count, False) for number, count in found.items() if count}

    def origins(self) -> Iterator[tuple[str, int]]:
        """Where the text of the pages is written: a PDF does not say so."""
        return iter(())

    def prominence(self, number: int, claim: str) -> float:
        """How high the words of the claim are on a page, in percent of it."""
        heights = (hit.height for hit in self.hits(number) if hit.address.startswith(f"{claim}/"))
        return max(heights, default=0)

    def label(self, number: int) -> str:
        """The name of a page, or of a side of a print."""
        if not self.card:
            return f"page {number}"
        return "" if len(self.pages) == 1 else {1: "front", 2: "back"}.get(number, f"side {number}")

    def alt(self, number: int) -> str:
        """The words on a page."""
        with open_pdf(self.pdf, Path("layout.pdf")) as file:
            return _page_text(file, number).line

    def hits(self, number: int) -> tuple[Hit, ...]:
        """Where the statements on a page are."""
        return _hits(self.pdf, self.pages[number - 1], _Texts(self.texts), number)

    def png(self, number: int) -> tuple[bytes, tuple[int, int]]:
        """The picture of a page."""
        with open_pdf(self.pdf, Path("layout.pdf")) as file:
            page = file.document[number - 1]
            scale = _CARD_WIDTH / page.get_width() if self.card else _PAGE_SCALE
            return page_png(page, scale)


class _Texts:
    """Texts by address, compared by identity, so that results can be cached."""

    def __init__(self, texts: Mapping[str, frozenset[str]]) -> None:
        self.texts = texts

    def __hash__(self) -> int:
        return id(self.texts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Texts) and other.texts is self.texts


@lru_cache(maxsize=32)
def _hits(pdf: bytes, statements: tuple[Statement, ...], texts: _Texts, number: int) -> tuple[Hit, ...]:
    with open_pdf(pdf, Path("layout.pdf")) as file:
        text = _page_text(file, number)
        found: list[Hit] = []
        for one in statements:
            words = texts.texts.get(one.address, frozenset())
            run = text.nearest(words, one.x, one.y) or text.below(words, one.y)
            found += text.hits(run, one.address) if run is not None else ()
        return tuple(dict.fromkeys(found))


def _page_text(file: PdfFile, number: int) -> PageText:
    return PageText.of(file, file.document[number - 1])


def _address(name: str) -> str:
    """The "claim/value" of the name of a destination; empty for others."""
    kind, _, rest = name.partition(":")
    return rest.rpartition(":")[0] if kind == "claim" else ""
