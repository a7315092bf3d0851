"""Answers and corrections as text in aligned lines, and as plain data for JSON."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from factpress.audit.trace.references import Reference, expand_roles
from factpress.audit.trace.search import Answer, Built, PrintedUse, State, ValueUses
from factpress.core.diagnostics import Location
from factpress.document.wording.dates import format_moment
from factpress.i18n import Language
from factpress.ledger import Difference, Kind, Printing
from factpress.ledger.difference import Correction, CorrectionEntry
from factpress.publication.facts.claims import FactBook
from factpress.publication.facts.dates import Moment

# ── answers as text ─────────────────────────────────────────────────────────────────────────────────────────────


def format_answer(answer: Answer, book: FactBook, language: Language) -> str:
    """The answer as text: each claim, each of its values, and each use of a value on one line."""
    rows = {one.address: list(_rows(one, language)) for one in answer.found}
    widths = column_widths(row for of_value in rows.values() for row in of_value)
    blocks: list[list[str]] = []
    before = ""
    for one in answer.found:
        claim = one.address.partition("/")[0]
        if claim != before:
            blocks.append(list(_claim(claim, book, language)))
        before = claim
        blocks.append([*_folded(_heading(one)), *format_table(rows[one.address], widths=widths)])
        if not (one.references or one.built or one.printed):
            blocks[-1].append("  not used")
    if not answer.found:
        blocks.append([f"no claim has the number {answer.query}"])
        near = [(one.address, one.text, _place(one.location)) for one in answer.near]
        if near:
            blocks.append(["nearest values:", *format_table(near)])
    blocks.append(list(_files(answer.built, language)))
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def _claim(name: str, book: FactBook, language: Language) -> Iterator[str]:
    claim = book.claims.get(name)
    if claim is None:
        yield f"{name}: this claim is no longer in the facts"
        return
    yield f"{name}: {expand_roles(claim.claim, book, language)}"
    yield from format_table([("standing", claim.standing.value), ("why", expand_roles(claim.reason, book, language))])


def _heading(one: ValueUses) -> str:
    if not one.text:
        return f"{one.address}: no longer in the facts"
    return f"{one.address}: {one.text}" if "/" in one.address else f"{one.address}, as supplied: {one.text}"


def _folded(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)


def _rows(one: ValueUses, language: Language) -> Iterator[tuple[str, str, str]]:
    if one.location is not None:
        yield "facts", _place(one.location), ""
    for reference in one.references:
        kind = "facts" if reference.kind == "fact" else reference.kind
        yield kind, _place(reference.location), _reference(reference)
    for built in one.built:
        yield "slide" if built.on_slides else "page", built.product.name, ", ".join(built.labels)
    for use in one.printed:
        yield "printed", use.printing.product, _printed_use(use, language)


def _reference(reference: Reference) -> str:
    if reference.kind == "chart":
        in_words = f", {reference.role} in its words" if reference.role != "chart" else ""
        words = f"{reference.within}{in_words}"
    elif reference.kind == "fact":
        words = f"{reference.role} in the words of {reference.within}"
    else:
        words = f"{reference.role} in “{reference.within}”"
    return f"{words}, {reference.target} only" if reference.target and reference.kind != "notes" else words


def _printed_use(use: PrintedUse, language: Language) -> str:
    carried = use.carried
    where = f"{format_labels(carried.places, on_slides=use.printing.on_slides)}: " if carried.places else ""
    words = f"“{carried.words}”" if carried.words else "text that could not be read"
    return f"{where}{words}; {format_printing(use.printing, language)}{_difference(use.difference)}"


def _difference(difference: Difference | None) -> str:
    match difference:
        case None:
            return ""
        case Difference(kind=Kind.STANDING):
            return f"; its standing is {difference.standing} now"
        case Difference(reads="", kind=kind):
            return f"; {kind.value} since"
        case _:
            return f"; it should read “{difference.reads}”"


def format_printing(printing: Printing, language: Language) -> str:
    """The number of copies, the date and the purpose of a printing."""
    copies = f"{printing.copies:,} {'copy' if printing.copies == 1 else 'copies'}"
    purpose = f", for {printing.purpose}" if printing.purpose else ""
    recalled = f", recalled on {_day(printing.recalled, language)}" if printing.recalled is not None else ""
    return f"{copies}, printed on {_day(printing.printed, language)}{purpose}{recalled}"


def format_labels(labels: Sequence[str], *, on_slides: bool) -> str:
    """Pages or slides by their labels: "pages 3, 4"."""
    return f"{'slide' if on_slides else 'page'}{'s' if len(labels) > 1 else ''} {', '.join(labels)}"


def _day(day: dt.date, language: Language) -> str:
    return " ".join(format_moment(Moment(day.year, day.month, day.day), language).split())


def _files(built: tuple[Built, ...], language: Language) -> Iterator[str]:
    """The files that were searched, with their editions and states."""
    yield "files searched:"
    yield from format_table((one.path.name, _state(one, language)) for one in built)
    if any(one.state is not State.CURRENT for one in built):
        yield "  pages and slides above may be missing or out of date; to build the files again: factpress build"


def _state(built: Built, language: Language) -> str:
    edition = built.artefact.edition if built.artefact is not None else None
    words = f"edition of {_day(edition, language)}" if edition is not None else "an edition without a date"
    match built.state:
        case State.CURRENT:
            return words
        case State.MISSING:
            return "not built yet"
        case State.STALE:
            return f"{words}, built before {built.why} was changed"
        case State.UNREADABLE:
            return built.why


def _place(location: Location | None) -> str:
    return str(location) if location is not None else ""


# ── corrections as text ─────────────────────────────────────────────────────────────────────────────────────────


def format_corrections(found: Sequence[Correction], slips: Sequence[str], language: Language) -> str:
    """Each printing with its errors and its correction slip, and a last line with the totals."""
    blocks = [
        "\n".join([*_correction(one, language), "", f"  slip: {slip}"]) for one, slip in zip(found, slips, strict=True)
    ]
    copies, count = sum(one.printing.copies for one in found), sum(len(one.entries) for one in found)
    printings = "1 printing has" if len(found) == 1 else f"{len(found)} printings have"
    statements = "1 statement that differs" if count == 1 else f"{count} statements that differ"
    return "\n\n".join([*blocks, f"{printings} {statements} from the facts: {copies:,} copies in all"])


def _correction(correction: Correction, language: Language) -> Iterator[str]:
    printing = correction.printing
    yield f"{printing.product}: {format_printing(printing, language)}  ({printing.id})"
    for entry in correction.entries:
        where = f"{format_labels(entry.places, on_slides=printing.on_slides)}: " if entry.places else ""
        yield ""
        yield f"  {where}{entry.address}"
        yield from format_table(_entry_rows(entry), indent=4)


def _entry_rows(entry: CorrectionEntry) -> Iterator[tuple[str, str]]:
    yield "printed", entry.printed or "(the text could not be read from the file)"
    match entry.kind:
        case Kind.WITHDRAWN:
            yield "now", "withdrawn: it should not be there"
        case Kind.REMOVED:
            yield "now", "no longer in the facts: it should not be there"
        case Kind.STANDING:
            yield "now", "the same words"
        case Kind.VALUE:
            yield "now", entry.reads
    if entry.standing is not None:
        changed = entry.was is not None and entry.was is not entry.standing
        yield "standing", f"{entry.was} when it was printed, {entry.standing} now" if changed else entry.standing.value
    if entry.reason:
        yield "why", entry.reason
    if entry.source:
        yield "source", entry.source


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

WIDTH = 100
"""Characters of a line. Most terminals show so many without wrapping."""

LEAST = 30
"""Characters of the last column at least."""


def column_widths(rows: Iterable[Sequence[str]]) -> list[int]:
    """The width of each column but the last one."""
    return [max(map(len, column)) for column in zip(*(row[:-1] for row in rows), strict=True)]


def format_table(
    rows: Iterable[Sequence[str]], *, indent: int = 2, width: int = WIDTH, widths: Sequence[int] = ()
) -> list[str]:
    """The rows as lines with aligned columns, two spaces apart. The last column is wrapped.

    A first cell equal to the one above is left empty.
    """
    listed = [tuple(row) for row in rows]
    widths = widths or column_widths(listed)
    lines: list[str] = []
    above = ""
    for first, *others, last in listed:
        cells = ("" if first == above else first, *others)
        head = " " * indent + "".join(f"{cell:<{wide}}  " for cell, wide in zip(cells, widths, strict=True))
        room = max(width - len(head), LEAST)
        wrapped = textwrap.wrap(last, room, break_long_words=False, break_on_hyphens=False) or [""]
        lines += [(head + wrapped[0]).rstrip(), *(" " * len(head) + line for line in wrapped[1:])]
        above = first
    return lines


# ── plain data ──────────────────────────────────────────────────────────────────────────────────────────────────


def json_answer(answer: Answer, book: FactBook) -> dict[str, Any]:
    """The answer as plain data."""
    return {
        "asked": answer.query,
        "number": answer.is_number,
        "found": [_json_value(one, book) for one in answer.found],
        "near": [{"value": one.address, "says": one.text, **_json_place(one.location)} for one in answer.near],
        "built": [_json_built(one) for one in answer.built],
    }


def _json_value(one: ValueUses, book: FactBook) -> dict[str, Any]:
    claim = book.claims.get(one.address.partition("/")[0])
    return {
        "value": one.address,
        "says": one.text,
        "claim": claim.claim if claim is not None else None,
        "standing": claim.standing.value if claim is not None else None,
        **_json_place(one.location),
        "named": [
            {
                "kind": reference.kind,
                "how": reference.role,
                "within": reference.within,
                "side": reference.target or None,
                **_json_place(reference.location),
            }
            for reference in one.references
        ],
        "built": [
            {"product": built.product.name, "slides" if built.on_slides else "pages": list(built.labels)}
            for built in one.built
        ],
        "printed": [_json_printed_use(use) for use in one.printed],
    }


def _json_printed_use(use: PrintedUse) -> dict[str, Any]:
    return {
        **json_printing(use.printing),
        "slides" if use.printing.on_slides else "pages": list(use.carried.places),
        "words": use.carried.words,
        "changed": use.difference.kind.value if use.difference is not None else None,
        "reads": use.difference.reads if use.difference is not None else use.carried.words,
    }


def json_printing(printing: Printing) -> dict[str, Any]:
    """A printing as plain data, without its values."""
    return {
        "printing": printing.id,
        "product": printing.product,
        "file": printing.file,
        "sha256": printing.sha256,
        "edition": _optional(printing.edition),
        "printed": str(printing.printed),
        "copies": printing.copies,
        "for": printing.purpose,
        "recalled": _optional(printing.recalled),
    }


def json_corrections(found: Sequence[Correction]) -> list[dict[str, Any]]:
    """The corrections as plain data."""
    return [
        {**json_printing(one.printing), "entries": [_json_entry(entry, one) for entry in one.entries]} for one in found
    ]


def _json_entry(entry: CorrectionEntry, correction: Correction) -> dict[str, Any]:
    return {
        "value": entry.address,
        "about": entry.about,
        "change": entry.kind.value,
        "slides" if correction.printing.on_slides else "pages": list(entry.places),
        "printed": entry.printed,
        "reads": entry.reads,
        "standing_printed": _optional(entry.was),
        "standing": _optional(entry.standing),
        "reason": entry.reason,
        "source": entry.source,
    }


def _json_built(built: Built) -> dict[str, Any]:
    return {
        "product": built.product.name,
        "file": str(built.path),
        "edition": _optional(built.artefact.edition) if built.artefact is not None else None,
        "state": built.state.value,
        "why": built.why,
    }


def _json_place(location: Location | None) -> dict[str, Any]:
    if location is None:
        return {"file": None, "line": None, "column": None}
    return {"file": location.path.as_posix(), "line": location.line, "column": location.column}


def _optional(value: object | None) -> str | None:
    return str(value) if value is not None else None
