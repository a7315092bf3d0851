"""How processes are started."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.context import BaseContext


def context() -> BaseContext:
    """A fork on Linux, where it starts at once and shares what is imported; a new interpreter everywhere else.

    A fork is safe where this is used: the only threads there are hand work to other processes, and hold nothing that a
    forked one asks for. On a Mac the system's own libraries do not bear it.
    """
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
