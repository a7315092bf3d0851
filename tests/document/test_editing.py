"""One paragraph, heading, item, option or body is changed: all else stays to the byte, and reads as before."""

from __future__ import annotations

import random
import re
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Findings, Location, Problems
from factpress.core.paths import Places, engine_folder
from factpress.core.source_files import SourceFiles
from factpress.document.compose import FENCE_RULES
from factpress.document.editing import (
    Kind,
    TextBlock,
    block_at,
    block_source,
    paragraph_change,
    replace_paragraph,
    text_blocks,
)
from factpress.document.parse.ast import (
    Draft,
    DraftHeading,
    DraftList,
    DraftParagraph,
    DraftTable,
    Fence,
    draft_texts,
    walk_draft,
)
from factpress.document.parse.content_file import read_content
from factpress.document.parse.inline_parser import Grammar
from factpress.document.resolve.lookup import ROLES
from factpress.i18n import load_language
from factpress.publication.editing.edits import EditConflict, apply_edit, digest, edit_of

ROOT = engine_folder()
FILES = sorted([*(ROOT / "data" / "content").rglob("*.md"), *(ROOT / "templates" / "starter").rglob("*.md")])
EDITS = 300


@cache
def grammar() -> Grammar:
    language = load_language("en-GB", Places.of(ROOT / "templates" / "starter"), Problems())
    assert language is not None
    return Grammar(ROLES, FENCE_RULES, language, frozenset())


def outline(text: str) -> list[tuple[str, str]]:
    """The blocks of a text as the project reads them: the kind of each, its words, roles and options."""
    out: list[tuple[str, str]] = []
    for node in walk_draft(draft_of(text).blocks, FENCE_RULES):
        words = " ".join(" ".join(draft_texts(run)) for run in node.inlines)
        rest = [role.target for role in node.roles] + [text for text, _ in node.strings]
        kind = type(node.block).__name__
        kind += f" {node.block.ordered} {len(node.block.items)}" if isinstance(node.block, DraftList) else ""
        out.append((kind, " ".join([words, *rest]).replace("\n", " ")))
    return out


def draft_of(text: str) -> Draft:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "text.md").write_bytes(text.encode())
        draft = read_content(SourceFiles(Path(name)), Path("text.md"), grammar(), Problems())
    assert draft is not None
    return draft


def new_words(dice: random.Random, block: TextBlock, old: str) -> str:
    if block.kind in ("option", "argument"):
        return dice.choice(("new words", old + " 😀", "ខ្មែរ"))
    if block.kind == "table":
        return old.replace("a", "ä")
    if block.kind == "body":
        return f"{old}\n\nA new paragraph, with *emphasis*." if old.strip() else "Words."
    parts = old.split(" ") if dice.random() < 0.6 or old.endswith("\\") else old.replace("\n", " ").split(" ")
    parts.insert(dice.randrange(len(parts)), dice.choice(("changed", "word " * 30 + "end", "ភាសា – 😀")))
    return " ".join(parts)


