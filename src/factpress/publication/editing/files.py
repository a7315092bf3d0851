"""Reading the files of a publication to edit them, and writing them: all or none, and nothing outside the folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from factpress.core.diagnostics import MAX_BYTES, Diagnostic, Findings, Location, Problems, ToolError
from factpress.core.placing import PlacingError, place_files
from factpress.core.regular_files import read_regular
from factpress.core.yaml_positions import read_text
from factpress.publication.editing.edits import Edit, apply_edits
from factpress.publication.editing.source_text import NO_ENTRY


def read_content(root: Path, file: Path) -> bytes:
    """Return the bytes of a text file, `file` relative to `root`.

    Raises Findings if it cannot be read, is not UTF-8, or is outside the folder.
    """
    problems = Problems()
    if _target(root, file) is None or read_text(root, file, problems) is None:
        problems.raise_errors()
        raise _outside(file)
    try:
        return read_regular(root / file, MAX_BYTES)
    except OSError as error:
        raise ToolError(f"cannot read {root / file}: {error.strerror}", "try again") from error


def begin_file(root: Path, file: Path) -> bool:
    """Create a file without entries, `file` relative to `root`, if there is none, and return whether it was created.

    Raises Findings if it is outside the folder, ToolError if it cannot be written.
    """
    if (root / file).exists():
        return False
    write_contents(root, {file: f"{NO_ENTRY}\n".encode()})
    return True


def write_edits(root: Path, edits: Sequence[Edit]) -> dict[Path, bytes]:
    """Make edits, each for what the one before it leaves, and return the contents of their files.

    All files are written, or none; a reader sees a whole file at any moment. Raises EditConflict if a file was changed
    since, Findings if one cannot be read, and ToolError if one cannot be written.
    """
    contents = apply_edits({file: read_content(root, file) for file in {edit.file for edit in edits}}, edits)
    write_contents(root, contents)
    return contents


def write_contents(root: Path, contents: Mapping[Path, bytes]) -> None:
    """Write files, given relative to `root`: all or none. Behind a link, what it leads to is written.

    Raises Findings if a file is outside the folder, ToolError if one cannot be written.
    """
    folder = root.resolve()
    names: dict[str, bytes] = {}
    for file, content in contents.items():
        target = _target(root, file)
        if target is None:
            raise _outside(file)
        names[target.relative_to(folder).as_posix()] = content
    if not names:
        return
    try:
        place_files(folder, names)
    except PlacingError as error:
        raise _failure(error.path, error.reason) from error
    except OSError as error:
        raise _failure(folder / next(iter(names)), error) from error


def _target(root: Path, file: Path) -> Path | None:
    """The file that a path leads to; None if it is outside the folder."""
    try:
        target, folder = (root / file).resolve(), root.resolve()
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name that no file can have
        return None
    return target if target.is_relative_to(folder) and target != folder else None


def _outside(file: Path) -> Findings:
    message = f"{file.as_posix()} is outside the publication's folder"
    return Findings([Diagnostic("outside-folder", message, Location(file), "copy it in")])


def _failure(path: Path, error: OSError) -> ToolError:
    return ToolError(f"cannot write {path}: {error.strerror}", "check the free space and the permissions")
