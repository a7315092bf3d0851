"""The marks of a text: one behind each sentence that has the note of a claim, and where that sentence begins."""

from __future__ import annotations

from factpress.document.model import Break, Inline, Note, Strong, Text, plain
from factpress.document.standing_marks import SentenceMark, sentence_marks
from factpress.publication.facts.claims import Standing

R, C = Standing.REPORTED, Standing.CONTESTED


def note(standing: Standing | None) -> Note:
    return Note((Text("Who."),), "Who", standing)


def marks(*inlines: Inline | str) -> tuple[SentenceMark, ...]:
    return sentence_marks(tuple(Text(one) if isinstance(one, str) else one for one in inlines))


def test_a_sentence_without_a_note_has_no_mark() -> None:
    assert marks("One. Two.", note(None)) == ()


def test_a_mark_knows_where_its_sentence_begins() -> None:
    first, second = marks("One. ", Strong((Text("Two"),)), " are here.", note(R), " Three.", note(C), " Four.")
    text = "One. Two are here. Three. Four."
    assert (text[first.start : first.at], first.standing) == ("Two are here.", R)
    assert (text[second.start : second.at], second.standing) == ("Three.", C)


def test_notes_of_one_standing_next_to_each_other_have_one_mark() -> None:
    assert [mark.standing for mark in marks("One.", note(R), note(None), note(R), note(C), note(R))] == [R, C, R]


def test_a_second_mark_of_a_standing_in_a_sentence_repeats() -> None:
    found = marks("One,", note(R), " two,", note(C), " three.", note(R))
    assert [mark.repeats for mark in found] == [False, False, True]
    assert {mark.start for mark in found} == {0}


def test_a_line_break_begins_a_sentence() -> None:
    first, second = marks("One", note(R), Break(), "two", note(R))
    assert (first.start, second.start) == (0, len(plain((Text("One"), Break()))))
    assert not second.repeats


def test_a_note_without_text_before_it_is_at_the_start() -> None:
    assert marks(note(R), "One.") == (SentenceMark(0, 0, R),)
