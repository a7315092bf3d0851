from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from factpress.publication.facts.claims import (
    Citation,
    Claim,
    FactBook,
    Point,
    Quantity,
    Standing,
    Value,
    fingerprint,
    fingerprints,
)
from factpress.publication.facts.dates import Moment, Period

VALUE = Value("counted", Quantity(Point(Decimal(17)), "people"), as_of=Moment(2020))
CLAIM = Claim("wells", "Wells dug", Standing.REPORTED, "A board says so.", (VALUE,), as_supplied="There are 17.")


def test_what_is_printed_makes_another_print() -> None:
    was = fingerprint(CLAIM, VALUE)
    assert len(was) == 8
    others = [
        (CLAIM, replace(VALUE, measure=Quantity(Point(Decimal(18)), "people"))),
        (CLAIM, replace(VALUE, measure=Quantity(Point(Decimal(17)), "wells"))),
        (CLAIM, replace(VALUE, as_of=Moment(2021))),
        (CLAIM, replace(VALUE, period=Period(Moment(2019), Moment(2020)))),
        (replace(CLAIM, standing=Standing.CONTESTED), VALUE),
        (CLAIM, None),
    ]
    assert len({was, *(fingerprint(*other) for other in others)}) == len(others) + 1


def test_what_is_only_bettered_does_not() -> None:
    bettered = replace(VALUE, cites=(Citation("a-board"),), definition="Wells with water.")
    assert fingerprint(replace(CLAIM, reason="Two boards say so."), bettered) == fingerprint(CLAIM, VALUE)


def test_a_print_is_the_same_tomorrow() -> None:
    """Files are kept for years: a change of this text makes every one of them look stale."""
    assert fingerprints(FactBook({"wells": CLAIM}, {})) == {"wells/": "92ba1b50", "wells/counted": "026ec182"}
