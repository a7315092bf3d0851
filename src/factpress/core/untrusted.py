"""A stranger's file: read whole if it has an end, and looked through by a process that may not go on without one."""

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

LONGEST = 60.0
"""Seconds that one file may take."""

MOST_MEMORY = 2_000_000_000
"""Bytes that one file may take beside what the program takes already, where the system can be told so."""

_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_limited(path: Path, most: int, wanted: str) -> bytes:
    """What the file holds, if it is no more than `most` bytes. A pipe or a device is never opened: it might not end.

    Raises ToolError where it cannot be had; `wanted` says what to give instead.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ToolError(f"{path} is a folder", wanted)
        if not stat.S_ISREG(found.st_mode):
            raise ToolError(f"{path} is no file that can be read", wanted)
        if found.st_size > most:
            size = found.st_size // 1_000_000
            raise ToolError(f"{path} is too large to be read: {size} MB", f"at most {most // 1_000_000} MB are read")
        # without blocking, should it have become a pipe in between
        with os.fdopen(os.open(path, _READING), "rb") as file:
            return file.read(most + 1)
    except OSError as error:
        there = "leads to nothing" if path.is_symlink() else f"cannot be read: {error.strerror}"
        raise ToolError(f"{path} {there}", "is the name right, and may you read it?") from error
    except ValueError as error:  # a name with a nought byte
        raise ToolError(f"{path!r} is no file name", "is the name right?") from error


def run_confined(work: Callable[[Path], T], path: Path, longest: float = LONGEST) -> T:
    """What came of the work on that file, done in a process of its own.

    Raises ToolError where the work does, fails in whatever way, takes too much memory, or takes longer than so many
    seconds. Work and result have to be such as pass between processes.
    """
    started: Any = worker_context()  # of whatever kind: what they share is typed without their Process
    ours, theirs = started.Pipe(duplex=False)
    worker = started.Process(target=_do, args=(work, path, theirs), daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(longest):
            raise ToolError(f"{path} takes longer than {longest:.0f} seconds to be read", "make it anew, or smaller")
        answer: T | ToolError = ours.recv()
    except (EOFError, OSError) as ended:
        raise ToolError(f"{path} cannot be read: it ended the program that reads it", "make it anew") from ended
    finally:
        ours.close()
        worker.kill()
        worker.join()
    if isinstance(answer, ToolError):
        raise answer
    return answer


def _do(work: Callable[[Path], object], path: Path, answers: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this is stopped, and ends it
    _confine()
    try:
        answer = ForkingPickler.dumps(work(path))
    except ToolError as error:
        answer = ForkingPickler.dumps(error)
    except MemoryError:
        answer = _refusal(f"{path} needs more memory than a file may take", "make it anew, or smaller")
    except RecursionError:
        answer = _refusal(f"{path} is nested too deeply to be read", "make it anew")
    except Exception as error:  # noqa: BLE001 - a damaged file may fail any library in any way
        answer = _refusal(f"{path} cannot be read ({type(error).__name__}: {error})", "is it damaged? make it anew")
    with contextlib.suppress(OSError):
        answers.send_bytes(answer)


def _refusal(message: str, hint: str) -> memoryview:
    return ForkingPickler.dumps(ToolError(message, hint))


def _confine() -> None:
    try:
        import resource

        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = taken + MOST_MEMORY
        if most == resource.RLIM_INFINITY or wanted < most:
            resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    except (ImportError, OSError, ValueError):
        return  # a system that has no such limits; the time is limited all the same
