from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.document.resolve.citations import load_citations
from factpress.ledger import Difference, Kind, Ledger, PrintedValue, Printing, differences
from factpress.ledger.difference import Correction, corrections, quiet_resolver
from factpress.ledger.values import ValueText, same_words, value_texts
from factpress.publication.facts.claims import FactBook, Standing
from tests.ledger.sample import ENGLISH, SURVEY, book, printing
from tests.publications import load_publication

BY_YEAR = "{2021: 7200, 2022: 8950, 2023: 10100, 2024: 11300, 2025: 12480}"
SURVEYED = "range: [3000, 5200]"


def carried(facts: FactBook, address: str, role: str, *places: str) -> PrintedValue:
    """What is carried where it is printed from these facts."""
    name, _, key = address.partition("/")
    claim = facts.claims[name]
    said = next(said for said in value_texts(claim, key, facts, ENGLISH) if said.role == role)
    return PrintedValue(name, key, role, said.words, said.plain, claim.standing, places or ("5",))


def found(facts: FactBook, *printings: Printing, since: str | None = None) -> tuple[Difference, ...]:
    begin = dt.date.fromisoformat(since) if since else None
    return differences(Ledger(printings), facts, ENGLISH, begin)


def all_of(facts: FactBook) -> tuple[PrintedValue, ...]:
    """All that these facts can say, as if it stood on paper."""
    return tuple(
        PrintedValue(claim.id, key, said.role, said.words, said.plain, claim.standing, ("1",))
        for claim in facts.claims.values()
        for key in ("", *(value.key for value in claim.values), "by-year@2022")
        for said in value_texts(claim, key, facts, ENGLISH)
    )


def test_facts_that_stand_still_differ_from_nothing(tmp_path: Path) -> None:
    facts = book(tmp_path)
    assert len(all_of(facts)) > 12
    assert found(facts, printing(*all_of(facts))) == ()


def test_a_value_that_moved_is_told_with_the_old_words_and_the_new(tmp_path: Path) -> None:
    old, new = book(tmp_path / "a"), book(tmp_path / "b", (SURVEYED, "range: [3100, 5200]"))
    (one,) = found(new, printing(carried(old, "readers/survey", "claim", "3", "4")))
    assert (one.kind, one.printed, one.reads) == (Kind.VALUE, "3,000 to 5,200 people", "3,100 to 5,200 people")
    assert one.carried.places == ("3", "4")
    assert one.location is not None
    assert one.location.path.name == "library.yaml"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("about: 6000, unit: people", "exactly: 6000, unit: people"),
        ("about: 6000, unit: people", "about: 6000, unit: women"),
        ("about: 6000, unit: people", "about: 6000, unit: people, per: {number: 1, unit: years}"),
    ],
)
def test_a_qualifier_a_unit_and_a_base_are_part_of_what_was_said(tmp_path: Path, old: str, new: str) -> None:
    before, after = book(tmp_path / "a"), book(tmp_path / "b", (old, new))
    assert [d.kind for d in found(after, printing(carried(before, "readers/council", "claim")))] == [Kind.VALUE]


def test_only_what_was_said_is_compared(tmp_path: Path) -> None:
    facts = book(tmp_path / "a")
    later = book(tmp_path / "b", ("unit: people, period: 2025", "unit: people, period: 2024/2025"))
    paper = printing(carried(facts, "visitors/counted", "claim"), carried(facts, "visitors/counted", "years", "2"))
    (one,) = found(later, paper)
    assert (one.carried.role, one.printed, one.reads) == ("years", "2025", "2024 to 2025")


def test_a_standing_that_moved_is_told_though_the_number_holds(tmp_path: Path) -> None:
    old, new = book(tmp_path / "a"), book(tmp_path / "b", ("standing: contested", "standing: outdated"))
    (one,) = found(new, printing(carried(old, "readers/survey", "claim")))
    assert (one.kind, one.carried.standing, one.standing) == (Kind.STANDING, Standing.CONTESTED, Standing.OUTDATED)


def test_what_was_withdrawn_or_removed_should_not_stand_there(tmp_path: Path) -> None:
    old = book(tmp_path / "a")
    withdrawn = book(tmp_path / "b", ("standing: contested", "standing: withdrawn"))
    paper = printing(carried(old, "readers/survey", "claim"))
    assert [(d.kind, d.reads) for d in found(withdrawn, paper)] == [(Kind.WITHDRAWN, "")]
    renamed = book(tmp_path / "c", ("key: survey", "key: poll"))
    assert [(d.kind, d.reads, d.standing) for d in found(renamed, paper)] == [(Kind.REMOVED, "", Standing.CONTESTED)]
    gone = replace(old, claims={k: v for k, v in old.claims.items() if k != "readers"})
    assert [(d.kind, d.standing) for d in found(gone, paper)] == [(Kind.REMOVED, None)]


