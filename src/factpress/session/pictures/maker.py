"""Pictures of claims from two worker processes: pages take seconds, and slides and cards must not wait for them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from factpress.session.pictures.values import Failure, Kind, Message, PictureRequest, Places
from factpress.session.pictures.worker import Numbered
from factpress.session.pictures.worker_process import FAILED, WorkerProcess

WORKERS: tuple[tuple[Kind, ...], ...] = (("page",), ("slide", "card"))
"""The kinds of places that each worker makes, in the order in which they are listed."""


class PictureMaker:
    """Makes pictures in worker processes, which are started again if they die.

    `receive` is called in threads of this process, for one answer after another. After an answer to a request, none to
    an older request follows.
    """

    def __init__(self, root: Path, receive: Callable[[Message], None]) -> None:
        self._receive = receive
        self._lock = threading.Lock()
        self._receiving = threading.Lock()  # held while an answer is checked and passed on, so that none overtakes it
        self._number = 0
        self._latest: PictureRequest | None = None
        self._places: dict[int, Places] = {}  # of the latest request, by the number of the worker
        self._failures: list[Failure] = []  # of the latest request
        self._closed = False
        self._workers = [
            WorkerProcess(root, kinds, partial(self._take, worker)) for worker, kinds in enumerate(WORKERS)
        ]

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The ids of the worker processes that run."""
        return tuple(one for worker in self._workers if (one := worker.process_id) is not None)

    def start(self) -> None:
        """Start the workers, which then read the publication and prepare what is asked for first."""
        for worker in self._workers:
            worker.start()

    def request(self, request: PictureRequest) -> None:
        """Ask for pictures, and give up all older requests. Returns at once."""
        with self._lock:
            if self._closed:
                return
            self._number += 1
            self._latest = request
            self._places, self._failures = {}, []
            numbered = Numbered(self._number, request)
        for worker in self._workers:
            worker.request(numbered)

    def close(self) -> None:
        """End the worker processes. Nothing is received afterwards."""
        with self._lock:
            self._closed = True
        for worker in self._workers:
            worker.close()

    def _take(self, worker: int, number: int, message: Message | None) -> None:
        """Pass on the answer of a worker if it is one to the latest request, with the places of all workers."""
        with self._receiving:
            with self._lock:
                wanted = self._wanted(worker, number, message)
            if wanted is not None:  # the lock is free, so that an answer may lead to a request
                self._receive(wanted)

    def _wanted(self, worker: int, number: int, message: Message | None) -> Message | None:
        """What is passed on of an answer; None if it is not one to the latest request, or known already."""
        latest = self._latest
        if latest is None or number != self._number or self._closed:
            return None
        if message is None:
            message = Failure(latest.turn, message=FAILED, hint="they are made with the next change")
        if isinstance(message, Failure):
            if message in self._failures:  # each worker has read the same publication
                return None
            self._failures.append(message)
        elif isinstance(message, Places):
            self._places[worker] = message
            return self._all_places(message)
        return message

    def _all_places(self, last: Places) -> Places:
        """The places that the workers have found, as one answer."""
        found = [self._places[worker] for worker in sorted(self._places)]
        everyone = len(found) == len(self._workers)
        return replace(
            last,
            places=tuple(place for each in found for place in each.places),
            pieces=sum(each.pieces for each in found),
            final=everyone and all(each.final for each in found),
            complete=everyone and all(each.complete for each in found),
        )
