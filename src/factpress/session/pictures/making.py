"""Makes the pictures of a claim: which products state it, in which order they are laid out, and what is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Findings, Severity, ToolError
from factpress.design.theme import Theme
from factpress.document.model import Document
from factpress.edition import Edition
from factpress.edition_reader import EditionReader
from factpress.output.booklet.renderer import page_parts
from factpress.publication.products import Product
from factpress.session.pictures.booklet_layout import BookletLayout
from factpress.session.pictures.layouts import Drawings, Layout, lay_out, lines_of
from factpress.session.pictures.stating import Group, groups_of, kind_of, place_of, short_title
from factpress.session.pictures.values import (
    Failure,
    Kind,
    Lines,
    Message,
    Picture,
    PictureRequest,
    Place,
    Places,
    Progress,
)
from factpress.workflows.atomic_write import CACHE
from factpress.workflows.stated_claims import StatedNames

MOST_KEPT = 8
"""How many products' layouts are kept."""

MOST_PAGES = 500
"""How many pages of booklets that follow their text are kept, beside the one used last: each takes 1.3 MB."""

MOST_PICTURES = {"page": 3, "slide": 3, "card": 2}
"""How many places of one product get a picture."""


@dataclass(slots=True)
class _Kept:
    """The last layout of a product, and what it was made from; no document while its pages follow another text."""

    document: Document | None
    theme: Theme
    product: Product
    layout: Layout


class Maker:
    """Makes pictures of places of some kinds, and keeps the layouts of a few products.

    It reads the publication, and writes to no folder of it but `build`.
    """

    def __init__(self, root: Path, kinds: Collection[Kind]) -> None:
        self._kinds = kinds
        self._reader = EditionReader(root)
        self._drawings = Drawings(root / "build" / CACHE)
        self._kept: dict[str, _Kept] = {}
        self._names = StatedNames()

    def prepare(self) -> Iterator[None]:
        """Lay out what is asked for first: the first deck or the first booklet."""
        edition = self._read({})
        yield
        for kind in self._kinds:
            product = next((each for each in edition.products if kind_of(each) == kind and not each.for_press), None)
            if product is not None and kind != "card":
                self._layout(edition, product)
            yield

    def make(self, request: PictureRequest) -> Iterator[Message]:
        """Yield the places of the claim and their pictures. Raises Findings if the publication has errors."""
        edition = self._read(request.contents)
        groups = groups_of(edition, request.claim, self._kinds, self._names)
        run = _Run(request, groups)
        for group in groups:
            kept = self._kept.get(group.first.name)
            if kept is not None:
                run.know(group.first, kept.layout, fresh=self._is_fresh(edition, group.first))
        yield run.places()
        later: list[Iterator[Message]] = []
        for group in sorted(groups, key=lambda group: (not self._is_fresh(edition, group.first), group.cost)):
            pictures = self._of_group(edition, group, run)
            for message in pictures:
                yield message
                if isinstance(message, Picture) and message.final:  # the others wait for the first one of each group
                    later.append(pictures)
                    break
        for pictures in later:
            yield from pictures
        yield replace(run.places(), complete=True)

    def _of_group(self, edition: Edition, group: Group, run: _Run) -> Iterator[Message]:
        product, turn = group.first, run.request.turn
        if not self._is_fresh(edition, product):
            slow = group.kind == "page"
            kept = self._kept.get(product.name)
            if slow and kept is not None:
                yield from run.pictures(group, kept.layout, final=False)
            if slow:
                yield Progress(turn, product.name, short_title(product), done=False)
            layout: Layout | None = None
            found: tuple[Diagnostic, ...] = ()
            try:
                if kept is not None and isinstance(kept.layout, BookletLayout):
                    yield from self._follow(edition, group, run, kept, kept.layout)
                layout = self._layout(edition, product)
            except Findings as error:
                found = error.found
            if slow:
                yield Progress(turn, product.name, short_title(product), done=True)
            if layout is None:
                yield Failure(turn, product.name, found)
                return
            run.know(product, layout, fresh=True)
            yield run.places()
        layout = self._layout(edition, product)
        yield Lines(turn, group.kind, lines_of(layout))
        yield from run.pictures(group, layout, final=True)

    def _follow(
        self, edition: Edition, group: Group, run: _Run, kept: _Kept, layout: BookletLayout
    ) -> Iterator[Message]:
        """Let the pages of a booklet follow the text; the first one that states the claim has a picture at once.

        If another style sheet is needed, nothing is done, and the booklet is laid out as a whole.
        """
        product, claim = group.first, run.request.claim
        document = edition.document if product.content is None else edition.prints[product.content]
        drawn = self._drawings.of(edition, product)
        html, css, charts = page_parts(document, edition.theme, product, drawn, edition.places, layout.chapters)
        if css != layout.css:
            return
        kept.document = None  # a request that ends in between leaves pages of both texts
        first = max(layout.counts(claim), key=lambda number: layout.prominence(number, claim), default=None)
        shown = False
        try:
            for page in layout.follow(html, charts, first):
                if not shown and layout.count_on(page, claim):
                    shown = True
                    yield run.picture(product, layout, page, final=False)
                else:  # a newer request may be waiting
                    yield Progress(run.request.turn, product.name, short_title(product), done=False)
        except ToolError:
            del self._kept[product.name]  # it is laid out as a whole
            return
        kept.document, kept.theme, kept.product = _document_of(edition, product), edition.theme, product

    def _read(self, contents: Mapping[Path, bytes]) -> Edition:
        """The edition with these contents. Raises Findings if it has errors."""
        try:
            edition, found = self._reader.read(contents)
        except ValueError as wrong:
            raise ToolError(str(wrong), "save the file, and try again") from wrong
        errors = [one for one in found if one.severity is Severity.ERROR]
        if errors or edition is None:
            raise Findings(errors)
        return edition

    # layouts ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _is_fresh(self, edition: Edition, product: Product) -> bool:
        """Whether the kept layout of a product is that of this edition."""
        kept = self._kept.get(product.name)
        return kept is not None and (kept.document, kept.theme, kept.product) == (
            _document_of(edition, product),
            edition.theme,
            product,
        )

    def _layout(self, edition: Edition, product: Product) -> Layout:
        """The layout of a product: the kept one if nothing has changed. Raises Findings for what does not fit."""
        if self._is_fresh(edition, product):
            kept = self._kept.pop(product.name)
        else:
            before = self._kept.pop(product.name, None)
            document = _document_of(edition, product)
            layout = lay_out(edition, product, self._drawings, before.layout if before is not None else None)
            kept = _Kept(document, edition.theme, product, layout)
        self._kept[product.name] = kept
        pages = [one.layout.pages if isinstance(one.layout, BookletLayout) else 0 for one in self._kept.values()]
        for name in list(self._kept)[: -how_many_kept(pages)]:
            del self._kept[name]
        return kept.layout


