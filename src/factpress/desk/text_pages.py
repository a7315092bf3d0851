"""The requests about texts: chapters and sections, their blocks, and each change of words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from factpress.core.diagnostics import Findings, ToolError
from factpress.desk.answers import not_saved, saved, saved_words, state
from factpress.desk.desk import Desk
from factpress.desk.events import Window
from factpress.desk.frame import is_fragment, page_values, window_name
from factpress.desk.markup import partial, render
from factpress.session.field_text import FieldError
from factpress.session.photographs import FOCUS, Photograph
from factpress.session.session import EditConflict
from factpress.session.text_blocks import ADDABLE
from factpress.session.text_parts import Part
from factpress.session.text_words import TextRefusal
from factpress.session.texts import BlockName, TextOutcome, Texts, claim_near, claims_in

_PAUSE = 1.0
"""Seconds without a key after which the pages follow what is typed."""

_MOST_SENT = 300_000
"""Characters of the words of one block at most."""


class TextPages:
    """The handlers of requests about texts."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.texts = Texts(desk.session)
        self._following: asyncio.Future[None] | None = None  # kept, or it might be ended before it has run

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
        line = request.query_params.get("line", "")
        try:
            if line.isdecimal() and len(line) < 8:
                return RedirectResponse(await self.desk.work(self._line, name, int(line)), 303)
            part = await self.desk.work(self.texts.part, name, section)
        except TextRefusal:
            return HTMLResponse(render("gone.j2"), 404)
        except (Findings, ToolError) as error:
            return await self._unreadable(error)
        query = request.query_params.get("q", "")[:200]
        if is_fragment(request) and "q" in request.query_params:
            return HTMLResponse(await self.desk.work(self._list, name, part, query))
        if is_fragment(request):
            html = await self.desk.work(lambda: self._part(name, part, plain=_is_plain(request)))
            claim = self._open(window_name(request), part, request.query_params.get("claim", ""))
            return HTMLResponse(html + partial("table", self._table(claim)))
        around = await self.desk.work(page_values, self.desk, "text")
        claim = self._open(around["window"], part, request.query_params.get("claim", ""))
        tab = request.query_params.get("tab", "form")
        values = await self.desk.work(self._values, name, part, query, plain=_is_plain(request))
        table = self._table(claim)
        return HTMLResponse(render("text.j2", **around, **values, **self._table_values(claim), tab=tab, table=table))

    def _line(self, name: str, line: int) -> str:
        """The address of the block in which a line of a text is."""
        part = self.texts.part(name, self.texts.part_of(name, line))
        key = next((f"{one.line}-{one.part}" for one in reversed(part.blocks) if one.line <= line), "")
        return f"/text/{name}/{part.id}#blk-{key}"

    def _values(self, name: str, part: Part, query: str, *, plain: bool) -> dict[str, Any]:
        return {
            "files": self.texts.files(),
            "part": part,
            "file": name,
            "query": query,
            "list": self._list(name, part, query),
            "html": self._part(name, part, plain=plain),
        }

    def _list(self, name: str, part: Part, query: str = "") -> str:
        path, numbers = self.texts.file(name).path.as_posix(), self.desk.pictures.numbers
        parts = [(one, numbers(path, one.line, stop)) for one, stop in self.texts.parts(name, query)]
        return render("text_list.j2", text_parts=parts, part=part, file=name)

    def _open(self, window: str, part: Part, wanted: str = "") -> str:
        """Note the claim whose pictures a window shows, one of the part, and ask for them."""
        claims = claims_in(part)
        claim = wanted if wanted in claims else next(iter(claims), "")
        shown = self.desk.hub.window(window)
        shown.claim, shown.text = claim, True
        if claim:
            self.desk.pictures.ask(claim)
        return claim

    def _table_values(self, claim: str) -> dict[str, Any]:
        return {"claim": claim, "pictures": self.desk.pictures.html(claim) if claim else ""}

    def _table(self, claim: str) -> str:
        return render("text_table.j2", **self._table_values(claim))

    def _part(self, name: str, part: Part, *, plain: bool, focused: int = 0, said: str = "") -> str:
        blocks = [(f"{block.line}-{block.part}", block) for block in part.blocks]
        found = {f"{block.line}-{block.part}": told for block, told in self.texts.findings(name, part)}
        return render(
            "text_part.j2",
            file=name,
            part=part,
            blocks=blocks,
            saved=said,
            plain=plain,
            focused=focused,
            found=found,
        )

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
        return HTMLResponse(
            render("text_new.j2", to=to, file=name, kinds=ADDABLE, focus=list(FOCUS), what=_what(request), **values)
        )

    # ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def put(self, request: Request) -> Response:
        """Give a block the words that were sent: with write=1 in the file, else only to show what would be."""
        sent = await request.form(max_files=0, max_fields=20, max_part_size=_MOST_SENT)
        key, file = str(request.path_params["block"]), str(request.path_params["file"])
        name, place = _block_name(file, key, str(sent.get("base", ""))), f"{'p' if _is_plain(request) else 't'}-{key}"
        split, write = sent.get("split") == "1", sent.get("write") == "1"
        window, turn = self.desk.hub.window(window_name(request)), str(sent.get("turn", ""))
        number = int(turn) if turn.isdecimal() and len(turn) < 12 else 0
        if number < window.turn and not write:
            return Response(status_code=204)
        window.turn = max(number, window.turn)
        words = self._words(name, sent, split=split, plain=_is_plain(request), write=write)
        try:
            outcome = await self.desk.work(words)
        except EditConflict as conflict:
            found = conflict.found.decode("utf-8", errors="replace")
            html = render("text_conflict.j2", place=place, key=key, file=file, found=found)
            return not_saved(partial(f"find-{place}", html), "paragraph", 409)
        except (TextRefusal, Findings, ToolError) as error:
            return self._slot(place, key, file, (str(error),), write=write)
        if outcome.errors or not write:
            if not outcome.errors:
                self._following = asyncio.ensure_future(self._follow(window, number, outcome.after))
            return self._slot(place, key, file, outcome.errors, write=write)
        if split or outcome.block is None:
            return await self._whole(request, file, await self.desk.work(self.texts.part_of, file, name.line), outcome)
        self._pictures(request)
        # the words stay as they are: a person may be typing on
        base = outcome.block.base if name.cell is None else outcome.block.cell_base(name.cell)
        html = partial(f"base-{key}", render("text_base.j2", key=key, base=base))
        html += partial(f"find-{place}", render("text_slot.j2", place=place, errors=(), key=key, file=file, write=True))
        return await saved(self.desk, html, saved_words(outcome.lines))

    async def _follow(self, window: Window, turn: int, contents: Mapping[Path, bytes]) -> None:
        """Ask for the pages with words that are typed, once no more are typed for a while."""
        await asyncio.sleep(_PAUSE)
        if window.turn == turn and window.claim:
            self.desk.pictures.ask(window.claim, contents)

    def _words(
        self, name: BlockName, sent: FormData, *, split: bool = False, plain: bool = False, write: bool = True
    ) -> Callable[[], TextOutcome]:
        value, drop = str(sent.get("value", "")), sent.get("drop") == "1"
        return lambda: self.texts.write(name, value, drop=drop, split=split, plain=plain, write=write)

    async def pictures(self, request: Request) -> Response:
        """Show where the words of a block are printed, as far as it states a claim, or a block near it does."""
        file = str(request.path_params["file"])
        name = _block_name(file, str(request.path_params["block"]))

        def find() -> str:
            part = self.texts.part(file, self.texts.part_of(file, name.line))
            return claim_near(part, self.texts.block(name))

        try:
            claim = await self.desk.work(find)
        except (TextRefusal, Findings, ToolError):
            claim = ""
        window = self.desk.hub.window(window_name(request))
        if not claim or claim == window.claim:
            return Response(status_code=204)
        window.claim = claim
        self.desk.pictures.ask(claim)
        return HTMLResponse(partial("pictures", self.desk.pictures.html(claim), swap="innerHTML"))

    async def act(self, request: Request) -> Response:
        """Move, remove or add a block."""
        sent = await request.form(max_files=1, max_fields=20, max_part_size=_MOST_SENT)
        file, key = str(request.path_params["file"]), str(request.path_params["block"])
        name = _block_name(file, key, str(sent.get("base", "")))
        texts, action = self.texts, str(request.path_params["action"])
        photograph = await _photograph(sent) if action == "photograph" else Photograph(b"", "")
        kind, words, target = (str(sent.get(key, "")) for key in ("kind", "words", "target"))
        actions: dict[str, Callable[[], TextOutcome]] = {
            "up": lambda: texts.move(name, up=True),
            "down": lambda: texts.move(name, up=False),
            "remove": lambda: texts.remove(name),
            "add": lambda: texts.add(name, kind, words, target),
            "photograph": lambda: texts.add_photograph(name, photograph),
        }
        if action not in actions:
            return Response(status_code=404)
        part = await self.desk.work(texts.part_of, file, name.line)
        return await self._act(
            request, sent, file, part, actions[action], "new" if action in ("add", "photograph") else f"t-{key}"
        )

    async def section(self, request: Request) -> Response:
        """Add a section or a chapter."""
        sent = await request.form(max_files=0, max_fields=20, max_part_size=_MOST_SENT)
        name, part = str(request.path_params["file"]), str(request.path_params["section"])
        title, words = str(sent.get("title", "")), str(sent.get("words", ""))
        chapter = sent.get("kind") == "chapter"
        return await self._act(
            request, sent, name, part, lambda: self.texts.add_section(name, part, title, words, chapter=chapter), "new"
        )

    async def _act(
        self, request: Request, sent: FormData, file: str, part: str, action: Callable[[], TextOutcome], place: str
    ) -> Response:
        """Answer with the part as it is after an action, once the words that are typed and not saved yet are saved."""
        typed = _block_name(file, str(sent.get("typed", "")).removeprefix("t-"), "")
        words = self._words(typed, sent) if typed.line else None

        def run() -> TextOutcome:
            before = words() if words is not None else None
            return before if before is not None and not before.saved else action()

        try:
            outcome = await self.desk.work(run)
        except FieldError as error:
            outcome = TextOutcome(saved=False, errors=(f"{error.message} {error.hint}".strip(),))
        except (TextRefusal, Findings, ToolError, EditConflict) as error:
            outcome = TextOutcome(saved=False, errors=(str(error),))
        if not outcome.saved:
            return self._slot(place, "", file, outcome.errors, write=True)
        return await self._whole(request, file, part, outcome)

    async def _whole(self, request: Request, name: str, part: str, outcome: TextOutcome) -> Response:
        """The part as it is after a change, with the list of parts."""
        plain, said = _is_plain(request), saved_words(outcome.lines)

        def read() -> str:
            shown = self.texts.part(name, part)
            focused = outcome.block.line if outcome.block is not None else 0
            html = partial("form", self._part(name, shown, plain=plain, focused=focused, said=said))
            return html + partial("list", self._list(name, shown))

        self._pictures(request)
        html = await self.desk.work(read) + partial("dialog", '<div id="dialog"></div>')
        return await saved(self.desk, html, said)

    def _pictures(self, request: Request) -> None:
        claim = self.desk.hub.window(window_name(request)).claim
        if claim:
            self.desk.pictures.ask(claim)

    def _slot(self, place: str, key: str, file: str, errors: Sequence[str], *, write: bool) -> Response:
        """Answer with what keeps words from being saved, or with nothing found while they are typed."""
        html = partial(
            f"find-{place}", render("text_slot.j2", place=place, errors=errors, key=key, file=file, write=write)
        )
        return not_saved(html, "paragraph") if write else HTMLResponse(html + state("Not saved yet"))


