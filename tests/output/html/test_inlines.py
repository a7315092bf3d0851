"""Inlines as HTML: notes with their marks, very long words, escaped text."""

from __future__ import annotations

import dataclasses
import html as escaping
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.document.model import Emphasis, Link, Note, Said, Stated, Strong, Text
from factpress.output.html.inlines import InlineRenderer, StandingMarks
from factpress.publication.facts.claims import Standing


def renderer() -> InlineRenderer:
    return InlineRenderer(StandingMarks({}))


def note(standing: Standing | None, *words: Text | Strong) -> Note:
    return Note(words, "", standing)


def test_a_note_shows_its_mark_where_the_margin_does_not() -> None:
    result = note(Standing.REPORTED, Text("Who."))
    assert 'alt="" src="asset:marks/reported.svg">Reported</span> Who.' in renderer().render((result,))
    assert "<img" not in renderer().render((result,), Standing.REPORTED)


def sequence(html: str) -> list[str]:
    """The marks, notes and words of HTML, in order: "|Reported" for a mark, "<Reported" for one in the margin."""
    html = re.sub(r'<span class="note.*?Who</span>', "^", html.replace("&#8288;", ""))
    html = re.sub(r'<span class="margin-mark"[^>]* data-word="(\w+)"><img[^>]*></span>', r"<\1 ", html)
    html = re.sub(r'<img class="sentence-mark"[^>]* alt="(\w+)"[^>]*>', r"|\1", html)
    return re.sub(r"</?(span|em|strong)[^>]*>", "", html).split()


R, C, V = Standing.REPORTED, Standing.CONTESTED, Standing.VERIFIED


def plain_note(standing: Standing | None) -> Note:
    return note(standing, Text("Who"))


def test_a_mark_stands_between_its_sentence_and_the_note() -> None:
    inlines = (Text("Ten wells."), plain_note(R), Text(" Two."))
    assert sequence(renderer().render(inlines)) == ["Ten", "wells.|Reported^", "Two."]


def test_notes_of_one_standing_share_a_mark() -> None:
    inlines = (Text("Ten."), plain_note(R), plain_note(R), plain_note(C), plain_note(None))
    assert sequence(renderer().render(inlines)) == ["Ten.|Reported^^|Contested^^"]


def test_a_text_whose_mark_is_beside_it_has_no_other() -> None:
    inlines = (Text("Ten."), plain_note(R), plain_note(C))
    assert sequence(renderer().render(inlines, R)) == ["Ten.^|Contested^"]


def test_margin_marks_stand_where_sentences_begin() -> None:
    inlines = (
        Text("Nobody knows. In "),
        Emphasis((Text("March"),)),
        Text(" ten wells,"),
        plain_note(R),
        Text(" then two."),
        plain_note(C),
        Text(" And "),
        Stated("wells", "dry", "two", R),
        Text(" dry ones."),
        plain_note(R),
    )
    assert sequence(renderer().render_labelled(inlines)) == [
        *("Nobody", "knows.", "<Reported", "<Contested", "In", "March", "ten", "wells,|Reported^"),
        *("then", "two.|Contested^", "<Reported", "And", "two", "dry", "ones.|Reported^"),
    ]


def test_labelled_notes_do_not_repeat_their_marks() -> None:
    assert 'class="shape"' in renderer().render((Text("Ten."), plain_note(R)))
    labelled = renderer().render_labelled((Text("Ten."), plain_note(R)))
    assert labelled.count("<img") == 2
    assert "Reported</span> Who" not in labelled


@pytest.mark.parametrize(
    ("text", "kind"),
    [("about 16,707", "stated short"), ("16,707", "stated"), ("1 January 2001 to 3 May 2010", "stated")],
)
def test_a_short_value_of_several_words_may_be_kept_on_one_line(text: str, kind: str) -> None:
    assert f'<span class="{kind}" ' in renderer().render((Stated("wells", "dug", text, V),))


def test_the_sentence_of_a_claim_has_an_id_like_a_value() -> None:
    said = Said("wells", (Text("There are "), Stated("wells", "dug", "ten wells", V), Text(" here.")), V)
    html = renderer().render((said, said))
    assert (
        '<span class="said" id="claim:wells/(says):1">There are <span class="stated short" id="claim:wells/dug:1">'
        in html
    )
    assert 'id="claim:wells/(says):2"' in html


def test_a_note_that_says_its_word_shows_the_shape_only() -> None:
    result = note(Standing.CONTESTED, Strong((Text("Contested."),)), Text(" Why."))
    assert 'alt="" src="asset:marks/contested.svg"> <strong>' in renderer().render((result,))


def test_a_note_without_words_is_none() -> None:
    assert renderer().render((note(None),)) == ""
    assert sequence(renderer().render((Text("Ten."), note(Standing.REPORTED)))) == ["Ten.|Reported"]


def test_endless_words_may_break() -> None:
    assert renderer().render((Text("a" * 45),)) == "a" * 20 + "<wbr>" + "a" * 20 + "<wbr>" + "a" * 5


def test_an_address_may_break_after_its_punctuation() -> None:
    address = "https://example.org/a-way?page=2.5"
    words = escaping.escape("https://|example.|org/|a-|way?|page=|2.5").replace("|", "\u200b")
    expected = f'<a href="{address}"><span class="web-address">{words}</span></a>'
    assert renderer().render((Link(address, (Text(address),)),)) == expected
    assert "friends@\u200btown.\u200bexample" in renderer().render((Text("Ask friends@town.example, please."),))


@given(st.text(max_size=200))
def test_text_is_kept_to_the_letter(text: str) -> None:
    result = str(renderer().render((Text(text),)))
    plain = re.sub(r"<wbr>|</?span[^>]*>|\u200b", "", result)
    assert plain == escaping.escape(text, quote=False).replace("\u200b", "")


def test_notes_with_the_same_words_at_one_place_are_called_once() -> None:
    first, second = (dataclasses.replace(plain_note(Standing.REPORTED), key=key, about=key) for key in ("a", "b"))
    at_one_place = renderer().render((Text("Said."), first, second, first))
    assert at_one_place.count("doc-footnote") == 2
    assert renderer().render((Text("Said."), first, Text(" And that."), first)).count("doc-footnote") == 2


def test_a_call_behind_a_digit_is_apart_from_it() -> None:
    apart = '<span class="note next"'
    assert apart in renderer().render((Text("Ten, or 10"), plain_note(None)))
    assert apart in renderer().render((stated_number(), plain_note(None)))
    assert apart not in renderer().render((Text("Ten"), plain_note(None)))
    assert apart not in renderer().render((Text("Ten, or 10"), plain_note(R)))  # the mark is between them


def stated_number() -> Stated:
    return Stated("wells", "number", "10", Standing.REPORTED)