@pytest.mark.parametrize("seed", range(3))
def test_random_edits_of_the_real_files(seed: int) -> None:
    dice = random.Random(seed)
    done = 0
    while done < EDITS // 3:
        path = dice.choice(FILES)
        text = path.read_bytes().decode()
        if dice.random() < 0.2:
            text = "\ufeff" + text.replace("\n", "\r\n").rstrip()
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
        block = dice.choice(text_blocks(text))
        old = block_source(text, block.location, kind=block.kind)
        assert replace_paragraph(text, block.location, old, kind=block.kind) == text
        words = new_words(dice, block, old)
        try:
            change = paragraph_change(text, block.location, words, kind=block.kind)
        except Findings:
            assert block.kind == "body", (path, block)
            continue
        new = change.applied(text)
        content = text.encode()
        edit = edit_of(path, content, change)
        assert apply_edit(new.encode(), edit.inverse) == content
        assert apply_edit(content, edit) == new.encode()
        assert new.count("\r\n") in (0, new.count("\n"))
        assert new.startswith("\ufeff") == text.startswith("\ufeff")
        shown = new.removeprefix("\ufeff").replace("\r\n", "\n")
        assert shown[: block.start] == plain[: block.start] or block.start == block.end
        assert shown.endswith(plain[block.end :])
        before, after = outline(text), outline(new)
        if block.kind in ("paragraph", "heading", "argument", "option", "table"):
            assert len(before) == len(after)
            differing = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
            quotes = [pair for pair in differing if pair[0][0] == "DraftQuote"]  # it shows the words of its paragraphs
            assert len(differing) - len(quotes) == 1, (path, block, differing)
            assert all(one[0] == other[0] for one, other in differing)
        done += 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_block_of_a_draft_is_found_by_its_place(path: Path) -> None:
    text = path.read_bytes().decode()
    blocks = text_blocks(text)
    found: list[TextBlock] = []
    for node in walk_draft(draft_of(text).blocks, FENCE_RULES):
        block = node.block
        match block:
            case DraftParagraph() | DraftHeading():
                own = block_at(text, block.location)
                words = re.sub(r"\W|\d", "", "".join(draft_texts(block.children)))
                source = re.sub(r"\{[a-z-]+\}`[^`]*`|\W|\d", "", text[own.start : own.end])
                assert source.startswith(words[:8])
                assert own.kind == type(block).__name__.removeprefix("Draft").lower()
            case DraftTable():
                own = block_at(text, block.location, kind="table")
            case Fence():
                own = block_at(text, block.location, kind="body")
                for value, place in block.options.values():
                    option = block_at(text, place)
                    assert (option.kind, option.location.column) == ("option", place.column)
                    assert text[option.start : option.end] == value
                    found.append(option)
            case _:
                continue
        assert (own.location.line, own.location.column) == (block.location.line, block.location.column)
        found.append(own)
    # a theme is no option of the draft
    others = {one for one in blocks if one.kind not in ("item", "option", "argument")}
    assert others == {one for one in found if one.kind != "option"}
    assert len(found) == len(set(found))


def at(text: str, words: str, kind: Kind | None = None) -> TextBlock:
    line = text.replace("\r\n", "\n")[: text.replace("\r\n", "\n").index(words)].count("\n") + 1
    return block_at(text, Location(Path("-"), line, 1), kind=kind)


def edited(text: str, words: str, new: str, kind: Kind | None = None) -> str:
    return replace_paragraph(text, at(text, words, kind).location, new, kind=kind)


@pytest.mark.parametrize(
    ("text", "kind", "new", "expected"),
    [
        ("one\nOLD\n\ntwo\n", None, "new", "new\n\ntwo\n"),
        ("# c\r\n\r\nOLD\r\nx", None, "a\nb", "# c\r\n\r\na\r\nb"),
        ("\ufeffOLD\n", None, "new", "\ufeffnew\n"),
        ("## OLD {#id years=1/2}\n\nx\n", None, "New words", "## New words {#id years=1/2}\n\nx\n"),
        ("### OLD ###\n", None, "New", "### New ###\n"),
        ("- a\n- OLD\n  b\n- c\n", None, "x\ny", "- a\n- x\n  y\n- c\n"),
        ("1. a\n2. OLD\n\n   b\n", None, "x\ny", "1. a\n2. x\n   y\n\n   b\n"),
        ("1. a\n2. OLD\n\n   b\n3. c\n", "item", "x\n\ny", "1. a\n2. x\n\n   y\n3. c\n"),
        ("> a\n>\n> OLD\n> b\n", None, "x\ny", "> a\n>\n> x\n> y\n"),
        ("> OLD\n", None, "x\ny", "> x\n> y\n"),
        ("- > - OLD\n", None, "x\ny", "- > - x\n  >   y\n"),
        (":::{lead}\nOLD\n:::\n", None, "x", ":::{lead}\nx\n:::\n"),
        (":::{lead} OLD\n:style: a\nb\n\nc\n:::\n", "body", "x\n\ny", ":::{lead} OLD\n:style: a\nx\n\ny\n:::\n"),
        (":::{lead} OLD\n:style: a\n:::\n", "body", "x", ":::{lead} OLD\n:style: a\nx\n:::\n"),
        (":::{slide} a\n:style: OLD\n:::\n", None, "new", ":::{slide} a\n:style: new\n:::\n"),
        ("::::{only} a\n:::{lead}\nOLD\n:::\n::::\n", None, "x", "::::{only} a\n:::{lead}\nx\n:::\n::::\n"),
        ("a\\\nOLD\\\nc\n", None, "x\\\ny", "x\\\ny\n"),
        ("a[^1]\n\n[^1]: OLD\n", None, "x", "a[^1]\n\n[^1]: x\n"),
        ("OLD", None, "x\r\ny", "x\ny"),
        ("| OLD | b |\n|---|---|\n| c | d |\n", None, "| x |\n|---|", "| x |\n|---|\n"),
        ("ភាសា\n\n豐榮 OLD\n", None, "😀", "ភាសា\n\n😀\n"),
    ],
)
def test_the_words_of_one_block_are_replaced(text: str, kind: Kind | None, new: str, expected: str) -> None:
    assert edited(text, "OLD", new, kind) == expected


