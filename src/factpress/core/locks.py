"""Locks on files. The system releases them when a process ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

_OPENING = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def open_locked(path: Path, *, create: bool = True) -> int | None:
    """Open and lock a file that exists only as a lock; None if another process has locked it.

    Who closes the handle releases the lock. Raises OSError if the file cannot be opened.
    """
    while True:
        handle = os.open(path, _OPENING if create else _OPENING & ~os.O_CREAT, 0o600)
        if not _lock(handle):
            os.close(handle)
            return None
        # the process that had the lock may have removed the file meanwhile
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(handle), path.lstat()):
                return handle
        os.close(handle)


def remove_locked(path: Path, handle: int) -> None:
    """Remove the file of a lock, and release the lock."""
    if sys.platform == "win32":  # which keeps a file that is open
        os.close(handle)
    with contextlib.suppress(OSError):
        path.unlink()
    if sys.platform != "win32":
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a network drive without locks
        return True
    return True
