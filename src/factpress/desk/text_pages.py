"""The requests about texts: chapters and sections, their blocks, and each change of words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from factpress.core.diagnostics import Findings, ToolError
from factpress.desk.answers import not_saved, saved, saved_words
from factpress.desk.desk import Desk
from factpress.desk.frame import is_fragment, page_values, window_name
from factpress.desk.markup import partial, render
from factpress.session.session import EditConflict
from factpress.session.text_blocks import ADDABLE
from factpress.session.text_view import Block, Part
from factpress.session.text_words import TextRefusal, to_form
from factpress.session.texts import BlockName, TextOutcome, Texts, claims_in

_MOST_SENT = 300_000
"""Characters of the words of one block at most."""


class TextPages:
    """The handlers of requests about texts."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.texts = Texts(desk.session)

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def start(self, _: Request) -> Response:
        """Send the browser to the first part of the first text."""
        try:
            names = await self.desk.work(self.texts.files)
            first = await self.desk.work(lambda: self.texts.part(names[0].name, "").id if names else "")
        except (TextRefusal, Findings, ToolError) as error:
            return await self._unreadable(error)
        if not names:
            return await self._unreadable(ToolError("the publication cannot be read yet"))
        return RedirectResponse(f"/text/{names[0].name}/{first}", 303)

    async def part(self, request: Request) -> Response:
        """Answer with a part of a text, or with the whole page."""
        name, section = str(request.path_params["file"]), str(request.path_params.get("section", ""))
        try:
            part = await self.desk.work(self.texts.part, name, section)
        except TextRefusal:
            return HTMLResponse(render("gone.j2"), 404)
        except (Findings, ToolError) as error:
            return await self._unreadable(error)
        if is_fragment(request):
            html = self._part(name, part)
            claim = self._open(window_name(request), part, request.query_params.get("claim", ""))
            return HTMLResponse(html + partial("table", self._table(claim)))
        around = await self.desk.work(page_values, self.desk, "text")
        claim = self._open(around["window"], part, request.query_params.get("claim", ""))
        tab = request.query_params.get("tab", "form")
        values = await self.desk.work(self._values, name, part)
        table = self._table(claim)
        return HTMLResponse(render("text.j2", **around, **values, **self._table_values(claim), tab=tab, table=table))

    def _values(self, name: str, part: Part) -> dict[str, Any]:
        return {
            "files": self.texts.files(),
            "text_parts": self.texts.view(name).parts,
            "part": part,
            "file": name,
            "saved": "",
            "html": self._part(name, part),
        }

    def _open(self, window: str, part: Part, wanted: str = "") -> str:
        """Note the claim whose pictures a window shows, one of the part, and ask for them."""
        claims = claims_in(part)
        claim = wanted if wanted in claims else next(iter(claims), "")
        self.desk.hub.window(window).claim = claim
        if claim:
            self.desk.pictures.ask(claim)
        return claim

    def _table_values(self, claim: str) -> dict[str, Any]:
        return {"claim": claim, "pictures": self.desk.pictures.html(claim) if claim else ""}

    def _table(self, claim: str) -> str:
        return render("text_table.j2", **self._table_values(claim))

    def _part(self, name: str, part: Part, saved: str = "") -> str:
        blocks = [(f"{block.line}-{block.part}", block, _sent(block)) for block in part.blocks]
        return render("text_part.j2", file=name, part=part, blocks=blocks, saved=saved)

    async def _unreadable(self, error: Exception) -> Response:
        around = await self.desk.work(page_values, self.desk, "text")
        return HTMLResponse(render("text_unreadable.j2", **around, message=str(error)), 409)

    async def numbers(self, request: Request) -> Response:
        """Answer with the claims that match a search, and the ways to state each; with `claim`, with that one."""
        query, claim = request.query_params.get("q", "")[:200], request.query_params.get("claim", "")
        work = self.desk.work
        found = await (work(self.texts.claim_offers, claim) if claim else work(self.texts.offers, query))
        if "list" in request.query_params:
            return HTMLResponse(render("text_offers.j2", found=found))
        return HTMLResponse(render("text_numbers.j2", found=found, claim=claim))

    async def new(self, request: Request) -> Response:
        """Answer with the dialog that adds a block or a section."""
        name, path = str(request.path_params["file"]), request.url.path
        to = path.removesuffix("/new")

        def choices() -> dict[str, Any]:
            facts = self.texts.facts
            claims = [(one.id, facts.title(one)) for one in self.desk.session.book.claims.values()]
            return {"claims": claims, "charts": list(facts.charts.items())}

        values = await self.desk.work(choices)
        return HTMLResponse(render("text_new.j2", to=to, file=name, kinds=ADDABLE, what=_what(request), **values))

    # ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def put(self, request: Request) -> Response:
        """Give a block the words that were sent, and save them."""
        sent = await request.form(max_files=0, max_fields=20, max_part_size=_MOST_SENT)
        name = _block_name(request, str(sent.get("base", "")))
        key = f"{request.path_params['block']}"
        value = str(sent.get("value", ""))
        drop, split = sent.get("drop") == "1", sent.get("split") == "1"
        if sent.get("write") != "1":
            return Response(status_code=204)
        try:
            outcome = await self.desk.work(self.texts.write, name, value, drop=drop, split=split)
        except EditConflict as conflict:
            found = conflict.found.decode("utf-8", errors="replace")
            html = render("text_conflict.j2", key=key, file=name.file, found=found)
            return not_saved(partial(f"find-{key}", html), "paragraph", 409)
        except (TextRefusal, Findings, ToolError) as error:
            return _refused(key, name.file, str(error))
        if not outcome.saved:
            return _refused(key, name.file, *outcome.errors)
        if split or outcome.block is None:
            return await self._whole(request, name.file, self.texts.part_of(name.file, name.line), outcome)
        self._pictures(request)
        # the words stay as they are: a person may be typing on
        html = partial(f"base-{key}", render("text_base.j2", key=key, block=outcome.block))
        html += partial(f"find-{key}", render("text_slot.j2", id=f"find-{key}", errors=(), key=key, file=name.file))
        return await saved(self.desk, html, saved_words(outcome.lines))

    async def act(self, request: Request) -> Response:
        """Move, remove or add a block."""
        sent = await request.form(max_files=0, max_fields=20, max_part_size=_MOST_SENT)
        name = _block_name(request, str(sent.get("base", "")))
        texts, action = self.texts, str(request.path_params["action"])
        kind, words, target = (str(sent.get(key, "")) for key in ("kind", "words", "target"))
        actions: dict[str, Callable[[], TextOutcome]] = {
            "up": lambda: texts.move(name, up=True),
            "down": lambda: texts.move(name, up=False),
            "remove": lambda: texts.remove(name),
            "add": lambda: texts.add(name, kind, words, target),
        }
        if action not in actions:
            return Response(status_code=404)
        part = await self.desk.work(texts.part_of, name.file, name.line)
        return await self._act(request, name.file, part, actions[action], f"find-{request.path_params['block']}")

    async def section(self, request: Request) -> Response:
        """Add a section or a chapter."""
        sent = await request.form(max_files=0, max_fields=20, max_part_size=_MOST_SENT)
        name, part = str(request.path_params["file"]), str(request.path_params["section"])
        title, words = str(sent.get("title", "")), str(sent.get("words", ""))
        chapter = sent.get("kind") == "chapter"
        return await self._act(
            request, name, part, lambda: self.texts.add_section(name, part, title, words, chapter=chapter), "find-new"
        )

    async def _act(
        self, request: Request, name: str, part: str, action: Callable[[], TextOutcome], place: str
    ) -> Response:
        try:
            outcome = await self.desk.work(action)
        except (TextRefusal, Findings, ToolError, EditConflict) as error:
            outcome = TextOutcome(saved=False, errors=(str(error),))
        if not outcome.saved:
            where = "find-new" if request.url.path.endswith("/add") else place
            html = render("text_slot.j2", id=where, errors=outcome.errors, key="", file=name)
            return HTMLResponse(partial(where, html), 422)
        return await self._whole(request, name, part, outcome)

    async def _whole(self, request: Request, name: str, part: str, outcome: TextOutcome) -> Response:
        """The part as it is after a change, with the list of parts."""
        shown = await self.desk.work(self.texts.part, name, part)
        self._pictures(request)
        parts = await self.desk.work(lambda: self.texts.view(name).parts)
        html = partial("form", self._part(name, shown))
        html += partial("list", render("text_list.j2", text_parts=parts, part=shown, file=name))
        html += partial("dialog", '<div id="dialog"></div>')
        return await saved(self.desk, html, saved_words(outcome.lines))

    def _pictures(self, request: Request) -> None:
        claim = self.desk.hub.window(window_name(request)).claim
        if claim:
            self.desk.pictures.ask(claim)


def _refused(key: str, file: str, *errors: str) -> Response:
    html = render("text_slot.j2", id=f"find-{key}", errors=errors, key=key, file=file)
    return not_saved(partial(f"find-{key}", html), "paragraph")


def _block_name(request: Request, base: str) -> BlockName:
    line, _, part = str(request.path_params["block"]).partition("-")
    number = int(line) if line.isdecimal() and len(line) < 8 else 0
    return BlockName(str(request.path_params["file"]), number, part, base)


def _sent(block: Block) -> str:
    return json.dumps({"runs": to_form(block.runs)}, ensure_ascii=False)


def _what(request: Request) -> str:
    return request.query_params.get("what", "block")
