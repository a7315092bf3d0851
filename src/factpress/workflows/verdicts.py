"""Verdicts: the findings of laying out each product, kept as long as nothing that the product is made of changes."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from factpress.core.content_cache import ContentCache
from factpress.core.diagnostics import Diagnostic, Location, Severity
from factpress.workflows.product_keys import ProductKeys, product_keys

if TYPE_CHECKING:
    from factpress.workflows.tasks import BuildPlan

Verdicts = Mapping[str, tuple[Diagnostic, ...]]
"""The findings of laying out products, by the names of the products; empty for a product that can be built."""


class _Stored(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _Place(_Stored):
    path: str
    line: int
    column: int
    length: int


class _Finding(_Stored):
    code: str
    message: str
    severity: str
    location: _Place | None
    hint: str | None
    related: list[_Place]


class _Verdict(_Stored):
    places: str  # the key of the product with all its places; "" without findings, since then no place is named
    found: list[_Finding]


class VerdictStore:
    """The verdicts on the products of a plan, in a folder.

    `keys` are the keys of the products, computed before anything was laid out.
    """

    def __init__(self, plan: BuildPlan, keys: ProductKeys, folder: Path) -> None:
        self._plan = plan
        self._keys = keys
        self._cache = ContentCache(folder, "verdict-1")

    @cached_property
    def _keys_with_places(self) -> Mapping[str, str]:
        return product_keys(self._plan, places=True).keys

    def get(self) -> dict[str, tuple[Diagnostic, ...]]:
        """The verdicts that were kept on the products as they are now."""
        known: dict[str, tuple[Diagnostic, ...]] = {}
        for name, key in self._keys.keys.items():
            try:
                stored = _Verdict.model_validate_json(self._cache.get(key) or b"")
                found = tuple(map(_diagnostic, stored.found))
            except ValueError:  # of pydantic, or for an unknown severity
                continue
            # Lines may have moved since. A verdict that names none is right all the same.
            if not found or stored.places == self._keys_with_places[name]:
                known[name] = found
        return known

    def put(self, verdicts: Verdicts) -> None:
        """Keeps verdicts, unless a file was changed while the products were laid out."""
        if not self._keys.still_valid(self._plan.context.places):
            return
        for name, found in verdicts.items():
            places = self._keys_with_places[name] if found else ""
            stored = _Verdict(places=places, found=list(map(_finding, found)))
            with suppress(ValueError):  # text that is not Unicode
                self._cache.put(self._keys.keys[name], stored.model_dump_json().encode())
        self._cache.prune()


def _finding(found: Diagnostic) -> _Finding:
    return _Finding(
        code=found.code,
        message=found.message,
        severity=found.severity.value,
        location=_place(found.location) if found.location is not None else None,
        hint=found.hint,
        related=list(map(_place, found.related)),
    )


def _place(at: Location) -> _Place:
    return _Place(path=at.path.as_posix(), line=at.line, column=at.column, length=at.length)


def _diagnostic(stored: _Finding) -> Diagnostic:
    location = _location(stored.location) if stored.location is not None else None
    related = tuple(map(_location, stored.related))
    return Diagnostic(stored.code, stored.message, location, stored.hint, Severity(stored.severity), related)


def _location(at: _Place) -> Location:
    return Location(Path(at.path), at.line, at.column, at.length)
