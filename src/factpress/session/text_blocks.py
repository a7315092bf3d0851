"""Blocks and sections that a person adds, removes and moves, each as an edit of the bytes of their file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from factpress.core.diagnostics import Findings, Location
from factpress.document.block_editing import addition_change, removal_change
from factpress.document.block_order import added_behind, moved
from factpress.document.editing import Kind, read_blocks, words_of
from factpress.document.runs import Run, Runs, joined, read_runs, same_words, written_forms
from factpress.publication.editing.edits import Edit, edit_of
from factpress.publication.editing.source_text import SourceText, difference
from factpress.session.text_facts import TextFacts
from factpress.session.text_parts import Block
from factpress.session.text_words import (
    TextFile,
    TextRefusal,
    check_chips,
    check_lines,
    refusal_words,
    safely,
    settled,
    words_edit,
)

FOLLOW = frozenset({"notes"})
"""Blocks that belong to the one above them."""


@dataclass(frozen=True, slots=True)
class NewBlock:
    """A block to be added: its kind, the words of a person, and the id of the claim, chart, verse … that it shows.

    With a `source`, it has that Markdown.
    """

    kind: str
    words: Runs = ()
    target: str = ""
    source: str = ""


ADDABLE: Mapping[str, str] = {
    "text": "Text",
    "heading": "Heading",
    "list": "List",
    "quotation": "Sentence as supplied",
    "statistic": "Large number",
    "chart": "Chart",
    "scripture": "Verse",
    "slide": "Slide",
    "notes": "Speaker’s notes",
    "aside": "Box",
}
"""The kinds of blocks that can be added, with their names."""

_TARGETED = frozenset({"quotation", "statistic", "chart", "scripture"})


def add_edit(file: TextFile, block: Block, new: NewBlock, facts: TextFacts) -> Edit:
    """Return the edit that adds a block behind another one; behind an item of a list, a list is one more item."""
    text, place = file.text, block.location
    follow = FOLLOW if block.part in ("argument", "body") else ()  # notes stay below what they are spoken to
    if new.kind == "list" and _is_item(block):
        for form in forms(new.words, facts):
            try:
                change = addition_change(text, place, form, kind="item", file=file.path)
            except Findings:
                continue
            return edit_of(file.path, file.content, change)
    else:
        for form in (new.source,) if new.source else markdown(new, facts):
            try:
                after = added_behind(text, place, form, follow=follow, file=file.path)
            except Findings:
                continue
            alone = new.kind in _TARGETED or new.kind == "aside" or new.source
            if alone or _has(after, new.words) > _has(text, new.words):
                return edit_of(file.path, file.content, difference(text, after))
    raise TextRefusal("This cannot be added here. Choose another place, or other words.")


def _has(text: str, words: Runs) -> int:
    """How many blocks of a text have these words."""
    source, wanted = SourceText(text, Path("-")), settled(words)
    return sum(
        same_words(read_runs(words_of(source, block)), wanted)
        for block in read_blocks(source)
        if block.kind in ("heading", "paragraph", "argument")
    )


def _is_item(block: Block) -> bool:
    return block.kind.casefold().endswith("list")


def forms(words: Runs, facts: TextFacts) -> Iterator[str]:
    """Yield the forms of words of a paragraph as Markdown, the plainest first."""
    new = settled(words)
    check_lines("paragraph", new)
    check_chips((), new, facts, ())
    yield from written_forms(new)


def line_forms(words: Runs, facts: TextFacts) -> Iterator[str]:
    """Yield the forms of words that stand on one line."""
    if any(run.kind == "break" for run in settled(words)):
        raise TextRefusal("These words stand on one line. Take out the line break.")
    yield from forms(words, facts)


def markdown(new: NewBlock, facts: TextFacts) -> Iterator[str]:
    """Yield the forms of a new block as Markdown."""
    if new.kind not in ADDABLE:
        raise TextRefusal("There is no such kind of block.")
    if new.kind in _TARGETED:
        target = " ".join(new.target.split())
        if not re.fullmatch(r"[^{}`:]+(?::[^{}`:]+)?", target):
            raise TextRefusal(f"{ADDABLE[new.kind]}: choose what it shows.")
        if new.kind in ("quotation", "statistic") and target.partition("/")[0] not in facts.book.claims:
            raise TextRefusal(f"There is no claim “{target}”.")
        if new.kind == "quotation" and not facts.book.claims[target.partition("/")[0]].as_supplied:
            raise TextRefusal("This claim has no sentence as supplied. Insert its number or its own sentence.")
        if new.kind == "chart" and target not in facts.charts:
            raise TextRefusal(f"There is no chart “{target}”.")
        yield f":::{{{new.kind}}} {target}\n:::"
    elif new.kind == "heading":
        yield from (f"### {form}" for form in line_forms(new.words, facts))
    elif new.kind == "list":
        yield from (f"- {form}" for form in line_forms(new.words, facts))
    elif new.kind == "slide":
        yield from (f":::{{slide}} {form}\n:::" for form in line_forms(new.words, facts))
    elif new.kind == "aside":
        title, *rest = _lines(new.words)
        if not rest:
            raise TextRefusal("A box has a title on its first line, and its words below.")
        words = [run for line in rest for run in (*line, Run("text", " "))]
        for form, below in zip(line_forms(title, facts), line_forms(joined(words), facts), strict=False):
            yield f":::{{aside}} {form}\n{below}\n:::"
    elif new.kind == "notes":
        yield from (f":::{{notes}}\n{form}\n:::" for form in forms(new.words, facts))
    else:
        yield from forms(new.words, facts)


def _lines(words: Runs) -> list[Runs]:
    lines: list[list[Run]] = [[]]
    for run in words:
        if run.kind == "break":
            lines.append([])
        else:
            lines[-1].append(run)
    return [tuple(line) for line in lines if joined(line)] or [()]


def remove_edit(file: TextFile, block: Block) -> Edit:
    """Return the edit that removes a block; of a list, the item, and of the only paragraph of notes, the notes."""
    part: Kind = "body" if block.part in ("argument", "body") else block.part
    kinds: tuple[Kind, ...] = ("item", part) if _is_item(block) else (part,)
    if block.part == "heading" and block.kind == "Chapter":
        raise TextRefusal("A chapter is not removed with its heading. Remove its blocks first, or undo.")
    for kind in kinds:
        try:
            change = removal_change(file.text, block.location, kind=kind, file=file.path)
        except Findings:
            continue
        if not _empty_fence(change.applied(file.text), change.start):
            return edit_of(file.path, file.content, change)
    outer = _fence_around(file.text, block)
    if outer is not None:
        change = safely(lambda: removal_change(file.text, outer, kind="body", file=file.path))
        return edit_of(file.path, file.content, change)
    raise TextRefusal("This block cannot be removed alone.")


def _empty_fence(text: str, index: int) -> bool:
    """Whether a ::: block that must have words has none left around a place."""
    before, after = text[:index].rstrip(), text[index:].lstrip()
    head = before[before.rfind("\n") + 1 :].strip()
    return re.match(r":{3,}\{(?:notes|lead|only|aside|lines|boxes)\}", head) is not None and after.startswith(":::")


def _fence_around(text: str, block: Block) -> Location | None:
    lines = text.split("\n")
    for line in range(block.line - 1, 0, -1):
        words = lines[line - 1].strip()
        if re.match(r":{3,}\{", words):
            return replace(block.location, line=line, column=1)
        if words and not words.startswith(":"):
            return None
    return None


def move_edit(file: TextFile, block: Block, *, up: bool) -> Edit:
    """Return the edit that moves a block past its neighbour; speaker's notes move with what stands above them."""
    if block.kind == "Chapter":
        raise TextRefusal("A chapter is not moved by its heading.")
    item = _is_item(block)
    try:
        after = moved(file.text, block.location, up=up, item=item, follow=FOLLOW, file=file.path)
    except Findings as found:
        raise TextRefusal(refusal_words(found)) from found
    if _begins_with_chapter(file) and not _begins_with_chapter(replace(file, content=after.encode())):
        raise TextRefusal("A text begins with its chapter: nothing can be moved before it.")
    return edit_of(file.path, file.content, difference(file.text, after))


def _begins_with_chapter(file: TextFile) -> bool:
    return file.text.lstrip("\ufeff \r\n").startswith("## ")


def split_edit(file: TextFile, block: Block, first: Runs, second: Runs, facts: TextFacts, *, base: str) -> Edit:
    """Return the edit that makes two paragraphs of one."""
    one = words_edit(file, block, first, facts, base=base, dropped=[run.text for run in second])
    middle = replace(file, content=_applied(file.content, one))
    new = add_edit(middle, block, NewBlock("text", second), facts)
    after = _applied(middle.content, new).decode("utf-8")
    return edit_of(file.path, file.content, difference(file.text, after))


def _applied(content: bytes, edit: Edit | None) -> bytes:
    return content if edit is None else content[: edit.start] + edit.after + content[edit.end :]
