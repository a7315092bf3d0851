"""Which values stand on one scale, and what no scale shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.output.prints.evidence import Scale
from factpress.output.prints.evidence.compose import compose_evidence
from tests.output.prints.evidence import sample
from tests.publications import publication


def scales(folder: Path, claim: str) -> tuple[Scale, ...]:
    return sample.entry(sample.evidence(folder), claim).scales


def test_a_scale_for_each_unit_and_base(tmp_path: Path) -> None:
    assert [(s.what, [line.words for line in s.lines]) for s in scales(tmp_path, "loans")] == [
        ("Books lent, cases, the library", ["more than 9,000", "6,500 to 8,200", "7,000"]),
        ("Share of all books", ["about 40%"]),
        ("Cases per day", ["30"]),
    ]


def test_what_counts_the_same_stands_beside_with_its_number(tmp_path: Path) -> None:
    own, other = scales(tmp_path, "loans")[0], scales(tmp_path / "again", "loans-before")[0]
    assert [line.number for line in own.lines] == [None, None, 2]
    assert [line.number for line in other.lines] == [None, 1, 1]
    assert {line.claim for line in other.lines} == {"loans", "loans-before"}


LAST = "definition: books lent, counts: flow,\n       cites: {source: annual-report}}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LAST, LAST.replace("books lent", "visits")),
        (LAST, LAST.replace("flow", "stock")),
        ("period: 2024, place: the library", "period: 2024, place: the town"),
        ("exactly: 7000, unit: cases", "exactly: 7000, unit: people"),
    ],
)
def test_what_counts_another_thing_stays_apart(tmp_path: Path, old: str, new: str) -> None:
    assert sample.FACTS.count(old) == 1
    files = {**sample.FILES, "data/facts/library.yaml": sample.FACTS.replace(old, new)}
    sheet = compose_evidence(sample.matter(sample.edition(tmp_path, files)))
    assert [line.number for line in sample.entry(sheet, "loans").scales[0].lines] == [None, None]


def test_what_was_withdrawn_stands_alone(tmp_path: Path) -> None:
    assert [line.words for line in scales(tmp_path, "ghost")[0].lines] == ["1"]
    assert all(line.claim != "ghost" for scale in scales(tmp_path / "again", "loans") for line in scale.lines)


def test_every_scale_begins_at_nought_and_reaches_all(tmp_path: Path) -> None:
    for entry in sample.evidence(tmp_path).entries:
        for scale in entry.scales:
            assert scale.ticks[0].at == 0
            assert scale.ticks[-1].at >= max(mark.high for line in scale.lines for mark in line.marks)


def test_a_bound_is_open_on_its_side(tmp_path: Path) -> None:
    assert [line.open for line in scales(tmp_path, "loans")[0].lines] == [1, 0, 0]


def test_who_says_so(tmp_path: Path) -> None:
    lines = scales(tmp_path, "loans")[0].lines
    assert lines[0].who == "As supplied to us"
    assert lines[1].who.startswith("Example Town Council, Annual report of the Example Library, 2025, p. 7; ")
    assert scales(tmp_path / "again", "loans")[2].lines[0].who == "Our own calculation"


def test_times_levels_and_sums_are_said_in_words(tmp_path: Path) -> None:
    sheet = sample.evidence(tmp_path)
    assert [one.words for one in sample.entry(sheet, "opening").worded] == [
        "2020 to 2022:\u00a0Short; 2023:\u00a0Long; March to May\u00a02020, Example Town"
    ]
    assert [(one.who, one.words) for one in sample.entry(sheet, "loans").worded] == [
        ("Our own calculation", "6,500 to 8,200 by open days (30 cases per day)")
    ]
    assert sample.entry(sheet, "loans-before").worded == ()


def test_a_series_has_a_mark_for_each_point(tmp_path: Path) -> None:
    sheet = sample.evidence_of(publication(tmp_path))
    line = sample.entry(sheet, "visitors").scales[0].lines[1]
    assert [mark.low for mark in line.marks] == [7200, 8950, 10100, 11300, 12480]
    assert line.words == "7,200 (2021) to 12,480 (2025)"
    assert "2023:\u00a010,100" in sample.entry(sheet, "visitors").worded[0].words
