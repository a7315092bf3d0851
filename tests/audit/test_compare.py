"""What the audit says of files that are right, altered, old, or somebody else's."""

from __future__ import annotations

import pickle
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from factpress.audit import Audit
from factpress.audit import audit as trace
from factpress.audit.readers import read_bytes, read_file
from factpress.core.diagnostics import Location, Severity
from factpress.edition import Edition
from factpress.publication.facts.fingerprint import fingerprints
from factpress.workflows.audit_files import possible_generated_text
from factpress.workflows.build import build
from tests.audit.conftest import Desk
from tests.audit.decks import changed, handmade, resaved, with_chart_and_table
from tests.publications import edition_of, publication, text_of

FACTS = "data/facts/library.yaml"
SAYS = "3,000 to 5,200 people"


def said(audit: Audit) -> list[str]:
    """Code and message of each finding."""
    return [f"{d.code}: {d.message}" for d in audit.found]


def codes(audit: Audit) -> set[str]:
    return {d.code for d in audit.found}


def verdicts(audit: Audit) -> dict[str, str]:
    """What became of each number that was traced by its value."""
    return {one.text: one.verdict for one in audit.traces}


def source_at(desk: Desk, location: Location) -> str:
    """The text from a place in the editor's files to the end of its line."""
    lines = (desk.edition.places.root / location.path).read_text(encoding="utf-8").splitlines()
    return lines[location.line - 1][location.column - 1 :]


@pytest.fixture
def moved(desk: Desk, tmp_path: Path) -> Edition:
    """The publication after a claim has moved on."""
    facts = text_of(FACTS).replace("exactly: 12480", "exactly: 12490")
    return edition_of(publication(tmp_path, {FACTS: facts}))


# ── right ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_what_was_made_is_clean(desk: Desk, kind: str) -> None:
    audit = desk.audit(kind)
    assert said(audit) == []
    assert audit.numbers > 40
    assert audit.summary == f"{audit.numbers} numbers, every one traced"


def test_words_may_change_where_numbers_do_not(desk: Desk) -> None:
    deck = desk.files["pptx"].read_bytes()
    assert said(desk.audit("pptx", changed(deck, ("Point to the last year", "Look at the very last year")))) == []


def test_a_presenter_may_add_a_slide_and_say_a_number_again(desk: Desk) -> None:
    def add(deck: Any) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[0])
        slide.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "My own slide: 12,480 people"
        first = next(
            s for s in deck.slides if s.shapes.title and s.shapes.title.text_frame.text.startswith("More people")
        )
        first.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "12,480 people, think of it"

    audit = desk.audit("pptx", resaved(desk.files["pptx"].read_bytes(), add))
    assert said(audit) == []
    assert verdicts(audit)["12,480"] == "traced by value"


# ── altered ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_number_that_differs_names_its_claim(desk: Desk) -> None:
    audit = desk.audit("pptx", changed(desk.files["pptx"].read_bytes(), ("year: 12,480", "year: 12,430")))
    (found,) = audit.found
    assert found.code == "number-differs"
    assert found.message.startswith("slide 3, speaker notes: Point to the last year")
    assert '"12,430" should be "12,480 people" (claim visitors/counted)' in found.message
    assert found.location is not None
    assert source_at(desk, found.location).startswith("{claim}`visitors/counted`.")
    assert found.related == (Location(desk.files["pptx"]),)


def test_a_number_that_nothing_expects_has_no_claim(desk: Desk) -> None:
    deck = changed(desk.files["pptx"].read_bytes(), ("Ask who says so.", "Ask 12,470 people who says so."))
    (found,) = desk.audit("pptx", deck).found
    assert found.code in ("number-without-claim", "number-differs")
    assert "12,470" in found.message


