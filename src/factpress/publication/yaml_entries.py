"""Files with entries by id: claims, sources, consents, events, wording rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast

from pydantic import AfterValidator

from factpress.core.diagnostics import Location, Problems
from factpress.core.error_messages import describe
from factpress.core.model_keys import keys_allowed
from factpress.core.paths import path_exists
from factpress.core.source_files import SourceFiles
from factpress.core.validation import Record, invalid, validate
from factpress.core.yaml_positions import Tree, read_text, read_tree

R = TypeVar("R", bound=Record)

_ID = r"[a-z0-9]+(-[a-z0-9]+)*"


def id_error(written: str) -> str | None:
    """Return what is wrong with an id of a claim, a value or a source; None if it is valid."""
    if re.fullmatch(_ID, written) and len(written) <= 80:
        return None
    return f'"{written}" is not an id; use a to z, 0 to 9 and single hyphens, at most 80 characters'


def _id(written: str) -> str:
    error = id_error(written)
    if error:
        raise invalid("bad-id", error, f'for example "{_better(written)}"')
    return written


def _better(written: str) -> str:
    """An id that is similar to a text."""
    return re.sub("[^a-z0-9]+", "-", written.lower()).strip("-")[:80] or "deaths"


Id = Annotated[str, AfterValidator(_id)]


def by_id(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of a file of entries with the rule for ids added."""
    return {**schema, "propertyNames": {"pattern": f"^{_ID}$", "maxLength": 80}}


def entries(
    files: SourceFiles, file: Path, problems: Problems, model: type[Record] | None = None
) -> Iterator[tuple[str, Tree]]:
    """Yield the id of each entry, with the file's tree; nothing without the file. Invalid ids are errors.

    A file that has only comments has no entries; an empty one is an error. With the `model` of an
    entry, keys of an entry without an id are one error.
    """
    tree = read_tree(files, file, problems) if path_exists(files.root / file) else None
    if tree is None:
        return
    data: object = tree.data
    if data is None:
        if "#" in (read_text(files, file, Problems()) or ""):
            return  # a file with a comment is meant to have no entry yet
        hint = "write an entry, or delete the file"
        problems.error("empty-file", f"{file.as_posix()} is empty", Location(file, 1, 1), hint)
        return
    if not isinstance(data, dict):
        message = f"expected entries by id, found {describe(data)}"
        problems.error("wrong-type", message, tree.at(), "write an id, a colon, and the entry below it")
        return
    nameless = keys_without_id(tree, model, problems) if model is not None else frozenset[str]()
    for key in cast("dict[str, object]", data):
        if key in nameless:
            continue
        error = id_error(key)
        if error is not None:
            problems.error("bad-id", error, tree.key_at(key), f'for example "{_better(key)}"')
        else:
            yield key, tree


def keys_without_id(tree: Tree, model: type[Record], problems: Problems) -> frozenset[str]:
    """Return the keys of a file that belong to an entry whose id is missing, which is an error."""
    data = cast("dict[str, object]", tree.data)
    allowed = keys_allowed(model, ())
    found = [key for key in data if key in allowed]
    if len(found) < _FEW_KEYS or all(isinstance(data[key], dict) for key in found):  # these may be ids
        return frozenset()
    message = f'the keys "{found[0]}" to "{found[-1]}" are in no entry: its id is missing'
    hint = "write the id and a colon on a line above them, and indent them"
    problems.error("bad-id", message, tree.key_at(found[0]), hint)
    return frozenset(found)


_FEW_KEYS = 2


def records(files: SourceFiles, file: Path, model: type[R], problems: Problems) -> Iterator[tuple[str, R, Tree]]:
    """Yield the id and the record of each valid entry, with the file's tree; invalid entries are errors."""
    for key, tree in entries(files, file, problems, model):
        record = validate(tree, model, problems, (key,))
        if record is not None:
            yield key, record, tree
