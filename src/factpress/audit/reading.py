"""The text of a file as plain values: its pages or slides, the fragments on them, and the claims that they state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from factpress.output.deck.identity.properties import DeckRecord

Where = Literal[
    "text",  # running text, headings, quotations
    "table",  # a cell
    "note",  # a footnote
    "note number",  # its number at the foot of the page
    "note call",  # its number in the text
    "contents",  # an entry of the table of contents
    "chart",  # the labels inside a drawing
    "data",  # a native chart of PowerPoint, and its workbook
    "alternative text",
    "margin",  # page number and running head
    "ornament",  # decoration that is not part of the text, and the ends of a scale
    "bookmark",
    "link",  # the description of a link for screen readers
    "speaker notes",
    "slide number",
    "comment",
    "layout",
    "field",  # a form field, a stamp or a note of a PDF that shows text
    "date",  # a placeholder or field for the date
    "outside",  # text outside the page that is shown
]
"""The part of a page or slide that a fragment belongs to."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text that belongs together: a paragraph, a cell, a note, the labels of a drawing.

    `alt` is the alternative text of the drawing that the text is in.
    """

    where: Where
    text: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster or vector picture of a page or slide, known by its content.

    `digest` is the SHA-256 of its bytes as stored; in a PDF, without their lossless compression. `alt` is its
    alternative text.
    """

    digest: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Content of a page or slide that readers see and that was not read, in words such as "an equation"."""

    what: str


@dataclass(frozen=True, slots=True)
class Place:
    """A page or slide: its number from 1, its name in messages, its fragments, and the claims that it states.

    Number 0 stands for the whole file, such as the masters of a presentation. `pictures` and `unread` are in drawing
    order.
    """

    number: int
    name: str
    fragments: tuple[Fragment, ...]
    claims: tuple[str, ...] = ()  # "claim/value", each as often as it is marked
    title: str = ""
    pictures: tuple[Picture, ...] = ()
    unread: tuple[Unread, ...] = ()
    key: str = ""  # of a slide that factpress built; "" for a presenter's own, and for copies


@dataclass(frozen=True, slots=True)
class Reading:
    """The contents of a file.

    `fingerprints` has, by "claim/value", the fingerprint of the value when the file was built
    (`publication.facts.fingerprint`). `anchors` are the named destinations and the numbers of their places. `tagged`
    states whether the file marks its content, so that page numbers and ornaments are known. `date` is the date of the
    file in ISO 8601; a file built by factpress has that of its edition.

    `deck` is the record of a deck, which has the keys of its slides.

    Of imposed sheets, the places are their pages. `sheet_differences` has each side and page whose text on the sheet
    differs from the page: page 0 for text that is not on a page, side 0 for a page on no sheet.
    """

    path: Path
    kind: str  # "pdf", "pptx", or the kind of a renderer with its own reader
    places: tuple[Place, ...]
    fingerprints: Mapping[str, str] = field(default_factory=dict[str, str])
    anchors: Mapping[str, int] = field(default_factory=dict[str, int])
    tagged: bool = True
    date: str = ""
    sheet_differences: tuple[tuple[int, int], ...] = ()
    deck: DeckRecord | None = None

    @property
    def has_claims(self) -> bool:
        """Whether the file lists the claims that it states, as files built by factpress do."""
        return bool(self.fingerprints) or any(place.claims for place in self.places)
