"""Print runs: records them in the ledger, finds those that differ from the facts, and builds correction slips."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.audit.trace.file_values import Artefact, CurrentTexts, file_values, read_artefact
from factpress.core.diagnostics import Diagnostic, Findings, Location, Problems, Severity, ToolError, did_you_mean
from factpress.core.paths import Places, path_exists
from factpress.core.regular_files import read_regular
from factpress.document.resolve.citations import load_citations
from factpress.edition import Edition
from factpress.ledger import LEDGER, Ledger, Printing, append_printing, differences, load_ledger
from factpress.ledger.difference import Correction, corrections, quiet_resolver
from factpress.output.renderers import RENDERERS
from factpress.workflows.atomic_write import write_all

MAX_COPIES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """A print run as typed by an editor. `record` checks it."""

    product: str
    copies: str
    on: str
    purpose: str = ""
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class RecordedPrinting:
    """A printing that was added to the ledger, and warnings about it."""

    path: Path
    printing: Printing
    warnings: tuple[Diagnostic, ...] = ()


def record(edition: Edition, typed: PrintRecord, files: Mapping[str, Path], today: dt.date) -> RecordedPrinting:
    """Adds a printing to the ledger. `files` are the paths of built files by product.

    The values in the file are recorded. If they differ from the current facts, a warning reports it. Raises ToolError
    if the record is invalid or the file cannot be read, and Findings if the ledger is damaged; then the ledger is not
    changed.
    """
    copies, printed, purpose = _copies(typed.copies), _day(typed.on), _purpose(typed.purpose)
    if typed.product not in files:
        hint = did_you_mean(typed.product, files)
        raise ToolError(f'there is no product "{typed.product}" in publication.yaml', hint)
    path = typed.file or files[typed.product]
    if not path_exists(path):
        hint = "build it first (factpress build), or give the printed file as the second argument"
        raise ToolError(f"{path} does not exist", hint)
    artefact = read_artefact(path)
    if (files[typed.product].suffix.lower() == ".pptx") is not artefact.on_slides:
        hint = f"its file is {files[typed.product].name}"
        raise ToolError(f'{path} is not a file of the product "{typed.product}"', hint)
    # a handout prints the text of the slides
    of_slides = any(p.name == typed.product and RENDERERS[p.renderer].presented for p in edition.products)
    current = CurrentTexts.of(edition.book, edition.language, edition.document, on_slides=of_slides)
    load = file_values(artefact, current)
    warnings = tuple(_warnings(artefact, load.other, printed, today))
    with _locked(edition.places):
        ledger = _ledger(edition.places)
        printing = Printing(
            id=ledger.free_id(typed.product, printed),
            product=typed.product,
            file=path.name,
            sha256=artefact.sha256,
            printed=printed,
            copies=copies,
            edition=artefact.edition,
            purpose=purpose,
            carried=load.carried,
        )
        target = (edition.places.root / LEDGER).resolve()
        write_all({target: append_printing(read_regular(target) if path_exists(target) else None, printing)})
    return RecordedPrinting(edition.places.root / LEDGER, printing, warnings)


def _ledger(places: Places) -> Ledger:
    problems = Problems()
    ledger = load_ledger(places, problems)
    if ledger is None:
        raise Findings(problems)
    return ledger


@contextlib.contextmanager
def _locked(places: Places) -> Generator[None]:
    """Locks the ledger against other `factpress printed` processes, on systems that can lock a folder."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    import os

    handle = os.open((places.root / LEDGER).parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


# ── typed values ────────────────────────────────────────────────────────────────────────────────────────────────────


def _copies(typed: str) -> int:
    plain = re.sub(r"(?<=\d)[,_ \u00a0\u202f](?=\d{3}(?!\d))", "", typed.strip())
    if not re.fullmatch(r"\d{1,18}", plain, re.ASCII) or not 1 <= int(plain) <= MAX_COPIES:
        raise ToolError(f'"{typed}" is not a number of copies', "write the number in digits: --copies 300")
    return int(plain)


def parse_day(typed: str) -> dt.date | None:
    """A date as typed; None if it has another form. Raises ToolError if the calendar does not have it."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", typed.strip(), re.ASCII):
        return None
    try:
        return dt.date.fromisoformat(typed.strip())
    except ValueError:
        raise ToolError(f'"{typed}" is not a date in the calendar', "check month and day: 2026-11-22") from None


def _day(typed: str) -> dt.date:
    day = parse_day(typed)
    if day is None:
        raise ToolError(f'"{typed}" is not a date', "write year-month-day: --on 2026-11-22")
    return day


def _purpose(typed: str) -> str:
    purpose = " ".join(typed.split())
    if not all(c.isprintable() for c in purpose):
        raise ToolError("the purpose contains characters that cannot be printed", 'write words: --for "…"')
    return purpose


def _warnings(
    artefact: Artefact, other: tuple[tuple[str, str], ...], printed: dt.date, today: dt.date
) -> Generator[Diagnostic]:
    def warning(code: str, message: str, hint: str) -> Diagnostic:
        return Diagnostic(code, message, Location(Path(artefact.path.name)), hint, Severity.WARNING)

    if not any(page.claims for page in artefact.pages):
        hint = "factpress did not build it, or it was changed afterwards: only its fingerprint was recorded"
        yield warning("no-statements", f"{artefact.path.name} has no marked claims", hint)
    page_or_slide = "slide" if artefact.on_slides else "page"
    for address, label in other:
        message = f"{page_or_slide} {label} states {address} differently from the current facts"
        hint = "it was built before the facts changed: factpress changes lists the differences"
        yield warning("file-outdated", message, hint)
    if printed > today:
        yield warning("future-date", f"{printed} is in the future", "if it is wrong, correct data/ledger.yaml")


# ── corrections ─────────────────────────────────────────────────────────────────────────────────────────────────────


def changes(edition: Edition, since: str | None = None) -> tuple[Correction, ...]:
    """A correction for each printing in use that differs from the current facts.

    With `since`, a day or the id of a printing, only changes after that day count. Raises ToolError if it is neither,
    Findings if the ledger is damaged.
    """
    ledger = _ledger(edition.places)
    begin = _begin(since, ledger) if since is not None else None
    found = differences(ledger, edition.book, edition.language, begin)
    if not found:
        return ()
    citations = load_citations(edition.book, edition.language, edition.places, Problems())
    return corrections(
        found, quiet_resolver(edition.book, edition.publication, edition.language, citations, edition.places)
    )


def printings(edition: Edition) -> tuple[Printing, ...]:
    """All printings that were recorded. Raises Findings if the ledger is damaged."""
    return _ledger(edition.places).printings


def _begin(since: str, ledger: Ledger) -> dt.date:
    by_id = {printing.id: printing for printing in ledger.printings}
    if since in by_id:
        return by_id[since].printed
    day = parse_day(since)
    if day is None:
        hint = f"write a day (2026-11-22) or the id of a printing: {did_you_mean(since, by_id)}"
        raise ToolError(f'"{since}" is neither a day nor a printing in {LEDGER.as_posix()}', hint)
    return day
