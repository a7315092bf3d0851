"""Works are not found by what is printed: streets, coordinates and places near them are reported, countries are not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factpress.checks.registry import check
from tests.publications import publication

TODAY = dt.date(2026, 11, 22)
CONTENT = "data/content/briefing.en.md"
FACTS = """example:
  claim: Books lent in a year
  standing: verified
  values:
    - {exactly: 31000, unit: cases, period: 2024, place: PLACE, cites: {source: annual-report, locator: p. 1}}
  answers: {finding: no-locator, because: It has pages.}
"""
PRECISE = [
    "A house in Elm Street.",
    "A house at Street 271.",
    "A house at St. 12.",
    "A house, No. 12, with a garden.",
    "It is at 11.5564° N, 104.9282° E.",
    "It is at 11.55641, 104.92823.",
    "It is at 11°33'.",
    "It is at 8Q7XMQ5F+2C.",
    "See [the map](https://maps.app.goo.gl/abcdef).",
    "See [the map](https://www.google.com/maps/place/x).",
    "Write to P.O. Box 12.",
    "It is in SW1A 1AA.",
]
HARMLESS = [
    "A home with a garden, for those who want to learn.",
    "It began after the Supreme Court had spoken.",
    "Girls in Cambodia and in the United States.",
    "St. Mary’s choir sings there.",
    "They live there, and find their way.",
]


def found(folder: Path, what: str, text: str = "Nothing.", place: str = "Little Town") -> list[str]:
    works = f"home:\n  name: Home for girls\n  what: >-\n    {what}\n  cites: {{source: annual-report}}\n"
    files: dict[str, str | bytes | None] = {
        "data/works.yaml": works,
        "data/facts/example.yaml": FACTS.replace("PLACE", place),
        CONTENT: f"## A chapter\n\n{text}\n",
    }
    diagnostics = check(publication(folder, files), today=TODAY)
    return [f"{d.code} {d.location}" for d in diagnostics if d.code in ("work-location", "work-place")]


@pytest.mark.parametrize("what", PRECISE)
def test_what_leads_to_a_work_is_an_error(tmp_path: Path, what: str) -> None:
    hits = found(tmp_path / "record", what)
    assert hits
    assert all(hit.startswith("work-location data/works.yaml:4:") for hit in hits)
    text = f"Our Home for Girls is good. {what}"
    assert f"work-location {CONTENT}:3:" in " ".join(found(tmp_path / "text", "A home.", text))


@pytest.mark.parametrize("what", HARMLESS)
def test_other_words_are_not_reported(tmp_path: Path, what: str) -> None:
    assert found(tmp_path, what, f"Our home for girls. {what}") == []


def test_the_name_of_a_place_is_a_warning(tmp_path: Path) -> None:
    assert found(tmp_path / "1", "A home in Little Town.") == ["work-place data/works.yaml:4:15"]
    text = "Our home for girls is near\nLittle\nTown."
    assert found(tmp_path / "2", "A home.", text) == [f"work-place {CONTENT}:4:1"]
    assert found(tmp_path / "3", "A home.", "### Home for girls\n\nIn Little Town.") == [f"work-place {CONTENT}:5:4"]
    assert found(tmp_path / "4", "A home.", "Our home for girls.\n\nBooks in Little Town.") == []


def test_a_street_in_the_section_of_a_work_is_a_warning(tmp_path: Path) -> None:
    text = "### One\n\n:::{works}\n:::\n\nWrite to 12 Elm Street.\n\n### Other\n\nOr to Oak Street."
    hits = found(tmp_path, "A home.", text.replace("12 ", ""))
    assert hits == [f"work-place {CONTENT}:8:10"]


@pytest.mark.parametrize("place", ["Cambodia", "world"])
def test_countries_and_what_contains_them_are_no_places(tmp_path: Path, place: str) -> None:
    scopes = "places: {Cambodia: world}\n"
    folder = tmp_path
    (folder / "data").mkdir()
    (folder / "data/scopes.yaml").write_text(scopes, encoding="utf-8")
    assert found(folder, f"The first home in {place}.", place="Cambodia") == []


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("Bergen", "Nothing.\n\n:::{chart} towns\n:::", []),
        ("Home for girls", "Nothing.\n\n:::{chart} towns\n:::", ["work-on-map data/charts.yaml:6:14"]),
        ("Bergen", "Our home for girls.\n\n:::{chart} towns\n:::", [f"work-on-map {CONTENT}:5:1"]),
    ],
)
def test_a_map_beside_the_name_of_a_work_is_an_error(
    tmp_path: Path, place: str, text: str, expected: list[str]
) -> None:
    works = "home: {name: Home for girls, what: A home., cites: {source: annual-report}}\n"
    charts = (
        f"towns:\n  kind: map\n  title: Towns\n  country: NO\n  places:\n    - {{name: {place}, at: [60.39, 5.32]}}\n"
    )
    files: dict[str, str | bytes | None] = {
        "data/works.yaml": works,
        "data/charts.yaml": charts,
        CONTENT: f"## A chapter\n\n{text}\n",
    }
    diagnostics = check(publication(tmp_path, files), today=TODAY)
    assert [f"{d.code} {d.location}" for d in diagnostics if d.code == "work-on-map"] == expected
