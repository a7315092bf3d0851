"""ClaimTest sentences in a text: what is printed of a claim, and what cannot be printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import Aside, Document, Emphasis, Inline, Note, Stated, Strong, Text, notes, plain
from factpress.document.model.inlines import split_at
from factpress.document.walk import walk_document
from factpress.document.wording.phrases import end_of_first_sentence
from factpress.publication.facts.claims import Standing
from tests.publications import edition_of, findings_of, publication, text_of

CONTENT, FACTS = "data/content/briefing.en.md", "data/facts/library.yaml"
BLOCK = "## A chapter\n\n:::{tested} oldest-book\n:::\n"


def with_claim(old: str = "", new: str = "", content: str = BLOCK) -> dict[str, str | bytes | None]:
    facts = text_of(FACTS)
    assert old in facts
    return {CONTENT: content, FACTS: facts.replace(old, new), "data/charts.yaml": None}


def document(folder: Path, old: str = "", new: str = "", content: str = BLOCK) -> Document:
    return edition_of(publication(folder, with_claim(old, new, content))).document


def block_of(of: Document) -> ClaimTest:
    return next(node.block for node in walk_document(of) if isinstance(node.block, ClaimTest))


REASON = "  reason: The page names no title, and nobody could show us the book.\n"


def test_the_finding_is_the_headline_and_the_reason_is_whole(tmp_path: Path) -> None:
    finding = "  finding: Our list begins with {claim}`visitors/counted`.\n"
    block = block_of(document(tmp_path, REASON, finding + REASON))
    assert plain(block.supplied) == "Our oldest book was printed more than 400 years ago."
    assert block.attribution == "Attributed to The library's own page"
    assert (block.label, block.standing) == ("Our page said", Standing.UNTRACED)
    assert plain(block.finding) == "Our list begins with 12,480 people."
    assert plain(block.reason) == "The page names no title, and nobody could show us the book."
    # the number of the finding is stated, and its source is beside it
    assert [one.claim for one in block.finding if isinstance(one, Stated)] == ["visitors"]
    assert [note.sources for note in notes(block.finding)] == [("annual-report",)]


def test_without_a_finding_the_first_sentence_of_the_reason_is_the_headline(tmp_path: Path) -> None:
    reason = "  reason: Nobody showed us the “book.” The page has *no title. And no* year, {claim}`visitors/counted`.\n"
    block = block_of(document(tmp_path, REASON, reason))
    assert plain(block.finding) == "Nobody showed us the “book.”"
    assert plain(block.reason) == "The page has no title. And no year, 12,480 people."
    assert plain(block.gist) == "The page has no title."
    assert block.explanation.startswith("Nobody showed us the “book.” The page")


def test_a_reason_of_one_sentence_is_the_headline_alone(tmp_path: Path) -> None:
    block = block_of(document(tmp_path))
    assert plain(block.finding).startswith("The page names no title")
    assert (block.reason, block.gist) == ((), ())


def test_the_source_of_the_words_is_their_note(tmp_path: Path) -> None:
    block = block_of(document(tmp_path))
    assert [note.sources for note in notes(block.supplied)] == [("town-website",)]
    assert notes(block.finding) == ()  # the claim has no other source


@pytest.mark.parametrize(
    ("key", "sources"),
    [
        ("cites: {source: annual-report, locator: p. 4}", [("annual-report",)]),
        ("cites: [{source: annual-report}, {source: town-website}]", [("annual-report",)]),
    ],
)
def test_the_sources_of_the_claim_follow_the_reason(tmp_path: Path, key: str, sources: list[tuple[str, ...]]) -> None:
    """Without the work that it was supplied in, whose note is beside its words."""
    two = REASON.replace("title, and nobody", "title. Nobody")
    block = block_of(document(tmp_path, REASON, f"{two}  {key}\n"))
    assert [note.sources for note in notes(block.reason)] == sources
    assert isinstance(block.reason[-1], Note)


def test_its_notes_and_later_ones_do_not_repeat_the_reason(tmp_path: Path) -> None:
    content = f"{BLOCK}\nOver {{claim}}`oldest-book` ago.\n"
    made = document(tmp_path, content=content)
    found = [note for node in walk_document(made) for run in node.inlines for note in notes(run)]
    assert all("nobody could show us" not in plain(note.children) for note in found)


def test_it_realizes_into_a_box_with_all_its_words(tmp_path: Path) -> None:
    (box,) = block_of(document(tmp_path)).realize()
    assert isinstance(box, Aside)
    assert box.standing is Standing.UNTRACED
    said = " ".join(plain(run) for node in walk_document(document(tmp_path)) for run in node.inlines)
    for words in ("Our page said", "more than 400 years", "Attributed to The library", "names no title"):
        assert words in said


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("  as_supplied: Our oldest book was printed more than 400 years ago.\n", "", "nothing-to-quote", 3),
        (f"untraced\n{REASON}", "verified\n", "no-finding", 3),
        ("standing: untraced", "standing: withdrawn", "withdrawn-claim", 3),
    ],
)
def test_what_cannot_be_printed_is_named_at_the_block(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    found = findings_of(publication(tmp_path, with_claim(old, new)))
    places = [(one.location.path.as_posix(), one.location.line) for one in found if one.code == code and one.location]
    assert places == [(CONTENT, line)]


def test_an_unknown_claim_has_a_hint(tmp_path: Path) -> None:
    (found,) = findings_of(publication(tmp_path, with_claim(content=BLOCK.replace("oldest-book", "oldest-books"))))
    assert (found.code, found.hint) == ("unknown-claim", 'did you mean "oldest-book"?')


def test_an_error_in_the_finding_is_reported_once(tmp_path: Path) -> None:
    finding = "  finding: It is {claim}`nothing`.\n"
    content = f"{BLOCK}\n:::{{tested}} oldest-book\n:::\n"
    found = findings_of(publication(tmp_path, with_claim(REASON, finding + REASON, content)))
    assert [one.code for one in found] == ["unknown-claim"]


INLINES = st.lists(
    st.builds(Text, st.text("ab. ", min_size=1, max_size=9))
    | st.builds(lambda text: Emphasis((Text(text),)), st.text("cd. ", min_size=1, max_size=9))
    | st.builds(lambda text: Strong((Text(text), Note((), "n"))), st.text("ef. ", min_size=1, max_size=9))
    | st.just(Note((), "note")),
    max_size=6,
).map(tuple)


@given(INLINES, st.integers(min_value=-1, max_value=60))
def test_divided_inlines_lose_no_word_and_no_note(inlines: tuple[Inline, ...], end: int) -> None:
    first, rest = split_at(inlines, end)
    whole = plain(inlines)
    assert plain(first) == whole[: max(end, 0)]
    assert plain(rest) == whole[max(end, 0) :].lstrip() or plain(rest).lstrip() == whole[max(end, 0) :].lstrip()
    assert notes((*first, *rest)) == notes(inlines)


def test_a_stated_value_is_not_divided() -> None:
    value = Stated("a", "b", "12,480 people", Standing.VERIFIED)
    assert split_at((Text("In "), value, Text(" here")), 5) == ((Text("In "), value), (Text("here"),))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("One.” Two.", "One.”"),
        ("One? Two.", "One?"),
        ("one of p. 4 here", "one of p. 4 here"),
        ("No stop", "No stop"),
        ("", ""),
    ],
)
def test_the_end_of_the_first_sentence(text: str, first: str) -> None:
    assert text[: end_of_first_sentence(text)] == (first if "p. 4" not in text else "one of p.")
