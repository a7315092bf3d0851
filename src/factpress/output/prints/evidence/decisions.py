"""What the board should decide on first: past review, contradicted, or in doubt and not signed; the gravest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from factpress.document.telling import Teller
from factpress.i18n import Language
from factpress.output.prints.evidence.model import Decision, Entry
from factpress.publication.facts.claims import GRAVITY, PLAIN_STANDINGS, Claim, FactBook, Standing


def overdue(claim: Claim, on: dt.date) -> bool:
    """Whether the claim should have been checked again before that day."""
    return claim.review_by is not None and claim.review_by < on


def decisions(
    book: FactBook, entries: Sequence[Entry], language: Language, on: dt.date, teller: Teller
) -> tuple[Decision, ...]:
    """The claims that wait for a decision: those past review first, then by gravity, then as they are numbered.

    What was withdrawn is decided.
    """
    waiting = [(claim, entry) for entry in entries if _waits(claim := book.claims[entry.id], entry, on)]
    waiting.sort(key=lambda one: (not overdue(one[0], on), GRAVITY.index(one[0].standing), one[1].number))
    return tuple(
        Decision(entry.number, entry.id, entry.title, entry.standing, tuple(_why(claim, entry, language, on, teller)))
        for claim, entry in waiting
    )


def _waits(claim: Claim, entry: Entry, on: dt.date) -> bool:
    if claim.standing is Standing.WITHDRAWN:
        return False
    doubted = claim.standing not in PLAIN_STANDINGS and bool(entry.printed)
    return overdue(claim, on) or bool(entry.contradictions) or (doubted and not claim.signed)


def _why(claim: Claim, entry: Entry, language: Language, on: dt.date, teller: Teller) -> list[str]:
    why = [language.word("past-review").format(date=entry.review_by)] if overdue(claim, on) else []
    why += [language.word("contradicted")] if entry.contradictions else []
    doubt = teller.doubt(claim)
    return [*why, doubt] if doubt else why
