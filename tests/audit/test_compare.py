"""Findings of the audit in files that are unchanged, changed, outdated, or written by others."""

from __future__ import annotations

import pickle
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from factpress.audit import Audit
from factpress.audit import audit as run_audit
from factpress.audit.readers import read_bytes, read_file
from factpress.audit.reading import Fragment, Place, Reading, Unread, Where
from factpress.core.diagnostics import Location, Severity
from factpress.edition import Edition
from factpress.publication.facts.claims import fingerprints
from factpress.workflows.audit_files import possible_generated_text
from factpress.workflows.build import build
from tests.audit.conftest import BuiltLibrary
from tests.audit.decks import changed, handmade, resaved, with_chart_and_table
from tests.publications import edition_of, publication, text_of

FACTS = "data/facts/library.yaml"
SURVEY = "3,000 to 5,200 people"


def messages(audit: Audit) -> list[str]:
    """Code and message of each finding."""
    return [f"{d.code}: {d.message}" for d in audit.found]


def codes(audit: Audit) -> set[str]:
    return {d.code for d in audit.found}


def verdicts(audit: Audit) -> dict[str, str]:
    """The verdict on each number that was traced by its value."""
    return {one.text: one.verdict for one in audit.traces}


def source_at(built: BuiltLibrary, location: Location) -> str:
    """The text from a place in the editor's files to the end of its line."""
    lines = (built.edition.places.root / location.path).read_text(encoding="utf-8").splitlines()
    return lines[location.line - 1][location.column - 1 :]


@pytest.fixture
def changed_facts(built: BuiltLibrary, tmp_path: Path) -> Edition:
    """The publication after a claim was changed."""
    facts = text_of(FACTS).replace("exactly: 12480", "exactly: 12490")
    return edition_of(publication(tmp_path, {FACTS: facts}))


# ── unchanged ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_built_files_have_no_findings(built: BuiltLibrary, kind: str) -> None:
    audit = built.audit(kind)
    assert messages(audit) == []
    assert audit.numbers > 40
    assert audit.summary == f"{audit.numbers} numbers, every one traced"


def test_words_may_differ(built: BuiltLibrary) -> None:
    deck = built.files["pptx"].read_bytes()
    found = built.audit("pptx", changed(deck, ("Point to the last year", "Look at the very last year"))).found
    assert {(d.code, d.severity) for d in found} == {("text-differs", Severity.INFORMATION)}
    assert (
        'speaker notes: Look at the very last year: 12,480 people.: "Look at" instead of "Point to"' in found[0].message
    )


def test_a_presenter_may_add_a_slide_and_repeat_a_number(built: BuiltLibrary) -> None:
    def add(deck: Any) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[0])
        slide.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "My own slide: 12,480 people"
        first = next(
            s for s in deck.slides if s.shapes.title and s.shapes.title.text_frame.text.startswith("More people")
        )
        first.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "12,480 people, think of it"

    audit = built.audit("pptx", resaved(built.files["pptx"].read_bytes(), add))
    assert {d.severity for d in audit.found} == {Severity.INFORMATION}
    assert verdicts(audit)["12,480"] == "traced by value"


# ── changed ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_number_that_differs_names_its_claim(built: BuiltLibrary) -> None:
    audit = built.audit("pptx", changed(built.files["pptx"].read_bytes(), ("year: 12,480", "year: 12,430")))
    (found,) = audit.found
    assert found.code == "number-differs"
    assert found.message.startswith("slide 3, speaker notes: Point to the last year")
    assert '"12,430 people" should be "12,480 people" (claim visitors/counted)' in found.message
    assert found.location is not None
    assert source_at(built, found.location).startswith("{claim}`visitors/counted`.")
    assert found.related == (Location(built.files["pptx"]),)


def test_an_unexpected_number_has_no_claim(built: BuiltLibrary) -> None:
    deck = changed(built.files["pptx"].read_bytes(), ("Ask who says so.", "Ask 12,470 people who says so."))
    (found,) = built.audit("pptx", deck).found
    assert found.code in ("number-without-claim", "number-differs")
    assert "12,470" in found.message


def test_the_hint_for_an_unexpected_number_is_the_nearest_value(built: BuiltLibrary) -> None:
    def add(deck: Any) -> None:
        deck.slides[2].shapes.add_textbox(0, 0, 9, 9).text_frame.text = "We think that it may be 12,470 by now, or more"

    (found,) = built.audit("pptx", resaved(built.files["pptx"].read_bytes(), add)).found
    assert found.code == "number-without-claim"
    assert found.hint == 'the nearest value is visitors/counted: "12,480 people"' or "visitors" in (found.hint or "")


