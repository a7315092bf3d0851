"""One stream of server-sent events for each window. A message is one or more fragments that name what they replace."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

_WAITING = 200
"""Messages that wait for a window at most. One that does not read fetches its parts again when it comes back."""
_BEAT = 15.0
"""Seconds after which a line without content keeps the connection open."""


class Hub:
    """All windows that listen."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str]] = set()
        self.left_at = time.monotonic()
        self.closing = asyncio.Event()

    @property
    def windows(self) -> int:
        """How many windows listen."""
        return len(self._queues)

    def send(self, html: str) -> None:
        """Send fragments to every window. Call it in the thread of the event loop."""
        for queue in self._queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(html)

    async def stream(self) -> AsyncIterator[str]:
        """Yield the lines of one window's stream until the window or the desk is closed."""
        queue: asyncio.Queue[str] = asyncio.Queue(_WAITING)
        self._queues.add(queue)
        closing = asyncio.ensure_future(self.closing.wait())
        try:
            yield ": open\n\n"
            while not self.closing.is_set():
                reading = asyncio.ensure_future(queue.get())
                done, _ = await asyncio.wait({reading, closing}, timeout=_BEAT, return_when=asyncio.FIRST_COMPLETED)
                if reading in done:
                    yield message(reading.result())
                else:
                    reading.cancel()
                    yield ": \n\n"
        finally:
            closing.cancel()
            self._queues.discard(queue)
            self.left_at = time.monotonic()


def message(html: str) -> str:
    """Return fragments as one event of the stream."""
    return "".join(f"data: {line}\n" for line in html.splitlines()) + "\n"
