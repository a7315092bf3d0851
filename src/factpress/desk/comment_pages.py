"""Comments read back from reviewed files: each beside the claim that it is about, to be answered one by one."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from factpress.core.diagnostics import Findings, ToolError
from factpress.desk.answers import by_field, refusal, slot
from factpress.desk.desk import Desk
from factpress.desk.frame import page_values
from factpress.desk.markup import render
from factpress.session.comments import DONE, Comment, add_comments, answer_comment, picture_of, read_comments
from factpress.session.field_text import FieldError
from factpress.session.session import Session

SHOWN = {"open": "Open", "answered": "Answered", "all": "All"}
"""The choices of the list, with their words."""


class CommentPages:
    """The handlers of requests about comments."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def page(self, request: Request) -> Response:
        """Show the comments, and one of them with the claim that it is about."""
        show = request.query_params.get("show", "open")
        show = show if show in SHOWN else "open"
        number = int(request.path_params.get("number", 0))
        values = await self.desk.work(_values, self.desk.session, number, show)
        if number and values["comment"] is None:
            return HTMLResponse(render("missing.j2", **await self.desk.work(page_values, self.desk, "comments")), 404)
        around = await self.desk.work(page_values, self.desk, "comments")
        tab = request.query_params.get("tab", "form" if number else "list")
        return HTMLResponse(render("comments.j2", **around, **values, tab=tab, saved="", bad=False))

    async def read(self, request: Request) -> Response:
        """Read the comments of a file that is sent."""
        sent = await request.form(max_files=1, max_fields=5)
        file = sent.get("file")
        name = PurePath(file.filename or "").name if isinstance(file, UploadFile) else ""
        data = await file.read() if isinstance(file, UploadFile) else b""
        try:
            await self.desk.work(add_comments, self.desk.session.root, name, data)
        except (FieldError, ToolError) as error:
            return HTMLResponse(slot("file", [refusal("file", error)]), 422)
        return HTMLResponse("", headers={"HX-Redirect": "/comments"})

    async def answer(self, request: Request) -> Response:
        """Take the answer to a comment, and go to the next open one if that is wished."""
        sent = await request.form(max_files=0, max_fields=10)
        number, root = int(request.path_params["number"]), self.desk.session.root
        try:
            await self.desk.work(answer_comment, root, number, str(sent.get("answer", "")), str(sent.get("done", "")))
        except (FieldError, ToolError) as error:
            return HTMLResponse(slot("answer", [refusal("answer", error)]), 422)
        following = number
        if "next" in sent:
            waiting = [one.number for one in await self.desk.work(read_comments, root) if not one.answered]
            later = [one for one in waiting if one > number]
            following = next(iter([*later, *waiting]), 0)
        return HTMLResponse("", headers={"HX-Redirect": f"/comments/{following}" if following else "/comments"})

    async def picture(self, request: Request) -> Response:
        """Send the picture of the page that a comment is on."""
        number, root = int(request.path_params["number"]), self.desk.session.root
        one = next((one for one in await self.desk.work(read_comments, root) if one.number == number), None)
        png = await self.desk.work(picture_of, root, one) if one is not None else None
        return Response(png, media_type="image/png") if png is not None else Response(status_code=404)


def _values(session: Session, number: int, show: str) -> dict[str, Any]:
    comments = read_comments(session.root)
    kept = {"open": [one for one in comments if not one.answered], "all": list(comments)}
    kept["answered"] = [one for one in comments if one.answered]
    shown = kept[show]
    wanted = number or (shown[0].number if shown else 0)
    comment = next((one for one in comments if one.number == wanted), None)
    files: dict[str, list[Comment]] = {}
    for one in shown:
        files.setdefault(one.file, []).append(one)
    form, findings = None, ()
    if comment is not None and comment.remark.claim:
        try:
            form = session.claim(comment.remark.claim)
            findings = session.claim_findings(comment.remark.claim)
        except Findings:
            pass
    return {
        "comment": comment,
        "files": files,
        "counts": {key: len(some) for key, some in kept.items()},
        "count": len(comments),
        "unplaced": sum(not one.remark.claim for one in comments),
        "show": show,
        "words": SHOWN,
        "done": DONE,
        "form": form,
        "findings": by_field(findings),
    }
