"""Reading a stranger's file in a process of its own, which may neither grow nor run without end."""

from __future__ import annotations

import contextlib
import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from factpress.audit.model import Reading
from factpress.audit.readers.opening import read_file
from factpress.diagnostics import ToolError

LONGEST = 60.0
"""Seconds that one file may take."""
MOST_MEMORY = 2_000_000_000
"""Bytes that reading one file may take beside what the program takes already, where the system can be told so."""


def read_apart(path: Path, longest: float = LONGEST) -> Reading:
    """The file, read back by a process of its own. Raises ToolError where it cannot be read, or not in that time."""
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in ways else None)
    ours, theirs = context.Pipe(duplex=False)
    reader = context.Process(target=_read, args=(path, theirs), daemon=True)
    reader.start()
    theirs.close()
    try:
        if not ours.poll(longest):
            raise ToolError(f"{path} takes longer than {longest:.0f} seconds to be read", "make it anew, or smaller")
        answer = ours.recv()
    except (EOFError, OSError) as ended:
        raise ToolError(f"{path} cannot be read: it ended the program that reads it", "make it anew") from ended
    finally:
        ours.close()
        reader.kill()
        reader.join()
    if isinstance(answer, ToolError):
        raise answer
    return answer


def _read(path: Path, answers: Connection) -> None:
    _confine()
    answer: Reading | ToolError
    try:
        answer = read_file(path)
    except ToolError as error:
        answer = error
    except MemoryError:
        answer = ToolError(f"{path} needs more memory than a file may take", "make it anew, or smaller")
    except RecursionError:
        answer = ToolError(f"{path} is nested too deeply to be read", "make it anew")
    except Exception as error:  # noqa: BLE001 - a damaged file may fail any library in any way
        answer = ToolError(f"{path} cannot be read ({type(error).__name__}: {error})", "is it damaged? make it anew")
    with contextlib.suppress(OSError):
        answers.send(answer)


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