def test_numbers_in_words_are_numbers(built: BuiltLibrary) -> None:
    deck = changed(built.files["pptx"].read_bytes(), ("Ask who says so.", "Ask seventeen thousand people."))
    assert any("seventeen thousand" in line for line in messages(built.audit("pptx", deck)))


def test_a_removed_statement_is_missing(built: BuiltLibrary) -> None:
    def take(deck: Any) -> None:
        for slide in deck.slides:
            for shape in list(slide.shapes):
                if shape.has_text_frame and "3,000 to 5,200" in shape.text_frame.text:
                    shape.element.getparent().remove(shape.element)

    audit = built.audit("pptx", resaved(built.files["pptx"].read_bytes(), take))
    assert any(line.startswith('claim-missing: "3,000 to 5,200 people" is missing') for line in messages(audit))


def test_changed_claims_of_a_slide_are_found(built: BuiltLibrary) -> None:
    deck = built.files["pptx"].read_bytes()
    audit = built.audit("pptx", changed(deck, (" readers/survey<", " readers/council<")))
    assert any("readers/survey" in line and line.startswith("claim-missing") for line in messages(audit))
    assert any("readers/council" in line and line.startswith("unknown-claim") for line in messages(audit))
    audit = built.audit("pptx", changed(deck, (" readers/survey<", " readers/surveyed<")))
    assert any(line.startswith("unknown-claim") and "is not in the fact source" in line for line in messages(audit))


def drop(deck: Any, *texts: str) -> None:
    """Remove the paragraphs with these texts from the slides, and shapes that are empty then."""
    for shape in [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]:
        paragraphs = shape.text_frame.paragraphs
        gone = [each for each in paragraphs if each.text in texts]
        for each in [shape.element] if len(gone) == len(paragraphs) else [each._p for each in gone]:
            each.getparent().remove(each)


@pytest.mark.parametrize(("word", "slide"), [("Contested", "slide 5"), ("Untraced", "slide 6")])
def test_a_standing_removed_from_a_slide_is_found(built: BuiltLibrary, word: str, slide: str) -> None:
    audit = built.audit("pptx", resaved(built.files["pptx"].read_bytes(), lambda deck: drop(deck, word)))
    assert f'standing-missing: {slide}: a claim is there without the word "{word}"' in messages(audit)


def test_a_standing_removed_from_a_page_is_found(built: BuiltLibrary) -> None:
    path = built.files["pdf"]
    reading = read_bytes(path.read_bytes(), path)
    places = tuple(
        replace(p, fragments=tuple(f for f in p.fragments if f.text.strip() != "Untraced")) for p in reading.places
    )
    e = built.edition
    (generated,) = possible_generated_text(e, path, "pdf")
    found = run_audit(replace(reading, places=places), e.document, e.book, e.language, generated)
    assert [d.code for d in found.found] == ["standing-missing"]


def test_a_wrong_slide_number_is_found(built: BuiltLibrary) -> None:
    deck = re.sub("‹#›", "2", "‹#›")
    audit = built.audit("pptx", changed(built.files["pptx"].read_bytes(), ("<a:t>‹#›</a:t>", f"<a:t>{deck}</a:t>")))
    wrong = [line for line in messages(audit) if "its slide number is" in line]
    assert wrong
    assert not any("slide 2:" in line for line in wrong)


def test_a_number_in_a_bookmark_is_found(built: BuiltLibrary) -> None:
    out = BytesIO()
    with pikepdf.open(built.files["pdf"]) as document:
        with document.open_outline() as outline:
            outline.root[0].title = "What 99 counted"
        document.save(out)
    (found,) = built.audit("pdf", out.getvalue()).found
    assert (found.code, '"99"' in found.message) == ("number-differs", True)


# ── places ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_finding_about_a_statement_has_its_place_in_the_text(built: BuiltLibrary) -> None:
    data = changed(built.files["pptx"].read_bytes(), (" readers/survey<", " readers/council<"))
    deck = resaved(data, lambda deck: drop(deck, SURVEY, "Untraced", "Contested"))
    found = built.audit("pptx", deck).found
    assert {d.code for d in found} == {"claim-missing", "standing-missing", "unknown-claim"}
    places = {source_at(built, d.location) for d in found if d.location is not None}
    assert places == {":::{statistic} readers/survey", ":::{quotation} oldest-book"}
    assert all(d.related == (Location(built.files["pptx"]),) for d in found)


