"""Verses in a text: letter for letter, with reference and translation; and what cannot be quoted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.document.blocks.scripture import Scripture
from factpress.document.model import Foreign, Quote, plain
from factpress.document.walk import walk_document
from factpress.edition import Edition
from factpress.publication.scripture import read_reference
from tests.publications import edition_of, findings_of, publication

CONTENT, FILE = "data/content/briefing.en.md", "data/scripture.yaml"
VERSES = """
BSB:
  name: A Plain Bible
  language: en
  holder: Plain House
  notice: In the public domain since April 30, 2023
  address: https://example.org/bible
  verses:
    "John 10:10": I have come that they may have life, and have it in all its fullness.
    "Isaiah 61:1": The Spirit of the Lord GOD is on Me,
    "Isaiah 61:2": >-
      to proclaim the year
      of the LORD’s favor,
    "1 Corinthians 13:7": It bears all things.
KHOV:
  name: An Old Bible
  language: fr
  holder: Old House
  notice: All rights reserved.
  most_verses: 1
  verses:
    "Jean 10:10": la vie
    "Jean 10:11": le bon
"""


def files(block: str, verses: str | None = VERSES) -> dict[str, str | bytes | None]:
    text: dict[str, str | bytes | None] = {CONTENT: f"## A chapter\n\n{block}\n", "data/charts.yaml": None}
    return text | ({FILE: verses} if verses is not None else {})


def block(reference: str, *options: str) -> str:
    return "\n".join((f":::{{scripture}} {reference}", *options, ":::"))


def made(folder: Path, text: str) -> Edition:
    return edition_of(publication(folder, files(text)))


def verses(edition: Edition) -> Scripture:
    return next(node.block for node in walk_document(edition.document) if isinstance(node.block, Scripture))


def test_a_verse_is_letter_for_letter_with_its_reference_and_translation(tmp_path: Path) -> None:
    found = verses(made(tmp_path, block("John 10:10")))
    (quote,) = found.realize()
    assert isinstance(quote, Quote)
    assert plain(quote.children) == "I have come that they may have life, and have it in all its fullness."
    assert plain(quote.attribution) == "John 10:10, A Plain Bible"
    assert found.verses == ("John 10:10",)


@pytest.mark.parametrize("written", ["Isaiah 61:1-2", "Isaiah 61:1–2", "Isaiah  61:1-2", "Isaiah\u00a061:1-2"])
def test_verses_in_a_row_are_joined_without_their_numbers(tmp_path: Path, written: str) -> None:
    (quote,) = verses(made(tmp_path, block(written))).realize()
    assert isinstance(quote, Quote)
    joined = "The Spirit of the Lord GOD is on Me, to proclaim the year of the LORD’s favor,"
    assert plain(quote.children) == joined
    assert plain(quote.attribution) == "Isaiah 61:1–2, A Plain Bible"


def test_a_translation_in_another_language_has_its_tag(tmp_path: Path) -> None:
    found = verses(made(tmp_path, block("Jean 10:10", ":translation: KHOV")))
    ((text,),) = found.texts
    assert isinstance(text, Foreign)
    assert text.language == "fr"


def test_the_notice_of_the_licence_is_among_the_sources(tmp_path: Path) -> None:
    edition = made(tmp_path, block("John 10:10") + "\n\n" + block("1 Corinthians 13:7"))
    (reference,) = edition.document.references
    words = "A Plain Bible. Plain House. In the public domain since April 30, 2023."
    assert plain(reference.entry) == words
    assert reference.address == "https://example.org/bible"


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        (block("John 10"), "bad-reference", "write John 10:10, or Isaiah 61:1-3 for several verses of a chapter"),
        (block("Isaiah 61:2-1"), "bad-reference", None),
        (block("Isaiah 61:1-62:3"), "bad-reference", None),
        (block("10:10"), "bad-reference", None),
        (block("John 0:0"), "bad-reference", None),
        (block("John " * 200 + "10:10"), "bad-reference", None),
        (block("Jonh 10:10"), "unknown-verse", 'did you mean "John 10:10"?'),
        (block("Isaiah 61:1-3"), "unknown-verse", "add it there, letter for letter"),
        (block("Isaiah 61:1-999"), "unknown-verse", None),
        (block("John 10:10", ":translation: NIV"), "unknown-translation", None),
        (block("John 10:10", ":translation: bsb"), "unknown-translation", 'write "BSB"'),
        (block("John 10:10", ":translation: KHOV"), "unknown-verse", None),
        (block("John 10:10", ":colour: red"), "unknown-option", None),
        (":::{scripture}\n:::", "bad-fence", None),
        (":::{scripture} John 10:10\nWords.\n:::", "bad-fence", None),
    ],
)
def test_what_cannot_be_quoted_is_named_at_its_place(tmp_path: Path, text: str, code: str, hint: str | None) -> None:
    found = findings_of(publication(tmp_path, files(text)))
    assert [(one.code, one.location and one.location.path) for one in found] == [(code, Path(CONTENT))]
    if hint is not None:
        assert found[0].hint == hint


def test_without_the_file_the_hint_names_it(tmp_path: Path) -> None:
    (found,) = findings_of(publication(tmp_path, files(block("John 10:10"), None)))
    assert (found.code, FILE in (found.hint or "")) == ("unknown-verse", True)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('"John 10:10"', '"John 10:10-11"', "bad-reference", 9),
        ('"John 10:10"', "John", "bad-reference", 9),
        ('"1 Corinthians 13:7"', '"John  10:10"', "duplicate-id", 14),
        ("language: en", "language: english", "bad-language", 4),
        ("  holder: Plain House\n", "", "missing-key", 2),
        ("BSB:", "B S B:", "bad-id", 2),
        ("most_verses: 1", "most_verses: 0", None, 20),
        ("address: https://example.org/bible", "address: example", "bad-address", 7),
        ("It bears all things.", '" "', None, 14),
        ("notice: All", "notise: All", None, 19),
    ],
)
def test_a_fault_of_the_file_is_named_there_and_nowhere_else(
    tmp_path: Path, old: str, new: str, code: str | None, line: int
) -> None:
    assert old in VERSES
    found = findings_of(publication(tmp_path, files(block("Isaiah 61:1"), VERSES.replace(old, new, 1))))
    assert {one.location.path for one in found if one.location} == {Path(FILE)}, found
    assert code is None or code in {one.code for one in found}, found
    assert any(one.location and one.location.line == line for one in found), found


@pytest.mark.parametrize("text", ["", "[]", "- a", "BSB", "BSB: []", "BSB: {verses: {}}", "1: 2"])
def test_any_other_file_is_an_error_of_that_file(tmp_path: Path, text: str) -> None:
    found = findings_of(publication(tmp_path, files(block("John 10:10"), text)))
    assert {one.location.path for one in found if one.location} == {Path(FILE)}, found


def test_a_limit_of_verses_counts_each_verse_of_all_products_once(tmp_path: Path) -> None:
    first, second = (block(f"Jean 10:{number}", ":translation: KHOV") for number in (10, 11))
    assert findings_of(publication(tmp_path, files(f"{first}\n\n::::{{only}} deck\n{first}\n::::"))) == ()
    (found,) = findings_of(publication(tmp_path, files(f"{first}\n\n::::{{only}} deck\n{second}\n::::")))
    assert (found.code, str(found.location)) == ("too-many-verses", f"{FILE}:20:16")


@given(st.text(max_size=60) | st.from_regex(r"[A-Za-z ]{0,9} ?\d{0,4}:?\d{0,4}[-–:]?\d{0,4}", fullmatch=True))
def test_any_text_is_a_reference_or_none(written: str) -> None:
    found = read_reference(written)
    if found is not None:
        assert read_reference(str(found)) == found
        assert len(found.names) == found.last - found.first + 1 <= 999
