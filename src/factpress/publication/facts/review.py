"""When a claim has to be checked again: on its own date, or when a source that it cites has a new edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from factpress.publication.facts.claims import Claim
from factpress.publication.facts.sources import Source


@dataclass(frozen=True, slots=True)
class Due:
    """The day by which a claim must be checked again, and the source whose new edition is the reason."""

    day: dt.date
    source: Source | None = None


def review_due(claim: Claim, sources: Mapping[str, Source]) -> Due | None:
    """Return when a claim is due: `review_by`, or earlier if a source that it cites appears before; None for never.

    A source counts from the day on which the claim was checked, so it needs that day.
    """
    found = [Due(claim.review_by)] if claim.review_by is not None else []
    if claim.checked is not None:
        cited = {cite.source for cites in (claim.cites, *(value.cites for value in claim.values)) for cite in cites}
        found += [
            Due(source.appears.due(claim.checked, issued_in(source)), source)
            for source in (sources[name] for name in sorted(cited & sources.keys()))
            if source.appears is not None
        ]
    return min(found, key=lambda due: due.day, default=None)


def series_title(source: Source) -> str:
    """Return the title of a source without the numbers that tell its editions apart."""
    words = str(source.csl.get("title") or "").casefold().split()
    return " ".join(word for word in words if not any(character.isdigit() for character in word))


def issued_in(source: Source) -> int | None:
    """Return the year in which a source was issued; None if its record does not say."""
    issued = cast("Mapping[str, list[list[int]]] | None", source.csl.get("issued"))
    return issued["date-parts"][-1][0] if issued is not None else None
