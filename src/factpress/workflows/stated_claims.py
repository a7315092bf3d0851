"""The claims that a document states: the audit of its files needs no other, and no other can change a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from factpress.core.diagnostics import Location
from factpress.document.model import Document
from factpress.publication.facts.claims import FactBook


def stated_claims(document: Document, book: FactBook) -> FactBook:
    """The claims whose ids, or names such as "claim/value", are anywhere in the document; no sources.

    Any text of the document that is an id counts, so that no kind of block is forgotten. `Document.made` does not: it
    has the fingerprints of all claims.
    """
    names = {text.partition("/")[0] for text in _texts(replace(document, made={}))}
    return FactBook({name: claim for name, claim in book.claims.items() if name in names}, {})


def _texts(value: Any) -> Iterator[str]:
    """All texts in a structure of plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in cast("Mapping[Any, Any]", value).items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, tuple | list | frozenset | set):
        for item in cast("tuple[Any, ...]", value):
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, Location):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
