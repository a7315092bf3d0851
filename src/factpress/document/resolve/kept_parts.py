"""Parts of a text that are resolved again only if something differs that they are made of.

A part is resolved by a copy of the resolver that begins with nothing collected. What it has collected is then added to
the resolver in the order of the parts, so that the result is that of one resolver for the whole text. The claims and
charts that a part looks up are recorded: a part that looks up none of the changed ones is kept.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, cast

from factpress.core.diagnostics import Diagnostic, Location, Problems
from factpress.core.source_files import Memory
from factpress.document.model import Inlines
from factpress.document.parse.charts_file import ChartSpec
from factpress.document.resolve.resolver import Resolver
from factpress.publication.facts.claims import Claim, FactBook

T = TypeVar("T")


class _LookedUp(Mapping[str, T]):
    """Claims or charts, with a record of those that were looked up, and of whether all names were."""

    def __init__(self, values: Mapping[str, T]) -> None:
        self.values_by_name = values
        self.seen: dict[str, T | None] = {}
        self.names: tuple[str, ...] | None = None

    def __getitem__(self, name: str) -> T:
        found = self.seen[name] = self.values_by_name.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        self.names = tuple(self.values_by_name)
        return iter(self.names)

    def __len__(self) -> int:
        self.names = tuple(self.values_by_name)
        return len(self.names)

    def record(self) -> _Record[T]:
        """What was looked up so far."""
        return _Record(self.seen, self.names)


@dataclass(frozen=True, slots=True)
class _Record(Generic[T]):
    """The values that a part was made of, None where there was none, and all names if it depends on them."""

    values: Mapping[str, T | None]
    names: tuple[str, ...] | None

    def is_valid_for(self, values: Mapping[str, T]) -> bool:
        """Whether the part would find the same."""
        return all(values.get(name) is value for name, value in self.values.items()) and (
            self.names is None or self.names == tuple(values)
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """A resolved part, the claims and charts that it was made of, and what its resolver has collected."""

    result: Any
    claims: _Record[Claim]
    faulty: frozenset[str]
    charts: _Record[ChartSpec]
    cited: frozenset[str]
    translations: frozenset[str]
    links: tuple[tuple[Location, str], ...]
    figures: tuple[int, int]  # the number of the first, and of the next one
    taken: frozenset[str]
    reasons: frozenset[str]
    read: Mapping[tuple[str, Location], Inlines]
    spans: tuple[tuple[tuple[str, Location], int, int], ...]
    found: tuple[Diagnostic, ...]

    def is_valid_for(self, book: FactBook, charts: Mapping[str, ChartSpec], figure: int) -> bool:
        """Whether it would be the same with these claims and charts, and with that number of its first figure."""
        return (self.figures[0] in (figure, self.figures[1])) and (
            self.claims.is_valid_for(book.claims)
            and self.faulty == book.faulty & self.claims.values.keys()
            and self.charts.is_valid_for(charts)
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
        lambda kept: kept.is_valid_for(resolver.book, _charts(resolver), figure),
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
    """What a resolver is made from, other than the claims and the charts."""
    book = resolver.book
    return (
        book.sources,
        book.unread,
        resolver.language,
        resolver.grammar.names,
        resolver.citations,
        resolver.charts is None,
        resolver.events,
        resolver.outreach,
        resolver.scripture,
        str(resolver.day),
        resolver.footnotes,
        resolver.link_notes,
    )


def _charts(resolver: Resolver) -> Mapping[str, ChartSpec]:
    return resolver.charts if resolver.charts is not None else {}


def _resolved(resolver: Resolver, figure: int, resolve: Callable[[Resolver], T]) -> _Part:
    claims, charts, problems = _LookedUp(resolver.book.claims), _LookedUp(_charts(resolver)), Problems()
    facts = replace(resolver.facts, book=replace(resolver.book, claims=claims), problems=problems)
    own = replace(
        resolver,
        facts=facts,
        charts=None if resolver.charts is None else charts,
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
        claims.record(),
        resolver.book.faulty & claims.seen.keys(),
        charts.record(),
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
