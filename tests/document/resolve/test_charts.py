from __future__ import annotations

from pathlib import Path

import pytest

from factpress.document.model import Chart, Core, Figure
from factpress.document.walk import walk_document
from factpress.publication.facts.claims import Standing
from tests.publications import codes, edition_of, findings_of, publication

CONTENT = "data/content/briefing.en.md"
FACTS = """\
height:
  claim: Height of a tree
  standing: verified
  reason: We measured it.
  values:
    - {key: now, exactly: 12, unit: metres, as_of: 2025, cites: {source: town-website}}
    - {key: guess, range: [10, 15.5], unit: metres, cites: {source: town-website}}
    - {key: weight, about: 900, unit: kilograms, cites: {source: town-website}}
    - {key: years, series: {2001: 3, 2010: 6.5, 2025: 12}, unit: metres, cites: {source: town-website}}
    - {key: long, series: {2001: 3, 2002: 4, 2003: 1, 2004: 5, 2005: 6, 2006: 9, 2007: 8, 2008: 7, 2009: 7, 2010: 7},
       unit: metres, cites: {source: town-website}}
    - {key: grades, steps: {2001: low, 2002/2004: middle-high, 2005: low}, levels: [low, middle-high],
       cites: {source: annual-report}}
    - {key: storm, period: 2003-05-01/2003-06, cites: {source: annual-report}}
    - {key: felled, period: 2030-01-15, cites: {source: annual-report}}
rumour:
  claim: Height of a tree, as told
  standing: contested
  reason: Two neighbours disagree.
  values:
    - {key: told, more_than: 40, unit: metres, cites: {source: visitor-survey, locator: p. 2}}
"""


def one(folder: Path, rows: str, kind: str = "bars", spells: str = "[]", before: str = "") -> Path:
    charts = f"tree:\n  kind: {kind}\n  title: Trees\n  rows: [{rows}]\n  spells: {spells}\n"
    text = f"## A\n\n{before}:::{{chart}} tree\n:::\n"
    files: dict[str, str | bytes | None] = {CONTENT: text, "data/charts.yaml": charts, "data/facts/library.yaml": FACTS}
    files["data/scopes.yaml"] = None  # it speaks of the claims that were replaced
    return publication(folder, files)


def chart(folder: Path, rows: str, kind: str = "bars", spells: str = "[]", before: str = "") -> Chart:
    document = edition_of(one(folder, rows, kind, spells, before)).document
    return next(n.block.chart for n in walk_document(document) if isinstance(n.block, Figure))


def test_rows_keep_what_a_value_is(tmp_path: Path) -> None:
    made = chart(
        tmp_path, "{value: height/now, label: Now}, {value: height/guess}, {value: rumour, note: told}", "ranges"
    )
    now, guess, rumour = made.rows
    assert (now.label, now.data[0].text, now.data[0].low, now.data[0].high) == ("Now", "12", 12.0, 12.0)
    assert (guess.label, guess.data[0].low_text, guess.data[0].high_text) == ("Height of a tree", "10", "15.5")
    assert (rumour.data[0].text, rumour.note, rumour.standing) == ("more than 40", "told", Standing.CONTESTED)


def test_the_axis_begins_at_nought_and_holds_every_value(tmp_path: Path) -> None:
    made = chart(tmp_path, "{value: height/now}, {value: rumour}")
    assert made.ticks[0].at == 0
    assert made.ticks[-1].at >= 40
    assert len(made.ticks) <= 5


def test_the_chart_stands_as_its_gravest_claim_and_says_why(tmp_path: Path) -> None:
    made = chart(tmp_path, "{value: height/now}, {value: rumour}")
    assert (made.standing, made.standing_text) == (Standing.CONTESTED, "Contested")
    assert made.reason == "Two neighbours disagree."
    assert made.claims == (("height", "now"), ("rumour", "told"))
    assert made.sources == ("town-website", "visitor-survey")
    assert "p. 2" in made.source


def test_a_reason_that_the_chapter_has_is_not_repeated_below_the_chart(tmp_path: Path) -> None:
    rows = "{value: height/now}, {value: rumour}"
    assert chart(tmp_path / "a", rows).page_reason == "Two neighbours disagree."
    told = "Some say it is {claim}`rumour/told` high."
    after = chart(tmp_path / "b", rows, before=f"{told}\n\n### Later\n\n")
    assert (after.page_reason, after.reason_on_page) == ("", "Two neighbours disagree.")  # its first sentence
    near = chart(tmp_path / "near", rows, before=f"{told}\n\n")
    assert (near.page_reason, near.reason_on_page) == ("", "")
    assert near.doubt == "Two neighbours disagree."  # a slide says it
    chapter_before = chart(tmp_path / "c", rows, before=f"{told}\n\n## B\n\n")
    assert chapter_before.page_reason == "Two neighbours disagree."


