from __future__ import annotations

from pathlib import Path

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.document.resolve.citations import load_citations
from factpress.ledger import Kind, Ledger, differences
from factpress.ledger.correction import Correction, corrections, speaker
from factpress.ledger.records import Printing
from factpress.publication.facts.claims import Standing
from factpress.publication.settings import load_publication
from tests.ledger.sample import ENGLISH, SURVEY, book, printing


def corrected(folder: Path, *printings: Printing) -> tuple[Correction, ...]:
    facts = book(folder, ("range: [3000, 5200]", "range: [3100, 5200]"))
    places, problems = Places.of(folder), Problems()
    publication = load_publication(places, problems)
    assert publication is not None
    citations = load_citations(facts, ENGLISH, places, problems)
    found = differences(Ledger(printings), facts, ENGLISH)
    return corrections(found, speaker(facts, publication, ENGLISH, citations, places))


def test_a_correction_says_what_stands_there_what_should_and_who_says_so(tmp_path: Path) -> None:
    (correction,) = corrected(tmp_path, printing(SURVEY))
    (entry,) = correction.entries
    assert correction.printing == printing(SURVEY)
    assert (entry.printed, entry.reads, entry.kind) == ("3,000 to 5,200 people", "3,100 to 5,200 people", Kind.VALUE)
    assert (entry.places, entry.was, entry.standing) == (("3", "4"), Standing.CONTESTED, Standing.CONTESTED)
    assert entry.about == "People in town who read a book every month"
    assert entry.reason.startswith("A survey and the council’s own count")
    assert "17" in entry.source


def test_each_printing_gets_a_correction_of_its_own(tmp_path: Path) -> None:
    two = corrected(tmp_path, printing(SURVEY), printing(SURVEY, day="2026-12-01"), printing(day="2026-12-02"))
    assert [correction.printing.id for correction in two] == ["2026-11-23-booklet-a5", "2026-12-01-booklet-a5"]
