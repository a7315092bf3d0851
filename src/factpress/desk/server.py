"""Running a desk: the port, the browser, and the end."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
import webbrowser
from collections.abc import Callable, Generator
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from factpress.core.diagnostics import ToolError
from factpress.core.locks import open_locked, remove_locked
from factpress.desk.access import Keys
from factpress.desk.app import application, first_application
from factpress.desk.desk import Desk
from factpress.desk.outside import publish_outside
from factpress.session.first_run import can_begin
from factpress.session.history import FOLDER
from factpress.session.session import Session

LOCK = FOLDER / "desk.lock"
IDLE = 20.0
"""Seconds without a window after which the desk ends. A page that is reloaded is away for less than one."""
_POLL = 1.0
"""Seconds between two looks at the files, for what other programs change."""


def run(
    root: Path,
    *,
    say: Callable[[str], None],
    report: Callable[[Session], None] = lambda _: None,
    port: int = 0,
    browse: bool = True,
    stay: bool = False,
) -> None:
    """Run the desk of a publication until Ctrl-C, or until its last window has been closed for a while.

    In an empty folder, the desk first asks what to make. `say` is called with the address, `report` when the
    publication has been read, and read again because another program changed it. With `stay` the desk ends with Ctrl-C
    only. Raises ToolError if the folder has something else, another desk has it open, or no port can be opened.
    """
    with contextlib.ExitStack() as stack:
        running = Running(root, stack)
        if not can_begin(root):
            running.open()
        listener = stack.enter_context(_listening(port))
        bound = int(listener.getsockname()[1])
        address = f"http://127.0.0.1:{bound}/?token={running.keys.token}"
        say(address)
        if browse:
            webbrowser.open(address)
        if running.desk is not None:
            report(running.desk.session)
        asyncio.run(_serve(running, listener, bound, report, stay=stay))


class Running:
    """A server that runs: its desk, None as long as the folder is empty."""

    def __init__(self, root: Path, stack: contextlib.ExitStack) -> None:
        self.root, self.keys = root, Keys()
        self.desk: Desk | None = None
        self._stack = stack

    def open(self) -> None:
        """Open the publication, which no other desk may have open."""
        session = Session(self.root)
        self._stack.enter_context(_only_desk(session.root))
        self.desk = Desk(session, self.keys)
        self._stack.callback(self.desk.close)

    def application(self, port: int) -> ASGIApp:
        """Return the application: that of the empty folder until the publication is made."""
        if self.desk is not None:
            return application(self.desk, port)
        current: list[ASGIApp] = []

        def made() -> None:
            self.open()
            if self.desk is not None:
                current[0] = application(self.desk, port)

        current.append(first_application(self.root, self.keys, port, made))

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await current[0](scope, receive, send)

        return app


async def _serve(
    running: Running, listener: socket.socket, port: int, report: Callable[[Session], None], *, stay: bool
) -> None:
    config = uvicorn.Config(
        running.application(port),
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=2,
        limit_concurrency=200,
        ws="none",
    )
    server = uvicorn.Server(config)
    watching = asyncio.ensure_future(_watch(running, server, report, stay=stay))
    try:
        with contextlib.suppress(KeyboardInterrupt):
            await server.serve(sockets=[listener])
    finally:
        if running.desk is not None:
            running.desk.hub.closing.set()
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


async def _watch(running: Running, server: uvicorn.Server, report: Callable[[Session], None], *, stay: bool) -> None:
    """Look for files that other programs changed, and for the end of the last window."""
    while not server.should_exit:
        await asyncio.sleep(_POLL)
        desk = running.desk
        if desk is None:  # the questions of an empty folder have no stream that tells whether they are open
            continue
        if desk.hub.listening or stay:
            changed = await desk.work(desk.session.refresh)
            if changed:
                await publish_outside(desk, changed)
                report(desk.session)
        elif time.monotonic() - desk.hub.left_at > IDLE:
            server.should_exit = True


@contextlib.contextmanager
def _only_desk(root: Path) -> Generator[None]:
    path = root / LOCK
    try:
        path.parent.mkdir(exist_ok=True)
        handle = open_locked(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ToolError(f"cannot write in {root}: {reason}", "check the permissions of the folder") from error
    if handle is None:
        raise ToolError(f"another desk has {root} open", "go on in its window, or close it first")
    try:
        yield
    finally:
        remove_locked(path, handle)


@contextlib.contextmanager
def _listening(port: int) -> Generator[socket.socket]:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen()  # a browser that is faster than the server waits
        except OSError as error:
            hint = "choose another one, or leave it out"
            raise ToolError(f"port {port} cannot be opened: {error.strerror}", hint) from error
        yield listener
    finally:
        listener.close()
