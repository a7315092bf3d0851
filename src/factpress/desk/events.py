"""One stream of server-sent events for each window. A message is one or more fragments that name what they replace."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

_WAITING = 200
"""Messages that wait for a window at most. One that does not read fetches its parts again when it comes back."""
_BEAT = 15.0
"""Seconds after which a line without content keeps the connection open."""


@dataclass(eq=False)
class Window:
    """A window that listens. `claim` is the one whose pictures it shows, `turn` the number of its last keystroke.

    With `text`, it shows a text and not the form of the claim.
    `early` has the messages that are sent before the page listens; its first stream begins with them.
    """

    name: str
    claim: str = ""
    turn: int = 0
    text: bool = False
    wrote: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    streams: set[asyncio.Queue[str]] = field(default_factory=set[asyncio.Queue[str]])
    early: asyncio.Queue[str] | None = field(default_factory=lambda: asyncio.Queue(_WAITING))


class Hub:
    """All windows of the desk, by the names that their pages were given."""

    def __init__(self) -> None:
        self._windows: dict[str, Window] = {}
        self.left_at = time.monotonic()
        self.closing = asyncio.Event()

    def window(self, name: str) -> Window:
        """Return the window of that name, a new one if it is not known."""
        if name not in self._windows:
            self._forget()
            self._windows[name] = Window(name)
        return self._windows[name]

    def _forget(self) -> None:
        """Forget windows without a stream, the oldest first, when there are many."""
        closed = [name for name, one in self._windows.items() if not one.streams]
        for name in closed[: max(len(self._windows) - 50, 0)]:
            del self._windows[name]

    @property
    def listening(self) -> int:
        """How many streams are open."""
        return sum(len(window.streams) for window in self._windows.values())

    def open_windows(self) -> tuple[Window, ...]:
        """Return the windows that listen, or are about to."""
        return tuple(window for window in self._windows.values() if window.streams or window.early is not None)

    def send(self, html: str, to: Callable[[Window], bool] = lambda _: True) -> None:
        """Send fragments to every window that is meant. Call it in the thread of the event loop."""
        for window in self._windows.values():
            early = [window.early] if window.early is not None else []
            for queue in (*window.streams, *early) if to(window) else ():
                if queue.full():
                    queue.get_nowait()
                queue.put_nowait(html)

    async def stream(self, name: str) -> AsyncIterator[str]:
        """Yield the lines of one window's stream until the window or the desk is closed."""
        window = self.window(name)
        queue: asyncio.Queue[str] = window.early or asyncio.Queue(_WAITING)
        window.early = None
        window.streams.add(queue)
        closing = asyncio.ensure_future(self.closing.wait())
        reading = asyncio.ensure_future(queue.get())
        try:
            yield ": open\n\n"
            while not self.closing.is_set():
                done, _ = await asyncio.wait({reading, closing}, timeout=_BEAT, return_when=asyncio.FIRST_COMPLETED)
                if reading in done:
                    html = reading.result()
                    reading = asyncio.ensure_future(queue.get())
                    yield message(html)
                else:
                    yield ": \n\n"
        finally:
            closing.cancel()
            reading.cancel()
            window.streams.discard(queue)
            self.left_at = time.monotonic()


def message(html: str) -> str:
    """Return fragments as one event of the stream."""
    return "".join(f"data: {line}\n" for line in html.splitlines()) + "\n"
