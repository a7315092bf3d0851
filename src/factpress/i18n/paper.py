"""The paper of offices in a country."""

from __future__ import annotations

from typing import Literal

_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Countries that print on US letter (CLDR, supplemental measurement data, paperSize)."""


def office_paper(tag: str) -> Literal["a4", "letter"]:
    """Return the paper for a BCP 47 tag: letter where its region prints on it, as en-US does; else a4."""
    return "letter" if _LETTER.intersection(tag.upper().split("-")[1:]) else "a4"