def test_a_series_is_one_row_of_many_marks(tmp_path: Path) -> None:
    made = chart(tmp_path, "{value: height/years, label: Height}", "line", "[{value: height/storm, label: Storm}]")
    assert [(d.when, d.text) for d in made.rows[0].data] == [(2001.0, "3"), (2010.0, "6.5"), (2025.0, "12")]
    (spell,) = made.periods
    assert spell.label == "Storm"
    assert 2003.3 < spell.begin < 2003.34
    assert 2003.48 < spell.end < 2003.51


def test_steps_have_levels_and_ends(tmp_path: Path) -> None:
    made = chart(tmp_path, "{value: height/grades, label: Grade}", "steps")
    assert made.levels == ("Low", "Middle high")
    assert [(d.level, d.when, d.until) for d in made.rows[0].data] == [
        (0, 2001, 2002),
        (1, 2002, 2005),
        (0, 2005, 2006),
    ]


def test_events_have_a_time_and_an_axis_of_round_years(tmp_path: Path) -> None:
    made = chart(tmp_path, "{value: height/storm, label: A storm}, {value: height/felled, label: Felled}", "timeline")
    assert [(tick.at, tick.text) for tick in made.ticks] == [(y, str(y)) for y in (2003, 2010, 2020, 2030)]
    storm, felled = (row.data[0] for row in made.rows)
    assert (storm.text, felled.text) == ("A storm", "Felled")
    assert storm.until is not None
    assert (felled.until, felled.when_text) == (None, "15\u00a0January\u00a02030")


def test_alternative_text_is_written_from_the_data(tmp_path: Path) -> None:
    made = chart(tmp_path, "{value: height/now, label: Now}, {value: rumour, label: Told}")
    assert made.alt == "Trees. Now: 12 metres. Told (contested): more than 40 metres."


def test_an_editor_says_what_is_seen_and_the_values_follow(tmp_path: Path) -> None:
    folder = one(tmp_path, "{value: height/now, label: Now}")
    file = folder / "data/charts.yaml"
    file.write_text(file.read_text() + "  alt: One bar as high as {claim}`height/now`\n")
    made = next(n.block.chart for n in walk_document(edition_of(folder).document) if isinstance(n.block, Figure))
    assert (made.title, made.alt) == ("Trees", "One bar as high as 12 metres. Now: 12 metres.")
    file.write_text(file.read_text().replace("height/now`", "heigth/now`"))
    assert "unknown-claim" in codes(findings_of(folder))


def test_a_file_without_charts_has_none(tmp_path: Path) -> None:
    folder = publication(tmp_path, {"data/charts.yaml": "# later\n", CONTENT: "## A\n\nWords.\n"})
    assert edition_of(folder).charts == {}


def test_alternative_text_of_a_long_series_names_its_turning_points(tmp_path: Path) -> None:
    made = chart(tmp_path, "{value: height/long, label: Height}", "line")
    assert made.alt == "Trees. Height: 2001: 3; 2003: 1; 2006: 9; 2010: 7."


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("{value: height/now}, {value: height/weight}", "mixed-units"),
        ("{value: hight/now}", "unknown-claim"),
        ("{value: height/then}", "unknown-value"),
        ("", "empty-chart"),
        ("{value: height/now, lable: x}", "unknown-key"),
        ("{label: x}", "missing-key"),
        ("{value: height/now, label: In 1975}", "number-without-source"),
    ],
)
def test_what_no_chart_can_show_is_named_at_its_place(tmp_path: Path, rows: str, code: str) -> None:
    found = findings_of(one(tmp_path, rows))
    assert codes(found) == {code}
    assert {d.location.path.as_posix() for d in found if d.location} == {"data/charts.yaml"}


def test_a_kind_that_is_not_there_is_named(tmp_path: Path) -> None:
    (found,) = findings_of(one(tmp_path, "{value: height/now}", "bar"))
    assert (found.code, found.hint) == ("unknown-chart-kind", 'did you mean "bars"?')


def test_a_chart_that_no_text_places_is_a_warning(tmp_path: Path) -> None:
    folder = one(tmp_path, "{value: height/now}")
    (folder / CONTENT).write_text("## A\n\nWords.\n", encoding="utf-8")
    (found,) = findings_of(folder)
    assert (found.code, found.severity.value) == ("unused-chart", "warning")


