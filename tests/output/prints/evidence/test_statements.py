"""Where the document states a claim, sentence by sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.document.model import (
    Aside,
    Chapter,
    Document,
    Emphasis,
    Heading,
    Inlines,
    Items,
    Note,
    Only,
    Paragraph,
    Said,
    Stated,
    Text,
)
from factpress.output.prints.evidence import Printed
from factpress.output.prints.evidence.statements import printed_claims
from factpress.publication.facts.claims import Standing
from tests.output.prints.evidence import sample
from tests.tongues import english


def stated(text: str, claim: str = "a") -> Stated:
    return Stated(claim, "1", text, Standing.REPORTED)


def document(*chapters: Chapter) -> Document:
    return Document("T", "", "O", "", "2026-11-01", "en-GB", "ltr", chapters, (), ())


def printed(inlines: Inlines, claim: str = "a") -> list[tuple[tuple[str, bool], ...]]:
    found = printed_claims(document(Chapter("c", "C", (), (Paragraph(inlines),))), english())
    return [one.pieces for one in found[claim].printed] if claim in found else []


def test_only_the_sentence_that_states_it() -> None:
    said = printed((Text("Before. There were "), stated("9 boats"), Text(" here. After.")))
    assert said == [(("There were ", False), ("9 boats", True), (" here.", False))]


def test_a_sentence_may_begin_with_the_statement() -> None:
    said = printed((Text("Before. "), stated("Nine boats"), Text(" came.")))
    assert said == [(("Nine boats", True), (" came.", False))]


def test_the_sentence_of_a_claim_is_a_statement_as_a_whole() -> None:
    said = Said("b", (Text("There were "), stated("9 boats"), Text(" here.")), Standing.VERIFIED)
    inlines = (Text("Before. "), said, Text(" After. "), said)
    assert printed(inlines, "b") == [(("There were ", True), ("9 boats", False), (" here.", True))]
    assert printed(inlines) == [(("There were ", False), ("9 boats", True), (" here.", False))]


def test_notes_and_emphasis_do_not_cut_a_sentence() -> None:
    note = Note((Text("Yearbook."),), "Yearbook")
    said = printed((Text("It was "), Emphasis((Text("about"),)), Text(" "), stated("9"), note, Text(", they say. No.")))
    assert said == [(("It was about ", False), ("9", True), (", they say.", False))]


def test_a_stop_and_what_follows_in_other_pieces_end_a_sentence() -> None:
    said = printed((stated("9 boats"), Text("."), Text(" "), Text("The yearbook.")))
    assert said == [(("9 boats", True), (".", False))]


@pytest.mark.parametrize("text", ["See p. 4 and ", "It is said (so e.g. there) that ", "Of 2.5 parts "])
def test_a_stop_before_a_small_letter_or_a_digit_ends_nothing(text: str) -> None:
    assert printed((Text(text), stated("9"), Text("."))) == [((text, False), ("9", True), (".", False))]


def test_two_claims_in_one_sentence_are_each_marked_for_themselves() -> None:
    inlines = (stated("9"), Text(" and "), stated("8", "b"), Text("."))
    assert printed(inlines) == [(("9", True), (" and 8.", False))]
    assert printed(inlines, "b") == [(("9 and ", False), ("8", True), (".", False))]


def test_the_same_sentence_is_told_once_with_all_its_places() -> None:
    same = (stated("9 boats"), Text(" came."))
    blocks = (Paragraph(same), Items(((Paragraph(same),),)), Aside((Text("Box"),), (Paragraph(same),)))
    wall = Only("deck", (Heading(2, same, "h"), Paragraph(same)))
    found = printed_claims(document(Chapter("c", "C", same, blocks), Chapter("d", "D", (), (wall,))), english())["a"]
    assert found.chapter == "c"
    assert found.printed == (Printed((("9 boats", True), (" came.", False)), ("text", "D: heading, slide")),)


def test_what_is_never_stated_has_no_place() -> None:
    assert printed_claims(document(Chapter("c", "C", (Text("Nothing."),), ())), english()) == {}


def test_every_kind_of_place_has_its_word(tmp_path: Path) -> None:
    found = printed_claims(sample.edition(tmp_path).document, english())["loans"]
    assert {(one.words, one.places) for one in found.printed} >= {
        ("Last year 6,500 to 8,200 cases went out.", ("text",)),
        ("Quoted word for word", ("quotation",)),
        ("Figure 1, “Counts differ”", ("chart",)),
        ("“Counts differ still”", ("chart",)),  # the wall numbers no figures
        ("Say more than 9,000 cases slowly.", ("speaker’s notes",)),
        ("In 2025 it was more than 9,000 cases again.", ("What came before: text",)),
    }
