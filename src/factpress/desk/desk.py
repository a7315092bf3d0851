"""The state of a running desk: the session, its windows and pictures, and the one thread in which the session works."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from factpress.desk.access import Keys
from factpress.desk.events import Hub
from factpress.desk.picture_table import PictureTable
from factpress.session.session import Session

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Desk:
    """A running desk. The session is used in one thread only, so that two windows cannot change a file at once."""

    session: Session
    keys: Keys
    hub: Hub = field(default_factory=Hub)
    pictures: PictureTable = field(init=False)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "session"))

    def __post_init__(self) -> None:
        self.pictures = PictureTable(self.session.root, self.hub)

    async def work(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the result of a function that uses the session."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: function(*args, **kwargs))

    def close(self) -> None:
        """End all streams, the pictures' process, and the thread of the session."""
        self.hub.closing.set()
        self.pictures.close()
        self._thread.shutdown(wait=False, cancel_futures=True)
