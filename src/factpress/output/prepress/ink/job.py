"""What is to be made of pages for a press."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from factpress.core.diagnostics import Location
from factpress.publication.printers import Printer


@dataclass(frozen=True, slots=True)
class Job:
    """What a press file says of itself, whom it is for, and what to do with pictures: "cmyk", "grey" or ""."""

    title: str
    author: str
    date: str  # an ISO 8601 day: the date of the file
    name: str  # of the product; with title and date it makes the document's id
    printer: Printer
    at: Location  # the product's file
    pictures: str = ""
    files: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    """The publication's pictures by their pixels, so that one can be called by its name."""