def test_a_finding_about_a_page_has_its_place_in_the_text(built: BuiltLibrary) -> None:
    path = built.files["pdf"]
    reading = read_bytes(path.read_bytes(), path)
    without = tuple(
        replace(p, fragments=tuple(f for f in p.fragments if "3,000 to 5,200" not in f.text)) for p in reading.places
    )
    e = built.edition
    (generated,) = possible_generated_text(e, path, "pdf")
    found = run_audit(replace(reading, places=without), e.document, e.book, e.language, generated).found
    missing = [d for d in found if d.code == "claim-missing" and d.location is not None]
    assert missing
    assert all(d.related == (Location(path),) and d.location and d.location.line for d in missing)


def test_a_finding_about_a_foreign_slide_is_in_the_file(built: BuiltLibrary) -> None:
    found = built.audit("pptx", handmade({"Our library": "Nobody counted 777."})).found
    assert [(d.location, d.related) for d in found] == [(Location(built.files["pptx"]), ())]


# ── outdated ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_a_changed_value_is_stale(built: BuiltLibrary, changed_facts: Edition, kind: str) -> None:
    audit = built.audit(kind, edition=changed_facts)
    assert codes(audit) == {"value-outdated"}
    assert any("12,480" in line and "12,490" in line for line in messages(audit))


def test_files_have_the_fingerprints_of_their_values(built: BuiltLibrary, changed_facts: Edition) -> None:
    for path in built.files.values():
        assert read_file(path).fingerprints == fingerprints(built.edition.book)
    now = fingerprints(changed_facts.book)
    assert {name for name, was in fingerprints(built.edition.book).items() if now[name] != was} == {"visitors/counted"}


def test_a_changed_standing_changes_the_fingerprint(built: BuiltLibrary, tmp_path: Path) -> None:
    facts = text_of(FACTS).replace("standing: verified ", "standing: outdated ")
    now = fingerprints(edition_of(publication(tmp_path, {FACTS: facts})).book)
    assert {n for n, was in fingerprints(built.edition.book).items() if now[n] != was} == {
        "visitors/counted",
        "visitors/by-year",
    }


# ── written by others ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_deck_made_by_hand_is_traced_by_value(built: BuiltLibrary) -> None:
    deck = handmade(
        {"Our library": "12,480 people came.\nAbout 6,000 read.\nIn 2025 it was Room-12.\nNobody counted 777."},
        notes="Four hundred years, or two thirds?",
    )
    audit = built.audit("pptx", deck)
    assert verdicts(audit) == {
        "12,480": "traced by value",
        "6,000": "traced by value",
        "2025": "ambiguous",
        "12": "stated",
        "777": "unknown",
        "Four hundred": "differs",  # the claim says more than 400 years
        "two thirds": "unknown",
    }
    errors = [d for d in audit.found if d.severity is Severity.ERROR]
    assert [d.code for d in errors] == ["number-without-claim", "number-differs", "number-without-claim"]
    warnings = [d.code for d in audit.found if d.severity is Severity.WARNING]
    assert warnings == ["standing-missing", "number-ambiguous"]
    assert 'slide 1, text: Nobody counted 777.: no claim has the number "777"' in {d.message for d in errors}


def test_charts_workbooks_and_tables_of_others_are_read(built: BuiltLibrary) -> None:
    audit = built.audit("pptx", with_chart_and_table((12480, 6001), ("3,000", "៤០០")))
    found = Counter((one.text, one.fragment.where, one.verdict) for one in audit.traces)
    assert found["12480", "data", "traced by value"] == 2  # what the chart shows, and the workbook behind it
    assert found["6001", "data", "unknown"] == 2
    assert found["3,000", "text", "traced by value"] == 1
    assert found["៤០០", "text", "traced by value"] == 1


def test_a_booklet_without_marks_is_traced_by_value(built: BuiltLibrary) -> None:
    out = BytesIO()
    with pikepdf.open(built.files["pdf"]) as document:
        del document.Root.Names
        del document.Root.StructTreeRoot
        del document.docinfo["/Claims"]
        document.save(out)
    audit = built.audit("pdf", out.getvalue())
    assert verdicts(audit)["12,480"] in ("traced by value", "stated")
    assert "unknown" in verdicts(audit).values()  # years of sources and ticks have no claim