def test_a_number_without_a_claim_has_the_nearest_as_a_hint(desk: Desk) -> None:
    def add(deck: Any) -> None:
        deck.slides[2].shapes.add_textbox(0, 0, 9, 9).text_frame.text = "We think that it may be 12,470 by now, or more"

    (found,) = desk.audit("pptx", resaved(desk.files["pptx"].read_bytes(), add)).found
    assert found.code == "number-without-claim"
    assert found.hint == 'the nearest value is visitors/counted: "12,480 people"' or "visitors" in (found.hint or "")


def test_numbers_in_words_are_numbers(desk: Desk) -> None:
    deck = changed(desk.files["pptx"].read_bytes(), ("Ask who says so.", "Ask seventeen thousand people."))
    assert any("seventeen thousand" in line for line in said(desk.audit("pptx", deck)))


def test_a_statement_that_was_taken_out_is_missed(desk: Desk) -> None:
    def take(deck: Any) -> None:
        for slide in deck.slides:
            for shape in list(slide.shapes):
                if shape.has_text_frame and "3,000 to 5,200" in shape.text_frame.text:
                    shape.element.getparent().remove(shape.element)

    audit = desk.audit("pptx", resaved(desk.files["pptx"].read_bytes(), take))
    assert any(line.startswith('claim-missing: "3,000 to 5,200 people" is missing') for line in said(audit))


def test_a_mark_that_was_taken_out_is_missed(desk: Desk) -> None:
    deck = desk.files["pptx"].read_bytes()
    audit = desk.audit("pptx", changed(deck, ("Claims: readers/survey", "Claims: readers/council")))
    assert any("readers/survey" in line and line.startswith("claim-missing") for line in said(audit))
    assert any("readers/council" in line and line.startswith("unknown-claim") for line in said(audit))
    audit = desk.audit("pptx", changed(deck, ("Claims: readers/survey", "Claims: readers/surveyed")))
    assert any(line.startswith("unknown-claim") and "is not in the fact source" in line for line in said(audit))


@pytest.mark.parametrize(("word", "slide"), [("Contested", "slide 5"), ("Untraced", "slide 6")])
def test_a_standing_that_was_dropped_is_told(desk: Desk, word: str, slide: str) -> None:
    def drop(deck: Any) -> None:
        for one in deck.slides:
            for shape in list(one.shapes):
                if shape.has_text_frame and shape.text_frame.text == word:
                    shape.element.getparent().remove(shape.element)

    audit = desk.audit("pptx", resaved(desk.files["pptx"].read_bytes(), drop))
    assert f'standing-dropped: {slide}: a claim is there without the word "{word}"' in said(audit)


def test_a_standing_that_was_dropped_from_a_page_is_told(desk: Desk) -> None:
    path = desk.files["pdf"]
    reading = read_bytes(path.read_bytes(), path)
    places = tuple(
        replace(p, fragments=tuple(f for f in p.fragments if f.text.strip() != "Untraced")) for p in reading.places
    )
    e = desk.edition
    (generated,) = possible_generated_text(e, path, "pdf")
    found = trace(replace(reading, places=places), e.document, e.book, e.language, generated)
    assert [d.code for d in found.found] == ["standing-dropped"]


def test_a_slide_that_says_another_number_than_its_own(desk: Desk) -> None:
    deck = re.sub("‹#›", "2", "‹#›")
    audit = desk.audit("pptx", changed(desk.files["pptx"].read_bytes(), ("<a:t>‹#›</a:t>", f"<a:t>{deck}</a:t>")))
    wrong = [line for line in said(audit) if "its slide number is" in line]
    assert wrong
    assert not any("slide 2:" in line for line in wrong)


def test_a_bookmark_says_no_other_number(desk: Desk) -> None:
    out = BytesIO()
    with pikepdf.open(desk.files["pdf"]) as document:
        with document.open_outline() as outline:
            outline.root[0].title = "What 99 counted"
        document.save(out)
    (found,) = desk.audit("pdf", out.getvalue()).found
    assert (found.code, '"99"' in found.message) == ("number-without-claim", True)