def how_many_kept(pages: Sequence[int]) -> int:
    """How many layouts are kept, of those with that many pages, the one used last at the end: one or more."""
    count, total = 0, 0
    for each in reversed(pages[-MOST_KEPT:]):
        total += each
        if count and total > MOST_PAGES:
            break
        count += 1
    return max(count, 1)


def _document_of(edition: Edition, product: Product) -> Document:
    """The text of a product without fingerprints, which change with every claim and are not seen."""
    document = edition.document if product.content is None else edition.prints[product.content]
    return replace(document, made={})


class _Run:
    """What is known while one request is answered."""

    def __init__(self, request: PictureRequest, groups: tuple[Group, ...]) -> None:
        self.request, self.groups = request, groups
        self._known: dict[str, tuple[Place, ...]] = {}
        self._fresh: set[str] = set()

    def know(self, product: Product, layout: Layout, *, fresh: bool) -> None:
        """Take the places of the claim in a layout."""
        self._known[product.name] = self._places_in(product, layout)
        if fresh:
            self._fresh.add(product.name)

    def places(self) -> Places:
        """All places, as far as they are known."""
        found: list[Place] = []
        pieces = 0
        for group in self.groups:
            known = self._known.get(group.first.name)
            if known == ():
                continue  # its pages do not show that part of the text
            found += known or (place_of(group.first, group.kind, group.count),)
            found += (place_of(product, group.kind, group.count) for product in group.others)
            pieces += 1 + len(group.others)
        final = all(group.first.name in self._fresh for group in self.groups)
        return Places(self.request.turn, self.request.claim, tuple(found), pieces, final)

    def pictures(self, group: Group, layout: Layout, *, final: bool) -> Iterator[Picture]:
        """The pictures of the places in a layout, the one with the largest words first."""
        places = [place for place in self._places_in(group.first, layout) if not place.spoken]
        if len(places) > 1 and layout.ranked:
            places.sort(key=lambda place: -layout.prominence(place.number, self.request.claim))
        for place in places[: MOST_PICTURES[group.kind]]:
            yield self._picture(layout, place, final=final)

    def picture(self, product: Product, layout: BookletLayout, number: int, *, final: bool) -> Picture:
        """The picture of one page of a booklet."""
        count = layout.count_on(number, self.request.claim)
        place = Place(product.name, short_title(product), layout.kind, number, layout.label(number), count)
        return self._picture(layout, place, final=final)

    def _picture(self, layout: Layout, place: Place, *, final: bool) -> Picture:
        png, (width, height) = layout.png(place.number)
        digest = hashlib.sha256(png).hexdigest()[:16]
        hits, alt = layout.hits(place.number), layout.alt(place.number)
        return Picture(self.request.turn, place, digest, png, width, height, hits, final, alt)

    def _places_in(self, product: Product, layout: Layout) -> tuple[Place, ...]:
        counts: Mapping[int, tuple[int, bool]] = layout.counts(self.request.claim)
        return tuple(
            Place(product.name, short_title(product), layout.kind, number, layout.label(number), count, spoken)
            for number, (count, spoken) in sorted(counts.items())
        )
