"""Slides by their titles: which belong together, which are a presenter's own, and whether they go on as they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from factpress.audit.diff import LONGEST, changed_numbers, placed
from factpress.audit.expected_deck import Scope
from factpress.audit.expected_text import Passage
from factpress.audit.match import MatchResult
from factpress.audit.normalise_text import key
from factpress.audit.numbers import numbers
from factpress.audit.reading import Fragment, Place
from factpress.i18n import Language

_SAME = 0.9


@dataclass(slots=True)
class Group:
    """Slides of one scope, in order, with the title that each should have."""

    scope: Scope
    places: list[Place] = field(default_factory=list[Place])
    wanted: list[str] = field(default_factory=list[str])

    @property
    def titles(self) -> set[str]:
        """The titles that they have, squeezed."""
        return {key(place.title) for place in self.places}


@dataclass(slots=True)
class Groups:
    """All slides: those of a scope, and the others."""

    groups: list[Group] = field(default_factory=list[Group])
    others: list[Place] = field(default_factory=list[Place])


def groups(places: Iterable[Place], scopes: Mapping[str, Scope], continued: str) -> Groups:
    """The slides by scope. One with the plain title of a scope begins a group; those that are continued follow it.

    A slide belongs to a scope by its title, or to one whose title or claims are nearly its own.
    """
    made, latest = Groups(), dict[str, Group]()
    goes_on = re.compile(rf"(?s)(.*?) \({re.escape(continued)}(?: (\d+))?\)")
    for place in places:
        if place.number == 0:
            continue
        cut = goes_on.fullmatch(place.title)
        base = key(cut[1]) if cut is not None else key(place.title)
        scope = scopes.get(base) or _nearly(place, base, scopes)
        if scope is None:
            made.others.append(place)
            continue
        name = key(scope.title)
        group = latest.get(name) if cut is not None else None
        if group is None:
            group = latest[name] = Group(scope)
            made.groups.append(group)
        count = len(group.places)
        more = f" ({continued}{f' {count}' if count > 1 else ''})" if count else ""
        group.places.append(place)
        group.wanted.append(scope.title + more)
    return made


def _nearly(place: Place, base: str, scopes: Mapping[str, Scope]) -> Scope | None:
    """The scope whose title differs by a letter or two."""
    if not base or len(base) > LONGEST:
        return None
    rated = [(SequenceMatcher(None, base, name, autojunk=False).ratio(), scope) for name, scope in scopes.items()]
    best = max(rated, key=lambda pair: pair[0], default=None)
    least = _SAME if place.claims or len(base) < 12 else 0.95
    return best[1] if best is not None and best[0] >= least else None


def title_fragments(group: Group, language: Language) -> MatchResult:
    """The titles of a group against those that they should have."""
    done = MatchResult()
    for place, wanted in zip(group.places, group.wanted, strict=True):
        found, passage = (
            placed(place, Fragment("text", place.title)),
            Passage("text", wanted, origin=group.scope.origin),
        )
        said = numbers(place.title, language)
        if found.normalised.key != passage.key:
            done.unexpected += changed_numbers(found, passage, said, language)
        done.count += len(said) - len(done.unexpected)
    return done
