"""The layout of a booklet whose pages follow its text: a changed page is laid out first, and then those behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.audit.readers.pdf.pdfium import open_pdf
from factpress.core.paths import Places
from factpress.output.booklet.kept_chapters import KeptChapters
from factpress.output.pdf import PageLayout, Place
from factpress.session.pictures.page_text import PageText, page_png
from factpress.session.pictures.values import Hit, Kind

_SCALE = 192 / 72
"""Pages are shown at their actual size on a screen of 96 pixels per inch, or twice as many."""

_MOST_PAINTED = 8
"""How many pages are kept as pictures."""


@dataclass(frozen=True, slots=True)
class _Painted:
    """A version of a page as a picture, and the words on it."""

    version: int
    png: bytes
    size: tuple[int, int]
    words: str


class BookletLayout:
    """The pages of a booklet, which `follow` another text. Pages are counted from 1."""

    def __init__(
        self, html: str, css: str, places: Places, charts: Mapping[str, bytes], chapters: KeptChapters
    ) -> None:
        """Lay out all pages. Raises Findings for what WeasyPrint reports. `chapters` are those of the HTML."""
        self.css, self.chapters = css, chapters
        self._layout = PageLayout.of(html, css, places, charts)
        self._places_on: dict[int, tuple[int, tuple[Place, ...]]] = {}
        self._painted: dict[int, _Painted] = {}

    @property
    def kind(self) -> Kind:
        """What its pictures show."""
        return "page"

    @property
    def ranked(self) -> bool:
        """Whether the page with the largest words comes first."""
        return True

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self._layout.pages

    def follow(self, html: str, charts: Mapping[str, bytes], first: int | None) -> Iterator[int]:
        """Lay out what differs with another text, and yield the number of each page as it is made.

        The page `first` is made before the others. The iterator may be closed after any page; the next call goes on.
        """
        for update in self._layout.update(html, charts, first - 1 if first is not None else None):
            yield update.page + 1

    def counts(self, claim: str) -> dict[int, tuple[int, bool]]:
        """How many times each page states the claim."""
        found = {number: self.count_on(number, claim) for number in range(1, self._layout.pages + 1)}
        return {number: (count, False) for number, count in found.items() if count}

    def count_on(self, number: int, claim: str) -> int:
        """How many times a page states the claim."""
        return len({(one.value, one.number) for one in self._stated(number) if one.claim == claim})

    def origins(self) -> Iterator[tuple[str, int]]:
        """Where the text of the pages is written, each with its page."""
        for number in range(1, self._layout.pages + 1):
            yield from ((one.origin, number) for one in self._placed(number) if not one.claim)

    def _stated(self, number: int) -> tuple[Place, ...]:
        """The places of statements on a page."""
        return tuple(one for one in self._placed(number) if one.claim)

    def _placed(self, number: int) -> tuple[Place, ...]:
        """The places of statements and blocks on a page, found once for each version of it."""
        version = self._layout.version(number - 1)
        known = self._places_on.get(number)
        if known is None or known[0] != version:
            known = version, self._layout.places(number - 1)
            self._places_on[number] = known
        return known[1]

    def prominence(self, number: int, claim: str) -> float:
        """How high the words of the claim are on a page, in percent of it."""
        heights = (one.height for one in self._stated(number) if one.claim == claim)
        return max(heights, default=0) * 100

    def label(self, number: int) -> str:
        """The name of a page."""
        return f"page {number}"

    def alt(self, number: int) -> str:
        """The words on a page."""
        return self._paint(number).words

    def hits(self, number: int) -> tuple[Hit, ...]:
        """Where the statements on a page are."""
        return tuple(
            Hit(one.left * 100, one.top * 100, one.width * 100, one.height * 100, f"{one.claim}/{one.value}")
            for one in self._stated(number)
        )

    def png(self, number: int) -> tuple[bytes, tuple[int, int]]:
        """The picture of a page."""
        painted = self._paint(number)
        return painted.png, painted.size

    def _paint(self, number: int) -> _Painted:
        """A page as a picture, painted once for each version of it."""
        version, painted = self._layout.version(number - 1), self._painted.pop(number, None)
        if painted is None or painted.version != version:
            with open_pdf(self._layout.pdf(number - 1), Path("page.pdf")) as file:
                page = file.document[0]
                painted = _Painted(version, *page_png(page, _SCALE), PageText.of(file, page).line)
        self._painted[number] = painted
        for old in list(self._painted)[:-_MOST_PAINTED]:
            del self._painted[old]
        return painted
