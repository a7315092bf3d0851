"""Notes stand behind the sentence that they belong to; those of an editor stay where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.document.model import (
    Break,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Note,
    Said,
    Stated,
    Strong,
    Text,
    plain,
    walk_inlines,
)
from factpress.document.resolve.note_places import notes_in_place, without_notes
from factpress.publication.facts.claims import Standing

STANDINGS = {"r": Standing.REPORTED, "c": Standing.CONTESTED}


def parsed(text: str) -> list[Inline]:
    """Inlines of a short form: {r} is the note of a reported claim, [x] a value, <x> emphasis, ^ a footnote."""
    out: list[Inline] = []
    at = 0
    while at < len(text):
        character = text[at]
        end = {"{": "}", "[": "]", "<": ">"}.get(character, "")
        if end:
            close = text.index(end, at)
            inside = text[at + 1 : close]
            at = close + 1
            match character:
                case "{":
                    out.append(Note((Text("Who."),), "Who", STANDINGS[inside], about=f"{inside}/1"))
                case "[":
                    out.append(Stated("claim", "1", inside, Standing.REPORTED))
                case _:
                    out.append(Emphasis(tuple(parsed(inside.replace("(", "{").replace(")", "}")))))
            continue
        at += 1
        if character in "^/":
            out.append(Note((Text("See."),), "", written=True) if character == "^" else Break())
        elif out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + character)
        else:
            out.append(Text(character))
    return out


def shown(inlines: Inlines) -> str:
    """The short form again."""
    text = ""
    for one in inlines:
        match one:
            case Note(about=about):
                text += f"{{{about[0]}}}" if about else "^"
            case Stated(text=words):
                text += f"[{words}]"
            case Emphasis(children):
                text += f"<{shown(children)}>"
            case Break():
                text += "/"
            case _:
                text += plain((one,))
    return text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[Ten]{r} wells are dry. Two are not.", "[Ten] wells are dry.{r} Two are not."),
        ("There are [ten]{r}.", "There are [ten].{r}"),
        ("There are [ten]{r} (or so).” Yes.", "There are [ten] (or so).”{r} Yes."),
        ("There are [ten]{r}", "There are [ten]{r}"),
        ("There are [ten]{r} wells ", "There are [ten] wells{r} "),
        # of one standing: all at the end
        ("Of [ten]{r} wells, [two]{r} are dry.", "Of [ten] wells, [two] are dry.{r}{r}"),
        # of different ones: each at the end of its clause
        ("Of [ten]{r} wells, [two]{c} are dry.", "Of [ten] wells,{r} [two] are dry.{c}"),
        ("Of [ten]{r} wells [two]{c} are dry.", "Of [ten]{r} wells [two] are dry.{c}"),
        ("[Ten]{r}. [Two]{c}.", "[Ten].{r} [Two].{c}"),
        ("<Of [ten](r) wells> two are dry.", "<Of [ten] wells> two are dry.{r}"),
        ("<Of [ten](r) wells. Two> are dry. Yes.", "<Of [ten] wells. Two>{r} are dry. Yes."),
        ("[Ten]{r} wells/two springs", "[Ten] wells{r}/two springs"),
        # what the editor placed stays, behind the punctuation
        ("Wells^, and [ten]{r} springs^ too.", "Wells,^ and [ten] springs^ too.{r}"),
        ("[Ten]{r}^ wells.", "[Ten]^ wells.{r}"),
        ("Dr. [Ten]{r} of St. Mary left.", "Dr. [Ten] of St. Mary left.{r}"),
    ],
)
def test_places(written: str, expected: str) -> None:
    assert shown(notes_in_place(parsed(written))) == expected


def test_the_note_of_a_sentence_stays_with_it() -> None:
    said = Said("wells", (Text("Ten wells are dry."),), Standing.REPORTED)
    note = Note((Text("Who."),), "Who", Standing.REPORTED, about="wells/(says)")
    assert notes_in_place((said, note, Text(" Two are not."))) == (said, note, Text(" Two are not."))


def test_notes_leave_links() -> None:
    note = Note((Text("Who."),), "Who", Standing.REPORTED, about="wells/1")
    assert notes_in_place((Link("#a", (Text("ten"), note)), Text(" wells."))) == (
        Link("#a", (Text("ten"),)),
        Text(" wells."),
        note,
    )


def test_without_notes() -> None:
    note = Note((Text("Who."),), "")
    assert without_notes((Text("a"), note, Strong((note, Text("b"))))) == (Text("a"), Strong((Text("b"),)))


@given(st.text(alphabet="aB., 1^/", max_size=40), st.lists(st.integers(0, 40), max_size=4), st.integers(0, 3))
def test_words_and_notes_are_kept(text: str, places: list[int], standing: int) -> None:
    for place in sorted((p for p in places if p <= len(text)), reverse=True):
        text = text[:place] + ("{r}" if (place + standing) % 2 else "{c}") + text[place:]
    before = parsed(text)
    after = notes_in_place(before)
    assert plain(after) == plain(tuple(before))
    assert notes_in_place(after) == after
    for kind in "rc":
        counts = [sum(isinstance(i, Note) and i.claim == kind for i in walk_inlines(tuple(r))) for r in (before, after)]
        assert counts[0] == counts[1]
