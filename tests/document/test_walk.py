"""The traversal of a document: nothing is dropped, targets are kept apart, and every node has its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest

from factpress.core.diagnostics import Location
from factpress.document.blocks.slide import Slide
from factpress.document.model import (
    Aside,
    Block,
    Chapter,
    Document,
    Emphasis,
    Heading,
    Image,
    Inlines,
    Items,
    Link,
    Note,
    Only,
    Paragraph,
    Primitive,
    Quote,
    Said,
    SpeakerNotes,
    Stated,
    Strong,
    Table,
    Text,
    plain,
)
from factpress.document.walk import Node, for_target, note_index, walk, walk_inlines
from factpress.publication.facts.claims import Standing

AT = Location(Path("data/content/text.md"), 7, 3)


def said(words: str) -> Inlines:
    return (Text(words),)


def paragraph(words: str) -> Paragraph:
    return Paragraph(said(words))


def words_of(nodes: list[Node]) -> list[str]:
    return [plain(run) for node in nodes for run in node.inlines if run]


@dataclass(frozen=True, slots=True)
class Remark:
    """A compound that no consumer knows."""

    words: Inlines
    origin: Location | None = None

    def realize(self) -> tuple[Primitive, ...]:
        return (Aside(said("Remark"), (Paragraph(self.words), Items(((paragraph("item"),),)))),)


EVERYTHING: tuple[Block, ...] = (
    Heading(2, said("heading"), "h"),
    paragraph("paragraph"),
    Items(((paragraph("first"), Items(((paragraph("inner"),),))), (paragraph("second"),))),
    Table((said("header"),), ((said("cell"),),), said("caption")),
    Image("a.png", "alt", said("picture")),
    Quote(said("words"), said("who")),
    Aside(said("box"), (paragraph("in the box"),)),
    Remark(said("remark")),
    Only("booklet", (paragraph("paper only"),)),
    Only("deck", (Slide("slide", (paragraph("on the slide"),), heading=said("slide")),)),
    SpeakerNotes((said("spoken"),)),
)
BOTH = "heading,paragraph,first,inner,second,caption,header,cell,picture,words,who,box,in the box,Remark,remark,item"


@pytest.mark.parametrize(
    ("target", "rest"),
    [
        (None, ["paper only", "slide", "on the slide", "spoken"]),
        ("booklet", ["paper only"]),
        ("deck", ["slide", "on the slide", "spoken"]),
    ],
)
def test_every_word_comes_once_in_reading_order(target: str | None, rest: list[str]) -> None:
    assert words_of(list(walk(EVERYTHING, target))) == [*BOTH.split(","), *rest]


def test_a_known_compound_comes_alone_with_all_its_words() -> None:
    (node,) = walk((Remark(said("remark")),), known=(Remark,))
    assert isinstance(node.block, Remark)
    assert [plain(run) for run in node.inlines] == ["Remark", "remark", "item"]


def test_a_known_container_gives_its_heading_and_then_its_blocks() -> None:
    slide = Slide("title", (paragraph("line"),), heading=said("title"))
    nodes = list(walk((slide,), known=(Slide,)))
    assert [type(node.block) for node in nodes] == [Slide, Paragraph]
    assert words_of(nodes) == ["title", "line"]
    assert [node.depth for node in nodes] == [0, 1]


def test_a_node_knows_the_only_target_that_sets_it() -> None:
    nodes = list(walk((paragraph("all"), Only("deck", (paragraph("slides"),)))))
    assert [node.target for node in nodes] == [None, "deck"]


def test_blocks_without_a_place_have_that_of_the_block_around_them() -> None:
    nodes = list(walk((Remark(said("remark"), AT),)))
    assert {node.origin for node in nodes} == {AT}
    inner = replace(AT, line=9)
    (_, node) = walk((Aside(said("box"), (Paragraph(said("text"), origin=inner),), origin=AT),))
    assert node.origin == inner


def test_for_target_opens_and_leaves_out() -> None:
    kinds = {name: [type(block) for block in for_target(EVERYTHING, name)][-2:] for name in ("booklet", "deck")}
    assert kinds == {"booklet": [Remark, Paragraph], "deck": [Slide, SpeakerNotes]}


def test_inlines_inside_others_and_inside_notes() -> None:
    stated = Stated("claim", "value", "ten", Standing.REPORTED)
    inside = Stated("claim", "other", "two", Standing.REPORTED)
    note = Note((inside,), "short")
    run = (Emphasis((Link("https://example.org", (stated,)),)), note)
    assert [i for i in walk_inlines(run) if isinstance(i, Stated)] == [stated, inside]
    assert [i for i in walk_inlines(run, into_notes=False) if isinstance(i, Stated)] == [stated]


PLACED = [block for block in EVERYTHING if not isinstance(block, Remark)]
"""All but the compound of this test, which compares its place."""


@pytest.mark.parametrize("node", [*PLACED, Text("a"), Stated("a", "b", "c", Standing.REPORTED)], ids=repr)
def test_a_place_changes_neither_equality_nor_hash_nor_repr(node: Block | Text | Stated) -> None:
    placed: Any = replace(cast("Any", node), origin=AT)
    assert placed.origin == AT
    assert (placed, hash(placed), repr(placed)) == (node, hash(node), repr(node))


# ── note_index ─────────────────────────────────────────────────────────────────────────────────────────────────────

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


def test_a_note_about_a_value_is_that_of_its_claim() -> None:
    about_ten, about_lakes = replace(FIRST, about="wells/dug"), replace(SECOND, about="lakes/deep")
    deep = Stated("lakes", "deep", "three", V)
    found = note_index(document(Paragraph((TEN, deep, TWO, about_ten, about_lakes))))
    assert {name: note.short for name, note in found.items()} == {
        **dict.fromkeys(("wells/dug", "wells", "wells/dry"), "A survey"),
        **dict.fromkeys(("lakes/deep", "lakes"), "Another"),
    }
    each = (replace(FIRST, about="wells/dug"), replace(SECOND, about="wells/dry"))
    found = note_index(document(Paragraph((TEN, TWO, *each))))
    assert (found["wells/dug"].short, found["wells/dry"].short) == ("A survey", "Another")


def test_the_note_of_a_sentence_is_that_of_the_values_in_it() -> None:
    words = Said("wells", (Text("We dug "), TEN), V)
    found = note_index(document(Paragraph((words, replace(FIRST, about="wells/(says)")))))
    assert set(found) == {"wells/(says)", "wells/dug", "wells"}


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
