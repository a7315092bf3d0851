"""Processes beside this one, and what passes between them."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import TypeVar

from factpress.core.diagnostics import ToolError
from factpress.core.mp_context import context

T = TypeVar("T")
R = TypeVar("R")


@contextlib.contextmanager
def beside() -> Generator[tuple[Executor, Executor]]:
    """The desk and the easel, a process each. With this one they keep two processors busy."""
    pools = [ProcessPoolExecutor(1, mp_context=context(), initializer=_end_with_parent) for _ in range(2)]
    try:
        yield pools[0], pools[1]
    except BrokenExecutor as broken:
        raise ToolError("a process beside this one was ended", "is there enough memory?") from broken
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """Lets this process end when the one that started it has ended, by whatever cause, and would leave it behind."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)  # at once: nobody is left to read what it makes

    threading.Thread(target=watch, name="end with parent", daemon=True).start()


def then(executor: Executor, before: Future[T], work: Callable[[T], R]) -> Future[R]:
    """What is done there with a result as soon as it is there; nobody here has to wait for it."""
    after: Future[R] = Future()

    def settle(done: Future[R]) -> None:
        failure = done.exception()
        if failure is not None:
            after.set_exception(failure)
        else:
            after.set_result(done.result())

    def begin(done: Future[T]) -> None:
        try:
            executor.submit(work, done.result()).add_done_callback(settle)
        except BaseException as failure:  # noqa: BLE001 - whoever waits for the result is told
            after.set_exception(failure)

    before.add_done_callback(begin)
    return after


class Awaited(Mapping[str, T]):
    """Values by name that may still be being made: whoever asks for one waits until they are."""

    def __init__(self, made: Future[dict[str, T]]) -> None:
        self._made = made

    def __getitem__(self, name: str) -> T:
        return self._made.result()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made.result())

    def __len__(self) -> int:
        return len(self._made.result())
