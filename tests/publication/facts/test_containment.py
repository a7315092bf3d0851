"""What lies in what: read, and checked against the names that claims use."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import Severity
from factpress.publication.facts.containment import Scopes, scopes_schema
from tests.publication.facts.test_load import claim, load

FACTS = claim("{exactly: 5, unit: people, place: Old Town, definition: readers}") + (
    "others:\n  claim: Others\n  standing: verified\n  cites: {source: court-list}\n"
    "  values:\n    - {exactly: 5, unit: percent, of: people, place: Country, definition: children}\n"
)


def read(tmp_path: Path, scopes: str) -> tuple[Scopes, list[tuple[str, int, Severity, str | None]]]:
    book, problems = load(tmp_path, {"facts/a.yaml": FACTS, "scopes.yaml": scopes})
    return book.scopes, [(d.code, d.location.line if d.location else 0, d.severity, d.hint) for d in problems]


def test_places_and_groups_lie_in_all_that_is_around_them(tmp_path: Path) -> None:
    scopes, found = read(
        tmp_path,
        "places:\n  Old Town: Town\n  Town: [Country, Valley]\n"
        "groups:\n  children: readers\n  readers: people\nsame:\n  readers: [bookworms]\n",
    )
    assert scopes.places_around("Old Town") == ("Old Town", "Town", "Country", "Valley")
    assert scopes.groups_around("children") == ("children", "readers", "people")
    assert scopes.groups_around("people") == ("people",)
    assert scopes.group("bookworms") == "readers"
    assert [code for code, *_ in found] == ["unknown-scope", "unknown-scope"]  # Valley, bookworms


def test_other_words_for_a_group_stand_for_it_everywhere(tmp_path: Path) -> None:
    scopes, found = read(tmp_path, "groups:\n  children: bookworms\nsame:\n  bookworms: readers\n")
    assert scopes.group("readers") == "bookworms"
    assert scopes.groups_around("children") == ("children", "bookworms")
    assert [code for code, *_ in found] == []


def test_a_name_that_no_claim_uses_is_a_warning_with_the_nearest(tmp_path: Path) -> None:
    _, found = read(tmp_path, "places:\n  Old Twon: Country\n")
    assert found == [("unknown-scope", 2, Severity.WARNING, 'did you mean "Old Town"?')]


@pytest.mark.parametrize("text", ["places: {Old Town: Old Town}\n", "groups: {readers: people, people: readers}\n"])
def test_what_lies_in_itself_is_an_error(tmp_path: Path, text: str) -> None:
    _, found = read(tmp_path, text)
    assert {(code, severity) for code, _, severity, _ in found} == {("circular-scope", Severity.ERROR)}


@pytest.mark.parametrize(
    ("text", "code"),
    [("place: {}\n", "unknown-key"), ("places: [a]\n", "wrong-type"), ("places: {a: 5}\n", "wrong-type")],
)
def test_faults_of_the_file(tmp_path: Path, text: str, code: str) -> None:
    _, found = read(tmp_path, text)
    assert [c for c, *_ in found] == [code]


def test_names_are_not_missed_where_a_claim_could_not_be_read(tmp_path: Path) -> None:
    faulty = FACTS.replace("exactly: 5, unit: people", "exactly: five, unit: people")
    _, problems = load(tmp_path, {"facts/a.yaml": faulty, "scopes.yaml": "places: {Old Town: Country}\n"})
    assert "unknown-scope" not in {d.code for d in problems}


def test_without_a_file_nothing_lies_in_anything(tmp_path: Path) -> None:
    book, _ = load(tmp_path, {"facts/a.yaml": FACTS})
    assert book.scopes == Scopes()
    assert book.scopes.places_around("Old Town") == ("Old Town",)


def test_every_key_is_explained() -> None:
    schema = scopes_schema()
    assert schema["additionalProperties"] is False
    assert all(field["description"] for field in schema["properties"].values())
