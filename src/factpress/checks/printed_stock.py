"""Rules about printed copies that no longer agree with the facts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding
from factpress.core.diagnostics import Problems, Severity
from factpress.ledger import LEDGER, Difference, Kind, differences, load_ledger


def damaged_ledger(context: CheckContext) -> Iterator[Finding]:
    """The ledger of printed copies cannot be read.

    Why: The ledger shows which copies have an old number. factpress does not add to a ledger that it cannot read, and
    never overwrites it.

    Bad:
        # data/ledger.yaml
        2026-11-01-booklet:
          product: booklet-a5
          file: library-booklet-a5-read.pdf
          sha256: "0000000000000000000000000000000000000000000000000000000000000000"
          printed: 2026-11-01
          copies: a few

    Good:
        # data/ledger.yaml
        2026-11-01-booklet:
          product: booklet-a5
          file: library-booklet-a5-read.pdf
          sha256: "0000000000000000000000000000000000000000000000000000000000000000"
          printed: 2026-11-01
          copies: 40
    """
    problems = Problems()
    load_ledger(context.edition.places, problems)
    for found in problems:
        if found.severity is Severity.ERROR:
            yield Finding(found.message, found.location, found.hint)


def printing_outdated(context: CheckContext) -> Iterator[Finding]:
    """Printed copies differ from the facts.

    Why: People still use those copies. `factpress changes` lists the differences page by page, and creates correction
    slips. If no copy of a printing is in use, add recalled: 2027-01-31 to it.

    Bad:
        # data/ledger.yaml
        2026-11-01-booklet:
          product: booklet-a5
          file: library-booklet-a5-read.pdf
          sha256: "0000000000000000000000000000000000000000000000000000000000000000"
          printed: 2026-11-01
          copies: 40
          carried:
          - {value: readers/survey, role: claim, words: "2,900 to 5,200 people", plain: 2900 to 5200 people, pages: [3]}

    Good:
        # data/ledger.yaml
        2026-11-01-booklet:
          product: booklet-a5
          file: library-booklet-a5-read.pdf
          sha256: "0000000000000000000000000000000000000000000000000000000000000000"
          printed: 2026-11-01
          copies: 40
          carried:
          - {value: readers/survey, role: claim, words: "3,000 to 5,200 people", plain: 3000 to 5200 people, pages: [3]}
    """
    ledger = load_ledger(context.edition.places, Problems())
    found = differences(ledger, context.book, context.edition.language) if ledger is not None else ()
    for (_, claim), group in groupby(found, key=lambda one: (one.printing.id, one.carried.claim)):
        listed = tuple(group)
        printing = listed[0].printing
        copies = f"{printing.copies:,} {'copy' if printing.copies == 1 else 'copies'}"
        message = (
            f'{copies} of "{printing.product}", printed on {printing.printed}, {"; ".join(map(_in_words, listed))}'
        )
        places = tuple(dict.fromkeys(one.location for one in listed if one.location is not None))
        hint = (
            f"factpress changes creates a correction slip; if no copy is in use, add recalled: … in {LEDGER.as_posix()}"
        )
        yield Finding(message, printing.location, hint, places, frozenset({claim}))


def _in_words(one: Difference) -> str:
    says, state = ("says", "states") if one.printing.copies == 1 else ("say", "state")
    leaf = ("slide" if one.printing.on_slides else "page") + ("s" if len(one.carried.places) > 1 else "")
    places = f" on {leaf} {', '.join(one.carried.places)}" if one.carried.places else ""
    words = f'{says} "{one.printed}"{places}' if one.printed else f'{state} "{one.carried.address}"{places}'
    match one.kind:
        case Kind.WITHDRAWN:
            return f"{words}, which is withdrawn"
        case Kind.REMOVED:
            return f"{words}, which the facts no longer have"
        case Kind.STANDING:
            return f"{words} as {one.carried.standing}, but it is {one.standing} now"
        case Kind.VALUE:
            return f'{words}, but the facts say "{one.reads}"'
