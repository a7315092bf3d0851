"""The evidence sheet as HTML: a golden page, each claim with its standing, and the marks and words on a scale."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.document.model import Datum, Tick
from factpress.edition import Edition, read_edition
from factpress.output.prints.evidence import Scale, ScaleLine, Tally
from factpress.output.prints.evidence.compose import compose_evidence
from factpress.output.prints.evidence.html import PLOT, LabelMeasure, _tallies, draw_scale, evidence_html
from factpress.publication.facts.claims import Standing
from tests.golden_files import assert_golden
from tests.output.booklet.sample import theme
from tests.output.prints.evidence import sample
from tests.publications import publication

ROOT = Path(__file__).parents[4]


def html(edition: Edition) -> str:
    return evidence_html(compose_evidence(sample.matter(edition, findings=sample.FINDINGS)), sample.context(edition))


def claims(said: str) -> dict[str, str]:
    """What stands on the sheet of each claim, by id."""
    parts = re.split(r'<section class="claim" id="claim-([a-z0-9-]+)" data-origin="[^"]*">', said)[1:]
    return {name: part.split("</section>", 1)[0] for name, part in zip(parts[::2], parts[1::2], strict=True)}


def test_the_golden_page(tmp_path: Path) -> None:
    said = html(sample.edition(tmp_path))
    assert_golden("prints/evidence.html", said)


@pytest.mark.parametrize("which", ["the briefing", "the starter"])
def test_each_claim_stands_there_once_with_its_standing(tmp_path: Path, which: str) -> None:
    edition = read_edition(ROOT if which == "the briefing" else publication(tmp_path))
    said = claims(html(edition))
    assert said.keys() == edition.book.claims.keys()
    words = {standing: word for standing, (word, *_) in edition.language.standings.items()}
    for name, claim in edition.book.claims.items():
        assert re.findall(r'<img class="shape" alt="" src="asset:marks/(\w+)\.svg">([^<]+)<', said[name]) == [
            (claim.standing.value, words[claim.standing.value])
        ]


def test_every_value_of_a_claim_has_its_words_and_a_mark(tmp_path: Path) -> None:
    edition = sample.edition(tmp_path)
    sheet = compose_evidence(sample.matter(edition))
    said = claims(html(edition))
    for entry in sheet.entries:
        lines = [line for scale in entry.scales for line in scale.lines]
        assert all(f">{line.words}</p>" in said[entry.id] for line in lines)
        assert said[entry.id].count("<svg") == len(lines)


def test_there_is_room_to_sign_beside_each_claim(tmp_path: Path) -> None:
    said = claims(html(sample.edition(tmp_path)))
    for part in said.values():
        assert [word for word in ("Agree", "Change", "Withdraw", "Name", "Date", "Signature") if word not in part] == []
    assert "Signed by Ada Example" in said["loans-before"]
    assert "Nobody has signed it yet." in said["loans"]


def test_words_as_supplied_are_text(tmp_path: Path) -> None:
    files = {**sample.FILES, "data/facts/library.yaml": sample.FACTS.replace("We lend", "<b>We</b> & co lend")}
    assert "&lt;b&gt;We&lt;/b&gt; &amp; co lend more than 9,000" in html(sample.edition(tmp_path, files))


@pytest.mark.parametrize("counts", [(0, 0), (1, 40), (3, 41), (7, 200), (0, 5000), (1, 9999)])
def test_threads_stand_for_claims_and_keep_to_their_place(counts: tuple[int, int]) -> None:
    drawn = _tallies(tuple(Tally(Standing.REPORTED, count, "") for count in counts))
    for one in drawn["tallies"]:
        count = one["tally"].count
        assert len(one["threads"]) == count if max(counts) <= 200 else bool(one["threads"]) is (count > 0)
        assert all(0 < x < 46 for x in one["threads"])


@functools.cache
def measure() -> LabelMeasure:
    return LabelMeasure.of(theme(), "en-GB")


def line(low: float, high: float, words: str, towards: int = 0) -> ScaleLine:
    return ScaleLine("Somebody", "", (Datum(words, low, high),), words, open=towards)


def scale(*lines: ScaleLine, last: float = 100.0) -> Scale:
    return Scale("Boats", (Tick(0, "0"), Tick(last / 2, "half"), Tick(last, "all of them")), lines)


def test_words_stand_beside_their_mark() -> None:
    (drawn,) = draw_scale(scale(line(20, 40, "20 to 40")), measure()).lines
    assert drawn.place == "beside"
    assert drawn.marks[0].low == pytest.approx(drawn.marks[0].high / 2, abs=0.01)
    assert drawn.left > drawn.marks[0].high


def test_the_axis_gives_way_to_words_at_its_end() -> None:
    short, long = (
        draw_scale(scale(line(100, 100, words)), measure()) for words in ("100", "more than a hundred boats")
    )
    assert long.ticks[-1].at < short.ticks[-1].at
    assert long.lines[0].place == short.lines[0].place == "beside"


def test_words_too_long_for_that_stand_below_and_endless_ones_under_the_line() -> None:
    places = [draw_scale(scale(line(100, 100, "word " * n)), measure()).lines[0].place for n in (2, 8, 40)]
    assert places == ["beside", "below", "under"]


def test_a_tail_keeps_the_words_away() -> None:
    shut, wide = (draw_scale(scale(line(10, 10, "10", towards)), measure()).lines[0].left for towards in (0, 1))
    assert wide > shut + 4


def test_two_values_alike_are_two_lines() -> None:
    assert len(draw_scale(scale(line(5, 5, "5"), line(5, 5, "5")), measure()).lines) == 2


def test_words_of_the_axis_do_not_meet() -> None:
    crowded = Scale("Boats", tuple(Tick(float(i), f"about {i} boats a year") for i in range(5)), (line(1, 1, "1"),))
    ticks = draw_scale(crowded, measure()).ticks
    assert len(ticks) == 5
    assert [bool(tick.words) for tick in ticks].count(True) < 5
    assert ticks[0].words
    assert ticks[-1].words


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(-50, 10**6), st.integers(0, 10**6), st.integers(-1, 1)), min_size=1, max_size=6))
def test_order_is_kept_and_nothing_leaves_the_plot(values: list[tuple[int, int, int]]) -> None:
    lines = [line(low, low + more, f"{low:,} to {low + more:,}", towards) for low, more, towards in values]
    low, high = min(0, *(v[0] for v in values)), max(1, *(v[0] + v[1] for v in values))
    drawn = draw_scale(Scale("Boats", (Tick(low, str(low)), Tick(high, str(high))), tuple(lines)), measure())
    places = sorted((d.high, m.high) for one in drawn.lines for d, m in zip(one.line.marks, one.marks, strict=True))
    assert [place for _, place in places] == sorted(place for _, place in places)
    for one in drawn.lines:
        assert all(0 <= mark.low <= mark.high <= PLOT for mark in one.marks)
        if one.place != "under":
            assert one.left + measure().width(one.line.words) <= PLOT + 0.01
