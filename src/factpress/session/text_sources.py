"""A cell of a table, and the source of a block as its file has it, each changed by an edit as other words are."""

from __future__ import annotations

import re
from collections.abc import Collection

from factpress.document.editing import block_source, paragraph_change
from factpress.document.runs import Runs, read_runs, same_words, written_forms
from factpress.publication.editing.edits import Edit, EditConflict, digest, edit_of
from factpress.session.table_rows import cell_span, row_cells
from factpress.session.text_facts import TextFacts
from factpress.session.text_parts import Block
from factpress.session.text_words import TextFile, TextRefusal, cannot_words, check_chips, safely, settled, smallest


def cell_edit(
    file: TextFile,
    block: Block,
    cell: tuple[int, int],
    new: Runs,
    facts: TextFacts,
    *,
    base: str,
    dropped: Collection[str] = (),
) -> Edit | None:
    """Return the edit that gives a cell of a table new words, by its row and column; see `words_edit`.

    Rows count from 0 with that of the names. `base` is the digest of the words of the cell alone, so that another cell
    may change meanwhile.
    """
    row, column = cell
    table = block_source(file.text, block.location, kind="table", file=file.path)
    lines = table.split("\n")
    number = row if row == 0 else row + 1
    cells = row_cells(lines[number]) if 0 <= number < len(lines) and row >= 0 else ()
    if not 0 <= column < len(cells):
        raise TextRefusal("This cell is not in the table any more. Load the page again.")
    if digest(cells[column].encode()) != base:
        raise EditConflict(file.path, None, cells[column].encode(), "".join(run.text for run in new).encode())
    old, new = read_runs(cells[column]), settled(new)
    if same_words(old, new):
        return None
    if any(run.kind == "break" for run in new):
        raise TextRefusal("The words of a cell stand on one line. Take out the line break.")
    check_chips(old, new, facts, dropped)
    for form in written_forms(new) if new else ("",):
        begin, end = cell_span(lines[number], column)
        row_words = lines[number][:begin] + re.sub(r"(?<!\\)\|", r"\\|", form) + lines[number][end:]
        changed = [*lines[:number], row_words, *lines[number + 1 :]]
        words = "\n".join(changed)
        read = row_cells(changed[number])
        if len(read) != len(cells) or not same_words(read_runs(read[column]), new):
            continue
        change = safely(
            lambda words=words: paragraph_change(file.text, block.location, words, kind="table", file=file.path)
        )
        return edit_of(file.path, file.content, smallest(file.text, change))
    raise TextRefusal(cannot_words(new))


def source_edit(file: TextFile, block: Block, new: str, *, base: str) -> Edit | None:
    """Return the edit that gives a block another source, as it is written in the file; see `words_edit`.

    A source that is not one block of the same kind, or that has signs which cannot be shown as words, is refused.
    """
    old = block_source(file.text, block.location, kind=block.part, file=file.path)
    new = new.replace("\r\n", "\n").strip()
    if digest(old.encode()) != base:
        raise EditConflict(file.path, None, old.encode(), new.encode())
    if new == old.strip():
        return None
    if not new:
        raise TextRefusal("There are no words left. Write some, or remove the block.")
    change = safely(
        lambda: paragraph_change(file.text, block.location, new, kind=block.part, file=file.path, base=base)
    )
    read = block_source(change.applied(file.text), block.location, kind=block.part, file=file.path)
    if block.part != "table" and not same_words(read_runs(read), read_runs(new)):
        raise TextRefusal(f"This does not read back as one block of the kind “{block.kind}”. Write it in another way.")
    if block.part != "table" and not block.plain and any(run.kind == "other" for run in read_runs(new)):
        raise TextRefusal("Only emphasis, links, numbers and notes can stand in a text. Take out the other signs.")
    return edit_of(file.path, file.content, smallest(file.text, change))
