"""A digest of a PDF as its identifier, so that every change of the file shows without anything to compare it with.

The second identifier of a PDF stands for its present content (ISO 32000-1, 14.4). Programs that add a comment or save
the file again change the bytes and cannot keep the digest.
"""

from __future__ import annotations

import hashlib
import re

_IDENTIFIERS = re.compile(rb"/ID ?\[ ?[(<][0-9A-Fa-f]{32,64}[)>] ?[(<]([0-9A-Fa-f]{32})[)>] ?\]")
_MOST_ENTRY = 200
"""Bytes of the entry, for a search from the end."""


def sealed(pdf: bytes) -> bytes:
    """Return the PDF with the digest of its other bytes as its second identifier; unchanged if it has none."""
    place = _place(pdf)
    if place is None:
        return pdf
    return pdf[: place[0]] + _digest(pdf, place) + pdf[place[1] :]


def is_sealed(pdf: bytes) -> bool:
    """Whether the PDF is byte for byte what `sealed` returned."""
    place = _place(pdf)
    return place is not None and pdf[slice(*place)] == _digest(pdf, place)


def _place(pdf: bytes) -> tuple[int, int] | None:
    """The place of the second identifier in the last trailer."""
    start = pdf.rfind(b"/ID")
    match = _IDENTIFIERS.match(pdf, start, start + _MOST_ENTRY) if start >= 0 else None
    return match.span(1) if match is not None else None


def _digest(pdf: bytes, place: tuple[int, int]) -> bytes:
    digest = hashlib.sha256(pdf[: place[0]])
    digest.update(pdf[place[1] :])
    return digest.hexdigest()[:32].encode()
