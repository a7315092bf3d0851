"""The layout of a booklet whose pages follow its text: a changed page is laid out first, and then those behind it."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from factpress.audit.readers.pdf.pdfium import open_pdf
from factpress.core.paths import Places
from factpress.output.pdf import PageLayout
from factpress.session.pictures.page_text import PageText
from factpress.session.pictures.values import Hit, Kind

_DPI = 192
"""Pages are shown at their actual size on a screen of 96 pixels per inch, or twice as many."""


class BookletLayout:
    """The pages of a booklet, which `follow` another text. Pages are counted from 1."""

    def __init__(self, html: str, css: str, places: Places, charts: Mapping[str, bytes]) -> None:
        """Lay out all pages. Raises Findings for what WeasyPrint reports."""
        self.css, self._places = css, places
        self._layout = PageLayout.of(html, css, places, charts)

    @property
    def kind(self) -> Kind:
        """What its pictures show."""
        return "page"

    @property
    def ranked(self) -> bool:
        """Whether the page with the largest words comes first."""
        return True

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
        return len({(one.value, one.number) for one in self._layout.places(number - 1) if one.claim == claim})

    def prominence(self, number: int, claim: str) -> float:
        """How high the words of the claim are on a page, in percent of it."""
        heights = (one.height for one in self._layout.places(number - 1) if one.claim == claim)
        return max(heights, default=0) * 100

    def label(self, number: int) -> str:
        """The name of a page."""
        return f"page {number}"

    def alt(self, number: int) -> str:
        """The words on a page."""
        with open_pdf(self._layout.pdf(number - 1), Path("page.pdf")) as file:
            return PageText.of(file, file.document[0]).line

    def hits(self, number: int) -> tuple[Hit, ...]:
        """Where the statements on a page are."""
        return tuple(
            Hit(one.left * 100, one.top * 100, one.width * 100, one.height * 100, f"{one.claim}/{one.value}")
            for one in self._layout.places(number - 1)
            if one.claim
        )

    def png(self, number: int) -> tuple[bytes, tuple[int, int]]:
        """The picture of a page."""
        png = self._layout.picture(number - 1, _DPI)
        width, height = struct.unpack(">II", png[16:24])  # the header of the file (PNG, 11.2.2)
        return png, (width, height)
