"""Removes the metadata of picture files. What a link points to is changed, and the link stays."""

from __future__ import annotations

from pathlib import Path

from factpress.core.diagnostics import ToolError
from factpress.core.metadata_removal import clean_copy
from factpress.core.placing import settle
from factpress.core.untrusted import run_confined
from factpress.workflows.atomic_write import write_all


def strip_file(path: Path) -> tuple[bool, str]:
    """Removes the metadata of a JPEG or PNG file. Returns whether it had any, and the result as a phrase.

    Raises ToolError if the file cannot be read, understood or written; then it is unchanged.
    """
    try:
        target = path.resolve()
    except (OSError, RuntimeError, ValueError) as error:  # circular links, a name that is too long, a NUL in it
        raise ToolError(f"{str(path)!r} cannot be opened", "check the name") from error
    settle(target.parent)
    clean = run_confined(clean_copy, path) if target.is_file() else clean_copy(path)  # which says what is wrong
    if clean is None:
        return False, "has no metadata"
    others = target.stat().st_nlink - 1
    write_all({target: clean})
    if others:
        names = "another name of the file (a hard link) leads" if others == 1 else f"{others} other hard links lead"
        return True, f"metadata removed; {names} to the old file"
    return True, "metadata removed"
