"""Memory: when the interpreter may look for garbage."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Generator


@contextlib.contextmanager
def uncollected() -> Generator[None]:
    """No garbage is looked for meanwhile.

    For work that makes a great deal which all stays until the work is done: to go through it again and again finds
    nothing, and takes up to a sixth of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


_SELDOM = (30_000, 20, 1_000)
"""After how many new objects the young are gone through, and after how many of those times the older ones."""


@contextlib.contextmanager
def lasting() -> Generator[None]:
    """Garbage is looked for seldom meanwhile, and never again in what is there at the end.

    For what a process keeps until it ends: what it imports, and what it reads. Of a long text, reading leaves too much
    behind not to look at all.
    """
    was = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
        gc.freeze()
    finally:
        gc.set_threshold(*was)
