"""The worker process: it takes the newest request, and looks for a newer one after each answer."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.core.diagnostics import Findings, ToolError
from factpress.core.processes import end_with_parent
from factpress.session.pictures.values import Failure, Kind, Message, PictureRequest

if TYPE_CHECKING:
    from factpress.session.pictures.making import Maker

_PAGES_WAIT = 5
"""By how much slides, cards and the server go before pages, which take seconds, where processors are few."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A request with its number, by which answers to older ones are known."""

    number: int
    request: PictureRequest


def serve(connection: Connection, root: Path, kinds: tuple[Kind, ...]) -> None:
    """Answer requests for places of these kinds until the connection ends.

    Each answer is a pair: the number of its request and the message. After the last answer to a request, the message is
    None.
    """
    for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
        signal.signal(number, signal.SIG_IGN)  # the parent ends this process
    end_with_parent()
    if "page" in kinds and hasattr(os, "nice"):
        os.nice(_PAGES_WAIT)
    inbox = _Inbox(connection)
    threading.Thread(target=inbox.read, name="read picture requests", daemon=True).start()
    from factpress.session.pictures.making import Maker  # the server itself needs none of its imports

    maker = Maker(root, kinds)
    preparing = maker.prepare()
    while True:
        wanted = inbox.newest(wait=preparing is None)
        if wanted is None:
            preparing = _next(preparing)
            continue
        for message in _answers(maker, wanted.request):
            connection.send((wanted.number, message))
            if inbox.waits():
                break
        else:
            connection.send((wanted.number, None))


def _next(steps: Iterator[None] | None) -> Iterator[None] | None:
    """Take one step of preparation. Returns None when there is no other."""
    if steps is None:
        return None
    try:
        next(steps)
    except (StopIteration, Findings, ToolError, OSError):  # a request reports what is wrong
        return None
    return steps


def _answers(maker: Maker, request: PictureRequest) -> Iterator[Message]:
    """The answers to a request, with what goes wrong as the last one."""
    try:
        yield from maker.make(request)
    except Findings as found:
        yield Failure(request.turn, findings=tuple(found.found))
    except ToolError as failed:
        yield Failure(request.turn, message=str(failed), hint=failed.hint or "")
    except OSError as failed:
        yield Failure(request.turn, message=f"a file cannot be read ({failed})", hint="check the publication's folder")


class _Inbox:
    """The newest request that has arrived."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._arrived = threading.Condition()
        self._newest: Numbered | None = None

    def read(self) -> None:
        """Read requests for as long as the parent lives, then end this process."""
        while True:
            try:
                request = self._connection.recv()
            except (EOFError, OSError):
                os._exit(0)
            with self._arrived:
                self._newest = request
                self._arrived.notify_all()

    def waits(self) -> bool:
        """Whether a request has arrived that was not taken."""
        with self._arrived:
            return self._newest is not None

    def newest(self, *, wait: bool) -> Numbered | None:
        """The newest request that was not taken; None if there is none and this should not wait for one."""
        with self._arrived:
            if wait:
                self._arrived.wait_for(lambda: self._newest is not None)
            newest, self._newest = self._newest, None
            return newest