@pytest.mark.parametrize(
    ("text", "severity", "message"),
    [
        ("At most 12,480 people came.", Severity.ERROR, '"At most 12,480 people" should be "12,480 people"'),
        ("12,480 families came.", Severity.ERROR, '"12,480 families" should be "12,480 people"'),
        ("−12,480 people came.", Severity.ERROR, '"−12,480 people" should be "12,480 people"'),
        ("12,480 people came in 2024.", Severity.ERROR, '"12,480 people" should be "12,480 people, 2025"'),
        ("About 12,480 people came.", Severity.INFORMATION, '"About 12,480 people" is not quite "12,480 people"'),
        ("It is not so that 12,480 people came.", Severity.WARNING, 'in a sentence with "not"'),
        ("3,000 people read.", Severity.ERROR, '"3,000 people" should be "3,000 to 5,200 people"'),
    ],
)
def test_a_number_is_read_with_all_that_changes_it(
    built: BuiltLibrary, text: str, severity: Severity, message: str
) -> None:
    audit = built.audit("pptx", handmade({"Our library": text}))
    found = [d for d in audit.found if d.code == "number-differs"]
    assert [d.severity for d in found] == [severity]
    assert message in found[0].message


def test_a_presenter_may_not_change_the_hedge_of_what_the_slide_states(built: BuiltLibrary) -> None:
    def add(deck: Any) -> None:
        slide = next(
            s for s in deck.slides if s.shapes.title and s.shapes.title.text_frame.text.startswith("More people")
        )
        slide.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "At most 12,480 people, think of it"

    (found,) = built.audit("pptx", resaved(built.files["pptx"].read_bytes(), add)).found
    assert found.code == "number-differs"
    assert '"At most 12,480 people" should be "12,480 people"' in found.message


@pytest.mark.parametrize(("text", "code"), [("12,48O people", "number-disguised"), ("½ people", "number-without-claim"),
                                            ("scores of people", "number-without-claim")])  # fmt: skip
def test_a_disguised_number_is_found(built: BuiltLibrary, text: str, code: str) -> None:
    audit = built.audit("pptx", handmade({"Our library": f"There were {text}"}))
    assert [d.code for d in audit.found] == [code]


def test_a_claim_in_doubt_without_the_word_of_its_standing_is_a_warning(built: BuiltLibrary) -> None:
    audit = built.audit("pptx", handmade({"Our library": "About 6,000 people read."}))
    assert [(d.code, d.severity) for d in audit.found] == [("standing-missing", Severity.WARNING)]
    assert messages(built.audit("pptx", handmade({"Contested": "About 6,000 people read."}))) == []


def foreign(built: BuiltLibrary, *places: Place) -> Audit:
    e = built.edition
    return run_audit(Reading(Path("talk.pdf"), "pdf", places, tagged=False), e.document, e.book, e.language)


def page(number: int, *fragments: Fragment, unread: tuple[Unread, ...] = ()) -> Place:
    return Place(number, f"page {number}", fragments, unread=unread)


def test_references_and_margins_are_counted_and_not_traced(built: BuiltLibrary) -> None:
    text = Fragment("text", "12,480 people came in 2025.\nCall +44 20 7946 0018.")
    unsaid: tuple[Where, ...] = ("margin", "outside", "slide number", "note call")
    others = [Fragment(where, "99,999") for where in unsaid]
    others.append(Fragment("date", "24 November 2026"))
    audit = foreign(built, page(1, text, *others))
    assert messages(audit) == []
    assert [one.text for one in audit.references] == ["44", "20", "7946", "0018", *["99,999"] * 4, "24", "2026"]
    assert audit.summary == (
        "2 numbers, 2 traced by value, every one traced; 10 numbers that look like references were not traced"
    )
    fields: tuple[Where, ...] = ("field", "date")
    for where in fields:
        assert messages(foreign(built, page(1, Fragment(where, "99,999"))))[0].startswith(
            "number-without-claim: page 1"
        )


def test_page_numbers_in_step_with_the_pages_are_references(built: BuiltLibrary) -> None:
    audit = foreign(built, *(page(i, Fragment("text", f"Words only.\r\n{i + 4}")) for i in (1, 2, 3)))
    assert messages(audit) == []
    assert audit.summary == "no numbers to trace; 3 numbers that look like references were not traced"
    assert len(messages(foreign(built, page(1, Fragment("text", "Words only.\r\n57"))))) == 1


def test_findings_are_in_the_order_of_the_pages(built: BuiltLibrary) -> None:
    texts = ["Zebras: 777. Apes: 888.", *["Words"] * 8, "Bees: 555."]
    found = foreign(built, *(page(i, Fragment("text", text)) for i, text in enumerate(texts, 1))).found
    assert [d.message.split('"')[1] for d in found] == ["777", "888", "555"]


