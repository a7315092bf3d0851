"""A cache on disk whose keys are digests of all that a result depends on."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from factpress.core.regular_files import read_regular

_NEW = ".new-"
_ABANDONED = 3600
"""Age in seconds of a temporary file whose process was killed."""


@dataclass(frozen=True, slots=True)
class ContentCache:
    """A folder of byte strings, each under a key. It can be deleted at any time.

    An entry has a digest of its kind, its key and its content: one that is damaged, incomplete, exchanged for another
    or of another kind is no entry, and neither is what is no regular file. No function raises an exception for the
    state of the folder, since a cache only saves time. Several processes may use one folder, since an entry is written
    to a temporary file and renamed.

    `kind` is the ending of the files. It contains the version of what is stored, such as "drawing-2".
    """

    folder: Path
    kind: str

    def get(self, key: str) -> bytes | None:
        """The content with that key; None if there is none."""
        path = self._path(key)
        try:
            stored = read_regular(path)
        except OSError:
            return None
        head = self._head(key)
        content = memoryview(stored)[len(head) + 32 :]
        if not stored.startswith(head) or stored[len(head) : len(head) + 32] != _digest(head, content):
            return None
        with suppress(OSError):
            os.utime(path)  # for `prune`, which keeps what was used last
        return bytes(content)

    def put(self, key: str, content: bytes) -> None:
        """Store the content under that key, in the place of what is there."""
        path, head = self._path(key), self._head(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{_NEW}{os.getpid()}-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(head + _digest(head, content) + content)
                Path(name).replace(path)
            except BaseException:
                with suppress(OSError):
                    Path(name).unlink()
                raise

    def prune(self, keep: int = 1000) -> int:
        """Delete all but the `keep` entries that were used last. Returns how many were deleted.

        Temporary files of processes that were killed are deleted, too.
        """
        entries: list[tuple[float, str, Path]] = []
        old = time.time() - _ABANDONED
        with suppress(OSError):
            for path in self.folder.glob("*/*"):
                with suppress(OSError):
                    changed = path.lstat().st_mtime
                    if path.name.startswith(_NEW) and (changed < old or _is_abandoned(path.name)):
                        path.unlink()
                    elif path.name.endswith(f".{self.kind}"):
                        entries.append((-changed, path.name, path))
        deleted = 0
        for _, _, path in sorted(entries)[keep:]:
            with suppress(OSError):
                path.unlink()
                deleted += 1
        return deleted

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.{self.kind}"

    def _head(self, key: str) -> bytes:
        return f"factpress {self.kind} {key}\n".encode()


def _is_abandoned(name: str) -> bool:
    """Whether the process that creates a temporary file of this name has ended, as far as that can be found out."""
    process = name.removeprefix(_NEW).partition("-")[0]
    if not process.isdecimal() or os.name != "posix":
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _digest(head: bytes, content: bytes | memoryview) -> bytes:
    digest = hashlib.sha256(head)
    digest.update(content)
    return digest.digest()


# ── keys ────────────────────────────────────────────────────────────────────────────────────────────────────────


def key_of(*inputs: object) -> str:
    """A key: a digest of plain values, without times, paths or the hash seed.

    Fields that do not take part in comparisons, such as the origin of a node, are left out: they change no output.
    """
    return hashlib.sha256(_canonical(inputs).encode("utf-8", "surrogatepass")).hexdigest()


def file_digest(path: Path) -> str:
    """The digest of a file's content. It is read again only when its size or the time of its last change differs."""
    status = path.stat()
    return _content_digest(path, (status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=1)
def source_digest() -> str:
    """The digest of this engine's source."""
    digest = hashlib.sha256()
    engine = Path(__file__).parents[1]
    # rglob takes much longer
    found = (Path(folder, name) for folder, _, names in os.walk(engine) for name in names if name.endswith(".py"))
    for path in sorted(found):
        digest.update(path.relative_to(engine).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1024)
def _content_digest(path: Path, _stamp: tuple[int, int]) -> str:
    return hashlib.sha256(read_regular(path)).hexdigest()


def _canonical(value: Any) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        inner = ",".join(f"{f.name}={_canonical(getattr(value, f.name))}" for f in fields(value) if f.compare)
        return f"{type(value).__name__}({inner})"
    if isinstance(value, (tuple, list)):
        return "[" + ",".join(_canonical(item) for item in value) + "]"  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, (set, frozenset)):  # iterated in an order that depends on the hash seed
        return "{" + ",".join(sorted(_canonical(item) for item in value)) + "}"  # pyright: ignore[reportUnknownVariableType]
    return repr(value)
