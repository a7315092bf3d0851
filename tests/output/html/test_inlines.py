"""Inlines as HTML: notes with their marks, very long words, escaped text."""

from __future__ import annotations

import html as escaping
import re

from hypothesis import given
from hypothesis import strategies as st

from factpress.document.model import Link, Note, Strong, Text
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


def test_a_note_that_says_its_word_shows_the_shape_only() -> None:
    result = note(Standing.CONTESTED, Strong((Text("Contested."),)), Text(" Why."))
    assert 'alt="" src="asset:marks/contested.svg"> <strong>' in renderer().render((result,))


def test_a_note_without_words_is_none() -> None:
    assert renderer().render((note(Standing.REPORTED),)) == ""


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
