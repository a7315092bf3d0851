"""Findings of a source that has not changed since it was last checked.

They are kept under a digest of all that reading and judging a publication depend on: the content of each file that a
reading can see, the day, and the program with its libraries. Whatever differs gives another key, so what is kept is
never out of date.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import platform
import stat
import sys
import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factpress.core.content_cache import ContentCache, source_digest
from factpress.core.diagnostics import Diagnostic, Location, Severity
from factpress.core.paths import engine_folder
from factpress.core.regular_files import read_regular
from factpress.core.source_files import FOLDERS

KEEP = 20
"""The number of states of a publication whose findings are kept."""
_MOST = 200_000_000
"""The findings of a publication with more bytes than this are not kept: reading its files would take too long."""
_FOLDER = Path("build/.cache/findings")
_State = tuple[str, int, int, int]


class _UnknownError(Exception):
    """What the findings depend on cannot be determined: links, unreadable files, or more bytes than are read."""


@dataclass(frozen=True, slots=True)
class KeptFindings:
    """The place of the findings of a publication as its files are now."""

    root: Path
    key: str
    states: tuple[_State, ...]

    @classmethod
    def of(cls, root: Path, day: dt.date) -> KeptFindings | None:
        """Return the place of the findings on that day; None if they cannot be kept."""
        root, engine = root.resolve(), engine_folder()
        try:
            states = tuple(_states(root))
            digest = hashlib.sha256(f"{root} {day} {sys.version} {platform.platform()} {source_digest()}".encode())
            digest.update(repr((_libraries(), _time_zones())).encode(errors="surrogateescape"))
            _add_files(digest, root, states)
            if root != engine:
                _add_files(digest, engine, _states_of(engine, (engine / "assets", engine / "templates")))
        except (_UnknownError, OSError, ValueError):
            return None
        return cls(root, digest.hexdigest(), states)

    def get(self) -> tuple[Diagnostic, ...] | None:
        """Return the findings; None if there are none for these files."""
        content = self._cache.get(self.key)
        try:
            return tuple(map(_diagnostic, json.loads(content))) if content is not None else None
        except (ValueError, TypeError):
            return None

    def put(self, found: Sequence[Diagnostic]) -> None:
        """Keep the findings, unless a file was changed since the key was computed."""
        with suppress(_UnknownError, OSError):
            if tuple(_states(self.root)) == self.states:
                self._cache.put(self.key, json.dumps(list(map(_stored, found))).encode())
                self._cache.prune(KEEP)

    @property
    def _cache(self) -> ContentCache:
        return ContentCache(self.root / _FOLDER, "findings-1")


# ── what findings depend on ─────────────────────────────────────────────────────────────────────────────────────────


def _states(root: Path) -> Iterator[_State]:
    """Name, size and times of each file that a reading can see; of the folder itself, the names."""
    with os.scandir(root) as found:
        for name in sorted(entry.name for entry in found):
            if name != _FOLDER.parts[0]:
                yield name, -1, 0, 0
    yield from _states_of(root, (root / name for name in FOLDERS))


def _states_of(root: Path, folders: Iterable[Path]) -> Iterator[_State]:
    for folder in folders:
        if not os.path.lexists(folder):
            continue
        if folder.is_symlink():
            raise _UnknownError
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        name = os.path.relpath(folder, root)
        yield name, -1, 0, 0
        for entry in entries:
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode):
                yield from _states_of(root, (Path(entry.path),))
            elif stat.S_ISREG(status.st_mode):
                yield f"{name}/{entry.name}", status.st_size, status.st_mtime_ns, status.st_ctime_ns
            else:
                raise _UnknownError


def _add_files(digest: Any, root: Path, states: Iterable[_State]) -> None:
    """Add names and contents."""
    left = _MOST
    for name, size, *_ in states:
        digest.update(f"{name}\0{size}\0".encode(errors="surrogateescape"))
        left -= max(size, 0)
        if left < 0:
            raise _UnknownError
        if size >= 0:
            digest.update(hashlib.sha256(read_regular(root / name)).digest())


def _libraries() -> list[str]:
    """The installed packages, with their versions."""
    names: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            names.update(each.name for each in Path(folder).iterdir() if each.suffix in (".dist-info", ".egg-info"))
    return sorted(names)


def _time_zones() -> list[tuple[str, int]]:
    """The data of time zones, as far as it is not an installed package."""
    return [(folder, Path(folder).stat().st_mtime_ns) for folder in zoneinfo.TZPATH if Path(folder).is_dir()]


# ── findings as plain values ────────────────────────────────────────────────────────────────────────────────────────


def _stored(found: Diagnostic) -> list[object]:
    location = _stored_place(found.location) if found.location is not None else None
    related = list(map(_stored_place, found.related))
    return [found.code, found.message, location, found.hint, found.severity.value, related, found.answer]


def _stored_place(at: Location) -> list[object]:
    return [str(at.path), at.line, at.column, at.length, at.cell]


def _diagnostic(stored: Sequence[Any]) -> Diagnostic:
    code, message, location, hint, severity, related, answer = stored
    place = _location(location) if location is not None else None
    return Diagnostic(code, message, place, hint, Severity(severity), tuple(map(_location, related)), answer)


def _location(stored: Sequence[Any]) -> Location:
    path, line, column, length, cell = stored
    return Location(Path(path), line, column, length, cell=cell)
