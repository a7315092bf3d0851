"""Inlines as HTML: notes with their marks, endless words, text kept to the letter."""

from __future__ import annotations

import html as escaping

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from factpress.document.model import Link, Note, Strong, Text
from factpress.output.html.inlines import InlineSetter
from factpress.publication.facts.claims import Standing


def setter() -> InlineSetter:
    return InlineSetter(lambda s: Markup("[{}!]").format(s), lambda s: Markup("[{}]").format(s))


def note(standing: Standing | None, *words: Text | Strong) -> Note:
    return Note(words, "", standing)


def test_a_note_shows_its_mark_where_the_margin_does_not() -> None:
    said = note(Standing.REPORTED, Text("Who."))
    assert "[reported!] Who." in setter().set((said,))
    assert "[" not in setter().set((said,), Standing.REPORTED)


def test_a_note_that_says_its_word_shows_the_shape_only() -> None:
    said = note(Standing.CONTESTED, Strong((Text("Contested."),)), Text(" Why."))
    assert "[contested] <strong>" in setter().set((said,))


def test_a_note_without_words_is_none() -> None:
    assert setter().set((note(Standing.REPORTED),)) == ""


def test_endless_words_may_break_and_addresses_stay_whole() -> None:
    assert setter().set((Text("a" * 45),)) == "a" * 20 + "<wbr>" + "a" * 20 + "<wbr>" + "a" * 5
    address = "https://example.org/a-long-way/to-a-page/of-some-office/in-a-town.html"
    assert setter().set((Link(address, (Text(address),)),)) == f'<a href="{address}">{address}</a>'


@given(st.text(max_size=200))
def test_text_is_kept_to_the_letter(text: str) -> None:
    said = str(setter().set((Text(text),)))
    assert said.replace("<wbr>", "") == escaping.escape(text, quote=False)
