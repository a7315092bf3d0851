"""What a value was, as eight letters: a file carries them, and so can tell later whether the value has moved on."""

from __future__ import annotations

import hashlib

from factpress.publication.facts.claims import Claim, FactBook, Value


def fingerprint(claim: Claim, value: Value | None) -> str:
    """The print of a value with its claim's standing; without a value, of the claim as it was supplied.

    Sources, reasons and definitions may be bettered without it: it is of what is printed as a number, and how sure.
    """
    said = claim.as_supplied if value is None else repr((value.measure, value.period, value.as_of))
    return hashlib.sha256(f"{said}\n{claim.standing.value}".encode()).hexdigest()[:8]


def fingerprints(book: FactBook) -> dict[str, str]:
    """The print of everything that can be stated, by "claim/value"; by "claim/" what was supplied in words."""
    found: dict[str, str] = {}
    for claim in book.claims.values():
        if claim.as_supplied:
            found[f"{claim.id}/"] = fingerprint(claim, None)
        found.update({f"{claim.id}/{value.key}": fingerprint(claim, value) for value in claim.values})
    return found
