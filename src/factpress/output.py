"""Files that are made: whether they can be put where they are wanted, and putting them there whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from factpress.diagnostics import ToolError
from factpress.places import is_folder, stands


def check_folder(folder: Path) -> None:
    """Raises ToolError where that folder neither stands nor can be made."""
    if is_folder(folder):
        return
    nearest = next((path for path in (folder, *folder.absolute().parents) if stands(path)), folder)
    if not is_folder(nearest):
        raise ToolError(f"{nearest} is not a folder, so nothing can be written into it", "name another: -o FOLDER")
    if not os.access(nearest, os.W_OK):
        raise ToolError(f"nothing may be written into {nearest}", "name another folder: -o FOLDER")


def check_targets(folder: Path, paths: Iterable[Path]) -> None:
    """Raises ToolError where a file cannot be put in its place."""
    check_folder(folder)
    for path in paths:
        if is_folder(path):
            raise ToolError(f"{path} is to be a file, and a folder stands there", "move the folder away")


def put(path: Path, artefact: bytes) -> Path:
    """The path, once the file is there.

    Written beside its place and renamed: a reader sees the old file or the new one, never half of one.
    Raises ToolError where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(artefact)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        hint = "is the file open in another program?" if stands(path) else "is there room, and may you write there?"
        raise ToolError(f"cannot write {path}: {error.strerror}", hint) from error
    return path
