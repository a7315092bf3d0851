"""The sentences of claims in built files: a changed word is an error, and each sentence has its mark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from factpress.audit import Audit, audit
from factpress.audit.readers import read_file
from factpress.audit.reading import Fragment, Reading
from factpress.audit.trace.file_values import CurrentTexts, file_values, read_artefact
from factpress.audit.trace.search import search
from factpress.core.diagnostics import Severity
from factpress.edition import Edition
from factpress.ledger import Kind, Ledger, Printing, differences
from factpress.publication.facts.claims import SENTENCE, Standing
from factpress.workflows.audit_files import possible_generated_text
from factpress.workflows.build import build
from tests.publications import edition_of, publication, text_of

CONTENT, FACTS = "data/content/briefing.en.md", "data/facts/library.yaml"
CLAIMS = """
mill:
  claim: Where the library stands
  says: The library stands in an old mill at the river, and the wheel still turns.
  standing: reported
  reason: The town says so, and we found no deed.
  cites: {source: town-website, locator: history}
crowd:
  claim: Who came
  says: In {years}`visitors/counted` the doors counted {claim}`visitors/counted`.
  standing: verified
  cites: {source: annual-report, locator: p. 3}
"""
TEXT = """## A chapter

Nobody knows who built it. {says}`mill` So they say. {says}`crowd`

### Of the wheel

- {says}`mill`

| What | Where |
|---|---|
| {says}`mill` | Here |

:::{slide} Of the mill
{says}`mill`

- {says}`crowd`
:::

