"""Correction slips: what is wrong in something printed, and what it should say; small enough to insert into it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from factpress.document.wording.dates import format_moment
from factpress.i18n import Language
from factpress.ledger import Kind
from factpress.ledger.difference import Correction, CorrectionEntry
from factpress.output.prints.print_context import PrintContext, to_html
from factpress.publication.facts.claims import Standing
from factpress.publication.facts.dates import Moment


@dataclass(frozen=True, slots=True)
class CorrectedLine:
    """One correction: where it is, the printed text, the right text ("" for none), and a remark."""

    where: str
    printed: str
    reads: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class CorrectedClaim:
    """The corrections of one claim. `mark` is the standing to show; None if the claim is no longer printed."""

    about: str
    lines: tuple[CorrectedLine, ...]
    mark: Standing | None
    reason: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """The text of a slip."""

    title: str
    to: str
    printed: str
    matters: tuple[CorrectedClaim, ...]
    publisher: str
    address: str


def compose_slip(correction: Correction, language: Language, *, title: str, publisher: str, address: str) -> Slip:
    """Compose the slip for one printing of a publication. All corrections of a claim are together."""
    printing = correction.printing
    day = printing.printed
    by_claim = groupby(correction.entries, key=lambda entry: entry.address.partition("/")[0])
    return Slip(
        title=language.word("correction"),
        to=title,
        printed=language.word("printed-on-for" if printing.purpose else "printed-on").format(
            date=format_moment(Moment(day.year, day.month, day.day), language), purpose=printing.purpose
        ),
        matters=tuple(_claim(tuple(entries), printing.on_slides, language) for _, entries in by_claim),
        publisher=publisher,
        address=address,
    )


def _claim(entries: tuple[CorrectionEntry, ...], on_slides: bool, language: Language) -> CorrectedClaim:
    first = entries[0]
    stays = first.standing is not None and first.standing is not Standing.WITHDRAWN
    return CorrectedClaim(
        about=first.about,
        lines=tuple(dict.fromkeys(_line(entry, on_slides, language) for entry in entries)),
        mark=first.standing if stays else None,
        reason=first.reason,
        sources=tuple(dict.fromkeys(entry.source for entry in entries if entry.source and stays)),
    )


def _line(entry: CorrectionEntry, on_slides: bool, language: Language) -> CorrectedLine:
    remark = ""
    if entry.kind in (Kind.WITHDRAWN, Kind.REMOVED):
        remark = language.word("no-longer-said")
    elif entry.was is not None and entry.standing is not None and entry.was is not entry.standing:
        remark = language.word("standing-was").format(standing=language.standings[entry.was.value][0].lower())
    reads = entry.reads if entry.kind is Kind.VALUE else ""
    return CorrectedLine(_where(entry.places, on_slides, language), entry.printed, reads, remark)


def _where(places: tuple[str, ...], on_slides: bool, language: Language) -> str:
    if not places:
        return ""
    one, several = ("slide-places", "slides-places") if on_slides else ("page-places", "pages-places")
    listed = language.word("list-separator").join(places)
    return language.word(several if len(places) > 1 else one).format(places=listed)


def slip_html(slip: Slip, context: PrintContext, template: str = "slip") -> str:
    """Return the slip as one HTML page with links to its style sheets. Raise Findings for errors in a template."""
    return to_html(template, {"slip": slip}, context)
