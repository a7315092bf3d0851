"""Who says so, for each value: the note that stands behind it, the first where there are several."""

from __future__ import annotations

from dataclasses import replace

from factpress.document.model import (
    Aside,
    Block,
    Chapter,
    Document,
    Note,
    Paragraph,
    Quote,
    Stated,
    Strong,
    Table,
    Text,
)
from factpress.document.note_index import note_index
from factpress.publication.facts.claims import Standing

V = Standing.VERIFIED
TEN, TWO = Stated("wells", "dug", "ten", V), Stated("wells", "dry", "two", V)
FIRST = Note((Text("A survey."),), "A survey", V)
SECOND = Note((Text("Another."),), "Another", V)
WORDS = Note((Text("By which we mean a hole."),), "")  # explains a word, and speaks for no claim


def document(*blocks: Block) -> Document:
    chapter = Chapter("one", "One", (), blocks)
    return Document("T", "", "O", "2026", "2026-11-22", "en", "ltr", (chapter,), (), ())


def test_a_note_speaks_for_all_that_stands_before_it() -> None:
    found = note_index(document(Paragraph((Text("Of "), TEN, Text(", "), Strong((TWO,)), FIRST))))
    assert found == {"wells/dug": FIRST, "wells": FIRST, "wells/dry": FIRST}


def test_the_first_note_stands() -> None:
    found = note_index(document(Paragraph((TEN, FIRST)), Paragraph((TEN, SECOND, TWO, SECOND))))
    assert found == {"wells/dug": FIRST, "wells": FIRST, "wells/dry": SECOND}


def test_a_note_about_a_word_speaks_for_nothing() -> None:
    assert note_index(document(Paragraph((TEN, WORDS, Text(" are deep."), FIRST)))) == {
        "wells/dug": FIRST,
        "wells": FIRST,
    }
    assert note_index(document(Paragraph((TEN, WORDS)))) == {}


def test_it_is_found_wherever_it_stands() -> None:
    said = (TEN, FIRST)
    for block in (Quote(said, ()), Table((), ((said,),)), Aside((), (Paragraph(said),))):
        assert note_index(document(block))["wells/dug"] == FIRST
    led = document()
    (chapter,) = led.chapters
    assert note_index(replace(led, chapters=(replace(chapter, lead=said),)))["wells/dug"] == FIRST
