"""The state of a running desk: the session, the windows that listen, and one thread in which all work is done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from factpress.desk.access import Keys
from factpress.desk.events import Hub
from factpress.session.session import Session

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Desk:
    """A running desk. The session is used in one thread only, so that two windows cannot change a file at once."""

    session: Session
    keys: Keys
    hub: Hub = field(default_factory=Hub)
    turns: dict[str, int] = field(default_factory=dict[str, int])
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "session"))

    async def work(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the result of a function that uses the session."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: function(*args, **kwargs))

    def is_old(self, window: str, turn: int) -> bool:
        """Whether a newer keystroke of that window is known; the number of this one is kept."""
        newest = self.turns.get(window, 0)
        if turn < newest:
            return True
        self.turns[window] = turn
        return False

    def close(self) -> None:
        """End all streams, and the thread of the session."""
        self.hub.closing.set()
        self._thread.shutdown(wait=False, cancel_futures=True)
