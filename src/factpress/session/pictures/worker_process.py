"""One worker process, as the process that asks sees it: the newest request goes in, answers come out."""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from factpress.session.pictures.values import Kind, Message
from factpress.session.pictures.worker import Numbered, serve

_END = 2.0
"""Seconds for a thread or a process to end by itself."""

FAILED = "making pictures has failed"


class WorkerProcess:
    """A process that makes pictures of some kinds, and is started again if it dies.

    A request that was not answered is sent to the new one, once. `receive` is called in a thread with the number of a
    request and an answer to it; None stands for a request of which the worker has died twice.
    """

    def __init__(self, root: Path, kinds: tuple[Kind, ...], receive: Callable[[int, Message | None], None]) -> None:
        self._root, self._kinds, self._receive = root, kinds, receive
        self._changed = threading.Condition()
        self._latest: Numbered | None = None
        self._waiting: Numbered | None = None
        self._answered = 0  # the number of the last request that the worker has finished
        self._sent_again = 0  # the number of the last request that was sent to a second worker
        self._closed = False
        self._sender: threading.Thread | None = None
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    @property
    def process_id(self) -> int | None:
        """The id of the process; None while there is none."""
        process = self._process
        return process.pid if process is not None else None

    def start(self) -> None:
        """Start the process, which then reads the publication and prepares what is asked for first."""
        with self._changed:
            if self._sender is None and not self._closed:
                self._sender = threading.Thread(target=self._send_all, name="send picture requests", daemon=True)
                self._sender.start()

    def request(self, request: Numbered) -> None:
        """Send a request, and give up all older ones. Returns at once."""
        with self._changed:
            self._latest = self._waiting = request
            self._changed.notify_all()
        self.start()

    def close(self) -> None:
        """End the process."""
        with self._changed:
            self._closed = True
            self._waiting = None
            self._changed.notify_all()
            sender = self._sender
        if sender is not None:
            sender.join(4 * _END)

    # the threads ────────────────────────────────────────────────────────────────────────────────────────────────

    def _send_all(self) -> None:
        """Pass requests to the process: the newest one alone where several wait."""
        self._start_process()
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting is not None or self._closed)
                waiting, self._waiting = self._waiting, None
            if waiting is None:
                break
            if not self._send(waiting):
                self._start_process()
                self._send(waiting)
        self._end_process()

    def _send(self, request: Numbered) -> bool:
        """Pass one request to the process. Returns False if there is none, or it has died."""
        if self._process is None or self._connection is None or not self._process.is_alive():
            return False
        try:
            self._connection.send(request)
        except OSError:
            return False
        return True

    def _receive_all(self, connection: Connection) -> None:
        """Pass on the answers of one process, until it ends."""
        with connection:
            while True:
                try:
                    number, message = connection.recv()
                except (EOFError, OSError):
                    break
                if message is not None:
                    self._receive(number, message)
                else:
                    with self._changed:
                        self._answered = number
        self._after_death(connection)

    def _after_death(self, connection: Connection) -> None:
        """Send a request again that was not answered; if a process has died of it before, say so."""
        with self._changed:
            latest = self._latest
            current = connection is self._connection and self._waiting is None and not self._closed
            if latest is None or latest.number <= self._answered or not current:
                return
            if self._sent_again != latest.number:
                self._sent_again = latest.number
                self._waiting = latest
                self._changed.notify_all()
                return
        self._receive(latest.number, None)

    # the process ────────────────────────────────────────────────────────────────────────────────────────────────

    def _start_process(self) -> None:
        self._end_process()
        # spawned: in a fork of a process with threads, a lock may be held for ever
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, self._root, self._kinds), name="factpress pictures", daemon=True
        )
        process.start()
        theirs.close()
        self._process, self._connection = process, ours
        # closes the connection when it has read all of it
        threading.Thread(target=self._receive_all, args=(ours,), name="receive pictures", daemon=True).start()

    def _end_process(self) -> None:
        process, self._process, self._connection = self._process, None, None
        if process is None:
            return
        process.terminate()
        process.join(_END)
        if process.is_alive():
            process.kill()
            process.join()
        # if another thread has waited for the process meanwhile, this one does not learn that it has ended
        with contextlib.suppress(ValueError):
            process.close()
