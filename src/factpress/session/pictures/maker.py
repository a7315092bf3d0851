"""The process that makes pictures, as a server sees it: requests go in, answers come out in the order of requests."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from factpress.session.pictures.values import Failure, Message, PictureRequest
from factpress.session.pictures.worker import Numbered, serve

_END = 2.0
"""Seconds for a thread or a process to end by itself."""


class PictureMaker:
    """Makes pictures in a worker process, which is started again if it dies.

    A request that was not answered is sent to the new one, once. `receive` is called in a thread of this process, for
    one answer after another. After an answer to a request, none to an older request follows.
    """

    def __init__(self, root: Path, receive: Callable[[Message], None]) -> None:
        self._root, self._receive = root, receive
        self._changed = threading.Condition()
        self._receiving = threading.Lock()
        self._number = 0
        self._latest: PictureRequest | None = None
        self._waiting: Numbered | None = None
        self._answered = 0  # the number of the last request that the worker has finished
        self._sent_again = 0  # the number of the last request that was sent to a second worker
        self._closed = False
        self._sender: threading.Thread | None = None
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    @property
    def process_id(self) -> int | None:
        """The id of the worker process; None while there is none."""
        process = self._process
        return process.pid if process is not None else None

    def start(self) -> None:
        """Start the worker, which then reads the publication and prepares what is asked for first."""
        with self._changed:
            if self._sender is None and not self._closed:
                self._sender = threading.Thread(target=self._send_all, name="send picture requests", daemon=True)
                self._sender.start()

    def request(self, request: PictureRequest) -> None:
        """Ask for pictures, and give up all older requests. Returns at once."""
        with self._changed:
            self._number += 1
            self._latest = request
            self._waiting = Numbered(self._number, request)
            self._changed.notify_all()
        self.start()

    def close(self) -> None:
        """End the worker process. Nothing is received afterwards."""
        with self._changed:
            self._closed = True
            self._waiting = None
            self._changed.notify_all()
            sender = self._sender
        if sender is not None:
            sender.join(4 * _END)

    # the threads ────────────────────────────────────────────────────────────────────────────────────────────────

    def _send_all(self) -> None:
        """Pass requests to the worker: the newest one alone where several wait."""
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
        """Pass one request to the worker. Returns False if there is none, or it has died."""
        if self._process is None or self._connection is None or not self._process.is_alive():
            return False
        try:
            self._connection.send(request)
        except OSError:
            return False
        return True

    def _receive_all(self, connection: Connection) -> None:
        """Pass on the answers of one worker to the newest request, until it ends."""
        with connection:
            while True:
                try:
                    number, message = connection.recv()
                except (EOFError, OSError):
                    break
                with self._changed:
                    if message is None:
                        self._answered = number
                    wanted = number == self._number and not self._closed
                if wanted and message is not None:
                    self._pass_on(message)
        self._after_death(connection)

    def _after_death(self, connection: Connection) -> None:
        """Send a request again that was not answered; if a worker has died of it before, say so."""
        with self._changed:
            lost = self._number > self._answered and connection is self._connection and self._waiting is None
            request = self._latest if lost and not self._closed else None
            again = request is not None and self._sent_again != self._number
            if request is not None and again:
                self._sent_again = self._number
                self._waiting = Numbered(self._number, request)
                self._changed.notify_all()
        if request is not None and not again:
            self._pass_on(
                Failure(request.turn, message="making pictures has failed", hint="they are made with the next change")
            )

    def _pass_on(self, message: Message) -> None:
        with self._receiving:
            self._receive(message)

    # the process ────────────────────────────────────────────────────────────────────────────────────────────────

    def _start_process(self) -> None:
        self._end_process()
        # spawned: in a fork of a process with threads, a lock may be held for ever
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._root), name="factpress pictures", daemon=True)
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
        process.close()
