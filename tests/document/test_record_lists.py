"""Lists of records: a form for each target, sources as notes, languages, and what cannot be listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.document.blocks import DIRECTIVES
from factpress.document.blocks.helplines import country_names
from factpress.document.blocks.record_list import RecordList
from factpress.document.blocks.slide import Slide
from factpress.document.compose import grammar
from factpress.document.model import Inlines, Link, Only, notes, plain, walk_inlines
from factpress.document.model.targets import BOOKLET, DECK
from factpress.document.parse.ast import Fence
from factpress.document.resolve.chapters import resolve_blocks
from factpress.document.resolve.citations import load_citations
from factpress.document.resolve.lookup import FactLookup
from factpress.document.resolve.resolver import Resolver
from factpress.document.walk import walk, walk_document
from factpress.edition import Edition
from factpress.i18n import Language
from tests.publications import codes, edition_of, findings_of, publication

CONTENT = "data/content/briefing.en.md"
WORKS = "".join(
    f"work-{n}: {{name: Work {letter}, what: It is {letter}., cites: {{source: annual-report}}}}\n"
    for n, letter in enumerate("abcdef")
)
HELPLINES = """one: {country: GB, name: First, number: "0800 1111", cites: {source: annual-report}, checked: 2026-11-20}
two: {country: KH, name: Second, number: "1280", cites: {source: visitor-survey}, checked: 2026-11-20}
"""


def made(folder: Path, text: str, **files: str) -> Path:
    return publication(
        folder, {CONTENT: f"## A chapter\n\n{text}\n", **{f"data/{k}.yaml": t for k, t in files.items()}}
    )


def words(edition: Edition, target: str) -> str:
    return " | ".join(plain(run) for node in walk_document(edition.document, target) for run in node.inlines)


def test_a_list_in_a_chapter_has_a_form_for_each_target(tmp_path: Path) -> None:
    edition = edition_of(made(tmp_path, ":::{works}\n:::", works=WORKS))
    page, deck = edition.document.chapters[0].blocks
    assert isinstance(page, Only)
    assert isinstance(deck, Only)
    assert (page.target, deck.target) == (BOOKLET.name, DECK.name)
    (listed,) = page.blocks
    assert isinstance(listed, RecordList)
    assert [entry.record for entry in listed.entries] == [f"work-{n}" for n in range(6)]
    slides = [slide for slide in deck.blocks if isinstance(slide, Slide)]
    counts = [len(block.entries) for slide in slides for block in slide.blocks if isinstance(block, RecordList)]
    assert counts == [3, 3]  # not four and two
    assert {slide.title for slide in slides} == {"What we do"}
    assert "It is a." in words(edition, BOOKLET.name)
    assert "It is a." not in words(edition, DECK.name)
    assert all(node.origin is not None and node.origin.line == 3 for node in walk_document(edition.document))


@pytest.mark.parametrize(
    ("text", "pages", "slides"),
    [
        ("::::{slide} All\n:::{works} work-0\n:::\n::::", 0, 1),
        ("::::{only} booklet\n:::{works} work-0\n:::\n::::", 1, 0),
        ("::::{only} deck\n:::{works} work-0\n:::\n::::", 0, 1),
        ("::::{aside} Box\n:::{works} work-0\n:::\n::::", 1, 0),
        ("- item\n\n  :::{works} work-0\n  :::", 1, 0),
    ],
)
def test_a_list_inside_other_blocks_has_one_form(tmp_path: Path, text: str, pages: int, slides: int) -> None:
    edition = edition_of(made(tmp_path, text, works=WORKS))
    assert words(edition, BOOKLET.name).count("Work a") == pages
    shown = [b for b in edition.document.chapters[0].blocks if isinstance(b, Only) and b.target == DECK.name]
    assert sum(isinstance(block, Slide) for only in shown for block in only.blocks) == slides


def test_a_title_and_a_style_are_options(tmp_path: Path) -> None:
    edition = edition_of(made(tmp_path, ":::{works} work-1\n:title: What *we* do\n:style: short\n:::", works=WORKS))
    assert "What we do" in words(edition, DECK.name)
    assert "It is b." not in words(edition, BOOKLET.name)
    assert "bad-value" in codes(findings_of(made(tmp_path, ":::{works}\n:style: shrt\n:::", works=WORKS)))


@pytest.mark.parametrize(("style", "noted"), [("full", 2), ("short", 0)])
def test_the_sources_of_records_are_notes_and_in_the_list_of_sources(tmp_path: Path, style: str, noted: int) -> None:
    text = f"::::{{only}} booklet\n:::{{helplines}}\n:style: {style}\n:::\n::::"
    edition = edition_of(made(tmp_path, text, helplines=HELPLINES))
    assert {one.source for one in edition.document.references} == {"annual-report", "visitor-survey"}
    assert sum(len(notes(run)) for node in walk_document(edition.document) for run in node.inlines) == noted


def test_numbers_are_links_that_are_not_broken(tmp_path: Path) -> None:
    edition = edition_of(made(tmp_path, ":::{helplines} KH GB\n:::", helplines=HELPLINES))
    links = [
        (inline.target, plain(inline.children))
        for node in walk_document(edition.document, BOOKLET.name)
        for run in node.inlines
        for inline in walk_inlines(run)
        if isinstance(inline, Link) and inline.target.startswith("tel:")
    ]
    assert list(dict.fromkeys(links)) == [("tel:1280", "1280"), ("tel:08001111", "0800\u00a01111")]


def test_days_that_differ_stand_with_each_helpline(tmp_path: Path) -> None:
    edition = edition_of(made(tmp_path / "1", ":::{helplines}\n:::", helplines=HELPLINES))
    assert words(edition, BOOKLET.name).count("ast checked on 20\u00a0November\u00a02026") == 1
    other = HELPLINES.replace("checked: 2026-11-20}\ntwo", "checked: 2026-11-20, rung: 2026-11-21}\ntwo")
    edition = edition_of(made(tmp_path / "2", ":::{helplines}\n:::", helplines=other))
    assert "last called on 21\u00a0November\u00a02026" in words(edition, BOOKLET.name)
    assert "last checked on 20\u00a0November\u00a02026" in words(edition, BOOKLET.name)


def test_a_number_that_was_read_in_a_stored_copy_is_printed_so(tmp_path: Path) -> None:
    text = HELPLINES.replace("checked: 2026-11-20}\ntwo", "checked: 2026-11-20, from_copy: true}\ntwo")
    edition = edition_of(made(tmp_path, ":::{helplines}\n:::", helplines=text))
    assert "read in a stored copy on 20\u00a0November\u00a02026" in words(edition, BOOKLET.name)
    assert "last checked on 20\u00a0November\u00a02026" in words(edition, BOOKLET.name)


def test_a_language_has_its_own_names_of_works_and_countries(tmp_path: Path) -> None:
    works = "one: {name: Work, what: Es ist., names: {de: Werk}, cites: {source: annual-report}}\n"
    folder = made(tmp_path, ":::{works}\n:::\n\n:::{helplines} GB\n:::", works=works, helplines=HELPLINES)
    settings = folder / "data/publication.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("en-GB", "de"), encoding="utf-8")
    text = words(edition_of(folder), BOOKLET.name)
    assert "Werk" in text
    assert "Vereinigtes Königreich" in text


@pytest.mark.parametrize(("tag", "country"), [("ar", "كمبوديا"), ("km", "កម្ពុជា"), ("zz-Unknown", "Cambodia")])
def test_a_number_keeps_its_direction_in_any_language(tmp_path: Path, tag: str, country: str) -> None:
    folder = made(tmp_path, ":::{helplines} KH\n:::", helplines=HELPLINES.replace('"1280"', '"+855 12 80"'))
    language = replace(edition_of(folder).language, locale=tag, direction="rtl" if tag == "ar" else "ltr")
    assert country_names(language)["KH"] == country
    link = next(
        inline for run in _entry_runs(folder, language) for inline in walk_inlines(run) if isinstance(inline, Link)
    )
    mark = "\u200e" if tag == "ar" else ""
    assert plain(link.children) == f"{mark}+855\u00a012\u00a080{mark}"


def _entry_runs(folder: Path, language: Language) -> Iterator[Inlines]:
    """The runs of the first helpline in that language."""
    edition = edition_of(folder)
    facts = FactLookup(edition.book, language, Problems())
    citations = load_citations(edition.book, language, edition.places, Problems())
    resolver = Resolver(facts, grammar(language, edition.publication), citations, edition.places, DIRECTIVES)
    resolver.outreach, resolver.on_slide = edition.outreach, True
    (fence,) = [one for one in edition.draft.blocks if isinstance(one, Fence)]
    for node in walk(resolve_blocks((fence,), resolver)):
        yield from node.inlines


@pytest.mark.parametrize(
    ("text", "files", "code"),
    [
        (":::{works} wrk-0\n:::", {"works": WORKS}, "unknown-record"),
        (":::{work}\n:::", {"works": WORKS}, "bad-fence"),
        (":::{work} work-0 work-1\n:::", {"works": WORKS}, "bad-fence"),
        (":::{works}\n:::", {}, "nothing-to-list"),
        (":::{works}\n:::", {"works": "{}\n"}, "nothing-to-list"),
        (":::{works}\nText.\n:::", {"works": WORKS}, "bad-fence"),
        (":::{work} a\n:::", {}, "nothing-to-list"),
        (":::{helplines}\n:::", {}, "nothing-to-list"),
        (":::{helplines} ZZ\n:::", {"helplines": HELPLINES}, "bad-country"),
        (":::{helplines} FR\n:::", {"helplines": HELPLINES}, "unknown-record"),
        (":::{prayers}\n:::", {"prayers": "old: {text: For rain., until: 2020-01-01}\n"}, "nothing-to-list"),
        (":::{gifts}\n:::", {"gifts": "old: {does: Books., until: 2020-01-01}\n"}, "nothing-to-list"),
        (":::{works}\n:::", {"works": WORKS.replace("It is a.", "It has 5 rooms.")}, "number-without-source"),
    ],
)
def test_what_cannot_be_listed_is_one_error(tmp_path: Path, text: str, files: dict[str, str], code: str) -> None:
    errors = [d for d in findings_of(made(tmp_path, text, **files)) if d.severity == "error"]
    assert [d.code for d in errors] == [code]
    assert errors[0].location is not None
    assert errors[0].location.line


def test_the_errors_of_a_file_are_not_repeated_by_its_blocks(tmp_path: Path) -> None:
    faulty = WORKS.replace("name: Work a, ", "")
    errors = findings_of(made(tmp_path, ":::{works}\n:::\n\n:::{work} work-0\n:::", works=faulty))
    assert [d.code for d in errors if d.severity == "error"] == ["missing-key"]
