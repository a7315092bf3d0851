"""What a reader of a printed piece has to be told: the content of a correction slip, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.document.compose import grammar
from factpress.document.model import plain
from factpress.document.resolve.lookup import FactLookup
from factpress.document.resolve.resolver import Citations, Resolver
from factpress.i18n import Language
from factpress.ledger.difference import Difference, Kind
from factpress.ledger.records import Printing
from factpress.publication.facts.claims import FactBook, Standing
from factpress.publication.settings import Publication


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """One thing to be put right. `places` are the pages or slides it stands on, as numbered.

    `about` is what the claim speaks of; `reads` is "" where nothing should stand there any more; `standing` is None
    where the claim is gone, and then there is neither a `reason` nor a `source`.
    """

    address: str
    about: str
    kind: Kind
    places: tuple[str, ...]
    printed: str
    reads: str
    was: Standing | None
    standing: Standing | None
    reason: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """All that is to be put right in one printing."""

    printing: Printing
    entries: tuple[CorrectionEntry, ...]


def speaker(
    book: FactBook, publication: Publication, language: Language, citations: Citations, places: Places
) -> Resolver:
    """Who says a claim's reason and its sources. It notes no errors: the facts have been read and are sound."""
    return Resolver(FactLookup(book, language, Problems()), grammar(language, publication), citations, places)


def corrections(found: Iterable[Difference], resolver: Resolver) -> tuple[Correction, ...]:
    """A correction for each printing that says what the facts do not, in the order of the differences.

    What is said alike on several pages is one entry.
    """
    by_printing: dict[str, list[Difference]] = {}
    for difference in found:
        by_printing.setdefault(difference.printing.id, []).append(difference)
    return tuple(
        Correction(listed[0].printing, tuple(_entry(d, resolver) for d in listed)) for listed in by_printing.values()
    )


def _entry(difference: Difference, resolver: Resolver) -> CorrectionEntry:
    carried = difference.carried
    claim = resolver.book.claims.get(carried.claim)
    value = claim.value(carried.value.partition("@")[0]) if claim is not None and carried.value else None
    return CorrectionEntry(
        address=carried.address,
        about="" if claim is None else _words(claim.claim, resolver),
        kind=difference.kind,
        places=carried.places,
        printed=difference.printed,
        reads=difference.reads,
        was=carried.standing,
        standing=difference.standing,
        reason="" if claim is None else _words(claim.reason, resolver),
        source="" if claim is None else resolver.sources(claim, value)[0],
    )


def _words(text: str, resolver: Resolver) -> str:
    return " ".join(plain(resolver.data_text(text, None)).split())
