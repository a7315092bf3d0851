"""Whether the numbers kept for a supplied sentence are those the sentence says.

A claim keeps the words that were supplied, to the letter. A value that cites the very source it was supplied under
must say what those words say, in digits or spelled out; else one of the two was changed without the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factpress.core.diagnostics import Location
from factpress.i18n import Language
from factpress.i18n.numerals import numerals, spelled
from factpress.publication.facts.measures import Site, numbers
from factpress.publication.facts.model import Claim, Value


def numbers_said(text: str, language: Language) -> frozenset[Decimal]:
    """Every number that a text says, in digits or in words."""
    return frozenset(number for _, _, number in (*numerals(text, language), *spelled(text, language)))


def check_supplied(claim: Claim, sites: list[tuple[Value, Site]], language: Language) -> None:
    """Note an error `differs-from-supplied` for each number of such a value that the supplied words do not say."""
    if claim.as_supplied is None or claim.attributed_to is None:
        return
    said = numbers_said(claim.as_supplied, language)
    for value, site in sites:
        if value.calculation is not None or all(cite.source != claim.attributed_to for cite in value.cites):
            continue
        for number, place in _stated(value, site):
            if number not in said:
                site.problems.error(
                    "differs-from-supplied",
                    f'the words as supplied do not say {number}, and the value cites "{claim.attributed_to}" for it',
                    place,
                    "correct the number, or cite the source that gives it; if a source says that the supplied one no "
                    "longer fits, keep it, and give the new number a value of its own",
                )


def _stated(value: Value, site: Site) -> Iterator[tuple[Decimal, Location]]:
    """The numbers of a value; the years of its period where it states nothing else."""
    if value.measure is None and value.period is not None:
        for year in dict.fromkeys((value.period.begin.year, value.period.end.year)):
            yield Decimal(year), site.at("period")
    yield from numbers(site)
