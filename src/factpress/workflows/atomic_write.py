"""Writing built files: checks of the target folder, and writing all files or none."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Generator, Iterable, Mapping
from pathlib import Path

from factpress.core.diagnostics import ToolError
from factpress.core.paths import is_folder, path_exists

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
    """Writes all files, or none.

    Each is written to a temporary file in the same folder, and all are renamed at the end. Readers never see a part
    of a file. Raises ToolError if a file cannot be written; then the old files are unchanged.
    """
    written: dict[Path, Path] = {}
    try:
        for path, artefact in artefacts.items():
            with _reported(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                written[path] = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
                _write(written[path], artefact, like=path)
        for path, temporary in written.items():
            with _reported(path):
                temporary.replace(path)
    finally:
        for temporary in written.values():
            with contextlib.suppress(OSError):
                temporary.unlink()  # fails for those that were renamed


def _write(temporary: Path, artefact: bytes, *, like: Path) -> None:
    """Writes a new file with the permissions of the old one if there is one, else those of the umask."""
    with temporary.open("xb") as file:
        file.write(artefact)
    if like.exists():
        temporary.chmod(stat.S_IMODE(like.stat().st_mode))


@contextlib.contextmanager
def _reported(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        hint = "close it in other programs" if path_exists(path) else "check the free space and the permissions"
        raise ToolError(f"cannot write {path}: {error.strerror}", hint) from error
