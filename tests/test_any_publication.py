"""The engine knows no subject and no size: small, large and odd publications come right in both presses."""

from __future__ import annotations

import time
from pathlib import Path

import pypdfium2
from pptx import Presentation

from factpress.core.diagnostics import format_diagnostic
from factpress.core.yaml_positions import MAX_DIGITS
from factpress.publication.facts.claims import Standing
from factpress.workflows.build import build
from tests.publications import findings_of, publication, text_of

CONTENT, FACTS, SOURCES, CHARTS = (
    "data/content/briefing.en.md",
    "data/facts/library.yaml",
    "data/sources.yaml",
    "data/charts.yaml",
)
PRINTED = [s.value for s in Standing if s is not Standing.WITHDRAWN]


def letters(number: int) -> str:
    """A number as two letters, since no chapter's title may hold a bare one."""
    return f"{chr(65 + number % 26)}{chr(65 + number // 26)}"


def titles_of(deck: Path) -> list[str]:
    """The titles of all slides."""
    return [slide.shapes.title.text_frame.text for slide in Presentation(str(deck)).slides if slide.shapes.title]


def large() -> dict[str, str | bytes | None]:
    """Forty chapters, five hundred claims, sixty sources, no chart and no quotation."""
    facts = [
        f"claim-{i}:\n  claim: One of many\n  standing: {PRINTED[i % 5]}\n  reason: We looked for it with care.\n"
        f"  values: [{{exactly: {i * 37 + 11}, unit: people, as_of: 2020, cites: {{source: work-{i % 60}}}}}]\n"
        for i in range(500)
    ]
    sources = [
        f"work-{i}:\n  type: book\n  title: A work of some length\n  author: [{{family: Writer, given: Ann}}]\n"
        f"  issued: {1950 + i}\n"
        for i in range(60)
    ]
    chapters = [
        f"## Chapter {letters(c)}\n\n:::{{lead}}\nWhat it is about.\n:::\n\n"
        + "".join(
            "Here stands " + " and ".join(f"{{claim}}`claim-{(c * 13 + p * 4 + k) % 500}`" for k in range(4)) + ".\n\n"
            for p in range(3)
        )
        + f":::{{slide}} To keep {letters(c)}\n- One line\n- Another with {{claim}}`claim-{c}`\n:::\n"
        for c in range(40)
    ]
    return {FACTS: "".join(facts), SOURCES: "".join(sources), CHARTS: None, CONTENT: "\n".join(chapters)}


def test_forty_chapters_and_five_hundred_claims(tmp_path: Path) -> None:
    booklet, slides = (made.path for made in build(publication(tmp_path, large()))[0])
    with pypdfium2.PdfDocument(booklet) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    titles = titles_of(slides)
    for chapter in range(40):
        assert f"Chapter {letters(chapter)}" in text
        assert f"Chapter {letters(chapter)}" in titles
    assert len(titles) == len(set(titles))
    # one of the last claims that a text states, and its number
    assert "11 people" in text
    assert f"{(39 * 13 + 2 * 4 + 3) % 500 * 37 + 11:,} people" in text


def test_one_chapter_of_words_alone(tmp_path: Path) -> None:
    day = "day:\n  claim: A day\n  standing: verified\n  values: [{period: 2020, calculation: we were there}]\n"
    files: dict[str, str | bytes | None] = {FACTS: day, SOURCES: None, CHARTS: None, CONTENT: "## Only\n\nWords.\n"}
    booklet, slides = (made.path for made in build(publication(tmp_path, files))[0])
    with pypdfium2.PdfDocument(booklet) as document:
        assert "Words." in "".join(page.get_textpage().get_text_range() for page in document)
    assert "Only" in titles_of(slides)


