"""The text files of a publication, with unsaved changes in place of those on disk, and results of reading them.

`SourceFiles` is passed to the functions that read text files. `Memory` keeps results from one reading of a publication
to the next, each with all that it was made from, so that only what has changed is read again.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from factpress.core.diagnostics import MAX_BYTES, Diagnostic, Problems
from factpress.core.regular_files import read_regular
from factpress.core.sameness import is_same

T = TypeVar("T")

FOLDERS = ("data", "templates", "assets", "fonts")
"""The folders of a publication that a reading looks into."""
TEXTS = (".yaml", ".yml", ".md")
"""The endings of the files in `data` that are read as text, and of which the content counts, not the time."""

_OUTPUT = "build"
"""The folder of what is made, which a reading does not look into."""

NO_CHANGES: Mapping[Path, bytes] = MappingProxyType({})
"""No unsaved texts."""
_EQUAL = (str, int, frozenset, Path)
"""Types of inputs that are compared by their value, since they have no places in a file that could differ."""


@dataclass(frozen=True, slots=True, eq=False)
class SourceFiles:
    """The text files below `root`. The bytes in `contents` are read in place of those on disk; paths are relative."""

    root: Path
    contents: Mapping[Path, bytes] = field(default_factory=dict[Path, bytes], repr=False)
    memory: Memory | None = field(default=None, repr=False)

    def read(self, path: Path, whole: Path, most: int = MAX_BYTES) -> bytes:
        """The bytes of the file `path`, which is `whole` on disk. Raises what `read_regular` raises."""
        if self.memory is not None:
            self.memory.record(path)
        return _of_size(self.contents[path], most) if path in self.contents else read_regular(whole, most)


def _of_size(content: bytes, most: int) -> bytes:
    if len(content) > most:
        import errno

        raise OSError(errno.EFBIG, "too large")
    return content


@dataclass(frozen=True, slots=True)
class _Kept:
    """A result, its findings, and what it was made from: other than its inputs, the listing and texts of the disk."""

    inputs: tuple[object, ...]
    listing: int
    read: Mapping[Path, bytes]  # the digests of the texts
    inside: frozenset[Hashable]  # the names of the results that it was made of
    result: Any
    found: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Recording:
    read: dict[Path, bytes] = field(default_factory=dict[Path, bytes])
    inside: set[Hashable] = field(default_factory=set[Hashable])


class Memory:
    """Results of the last reading of one publication. Those that a reading does not use are dropped at its end.

    A result is used again if its inputs are the same objects, if the texts that were read for it have the same content,
    and if no other file of the publication was changed, added or removed.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._contents: Mapping[Path, bytes] = {}
        self._kept: dict[Hashable, _Kept] = {}
        self._used: set[Hashable] = set()
        self._recordings: list[_Recording] = []
        self._digests: dict[Path, bytes] = {}
        self._listing: tuple[object, ...] = ()
        self._listings = 0

    def begin(self, contents: Mapping[Path, bytes]) -> None:
        """Begin a reading with those unsaved changes."""
        self._contents = contents
        self._used, self._recordings, self._digests = set(), [], {}
        listing = tuple(_listing(self.root))
        if listing != self._listing or None in listing:
            self._listing, self._listings = listing, self._listings + 1

    def end(self) -> None:
        """End the reading: drop what it did not use."""
        self._kept = {name: kept for name, kept in self._kept.items() if name in self._used}
        self._contents, self._digests = {}, {}

    def record(self, path: Path) -> None:
        """Record that a text is read."""
        if self._recordings:
            self._recordings[-1].read[path] = self._digest(path)

    def keep(
        self,
        name: Hashable,
        inputs: tuple[object, ...],
        problems: Problems,
        make: Callable[[Problems], T],
        is_valid: Callable[[T], bool] = lambda _: True,
    ) -> T:
        """The result of `make`, or the kept one of that name, with its findings added to `problems`.

        `is_valid` is asked whether a kept result is the one that would be made, as far as its inputs do not say so.
        """
        kept = self._kept.get(name)
        if kept is None or not self._is_valid(kept, inputs) or not is_valid(kept.result):
            recording, own = _Recording(), Problems()
            self._recordings.append(recording)
            try:
                result = make(own)
            finally:
                self._recordings.pop()
            kept = _Kept(inputs, self._listings, recording.read, frozenset(recording.inside), result, tuple(own.found))
            self._kept[name] = kept
        self._used |= {name, *kept.inside}
        if self._recordings:
            self._recordings[-1].read.update(kept.read)
            self._recordings[-1].inside |= {name, *kept.inside}
        problems.found += kept.found
        return cast("T", kept.result)

    def unchanged(self, name: Hashable, value: T) -> T:
        """The value; if it is the same as the last one of that name, that object, as an input of other results."""
        kept = self._kept.get(name)
        if kept is None or not is_same(kept.result, value):
            kept = self._kept[name] = _Kept((), 0, {}, frozenset(), value, ())
        self._used.add(name)
        if self._recordings:
            self._recordings[-1].inside.add(name)
        return cast("T", kept.result)

    def _is_valid(self, kept: _Kept, inputs: tuple[object, ...]) -> bool:
        return (
            kept.listing == self._listings
            and len(kept.inputs) == len(inputs)
            and all(a is b or (isinstance(a, _EQUAL) and a == b) for a, b in zip(kept.inputs, inputs, strict=True))
            and all(self._digest(path) == digest for path, digest in kept.read.items())
        )

    def _digest(self, path: Path) -> bytes:
        """The digest of a text as it is now, once a reading; of one that cannot be read, the reason."""
        found = self._digests.get(path)
        if found is None:
            try:
                content = self._contents[path] if path in self._contents else read_regular(self.root / path)
                found = hashlib.sha256(content).digest()
            except OSError as error:
                found = repr((type(error), error.errno)).encode()
            self._digests[path] = found
        return found


def _listing(root: Path) -> Iterator[object]:
    """What a reading can see of the files without reading them. None stands for what cannot be compared."""
    try:
        names = sorted(path.name for path in root.iterdir() if path.name != _OUTPUT)
    except OSError:
        names = []
    yield tuple(names)
    for name in FOLDERS:
        yield from _listing_of(root / name, texts=name == "data")


def _listing_of(folder: Path, *, texts: bool) -> Iterator[object]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield (str(folder), error.errno)
        return
    yield str(folder)
    for entry in entries:
        try:
            status = entry.stat()
            if stat.S_ISDIR(status.st_mode):
                if entry.is_symlink():  # it may lead anywhere, also up
                    yield None
                else:
                    yield from _listing_of(Path(entry.path), texts=texts)
            elif texts and entry.name.endswith(TEXTS):
                yield (entry.name, status.st_mode, entry.is_symlink())
            else:
                yield (entry.name, status.st_mode, status.st_mtime_ns, status.st_size, status.st_ino)
            if entry.is_symlink():
                yield str(Path(entry.path).readlink())
        except OSError as error:  # a broken link
            yield (entry.name, error.errno)


def keep(
    files: SourceFiles,
    name: Hashable,
    inputs: tuple[object, ...],
    problems: Problems,
    make: Callable[[Problems], T],
) -> T:
    """The result of `make` with its findings, which the memory of the files keeps if they have one.

    `make` may depend on `inputs` and on files of the publication, of which it reads texts through `files` only.
    """
    return make(problems) if files.memory is None else files.memory.keep(name, inputs, problems, make)
