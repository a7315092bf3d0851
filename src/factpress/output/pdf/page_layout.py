"""Pages that follow their text while it is written: after a change, the pages that it touches are laid out again.

`PageLayout` keeps the pages of a document. They are those of the file that `print_pdf` makes of the same
HTML, pixel for pixel, once an update is final.
"""

from __future__ import annotations

import functools
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from factpress.core.diagnostics import Diagnostic, Findings, Problems, Severity, ToolError
from factpress.core.paths import Places
from factpress.core.processes import gc_disabled
from factpress.output.pdf import footnotes, html_tree, weasyprint_import, weasyprint_patches
from factpress.output.pdf.html_to_pdf import OPTIONS
from factpress.output.pdf.kept_boxes import NotReplaceableError, keep
from factpress.output.pdf.kept_pages import KeptPages
from factpress.output.pdf.page_places import Place, places_on
from factpress.output.pdf.template_places import place_of
from factpress.output.pdf.url_fetcher import read_page
from factpress.output.pdf.weasyprint_import import log_as_problems


@dataclass(frozen=True, slots=True)
class PageUpdate:
    """A page that was laid out again, by its index. Its picture may still change unless it is `final`.

    `version` is another one whenever the page was laid out again.
    """

    page: int
    version: int
    final: bool


class PageLayout:
    """The pages of a document, kept with all that is needed to lay out a changed one alone.

    For one thread of a process that prints nothing meanwhile.
    """

    def __init__(self, css: str, places: Places, charts: Mapping[str, bytes]) -> None:
        """Use `of`, which also lays out the pages."""
        self._css, self._places, self._charts = css, places, dict(charts)
        self._html = ""
        self._source: html_tree.Source | None = None
        self._pages: KeptPages | None = None
        self._given: dict[Any, int] = {}
        self._rounds = 0
        self._found: tuple[Diagnostic, ...] = ()
        self._problems = Problems()
        self._options: dict[str, Any] = {}
        self._version = 0

    @classmethod
    def of(cls, html: str, css: str, places: Places, charts: Mapping[str, bytes]) -> Self:
        """The layout of a document, from the same HTML, style sheet, places and charts as for `print_pdf`.

        Raises Findings for what WeasyPrint reports, and ToolError if it fails.
        """
        layout = cls(css, places, charts)
        for _ in layout.update(html):
            pass
        if any(one.severity is Severity.ERROR for one in layout.found):
            raise Findings(layout.found)
        return layout

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages.pages) if self._pages is not None else 0

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """What WeasyPrint reported in the last update."""
        return self._found

    @property
    def final(self) -> bool:
        """Whether all pages are as they will be printed."""
        return self._pages is not None and not self._pages.stale and self._numbers() == self._given

    def version(self, page: int) -> int:
        """The version of a page, which is another one whenever it was laid out again."""
        return self._kept().pages[page].version

    def pdf(self, page: int) -> bytes:
        """A page as a PDF file of one page, without tags and links."""
        pages = self._kept()
        shown = weasyprint_import.submodule("document").Page(pages.pages[page].box)
        shown.links, shown.bookmarks, shown.anchors = [], [], {}
        with self._working():
            pdf: bytes = pages.kept.document.copy([shown]).write_pdf(uncompressed_pdf=True)
        return pdf

    def places(self, page: int) -> tuple[Place, ...]:
        """Where the statements and blocks of a page stand, in parts of its width and height, the innermost last."""
        return places_on(self._kept().pages[page].box)

    def update(
        self, html: str, charts: Mapping[str, bytes] | None = None, first: int | None = None
    ) -> Generator[PageUpdate, None, None]:
        """Lay out what changes with another HTML, and yield each page as soon as it is made.

        The page `first`, if it changes, is made before the others. At the end, each changed page is yielded again as
        final. The generator may be closed after any page: the next update then does what is left.
        """
        changed: dict[int, int] = {}
        self._found = ()
        with self._working():
            charts = dict(charts) if charts is not None else self._charts
            order = self._replace(html, charts, first)
        if order is None:
            yield from self._rebuild(html, charts, changed)
        else:
            yield from self._make(order, changed)
        while (numbers := self._settled()) is not None:
            yield from self._renumber(numbers, changed)
        if order is not None:
            self._name_origins()
        for page in sorted(changed):
            if page < self.pages:
                yield PageUpdate(page, self.version(page), final=True)

    # ── one element ───────────────────────────────────────────────────────────────────────────────────────────────

    def _replace(self, html: str, charts: dict[str, bytes], first: int | None) -> list[int] | None:
        """Replace what differs; return the pages to make first. None if the document has to be laid out as a whole."""
        pages, old, new = self._pages, self._source, html_tree.scan(html)
        if pages is None or old is None or new is None or not weasyprint_patches.fits():
            return None
        redrawn = [name for name in charts.keys() | self._charts.keys() if charts.get(name) != self._charts.get(name)]
        if redrawn:
            return None
        found = html_tree.changed_elements(old, new, pages.kept.html.etree_element, pages.kept.replaceable)
        if found is None:
            return None
        shown = [page for element, _ in found if (page := pages.shown_on(element)) is not None]
        self._pages = None  # until all is replaced
        try:
            for element, text in found:
                if not pages.stale and not any(element in page.tried for page in pages.pages):
                    return None
                notes = pages.replaced(element, _parsed(text, element.tag))
                self._given = {notes.get(note, note): number for note, number in self._given.items()}
        except NotReplaceableError:
            return None
        self._pages, self._source, self._html = pages, new, html
        pages.settle()
        return [page for page in (first, *shown) if page is not None and page in pages.stale]

    def _name_origins(self) -> None:
        """Set the origins of all elements, which are not a part of the source that is compared."""
        origins = html_tree.origins(self._html)
        elements = [one for one in self._kept().kept.html.etree_element.iter() if isinstance(one.tag, str)]
        if len(origins) == len(elements):
            for element, origin in zip(elements, origins, strict=True):
                if origin is not None:
                    element.set(html_tree.ORIGIN, origin)

    # ── all pages ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _rebuild(
        self, html: str, charts: dict[str, bytes], changed: dict[int, int]
    ) -> Generator[PageUpdate, None, None]:
        """Lay out the document as a whole."""
        with self._working():
            self._charts = charts
            self._html, self._source = html, None
            page, self._options = self._read(html)
            self._given, self._rounds = footnotes.guessed_numbers(page.etree_element), 0
            self._begin(page)
            self._source = html_tree.scan(html)
        yield from self._make([], changed)

    def _read(self, html: str) -> tuple[Any, dict[str, Any]]:
        return read_page(html, self._css, self._places, self._charts, self._problems)

    def _begin(self, page: Any) -> None:
        """Build the boxes of a document again; all pages are stale."""
        footnotes.set_numbers(page.etree_element, self._given)
        self._pages = None
        kept = keep(page, functools.partial(page.render, **self._options, **OPTIONS))
        self._pages = KeptPages.begin(kept, self._version)

    def _renumber(self, numbers: dict[Any, int], changed: dict[int, int]) -> Generator[PageUpdate, None, None]:
        """Lay out the document with other numbers of its notes."""
        with self._working():
            page = self._kept().kept.html
            self._rounds += 1
            self._given = numbers
            if self._rounds >= footnotes.MOST_ROUNDS:
                footnotes.forget_keys(page.etree_element)
                self._given = {}
            self._begin(page)
        yield from self._make([], changed)

    # ── pages ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _make(self, order: list[int], changed: dict[int, int]) -> Generator[PageUpdate, None, None]:
        """Lay out the stale pages, those in `order` first."""
        pages, last = self._kept(), -1
        while pages.stale:
            # from front to back, as WeasyPrint does it: a page with page numbers in its text waits for all of them
            following = min((page for page in pages.stale if page > last), default=min(pages.stale))
            page = last = next((page for page in order if page in pages.stale), following)
            if page in order:
                order, last = [other for other in order if other != page], -1
            with self._working():
                if not pages.make(page):
                    pages.stale.discard(page)
                    continue
                if not pages.stale:
                    pages.count()
            changed[page] = self._version = pages.version
            yield PageUpdate(page, pages.version, final=False)

    def _settled(self) -> dict[Any, int] | None:
        """The numbers that the notes should have, if they have others; None if all is as it will be printed."""
        numbers = self._numbers()
        return None if numbers == self._given or self._rounds >= footnotes.MOST_ROUNDS else numbers

    def _numbers(self) -> dict[Any, int]:
        return footnotes.numbers_of(page.notes for page in self._kept().pages)

    def _kept(self) -> KeptPages:
        if self._pages is None:
            raise ToolError("the last update of the pages failed", "lay out the document again")
        return self._pages

    @contextmanager
    def _working(self) -> Generator[None, None, None]:
        """WeasyPrint as it is for printing, with its log as problems."""
        problems = self._problems = Problems()
        with (
            log_as_problems(problems, functools.partial(place_of, places=self._places)),
            weasyprint_patches.patched(),
            gc_disabled(),
        ):
            yield
        self._found = (*self._found, *problems)


def _parsed(text: str, tag: str) -> Any:
    """The element of an HTML text that is one element."""
    page = weasyprint_patches.read_html(f"<!doctype html><body>{text}</body>", None)
    body = page.etree_element[-1]
    if len(body) != 1 or body[0].tag != tag or (body.text or "").strip() or (body[0].tail or "").strip():
        raise NotReplaceableError
    return body[0]
