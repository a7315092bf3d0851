"""What a person adds at the end of a part of a text: a section, a chapter, or a block."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.document.parse.ast import MOST_CHAPTER_RANK
from factpress.document.runs import Runs
from factpress.publication.editing.edits import Edit, edit_of
from factpress.publication.editing.source_text import SourceText, difference
from factpress.session.text_blocks import NewBlock, forms, line_forms, markdown
from factpress.session.text_facts import TextFacts
from factpress.session.text_parts import Part
from factpress.session.text_view import view_text
from factpress.session.text_words import TextFile, TextRefusal


def section_edit(file: TextFile, part: Part, title: Runs, words: Runs, facts: TextFacts, *, chapter: bool) -> Edit:
    """Return the edit that adds a section or a chapter behind a part; a chapter is added behind the whole chapter."""
    sign = "##" if chapter else "###"
    parts, at = _at(file, part, facts)
    if chapter:
        at = next((n for n in range(at + 1, len(parts)) if parts[n].rank <= MOST_CHAPTER_RANK), len(parts)) - 1
    pairs = zip(line_forms(title, facts), forms(words, facts), strict=False)
    texts = (f"{sign} {head}\n\n{below}" for head, below in pairs)
    if (edit := _edit_at_end(file, parts, at, texts, facts, more=1)) is not None:
        return edit
    raise TextRefusal("This section cannot be added here. Choose other words.")


def last_edit(file: TextFile, part: Part, new: NewBlock, facts: TextFacts) -> Edit:
    """Return the edit that adds a block at the end of a part."""
    parts, at = _at(file, part, facts)
    if (edit := _edit_at_end(file, parts, at, markdown(new, facts), facts, more=0)) is not None:
        return edit
    raise TextRefusal("This cannot be added here. Choose another part.")


def _at(file: TextFile, part: Part, facts: TextFacts) -> tuple[tuple[Part, ...], int]:
    """The parts of a file, and the number of one of them."""
    parts = view_text(file.text, file.path, facts).parts
    at = next((n for n, one in enumerate(parts) if one.id == part.id), None)
    if at is None:
        raise TextRefusal("This part is not in the text any more. Load the page again.")
    return parts, at


def _edit_at_end(
    file: TextFile, parts: tuple[Part, ...], at: int, texts: Iterator[str], facts: TextFacts, *, more: int
) -> Edit | None:
    """The edit that adds the first text which makes so many parts `more` behind one, and changes no other."""
    source = SourceText(file.text, file.path)
    stop = parts[at + 1].line - 1 if at + 1 < len(parts) else source.plain.count("\n") + 1
    lines = source.plain.split("\n")
    while stop > 0 and not lines[stop - 1].strip():
        stop -= 1
    for text in texts:
        new = "\n".join([*lines[:stop], "", *text.split("\n"), *(lines[stop:] or [""])])
        titles = [one.title for one in view_text(new, file.path, facts).parts]
        before = [one.title for one in parts]
        if titles[: at + 1] == before[: at + 1] and titles[at + 1 + more :] == before[at + 1 :]:
            return edit_of(file.path, file.content, source.raw_change(difference(source.plain, new)))
    return None
