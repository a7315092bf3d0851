"""An answer as it is told: to people in aligned lines, to programs as plain data."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from factpress.audit.trace.built_files import Built, State
from factpress.audit.trace.references import Naming, spoken
from factpress.audit.trace.search import Answer, PrintedUse, ValueUses
from factpress.core.diagnostics import Location
from factpress.document.wording.dates import format_moment
from factpress.i18n import Language
from factpress.ledger import Difference, Kind, Printing
from factpress.publication.facts.claims import FactBook, Moment


def told(answer: Answer, book: FactBook, language: Language) -> str:
    """The answer for people: each claim, each of its values, and each place, one a line."""
    rows = {one.address: list(_rows(one, language)) for one in answer.found}
    widths = widths_of(row for listed in rows.values() for row in listed)
    blocks: list[list[str]] = []
    before = ""
    for one in answer.found:
        claim = one.address.partition("/")[0]
        if claim != before:
            blocks.append(list(_claim(claim, book, language)))
        before = claim
        blocks.append([*_folded(_head(one)), *aligned(rows[one.address], widths=widths)])
        if not one.stands:
            blocks[-1].append("  stands nowhere else")
    if not answer.found:
        blocks.append([f"no claim says {answer.asked}"])
        nearest = [(one.address, one.says, _at(one.location)) for one in answer.near]
        if nearest:
            blocks.append(["nearest to it:", *aligned(nearest)])
    blocks.append(list(_files(answer.built, language)))
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def _claim(name: str, book: FactBook, language: Language) -> Iterator[str]:
    claim = book.claims.get(name)
    if claim is None:
        yield f"{name}: the facts have no such claim any more"
        return
    yield f"{name}: {spoken(claim.claim, book, language)}"
    yield from aligned([("standing", claim.standing.value), ("why", spoken(claim.reason, book, language))])


def _head(one: ValueUses) -> str:
    if not one.says:
        return f"{one.address}: not in the facts any more"
    return f"{one.address}: {one.says}" if "/" in one.address else f"{one.address}, as supplied: {one.says}"


def _folded(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)


def _rows(one: ValueUses, language: Language) -> Iterator[tuple[str, str, str]]:
    if one.location is not None:
        yield "facts", _at(one.location), ""
    for naming in one.named:
        yield _KINDS.get(naming.kind, naming.kind), _at(naming.location), _how(naming)
    for placed in one.built:
        yield "slide" if placed.on_slides else "page", placed.product.name, ", ".join(placed.labels)
    for stock in one.printed:
        yield "printed", stock.printing.product, _stock(stock, language)


_KINDS = {"fact": "facts"}
"""What a kind of place is called where it has another name for people."""


def _how(naming: Naming) -> str:
    if naming.kind == "chart":
        words = naming.within if naming.how == "chart" else f"{naming.within}, {naming.how} in its words"
    elif naming.kind == "fact":
        words = f"{naming.how} in the words of {naming.within}"
    else:
        words = f"{naming.how} in “{naming.within}”"
    return f"{words}, {naming.side} only" if naming.side and naming.kind != "notes" else words


def _stock(stock: PrintedUse, language: Language) -> str:
    carried = stock.carried
    where = f"{leaves_words(carried.places, on_slides=stock.printing.on_slides)}: " if carried.places else ""
    words = f"“{carried.words}”" if carried.words else "words that could not be read"
    return f"{where}{words}; {printing_words(stock.printing, language)}{_difference(stock.differs)}"


def _difference(differs: Difference | None) -> str:
    match differs:
        case None:
            return ""
        case Difference(kind=Kind.STANDING):
            return f"; its standing is {differs.standing} now"
        case Difference(reads="", kind=kind):
            return f"; {kind.value} since"
        case _:
            return f"; it should read “{differs.reads}”"


def printing_words(printing: Printing, language: Language) -> str:
    """How many copies, when and what for."""
    copies = f"{printing.copies:,} {'copy' if printing.copies == 1 else 'copies'}"
    purpose = f", for {printing.purpose}" if printing.purpose else ""
    recalled = f", recalled on {day_words(printing.recalled, language)}" if printing.recalled is not None else ""
    return f"{copies}, printed on {day_words(printing.printed, language)}{purpose}{recalled}"


def leaves_words(labels: Sequence[str], *, on_slides: bool) -> str:
    """Pages or slides by their labels: "pages 3, 4"."""
    return f"{'slide' if on_slides else 'page'}{'s' if len(labels) > 1 else ''} {', '.join(labels)}"


def day_words(day: dt.date, language: Language) -> str:
    """The day in words: "23 November 2026"."""
    return " ".join(format_moment(Moment(day.year, day.month, day.day), language).split())


def _files(built: tuple[Built, ...], language: Language) -> Iterator[str]:
    """The files that were looked into, with their editions, and what has to be known of them."""
    yield "looked into:"
    yield from aligned((one.path.name, _state(one, language)) for one in built)
    if any(one.state is not State.CURRENT for one in built):
        yield "  pages and slides may be missing above, or out of date; factpress build makes the files anew"


def _state(built: Built, language: Language) -> str:
    edition = built.artefact.edition if built.artefact is not None else None
    words = f"edition of {day_words(edition, language)}" if edition is not None else "an edition without a day"
    match built.state:
        case State.CURRENT:
            return words
        case State.MISSING:
            return "is not made yet"
        case State.STALE:
            return f"{words}, made before {built.why} was changed"
        case State.UNREADABLE:
            return built.why


def _at(location: Location | None) -> str:
    return str(location) if location is not None else ""


# ── for programs ────────────────────────────────────────────────────────────────────────────────────────────────


def plain_answer(answer: Answer, book: FactBook) -> dict[str, Any]:
    """The answer as plain data."""
    return {
        "asked": answer.asked,
        "number": answer.number,
        "found": [_plain_value(one, book) for one in answer.found],
        "near": [{"value": one.address, "says": one.says, **_plain_place(one.location)} for one in answer.near],
        "built": [_plain_built(one) for one in answer.built],
    }


def _plain_value(one: ValueUses, book: FactBook) -> dict[str, Any]:
    claim = book.claims.get(one.address.partition("/")[0])
    return {
        "value": one.address,
        "says": one.says,
        "claim": claim.claim if claim is not None else None,
        "standing": claim.standing.value if claim is not None else None,
        **_plain_place(one.location),
        "named": [_plain_naming(naming) for naming in one.named],
        "built": [
            {"product": placed.product.name, "slides" if placed.on_slides else "pages": list(placed.labels)}
            for placed in one.built
        ],
        "printed": [_plain_stock(stock) for stock in one.printed],
    }


def _plain_naming(naming: Naming) -> dict[str, Any]:
    return {
        "kind": naming.kind,
        "how": naming.how,
        "within": naming.within,
        "side": naming.side or None,
        **_plain_place(naming.location),
    }


def _plain_stock(stock: PrintedUse) -> dict[str, Any]:
    printing, carried = stock.printing, stock.carried
    return {
        **plain_printing(printing),
        "slides" if printing.on_slides else "pages": list(carried.places),
        "words": carried.words,
        "changed": stock.differs.kind.value if stock.differs is not None else None,
        "reads": stock.differs.reads if stock.differs is not None else carried.words,
    }


def plain_printing(printing: Printing) -> dict[str, Any]:
    """A printing as plain data, without what it carries."""
    return {
        "printing": printing.id,
        "product": printing.product,
        "file": printing.file,
        "sha256": printing.sha256,
        "edition": str(printing.edition) if printing.edition is not None else None,
        "printed": str(printing.printed),
        "copies": printing.copies,
        "for": printing.purpose,
        "recalled": str(printing.recalled) if printing.recalled is not None else None,
    }


def _plain_built(built: Built) -> dict[str, Any]:
    edition = built.artefact.edition if built.artefact is not None else None
    return {
        "product": built.product.name,
        "file": str(built.path),
        "edition": str(edition) if edition is not None else None,
        "state": built.state.value,
        "why": built.why,
    }


def _plain_place(location: Location | None) -> dict[str, Any]:
    path = location.path if location is not None else Path()
    return {
        "file": path.as_posix() if location is not None else None,
        "line": location.line if location is not None else None,
        "column": location.column if location is not None else None,
    }


WIDTH = 100
"""Characters of a line, as wide as most terminals show without folding it themselves."""

LEAST = 30
"""Characters that the last column always has."""


def widths_of(rows: Iterable[Sequence[str]]) -> list[int]:
    """How wide each column but the last has to be."""
    columns = zip(*(row[:-1] for row in rows), strict=True)
    return [max(map(len, column)) for column in columns]


def aligned(
    rows: Iterable[Sequence[str]], *, indent: int = 2, width: int = WIDTH, widths: Sequence[int] = ()
) -> list[str]:
    """The rows as lines, columns two spaces apart, as wide as they need or as `widths` says.

    A first cell that says what the one above it said is left empty.
    """
    listed = [tuple(row) for row in rows]
    if not listed:
        return []
    columns = len(listed[0])
    widths = widths or widths_of(listed)
    out: list[str] = []
    before: tuple[str, ...] = ("",) * columns
    for row in listed:
        shown = ["" if i == 0 and row[0] == before[0] else row[i] for i in range(columns - 1)]
        head = " " * indent + "".join(f"{cell:<{wide}}  " for cell, wide in zip(shown, widths, strict=True))
        room = max(width - len(head), LEAST)
        first, *rest = textwrap.wrap(row[-1], room, break_long_words=False, break_on_hyphens=False) or [""]
        out += [(head + first).rstrip(), *(" " * len(head) + line for line in rest)]
        before = row
    return out
