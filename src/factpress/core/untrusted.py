"""Untrusted files: read up to a size limit, and processed in a child process with limited time and memory."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, TypeVar

from factpress.core.diagnostics import ToolError
from factpress.core.processes import worker_context

T = TypeVar("T")

TIMEOUT = 60.0
"""Time limit of one file, in seconds."""

MAX_MEMORY = 2_000_000_000
"""Memory limit of one file, in bytes, in addition to the memory of the program."""

_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_limited(path: Path, most: int, wanted: str) -> bytes:
    """Return the content of a file of at most `most` bytes. Pipes and devices are not opened: they may be endless.

    Raises ToolError if it cannot be read; `wanted` is the hint for a path that is no file.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ToolError(f"{path} is a folder", wanted)
        if not stat.S_ISREG(found.st_mode):
            raise ToolError(f"{path} is not a regular file", wanted)
        if found.st_size > most:
            size = found.st_size // 1_000_000
            raise ToolError(f"{path} is too large: {size} MB", f"the limit is {most // 1_000_000} MB")
        # non-blocking, as it may have become a pipe since
        with os.fdopen(os.open(path, _READING), "rb") as file:
            return file.read(most + 1)
    except OSError as error:
        why = "is a broken link" if path.is_symlink() else f"cannot be read: {error.strerror}"
        raise ToolError(f"{path} {why}", "check the name and the permissions") from error
    except ValueError as error:  # a name with a NUL byte
        raise ToolError(f"{path!r} is not a file name", "check the name") from error


def run_confined(work: Callable[[Path], T], path: Path, timeout: float = TIMEOUT) -> T:
    """Call `work` with that path in a child process, and return its result. Function and result are pickled.

    Raises ToolError if the function raises an exception or exceeds the memory limit or the timeout, in seconds.
    """
    context: Any = worker_context()  # Any, as the type of the contexts has no Process
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_run, args=(work, path, theirs), daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(timeout):
            message = f"reading {path} takes longer than {timeout:.0f} seconds"
            raise ToolError(message, "export it again, or make it smaller")
        answer: T | ToolError = ours.recv()
    except (EOFError, OSError) as error:
        raise ToolError(f"{path} cannot be read: the process that reads it crashed", "export it again") from error
    finally:
        ours.close()
        worker.kill()
        worker.join()
    if isinstance(answer, ToolError):
        raise answer
    return answer


def _run(work: Callable[[Path], object], path: Path, answers: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, too, and kills this process
    _limit_memory()
    try:
        answer = ForkingPickler.dumps(work(path))
    except ToolError as error:
        answer = ForkingPickler.dumps(error)
    except MemoryError:
        answer = _pickled_error(f"reading {path} needs too much memory", "export it again, or make it smaller")
    except RecursionError:
        answer = _pickled_error(f"{path} is nested too deeply", "export it again")
    except Exception as error:  # noqa: BLE001 - a damaged file may fail any library in any way
        message = f"{path} cannot be read ({type(error).__name__}: {error})"
        answer = _pickled_error(message, "it may be damaged; export it again")
    with contextlib.suppress(OSError):
        answers.send_bytes(answer)


def _pickled_error(message: str, hint: str) -> memoryview:
    return ForkingPickler.dumps(ToolError(message, hint))


def _limit_memory() -> None:
    try:
        import resource

        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = used + MAX_MEMORY
        if most == resource.RLIM_INFINITY or wanted < most:
            resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    except (ImportError, OSError, ValueError):
        return  # a system without such limits; the timeout still applies
