"""What stands around the text and is counted, not written: folios, and the numbers of notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factpress.audit.differing import Found, Stray, found_in
from factpress.audit.model import Fragment, Place
from factpress.audit.numerals import numbers
from factpress.audit.passages import Passage
from factpress.audit.settle import Settled, settle
from factpress.audit.squeeze import key
from factpress.languages import Language

_CUT = "…"


def settle_margins(places: Iterable[Place], passages: Iterable[Passage], language: Language) -> Settled:
    """The margins of pages against running heads, years and folios; and the numbers of notes, which count from 1."""
    listed = list(places)
    expected = [passage for passage in passages if passage.where == "margin"]
    titles = [passage.key for passage in expected if passage.free]
    margins = [
        found_in(place, fragment)
        for place in listed
        for fragment in _without_folio(place)
        if not (fragment.text.rstrip().endswith(_CUT) and any(t.startswith(key(fragment.text)) for t in titles))
    ]
    done = settle(margins, expected, language)
    done.count += len(listed)
    for where in ("note number", "note call"):
        strays, count = _counted(listed, where, language)
        done.strays += strays
        done.count += count - len(strays)
    return done


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


def _counted(places: list[Place], where: str, language: Language) -> tuple[list[Stray], int]:
    """The numbers of notes that are not the next; those in the text may stand in any order on their page.

    One that is missing is told at the number that stands in its place.
    """
    found = [found_in(place, f) for place in places for f in place.fragments if f.where == where and key(f.text)]
    if where == "note call":
        found = _by_page(found)
    strays: list[Stray] = []
    for count, one in enumerate(found, start=1):
        if one.squeezed.key != str(count):
            said = numbers(one.fragment.text, language)
            strays += [Stray(one, said[0], None, str(count))] if said else []
    return _first_of_shift(strays, found), len(found)


def _by_page(found: list[Found]) -> list[Found]:
    def rank(one: Found) -> tuple[int, int]:
        number = one.squeezed.key
        return one.place.number, int(number) if number.isdecimal() else 0

    return sorted(found, key=rank)


def _first_of_shift(strays: list[Stray], found: list[Found]) -> list[Stray]:
    """Where all numbers from one on are shifted, only the first is told."""
    return strays[:1] if len(strays) > max(3, len(found) // 2) else strays