:::{notes}
Say this. {says}`mill`
:::
"""
Made = tuple[Edition, Mapping[str, Reading]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = publication(
        tmp_path_factory.mktemp("says"),
        {CONTENT: TEXT, FACTS: text_of(FACTS) + CLAIMS, "data/charts.yaml": None},
    )
    files, _ = build(folder)
    return edition_of(folder), {one.path.suffix[1:]: read_file(one.path) for one in files}


def audited(edition: Edition, reading: Reading) -> Audit:
    (generated,) = possible_generated_text(edition, reading.path, reading.kind)
    return audit(reading, edition.document, edition.book, edition.language, generated)


def altered(reading: Reading, old: str, new: str, where: str = "") -> Reading:
    """The reading with one text changed in the parts `where`, the first time that it is there."""
    places, left = [], 1
    for place in reading.places:
        fragments: list[Fragment] = []
        for one in place.fragments:
            is_first = left and old in one.text and where in ("", one.where)
            fragments.append(replace(one, text=one.text.replace(old, new, 1)) if is_first else one)
            left -= bool(is_first)
        places.append(replace(place, fragments=tuple(one for one in fragments if one.text)))
    assert not left
    return replace(reading, places=tuple(places))


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_unchanged_files_are_clean(made: Made, kind: str) -> None:
    edition, readings = made
    assert [(one.code, one.message) for one in audited(edition, readings[kind]).found] == []
    stated = {name for place in readings[kind].places for name in place.claims}
    assert stated >= {f"mill/{SENTENCE}", f"crowd/{SENTENCE}", "visitors/counted"}
    assert set(readings[kind].fingerprints) >= {f"mill/{SENTENCE}", f"crowd/{SENTENCE}"}


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
@pytest.mark.parametrize(
    ("old", "new"),
    [("old mill", "new mill"), ("an old mill", "an mill"), ("still turns", "turns"), ("turns", "hardly turns")],
)
def test_a_changed_word_is_an_error_at_the_place_of_the_sentence(made: Made, kind: str, old: str, new: str) -> None:
    edition, readings = made
    (found,) = audited(edition, altered(readings[kind], old, new)).found
    assert (found.code, found.severity) == ("statement-differs", Severity.ERROR)
    assert f"(claim mill/{SENTENCE})" in found.message
    assert 'should be "The library stands in an old mill at the river, and the wheel still turns' in found.message
    assert found.location is not None
    assert TEXT.splitlines()[found.location.line - 1][found.location.column - 1 :].startswith("{says}`mill`")


def test_a_changed_number_in_it_is_that_of_its_value(made: Made) -> None:
    edition, readings = made
    (found,) = audited(edition, altered(readings["pdf"], "12,480", "12,490", "text")).found
    assert found.code == "number-differs"
    assert "(claim visitors/counted)" in found.message


def test_a_sentence_that_was_rewritten_is_an_error(made: Made) -> None:
    edition, readings = made
    words = "The library stands in an old mill at the river, and the wheel still turns"
    changed = altered(
        readings["pptx"], words, "The house by the water is a mill, whose wheel may turn", "speaker notes"
    )
    found = audited(edition, changed).found
    assert any(one.severity is Severity.ERROR and SENTENCE in f"{one.message} {one.hint}" for one in found)


def test_words_around_it_are_information(made: Made) -> None:
    edition, readings = made
    found = audited(edition, altered(readings["pdf"], "who built it", "who made it")).found
    assert {one.severity for one in found} == {Severity.INFORMATION}


def marks(reading: Reading, where: str) -> list[str]:
    return [one.text.strip() for place in reading.places for one in place.fragments if one.where == where]


def test_each_sentence_has_its_mark_as_replacement_text_and_in_the_margin(made: Made) -> None:
    _, readings = made
    # two in the paragraph, one in the list, one in the table
    assert sorted(text for text in marks(readings["pdf"], "alternative text") if text in ("Reported", "Verified")) == [
        *("Reported", "Reported", "Reported", "Verified")
    ]
    assert sorted(text for text in marks(readings["pdf"], "ornament") if text in ("Reported", "Verified")) == [
        *("Reported", "Reported", "Verified")
    ]


@pytest.mark.parametrize("where", ["alternative text", "ornament"])
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("Reported", "Verified", "statement-differs"), ("Reported", "", "standing-missing")],
)
def test_a_changed_mark_is_found(made: Made, where: str, old: str, new: str, code: str) -> None:
    edition, readings = made
    found = audited(edition, altered(readings["pdf"], old, new, where)).found
    assert [one.code for one in found if one.severity is Severity.ERROR] == [code]


def test_a_sentence_that_has_changed_since_is_outdated(made: Made, tmp_path_factory: pytest.TempPathFactory) -> None:
    _, readings = made
    facts = text_of(FACTS) + CLAIMS.replace("old mill", "new mill")
    folder = publication(tmp_path_factory.mktemp("later"), {CONTENT: TEXT, FACTS: facts, "data/charts.yaml": None})
    for reading in readings.values():
        found = audited(edition_of(folder), reading).found
        assert {one.code for one in found} == {"value-outdated"}
        assert any('now it should be "The library stands in an new mill' in one.message for one in found)


# ── trace and ledger ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_search_finds_the_sentence(made: Made) -> None:
    edition, readings = made
    product = next(one for one in edition.products if one.renderer == "booklet")
    answer = search(edition, "mill", {readings["pdf"].path: product})
    (found,) = answer.found
    assert found.address == f"mill/{SENTENCE}"
    assert found.text == "The library stands in an old mill at the river, and the wheel still turns."
    assert {(one.kind, one.role) for one in found.references} == {("text", "{says}"), ("notes", "{says}")}
    assert [one.labels for one in found.built] == [("3",)]
    assert found.location is not None
    assert found.location.path.as_posix() == FACTS


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_a_printing_records_the_sentence_and_a_change_of_it(
    made: Made, tmp_path_factory: pytest.TempPathFactory, kind: str
) -> None:
    edition, readings = made
    artefact = read_artefact(readings[kind].path)
    current = CurrentTexts.of(edition.book, edition.language, edition.document, on_slides=kind == "pptx")
    carried = file_values(artefact, current).carried
    (said,) = [one for one in carried if one.claim == "mill"]
    assert (said.value, said.role, said.standing) == (SENTENCE, "says", Standing.REPORTED)
    assert said.words == "The library stands in an old mill at the river, and the wheel still turns."
    printing = Printing("p", "booklet", "f.pdf", "0" * 64, dt.date(2026, 11, 1), 9, carried=carried)
    assert differences(Ledger((printing,)), edition.book, edition.language) == ()
    facts = text_of(FACTS) + CLAIMS.replace("old mill", "new mill")
    folder = publication(tmp_path_factory.mktemp("later"), {CONTENT: TEXT, FACTS: facts, "data/charts.yaml": None})
    later = edition_of(folder)
    (changed,) = differences(Ledger((printing,)), later.book, later.language)
    assert (changed.kind, changed.carried) == (Kind.VALUE, said)
    assert changed.reads == said.words.replace("old mill", "new mill")
