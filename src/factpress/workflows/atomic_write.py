"""Files that are made: whether they can be put where they are wanted, and putting them there whole."""

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
"""Where drawings are kept, in the folder of the files that are made."""


def has_drawings(folder: Path) -> bool:
    """Whether drawings are kept in that folder of files: then most likely nothing has to be drawn."""
    try:
        return (folder / CACHE).is_dir()
    except OSError:  # an endless name: the reader says so
        return False


def check_folder(folder: Path) -> None:
    """Raises ToolError where that folder neither stands nor can be made."""
    if is_folder(folder):
        return
    nearest = next((path for path in (folder, *folder.absolute().parents) if path_exists(path)), folder)
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


def put_all(artefacts: Mapping[Path, bytes]) -> None:
    """Puts every file in its place, or none.

    All are written beside their places first, and renamed then: a reader sees the old file or the new one, never half
    of one, and where one finds no room, the others stay as they were. Raises ToolError where one cannot be written.
    """
    written: dict[Path, Path] = {}
    try:
        for path, artefact in artefacts.items():
            with _told(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                written[path] = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
                _write(written[path], artefact, like=path)
        for path, temporary in written.items():
            with _told(path):
                temporary.replace(path)
    finally:
        for temporary in written.values():
            with contextlib.suppress(OSError):
                temporary.unlink()  # those that were renamed are no longer there


def _write(temporary: Path, artefact: bytes, *, like: Path) -> None:
    """Writes a new file with the rights of the old one; where there is none, the umask says which."""
    with temporary.open("xb") as file:
        file.write(artefact)
    if like.exists():
        temporary.chmod(stat.S_IMODE(like.stat().st_mode))


@contextlib.contextmanager
def _told(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        hint = "close it in other programs" if path_exists(path) else "check the free space and the permissions"
        raise ToolError(f"cannot write {path}: {error.strerror}", hint) from error
