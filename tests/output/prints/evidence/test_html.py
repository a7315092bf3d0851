"""The sheet at its text seam: a golden page, and each claim on it with its standing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factpress.edition import Edition, read_edition
from factpress.output.prints.evidence import compose_evidence, evidence_html
from factpress.output.prints.evidence.content import Tally
from factpress.output.prints.evidence.html import _tallies
from factpress.publication.facts.claims import Standing
from tests.golden_files import assert_golden
from tests.output.prints.evidence import sample
from tests.publications import publication

ROOT = Path(__file__).parents[4]


def html(edition: Edition) -> str:
    return evidence_html(compose_evidence(sample.matter(edition, findings=sample.FINDINGS)), sample.house(edition))


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
    words = {standing: word for standing, (word, _) in edition.language.standings.items()}
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
