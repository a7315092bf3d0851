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

from factpress.core.diagnostics import ToolError
from factpress.core.locks import open_locked, remove_locked
from factpress.desk.access import Keys
from factpress.desk.app import application
from factpress.desk.desk import Desk
from factpress.session.history import FOLDER
from factpress.session.session import Session

LOCK = FOLDER / "desk.lock"
IDLE = 20.0
"""Seconds without a window after which the desk ends. A page that is reloaded is away for less than one."""
_POLL = 1.0
"""Seconds between two looks at the files, for what other programs change."""


def run(root: Path, *, say: Callable[[str], None], port: int = 0, browse: bool = True, stay: bool = False) -> None:
    """Run the desk of a publication until Ctrl-C, or until its last window has been closed for a while.

    `say` is called with the address. With `stay` it ends with Ctrl-C only. Raises ToolError if the folder has no
    publication, another desk has it open, or no port can be opened.
    """
    session = Session(root)
    with _only_desk(session.root), _listening(port) as listener:
        bound = int(listener.getsockname()[1])
        desk = Desk(session, Keys())
        address = f"http://127.0.0.1:{bound}/?token={desk.keys.token}"
        say(address)
        if browse:
            webbrowser.open(address)
        try:
            asyncio.run(_serve(desk, listener, bound, stay=stay))
        finally:
            desk.close()


async def _serve(desk: Desk, listener: socket.socket, port: int, *, stay: bool) -> None:
    config = uvicorn.Config(
        application(desk, port),
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=2,
        limit_concurrency=200,
        ws="none",
    )
    server = uvicorn.Server(config)
    watching = asyncio.ensure_future(_watch(desk, server, stay=stay))
    try:
        with contextlib.suppress(KeyboardInterrupt):
            await server.serve(sockets=[listener])
    finally:
        desk.hub.closing.set()
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


async def _watch(desk: Desk, server: uvicorn.Server, *, stay: bool) -> None:
    """Look for files that other programs changed, and for the end of the last window."""
    from factpress.desk.outside import publish_outside

    while not server.should_exit:
        await asyncio.sleep(_POLL)
        if desk.hub.listening:
            changed = await desk.work(desk.session.refresh)
            if changed:
                publish_outside(desk, changed)
        elif not stay and time.monotonic() - desk.hub.left_at > IDLE:
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
        except OSError as error:
            hint = "choose another one, or leave it out"
            raise ToolError(f"port {port} cannot be opened: {error.strerror}", hint) from error
        yield listener
    finally:
        listener.close()
