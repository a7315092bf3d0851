"""The changes that were made, kept in a file of the publication, so that each can be undone after a restart.

Each line is an entry of JSON. An entry is added, and never changed: undoing is a change, too.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import ToolError
from factpress.core.regular_files import read_regular
from factpress.publication.editing.edits import Edit, EditConflict, digest, from_record, to_record

FOLDER = Path(".factpress")
HISTORY = FOLDER / "history.jsonl"

_AROUND = 60
"""Bytes before and behind an edit that are kept, by which its place is found after other changes."""
_MOST_BYTES = 50_000_000
_IGNORED = b"# Made by factpress. Changes can be undone as long as this folder exists.\n*\n"


@dataclass(frozen=True, slots=True)
class Placed:
    """An edit with the bytes around it."""

    edit: Edit
    lead: bytes
    tail: bytes

    def undone(self, content: bytes, *, redo: bool = False) -> Edit:
        """Return the edit that takes this one back, or makes it again, in a file that may have changed elsewhere.

        Raises EditConflict if its place is not found, or if something else stands there now.
        """
        edit = self.edit if redo else self.edit.inverse
        if digest(content) == edit.base:
            return edit
        needle = self.lead + edit.before + self.tail
        at = content.find(needle)
        if at < 0 or content.find(needle, at + 1) >= 0:
            raise EditConflict(edit.file, edit.before, content[edit.start : edit.end], edit.after)
        start = at + len(self.lead)
        end = start + len(edit.before)
        result = content[:start] + edit.after + content[end:]
        return Edit(edit.file, start, end, edit.before, edit.after, digest(content), digest(result))


@dataclass(frozen=True, slots=True)
class Entry:
    """A change: its number, when it was made, of what, in words, and its edits in order.

    `undoes` is the number of the entry that it takes back, `redoes` that of the one that it makes again.
    """

    number: int
    at: dt.datetime
    about: str
    words: str
    edits: tuple[Placed, ...]
    undoes: int | None = None
    redoes: int | None = None


@dataclass
class History:
    """The entries of a publication's folder, oldest first."""

    root: Path
    entries: list[Entry] = field(default_factory=list[Entry])
    _size: int = field(default=-1, init=False, repr=False)  # of the file before the last entry; -1 if not known

    @classmethod
    def read(cls, root: Path) -> History:
        """Return the history of a folder. Lines that are no entries are passed over."""
        found: list[Entry] = []
        with suppress(OSError):
            for line in read_regular(root / HISTORY, _MOST_BYTES).splitlines():
                entry = _entry(line, len(found))
                if entry is not None:
                    found.append(entry)
        return cls(root, found)

    def add(
        self,
        about: str,
        words: str,
        edits: Sequence[Edit],
        before: Mapping[Path, bytes],
        *,
        now: dt.datetime,
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Entry:
        """Add an entry and write it. `before` are the contents of the files before the edits.

        Raises ToolError if it cannot be written.
        """
        entry = Entry(len(self.entries), now, about, words, tuple(_placed(edits, before)), undoes, redoes)
        self._write(entry)
        self.entries.append(entry)
        return entry

    def take_back(self) -> None:
        """Forget the entry that was added last, since its change could not be made."""
        self.entries.pop()
        self._shorten()

    def _shorten(self) -> None:
        if self._size >= 0:
            with suppress(OSError):
                os.truncate(self.root / HISTORY, self._size)

    def _write(self, entry: Entry) -> None:
        line = json.dumps(_record(entry), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        path = self.root / HISTORY
        self._size = -1
        try:
            path.parent.mkdir(exist_ok=True)
            if not (ignored := path.parent / ".gitignore").exists():
                ignored.write_bytes(_IGNORED)
            if path.exists() and not path.is_file():
                raise ToolError(f"{path} is no file", "remove it")
            with path.open("a+b") as file:
                self._size = file.seek(0, os.SEEK_END)
                file.seek(max(self._size - 1, 0))
                whole = file.read(1) in (b"", b"\n")  # a process that was killed may have left half a line
                file.write(line if whole else b"\n" + line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            self._shorten()  # a part of the line, or all of it, may be there
            raise ToolError(
                f"cannot write {path}: {error.strerror}", "check the free space and the permissions"
            ) from error

    @property
    def undoable(self) -> Entry | None:
        """The last change that stands; None if there is none."""
        standing = self.standing()
        return standing[-1] if standing else None

    @property
    def redoable(self) -> Entry | None:
        """The change that was undone last, unless another one was made since; None if there is none."""
        undone: list[Entry] = []
        for entry in self.entries:
            if entry.undoes is not None:
                undone.append(self.entries[entry.undoes])
            elif entry.redoes is not None:
                undone.pop()
            else:
                undone.clear()
        return undone[-1] if undone else None

    def standing(self) -> list[Entry]:
        """Return the changes that were not undone, or made again, in the order in which they were made."""
        stack: list[Entry] = []
        for entry in self.entries:
            if entry.undoes is not None:
                stack = [one for one in stack if one.number != entry.undoes]
            elif entry.redoes is not None:
                stack.append(self.entries[entry.redoes])
            else:
                stack.append(entry)
        return stack

    def of(self, about: str) -> tuple[Entry, ...]:
        """Return the standing changes of one claim or text, newest first."""
        return tuple(entry for entry in reversed(self.standing()) if entry.about == about)


def _placed(edits: Iterable[Edit], before: Mapping[Path, bytes]) -> Iterable[Placed]:
    contents = dict(before)
    for edit in edits:
        content = contents[edit.file]
        lead = content[max(edit.start - _AROUND, 0) : edit.start]
        tail = content[edit.end : edit.end + _AROUND]
        yield Placed(edit, _whole(lead, start=True), _whole(tail, start=False))
        contents[edit.file] = content[: edit.start] + edit.after + content[edit.end :]


def _whole(part: bytes, *, start: bool) -> bytes:
    """The part without a character that was cut at its outer end."""
    for cut in range(4):
        piece = part[cut:] if start else part[: len(part) - cut]
        with suppress(UnicodeDecodeError):
            piece.decode()
            return piece
    return b""


def _record(entry: Entry) -> dict[str, Any]:
    edits = [{**to_record(one.edit), "lead": one.lead.decode(), "tail": one.tail.decode()} for one in entry.edits]
    kept: dict[str, Any] = {"at": entry.at.isoformat(timespec="seconds"), "about": entry.about, "words": entry.words}
    kept["edits"] = edits
    for key in ("undoes", "redoes"):
        if (number := getattr(entry, key)) is not None:
            kept[key] = number
    return kept


def _entry(line: bytes, number: int) -> Entry | None:
    try:
        record = json.loads(line)
        at = dt.datetime.fromisoformat(record["at"])
        about, words = str(record["about"]), str(record["words"])
        edits = tuple(_placed_record(one) for one in record["edits"])
        undoes, redoes = (_number(record, key, number) for key in ("undoes", "redoes"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Entry(number, at, about, words, edits, undoes, redoes)


def _placed_record(record: Mapping[str, object]) -> Placed:
    edit = from_record(record)
    if edit is None or edit.file.is_absolute() or ".." in edit.file.parts:
        raise ValueError
    return Placed(edit, str(record["lead"]).encode(), str(record["tail"]).encode())


def _number(record: Mapping[str, object], key: str, most: int) -> int | None:
    number = record.get(key)
    if number is None:
        return None
    if not isinstance(number, int) or not 0 <= number < most:
        raise ValueError
    return number


def lines_changed(edits: Sequence[Edit]) -> int:
    """Return how many lines of the file the edits touch."""
    return sum(max(edit.before.count(b"\n"), edit.after.count(b"\n")) + 1 for edit in edits)
