"""Keys of slides, digests of their texts, and the record of a deck in custom properties."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.output.deck.identity.properties import (
    DeckRecord,
    SlideRecord,
    digest,
    is_note_line,
    key_of_notes,
    key_of_text,
    note_line,
    notes_hash,
    parse,
    properties,
    text_hash,
    text_hashes,
    unique_keys,
)

RECORD = DeckRecord(
    "slides",
    (
        SlideRecord("title", digest(["Deep Water"], ""), (), "s0.0.9.9,p1.2.3.4:0123456789"),
        SlideRecord("number-use/1", digest(["90 to 160 litres", "a day"], "Say it."), ("use/1", "wells/")),
    ),
)

KEYS = st.text(st.characters(categories=["L", "M", "N"]), min_size=1, max_size=70).map(key_of_text)
CLAIMS = st.lists(st.from_regex(r"[a-z]{1,30}/[a-z0-9]{0,20}", fullmatch=True), max_size=30).map(tuple)


def test_a_text_is_a_key_of_its_words() -> None:
    assert key_of_text("How many died, and how we know") == "how-many-died-and-how-we-know"
    assert key_of_text("Où? ភ្នំពេញ 1975") == "où-ភ្នំពេញ-1975"
    assert key_of_text("…") == "slide"
    assert len(key_of_text("word " * 100)) <= 80


def test_keys_are_made_unique() -> None:
    assert list(unique_keys(["a", "a", "b", "a-2", "a"])) == ["a", "a-2", "b", "a-2-2", "a-3"]


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "b"])))
def test_keys_are_unique_in_any_order(keys: list[str]) -> None:
    unique = list(unique_keys(keys))
    assert len(set(unique)) == len(keys)


def test_the_notes_end_with_the_key() -> None:
    assert note_line("title") == "⟦title⟧"
    assert key_of_notes("Say it.\n ⟦title⟧ \n") == "title"
    assert key_of_notes("⟦old⟧\nSay it.\n⟦title⟧\nand what she added") == "title"
    assert key_of_notes("Say [title] or ⟦not a key⟧") is None
    assert is_note_line(" ⟦title⟧")
    assert not is_note_line("Say ⟦title⟧")


def test_a_digest_ignores_what_programs_change() -> None:
    one = digest(["One text", "Café", ""], "Say\nit.\n⟦key⟧")
    assert one == digest([unicodedata.normalize("NFD", "Café"), " One\u00a0\vtext\n"], "⟦other⟧\nSay it.")


@pytest.mark.parametrize(
    "other",
    [
        digest(["One text", "Cafe"], "Say it."),
        digest(["One text"], "Say it."),
        digest(["One text", "Café", "1953"], "Say it."),
        digest(["One text", "Café", "Café"], "Say it."),
        digest(["One text", "Café"], "Say it!"),
        digest(["One text", "Café"], ""),
    ],
)
def test_a_digest_shows_every_change_of_words(other: str) -> None:
    assert digest(["One text", "Café"], "Say it.") != other


def test_a_digest_shows_which_texts_changed() -> None:
    before, after = digest(["One", "Two", "Two"], "Say it."), digest(["One", "2"], "Say it.")
    assert text_hashes(after) - text_hashes(before) == {text_hash("2"): 1}
    assert text_hashes(before) - text_hashes(after) == {text_hash("Two"): 2}
    assert notes_hash(before) == notes_hash(after) == text_hash("Say it.")


def test_the_record_is_written_as_properties() -> None:
    named = dict(properties(RECORD))
    assert named["factpress-deck"] == "1 2 slides"
    assert named["factpress-slide-002"].split() == ["number-use/1", RECORD.slides[1].digest, "@", "use/1", "wells/"]
    assert parse(named) == RECORD


@given(st.lists(st.builds(SlideRecord, KEYS, st.just(digest(map(str, range(40)), "")), CLAIMS), max_size=4))
def test_a_record_is_read_back_from_short_properties_that_were_stripped(slides: list[SlideRecord]) -> None:
    record = DeckRecord("slides-dark", tuple(slides))
    named = {name: value.strip() for name, value in properties(record)}
    assert len(named) == len(properties(record))
    assert all(len(value) <= 255 for value in named.values())
    assert not any("/" in name for name in named)  # those are the values of the facts
    assert parse(named) == record


@pytest.mark.parametrize(
    "change",
    [
        {"factpress-deck": "2 2 slides"},
        {"factpress-deck": "1 3 slides"},
        {"factpress-deck": "1 ٢ slides"},
        {"factpress-deck": ""},
        {"factpress-slide-002": ""},
        {"factpress-slide-002": "number-use/1"},
    ],
)
def test_an_incomplete_record_is_none(change: dict[str, str]) -> None:
    assert parse(dict(properties(RECORD)) | change) is None
