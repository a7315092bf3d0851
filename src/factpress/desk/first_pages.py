"""The page of an empty folder: five questions, and an example that builds at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from factpress.core.diagnostics import ToolError
from factpress.desk.markup import render
from factpress.session.field_text import FieldError
from factpress.session.first_run import COLOURS, KINDS, LANGUAGES, Answers, begin
from factpress.session.photographs import FOCUS
from factpress.session.session import this_day


class FirstPages:
    """The handlers of an empty folder. `made` is called when the publication has been written."""

    def __init__(self, folder: Path, header: str, made: Callable[[], None]) -> None:
        self.folder, self.header, self.made = folder, header, made

    async def ask(self, _: Request) -> Response:
        """Show the questions."""
        return self._page(Answers(), "", "", 200)

    async def make(self, request: Request) -> Response:
        """Take the answers, and write the publication."""
        sent = await request.form(max_files=2, max_fields=30)

        def text(key: str) -> str:
            value = sent.get(key, "")
            return value.strip() if isinstance(value, str) else ""

        async def file(key: str) -> bytes:
            value = sent.get(key)
            return await value.read() if isinstance(value, UploadFile) else b""

        answers = Answers(
            kind=text("kind") or "briefing",
            title=text("title"),
            organisation=text("organisation"),
            language=text("language") or "en-GB",
            address=text("address"),
            colour=text("colour") or "moss",
            logo=await file("logo"),
            photograph=await file("photograph"),
            alt=text("alt"),
            caption=text("caption"),
            agreed=text("agreed") if text("people") == "agreed" else "",
            signed=text("signed"),
            focus=FOCUS.get(text("focus"), FOCUS["middle"]),
        )
        if text("people") == "agreed" and answers.photograph and not answers.agreed:
            return self._page(answers, "Who has agreed?", "A pseudonym or initials are enough.", 422)
        try:
            await asyncio.to_thread(begin, self.folder, answers, this_day())
            await asyncio.to_thread(self.made)
        except FieldError as error:
            return self._page(answers, error.message, error.hint, 422)
        except ToolError as error:
            return self._page(answers, error.message, error.hint or "", 422)
        if request.headers.get("hx-request") == "true":
            return Response(status_code=204, headers={"HX-Redirect": "/claims"})
        return RedirectResponse("/claims", 303)

    def _page(self, answers: Answers, problem: str, hint: str, status: int) -> HTMLResponse:
        html = render(
            "first.j2",
            folder=self.folder.name,
            header=self.header,
            kinds=KINDS,
            languages=LANGUAGES,
            colours=COLOURS,
            focus=list(FOCUS),
            answers=answers,
            problem=problem,
            hint=hint,
        )
        return HTMLResponse(html, status)
