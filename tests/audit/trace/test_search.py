"""Searches in a publication that was built; the text of the answers is golden."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from factpress.audit.trace.report import format_answer, json_answer
from factpress.audit.trace.search import Answer, State, search
from factpress.core.diagnostics import Findings, ToolError
from factpress.ledger.file import HEAD, format_entry
from factpress.workflows.tasks import output_files
from tests.golden_files import assert_golden
from tests.ledger.sample import SURVEY, printing
from tests.publications import edition_of


def asked(folder: Path, what: str) -> tuple[Answer, str]:
    """The answer, and the text of it."""
    edition = edition_of(folder)
    answer = search(edition, what, output_files(edition))
    return answer, format_answer(answer, edition.book, edition.language) + "\n"


def recorded(folder: Path) -> None:
    """A printing of the booklet on the ledger: forty copies, for a fair."""
    one = printing(SURVEY, copies=40, purpose="the book fair")
    (folder / "data/ledger.yaml").write_text(HEAD + "\n" + format_entry(one), encoding="utf-8")


@pytest.mark.parametrize(
    ("what", "name"), [("visitors", "claim.txt"), ("readers/survey", "value.txt"), ("400", "number.txt")]
)
def test_the_answer_as_text(library: Path, what: str, name: str) -> None:
    recorded(library)
    _, said = asked(library, what)
    assert_golden(f"trace/{name}", said)


def test_a_number_of_no_claim(library: Path) -> None:
    answer, said = asked(library, "12,500")
    assert answer.found == ()
    assert said.startswith("no claim has the number 12,500\n\nnearest values:\n  visitors/counted  12,480 people")


def test_every_place_of_a_value_is_found(library: Path) -> None:
    """In the text, in the chart, on pages and slides of the built files, and in print."""
    recorded(library)
    answer, _ = asked(library, "readers/survey")
    (one,) = answer.found
    text = (library / "data/content/briefing.en.md").read_text(encoding="utf-8").splitlines()
    for reference in one.references:
        if reference.kind in ("text", "notes"):
            assert "readers/survey" in text[reference.location.line - 1][reference.location.column - 1 :]
    assert {reference.kind for reference in one.references} == {"text", "chart"}
    assert {reference.role for reference in one.references} == {"{claim}", "statistic", "chart"}
    assert {placed.product.name: placed.on_slides for placed in one.built} == {"booklet-a5": False, "slides": True}
    assert all(placed.labels for placed in one.built)
    assert [stock.printing.copies for stock in one.printed] == [40]


def test_a_value_removed_from_the_facts_is_found_in_print(library: Path) -> None:
    recorded(library)
    ledger = library / "data/ledger.yaml"
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("readers/survey", "readers/poll"), encoding="utf-8")
    answer, said = asked(library, "readers")
    gone = next(one for one in answer.found if one.address == "readers/poll")
    assert gone.text == ""
    assert "readers/poll: no longer in the facts" in said
    assert "removed since" in said


@pytest.mark.parametrize(
    ("what", "message", "hint"),
    [
        ("visitor", 'there is no claim "visitor"', "visitors"),
        ("visitors/count", 'the claim "visitors" has no value "count"', "counted"),
        ("nobody/one", 'there is no claim "nobody"', "oldest-book"),
        ("", 'there is no claim ""', ""),
    ],
)
def test_a_query_that_is_neither_a_claim_nor_a_number(library: Path, what: str, message: str, hint: str) -> None:
    with pytest.raises(ToolError) as raised:
        asked(library, what)
    assert message in str(raised.value)
    assert hint in (raised.value.hint or "")


def test_files_that_are_stale_missing_or_damaged_are_listed(library: Path) -> None:
    booklet, slides = (next((library / "build").glob(f"*{ending}")) for ending in (".pdf", ".pptx"))
    content = library / "data/content/briefing.en.md"
    answer, said = asked(library, "visitors")
    assert {one.state for one in answer.built} == {State.CURRENT}
    assert "factpress build" not in said
    assert said.count("edition of 1 November 2026") == 2
    later = booklet.stat().st_mtime + 10
    os.utime(content, (later, later))
    slides.write_bytes(b"PK\x03\x04 and no more")
    answer, said = asked(library, "visitors")
    assert {one.path.name: one.state for one in answer.built} == {
        booklet.name: State.STALE,
        slides.name: State.UNREADABLE,
    }
    assert "edition of 1 November 2026, built before data/content/briefing.en.md was changed" in " ".join(said.split())
    assert "to build the files again: factpress build" in said
    booklet.unlink()
    answer, said = asked(library, "visitors")
    assert answer.built[0].state is State.MISSING
    assert "not built yet" in said
    assert any(reference.kind == "text" for one in answer.found for reference in one.references)


def test_a_damaged_ledger_is_reported(library: Path) -> None:
    (library / "data/ledger.yaml").write_text("old: {", encoding="utf-8")
    with pytest.raises(Findings):
        asked(library, "visitors")


def test_the_answer_as_json(library: Path) -> None:
    recorded(library)
    answer, _ = asked(library, "readers")
    plain = json.loads(json.dumps(json_answer(answer, edition_of(library).book)))
    survey = next(one for one in plain["found"] if one["value"] == "readers/survey")
    assert (survey["says"], survey["standing"]) == ("3,000 to 5,200 people", "contested")
    assert (survey["file"], survey["line"] > 0) == ("data/facts/library.yaml", True)
    assert survey["printed"][0]["copies"] == 40
    assert survey["printed"][0]["pages"] == ["3", "4"]
    assert {built["state"] for built in plain["built"]} == {"current"}