# ── places ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_finding_about_a_statement_has_its_place_in_the_text(desk: Desk) -> None:
    def take(deck: Any) -> None:
        for slide in deck.slides:
            for shape in list(slide.shapes):
                if shape.has_text_frame and shape.text_frame.text in (SAYS, "Untraced", "Contested"):
                    shape.element.getparent().remove(shape.element)

    deck = resaved(
        changed(desk.files["pptx"].read_bytes(), ("Claims: readers/survey", "Claims: readers/council")), take
    )
    found = desk.audit("pptx", deck).found
    assert {d.code for d in found} == {"claim-missing", "standing-dropped", "unknown-claim"}
    places = {source_at(desk, d.location) for d in found if d.location is not None}
    assert places == {":::{statistic} readers/survey", ":::{quotation} oldest-book"}
    assert all(d.related == (Location(desk.files["pptx"]),) for d in found)


def test_a_finding_about_a_page_has_its_place_in_the_text(desk: Desk) -> None:
    path = desk.files["pdf"]
    reading = read_bytes(path.read_bytes(), path)
    without = tuple(
        replace(p, fragments=tuple(f for f in p.fragments if "3,000 to 5,200" not in f.text)) for p in reading.places
    )
    e = desk.edition
    (generated,) = possible_generated_text(e, path, "pdf")
    found = trace(replace(reading, places=without), e.document, e.book, e.language, generated).found
    missing = [d for d in found if d.code == "claim-missing" and d.location is not None]
    assert missing
    assert all(d.related == (Location(path),) and d.location and d.location.line for d in missing)


def test_a_finding_about_a_slide_of_somebody_else_has_the_file(desk: Desk) -> None:
    found = desk.audit("pptx", handmade({"Our library": "Nobody counted 777."})).found
    assert [(d.location, d.related) for d in found] == [(Location(desk.files["pptx"]), ())]


# ── old ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_a_value_that_has_moved_on_is_stale(desk: Desk, moved: Edition, kind: str) -> None:
    audit = desk.audit(kind, edition=moved)
    assert codes(audit) == {"stale-value"}
    assert any("12,480" in line and "12,490" in line for line in said(audit))


def test_files_carry_what_their_values_were(desk: Desk, moved: Edition) -> None:
    for path in desk.files.values():
        assert read_file(path).fingerprints == fingerprints(desk.edition.book)
    now = fingerprints(moved.book)
    assert {name for name, was in fingerprints(desk.edition.book).items() if now[name] != was} == {"visitors/counted"}


def test_a_claim_that_is_surer_or_less_sure_has_moved_on(desk: Desk, tmp_path: Path) -> None:
    facts = text_of(FACTS).replace("standing: verified ", "standing: outdated ")
    now = fingerprints(edition_of(publication(tmp_path, {FACTS: facts})).book)
    assert {n for n, was in fingerprints(desk.edition.book).items() if now[n] != was} == {
        "visitors/counted",
        "visitors/by-year",
    }


# ── somebody else's ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_deck_made_by_hand_is_traced_by_value(desk: Desk) -> None:
    deck = handmade(
        {"Our library": "12,480 people came.\nAbout 6,000 read.\nIn 2025 it was Room-12.\nNobody counted 777."},
        notes="Four hundred years, or two thirds?",
    )
    audit = desk.audit("pptx", deck)
    assert verdicts(audit) == {
        "12,480": "traced by value",
        "6,000": "traced by value",
        "2025": "ambiguous",
        "12": "stated",
        "777": "unknown",
        "Four hundred": "traced by value",
        "two thirds": "unknown",
    }
    errors = [d for d in audit.found if d.severity is Severity.ERROR]
    assert [d.code for d in errors] == ["number-without-claim"] * 2
    assert [d.code for d in audit.found if d.severity is Severity.WARNING] == ["number-ambiguous"]
    assert 'slide 1, text: Nobody counted 777.: no claim has the number "777"' in {d.message for d in errors}


