"""Untrusted files: read up to a size limit, and processed in a child process with limited time and memory."""

from __future__ import annotations

import contextlib
import errno
import faulthandler
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, TypeVar

from factpress.core.diagnostics import ToolError
from factpress.core.processes import end_with_parent, worker_context
from factpress.core.regular_files import NotRegularError, read_regular, shown_size

T = TypeVar("T")

TIMEOUT = 60.0
"""Time limit of one file, in seconds."""

MAX_MEMORY = 2_000_000_000
"""Memory limit of one file, in bytes, in addition to the memory of the program."""


def read_limited(path: Path, most: int, wanted: str) -> bytes:
    """Return the content of a file of at most `most` bytes. Pipes and devices are not opened: they may be endless.

    Raises ToolError if it cannot be read; `wanted` is the hint for a path that is no file.
    """
    try:
        return read_regular(path, most)
    except OSError as error:
        if isinstance(error, NotRegularError):
            raise ToolError(f"{path} {error.strerror}", wanted) from error
        if error.errno == errno.EFBIG:
            raise ToolError(f"{path} is too large", f"the limit is {shown_size(most)}") from error
        why = "is a broken link" if path.is_symlink() else f"cannot be read: {error.strerror}"
        raise ToolError(f"{path} {why}", "check the name and the permissions") from error


def run_confined(work: Callable[[Path], T], path: Path, timeout: float = TIMEOUT, memory: int | None = None) -> T:
    """Call `work` with that path in a child process, and return its result. Function and result are pickled.

    Raises ToolError if the function raises an exception or exceeds the memory limit, in bytes, or the timeout, in
    seconds. The limit is `MAX_MEMORY`, unless another one is given.
    """
    context: Any = worker_context()  # Any, as the type of the contexts has no Process
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_run, args=(work, path, theirs, memory or MAX_MEMORY), daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(timeout):
            message = f"reading {path} takes longer than {timeout:.0f} seconds"
            raise ToolError(message, "export it again, or make it smaller")
        answer: T | ToolError = ours.recv()
    except (EOFError, OSError) as error:
        message = f"{path} cannot be read: the process that reads it crashed, or needs too much memory"
        raise ToolError(message, "export it again, or make it smaller") from error
    finally:
        ours.close()
        worker.kill()
        worker.join()
    if isinstance(answer, ToolError):
        raise answer
    return answer


def _run(work: Callable[[Path], object], path: Path, answers: Connection, memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, too, and kills this process
    faulthandler.disable()  # a crash is reported by the parent, in a sentence
    end_with_parent()
    _limit_memory(memory)
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


def _limit_memory(memory: int) -> None:
    try:
        import resource

        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = used + memory
        if most == resource.RLIM_INFINITY or wanted < most:
            resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    except (ImportError, OSError, ValueError):
        return  # a system without such limits; the timeout still applies
