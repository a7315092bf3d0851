"""Tasks that follow others: what becomes of them when a build ends early."""

from __future__ import annotations

import logging
from concurrent.futures import CancelledError, Executor, Future
from typing import Any

import pytest

from factpress.workflows.workers import then


class _Waiting(Executor):
    """Keeps what is submitted, and runs none of it."""

    def __init__(self) -> None:
        self.submitted: list[Future[Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ARG002
        self.submitted.append(Future())
        return self.submitted[-1]


def test_a_task_that_is_cancelled_while_it_waits_prints_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    pool, before = _Waiting(), Future[int]()
    after = then(pool, before, str)
    before.set_result(1)
    with caplog.at_level(logging.ERROR, logger="concurrent.futures"):
        pool.submitted[0].cancel()
    assert caplog.records == []
    with pytest.raises(CancelledError):
        after.result(timeout=1)


def test_the_result_and_the_failure_of_a_task_are_passed_on() -> None:
    for settle, expected in (("set_result", "done"), ("set_exception", ValueError("no"))):
        pool, before = _Waiting(), Future[int]()
        after = then(pool, before, str)
        before.set_result(1)
        getattr(pool.submitted[0], settle)(expected)
        assert (after.exception(timeout=1) or after.result()) == expected
