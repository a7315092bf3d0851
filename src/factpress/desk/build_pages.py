"""Build and Print: what is made, how far it is, which file is for which printer, and what was printed."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from factpress.core.diagnostics import Findings, ToolError
from factpress.desk.desk import Desk
from factpress.desk.markup import partial, render
from factpress.session.jobs import Job, JobState, Kind
from factpress.session.pieces import WHERE, Piece, groups, pieces, record_printing

GROUPS = {
    "booklet": "Booklets, to read",
    "deck": "Slides",
    "imposed": "For the office printer",
    "print": "Cards, posters and single sheets",
    "press": "For a print shop",
    "handout": "Handouts of the slides",
    "large-print": "Large print",
}
"""The groups of products, with words."""

TITLES: dict[Kind, str] = {"build": "Build", "evidence": "Evidence sheet", "slip": "Correction slips"}


class BuildPages:
    """The handlers of requests about what is made."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._job: Job | None = None
        self._began = 0.0

    def _pieces(self) -> tuple[Piece, ...]:
        session = self.desk.session
        return pieces(session.edition, session.newest) if session.edition is not None else ()

    async def build(self, request: Request) -> Response:
        """Show what can be built, and how far a build is; start one, or stop it."""
        match request.method:
            case "POST":
                sent = await request.form(max_files=0, max_fields=200)
                names = tuple(str(one) for one in sent.getlist("name"))
                await self._start("build", names)
            case "DELETE":
                if self._job is not None:
                    self._job.stop()
                return Response(status_code=204)
            case _:
                pass
        found = await self.desk.work(self._pieces)
        return HTMLResponse(
            render("build.j2", title=TITLES["build"], groups=groups(found), words=GROUPS, progress=self._progress())
        )

    async def evidence(self, _: Request) -> Response:
        """Make the evidence sheet."""
        return await self._only("evidence", ())

    async def slip(self, request: Request) -> Response:
        """Make the slips of a printing that says something else than the facts do now."""
        return await self._only("slip", (str(request.path_params["printing"]),))

    async def _only(self, kind: Kind, names: tuple[str, ...]) -> Response:
        """Make one thing, and show how far it is."""
        await self._start(kind, names)
        made = self._job.state.kind if self._job is not None else kind  # another one that still goes on
        return HTMLResponse(render("build.j2", title=TITLES[made], groups={}, words=GROUPS, progress=self._progress()))

    async def _start(self, kind: Kind, names: tuple[str, ...]) -> None:
        if self._job is not None and self._job.running:
            return
        found = await self.desk.work(self._pieces)
        chosen = [piece for piece in found if not names or piece.group in names or piece.name in names]
        rendered = {piece.name for piece in chosen if piece.group != "imposed"}
        loop = asyncio.get_running_loop()

        def report(_: JobState) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._publish)

        self._began = time.monotonic()
        steps = len(rendered) + 3 if kind == "build" else 3
        self._job = await self.desk.work(Job, self.desk.session.root, kind, names, steps, report)

    def _publish(self) -> None:
        self.desk.hub.send(partial("build", self._progress()))

    def _progress(self) -> str:
        """How far the job is, as a fragment."""
        if self._job is None:
            return render("progress.j2", job=None, left="", files=())
        job = self._job.state
        spent = time.monotonic() - self._began
        left = round(spent / job.done * (job.steps - job.done)) if 1 < job.done < job.steps else 0
        return render("progress.j2", job=job, left=_time_left(left), files=[one.path.name for one in job.files])

    async def print_choices(self, request: Request) -> Response:
        """Show which file is for which printer, and what of it is out of date."""
        where = request.query_params.get("where", "office")
        where = where if where in WHERE else "office"
        found = [piece for piece in await self.desk.work(self._pieces) if where in piece.where]
        return HTMLResponse(render("print.j2", where=where, places=WHERE, pieces=found, said="", bad=False))

    async def printed(self, request: Request) -> Response:
        """Record that a file was printed."""
        sent = await request.form(max_files=0, max_fields=20)
        session = self.desk.session
        name, copies, purpose = (str(sent.get(key, "")).strip() for key in ("product", "copies", "purpose"))

        def record() -> str:
            if session.edition is None:
                raise ToolError("the publication has errors; correct them first")
            return record_printing(session.edition, name, copies, purpose)

        try:
            words = await self.desk.work(record)
        except (ToolError, Findings) as error:
            return HTMLResponse(_said(str(error), bad=True), 422)
        return HTMLResponse(_said(words))

    async def file(self, request: Request) -> Response:
        """Send a file that was made."""
        name = str(request.path_params["name"])
        known = {piece.path.name: piece.path for piece in await self.desk.work(self._pieces)}
        if self._job is not None:
            known |= {one.path.name: one.path for one in self._job.state.files}
        path = known.get(name, Path())
        if not path.is_file():
            return Response("This file has not been made yet.", 404)
        return FileResponse(path, filename=name, content_disposition_type="inline")


def _time_left(seconds: int) -> str:
    if seconds <= 0:
        return ""
    return f"about {seconds} seconds left" if seconds < 90 else f"about {round(seconds / 60)} minutes left"


def _said(words: str, *, bad: bool = False) -> str:
    return partial("printed", render("printed.j2", said=words, bad=bad))
