"""Writing files to the output folder without overwriting a file that was changed, put there, or is open.

A file in the way that is not ours as it was written stays. The new one is written beside it, as "STEM-new.EXT", with a
warning; or, if the new one is asked for, the file in the way is kept as "STEM-yours-YYYY-MM-DD.EXT".
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Location, Severity, ToolError
from factpress.workflows.atomic_write import write_all
from factpress.workflows.deck_report import sentence, summary
from factpress.workflows.ownership import RECORD, Owned, Owner, WrittenRecord, is_protected, opened_by

REPLACED = Path(".cache/replaced")
"""The folder of decks that were only saved again and then overwritten, in the folder of built files."""

_MOST_COPIES = 1000


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """Where each file was written, by the path that it was meant for, the warnings, and the decks that were changed."""

    paths: Mapping[Path, Path]
    warnings: tuple[Diagnostic, ...] = ()
    changed_decks: tuple[Path, ...] = ()


def write_outputs(folder: Path, files: Mapping[Path, bytes], *, take_new: bool | None = None) -> WrittenFiles:
    """Writes files of one folder, all or none. With `take_new`, files in the way are moved aside first.

    It is None if the command has no such option, which hints then do not name.
    Raises ToolError if a file cannot be written; then the old files are unchanged.
    """
    plan = _Plan(WrittenRecord.load(folder), take_new)
    for path, data in files.items():
        plan.add(path, data)
    undo = _set_aside(plan.aside)
    try:
        write_all(plan.files)
    except ToolError:
        undo()
        raise
    _forget(plan.stale)
    # without the record, files are recognized by what is in them
    with contextlib.suppress(ToolError):
        write_all({folder / RECORD: plan.record.with_files(plan.files)})
    return WrittenFiles(plan.paths, tuple(plan.warnings), tuple(plan.changed_decks))


@dataclass(slots=True)
class _Plan:
    """What is written where, and what is kept."""

    record: WrittenRecord
    take_new: bool | None
    files: dict[Path, bytes] = field(default_factory=dict[Path, bytes])
    paths: dict[Path, Path] = field(default_factory=dict[Path, Path])
    aside: dict[Path, Path] = field(default_factory=dict[Path, Path])  # from the file in the way to its copy
    stale: list[Path] = field(default_factory=list[Path])
    warnings: list[Diagnostic] = field(default_factory=list[Diagnostic])
    changed_decks: list[Path] = field(default_factory=list[Path])

    def add(self, path: Path, data: bytes) -> None:
        """Decide where a file is written."""
        owned = self.record.owned(path, data)
        lock = opened_by(path) if owned.owner is not Owner.ABSENT else None
        protected = is_protected(path)
        if owned.is_new and (lock is not None or protected):
            self.paths[path] = path
        elif owned.replaceable and lock is None and not protected:
            if owned.owner is Owner.SAVED_AGAIN:
                self.aside[path] = self.record.folder / REPLACED / path.name
            self._write(path, path, data)
        elif self.take_new and lock is None:
            day = dt.datetime.now(dt.UTC).astimezone().date().isoformat()
            self.aside[path] = next(one for one in _names(path, f"yours-{day}") if not os.path.lexists(one))
            self._write(path, path, data)
            kept = f"the file that was in its place is now {self.aside[path].name}"
            self.warnings.append(Diagnostic("file-kept", kept, Location(path), None, Severity.INFORMATION))
        else:
            new = next(one for one in _names(path, "new") if self._is_free(one, data))
            self._write(path, new, data)
            warnings = _warnings(path, new, owned, lock, protected=protected, may_take_new=self.take_new is not None)
            self.warnings += warnings
            self.changed_decks += [path] if owned.changes is not None else []

    def _is_free(self, path: Path, data: bytes) -> bool:
        return self.record.owned(path, data).replaceable and opened_by(path) is None and not is_protected(path)

    def _write(self, asked: Path, path: Path, data: bytes) -> None:
        if path == asked:
            self.stale += [new for new in _names(path, "new", 3) if self.record.is_recorded(new) and not opened_by(new)]
        self.paths[asked] = path
        self.files[path] = data


def _names(path: Path, word: str, most: int = _MOST_COPIES) -> Iterator[Path]:
    """The names for a file beside another one: STEM-WORD.EXT, STEM-WORD-2.EXT and so on."""
    yield path.with_name(f"{path.stem}-{word}{path.suffix}")
    for number in count(2):
        if number > most:
            return
        yield path.with_name(f"{path.stem}-{word}-{number}{path.suffix}")


def _set_aside(aside: Mapping[Path, Path]) -> Callable[[], None]:
    """Keeps files that are overwritten next under other names, and returns a function that undoes it.

    Raises ToolError if that fails; then nothing has changed.
    """
    undo = ExitStack()
    for path, copy in aside.items():
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            if copy.parent.name == REPLACED.name:
                copy.unlink(missing_ok=True)
            if path.is_file() and not path.is_symlink():
                _link(path, copy)
                undo.callback(copy.unlink, missing_ok=True)
            else:  # a link or a pipe
                path.rename(copy)
                undo.callback(copy.rename, path)
        except OSError as error:
            undo.close()
            message = f"cannot keep {path} as {copy}: {error.strerror}"
            raise ToolError(message, "check the free space and the permissions") from error
    return undo.close


def _link(path: Path, copy: Path) -> None:
    try:
        os.link(path, copy)
    except (OSError, NotImplementedError):  # a file system without links
        if os.path.lexists(copy):
            raise
        shutil.copy2(path, copy)


def _forget(stale: list[Path]) -> None:
    """Removes files that an earlier build wrote beside a file that is no longer in the way."""
    for path in stale:
        with contextlib.suppress(OSError):
            path.unlink()


# warnings ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _warnings(
    path: Path, new: Path, owned: Owned, lock: Path | None, *, protected: bool, may_take_new: bool
) -> Iterator[Diagnostic]:
    """The warning about a file in the way, and what was changed in a deck, slide by slide."""
    written = f"the new one is {new.name}"
    place, warning = Location(path), Severity.WARNING
    if lock is not None:
        hint = f"close it and build again; if no program has it open, remove {lock.name}"
        yield Diagnostic("file-open", f"the file is open in another program, so {written}", place, hint, warning)
    elif owned.changes is not None:
        hint = f"to have both in one deck: factpress deck merge {path}; for ours only: factpress build --take-new"
        what = f"the deck was changed ({summary(owned.changes)}), so it stays, and {written}"
        yield Diagnostic("file-changed", what, place, hint, warning)
        for line in map(sentence, owned.changes.changes):
            yield Diagnostic("slide-changed", line, place, None, Severity.INFORMATION)
    elif protected and owned.replaceable:
        hint = "make it writable, or keep it and use the new one"
        yield Diagnostic("file-changed", f"the file is read-only, so it stays, and {written}", place, hint, warning)
    else:
        what = "was changed since it was built" if owned.owner is Owner.CHANGED else "is not as factpress built it"
        rename = ", or let factpress build --take-new do it" if may_take_new else ""
        hint = f"to have the new one under this name, rename {path.name}{rename}"
        yield Diagnostic("file-changed", f"the file {what}, so it stays, and {written}", place, hint, warning)
