"""Facts and document into the sheet: every claim once, in its place, with all that is known of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from factpress.document.model import plain
from factpress.output.prints.evidence import Evidence
from factpress.output.prints.evidence.compose import compose_evidence
from factpress.publication.facts.appears import read_appears
from factpress.publication.facts.claims import Standing
from tests.output.prints.evidence import sample


@pytest.fixture
def sheet(tmp_path: Path) -> Evidence:
    return sample.evidence(tmp_path, findings=sample.FINDINGS)


def test_claims_stand_by_the_chapter_that_prints_them_first(sheet: Evidence) -> None:
    assert [(group.id, [entry.id for entry in group.entries]) for group in sheet.groups] == [
        ("lent", ["loans"]),
        ("before", ["loans-before"]),
        ("not-printed", ["opening"]),
        ("withdrawn-claims", ["ghost"]),
    ]
    assert [entry.number for entry in sheet.entries] == [1, 2, 3, 4]


def test_every_claim_is_there_once_with_its_standing(tmp_path: Path) -> None:
    edition = sample.edition(tmp_path)
    sheet = compose_evidence(sample.matter(edition))
    assert {entry.id: entry.standing for entry in sheet.entries} == {
        claim.id: claim.standing for claim in edition.book.claims.values()
    }
    assert len(sheet.entries) == len(edition.book.claims)
    assert sum(tally.count for tally in sheet.tallies) == len(edition.book.claims)


def test_words_are_those_that_were_supplied(sheet: Evidence) -> None:
    loans = sample.entry(sheet, "loans")
    assert loans.supplied == "We lend more than 9,000 books a year."
    assert loans.attribution == (
        "Attributed to The library's own page (Example Town Council, [The library's own page])"
    )
    assert plain(loans.reason) == "The council counts 6,500 to 8,200 cases."


def test_sources_have_their_places_and_where_they_were_seen(sheet: Evidence) -> None:
    council, survey = sample.entry(sheet, "loans").cites[1:]
    assert council.words.endswith("2025, p. 7; p. 8")
    assert council.seen_in == ""
    assert survey.seen_in == "Example Town Council, [The library's own page]"
    assert {source for source, _, _ in sheet.references} == {"town-website", "annual-report", "visitor-survey"}


def test_how_a_claim_is_known(sheet: Evidence) -> None:
    assert [cite.read for cite in sample.entry(sheet, "opening").cites] == ["excerpt read", ""]
    assert {cite.read for cite in sample.entry(sheet, "loans").cites} == {""}
    opening = sample.entry(sheet, "opening")
    assert opening.searched == (
        "“opening hours” in the archive of the town, 18\N{NO-BREAK SPACE}October\N{NO-BREAK SPACE}2026",
    )
    assert opening.asked == (
        ("The librarian, 18\N{NO-BREAK SPACE}October\N{NO-BREAK SPACE}2026", "They changed too often."),
        ("The council, 19\N{NO-BREAK SPACE}October\N{NO-BREAK SPACE}2026", "no answer yet"),
    )
    assert sample.entry(sheet, "loans").searched == ()


def test_a_source_that_appears_sets_the_day_of_review(tmp_path: Path) -> None:
    edition = sample.edition(tmp_path)
    source = edition.book.sources["annual-report"]
    sources = {**edition.book.sources, source.id: replace(source, appears=read_appears("yearly, November"))}
    matter = sample.matter(replace(edition, book=replace(edition.book, sources=sources)))
    sheet = compose_evidence(replace(matter, on=dt.date(2026, 12, 1)))
    loans = sample.entry(sheet, "loans")
    assert (loans.review_by, loans.overdue) == ("30\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2026", True)


def test_a_signature_lapses_with_the_next_check(sheet: Evidence) -> None:
    before, opening = sample.entry(sheet, "loans-before"), sample.entry(sheet, "opening")
    assert before.signed == ("Signed by Ada Example on 16\u00a0October\u00a02026.",)
    assert before.lapsed == opening.signed == ()
    assert opening.lapsed == ("Signed by Ada Example on 16\u00a0October\u00a02026, before it was last checked.",)
    assert sheet.signed == 1


def test_contradictions_are_those_that_were_found(sheet: Evidence, tmp_path: Path) -> None:
    assert sample.entry(sheet, "loans").contradictions == ("claim 1 and claim 1 do not meet.",)
    assert sample.entry(sheet, "opening").contradictions == ()
    assert sheet.contradicted == 1
    assert sample.evidence(tmp_path / "unseen").contradicted is None


# ── what to decide on first ─────────────────────────────────────────────────────────────────────────────────────


def test_what_is_past_review_comes_first_then_the_gravest(sheet: Evidence) -> None:
    assert [(d.id, len(d.why)) for d in sheet.decisions] == [("loans-before", 1), ("loans", 2)]
    assert sheet.decisions[0].why == ("It was to be checked again by 20\u00a0October\u00a02026.",)


@pytest.mark.parametrize(
    ("on", "waiting"),
    [
        (dt.date(2026, 10, 20), ["loans"]),
        (dt.date(2026, 10, 21), ["loans-before", "loans"]),
        (dt.date(2028, 1, 1), ["loans", "loans-before"]),
    ],
)
def test_dues_are_looked_up_for_a_day(tmp_path: Path, on: dt.date, waiting: list[str]) -> None:
    assert [decision.id for decision in sample.evidence(tmp_path, on).decisions] == waiting


def test_doubt_that_is_signed_needs_no_decision(tmp_path: Path) -> None:
    signed = sample.FACTS.replace(
        "  review_by: 2027-10-15\n", "  review_by: 2027-10-15\n  signed_off: {by: B, on: 2026-10-15}\n"
    )
    edition = sample.edition(tmp_path, {**sample.FILES, "data/facts/library.yaml": signed})
    assert "loans" not in [d.id for d in compose_evidence(sample.matter(edition)).decisions]
    found = compose_evidence(sample.matter(edition, findings=sample.FINDINGS)).decisions
    assert "loans" in [d.id for d in found]  # a contradiction needs one all the same


def test_what_was_withdrawn_is_decided(tmp_path: Path) -> None:
    sheet = sample.evidence(tmp_path, dt.date(2099, 1, 1), {"ghost": ("It haunts.",)})
    assert Standing.WITHDRAWN not in [decision.standing for decision in sheet.decisions]
