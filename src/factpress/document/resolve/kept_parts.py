"""Parts of a text that are resolved again only if something differs that they are made of.

A part is resolved by a copy of the resolver that begins with nothing collected. What it has collected is then added to
the resolver in the order of the parts, so that the result is that of one resolver for the whole text. The claims that
a part looks up are recorded: a part that looks up none of the changed claims is kept.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from factpress.core.diagnostics import Diagnostic, Location, Problems
from factpress.core.source_files import Memory
from factpress.document.model import Inlines
from factpress.document.resolve.resolver import Resolver
from factpress.publication.facts.claims import Claim, FactBook

T = TypeVar("T")


class _LookedUp(Mapping[str, Claim]):
    """The claims, with a record of those that were looked up, and of whether all names were."""

    def __init__(self, claims: Mapping[str, Claim]) -> None:
        self.claims = claims
        self.seen: dict[str, Claim | None] = {}
        self.names: tuple[str, ...] | None = None

    def __getitem__(self, name: str) -> Claim:
        found = self.seen[name] = self.claims.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        self.names = tuple(self.claims)
        return iter(self.names)

    def __len__(self) -> int:
        self.names = tuple(self.claims)
        return len(self.names)


@dataclass(frozen=True, slots=True)
class _Part:
    """A resolved part, the claims that it was made of, and what its resolver has collected."""

    result: Any
    claims: Mapping[str, Claim | None]
    faulty: frozenset[str]
    names: tuple[str, ...] | None  # of all claims, if the part depends on them
    cited: frozenset[str]
    translations: frozenset[str]
    links: tuple[tuple[Location, str], ...]
    figures: tuple[int, int]  # the number of the first, and of the next one
    taken: frozenset[str]
    reasons: frozenset[str]
    read: Mapping[tuple[str, Location], Inlines]
    spans: tuple[tuple[tuple[str, Location], int, int], ...]
    found: tuple[Diagnostic, ...]

    def is_valid_for(self, book: FactBook, figure: int) -> bool:
        """Whether it would be the same with these claims, and with that number of its first figure."""
        return (self.figures[0] in (figure, self.figures[1])) and (
            all(book.claims.get(name) is claim for name, claim in self.claims.items())
            and self.faulty == book.faulty & self.claims.keys()
            and (self.names is None or self.names == tuple(book.claims))
        )


def resolve_part(
    resolver: Resolver,
    name: Hashable,
    inputs: tuple[object, ...],
    resolve: Callable[[Resolver], T],
    *,
    apart: bool = False,
) -> T:
    """The result of `resolve`, which resolves a part of a text.

    It may depend on the `inputs`, on what the resolver was made from and, unless it is `apart`, on what it has
    collected.
    """
    memory = resolver.places.memory
    if memory is None:
        return resolve(resolver)
    figure = next(resolver.figures)
    where = frozenset(resolver.taken), frozenset(resolver.reasons_given), resolver.target or "", resolver.on_slide
    state = () if apart else where
    part = memory.keep(
        ("part", name),
        (*inputs, *_common(resolver), *state),
        Problems(),
        lambda _: _resolved(resolver, figure, resolve),
        lambda kept: kept.is_valid_for(resolver.book, figure),
    )
    resolver.figures = itertools.count(figure + part.figures[1] - part.figures[0])
    if not apart:
        resolver.taken = set(part.taken)
        resolver.reasons_given = set(part.reasons)
    _collect(part, resolver)
    return cast("T", part.result)


def unchanged(resolver: Resolver, name: Hashable, value: T) -> T:
    """The value; if it is the same as in the last reading, the object that it was there."""
    memory: Memory | None = resolver.places.memory
    return memory.unchanged(("input", name), value) if memory is not None else value


def _common(resolver: Resolver) -> tuple[object, ...]:
    """What a resolver is made from, other than the claims."""
    book = resolver.book
    return (
        book.sources,
        book.unread,
        resolver.language,
        resolver.grammar.names,
        resolver.citations,
        resolver.charts,
        resolver.events,
        resolver.outreach,
        resolver.scripture,
        str(resolver.day),
        resolver.footnotes,
        resolver.link_notes,
    )


def _resolved(resolver: Resolver, figure: int, resolve: Callable[[Resolver], T]) -> _Part:
    claims, problems = _LookedUp(resolver.book.claims), Problems()
    facts = replace(resolver.facts, book=replace(resolver.book, claims=claims), problems=problems)
    own = replace(
        resolver,
        facts=facts,
        cited=set(),
        translations=set(),
        links=[],
        figures=itertools.count(figure),
        taken=set(resolver.taken),
        read={},
        spans=[],
        reasons_given=set(resolver.reasons_given),
    )
    result = resolve(own)
    return _Part(
        result,
        claims.seen,
        resolver.book.faulty & claims.seen.keys(),
        claims.names,
        frozenset(own.cited),
        frozenset(own.translations),
        tuple(own.links),
        (figure, next(own.figures)),
        frozenset(own.taken),
        frozenset(own.reasons_given),
        own.read,
        tuple((key, begin, end) for key, into, begin, end in own.spans if into is problems),
        tuple(problems),
    )


def _collect(part: _Part, resolver: Resolver) -> None:
    """Add what a part has collected. What it found in a text that was read before was reported there."""
    repeated = {i for key, begin, end in part.spans if key in resolver.read for i in range(begin, end)}
    before, left = len(resolver.problems), [i for i in range(len(part.found)) if i not in repeated]
    resolver.problems.found += [part.found[i] for i in left]
    resolver.spans += [
        (key, resolver.problems, before + bisect_left(left, begin), before + bisect_left(left, end))
        for key, begin, end in part.spans
        if key not in resolver.read
    ]
    resolver.cited |= part.cited
    resolver.translations |= part.translations
    resolver.links += part.links
    for key, words in part.read.items():
        resolver.read.setdefault(key, words)
