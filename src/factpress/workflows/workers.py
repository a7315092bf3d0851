"""The processes of a build, the tasks that they run, and what is passed between them.

The main process renders PDFs. One worker reads the publication, writes the deck and audits; a second one draws the
charts. A task is a function of this package with plain values. It is passed by name; the worker imports what it needs.
"""

from __future__ import annotations

import contextlib
import signal
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from functools import partial
from importlib import import_module
from pkgutil import resolve_name
from typing import Any, NamedTuple, TypeVar

from factpress.core.diagnostics import ToolError
from factpress.core.interrupts import SIGNALS, end_process
from factpress.core.processes import end_with_parent, gc_frozen_after, worker_context
from factpress.core.temporary_folder import temporary_files_here

T = TypeVar("T")
R = TypeVar("R")

SHARED = ("factpress.workflows.tasks",)
"""What all processes need: most modules of this package, and Pydantic."""

RENDERING = (
    "factpress.output.pdf.html_to_pdf:preload",
    "factpress.output.html.sandbox",
    "factpress.output.booklet.renderer",
    "factpress.workflows.layout",
)
"""What the main process needs to render a PDF, besides what is shared."""

WRITING = ("pptx", "factpress.output.deck.renderer", "factpress.output.deck.writer.write")
"""What the documents worker needs to write a deck."""

AUDITING = ("pypdfium2", "factpress.audit")
"""What the documents worker needs to audit a file."""

DRAWING = (
    *(f"matplotlib.{name}" for name in ("backends.backend_agg", "backends.backend_svg", "figure", "textpath")),
    "factpress.output.charts.draw",
    "factpress.output.booklet.renderer",
    "factpress.output.deck.renderer",
)
"""What the charts worker needs to draw, with the renderers, which know the sizes."""


class Workers(NamedTuple):
    """The processes that work while the main one renders PDFs. Together they keep two processors busy.

    `documents` reads the publication, writes the deck and audits every file; `charts` draws. A process starts with its
    first task. If they are `forked`, it then has the modules that the main process has imported.
    """

    documents: Executor
    charts: Executor
    forked: bool


@contextlib.contextmanager
def start_workers() -> Generator[Workers]:
    """Starts the workers, and ends them after the block. Raises ToolError if one is killed."""
    started = worker_context()
    with temporary_files_here():
        initialize = partial(_initialize, tempfile.gettempdir())
        pools = [ProcessPoolExecutor(1, mp_context=started, initializer=initialize) for _ in range(2)]
    try:
        yield Workers(*pools, forked=started.get_start_method() == "fork")
    except BrokenExecutor as broken:
        raise ToolError("a worker process was ended from outside", "check whether there is enough memory") from broken
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _initialize(temporary: str) -> None:
    """Makes this process exit at once if its parent ends, or on a signal that stops the parent, which reports it."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end_process)
    tempfile.tempdir = temporary
    end_with_parent()


def run(function: str, *arguments: Any) -> Any:
    """Calls the function `package.module:name`: a task that is submitted before this process imports its module.

    A reference to the function itself would make the main process import its module first.
    """
    with gc_frozen_after():
        return resolve_name(function)(*arguments)


def preload(names: tuple[str, ...]) -> None:
    """Imports modules while this process would wait. For `module:function`, also calls the function.

    Errors are ignored here: the code that needs the module reports them.
    """
    for name in names:
        with contextlib.suppress(ImportError, OSError, ToolError):
            if ":" in name:
                resolve_name(name)()
            else:
                import_module(name)


def then(executor: Executor, before: Future[T], work: Callable[[T], R]) -> Future[R]:
    """Submits `work` with the result of `before` as soon as it is available. The caller does not wait."""
    after: Future[R] = Future()

    def settle(done: Future[R]) -> None:
        # exception() of a cancelled task raises, which the pool would print with a traceback
        failure = CancelledError() if done.cancelled() else done.exception()
        if failure is not None:
            after.set_exception(failure)
        else:
            after.set_result(done.result())

    def begin(done: Future[T]) -> None:
        try:
            executor.submit(work, done.result()).add_done_callback(settle)
        except BaseException as failure:  # noqa: BLE001 - raised again where the result is asked for
            after.set_exception(failure)

    before.add_done_callback(begin)
    return after


class Awaited(Mapping[str, T]):
    """Values by name that are being computed. Each access waits for them."""

    def __init__(self, future: Future[dict[str, T]]) -> None:
        self._future = future

    def __getitem__(self, name: str) -> T:
        return self._future.result()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._future.result())

    def __len__(self) -> int:
        return len(self._future.result())