async def _photograph(sent: FormData) -> Photograph:
    file = sent.get("photograph")
    texts = {key: str(sent.get(key, "")).strip() for key in ("alt", "caption", "agreed", "signed", "focus")}
    if sent.get("people") == "agreed" and not texts["agreed"]:
        raise FieldError("Who has agreed?", "A pseudonym or initials are enough.")
    agreed = texts["agreed"] if sent.get("people") == "agreed" else ""
    content = await file.read() if isinstance(file, UploadFile) else b""
    focus = FOCUS.get(texts["focus"], FOCUS["middle"])
    return Photograph(content, texts["alt"], texts["caption"], agreed, texts["signed"], focus)


def _block_name(file: str, key: str, base: str = "") -> BlockName:
    line, part, *cell = [*key.split("-"), ""][:4]
    numbers = [int(one) for one in (line, *cell) if one.isdecimal() and len(one) < 8]
    return BlockName(
        file, numbers[0] if numbers else 0, part, base, (numbers[1], numbers[2]) if len(numbers) == 3 else None
    )


def _is_plain(request: Request) -> bool:
    """Whether the source of blocks is shown: the request says so, or the page that it comes from."""
    return "as=plain" in request.url.query or "as=plain" in request.headers.get("hx-current-url", "")


def _what(request: Request) -> str:
    return request.query_params.get("what", "block")
