"""Runs a program and takes its wall time, or the memory of it and of all that it starts."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_PAUSE = 0.02


class RunError(Exception):
    """A measured program ended with an error; the message is what it said."""


def seconds(command: Sequence[str], folder: Path) -> float:
    """How long the program ran. Raises RunError where it failed."""
    begin = time.perf_counter()
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    spent = time.perf_counter() - begin
    if result.returncode:
        raise RunError(f"{' '.join(command)}: {result.stderr[-2000:]}")
    return spent


def memory(command: Sequence[str], folder: Path) -> int:
    """The peak memory, in bytes, of the program and its children together; pages that they share count once.

    Read from /proc while it runs, so this run is not also timed. Where there is no /proc: of the largest process.
    """
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        peak = 0
        if Path("/proc/self/smaps_rollup").exists():
            while process.poll() is None:
                peak = max(peak, sum(map(_share, _family(process.pid))))
                time.sleep(_PAUSE)
        errors = process.stderr.read() if process.stderr else ""
    if process.returncode:
        raise RunError(f"{' '.join(command)}: {errors[-2000:]}")
    return peak or _largest_child()


def _family(process: int) -> list[int]:
    """The process and all that it started, at this moment."""
    found = [process]
    for parent in found:
        try:
            tasks = Path(f"/proc/{parent}/task").iterdir()
            found += [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except (OSError, ValueError):
            continue
    return found


def _share(process: int) -> int:
    """The process's proportional share of memory (PSS), in bytes."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _largest_child() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
