"""The contradictions of the project's own briefing: those that are in its claims, and no other."""

from __future__ import annotations

import pytest

from factpress.checks.context import CheckContext
from factpress.checks.registry import RULES, run_rules
from factpress.core.diagnostics import Diagnostic, Location, Severity
from factpress.core.paths import engine_folder
from factpress.publication.facts.claims import FactBook
from tests.checks.books import about
from tests.checks.examples import TODAY, subject

SUMS = (
    "part-exceeds-whole",
    "part-fills-whole",
    "share-exceeds-count",
    "claims-contradict",
    "different-things-compared",
)


@pytest.fixture(scope="module")
def briefing() -> CheckContext:
    return subject(engine_folder())


@pytest.fixture(scope="module")
def found(briefing: CheckContext) -> list[Diagnostic]:
    return [d for d in run_rules(briefing) if d.code in SUMS]


def place(briefing: CheckContext, claim: str, value: str) -> Location | None:
    stated = briefing.book.claims[claim].value(value)
    assert stated is not None
    return stated.location


def test_a_border_against_the_world(briefing: CheckContext, found: list[Diagnostic]) -> None:
    (border,) = [d for d in found if d.code == "part-fills-whole"]
    assert "5,000 people a day make 1,825,000 people a year" in border.message
    assert "500,000 to 2,000,000 people a year: 91 per cent of the upper end and 3.65 times the lower" in border.message
    assert border.location == place(briefing, "thai-border", "supplied")
    assert border.related == (place(briefing, "world-trafficked", "people"),)


def test_minors_against_all_that_were_counted(briefing: CheckContext, found: list[Diagnostic]) -> None:
    (minors,) = [d for d in found if d.code == "share-exceeds-count"]
    assert "80 per cent of 80,000 to 100,000 people make 64,000 to 80,000 people" in minors.message
    assert "27,925 people: 2.3 to 2.9 times as many" in minors.message
    assert minors.location == place(briefing, "cse-minors", "share")
    assert minors.related == (
        place(briefing, "cse-workers", "workers"),
        place(briefing, "sex-workers-counted", "second"),
    )


def test_labor_against_sexual_exploitation(briefing: CheckContext, found: list[Diagnostic]) -> None:
    (unlike,) = [d for d in found if d.code == "different-things-compared"]
    assert '"thai-border/supplied", which is about labor' in unlike.message
    assert '"world-trafficked/people", which is about sexual exploitation' in unlike.message
    assert unlike.related == (
        place(briefing, "thai-border", "supplied"),
        place(briefing, "world-trafficked", "people"),
    )


def test_there_is_no_other_but_two(briefing: CheckContext, found: list[Diagnostic]) -> None:
    """The claimed and the counted people in the sex trade, and the border against the US government's estimate."""
    others = [d for d in found if d.code in ("part-exceeds-whole", "claims-contradict")]
    assert [(d.code, d.location, d.related) for d in others] == [
        (
            "part-exceeds-whole",
            place(briefing, "thai-border", "supplied"),
            (place(briefing, "us-estimate", "people"),),
        ),
        (
            "claims-contradict",
            place(briefing, "cse-workers", "workers"),
            (place(briefing, "sex-workers-counted", "second"),),
        ),
    ]
    assert len(found) == 5


def test_they_are_found_without_our_own_sums_and_without_answers(briefing: CheckContext) -> None:
    """In the claims as they were supplied and counted alone."""
    names = ("thai-border", "world-trafficked", "cse-workers", "cse-minors", "sex-workers-counted")
    claims = {name: briefing.book.claims[name] for name in names}
    bare = about(FactBook(claims, {}, scopes=briefing.book.scopes), TODAY)
    codes = [d.code for d in run_rules(bare, [rule for rule in RULES if rule.code in SUMS])]
    assert codes == ["part-fills-whole", "share-exceeds-count", "claims-contradict", "different-things-compared"]


def test_what_the_text_deals_with_is_answered(found: list[Diagnostic]) -> None:
    assert {d.code for d in found if d.answer} == {
        "part-exceeds-whole",
        "part-fills-whole",
        "share-exceeds-count",
        "claims-contradict",
        "different-things-compared",
    }
    assert all((d.severity is Severity.INFORMATION) is (d.answer is not None) for d in found)