def test_charts_workbooks_and_tables_of_others_are_read(desk: Desk) -> None:
    audit = desk.audit("pptx", with_chart_and_table((12480, 6001), ("3,000", "៤០០")))
    found = Counter((one.text, one.fragment.where, one.verdict) for one in audit.traces)
    assert found["12480", "data", "traced by value"] == 2  # what the chart shows, and the workbook behind it
    assert found["6001", "data", "unknown"] == 2
    assert found["3,000", "text", "traced by value"] == 1
    assert found["៤០០", "text", "traced by value"] == 1


def test_a_booklet_without_marks_is_traced_by_value(desk: Desk) -> None:
    out = BytesIO()
    with pikepdf.open(desk.files["pdf"]) as document:
        del document.Root.Names
        del document.Root.StructTreeRoot
        del document.docinfo["/Claims"]
        document.save(out)
    audit = desk.audit("pdf", out.getvalue())
    assert verdicts(audit)["12,480"] in ("traced by value", "stated")
    assert "unknown" in verdicts(audit).values()  # years of sources and ticks have no claim


# ── apart ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_room_reads_with_none_of_the_libraries_that_write(desk: Desk, tmp_path: Path) -> None:
    """Not the import alone, but a whole audit."""
    for path in desk.files.values():
        shutil.copy(path, tmp_path)
    program = """
import pickle, sys
from pathlib import Path
from factpress.audit import audit
from factpress.audit.readers import read_apart, read_file
document, book, language = pickle.load(open(sys.argv[1], "rb"))
for path in map(Path, sys.argv[2:]):
    assert read_apart(path) == read_file(path)
    assert not [d for d in audit(read_file(path), document, book, language).found if d.code == "number-differs"]
print(sorted({"weasyprint", "pptx", "matplotlib", "jinja2", "fontTools", "uharfbuzz"} & set(sys.modules)))
"""
    e = desk.edition
    (tmp_path / "plain").write_bytes(pickle.dumps((e.document, e.book, e.language)))
    files = [str(tmp_path / path.name) for path in desk.files.values()]
    command = [sys.executable, "-c", program, str(tmp_path / "plain"), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONPATH": ":".join(sys.path)})
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr


# ── tables ────────────────────────────────────────────────────────────────────────────────────────────────────────

TABLE = "\n## A table {#table}\n\n| In {years}`visitors/counted` | How many |\n| --- | --- |\n" + "".join(
    f"| {chr(65 + i % 26) * (1 + i // 26)} | {{number}}`{'visitors/counted' if i % 2 else 'readers/council'}` |\n"
    for i in range(60)
)


@pytest.fixture(scope="module")
def tabled(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A booklet with a table over several pages, whose header is repeated and holds a year."""
    content = "data/content/briefing.en.md"
    folder = publication(tmp_path_factory.mktemp("tabled"), {content: text_of(content) + TABLE})
    made, _ = build(folder, ("booklet",))
    return Desk(edition_of(folder), {"pdf": made[0].path})


def test_a_table_over_pages_is_clean(tabled: Desk) -> None:
    reading = read_file(tabled.files["pdf"])
    headers = [f.text for page in reading.places for f in page.fragments if f.where == "table" and "2025" in f.text]
    assert len(headers) > 1
    assert said(tabled.audit("pdf")) == []


def test_cells_that_changed_places_are_found(tabled: Desk) -> None:
    e, path = tabled.edition, tabled.files["pdf"]
    reading = read_file(path)
    page = next(p for p in reading.places if any(f.where == "table" for f in p.fragments))
    cells = [i for i, f in enumerate(page.fragments) if f.where == "table" and any(c.isdigit() for c in f.text)]
    listed = list(page.fragments)
    listed[cells[1]], listed[cells[2]] = listed[cells[2]], listed[cells[1]]
    places = tuple(replace(p, fragments=tuple(listed)) if p is page else p for p in reading.places)
    (generated,) = possible_generated_text(e, path, "pdf")
    found = trace(replace(reading, places=places), e.document, e.book, e.language, generated).found
    assert [d.code for d in found] == ["number-differs"] * 2
    assert all(d.message.startswith(f"{page.name}, table: ") for d in found)
