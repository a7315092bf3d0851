"""What stands around the text and is counted, not written: folios, and the numbers of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from factpress.audit.diff import PlacedFragment, UnexpectedNumber, placed
from factpress.audit.expected_text import Passage
from factpress.audit.match import MatchResult, match_passages
from factpress.audit.normalise_text import key
from factpress.audit.numbers import numbers
from factpress.audit.reading import Fragment, Place
from factpress.i18n import Language

_CUT = "…"


def match_margins(places: Iterable[Place], passages: Iterable[Passage], language: Language) -> MatchResult:
    """The margins of pages against running heads, years and folios; and the numbers of notes, which count from 1."""
    listed = list(places)
    expected = [passage for passage in passages if passage.where == "margin"]
    titles = [passage.key for passage in expected if passage.free]
    margins = [
        placed(place, fragment)
        for place in listed
        for fragment in _without_folio(place)
        if not _is_cut(fragment, titles)
    ]
    done = match_passages(margins, expected, language)
    done.count += len(listed)
    for where in ("note number", "note call"):
        unexpected, count = _counted(listed, where, language)
        done.unexpected += unexpected
        done.count += count - len(unexpected)
    return done


def uncut_margins(place: Place, passages: Iterable[Passage]) -> list[PlacedFragment]:
    """What stands in the margins of a page, without titles that were cut to their place."""
    titles = [passage.key for passage in passages]
    return [placed(place, one) for one in place.fragments if one.where == "margin" and not _is_cut(one, titles)]


def _is_cut(fragment: Fragment, titles: Iterable[str]) -> bool:
    """Whether a running head is one of these titles, cut to its place."""
    return fragment.text.rstrip().endswith(_CUT) and any(title.startswith(key(fragment.text)) for title in titles)


def match_page_cues(places: Iterable[Place], pattern: str, language: Language) -> tuple[MatchResult, list[Place]]:
    """The numbers of another booklet's pages that stand in the margin of large print, and the pages without them.

    They count up from its second page, since its first is the cover: none is left out, and none stands twice.
    """
    done, left, wanted = MatchResult(), list[Place](), 2
    said = re.compile(re.escape(pattern).replace(re.escape("{page}"), r"(\d+)"))
    for place in places:
        kept: list[Fragment] = []
        for fragment in place.fragments:
            cue = said.fullmatch(fragment.text.strip()) if pattern and fragment.where == "ornament" else None
            if cue is None:
                kept.append(fragment)
                continue
            done.count += 1
            if int(cue[1]) != wanted:
                number = numbers(fragment.text, language)[-1]
                done.unexpected.append(UnexpectedNumber(placed(place, fragment), number, None, str(wanted)))
                done.count -= 1
            wanted = int(cue[1]) + 1
        left.append(replace(place, fragments=tuple(kept)))
    return done, left


def _without_folio(place: Place) -> Iterator[Fragment]:
    """The margin without the page's own number, once."""
    folio = True
    for fragment in place.fragments:
        if fragment.where != "margin":
            continue
        if folio and key(fragment.text) == str(place.number):
            folio = False
            continue
        yield fragment


def _counted(places: list[Place], where: str, language: Language) -> tuple[list[UnexpectedNumber], int]:
    """The numbers of notes that are not the next; those in the text may stand in any order on their page.

    One that is missing is told at the number that stands in its place.
    """
    found = [placed(place, f) for place in places for f in place.fragments if f.where == where and key(f.text)]
    if where == "note call":
        found = _by_page(found)
    unexpected: list[UnexpectedNumber] = []
    for count, one in enumerate(found, start=1):
        if one.normalised.key != str(count):
            said = numbers(one.fragment.text, language)
            unexpected += [UnexpectedNumber(one, said[0], None, str(count))] if said else []
    return _first_of_shift(unexpected, found), len(found)


def _by_page(found: list[PlacedFragment]) -> list[PlacedFragment]:
    def rank(one: PlacedFragment) -> tuple[int, int]:
        number = one.normalised.key
        return one.place.number, int(number) if number.isdecimal() else 0

    return sorted(found, key=rank)


def _first_of_shift(unexpected: list[UnexpectedNumber], found: list[PlacedFragment]) -> list[UnexpectedNumber]:
    """Where all numbers from one on are shifted, only the first is told."""
    return unexpected[:1] if len(unexpected) > max(3, len(found) // 2) else unexpected
