"""The sentence of a claim in a text: its words as written, its values, its note, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.document.model import (
    Heading,
    Note,
    Paragraph,
    Said,
    SpeakerNotes,
    Table,
    notes,
    plain,
    statements,
)
from factpress.document.walk import note_index, walk_document
from factpress.publication.facts.claims import SENTENCE, Standing
from tests.publications import codes, edition_of, findings_of, publication, text_of

CONTENT, FACTS = "data/content/briefing.en.md", "data/facts/library.yaml"
CLAIMS = """
mill:
  claim: Where the library stands
  says: The library stands in an old mill.
  standing: reported
  reason: The town says so, and we found no deed.
  cites: {source: town-website, locator: history}
doors:
  claim: Who counts
  says: "{claim}`visitors/counted` came in {years}`visitors/counted`, and *half as many* stayed."
  standing: contested
  reason: Two lists differ.
  cites: {source: annual-report, locator: p. 4}
sum:
  claim: Our own sum
  says: Readers are {claim}`sum/all`
  standing: reported
  reason: Nobody else adds them.
  values:
    - {key: all, exactly: 77, unit: people, calculation: seven times eleven, cites: {source: annual-report}}
bare: {claim: A claim without a sentence, standing: verified, cites: {source: annual-report}}
"""


def laid(folder: Path, content: str, claims: str = CLAIMS) -> Path:
    return publication(
        folder, {CONTENT: f"## A\n\n{content}\n", FACTS: text_of(FACTS) + claims, "data/charts.yaml": None}
    )


def paragraph(folder: Path, text: str) -> Paragraph:
    blocks = edition_of(laid(folder, text)).document.chapters[0].blocks
    return next(block for block in blocks if isinstance(block, Paragraph))


def test_a_sentence_is_printed_as_written_with_its_note(tmp_path: Path) -> None:
    said, note = paragraph(tmp_path, "{says}`mill`").children
    assert isinstance(said, Said)
    assert plain((said,)) == "The library stands in an old mill."
    assert isinstance(note, Note)
    assert (note.standing, note.claim, note.sources) == (Standing.REPORTED, "mill", ("town-website",))
    assert plain(note.children).endswith("history.")
    assert said.origin is not None
    assert (said.origin.line, said.origin.column) == (3, 1)


def test_it_states_its_values(tmp_path: Path) -> None:
    children = paragraph(tmp_path, "So it was. {says}`doors` Yes.").children
    assert plain(children) == "So it was. 12,480 people came in 2025, and half as many stayed. Yes."
    assert [(one.claim, one.value) for one in statements(children)] == [
        ("doors", SENTENCE),
        ("visitors", "counted"),
        ("visitors", "counted"),
    ]
    kinds = [(note.claim, note.standing) for note in notes(children)]
    assert kinds == [("doors", Standing.CONTESTED), ("visitors", Standing.VERIFIED)]


def test_in_a_longer_sentence_the_note_stands_at_its_end(tmp_path: Path) -> None:
    children = paragraph(tmp_path, "We add that {says}`sum`, more or less. So there.").children
    assert plain(children) == "We add that Readers are 77 people, more or less. So there."
    assert [type(one) for one in children if isinstance(one, Said | Note)] == [Said, Note]
    assert plain(children[: children.index(notes(children)[0])]).endswith("more or less.")
    assert "seven times eleven" in plain(notes(children)[0].children)


def test_it_works_in_every_place(tmp_path: Path) -> None:
    text = (
        "### Of this: {says}`mill`\n\n- {says}`mill`\n\n| a | b |\n|---|---|\n| {says}`mill` | c |\n\n"
        ":::{aside} {says}`mill`\n{says}`mill`\n:::\n\n:::{lead}\n{says}`mill`\n:::\n\n"
        ":::{slide} A slide\n{says}`mill`\n:::\n\n:::{notes}\nSay: {says}`mill`\n:::\n"
    )
    document = edition_of(laid(tmp_path, text)).document
    runs = [(node.block, run) for node in walk_document(document) for run in node.inlines if list(statements(run))]
    assert len(runs) == 7
    assert {type(block) for block, _ in runs} >= {Heading, Table, SpeakerNotes}
    assert all(plain(run).endswith("The library stands in an old mill.") for _, run in runs)
    spoken = next(block for block, _ in runs if isinstance(block, SpeakerNotes))
    assert not notes(spoken.paragraphs[0])
    assert notes(spoken.sources[0])
    assert note_index(document)[f"mill/{SENTENCE}"].sources == ("town-website",)


def test_the_same_words_mark_each_sentence(tmp_path: Path) -> None:
    children = paragraph(tmp_path, "{says}`mill` {says}`mill`").children
    assert len(notes(children)) == 2


@pytest.mark.parametrize(
    ("text", "claims", "code", "at"),
    [
        ("{says}`bare`", "", "no-sentence", (3, 1)),
        ("{says}`mil`", "", "unknown-claim", (3, 1)),
        ("{says}`doors/1`", "", "bad-role", (3, 1)),
        ("{says}``", "", "bad-role", None),
        ("Yes.", "a: {claim: A, says: 'We say {says}`mill`.', standing: verified, cites: {source: annual-report}}",
         "bad-role", None),
        ("{says}`a`", "a: {claim: A, says: 'On *{says}`a`*', standing: verified, cites: {source: annual-report}}",
         "bad-role", None),
        ("Yes.", "a: {claim: A, says: 'In {cite}`annual-report`.', standing: verified, cites: {source: annual-report}}",
         "bad-role", None),
        ("Yes.", "a: {claim: A, says: There are 12 wells, standing: verified, cites: {source: annual-report}}",
         "number-without-source", None),
        ("{says}`a`", "a: {claim: A, says: '{claim}`visitors/x`', standing: verified, cites: {source: annual-report}}",
         "unknown-value", None),
        ("{says}`a`", "a: {claim: A, says: Words, standing: withdrawn, reason: No, cites: {source: annual-report}}",
         "withdrawn-claim", (3, 1)),
        ("Yes.", "a: {claim: A, says: [a], standing: verified, cites: {source: annual-report}}", "wrong-type", None),
        ("Yes.", "a: {claim: A, says: '', standing: verified, cites: {source: annual-report}}", "empty-text", None),
    ],
)  # fmt: skip
def test_errors(tmp_path: Path, text: str, claims: str, code: str, at: tuple[int, int] | None) -> None:
    found = findings_of(laid(tmp_path, text, CLAIMS + claims + "\n"))
    (error,) = [one for one in found if one.code == code]
    assert error.hint
    if at is not None:
        assert error.location is not None
        assert (error.location.line, error.location.column) == at
    else:
        assert error.location is not None
        assert error.location.line > 0


@pytest.mark.parametrize(("text", "count"), [("{says}`mill`.", 1), ("{says}`mill`, yes.", 0), ("{says}`sum`.", 0)])
def test_a_second_stop_is_a_warning(tmp_path: Path, text: str, count: int) -> None:
    assert [one.code for one in findings_of(laid(tmp_path, text))] == ["double-stop"] * count


def test_an_error_in_it_is_reported_once(tmp_path: Path) -> None:
    claim = "a: {claim: A, says: 'Of {claim}`visitors/x` and 12', standing: verified, cites: {source: annual-report}}"
    found = findings_of(laid(tmp_path, "{says}`a` {says}`a`\n\n{says}`a`", CLAIMS + claim + "\n"))
    assert sorted(one.code for one in found) == ["number-without-source", "unknown-value"]
    assert {str(one.location.path) for one in found if one.location} == {FACTS}


def test_one_in_another_script(tmp_path: Path) -> None:
    claim = "a: {claim: A, says: 'បណ្ណាល័យ។', standing: reported, reason: A, cites: {source: annual-report}}\n"
    folder = laid(tmp_path, "Before {says}`a` after.", CLAIMS + claim)
    assert codes(findings_of(folder)) <= {"missing-glyph"}


@pytest.mark.parametrize(("standing", "shared"), [("reported", True), ("contested", False)])
def test_notes_with_the_same_words_have_one_key_unless_they_give_a_reason(
    tmp_path: Path, standing: str, shared: bool
) -> None:
    claims = "".join(
        f"{name}: {{claim: About the {name}, says: The {name} is old., standing: {standing}, reason: No deed is known.,"
        " cites: {source: town-website, locator: history}}\n"
        for name in ("roof", "wheel")
    )
    folder = laid(tmp_path, "{says}`roof` {says}`wheel`", CLAIMS + claims)
    blocks = edition_of(folder).document.chapters[0].blocks
    first, second = notes(next(block for block in blocks if isinstance(block, Paragraph)).children)
    assert (first.key == second.key) is shared