def test_very_long_words_and_names(tmp_path: Path) -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    files: dict[str, str | bytes | None] = {
        CONTENT: text_of(CONTENT).replace("What we counted", word).replace("Ask who says so.", word),
        CHARTS: text_of(CHARTS).replace("label: Survey", f"label: {word}"),
        SOURCES: text_of(SOURCES).replace("family: Example", f"family: {word}"),
    }
    booklet, slides = (made.path for made in build(publication(tmp_path, files))[0])
    with pypdfium2.PdfDocument(booklet) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    shown = "".join("".join(c for c in text if c.isalpha()))
    assert shown.count(word) >= 3
    assert word in titles_of(slides)


LIMIT = "9" * MAX_DIGITS
SMALLEST = f"0.{'0' * (MAX_DIGITS - 2)}1"


def test_numbers_at_the_limit_work_in_all_outputs(tmp_path: Path) -> None:
    facts = text_of(FACTS)
    for old, new in (
        ("exactly: 12480", f"exactly: {LIMIT}"),
        ("range: [3000, 5200]", f"range: [{SMALLEST}, {LIMIT}]"),
        ("about: 6000", f"about: {SMALLEST}"),
        ("exactly: 9400", f"exactly: {LIMIT}"),
        ("{2021: 7200, 2022: 8950, 2023: 10100,", f"{{0001: 0, 1022: {SMALLEST}, 2023: {LIMIT},"),
        ("more than 400", f"more than {LIMIT}"),
        ("more_than: 400, unit: years", f"more_than: {LIMIT}, unit: years, per: {{number: {LIMIT}, unit: people}}"),
        ("period: 2025", "period: 0001/9999"),
    ):
        assert old in facts
        facts = facts.replace(old, new)
    booklet, slides = (made.path for made in build(publication(tmp_path, {FACTS: facts}))[0])
    with pypdfium2.PdfDocument(booklet) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert f"{int(LIMIT):,} people" in " ".join(text.split())
    notes = [slide.notes_slide.notes_text_frame for slide in Presentation(str(slides)).slides]
    assert any(f"{int(LIMIT):,} people" in note.text for note in notes if note is not None)


def test_numbers_beyond_the_limit_are_placed_errors(tmp_path: Path) -> None:
    for number in (f"9{LIMIT}", f"{LIMIT}.5", "1e20", f"{SMALLEST}1", "1e9999999999999999999999", "9" * 5000):
        facts = text_of(FACTS).replace("exactly: 12480", f"exactly: {number}")
        (found,) = findings_of(publication(tmp_path, {FACTS: facts}))
        assert (found.code, str(found.location)) == ("bad-number", "data/facts/library.yaml:9:31")


def test_long_rows_of_digits_in_prose_are_placed_errors(tmp_path: Path) -> None:
    text = text_of(CONTENT).replace("The number grows", f"In all {'9' * 5000} million. The number grows")
    found = findings_of(publication(tmp_path, {CONTENT: text}))
    assert {(d.code, d.location.line if d.location else 0) for d in found} == {("number-without-source", 4)}


def test_many_findings_in_one_long_line_are_shown_in_bounded_time(tmp_path: Path) -> None:
    text = text_of(CONTENT).replace("### What a claim is", "{claim}`x` " * 3000 + "\n\n### What a claim is")
    found = findings_of(publication(tmp_path, {CONTENT: text}))
    begun = time.process_time()
    shown = [format_diagnostic(one, tmp_path) for one in found]
    assert time.process_time() - begun < 5
    assert sum('there is no claim "x"' in one for one in shown) == 3000


def test_a_long_chain_of_places_is_followed_in_bounded_time(tmp_path: Path) -> None:
    scopes = "places:\n" + "".join(f"  P{i}: P{i + 1}\n" for i in range(1500))
    folder = publication(tmp_path, {"data/scopes.yaml": scopes})
    begun = time.process_time()
    assert "circular-scope" not in {d.code for d in findings_of(folder)}
    assert time.process_time() - begun < 15
    (tmp_path / "data/scopes.yaml").write_text(scopes + "  P1500: P0\n  A: B\n", encoding="utf-8")
    assert sum(d.code == "circular-scope" for d in findings_of(folder)) == 1501
