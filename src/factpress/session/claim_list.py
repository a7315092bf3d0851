"""The list of claims: how each reads, what is found about it, and which of them a search shows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Severity
from factpress.publication.facts.claims import FACTS, Claim, FactBook
from factpress.publication.facts.review import review_due
from factpress.session.claim_forms import FormReader
from factpress.session.forms import Group, Row
from factpress.session.unread_claims import FaultyClaim

SHOWN = ("all", "due", "findings", "changed")
"""What a list may show: all claims, those to be checked soon, those with findings, or those that were changed."""

SOON = dt.timedelta(days=30)
"""How long before its day a claim is shown as due."""


@dataclass(frozen=True, slots=True)
class ClaimList:
    """All claims of a publication, with the findings about them."""

    book: FactBook
    faulty: tuple[FaultyClaim, ...]
    found: tuple[Diagnostic, ...]
    reader: FormReader
    changed: Collection[str]
    today: dt.date

    def groups(self, query: str, show: str) -> tuple[Group, ...]:
        """Return the claims that match a search, by file."""
        flags = self._flags()
        by_file: dict[Path, list[tuple[int, Row]]] = {}
        for claim in (*self.book.claims.values(), *self.faulty):
            row, texts = self._shown(claim, flags)
            if _is_shown(row, show) and matches(query, texts):
                by_file.setdefault(claim.location.path, []).append((claim.location.line, row))
        return tuple(
            Group(group_title(path), tuple(row for _, row in sorted(rows, key=lambda placed: placed[0])))
            for path, rows in sorted(by_file.items())
        )

    def counts(self) -> dict[str, int]:
        """Return how many claims each choice shows."""
        flags = self._flags()
        rows = [self._shown(claim, flags)[0] for claim in (*self.book.claims.values(), *self.faulty)]
        return {show: sum(_is_shown(row, show) for row in rows) for show in SHOWN}

    def _shown(self, claim: Claim | FaultyClaim, flags: Mapping[str, str]) -> tuple[Row, tuple[str, ...]]:
        """The row of a claim, and the texts that a search looks at."""
        if isinstance(claim, FaultyClaim):
            row = Row(claim.id, claim.text, claim.standing, "", "error", changed=claim.id in self.changed)
            return row, (claim.id, claim.text)
        row = self._row(claim, flags)
        return row, (claim.id, claim.claim, row.reads, claim.reason, claim.says)

    def row(self, claim: str) -> Row | None:
        """Return one claim; None if there is none."""
        known = self.book.claims.get(claim)
        return self._row(known, self._flags()) if known is not None else None

    def _row(self, claim: Claim, flags: Mapping[str, str]) -> Row:
        due = review_due(claim, self.book.sources)
        return Row(
            claim.id,
            claim.claim,
            claim.standing.value,
            self.reader.reads(claim),
            flags.get(claim.id, ""),
            due is not None and due.day <= self.today + SOON,
            claim.id in self.changed,
        )

    def _flags(self) -> dict[str, str]:
        """The worst finding about each claim."""
        owner, flags = owners(self.book, self.faulty), dict[str, str]()
        for one in self.found:
            name = owner(one) if one.severity is not Severity.INFORMATION else ""
            if name and flags.get(name) != "error":
                flags[name] = one.severity.value
        return flags


def owners(book: FactBook, faulty: Iterable[FaultyClaim]) -> Callable[[Diagnostic], str]:
    """Return a function that tells in the lines of which claim a finding is; "" for none."""
    starts: dict[Path, list[tuple[int, str]]] = {}
    for claim in (*book.claims.values(), *faulty):
        starts.setdefault(claim.location.path, []).append((claim.location.line, claim.id))
    for lines in starts.values():
        lines.sort(reverse=True)

    def owner(one: Diagnostic) -> str:
        place = one.location
        if place is None:
            return ""
        return next((name for line, name in starts.get(place.path, []) if line <= place.line), "")

    return owner


def new_errors(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the errors that were not there before, wherever they are: a change moves the lines below it."""
    known = Counter((one.code, one.message) for one in before)
    out: list[Diagnostic] = []
    for one in after:
        key = (one.code, one.message)
        if known[key] > 0:
            known[key] -= 1
        else:
            out.append(one)
    return tuple(out)


def group_title(file: Path) -> str:
    """Return the name of a file of claims as a list shows it: "After The War" for "data/facts/after-the-war.yaml"."""
    words = file.stem.replace("-", " ").replace("_", " ")
    return words.title() if file.parent == FACTS else words.capitalize()


def matches(query: str, texts: Iterable[str]) -> bool:
    """Whether all words of a search are in the texts, whatever their case."""
    where = " ".join(texts).casefold()
    return all(word in where for word in query.casefold().split())


def _is_shown(row: Row, show: str) -> bool:
    match show:
        case "due":
            return row.due
        case "findings":
            return bool(row.flag)
        case "changed":
            return row.changed
        case _:
            return True
