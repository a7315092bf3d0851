from __future__ import annotations

from pathlib import Path

import pytest

from factpress.document.model import Chart, Figure
from factpress.document.walk import walk_document
from tests.publications import edition_of, findings_of, publication

CONTENT = "data/content/briefing.en.md"
CARD = "{place: Bergen, title: Books, figure: '{claim}`books-lent`', text: lent in a year}"
PLACES = "{name: Bergen, at: [60.39, 5.32], kind: told}, {name: Oslo, at: [59.91, 10.75]}"
FACTS = """\
books-lent:
  claim: Books lent in a year
  standing: verified
  reason: We counted.
  values:
    - {key: year, exactly: 31000, unit: cases, as_of: 2024, cites: {source: town-website}}
    - {key: opened, period: 2020-03-01, cites: {source: town-website}}
"""


def one(folder: Path, country: str = "country: NO", places: str = PLACES, cards: str = CARD) -> Path:
    charts = f"towns:\n  kind: map\n  title: Towns\n  {country}\n  places: [{places}]\n  cards: [{cards}]\n"
    files: dict[str, str | bytes | None] = {
        CONTENT: "## A\n\n:::{chart} towns\n:::\n",
        "data/charts.yaml": charts,
        "data/facts/library.yaml": FACTS,
        "data/scopes.yaml": None,
    }
    return publication(folder, files)


def chart(folder: Path) -> Chart:
    return next(n.block.chart for n in walk_document(edition_of(folder).document) if isinstance(n.block, Figure))


def test_a_map_has_places_and_cards_in_its_alternative_text(tmp_path: Path) -> None:
    found = chart(one(tmp_path))
    assert "On the map: Bergen, Oslo. Books: " in found.alt
    assert "31,000" in found.alt
    assert found.source.startswith("Natural Earth (map; we take no view on disputed borders); ")
    assert found.claims == (("books-lent", "year"),)
    assert found.map is not None
    left, top, right, bottom = found.map.frame
    assert all(left < place.at[0] < right and top < place.at[1] < bottom for place in found.map.places)


def test_a_map_has_a_line_on_how_to_read_it(tmp_path: Path) -> None:
    assert chart(one(tmp_path / "without")).reading == ""
    found = chart(one(tmp_path / "with", "country: NO\n  reading: A square is a town."))
    assert found.reading == "A square is a town."


@pytest.mark.parametrize("code", ["FJ", "US", "RU", "ZA", "AQ"])
def test_any_country_can_be_drawn(tmp_path: Path, code: str) -> None:
    found = chart(one(tmp_path, f"country: {code}", "", "")).map
    assert found is not None
    left, top, right, bottom = found.frame
    assert 0 < right - left < 360
    assert 0 < bottom - top < 180
    assert any(land.country == code for land in found.land)


@pytest.mark.parametrize(
    ("country", "places", "cards", "code"),
    [
        ("country: NO", PLACES.replace("5.32", "-20.32"), "", "place-outside data/charts.yaml:5:31"),
        ("country: NO", PLACES.replace("60.39, 5.32", "5.32, 60.39"), "", "place-outside data/charts.yaml:5:31"),
        ("country: N0", PLACES, "", "unknown-country data/charts.yaml:4:12"),
        ("subtitle: Towns", PLACES, "", "unknown-country data/charts.yaml:1:1"),
        ("country: NO", PLACES, CARD.replace("Bergen", "Berga"), "unknown-place data/charts.yaml:6:19"),
        (
            "country: NO",
            PLACES,
            CARD.replace("{claim}`books-lent`", "many"),
            "card-without-value data/charts.yaml:6:49",
        ),
        ("country: NO", PLACES, ", ".join([CARD] * 3), "bad-length data/charts.yaml:6:10"),
        ("country: NO", "{name: Bergen, at: [60.39]}", "", "bad-length data/charts.yaml:5:31"),
    ],
)
def test_what_is_wrong_is_reported_at_its_place(
    tmp_path: Path, country: str, places: str, cards: str, code: str
) -> None:
    assert code in [f"{d.code} {d.location}" for d in findings_of(one(tmp_path, country, places, cards))]


PLACED = ":::{chart} towns\n:place: opening\n:::\n"


def opened(folder: Path, content: str) -> Path:
    made = one(folder)
    (made / CONTENT).write_text(content, encoding="utf-8")
    return made


@pytest.mark.parametrize("lead", ["", ":::{lead}\nSome words.\n:::\n\n"])
def test_a_map_opens_the_part_that_begins_with_it(tmp_path: Path, lead: str) -> None:
    assert chart(opened(tmp_path, f"## A {{part=yes}}\n\n{lead}{PLACED}\nWords.\n")).opening
    assert not chart(one(tmp_path / "plain")).opening


TIMELINE = """
when:
  kind: timeline
  title: When it was
  rows: [{value: books-lent/opened, label: The house opened}]
"""


@pytest.mark.parametrize(("place", "corner"), [("opening", True), ("column", False)])
def test_a_timeline_behind_the_map_leaves_it_a_corner_for_the_title(tmp_path: Path, place: str, corner: bool) -> None:
    timeline = f"::::{{only}} booklet\n:::{{chart}} when\n:place: {place}\n:::\n::::\n"
    made = opened(tmp_path, f"## A {{part=yes}}\n\n{PLACED}\n{timeline}\nWords.\n")
    charts = made / "data/charts.yaml"
    charts.write_text(charts.read_text(encoding="utf-8") + TIMELINE, encoding="utf-8")
    assert chart(made).opening
    assert chart(made).corner is corner


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"## A\n\n{PLACED}", "is not at the beginning of a part"),
        (f"## A {{part=yes}}\n\nWords.\n\n{PLACED}", "is not at the beginning of a part"),
        (f"## A {{part=yes}}\n\n{PLACED.replace('opening', 'openin')}", 'a chart has no place "openin"'),
    ],
)
def test_a_map_elsewhere_opens_no_part(tmp_path: Path, content: str, said: str) -> None:
    found = findings_of(opened(tmp_path, content))
    assert [one.code for one in found if said in one.message] == ["bad-value"]
