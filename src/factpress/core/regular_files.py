"""Reading regular files only: never a pipe, a device or a socket, which may have no end or wait for a writer."""

from __future__ import annotations

import errno
import os
import stat
from io import FileIO
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
_STEP = 1 << 20

MAX_FILE = 64_000_000
"""The size limit of pictures, fonts and other files of a publication."""


class NotRegularError(OSError):
    """The path leads to a folder, a pipe, a device or a socket."""


def read_regular(path: Path, most: int = MAX_FILE) -> bytes:
    """Return the content of a regular file of at most `most` bytes. Links are followed.

    Raises NotRegularError without opening anything else; OSError with the number EFBIG for a larger file, and for all
    that the system refuses, such as a name that no file can have. `strerror` is a phrase for a message.
    """
    with _opened(path) as file:
        if os.fstat(file.fileno()).st_size > most:
            raise OSError(errno.EFBIG, f"larger than {shown_size(most)}", str(path))
        parts: list[bytes] = []
        left = most
        while part := file.read(min(left + 1, _STEP)):  # None if a file of /proc would wait
            left -= len(part)
            if left < 0:  # it grows, or does not tell its size
                raise OSError(errno.EFBIG, f"larger than {shown_size(most)}", str(path))
            parts.append(part)
    return b"".join(parts)


def read_begin(path: Path, most: int) -> bytes:
    """Return the first bytes of a regular file, at most `most`. Raises what `read_regular` raises."""
    with _opened(path) as file:
        return file.read(most) or b""


def shown_size(size: int) -> str:
    """Return a number of bytes as messages state it."""
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} kB" if size >= 1000 else f"{size} bytes"


def _opened(path: Path) -> FileIO:
    try:
        _require_regular(path.stat(), path)
        handle = os.open(path, _FLAGS)
    except ValueError as error:  # a NUL byte, or a lone surrogate
        raise OSError(errno.EINVAL, "not a file name", repr(str(path))) from error
    file = FileIO(handle)
    try:
        # what the name leads to may have been exchanged after the first look
        _require_regular(os.fstat(handle), path)
    except OSError:
        file.close()
        raise
    return file


def _require_regular(status: os.stat_result, path: Path) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise NotRegularError(errno.EISDIR, "is a folder", str(path))
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError(errno.EINVAL, "is not a regular file", str(path))