def test_a_broken_file_of_charts_is_reported_once(tmp_path: Path) -> None:
    folder = one(tmp_path, "{value: height/now}")
    (folder / "data/charts.yaml").write_text("tree: [", encoding="utf-8")
    assert codes(findings_of(folder)) == {"bad-yaml"}


def annotated(folder: Path, keys: str, kind: str = "ranges") -> Path:
    """The publication, with a chart of three rows and further keys."""
    rows = "{value: height/now, label: Now}, {value: height/guess, label: Guess}, {value: rumour, label: Told}"
    made = one(folder, rows, kind)
    path = made / "data/charts.yaml"
    path.write_text(path.read_text(encoding="utf-8") + keys, encoding="utf-8")
    return made


def figure(folder: Path) -> Chart:
    return next(n.block.chart for n in walk_document(edition_of(folder).document) if isinstance(n.block, Figure))


def test_a_band_and_a_bracket_are_values_with_their_sources(tmp_path: Path) -> None:
    keys = (
        "  band: {value: height/guess, label: where guesses meet}\n"
        "  bracket: {between: [height/now, rumour], value: height/now, label: apart}\n"
        "  reading: A bar runs from low to high.\n"
    )
    made = figure(annotated(tmp_path, keys))
    assert made.band is not None
    assert (made.band.low, made.band.high, made.band.text) == (10.0, 15.5, "10 to 15.5")
    assert made.bracket is not None
    assert (made.bracket.rows, made.bracket.text, made.bracket.label) == ((0, 2), "12", "apart")
    assert made.description.endswith("A bar runs from low to high.")


@pytest.mark.parametrize(
    ("keys", "kind", "place"),
    [
        ("  band: {value: height/now, label: one figure}\n", "ranges", "6:17"),
        ("  band: {value: height/guess, label: no axis}\n", "cards", "6:9"),
        ("  bracket: {between: [height/now, height/long], value: height/now, label: x}\n", "ranges", "6:35"),
        ("  bracket: {between: [height/now, rumour], value: height/now, label: x}\n", "dots", "6:12"),
    ],
)
def test_an_annotation_that_cannot_be_drawn_is_a_placed_error(tmp_path: Path, keys: str, kind: str, place: str) -> None:
    found = [d for d in findings_of(annotated(tmp_path, keys, kind)) if d.code == "bad-annotation"]
    assert [f"{d.location.line}:{d.location.column}" for d in found if d.location is not None] == [place]


@pytest.mark.parametrize("key", ["group: A head", "callout: a guess", "tested: true"])
def test_a_row_of_another_kind_of_chart_has_no_annotation(tmp_path: Path, key: str) -> None:
    row = f"{{value: height/now, label: Now, {key}}}"
    found = [d for d in findings_of(one(tmp_path, row, "cards")) if d.code == "bad-annotation"]
    assert [d.location.line for d in found if d.location is not None] == [4]


def test_a_core_is_a_range_within_that_of_its_row(tmp_path: Path) -> None:
    row = "{value: rumour/told, label: Told}, {value: height/guess, core: height/likely, callout: likely}"
    likely = "    - {key: likely, range: [11, 12.4], unit: metres, cites: {source: visitor-survey}}\n"
    folder = one(tmp_path, row, "ranges")
    facts = folder / "data/facts/library.yaml"
    facts.write_text(facts.read_text().replace("    - {key: weight", f"{likely}    - {{key: weight"))
    made = figure(folder)
    assert made.rows[1].data[0].core == Core(11.0, 12.4, "11 to 12.4")
    assert made.rows[0].data[0].core is None
    assert ("height", "likely") in made.claims
    assert "visitor-survey" in made.sources
    assert "11 to 12.4 metres (likely)" in made.alt


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("{value: height/guess, core: height/weight}", "ranges"),  # beyond the range
        ("{value: height/guess, core: height/now}", "ranges"),  # one figure
        ("{value: height/now, core: height/guess}", "ranges"),
        ("{value: height/guess, core: height/guess}", "bars"),
    ],
)
def test_a_core_that_cannot_be_drawn_is_a_placed_error(tmp_path: Path, row: str, kind: str) -> None:
    found = [d for d in findings_of(one(tmp_path, row, kind)) if d.code == "bad-annotation"]
    assert [d.location.line for d in found if d.location is not None] == [4]


def test_labels_are_rounded_and_the_rest_stays_exact(tmp_path: Path) -> None:
    made = figure(annotated(tmp_path, "  rounded: 5\n"))
    now, guess, told = (row.data[0] for row in made.rows)
    assert (now.text, now.low) == ("10", 12.0)
    assert (guess.text, guess.low, guess.high) == ("10 to 15", 10.0, 15.5)
    assert (told.text, told.open) == ("more than 40", 1)
    assert "12 metres" in made.alt
