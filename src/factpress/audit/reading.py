"""What was read back from a file, as plain values: places, what stands there, and what is said to stand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Where = Literal[
    "text",  # running text, headings, quotations
    "table",  # a cell
    "note",  # a note at the foot of a page
    "note number",  # … its number there
    "note call",  # … and in the text
    "contents",  # an entry of the table of contents
    "chart",  # the words inside a drawing
    "data",  # a chart of the presenter's program, and the workbook in it
    "alternative text",
    "margin",  # folio and running head
    "ornament",  # what stands beside a pattern or on a scale, and is no part of the text
    "bookmark",
    "link",  # what a link says to a listener
    "speaker notes",
    "slide number",
    "comment",
    "layout",
]
"""In which part of a page or slide something stands."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of words that belong together: a paragraph, a cell, a note, the labels of a drawing.

    `of` is the alternative text of the drawing that the words stand in.
    """

    where: Where
    text: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A page or slide: its number from 1, its name for a reader, what stands on it, the claims it says it states."""

    number: int
    name: str
    fragments: tuple[Fragment, ...]
    claims: tuple[str, ...] = ()  # "claim/value", each as often as it is marked
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file. `made` has, by "claim/value", what the value was when the file was made (`facts.prints`).

    `anchors` are the names inside the file and the numbers of the places that they lead to; `tagged` says that the
    file tells text from what stands around it. Of sheets that pages lie on, the places are those pages, and `apart` has
    each side and page, 0 for none, where a sheet says something else.
    """

    path: Path
    kind: str  # "pdf", "pptx", or what the entry of the renderer names
    places: tuple[Place, ...]
    made: Mapping[str, str] = field(default_factory=dict[str, str])
    anchors: Mapping[str, int] = field(default_factory=dict[str, int])
    tagged: bool = True
    dated: str = ""  # the day that the file gives as its own, ISO 8601; of ours, that of its edition
    apart: tuple[tuple[int, int], ...] = ()

    @property
    def ours(self) -> bool:
        """Whether the file says itself which claims it states."""
        return bool(self.made) or any(place.claims for place in self.places)
