"""What must be checked again: the claims that are due, and saying of them that they still hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from factpress.core.opening import today
from factpress.publication.facts.claims import Claim
from factpress.publication.facts.review import review_due
from factpress.session.claim_edits import add_answer
from factpress.session.field_text import FieldError, day_text, months_after
from factpress.session.file_edits import FileEdits, set_keys
from factpress.session.session import Outcome, Session

WITHIN: Mapping[str, int] = {"overdue": -1, "30": 30, "365": 365}
"""How far ahead a list of what is due looks, in days."""


@dataclass(frozen=True, slots=True)
class DueClaim:
    """A claim that is to be checked again in `days` days; the number is negative if its day is over.

    `where` are its sources: how each is named, and its address, "" if it has none.
    """

    id: str
    claim: str
    standing: str
    reads: str
    day: str
    days: int
    checked: str
    where: tuple[tuple[str, str], ...]


def due_claims(session: Session) -> tuple[DueClaim, ...]:
    """Return the claims that have a day on which they are to be checked again, the first day first."""
    book, language, reads = session.book, session.language, session.forms().reads
    found: list[DueClaim] = []
    for claim in book.claims.values():
        due = review_due(claim, book.sources)
        if due is None:
            continue
        found.append(
            DueClaim(
                claim.id,
                claim.claim,
                claim.standing.value,
                reads(claim),
                day_text(due.day, language),
                (due.day - today()).days,
                day_text(claim.checked, language) if claim.checked is not None else "",
                _where(session, claim),
            )
        )
    return tuple(sorted(found, key=lambda one: one.days))


def within(found: Sequence[DueClaim], days: int) -> tuple[DueClaim, ...]:
    """Return the claims that are due within so many days."""
    return tuple(one for one in found if one.days <= days)


def _where(session: Session, claim: Claim) -> tuple[tuple[str, str], ...]:
    """The sources of a claim, each once."""
    cites = (*claim.cites, *(cite for value in claim.values for cite in value.cites))
    names, sources = session.source_names, session.book.sources
    known = dict.fromkeys(cite.source for cite in cites if cite.source in sources)
    return tuple((names.get(name, name), str(sources[name].csl.get("URL") or "")) for name in known)


def answer_finding(session: Session, claim: str, code: str, other: str, because: str) -> Outcome:
    """Say of a warning why all is right, which ends it. `other` is the other claim that it names, "" for any.

    Raises FieldError if there is no reason.
    """
    words, file = " ".join(because.split()), session.file_of(claim)
    if file is None:
        raise FieldError("This claim is no longer there.", "Choose another one in the list.")
    if not words:
        raise FieldError("There is no reason here.", "Write why the warning is no fault.")
    answer = {"finding": code, **({"claim": other} if other else {}), "because": words}
    return session.change(claim, f"warning answered: {words}", file, lambda e: add_answer(e, claim, answer), write=True)


def checked(session: Session, claims: Sequence[str], months: int = 12) -> Outcome:
    """Say that claims were checked today, and are to be checked again after some months."""
    day = today()
    days = {"checked": day.isoformat(), "review_by": months_after(day, months).isoformat()}
    by_file: dict[Path, list[str]] = {}
    for claim in claims:
        file = session.file_of(claim)
        if file is None:
            raise FieldError("This claim is no longer there.", "Choose another one in the list.")
        by_file.setdefault(file, []).append(claim)
    if not by_file:
        raise FieldError("No claim is chosen.", "Choose those that you have looked up.")

    def step(names: Sequence[str]) -> Callable[[FileEdits], None]:
        def run(edits: FileEdits) -> None:
            for name in names:
                set_keys(edits, (name,), days)

        return run

    words = "checked today" if len(claims) == 1 else f"{len(claims)} claims checked today"
    steps = {file: step(names) for file, names in by_file.items()}
    return session.change_files(claims[0], words, steps, write=True)
