"""A correction slip: what stands wrong in something printed, and how it should read; small enough to lay into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from factpress.document.wording.dates import format_moment
from factpress.i18n import Language
from factpress.ledger import Kind
from factpress.ledger.difference import Correction, CorrectionEntry
from factpress.output.prints.print_context import House, to_html
from factpress.publication.facts.claims import Standing
from factpress.publication.facts.dates import Moment


@dataclass(frozen=True, slots=True)
class Line:
    """One place to be put right: where, what stands there, what to read instead ("" for nothing), what else to say."""

    where: str
    printed: str
    reads: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """One claim on a slip. `mark` is the standing whose mark stands beside it; None where it is printed no more."""

    about: str
    lines: tuple[Line, ...]
    mark: Standing | None
    reason: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """All words of a slip, said."""

    title: str
    to: str
    printed: str
    matters: tuple[Matter, ...]
    publisher: str
    address: str


def slip_of(correction: Correction, language: Language, *, title: str, publisher: str, address: str) -> Slip:
    """The words of a slip for one printing of a publication. What belongs to one claim is one matter."""
    printing = correction.printing
    day = printing.printed
    by_claim = groupby(correction.entries, key=lambda entry: entry.address.partition("/")[0])
    return Slip(
        title=language.word("correction"),
        to=title,
        printed=language.word("printed-on-for" if printing.purpose else "printed-on").format(
            date=format_moment(Moment(day.year, day.month, day.day), language), purpose=printing.purpose
        ),
        matters=tuple(
            _matter(tuple(entries), on_slides=printing.on_slides, language=language) for _, entries in by_claim
        ),
        publisher=publisher,
        address=address,
    )


def _matter(entries: tuple[CorrectionEntry, ...], *, on_slides: bool, language: Language) -> Matter:
    first = entries[0]
    stays = first.standing is not None and first.standing is not Standing.WITHDRAWN
    return Matter(
        about=first.about,
        lines=tuple(dict.fromkeys(_line(entry, on_slides=on_slides, language=language) for entry in entries)),
        mark=first.standing if stays else None,
        reason=first.reason,
        sources=tuple(dict.fromkeys(entry.source for entry in entries if entry.source and stays)),
    )


def _line(entry: CorrectionEntry, *, on_slides: bool, language: Language) -> Line:
    told = ""
    if entry.kind in (Kind.WITHDRAWN, Kind.REMOVED):
        told = language.word("no-longer-said")
    elif entry.was is not None and entry.standing is not None and entry.was is not entry.standing:
        told = language.word("standing-was").format(standing=language.standings[entry.was.value][0].lower())
    reads = entry.reads if entry.kind is Kind.VALUE else ""
    return Line(_where(entry.places, on_slides=on_slides, language=language), entry.printed, reads, told)


def _where(places: Iterable[str], *, on_slides: bool, language: Language) -> str:
    listed = tuple(places)
    if not listed:
        return ""
    one, several = ("slide-places", "slides-places") if on_slides else ("page-places", "pages-places")
    return language.word(several if len(listed) > 1 else one).format(
        places=language.word("list-separator").join(listed)
    )


def slip_html(slip: Slip, house: House, template: str = "slip") -> str:
    """The slip as one HTML page that names its style sheets. Raises Findings where a template is wrong."""
    return to_html(template, {"slip": slip}, house)
