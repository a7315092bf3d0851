"""Where a node of a document comes from: the file, line and column that an editor can go to."""

from __future__ import annotations

from dataclasses import field

from factpress.core.diagnostics import Location


def origin_field() -> Location | None:
    """A keyword field for a node's place. Equality, hash, repr and cache keys leave it out: it changes no output."""
    return field(default=None, compare=False, repr=False, kw_only=True)
