"""Whose a file in the output folder is: ours as it was written, ours and saved again, or changed and so hers.

The record in the output folder has the digests of the files that were written. It may be deleted: a deck and a PDF show
themselves whether they were changed, and a job ticket by the file that it names.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factpress.core.diagnostics import ToolError
from factpress.core.pdf_seal import is_sealed
from factpress.core.regular_files import read_regular
from factpress.core.untrusted import run_confined

if TYPE_CHECKING:
    from factpress.output.deck.identity.deck_changes import DeckChanges

RECORD = Path(".cache/written.json")
"""The record, in the folder of built files."""

_MOST_RECORD = 10_000_000
_MOST_FILE = 1_000_000_000
_TOGETHER = 60.0
"""Seconds within which the files of one build are written."""

_WEASYPRINT = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
"""The first bytes of a PDF that WeasyPrint wrote. Programs that save a PDF write their own."""


class Owner(Enum):
    """Whose a file is."""

    ABSENT = "absent"
    OURS = "ours"
    SAVED_AGAIN = "saved again"
    CHANGED = "changed"
    FOREIGN = "foreign"  # or changed so that it cannot be recognized


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose a file is. `changes` are those of a deck that was changed. `is_new` is whether it has the new content."""

    owner: Owner
    changes: DeckChanges | None = None
    is_new: bool = False

    @property
    def replaceable(self) -> bool:
        """Whether nothing is lost if the file is overwritten."""
        return self.owner in (Owner.ABSENT, Owner.OURS, Owner.SAVED_AGAIN)


@dataclass(slots=True)
class WrittenRecord:
    """The digests of the files that were written to a folder, by file name."""

    folder: Path
    digests: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def load(cls, folder: Path) -> WrittenRecord:
        """The record of a folder; empty if there is none that can be read."""
        try:
            stored: Any = json.loads(read_regular(folder / RECORD, _MOST_RECORD))
            return cls(folder, {str(name): str(digest) for name, digest in stored["files"].items()})
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            return cls(folder)

    def with_files(self, files: Mapping[Path, bytes]) -> bytes:
        """The content of the record after these files were written."""
        digests = self.digests | {path.name: _digest(data) for path, data in files.items()}
        written = {path.name for path in files}
        names = [name for name in sorted(digests) if name in written or _exists(self.folder / name)]
        listed = {name: digests[name] for name in names}
        return (json.dumps({"files": listed}, ensure_ascii=False, indent=1) + "\n").encode()

    def is_recorded(self, path: Path) -> bool:
        """Whether the file at that path has the digest in the record."""
        if path.name not in self.digests:
            return False
        try:
            return _digest(read_regular(path, _MOST_FILE)) == self.digests[path.name]
        except OSError:
            return False

    def owned(self, path: Path, new: bytes | None = None) -> Owned:
        """Whose the file at that path is. One that is equal to the `new` content is ours."""
        if not _exists(path):
            return Owned(Owner.ABSENT)
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                return Owned(Owner.FOREIGN)
            data = read_regular(path, _MOST_FILE)
        except OSError:
            return Owned(Owner.FOREIGN)
        if data == new:
            return Owned(Owner.OURS, is_new=True)
        if self.digests.get(path.name) == _digest(data) or _shows_ours(path, data):
            return Owned(Owner.OURS)
        changes = _changes(path) if path.suffix == ".pptx" else None
        if changes is not None and changes.unchanged:
            return Owned(Owner.SAVED_AGAIN)
        was_ours = changes is not None or path.name in self.digests
        return Owned(Owner.CHANGED if was_ours else Owner.FOREIGN, changes)


def _shows_ours(path: Path, data: bytes) -> bool:
    """Whether the file itself, or its job ticket, shows that it is as it was written."""
    if path.suffix == ".pptx":
        from factpress.output.deck.writer.package import is_untouched

        return is_untouched(data)
    if path.suffix == ".pdf":
        return is_sealed(data) or _is_unsealed(path, data)
    return path.suffix == ".txt" and _is_ticket_of_ours(path, data)


def _is_unsealed(path: Path, data: bytes) -> bool:
    """Whether a PDF of version 1.0, without a seal, is as it was written: once, or its job ticket has its checksum."""
    if data.startswith(_WEASYPRINT) and data.count(b"startxref") == 1 and data.rstrip().endswith(b"%%EOF"):
        return True
    try:
        ticket = read_regular(path.with_name(path.stem + TICKET), _MOST_RECORD)
    except OSError:
        return False
    return _digest(data).encode() in ticket


TICKET = "-job-ticket.txt"
"""The end of a job ticket's file name."""


def _is_ticket_of_ours(path: Path, data: bytes) -> bool:
    """Whether a job ticket has the checksum of its file, and is not younger than the build that wrote both."""
    if not path.name.endswith(TICKET):
        return False
    of = path.with_name(path.name.removesuffix(TICKET) + ".pdf")
    try:
        same = _digest(read_regular(of, _MOST_FILE)).encode() in data
        return same and abs(path.stat().st_mtime - of.stat().st_mtime) < _TOGETHER
    except OSError:
        return False


def _changes(path: Path) -> DeckChanges | None:
    try:
        return run_confined(deck_changes, path)
    except ToolError:  # no presentation, or a damaged one
        return None


def deck_changes(path: Path) -> DeckChanges | None:
    """The changes of a deck since it was built; None if it was not built by factpress. Raises ToolError."""
    from factpress.output.deck.identity.deck_changes import compare
    from factpress.output.deck.identity.read_deck import read_deck

    try:
        read = read_deck(read_regular(path, _MOST_FILE))
    except OSError as error:
        raise ToolError(f"{path} cannot be read: {error.strerror}") from error
    return compare(read) if read.record is not None else None


def opened_by(path: Path) -> Path | None:
    """The lock file that a program has put next to a file that is open in it; None if there is none."""
    names = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return next((lock for name in names if _exists(lock := path.with_name(name))), None)


def is_protected(path: Path) -> bool:
    """Whether the file is read-only."""
    try:
        return stat.S_ISREG(path.lstat().st_mode) and not path.lstat().st_mode & 0o222
    except OSError:
        return False


def _exists(path: Path) -> bool:
    return os.path.lexists(path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
