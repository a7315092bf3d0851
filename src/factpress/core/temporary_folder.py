"""A temporary folder of this process, for libraries that leave their files behind if the process is killed.

WeasyPrint writes all fonts of a document to a temporary folder. The folder of this process has a locked file beside it.
The next process that needs such a folder removes those whose lock is free: their process has ended.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Generator
from multiprocessing.util import Finalize
from pathlib import Path

from factpress.core.interrupts import at_stop, deferred
from factpress.core.locks import open_locked, remove_locked

_PREFIX, _LOCK = "factpress-", ".lock"
_folders: list[Path] = []


def temporary_folder() -> Path:
    """The temporary folder of this process. It is removed when the process ends. Workers use that of their parent.

    Raises OSError if it cannot be created.
    """
    if _folders and _folders[-1].is_dir():
        return _folders[-1]
    base = Path(tempfile.gettempdir())
    with deferred():
        remove_abandoned(base)
        folder = base / f"{_PREFIX}{secrets.token_hex(8)}"
        lock = folder.with_name(folder.name + _LOCK)
        process = os.getpid()
        handle = open_locked(lock)
        folder.mkdir(mode=0o700)

        def remove() -> None:
            if os.getpid() == process and folder in _folders:
                _folders.remove(folder)
                shutil.rmtree(folder, ignore_errors=True)
                if handle is not None:
                    remove_locked(lock, handle)

        _folders.append(folder)
        at_stop(remove)
        Finalize(None, remove, exitpriority=0)  # which also runs in workers, unlike atexit
    return folder


@contextlib.contextmanager
def temporary_files_here() -> Generator[None]:
    """In this block, libraries create temporary files in the folder of this process, if it can be created."""
    before = tempfile.tempdir
    with contextlib.suppress(OSError):
        tempfile.tempdir = str(temporary_folder())
    try:
        yield
    finally:
        tempfile.tempdir = before


def remove_abandoned(base: Path) -> None:
    """Remove the temporary folders whose process has ended. Only those with a lock of our own are touched."""
    for lock in base.glob(f"{_PREFIX}*{_LOCK}"):
        name = lock.name.removesuffix(_LOCK)
        if not set(name.removeprefix(_PREFIX)) <= set("0123456789abcdef"):
            continue
        with contextlib.suppress(OSError):
            if hasattr(os, "getuid") and lock.lstat().st_uid != os.getuid():
                continue
            handle = open_locked(lock, create=False)
            if handle is not None:
                shutil.rmtree(lock.with_name(name), ignore_errors=True)
                remove_locked(lock, handle)
