"""The start method of worker processes."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from multiprocessing.context import BaseContext


def context() -> BaseContext:
    """Fork on Linux, which starts at once and shares the imported modules; spawn everywhere else.

    A process with several threads, such as the kernel of a notebook, is not forked: a lock that another thread holds
    would never be released in the child. macOS's own libraries do not survive a fork.
    """
    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")
