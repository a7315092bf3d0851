"""What printed stock no longer agrees with, as it is told: to people in aligned lines, to programs as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from factpress.audit.trace.report import aligned, leaves_words, plain_printing, printing_words
from factpress.i18n import Language
from factpress.ledger import Kind
from factpress.ledger.difference import Correction, CorrectionEntry


def format_corrections(found: Sequence[Correction], slips: Sequence[str], language: Language) -> str:
    """Each printing with what is wrong in it and its slip, and in the last line how much there is of it."""
    blocks = [
        "\n".join([*_printing(one, language), "", f"  slip: {slip}"]) for one, slip in zip(found, slips, strict=True)
    ]
    many, copies = len(found), sum(one.printing.copies for one in found)
    things = sum(len(one.entries) for one in found)
    total = (
        f"{many} {'printing says' if many == 1 else 'printings say'} {things} "
        f"{'thing' if things == 1 else 'things'} that the facts no longer do: {copies:,} copies in all"
    )
    return "\n\n".join([*blocks, total])


def _printing(correction: Correction, language: Language) -> Iterator[str]:
    printing = correction.printing
    yield f"{printing.product}: {printing_words(printing, language)}  ({printing.id})"
    for entry in correction.entries:
        where = f"{leaves_words(entry.places, on_slides=printing.on_slides)}: " if entry.places else ""
        yield ""
        yield f"  {where}{entry.address}"
        yield from aligned(_rows(entry), indent=4)


def _rows(entry: CorrectionEntry) -> Iterator[tuple[str, str]]:
    yield "printed", entry.printed or "(its words could not be read from the file)"
    match entry.kind:
        case Kind.WITHDRAWN:
            yield "now", "withdrawn: it should not stand there"
        case Kind.REMOVED:
            yield "now", "no longer in the facts: it should not stand there"
        case Kind.STANDING:
            yield "now", "the same words"
        case Kind.VALUE:
            yield "now", entry.reads
    if entry.standing is not None:
        moved = entry.was is not None and entry.was is not entry.standing
        yield "standing", f"{entry.was} when it was printed, {entry.standing} now" if moved else entry.standing.value
    if entry.reason:
        yield "why", entry.reason
    if entry.source:
        yield "source", entry.source


def plain_corrections(found: Sequence[Correction]) -> list[dict[str, Any]]:
    """The corrections as plain data."""
    return [{**plain_printing(one.printing), "entries": [_plain(entry, one) for entry in one.entries]} for one in found]


def _plain(entry: CorrectionEntry, correction: Correction) -> dict[str, Any]:
    return {
        "value": entry.address,
        "about": entry.about,
        "change": entry.kind.value,
        "slides" if correction.printing.on_slides else "pages": list(entry.places),
        "printed": entry.printed,
        "reads": entry.reads,
        "standing_printed": entry.was.value if entry.was is not None else None,
        "standing": entry.standing.value if entry.standing is not None else None,
        "reason": entry.reason,
        "source": entry.source,
    }