def test_words_on_one_line_are_wrapped_as_the_old_ones_were() -> None:
    old = "one two three\nfour five six\nseven eight"
    assert edited(f"{old}\n", "four", old.replace("\n", " ").replace("five", "5")) == f"{old.replace('five', '5')}\n"
    long = edited(f"- {old}\n", "four", "word " * 60 + "end")
    assert max(map(len, long.splitlines())) <= 120
    assert len(text_blocks(long)) == 2
    assert edited("short\n", "short", "word " * 40 + "end").count("\n") == 2
    assert edited("## short\n", "short", "word " * 40 + "end").count("\n") == 1


def test_a_line_that_would_begin_another_block_is_not_broken_there() -> None:
    words = "word " * 23 + "- and - more - words"
    assert edited("one\ntwo\n", "one", words).splitlines() == [words]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("OLD\n\nb\n", "x\n\ny"),
        ("OLD\n\nb\n", "# x"),
        ("OLD\n\nb\n", "- x"),
        ("OLD\n\nb\n", "> x"),
        ("OLD\n\nb\n", ":::{lead}\nx\n:::"),
        ("OLD\n\nb\n", "x\n---"),
        ("OLD\n\nb\n", ""),
        ("OLD\n\nb\n", "<!-- x"),
        ("OLD\n\nb\n", "x\u202ey"),
        ("## OLD\n\nb\n", "x\ny"),
        ("## OLD\n\nb\n", "x {#id}"),
        ("- OLD\n- b\n", "x\n\n- y"),
        (":::{lead}\nOLD\n:::\n", "x\n:::"),
        (":::{slide} a\n:style: OLD\n:::\n", "x\ny"),
    ],
)
def test_words_that_are_no_such_block_are_refused(text: str, new: str) -> None:
    with pytest.raises(Findings) as raised:
        edited(text, "OLD", new)
    assert all(one.hint and one.location is not None and one.location.line for one in raised.value.found)


@pytest.mark.parametrize("text", ["OLD\n\n:::{lead}\nx\n", "---\na: 1\n---\nOLD\n", "##No space\nOLD\n", " \n"])
def test_a_text_with_errors_is_refused(text: str) -> None:
    with pytest.raises(Findings):
        replace_paragraph(text, Location(Path("-"), 1, 1), "new")


def test_other_words_than_those_known_are_a_conflict() -> None:
    text = "one\n\ntwo\n"
    place = Location(Path("-"), 3, 1)
    assert paragraph_change(text, place, "new", base=digest(b"two")).applied(text) == "one\n\nnew\n"
    with pytest.raises(EditConflict) as raised:
        paragraph_change(text, place, "new", base=digest(b"other"))
    assert (raised.value.found, raised.value.wanted) == (b"two", b"new")


TEXTS = (
    "a\n\n- OLD\n  b\n\n  c\n- d\n\n> e\n",
    "## OLD {#id}\n\nb\n",
    ":::{lead}\na\n\nOLD\n:::\nb\n",
    "> - OLD\n>   b\n\nc\n",
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TEXTS), st.text("ab #->:{}[]()*_`|=~\\<&!1.\n\u00a0ខ", max_size=24))
def test_any_words_become_one_block_or_are_refused(text: str, new: str) -> None:
    block = at(text, "OLD")
    try:
        done = replace_paragraph(text, block.location, new)
    except Findings:
        return
    assert done[: block.start] == text[: block.start]
    assert done.endswith(text[block.end :])
    before = [one for one in text_blocks(text) if one.kind != "item"]
    after = [one for one in text_blocks(done) if one.kind != "item"]
    assert [(one.kind, one.depth) for one in before] == [(one.kind, one.depth) for one in after]
    assert block_source(done, block.location).replace(" ", "") == new.strip().replace(" ", "") or "\n" not in new
