"""Printed stock: recording what was printed, and finding what of it has gone wrong."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.audit.trace.file_values import Artefact, CurrentTexts, file_values, read_artefact
from factpress.core.diagnostics import Diagnostic, Findings, Location, Problems, Severity, ToolError, did_you_mean
from factpress.core.paths import Places, path_exists
from factpress.document.resolve.citations import load_citations
from factpress.edition import Edition
from factpress.ledger import LEDGER, Ledger, Printing, append_printing, differences, load_ledger
from factpress.ledger.difference import Correction, corrections, quiet_resolver
from factpress.output.renderers import RENDERERS
from factpress.output.required_words import check_words
from factpress.publication.products import load_product
from factpress.workflows.atomic_write import check_folder, check_targets, put_all

MOST_COPIES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Order:
    """What an editor says of a printing, as typed: checked by `record`."""

    product: str
    copies: str
    on: str
    purpose: str = ""
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A printing that was added to the ledger, and what is to be said of it."""

    path: Path
    printing: Printing
    warnings: tuple[Diagnostic, ...] = ()


def record(edition: Edition, order: Order, files: Mapping[str, Path], today: dt.date) -> Recorded:
    """Adds a printing to the ledger. `files` are the files that a build makes, by product.

    What is recorded is what the file carries, whatever the facts say by now; where the two differ, a warning says so.
    Raises ToolError where the order cannot be understood or the file not be read, Findings where the ledger is
    damaged, and then leaves it as it is.
    """
    copies, printed, purpose = _copies(order.copies), _day(order.on), _purpose(order.purpose)
    if order.product not in files:
        hint = did_you_mean(order.product, files)
        raise ToolError(f'there is no product "{order.product}" in publication.yaml', hint)
    path = order.file or files[order.product]
    if not path_exists(path):
        hint = "make it first (factpress build), or name the file that was printed behind the product"
        raise ToolError(f"{path} is not there", hint)
    artefact = read_artefact(path)
    if (files[order.product].suffix.lower() == ".pptx") is not artefact.on_slides:
        hint = f"it would be {files[order.product].name}"
        raise ToolError(f'{path} is no file of the product "{order.product}"', hint)
    # a handout says on paper what the slides say
    of_slides = any(p.name == order.product and RENDERERS[p.renderer].presented for p in edition.products)
    current = CurrentTexts.of(edition.book, edition.language, edition.document, on_slides=of_slides)
    load = file_values(artefact, current)
    warnings = tuple(_warnings(artefact, load.other, printed, today))
    with _alone(edition.places):
        ledger = _ledger(edition.places)
        printing = Printing(
            id=ledger.free_id(order.product, printed),
            product=order.product,
            file=path.name,
            sha256=artefact.sha256,
            printed=printed,
            copies=copies,
            edition=artefact.edition,
            purpose=purpose,
            carried=load.carried,
        )
        target = (edition.places.root / LEDGER).resolve()
        put_all({target: append_printing(target.read_bytes() if path_exists(target) else None, printing)})
    return Recorded(edition.places.root / LEDGER, printing, warnings)


def _ledger(places: Places) -> Ledger:
    problems = Problems()
    ledger = load_ledger(places, problems)
    if ledger is None:
        raise Findings(problems)
    return ledger


@contextlib.contextmanager
def _alone(places: Places) -> Generator[None]:
    """No other `factpress printed` writes to the ledger meanwhile, on systems that can lock a folder."""
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


# ── what was typed ──────────────────────────────────────────────────────────────────────────────────────────────


def _copies(typed: str) -> int:
    plain = re.sub(r"(?<=\d)[,_ \u00a0\u202f](?=\d{3}(?!\d))", "", typed.strip())
    if not re.fullmatch(r"\d{1,18}", plain, re.ASCII) or not 1 <= int(plain) <= MOST_COPIES:
        raise ToolError(f'"{typed}" is no number of copies', "write how many were printed, in digits: --copies 300")
    return int(plain)