def test_a_claim_that_cannot_be_read_today_is_not_called_removed(tmp_path: Path) -> None:
    old = book(tmp_path)
    gone = replace(old, claims={}, faulty=frozenset({"readers"}))
    assert found(gone, printing(SURVEY)) == ()
    assert found(replace(gone, faulty=frozenset(), unread=True), printing(SURVEY)) == ()


def test_of_a_series_only_the_points_that_moved_are_told(tmp_path: Path) -> None:
    old = book(tmp_path / "a")
    new = book(
        tmp_path / "b", (BY_YEAR, "{2021: 7200, 2022: 8960, 2023: 10100, 2024: 11300, 2025: 12480, 2026: 13000}")
    )
    (one,) = found(new, printing(carried(old, "visitors/by-year", "series")))
    assert (one.printed, one.reads) == ("2022: 8,950", "2022: 8,960")


def test_a_series_that_only_went_on_still_holds(tmp_path: Path) -> None:
    old = book(tmp_path / "a")
    new = book(tmp_path / "b", ("2025: 12480}", "2025: 12480, 2026: 13000}"))
    assert found(new, printing(carried(old, "visitors/by-year", "series"))) == ()


def test_words_that_nobody_could_read_are_compared_as_words(tmp_path: Path) -> None:
    facts = book(tmp_path)
    assert found(facts, printing(replace(SURVEY, plain="", words="3,000 to 5,200\u00a0people"))) == ()
    (one,) = found(facts, printing(replace(SURVEY, plain="", words="3,000 or so")))
    assert (one.kind, one.printed, one.reads) == (Kind.VALUE, "3,000 or so", "3,000 to 5,200 people")


def test_what_was_recalled_needs_no_correction(tmp_path: Path) -> None:
    new = book(tmp_path, (SURVEYED, "range: [3100, 5200]"))
    assert found(new, printing(SURVEY, recalled=dt.date(2027, 1, 1))) == ()


def test_since_a_day_tells_only_what_moved_after_it(tmp_path: Path) -> None:
    """Spring said one thing, autumn another; the facts say what autumn said."""
    old = book(tmp_path / "a")
    new = book(tmp_path / "b", (SURVEYED, "range: [3100, 5200]"))
    spring = printing(carried(old, "readers/survey", "claim"), day="2026-03-01")
    autumn = printing(carried(new, "readers/survey", "claim"), day="2026-09-01")
    assert [d.printing.id for d in found(new, spring, autumn)] == [spring.id]
    assert [d.printing.id for d in found(new, spring, autumn, since="2026-04-01")] == [spring.id]
    assert found(new, spring, autumn, since="2026-10-01") == ()
    newer = book(tmp_path / "c", (SURVEYED, "range: [3200, 5200]"))
    assert len(found(newer, spring, autumn, since="2026-10-01")) == 2


def test_a_printing_that_was_recalled_still_remembers_what_the_facts_said(tmp_path: Path) -> None:
    old, new = book(tmp_path / "a"), book(tmp_path / "b", (SURVEYED, "range: [3100, 5200]"))
    spring = printing(carried(old, "readers/survey", "claim"), day="2026-03-01")
    summer = replace(spring, id="summer", printed=dt.date(2026, 6, 1), recalled=dt.date(2026, 7, 1))
    assert [d.printing.id for d in found(new, spring, summer, since="2026-06-15")] == [spring.id]


def test_the_same_words_are_the_same_however_they_begin_and_are_spaced() -> None:
    assert same_words("Nearly 1.7\u00a0million  people", "nearly 1.7 million people")
    assert not same_words("Nearly 1.7 million", "Nearly 1.8 million")
    assert not same_words("nearly", "Dearly")


def test_what_a_value_says_is_said_by_the_roles_of_a_text(tmp_path: Path) -> None:
    facts = book(tmp_path)
    counted = value_texts(facts.claims["visitors"], "counted", facts, ENGLISH)
    assert counted[:3] == (
        ValueText("claim", "12,480 people", "12480 people"),
        ValueText("number", "12,480", "12480 people"),
        ValueText("period", "2025", "2025"),
    )
    (whole,) = value_texts(facts.claims["visitors"], "by-year", facts, ENGLISH)
    assert whole.words == "2021: 7,200; … 2025: 12,480 people"


# ── corrections ────────────────────────────────────────────────────────────────────────────────────────────────────


def corrected(folder: Path, *printings: Printing) -> tuple[Correction, ...]:
    facts = book(folder, ("range: [3000, 5200]", "range: [3100, 5200]"))
    places, problems = Places.of(folder), Problems()
    publication = load_publication(places, problems)
    assert publication is not None
    citations = load_citations(facts, ENGLISH, places, problems)
    found = differences(Ledger(printings), facts, ENGLISH)
    return corrections(found, quiet_resolver(facts, publication, ENGLISH, citations, places))


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
