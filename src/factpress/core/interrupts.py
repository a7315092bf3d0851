"""Ctrl-C, SIGTERM and SIGHUP: a program that was installed ends at once, with one line and without traces.

This module is imported before all others, and imports little.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Generator

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
"""The signals that ask a program to stop, as far as the system has them."""

_cleanups: list[Callable[[], None]] = []
_state = {"process": 0, "json": False}


def install() -> None:
    """Make these signals end this process. A signal that is ignored, as nohup does with SIGHUP, stays ignored.

    An exception would not do: raised while a module is imported, in a callback of a library or while Python shuts down,
    it is printed and swallowed.
    """
    _state["process"] = os.getpid()
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def report_as_json() -> None:
    """Report the stop as JSON on stdout."""
    _state["json"] = True


def at_stop(cleanup: Callable[[], None]) -> None:
    """Call the function when a signal ends this process. It should take a few milliseconds at most."""
    _cleanups.append(cleanup)


@contextlib.contextmanager
def deferred() -> Generator[None]:
    """Handle a signal after the block. In threads other than the main one, which no signal reaches, do nothing."""
    received: list[int] = []
    handlers: dict[int, object] = {}
    try:
        for number in SIGNALS:
            handler = signal.getsignal(number)
            if callable(handler):
                signal.signal(number, lambda number, _: received.append(number))
                handlers[number] = handler
    except ValueError:  # not in the main thread
        handlers.clear()
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)  # pyright: ignore[reportArgumentType] - it is what getsignal returned
        if received:
            signal.raise_signal(received[0])


def end_process(*_: object) -> None:
    """A handler for workers, which end without a message: the main process reports the stop."""
    os._exit(1)


def _stop(number: int, _frame: object) -> None:
    if os.getpid() != _state["process"]:  # forked a moment ago
        os._exit(1)
    for other in SIGNALS:
        signal.signal(other, signal.SIG_IGN)  # a second Ctrl-C changes nothing
    for cleanup in (_end_workers, *_cleanups):
        with contextlib.suppress(Exception):
            cleanup()
    with contextlib.suppress(OSError):
        if _state["json"]:
            os.write(1, b'{"failed": "stopped", "hint": null}\n')
        else:
            os.write(2, (b"\r\x1b[K" if os.isatty(2) else b"") + b"factpress: stopped\n")
    os._exit(128 + number)


def _end_workers() -> None:
    if "multiprocessing.process" not in sys.modules:
        return
    from multiprocessing.process import active_children

    children = active_children()
    for child in children:
        child.kill()
    for child in children:
        child.join(1)
