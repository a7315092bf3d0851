"""What a rule may look at: a publication as it was read, and the day that is today."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from factpress.checks.count_index import Shelf
from factpress.checks.normalised_counts import Tally
from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.document.model import Document
from factpress.document.parse.ast import Draft
from factpress.document.parse.charts_file import ChartSpec
from factpress.edition import Edition
from factpress.i18n import Language
from factpress.publication.consents import Consent
from factpress.publication.dignity import Entry
from factpress.publication.events import Event
from factpress.publication.facts.claims import FactBook
from factpress.publication.products import Product
from factpress.publication.settings import Publication


@dataclass(frozen=True)
class Subject:
    """A publication, read and composed but not set. `today` is the day that reviews and events are measured by."""

    publication: Publication
    language: Language
    products: tuple[Product, ...]
    book: FactBook
    consents: Mapping[str, Consent]
    events: Mapping[str, Event]
    dignity: tuple[Entry, ...]
    charts: Mapping[str, ChartSpec]
    draft: Draft
    document: Document
    drafts: Mapping[Path, Draft]  # the texts of prints, by their files
    prints: Mapping[Path, Document]  # the same, composed
    places: Places
    today: dt.date

    def products_of(self, content: Path | None) -> tuple[Product, ...]:
        """The products that print a text: that of a print, by its file, or the main text, None."""
        return tuple(p for p in self.products if p.stating and p.origin.content == content)

    @cached_property
    def shelf(self) -> Shelf:
        """The numbers of its claims, in their places. Several rules look at them."""
        return Shelf.of(self.book)

    @cached_property
    def overfull(self) -> tuple[tuple[Tally, Tally], ...]:
        """Its numbers that are too large a part of another, each with that one."""
        return tuple(self.shelf.overfull())

    @classmethod
    def of(cls, edition: Edition, today: dt.date) -> Subject:
        """The subject that an edition makes on that day."""
        return cls(
            edition.publication,
            edition.language,
            edition.products,
            edition.book,
            edition.consents,
            edition.events,
            edition.dignity,
            edition.charts,
            edition.draft,
            edition.document,
            edition.drafts,
            edition.prints,
            edition.places,
            today,
        )


def today(environment: Mapping[str, str] = os.environ) -> dt.date:
    """Today, or the day of SOURCE_DATE_EPOCH (reproducible-builds.org). Raises ToolError where that is no number."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(dt.UTC).astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        hint = "unset it, or give the seconds since 1970"
        raise ToolError(f'SOURCE_DATE_EPOCH is "{epoch}", which is no time', hint) from None
