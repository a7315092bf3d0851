from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from factpress.workflows.scaffold import create_publication


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    create_publication(folder)
    return folder


class RunningDesk:
    """A desk in a process of its own, as a user starts it."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        command = [sys.executable, "-m", "factpress", "desk", str(root), "--no-browser", *options]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        lines: queue.Queue[str] = queue.Queue()
        assert self.process.stdout is not None
        stdout = self.process.stdout
        threading.Thread(target=lambda: [lines.put(line) for line in stdout], daemon=True).start()
        self.said = lines.get(timeout=120)
        self.address = self.said.split()[-1]
        self.base = self.address.partition("/?")[0]

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


@pytest.fixture
def desk(root: Path) -> Iterator[RunningDesk]:
    running = RunningDesk(root, "--stay")
    yield running
    if running.process.poll() is None:
        running.end()