def test_what_was_not_read_is_said_once_for_each_kind(built: BuiltLibrary) -> None:
    scan, equation = Unread("a picture that covers the page"), Unread("an equation")
    text = Fragment("text", "12,480 people came.")
    audit = foreign(built, page(1, text, unread=(scan, scan, equation)), page(2, unread=(scan,)))
    assert messages(audit) == [
        "not-read: page 1: a picture that covers the page was not read",
        "not-read: page 1: an equation was not read",
        "not-read: page 2: a picture that covers the page was not read",
    ]
    assert audit.summary == (
        "1 number, 1 traced by value, those that were read are traced; not read in full: page 1, page 2"
    )


def test_a_page_of_numbers_takes_little_time(built: BuiltLibrary) -> None:
    rows = "\n".join(f"Row {chr(65 + i % 26)} {i * 7919 % 90_000:,} {i * 104_729 % 9_000_000:,}" for i in range(600))
    begin = time.process_time()
    audit = foreign(built, page(1, Fragment("text", rows)))
    assert time.process_time() - begin < 5
    assert audit.numbers >= 1100


# ── libraries ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_audit_imports_none_of_the_libraries_that_write(built: BuiltLibrary, tmp_path: Path) -> None:
    """Neither when it is imported nor when it runs."""
    for path in built.files.values():
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
    e = built.edition
    (tmp_path / "plain").write_bytes(pickle.dumps((e.document, e.book, e.language)))
    files = [str(tmp_path / path.name) for path in built.files.values()]
    command = [sys.executable, "-c", program, str(tmp_path / "plain"), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONPATH": ":".join(sys.path)})
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr


# ── tables ────────────────────────────────────────────────────────────────────────────────────────────────────────────

TABLE = "\n## A table {#table}\n\n| In {years}`visitors/counted` | How many |\n| --- | --- |\n" + "".join(
    f"| {chr(65 + i % 26) * (1 + i // 26)} | {{number}}`{'visitors/counted' if i % 2 else 'readers/council'}` |\n"
    for i in range(60)
)


@pytest.fixture(scope="module")
def tabled(tmp_path_factory: pytest.TempPathFactory) -> BuiltLibrary:
    """A booklet with a table over several pages, whose header is repeated and holds a year."""
    content = "data/content/briefing.en.md"
    settings = "data/publication.yaml"
    products = text_of(settings).replace("[booklet-a5, slides]", "[booklet-a5, large-print-a4]")
    folder = publication(tmp_path_factory.mktemp("tabled"), {content: text_of(content) + TABLE, settings: products})
    files, _ = build(folder, ())
    return BuiltLibrary(edition_of(folder), {"pdf": files[0].path, "large print": files[1].path})


@pytest.mark.parametrize("kind", ["pdf", "large print"])
def test_a_table_over_pages_is_clean(tabled: BuiltLibrary, kind: str) -> None:
    reading = read_file(tabled.files[kind])
    headers = [f.text for page in reading.places for f in page.fragments if f.where == "table" and "2025" in f.text]
    assert len(headers) > 1
    assert messages(tabled.audit(kind)) == []


def test_a_page_cue_in_a_table_changes_no_order(tabled: BuiltLibrary) -> None:
    pages = [[f.text.strip() for f in page.fragments] for page in read_file(tabled.files["large print"]).places]
    cued = [page for page in pages if any(text.startswith("p. ") for text in page) and "How many" in page]
    assert cued
    for page in cued:
        rows = page[page.index("How many") + 1 :]
        letters = [i for i, text in enumerate(rows) if text.isalpha() and text.isupper()]
        assert all(rows[i + 1] in ("12,480", "About 6,000") for i in letters)


def test_exchanged_cells_are_found(tabled: BuiltLibrary) -> None:
    e, path = tabled.edition, tabled.files["pdf"]
    reading = read_file(path)
    page = next(p for p in reading.places if any(f.where == "table" for f in p.fragments))
    cells = [i for i, f in enumerate(page.fragments) if f.where == "table" and any(c.isdigit() for c in f.text)]
    listed = list(page.fragments)
    listed[cells[1]], listed[cells[2]] = listed[cells[2]], listed[cells[1]]
    places = tuple(replace(p, fragments=tuple(listed)) if p is page else p for p in reading.places)
    (generated,) = possible_generated_text(e, path, "pdf")
    found = run_audit(replace(reading, places=places), e.document, e.book, e.language, generated).found
    assert [d.code for d in found] == ["number-differs"] * 2
    assert all(d.message.startswith(f"{page.name}, table: ") for d in found)
