"""What a publication makes: which file is for which printer, and whether it is up to date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.core.opening import today
from factpress.edition import Edition
from factpress.ledger import LEDGER
from factpress.session.field_text import day_text
from factpress.workflows.print_run import PrintRecord, changes, printings, record
from factpress.workflows.tasks import output_files

WHERE: Mapping[str, tuple[str, str]] = {
    "office": ("Our office printer", "both sides, no trimming"),
    "shop": ("A print shop", "CMYK, with bleed, PDF/X-4"),
    "copy": ("A copy shop", "takes a file as it is, prints, folds and cuts"),
    "screen": ("On a screen only", "a file to read, to send or to show"),
}
"""Where something is printed, with words."""

_OFFICE, _SHOP, _SCREEN = ("imposed", "handout", "large-print"), ("press",), ("booklet", "deck")
_FLIP = re.compile(r"two-sided-flip-(short|long)-edge|one-sided")


@dataclass(frozen=True, slots=True)
class Piece:
    """A product: its name, what it is, its file, how an office printer turns the paper, and when it was made.

    `made` is None if there is no file. `old` is whether a source has changed since.
    """

    name: str
    title: str
    group: str
    path: Path
    turn: str
    made: dt.datetime | None
    old: bool

    @property
    def where(self) -> tuple[str, ...]:
        """The keys of `WHERE` for which it is meant."""
        if self.group in _SHOP:
            return ("shop",)
        if self.group in _SCREEN:
            return ("screen", "copy") if self.group == "booklet" else ("screen",)
        if self.group in _OFFICE or "printer-test" in self.name or "how-to" in self.name:
            return ("office",)
        return ("copy", "screen")


def pieces(edition: Edition, newest: float) -> tuple[Piece, ...]:
    """Return the pieces of a publication. `newest` is when a source was last changed, in seconds since 1970."""
    found: list[Piece] = []
    for path, product in output_files(edition).items():
        try:
            made = path.stat().st_mtime
        except OSError:
            made = None
        when = dt.datetime.fromtimestamp(made, dt.UTC).astimezone() if made is not None else None
        old = made is not None and made < newest
        found.append(Piece(product.name, product.title, product.group, path, _turn(product.file), when, old))
    return tuple(found)


def groups(found: Iterable[Piece]) -> dict[str, tuple[Piece, ...]]:
    """Return pieces by their group, in order."""
    out: dict[str, list[Piece]] = {}
    for piece in found:
        out.setdefault(piece.group, []).append(piece)
    return {name: tuple(some) for name, some in out.items()}


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """Copies in use: the id of their record, what they are, and each printed value that differs, with what is true."""

    id: str
    title: str
    copies: int
    printed: str
    differences: tuple[tuple[str, str], ...]


def record_printing(edition: Edition, product: str, copies: str, purpose: str) -> str:
    """Record that a file was printed today, and return that in words. Raises ToolError, and Findings."""
    files = {piece.name: piece.path for piece in pieces(edition, 0.0)}
    day = today()
    done = record(edition, PrintRecord(product, copies, day.isoformat(), purpose), files, day)
    return f"{copies} copies are recorded as “{done.printing.id}”"


def printed_runs(edition: Edition) -> tuple[PrintedRun, ...]:
    """Return the printings in use, those that differ from the facts first. Raises Findings if their list is damaged."""
    if not (edition.places.root / LEDGER).exists():
        return ()
    differ = {one.printing.id: [(entry.printed, entry.reads) for entry in one.entries] for one in changes(edition)}
    titles = {product.name: product.title for product in output_files(edition).values()}
    used = [one for one in printings(edition) if one.recalled is None]
    used.sort(key=lambda one: one.id not in differ)
    return tuple(
        PrintedRun(
            one.id,
            titles.get(one.product, one.product),
            one.copies,
            day_text(one.printed, edition.language),
            tuple(differ.get(one.id, ())),
        )
        for one in used
    )


def _turn(file: str) -> str:
    """How the printer turns the paper, by the name of the file; "" if it does not say."""
    found = _FLIP.search(file)
    if found is None:
        return ""
    return f"both sides, flip on the {found[1]} edge" if found[1] else "one side"
