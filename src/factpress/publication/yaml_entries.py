"""Files that hold entries by id: claims, sources, consents, events, wording rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast

from pydantic import AfterValidator

from factpress.core.diagnostics import Location, Problems
from factpress.core.validation import Record, Tree, check, describe, fault, parse, read_text

Entry = TypeVar("Entry", bound=Record)


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_PATTERN = f"^{_ID.pattern}$"


def id_fault(written: str) -> str | None:
    """What is wrong with an id of a claim, a value or a source; None where it is right."""
    if _ID.fullmatch(written) and len(written) <= 80:
        return None
    return f'"{written}" is no id; use a to z, 0 to 9 and single hyphens, at most 80'


def _id(written: str) -> str:
    wrong = id_fault(written)
    if wrong:
        better = re.sub("[^a-z0-9]+", "-", written.lower()).strip("-")[:80] or "deaths"
        raise fault("bad-id", wrong, f'for example "{better}"')
    return written


Id = Annotated[str, AfterValidator(_id)]


def by_id(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a file of entries by id, with what an id may be."""
    return {**schema, "propertyNames": {"pattern": ID_PATTERN, "maxLength": 80}}


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
        message = f"expected entries by id, found {describe(data)}"
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
