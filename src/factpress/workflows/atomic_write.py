"""Writing built files: checks of the target folder, and writing all files or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from factpress.core.diagnostics import ToolError
from factpress.core.paths import is_folder, path_exists
from factpress.core.placing import PlacingError, place_files

CACHE = Path(".cache/charts")
"""The folder of cached drawings, in the folder of built files."""

VERDICTS = Path(".cache/verdicts")
"""The folder of verdicts on laid out products, in the folder of built files."""


def has_drawings(folder: Path) -> bool:
    """Whether that folder of built files has cached drawings, so that probably nothing has to be drawn."""
    try:
        return (folder / CACHE).is_dir()
    except OSError:  # such as a name that is too long; check_folder reports it
        return False


def check_folder(folder: Path) -> None:
    """Raises ToolError if that folder does not exist and cannot be created."""
    if is_folder(folder):
        return
    nearest = next((path for path in (folder, *folder.absolute().parents) if path_exists(path)), folder)
    if not is_folder(nearest):
        raise ToolError(f"{nearest} is not a folder, so nothing can be written into it", "choose another: -o FOLDER")
    if not os.access(nearest, os.W_OK):
        raise ToolError(f"the folder {nearest} is not writable", "choose another: -o FOLDER")


def check_targets(folder: Path, paths: Iterable[Path]) -> None:
    """Raises ToolError if one of these files cannot be written into the folder."""
    check_folder(folder)
    for path in paths:
        if is_folder(path):
            raise ToolError(f"cannot write the file {path}, because it is a folder", "move the folder away")


def write_all(artefacts: Mapping[Path, bytes]) -> None:
    """Writes all files, or none, even if the process is killed; see `core.placing`. Readers never see a part of a file.

    Raises ToolError if a file cannot be written; then the old files are unchanged.
    """
    if not artefacts:
        return
    paths = {path.absolute(): artefact for path, artefact in artefacts.items()}
    folder = Path(os.path.commonpath([path.parent for path in paths]))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place_files(folder, {path.relative_to(folder).as_posix(): artefact for path, artefact in paths.items()})
    except PlacingError as error:
        raise _failure(error.path, error.reason) from error
    except OSError as error:
        raise _failure(next(iter(artefacts)), error) from error


def _failure(path: Path, error: OSError) -> ToolError:
    hint = "close it in other programs" if path_exists(path) else "check the free space and the permissions"
    return ToolError(f"cannot write {path}: {error.strerror}", hint)
