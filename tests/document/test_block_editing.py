"""A block or an item is added or removed: all else stays to the byte, and reads as before."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from factpress.core.diagnostics import Findings, Location
from factpress.document.block_editing import addition_change, removal_change
from factpress.document.editing import Kind, text_blocks
from factpress.publication.editing.edits import apply_edit, edit_of
from tests.document.test_editing import FILES, at, outline

EDITS = 150


@pytest.mark.parametrize("seed", range(2))
def test_random_additions_and_removals_in_the_real_files(seed: int) -> None:
    dice = random.Random(seed)
    done = refused = 0
    while done < EDITS // 2:
        path = dice.choice(FILES)
        text = path.read_bytes().decode()
        if dice.random() < 0.2:
            text = "\ufeff" + text.replace("\n", "\r\n").rstrip()
        block = dice.choice(text_blocks(text))
        adds = dice.random() < 0.5
        try:
            if adds:
                change = addition_change(text, block.location, "A *new* block.", kind=block.kind)
            else:
                change = removal_change(text, block.location, kind=block.kind)
        except Findings:
            refused += 1
            continue
        new = change.applied(text)
        content = text.encode()
        edit = edit_of(path, content, change)
        assert apply_edit(apply_edit(content, edit), edit.inverse) == content
        assert new.count("\r\n") in (0, new.count("\n"))
        before, after = outline(text), outline(new)
        if adds:
            assert change.start == change.end
            assert [one for one in after if "A  new  block." in one[1]]
        more, less = (after, before) if adds else (before, after)
        words = [one[1] for one in more if one[0].startswith(("DraftP", "DraftH"))]
        rest = iter(words)
        assert all(one[1] in rest for one in less if one[0].startswith(("DraftP", "DraftH")))  # the same order
        done += 1
    assert refused < EDITS


@pytest.mark.parametrize(
    ("text", "kind", "new", "expected"),
    [
        ("OLD\n\nb\n", None, "x", "OLD\n\nx\n\nb\n"),
        ("OLD", None, "x\n\ny", "OLD\n\nx\n\ny"),
        ("## OLD {#id}\n\nb\n", None, "x", "## OLD {#id}\n\nx\n\nb\n"),
        ("> OLD\n> a\n>\n> b\n", None, "x\ny", "> OLD\n> a\n>\n> x\n> y\n>\n> b\n"),
        ("- OLD\n- b\n", "item", "x\ny", "- OLD\n- x\n  y\n- b\n"),
        ("1. OLD\n", "item", "x", "1. OLD\n2. x\n"),
        ("- OLD\n- b\n", None, "x", "- OLD\n\n  x\n- b\n"),
        (":::{lead}\r\nOLD\r\n:::\r\nb\r\n", None, "x", ":::{lead}\r\nOLD\r\n\r\nx\r\n:::\r\nb\r\n"),
        (":::{lead} OLD\na\n:::\nb\n", "body", "x", ":::{lead} OLD\na\n:::\n\nx\n\nb\n"),
    ],
)
def test_blocks_are_added_below_another_one(text: str, kind: Kind | None, new: str, expected: str) -> None:
    assert addition_change(text, at(text, "OLD", kind).location, new, kind=kind).applied(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("a\n\nOLD\nx\n\nb\n", None, "a\n\nb\n"),
        ("OLD\n\nb\n", None, "b\n"),
        ("a\n\nOLD\n", None, "a\n"),
        ("a\n\nOLD", None, "a"),
        ("## OLD {#id}\n\nb\n", None, "b\n"),
        ("- a\n- OLD\n  x\n\n  y\n- b\n", "item", "- a\n- b\n"),
        ("a\n\n:::{lead} OLD\n:style: x\na\n\nb\n:::\n\nb\n", "body", "a\n\nb\n"),
        (":::{lead}\na\n\nOLD\n:::\nb\n", None, ":::{lead}\na\n:::\nb\n"),
        ("> a\n>\n> OLD\n>\n> b\n", None, "> a\n>\n> b\n"),
    ],
)
def test_a_block_is_removed_with_an_empty_line(text: str, kind: Kind | None, expected: str) -> None:
    assert removal_change(text, at(text, "OLD", kind).location, kind=kind).applied(text) == expected


@pytest.mark.parametrize("new", ["", "\n", ":::{lead}\nx", "x\u202e", ":::{notes}\nx\n:::"])
def test_what_is_no_block_is_not_added(new: str) -> None:
    text = ":::{lead}\nOLD\n:::\n"  # in it, one end would close both blocks
    with pytest.raises(Findings):
        addition_change(text, Location(Path("-"), 2, 1), new)


def test_the_first_paragraph_of_an_item_is_not_removed_alone() -> None:
    with pytest.raises(Findings):
        removal_change("- OLD\n\n  a\n", Location(Path("-"), 1, 1))
