"""The claims that a document states: the audit of its files needs no other, and no other can change a verdict."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from factpress.core.diagnostics import Location
from factpress.document.model import Chapter, Document
from factpress.publication.facts.claims import FactBook


def stated_claims(document: Document, book: FactBook) -> FactBook:
    """The claims whose ids, or names such as "claim/value", are anywhere in the document; no sources.

    Any text of the document that is an id counts, so that no kind of block is forgotten. `Document.made` does not: it
    has the fingerprints of all claims.
    """
    names = {text.partition("/")[0] for text in _texts(replace(document, made={}))}
    return FactBook({name: claim for name, claim in book.claims.items() if name in names}, {})


class StatedNames:
    """What `stated_claims` would find, for documents of which many parts are the same objects as those before.

    A part is searched once. Those of which nothing was asked between two calls of `begin` are forgotten.
    """

    def __init__(self) -> None:
        self._before: dict[int, tuple[object, frozenset[str]]] = {}
        self._now: dict[int, tuple[object, frozenset[str]]] = {}

    def begin(self) -> None:
        """Begin with another edition."""
        self._before, self._now = self._now, {}

    def has(self, document: Document, claim: str) -> bool:
        """Whether the id of a claim is anywhere in a document."""
        names: set[str] = set()  # of all parts, which are then known to the next call
        for part in _parts(replace(document, made={})):
            names |= self._names(part)
        return claim in names

    def _names(self, part: object) -> frozenset[str]:
        known = self._now.get(id(part)) or self._before.get(id(part))
        if known is None:
            known = part, frozenset(text.partition("/")[0] for text in _texts(part))
        self._now[id(part)] = known  # with the part, whose id is that of another one when it is gone
        return known[1]


def _parts(of: Document | Chapter) -> Iterator[object]:
    """The values of a document or chapter; blocks, and other values in a tuple, one by one."""
    for field in fields(of):
        value = getattr(of, field.name)
        for item in cast("tuple[Any, ...]", value if isinstance(value, tuple) else (value,)):
            if isinstance(item, Chapter):
                yield from _parts(item)
            else:
                yield item


def _texts(value: Any) -> Iterator[str]:
    """All texts in a structure of plain values, in any order."""
    waiting: list[Any] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            mapping = cast("Mapping[Any, Any]", one)
            waiting += mapping.keys()
            waiting += mapping.values()
        elif isinstance(one, tuple | list | frozenset | set):
            waiting += cast("tuple[Any, ...]", one)
        else:
            waiting += [getattr(one, name) for name in _names_of_fields(type(one))]


@functools.cache
def _names_of_fields(kind: type) -> tuple[str, ...]:
    """The names of the fields of a dataclass; none of another type, and of a place in a file."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) and kind is not Location else ()
