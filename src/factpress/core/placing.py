"""Puts files in their places: all or none, even if the process is killed at any moment.

New files are written to a work folder beside their places. A journal with their names is the decision: before it is
there, a new file is an attempt, which the next process removes; afterwards the next process finishes what was begun. If
a file cannot be put in its place, the journal is renamed, and those that were are put back in the same way.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from factpress.core.diagnostics import ToolError
from factpress.core.interrupts import deferred
from factpress.core.locks import open_locked, remove_locked
from factpress.core.regular_files import read_regular

WORK = ".factpress-work"
"""The work folder, in the folder of the files. It exists only while files are written."""

PATIENCE = 30.0
"""How long to wait for another process that writes into the same folder, in seconds."""

_LOCK, _FORWARD, _BACK = "lock", "journal", "undo"
_MOST_BYTES = 10_000_000


class PlacingError(Exception):
    """A file could not be written because of an OSError; all are as they were."""

    def __init__(self, path: Path, reason: OSError) -> None:
        super().__init__(str(reason))
        self.path, self.reason = path, reason


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file of a set: its path relative to the folder, and whether a file was there before."""

    name: str
    replaces: bool


def place_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes all files, given by their POSIX paths in the folder, or none.

    Raises PlacingError if a file cannot be written; ToolError if another process goes on writing into the folder.
    """

    def place(work: Path) -> None:
        _settle(folder, work)
        entries = _stage(folder, work, files)
        if len(entries) == 1:
            _forward(folder, work, entries)
            return
        _write_synced(work / "journal.new", json.dumps([asdict(entry) for entry in entries]).encode())
        (work / "journal.new").replace(work / _FORWARD)
        _sync_folder(work)
        try:
            _forward(folder, work, entries)
        except PlacingError:
            (work / _FORWARD).replace(work / _BACK)
            _back(folder, work, entries)
            (work / _BACK).unlink()
            raise
        (work / _FORWARD).unlink()

    _with_work_folder(folder, place)


def settle(*folders: Path) -> None:
    """Finishes or undoes what a process that was killed has left in these folders. Those that read them call it.

    Raises ToolError if that fails.
    """
    for folder in folders:
        if not os.path.lexists(folder / WORK):
            continue
        try:
            _with_work_folder(folder, lambda work, folder=folder: _settle(folder, work))
        except PlacingError as error:
            message = f"a build was stopped while it wrote {error.path}; it cannot be finished: {error.reason.strerror}"
            raise ToolError(message, "close it in other programs and check the permissions") from error
        except OSError:
            if (folder / WORK / _FORWARD).exists():
                message = f"an earlier build was stopped while it wrote into {folder}, and cannot be finished"
                raise ToolError(message, "check the permissions") from None


def _with_work_folder(folder: Path, action: Callable[[Path], None]) -> None:
    """Calls the function with the work folder, which no other process uses meanwhile, and removes the folder."""
    work = folder / WORK
    end = time.monotonic() + PATIENCE
    while True:
        with deferred():
            if _attempt(work, action):
                return
        if time.monotonic() > end:
            raise ToolError(f"another factpress writes into {folder}", "wait until it has ended, and try again")
        time.sleep(0.05)


def _attempt(work: Path, action: Callable[[Path], None]) -> bool:
    if work.is_symlink():
        raise ToolError(f"{work} is a link", "remove it; factpress creates a folder of that name")
    with contextlib.suppress(FileExistsError):
        work.mkdir(mode=0o700)
    try:
        handle = open_locked(work / _LOCK)
    except FileNotFoundError:  # another process has just removed the folder
        return False
    if handle is None:
        return False
    try:
        action(work)
    finally:
        if (work / _FORWARD).exists() or (work / _BACK).exists():
            os.close(handle)  # for the next attempt
        else:
            _clear(work)
            remove_locked(work / _LOCK, handle)
            with contextlib.suppress(OSError):
                work.rmdir()  # fails if another process has come
    return True


def _clear(work: Path) -> None:
    for path in work.iterdir():
        if path.name != _LOCK:
            with contextlib.suppress(OSError):
                path.unlink()


# ── steps ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _stage(folder: Path, work: Path, files: Mapping[str, bytes]) -> tuple[_Entry, ...]:
    """Writes the new files to the work folder, and keeps the old ones there too."""
    entries: list[_Entry] = []
    for number, (name, content) in enumerate(files.items()):
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_synced(work / f"new-{number}", content)
            replaces = os.path.lexists(target)
            if replaces and len(files) > 1:
                _keep(target, work / f"old-{number}")
            if target.exists():
                (work / f"new-{number}").chmod(stat.S_IMODE(target.stat().st_mode))
        except OSError as error:
            raise PlacingError(target, error) from error
        entries.append(_Entry(name, replaces))
    return tuple(entries)


def _keep(target: Path, old: Path) -> None:
    try:
        os.link(target, old, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without links, or a file of another user
        shutil.copy2(target, old, follow_symlinks=False)


def _forward(folder: Path, work: Path, entries: tuple[_Entry, ...]) -> None:
    """Puts the new files in their places, except those that already are."""
    for number, entry in enumerate(entries):
        try:
            if (work / f"new-{number}").exists():
                (work / f"new-{number}").replace(folder / entry.name)
        except OSError as error:
            raise PlacingError(folder / entry.name, error) from error
    for parent in {(folder / entry.name).parent for entry in entries}:
        _sync_folder(parent)


def _back(folder: Path, work: Path, entries: tuple[_Entry, ...]) -> None:
    """Puts the old files back where new ones are."""
    for number, entry in enumerate(entries):
        target, old = folder / entry.name, work / f"old-{number}"
        try:
            if (work / f"new-{number}").exists():
                continue
            if os.path.lexists(old):
                old.replace(target)
            elif not entry.replaces:
                target.unlink(missing_ok=True)
        except OSError as error:
            raise PlacingError(target, error) from error


def _settle(folder: Path, work: Path) -> None:
    """Finishes or undoes what another process has left."""
    for journal, action in ((_BACK, _back), (_FORWARD, _forward)):
        entries = _entries(folder, work / journal)
        if entries is not None:
            action(folder, work, entries)
            (work / journal).unlink()
    _clear(work)


def _entries(folder: Path, journal: Path) -> tuple[_Entry, ...] | None:
    """What a journal contains; None if there is none. One that names files elsewhere is none of ours: it is removed."""
    try:
        stored: Any = json.loads(read_regular(journal, _MOST_BYTES))
        entries = tuple(_Entry(str(one["name"]), bool(one["replaces"])) for one in stored)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, LookupError):
        entries = None
    if entries is None or not all(_is_inside(folder, entry.name) for entry in entries):
        journal.unlink()
        return None
    return entries


def _is_inside(folder: Path, name: str) -> bool:
    parts = PurePosixPath(name).parts
    if not parts or parts[0] == "/" or ".." in parts or WORK in parts or "\\" in name or ":" in name or "\0" in name:
        return False
    return (folder / name).parent.resolve().is_relative_to(folder.resolve())


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Makes renames in that folder permanent, on systems that can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