def day_of(typed: str) -> dt.date | None:
    """The day that was typed; None where it is written otherwise. Raises ToolError where the calendar has none such."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", typed.strip(), re.ASCII):
        return None
    try:
        return dt.date.fromisoformat(typed.strip())
    except ValueError:
        raise ToolError(f'"{typed}" is not a day of the calendar', "check month and day: 2026-11-22") from None


def _day(typed: str) -> dt.date:
    day = day_of(typed)
    if day is None:
        raise ToolError(f'"{typed}" is not a day', "write year-month-day: --on 2026-11-22")
    return day


def _purpose(typed: str) -> str:
    purpose = " ".join(typed.split())
    if not all(c.isprintable() for c in purpose):
        raise ToolError("what it was printed for holds characters that nobody can read", 'write words: --for "…"')
    return purpose


def _warnings(
    artefact: Artefact, other: tuple[tuple[str, str], ...], printed: dt.date, today: dt.date
) -> Generator[Diagnostic]:
    def warning(code: str, message: str, hint: str) -> Diagnostic:
        return Diagnostic(code, message, Location(Path(artefact.path.name)), hint, Severity.WARNING)

    if not any(page.claims for page in artefact.pages):
        hint = "it was not made by factpress, or was changed since: only its fingerprint was recorded"
        yield warning("no-statements", f"{artefact.path.name} names no claim that it states", hint)
    leaf = "slide" if artefact.on_slides else "page"
    for address, label in other:
        message = f"{leaf} {label} states {address} in other words than the facts have for it today"
        hint = "it was made before the facts changed: factpress changes says what differs"
        yield warning("older-facts", message, hint)
    if printed > today:
        yield warning("future-day", f"{printed} has not come yet", "if it was mistyped, correct it in data/ledger.yaml")


# ── what has gone wrong ─────────────────────────────────────────────────────────────────────────────────────────


def changes(edition: Edition, since: str | None = None) -> tuple[Correction, ...]:
    """A correction for each printing still in use that carries what the facts no longer say.

    `since` is a day, or the id of a printing. Raises ToolError where it is neither, Findings where the ledger is
    damaged.
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


SLIP = "correction-slip"
"""The product whose sheet and template a slip has: the publication's own file, else the engine's."""


def set_slips(edition: Edition, found: Iterable[Correction], out: Path | None = None) -> tuple[Path, ...]:
    """Sets a slip for each correction and puts it in its place: in `out`, or in the folder of what is built.

    Raises Findings or ToolError, and then leaves the last good files.
    """
    from factpress.output.prints.correction_slip import slip_html, slip_of
    from factpress.output.prints.print_context import House, to_pdf

    problems = Problems()
    product = load_product(SLIP, edition.places, problems)
    problems.raise_errors()
    if product is None or product.sheet is None:
        raise ToolError(f'the product "{SLIP}" has no sheet', "give its product file a sheet")
    check_words(edition.language, [product], problems)
    problems.raise_errors()
    if out is not None:
        check_folder(out)
    document, folder = edition.document, out if out is not None else edition.places.root / "build"
    house = House(edition.theme, edition.language, edition.places, document.organisation)
    slips: dict[Path, bytes] = {}
    for one in found:
        slip = slip_of(
            one,
            edition.language,
            title=document.title,
            publisher=document.organisation,
            address=document.address_text or document.address,
        )
        html = slip_html(slip, house, product.template)
        path = folder / f"{edition.publication.file_stem}-{product.file}-{_ascii(one.printing.id)}.pdf"
        slips[path] = to_pdf(html, house, product.sheet, title=f"{slip.title}: {slip.to}", date=document.date)
    check_targets(folder, slips)
    put_all(slips)
    return tuple(slips)


def _ascii(name: str) -> str:
    """The name of a printing as part of a file's name: an editor may have given it another one."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "printing"


def _begin(since: str, ledger: Ledger) -> dt.date:
    by_id = {printing.id: printing for printing in ledger.printings}
    if since in by_id:
        return by_id[since].printed
    day = day_of(since)
    if day is None:
        hint = f"write a day (2026-11-22), or the name of a printing: {did_you_mean(since, by_id)}"
        raise ToolError(f'"{since}" is neither a day nor a printing of {LEDGER.as_posix()}', hint)
    return day
