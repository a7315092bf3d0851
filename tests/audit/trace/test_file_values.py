from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from factpress.audit.trace.file_values import GAP, Artefact, CurrentTexts, FileValues, Page, PageText, file_values
from factpress.ledger import Ledger, differences
from factpress.publication.facts.claims import FactBook, Standing, fingerprints
from tests.ledger.sample import ENGLISH, book, printing

SURVEYED = "range: [3000, 5200]"


def artefact(*leaves: tuple[str, str], made: Mapping[str, str] | None = None) -> Artefact:
    """A file with a page for each pair of words and stated values."""
    pages = tuple(Page(str(i), text, tuple(stated.split())) for i, (text, stated) in enumerate(leaves, 1))
    return Artefact(Path("a.pdf"), "ab" * 32, on_slides=False, pages=pages, fingerprints=made or {})


def load(facts: FactBook, *leaves: tuple[str, str], made: FactBook | None = None, worded: str = "") -> FileValues:
    words = {address: frozenset({said}) for address, said in [worded.split("=")] if said} if worded else {}
    return file_values(
        artefact(*leaves, made=fingerprints(made) if made else None), CurrentTexts(facts, ENGLISH, words)
    )


def rows(found: FileValues) -> list[tuple[str, str, str, str]]:
    return [(one.address, one.role, one.words, ", ".join(one.places)) for one in found.carried]


def test_the_words_are_those_on_the_page(tmp_path: Path) -> None:
    found = load(
        book(tmp_path),
        ("12,480 people came. Our oldest book was printed more than 400 years ago.", "visitors/counted oldest-book"),
        ("12,480 (see above) and 3,000 to 5,200 readers", "visitors/counted readers/survey"),
        ("12,480 people again", "visitors/counted"),
    )
    assert rows(found) == [
        ("visitors/counted", "claim", "12,480 people", "1, 3"),
        ("oldest-book", "quotation", "Our oldest book was printed more than 400 years ago.", "1"),
        ("visitors/counted", "number", "12,480", "2"),
        ("readers/survey", "number", "3,000 to 5,200", "2"),
    ]
    assert found.other == ()


def test_a_time_counts_only_if_the_document_states_it(tmp_path: Path) -> None:
    page = ("12,480 people in 2025", "visitors/counted")
    facts = book(tmp_path)
    assert [row[1] for row in rows(load(facts, page))] == ["claim"]
    assert [row[1] for row in rows(load(facts, page, worded="visitors/counted=2025"))] == ["claim", "period"]


def test_a_value_of_a_chart_is_that_at_build_time(tmp_path: Path) -> None:
    facts = book(tmp_path)
    page = (f"3,000 {GAP} 5,200", "readers/survey visitors/by-year")
    found = load(facts, page, made=facts)
    assert [row[1:3] for row in rows(found)] == [
        ("claim", "3,000 to 5,200 people"),
        ("series", "2021: 7,200; … 2025: 12,480 people"),
    ]
    assert found.other == ()


def test_a_file_from_older_facts_has_the_older_words(tmp_path: Path) -> None:
    old, new = book(tmp_path / "a"), book(tmp_path / "b", (SURVEYED, "range: [3100, 5200]"))
    page = ("12,480 people came, and 3,000 to 5,200 people read.", "readers/survey visitors/counted")
    found = load(new, page, made=old)
    assert ("readers/survey", "claim", "3,000 to 5,200 people", "1") in rows(found)
    assert found.other == (("readers/survey", "1"),)
    (difference,) = differences(Ledger((printing(*found.carried),)), new, ENGLISH)
    assert (difference.printed, difference.reads) == ("3,000 to 5,200 people", "3,100 to 5,200 people")


def test_of_two_possible_phrases_none_is_chosen(tmp_path: Path) -> None:
    old, new = book(tmp_path / "a"), book(tmp_path / "b", (SURVEYED, "range: [3100, 5200]"))
    page = ("3,000 to 5,200 people read, and 77 people sang.", "readers/survey")
    assert rows(load(new, page, made=old)) == [("readers/survey", "claim", "", "1")]


def test_a_changed_series_is_not_taken_for_the_current_one(tmp_path: Path) -> None:
    old, new = book(tmp_path / "a"), book(tmp_path / "b", ("2022: 8950", "2022: 8960"))
    found = load(new, ("7,200 … 12,480", "visitors/by-year"), made=old)
    assert [one.words for one in found.carried] == [""]
    assert len(differences(Ledger((printing(*found.carried),)), new, ENGLISH)) == 1


def test_the_standing_is_that_at_build_time(tmp_path: Path) -> None:
    old, new = book(tmp_path / "a"), book(tmp_path / "b", ("standing: contested", "standing: outdated"))
    page = ("3,000 to 5,200 people", "readers/survey")
    (one,) = load(new, page, made=old).carried
    assert one.standing is Standing.CONTESTED
    (one,) = load(new, page).carried  # a file that carries no prints: today's has to do
    assert one.standing is Standing.OUTDATED


def test_a_removed_claim_is_kept(tmp_path: Path) -> None:
    facts = book(tmp_path)
    gone = replace(facts, claims={name: claim for name, claim in facts.claims.items() if name != "readers"})
    found = load(gone, ("3,000 to 5,200 people", "readers/survey"), made=facts)
    assert rows(found) == [("readers/survey", "claim", "", "1")]
    assert found.other == (("readers/survey", "1"),)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("came to 12,480\u00a0people.", "12,480 people"),
        ("Came to\n12,480\npeo\u2010\nple.", "12,480 people"),
        ("1.7 mil\u00ad\nlion", "1.7\u00a0million"),
        ("About 12 people", "about 12 people"),
        ("(80%)", "80%"),
        ("in 2022, 61%", "61%"),
    ],
)
def test_words_are_found_however_their_lines_break(page: str, words: str) -> None:
    assert PageText(page).take(words)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("112,480 people", "12,480 people"),
        ("12,480 people", "2,480 people"),
        ("12,480,000", "12,480"),
        ("20251", "2025"),
        ("12,481 people", "12,480 people"),
        ("anything", ""),
    ],
)
def test_a_part_of_a_number_is_not_the_number(page: str, words: str) -> None:
    assert not PageText(page).take(words)


def test_found_words_are_not_found_again() -> None:
    page = PageText("17 April 1975 to 6 January 1979")
    assert page.take("17 April 1975 to 6 January 1979")
    assert not page.take("1975")
