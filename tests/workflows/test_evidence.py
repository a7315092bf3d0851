"""`factpress evidence`: a file of its own on the paper of the house, and what is said where there can be none."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pypdfium2
import pytest

from factpress.cli.main import main
from factpress.core.diagnostics import Findings, ToolError
from factpress.edition import read_edition
from factpress.workflows.evidence import contradictions, make_evidence
from tests.publications import edition_of, publication, text_of

ON = dt.date(2026, 11, 1)
ROOT = Path(__file__).parents[2]
PUBLICATION = "data/publication.yaml"
FACTS = "data/facts/library.yaml"


def pages(path: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def size(path: Path) -> tuple[int, int]:
    document = pypdfium2.PdfDocument(path)
    try:
        width, height = document[0].get_size()
    finally:
        document.close()
    return round(width), round(height)


def test_the_starter_s_sheet(tmp_path: Path) -> None:
    made = make_evidence(publication(tmp_path), on=ON)
    assert made.path == tmp_path / "build" / "library-evidence-a4-print.pdf"
    assert (made.claims, made.warnings) == (3, ())
    said = pages(made.path)
    assert "Evidence sheet" in said[0]
    for number, page in enumerate(said, start=1):
        assert f"Page {number} of {len(said)}" in page
    whole = " ".join(said)
    for words in ("People who visited the library in a year", "12,480", "3,000 to 5,200", "more than 400", "Signature"):
        assert words in whole


A4, LETTER = (595, 842), (612, 792)


@pytest.mark.parametrize(
    ("publications", "asked", "expected"), [(None, None, A4), ("letter", None, LETTER), (None, "letter", LETTER)]
)
def test_paper_is_the_publication_s_or_what_was_asked_for(
    tmp_path: Path, publications: str | None, asked: str | None, expected: tuple[int, int]
) -> None:
    text = text_of(PUBLICATION) + (f"paper: {publications}\n" if publications else "")
    made = make_evidence(publication(tmp_path, {PUBLICATION: text}), on=ON, paper=asked)
    assert size(made.path) == expected


def test_same_input_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publication(tmp_path)
    first = make_evidence(tmp_path, on=ON).path.read_bytes()
    later = time.time() + 90_000_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert make_evidence(tmp_path, on=ON).path.read_bytes() == first


def test_what_is_due_is_looked_up_for_a_day(tmp_path: Path) -> None:
    publication(tmp_path)
    due = "It was to be checked again by 15 October 2027."
    made = make_evidence(tmp_path, on=ON)
    assert due not in pages(made.path)[0]
    made = make_evidence(tmp_path, on=dt.date(2028, 1, 1))
    assert due in pages(made.path)[0]


NO_VALUES = "kind:\n  claim: The library is kind\n  standing: verified\n  cites: {source: annual-report}\n"
NO_CHARTS: dict[str, str | bytes | None] = {
    "data/charts.yaml": None,
    "data/content/briefing.en.md": "## One\n\nNothing is counted here.\n",
}


@pytest.mark.parametrize(("facts", "count"), [(NO_VALUES, 1), ("{}\n", 0)])
def test_claims_without_values_and_no_claims_at_all(tmp_path: Path, facts: str, count: int) -> None:
    made = make_evidence(publication(tmp_path, {**NO_CHARTS, FACTS: facts}), on=ON)
    assert made.claims == count
    assert f"Claims: {count}." in pages(made.path)[0]


def test_words_longer_than_any_line(tmp_path: Path) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitaensmuetze" * 4
    facts = text_of(FACTS)
    for old in (
        "People who visited the library in a year",
        "The page names no title, and nobody could show us the book.",
    ):
        assert old in facts
        facts = facts.replace(old, word)
    facts = facts.replace("{more_than: 400,", f"{{place: {word}, definition: {word}, more_than: 400,")
    made = make_evidence(publication(tmp_path, {FACTS: facts}), on=ON)
    assert made.claims == 3


def test_a_template_that_is_wrong_leaves_the_last_good_file(tmp_path: Path) -> None:
    made = make_evidence(publication(tmp_path), on=ON)
    before = made.path.read_bytes()
    template = tmp_path / "templates" / "prints" / "evidence" / "claim.html.jinja"
    template.parent.mkdir(parents=True)
    template.write_text("{{ nobody.knows }}", encoding="utf-8")
    with pytest.raises(Findings) as caught:
        make_evidence(tmp_path, on=ON)
    (found,) = caught.value.found
    assert found.location is not None
    assert found.location.path == Path("templates/prints/evidence/claim.html.jinja")
    assert made.path.read_bytes() == before


def test_text_that_runs_out_stops(tmp_path: Path) -> None:
    style = tmp_path / "templates" / "prints" / "evidence.css"
    style.parent.mkdir(parents=True)
    style.write_text(".claim { width: 400mm } .claim h3 { white-space: nowrap; font-size: 60pt }", encoding="utf-8")
    with pytest.raises(Findings) as caught:
        make_evidence(publication(tmp_path), on=ON)
    assert "overfull" in {d.code for d in caught.value.found}


def test_a_publication_that_is_wrong_has_no_sheet(tmp_path: Path) -> None:
    publication(tmp_path, {FACTS: text_of(FACTS).replace("standing: verified", "standing: certain")})
    with pytest.raises(Findings):
        make_evidence(tmp_path, on=ON)
    assert list((tmp_path / "build").glob("*.pdf")) == []
    with pytest.raises(ToolError, match="contains no publication"):
        make_evidence(tmp_path / "nowhere", on=ON)


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_command_says_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publication(tmp_path)
    out = tmp_path / "for the board"
    assert main(["evidence", str(tmp_path), "-o", str(out), "--paper", "letter", "--on", "2026-11-02", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["made"] == [
        {"file": str(out / "library-evidence-letter-print.pdf"), "product": "evidence-letter", "claims": 3}
    ]


@pytest.mark.parametrize("option", [["--on", "soon"], ["--paper", "a3"]])
def test_what_cannot_be_asked_for(tmp_path: Path, option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["evidence", str(tmp_path), *option])
    assert stopped.value.code == 2
    assert option[1] in capsys.readouterr().err


def test_dues_are_looked_up_for_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2028, 1, 1, tzinfo=dt.UTC).timestamp())))
    assert main(["evidence", str(publication(tmp_path)), "-q"]) == 0
    assert capsys.readouterr().out == ""
    first = pages(tmp_path / "build" / "library-evidence-a4-print.pdf")[0]
    assert "looked up for 1 January 2028" in first
    assert "It was to be checked again by 15 October 2027." in first


# ── contradictions ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_contradictions_of_the_briefing_stand_at_each_claim_they_name() -> None:
    edition = read_edition(ROOT)
    found = contradictions(edition, dt.date(2026, 11, 22))
    assert {"thai-border", "world-trafficked", "cse-minors", "cse-workers", "sex-workers-counted"} <= found.keys()
    assert any("1,825,000" in words for words in found["world-trafficked"])
    assert any("64,000 to 80,000" in words for words in found["cse-minors"])


def test_a_publication_at_peace_has_none(tmp_path: Path) -> None:
    assert contradictions(edition_of(publication(tmp_path)), ON) == {}
