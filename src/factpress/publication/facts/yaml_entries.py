"""Files of entries by id: what every such file has in common, whatever its entries are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar, cast

from factpress.core.diagnostics import Location, Problems
from factpress.core.validation import Record, Tree, check, described, parse, read_text
from factpress.publication.facts.schema import id_fault

Entry = TypeVar("Entry", bound=Record)


def entries(root: Path, file: Path, problems: Problems) -> Iterator[tuple[str, Tree]]:
    """The entries of a file of ids, with the file's tree; what is no id is noted and left out."""
    text = read_text(root, file, problems)
    tree = parse(text, file, problems) if text is not None else None
    if tree is None:
        return
    data: object = tree.data
    if data is None:
        hint = "write an entry, or delete the file"
        problems.error("empty-file", f"{file.as_posix()} is empty", Location(file, 1, 1), hint)
        return
    if not isinstance(data, dict):
        message = f"expected entries by id, found {described(data)}"
        problems.error("wrong-type", message, tree.at(), "write an id, a colon, and the entry below it")
        return
    for key in cast("dict[str, object]", data):
        wrong = id_fault(key)
        if wrong is not None:
            problems.error("bad-id", wrong, tree.key_at(key))
        else:
            yield key, tree


def records(root: Path, file: Path, model: type[Entry], problems: Problems) -> Iterator[tuple[str, Entry, Tree]]:
    """The entries that are right, each as a record of that kind; what is wrong with the others is noted."""
    for key, tree in entries(root, file, problems):
        record = check(tree, model, problems, (key,))
        if record is not None:
            yield key, record, tree
