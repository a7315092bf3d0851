"""Runs a program and measures its wall time, or its memory with that of its child processes."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_PAUSE = 0.02


class RunError(Exception):
    """A measured program failed; the message is its output."""


def seconds(command: Sequence[str], folder: Path) -> float:
    """The run time of the program in seconds. Raises RunError if it fails."""
    begin = time.perf_counter()
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    spent = time.perf_counter() - begin
    if result.returncode:
        raise RunError(f"{' '.join(command)}: {result.stderr[-2000:]}")
    return spent


def memory(command: Sequence[str], folder: Path) -> int:
    """The peak memory of the program and its children in bytes. Pages that they share are counted once.

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


def memory_of(process: int) -> int:
    """The memory of a process that runs and of its descendants in bytes; 0 where there is no /proc."""
    return sum(map(_share, _family(process)))


def machine() -> str:
    """The machine: its processor, how many there are of it, the system and the version of Python."""
    names = Path("/proc/cpuinfo")
    lines = names.read_text(encoding="utf-8").splitlines() if names.exists() else []
    processor = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return (
        f"{processor or platform.processor()}, {os.cpu_count()} processors, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    )


def _family(process: int) -> list[int]:
    """The process and its current descendants."""
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
