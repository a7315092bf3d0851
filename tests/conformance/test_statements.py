"""Each statement as it was supplied stands in the booklet and in the deck, word for word, with who said it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.publications import load_publication
from workshop import ROOT, Built

from checkers import pages, slides
from factpress.audit.readers import read_file
from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.i18n import load_language
from factpress.publication.facts.claims import Claim, FactBook, Standing
from factpress.publication.facts.load import load_facts


@pytest.fixture(scope="module")
def book() -> FactBook:
    problems = Problems()
    places = Places.of(ROOT)
    publication = load_publication(places, problems)
    assert publication is not None
    language = load_language(publication.language, places, problems)
    assert language is not None
    book = load_facts(places, language, problems)
    assert book is not None
    return book


def supplied(book: FactBook) -> list[Claim]:
    """The claims that came with a wording of their own and may be printed."""
    return [c for c in book.claims.values() if c.as_supplied and c.standing is not Standing.WITHDRAWN]


def parts(statement: str) -> list[str]:
    """A statement between its own ellipses."""
    return [part.strip() for part in re.split(r"\[?…\]?|\.\.\.", statement) if part.strip()]


def texts_of_slides(deck: Path) -> list[str]:
    """What is on each slide and in its notes."""

    def each(slide: Any) -> Iterator[str]:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text

    return ["\n".join(each(slide)) for slide in slides.open_deck(deck).slides]


def stands(passage: str, text: str) -> bool:
    """Whether the passage stands in the text, at most once interrupted, as by the turn of a page or slide."""
    whole, words = pages.squeezed(text).casefold(), passage.split()
    if pages.squeezed(passage).casefold() in whole:
        return True
    for cut in range(1, len(words)):
        before, after = (pages.squeezed(" ".join(half)).casefold() for half in (words[:cut], words[cut:]))
        if min(len(before), len(after)) > LEAST_PART and after in whole.partition(before)[2]:
            return True
    return False


LEAST_PART = 8
"""Letters: a shorter piece of a passage stands somewhere by chance."""


def test_a_passage_is_found_across_a_page_and_not_where_a_word_differs() -> None:
    text = "… and nearly seventeen thousand men, women 12 Chapter two and children were imprisoned"
    assert stands("nearly seventeen thousand men, women and children were imprisoned", text)
    assert not stands("nearly seventeen thousand men, women and infants were imprisoned", text)


def test_there_are_statements_to_look_for(book: FactBook) -> None:
    assert len(supplied(book)) >= 10


def test_every_statement_stands_in_every_booklet(built: Built, book: FactBook) -> None:
    for path in built.read.values():
        text = pages.read_by_pdfium(path)
        lost = {c.id: part for c in supplied(book) for part in parts(c.as_supplied or "") if not stands(part, text)}
        assert lost == {}


def test_every_statement_stands_in_every_deck(built: Built, book: FactBook) -> None:
    """Word for word; of one that came without an attribution, its claim among those listed in the file is enough."""
    for path in built.decks.values():
        texts = texts_of_slides(path)
        whole = "\n".join(texts)
        listed = {name.partition("/")[0] for place in read_file(path).places for name in place.claims}
        lost = [
            claim.id
            for claim in supplied(book)
            if not all(stands(part, whole) for part in parts(claim.as_supplied or ""))
            and (claim.attribution or claim.id not in listed)
        ]
        assert lost == []


def test_every_attribution_stands_in_the_booklet(built: Built, book: FactBook) -> None:
    attributed = [claim for claim in supplied(book) if claim.attribution]
    assert len(attributed) >= 5
    for path in built.read.values():
        text = pages.read_by_pdfium(path)
        assert {c.id: c.attribution for c in attributed if not stands(c.attribution or "", text)} == {}


def test_every_attribution_stands_on_the_slide_of_its_statement(built: Built, book: FactBook) -> None:
    for path in built.decks.values():
        texts = texts_of_slides(path)
        for claim in (claim for claim in supplied(book) if claim.attribution):
            own = [t for t in texts if all(stands(part, t) for part in parts(claim.as_supplied or ""))]
            assert (claim.id, any(stands(claim.attribution or "", text) for text in own)) == (claim.id, True)


def test_nothing_withdrawn_is_printed(built: Built, book: FactBook) -> None:
    text = pages.squeezed(pages.read_by_pdfium(built.booklet) + "\n".join(texts_of_slides(built.deck)))
    withdrawn = [c for c in book.claims.values() if c.standing is Standing.WITHDRAWN]
    assert [c.id for c in withdrawn if c.as_supplied and pages.squeezed(c.as_supplied) in text] == []
