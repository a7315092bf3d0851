"""The pictures of our own decks, known by their content: one that was exchanged or added is found.

Programs keep the bytes of pictures when they save a deck. LibreOffice 7.4 leaves out the SVGs and keeps PNG and JPEG
files as they are; python-pptx keeps all. So the digest of the bytes is enough to know a picture again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factpress.audit.readers.pptx_parts import COVERING
from factpress.audit.reading import Place, Unread
from factpress.audit.text import normalise
from factpress.document.model import Chart

ADDED = Unread("a picture that was not made by factpress")


@dataclass(frozen=True, slots=True)
class ExpectedPictures:
    """The pictures that a deck should contain, by the SHA-256 of their bytes.

    `charts` are those of each chart, by its id: pixels and vectors. `others` are all others; None if they are unknown.
    """

    charts: Mapping[str, frozenset[str]]
    others: frozenset[str] | None = None

    @property
    def known(self) -> frozenset[str] | None:
        """All pictures; None if some are unknown."""
        return None if self.others is None else self.others.union(*self.charts.values())


def exchanged_pictures(
    places: Iterable[Place], charts: Sequence[Chart], expected: ExpectedPictures
) -> Iterator[tuple[Place, Chart]]:
    """The charts that have another picture, each with its slide.

    A picture is taken for that of a chart by its alternative text. On a slide with the title of a chart that shows none
    of its pictures, any picture that is not known stands in its place.
    """
    by_alt = {normalise(chart.alt): chart for chart in charts if chart.id in expected.charts}
    by_title = {normalise(chart.title): chart for chart in by_alt.values()}
    others = expected.others or frozenset()
    for place in places:
        titled = by_title.get(normalise(place.title)) if place.title else None
        shown = {picture.digest for picture in place.pictures}
        if titled is not None and shown & expected.charts[titled.id]:
            titled = None
        found: dict[str, Chart] = {}
        for picture in place.pictures:
            chart = by_alt.get(normalise(picture.alt)) if picture.alt else None
            chart = chart or (titled if picture.digest not in others else None)
            if chart is not None and picture.digest not in expected.charts[chart.id]:
                found[chart.id] = chart
        yield from ((place, chart) for chart in found.values())


def with_added_pictures(places: Iterable[Place], expected: ExpectedPictures) -> tuple[Place, ...]:
    """The places; on those with a picture that is not expected anywhere, that is content that was not read.

    A slide that only our own pictures cover has nothing in them that was not read.
    """
    known = expected.known
    if known is None:
        return tuple(places)
    return tuple(
        replace(place, unread=(*place.unread, ADDED))
        if {picture.digest for picture in place.pictures} - known
        else replace(place, unread=tuple(one for one in place.unread if one != Unread(COVERING)))
        for place in places
    )
