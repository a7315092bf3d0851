"""The application: which request is answered by what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from factpress.core.diagnostics import ToolError
from factpress.core.paths import engine_folder
from factpress.desk.access import Guard, Keys
from factpress.desk.build_pages import BuildPages
from factpress.desk.chart_pages import ChartPages
from factpress.desk.claim_pages import ClaimPages, home
from factpress.desk.comment_pages import CommentPages
from factpress.desk.desk import Desk
from factpress.desk.due_pages import DuePages
from factpress.desk.first_pages import FirstPages
from factpress.desk.frame import is_fragment, page_values
from factpress.desk.history_pages import HistoryPages
from factpress.desk.import_pages import ImportPages
from factpress.desk.markup import render
from factpress.desk.new_pages import NewPages
from factpress.desk.record_pages import RecordPages
from factpress.desk.text_pages import TextPages
from factpress.session.records import KINDS
from factpress.session.session import explain

STATIC = Path(__file__).parent / "static"
FONTS = frozenset(
    {
        "SourceSans3-Regular.ttf",
        "SourceSans3-It.ttf",
        "SourceSans3-Semibold.ttf",
        "SourceSerif4-Regular.ttf",
        "SourceSerif4-It.ttf",
        "SourceSerif4Display-Regular.ttf",
        "SourceSerif4Display-Semibold.ttf",
    }
)


async def font(request: Request) -> Response:
    """Send a font of the page."""
    name = str(request.path_params["name"])
    if name not in FONTS:
        return Response(status_code=404)
    return FileResponse(engine_folder() / "assets/fonts" / name, headers={"cache-control": "max-age=86400"})


def first_application(folder: Path, keys: Keys, port: int, made: Callable[[], None]) -> Guard:
    """Return the application of an empty folder. `made` is called when it has a publication."""
    pages = FirstPages(folder, keys.header, made)
    routes = [
        Route("/", pages.ask),
        Route("/claims", pages.ask),
        Route("/new", pages.make, methods=["POST"]),
        Route("/fonts/{name}", font),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return Guard(Starlette(routes=routes), keys, port)


Answer = Callable[[Request], Awaitable[Response]]


def whole(desk: Desk, answer: Answer) -> Answer:
    """Return what answers as `answer` does, and with a whole page where it would send a dialog without one."""

    async def page(request: Request) -> Response:
        found = await answer(request)
        if request.method != "GET" or is_fragment(request) or not isinstance(found, HTMLResponse):
            return found
        html = bytes(found.body).decode().replace("<dialog ", "<dialog open ", 1).replace(" data-open", "", 1)
        return HTMLResponse(render("dialog_page.j2", **await desk.work(page_values, desk, "claims"), html=html))

    return page


def record_routes(pages: RecordPages) -> list[Route]:
    """Return the addresses of one kind of record."""
    at = f"/{pages.kind.name}"
    return [
        Route(at, pages.page),
        Route(f"{at}/{{record}}", pages.page),
        Route(f"{at}/{{record}}/lines", pages.lines),
        Route(f"{at}/{{record}}/{{field}}", pages.put, methods=["PUT"]),
        Route(f"{at}/{{record}}/remove", pages.remove, methods=["POST"]),
        Route(f"/new/{pages.kind.one}", pages.new, methods=["GET", "POST"]),
    ]


def application(desk: Desk, port: int) -> Guard:
    """Return the application of a desk that listens at that port of 127.0.0.1."""
    claims, builds, imports, texts = ClaimPages(desk), BuildPages(desk), ImportPages(desk), TextPages(desk)
    new, due, history = NewPages(desk), DuePages(desk), HistoryPages(desk)
    comments, charts = CommentPages(desk), ChartPages(desk)
    records = [RecordPages(desk, name) for name in KINDS]

    async def stream(request: Request) -> Response:
        name = request.query_params.get("window", "")[:40]
        return StreamingResponse(
            desk.hub.stream(name), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    async def picture(request: Request) -> Response:
        png = desk.pictures.png(str(request.path_params["digest"]))
        headers = {"cache-control": "max-age=31536000, immutable"}
        return Response(png, media_type="image/png", headers=headers) if png is not None else Response(status_code=404)

    async def why(request: Request) -> Response:
        try:
            text = await desk.work(explain, str(request.path_params["code"]))
        except ToolError:
            return Response(status_code=404)
        return HTMLResponse(render("why.j2", paragraphs=text.split("\n\n")))

    async def missing(request: Request, _: Exception) -> Response:
        if is_fragment(request):
            return Response(status_code=404)
        return HTMLResponse(render("missing.j2", **await desk.work(page_values, desk, "claims")), 404)

    routes = [
        Route("/", home),
        Route("/claims", claims.list),
        Route("/claims/{claim}", claims.claim),
        Route("/claims/{claim}/lines", claims.lines),
        Route("/claims/{claim}/answer/{code}", claims.answer),
        Route("/claims/{claim}/history", history.claim),
        Route("/claims/{claim}/{field:path}", claims.put, methods=["PUT"]),
        Route("/claims/{claim}/remove", new.remove, methods=["POST"]),
        Route("/claims/{claim}/{action}", claims.act, methods=["POST"]),
        Route("/text", texts.start),
        Route("/text-numbers", whole(desk, texts.numbers)),
        Route("/text/{file}", texts.part),
        Route("/text/{file}/{section}", texts.part),
        Route("/text/{file}/{block}", texts.put, methods=["PUT"]),
        Route("/text/{file}/{block}/new", whole(desk, texts.new)),
        Route("/text/{file}/{block}/pictures", texts.pictures),
        Route("/text/{file}/{section}/section", texts.section, methods=["POST"]),
        Route("/text/{file}/{block}/{action}", texts.act, methods=["POST"]),
        Route("/charts", charts.page),
        Route("/charts/{chart}", charts.page),
        Route("/charts/{chart}/picture.svg", charts.picture),
        Route("/charts/{chart}/lines", charts.lines),
        Route("/charts/{chart}/{field:path}", charts.put, methods=["PUT"]),
        Route("/charts/{chart}/{action}", charts.act, methods=["POST"]),
        Route("/new/chart", charts.new, methods=["GET", "POST"]),
        Route("/new/chart/choices", charts.choices),
        Route("/comments", comments.page),
        Route("/comments/{number:int}", comments.page),
        Route("/comments/{number:int}/answer", comments.answer, methods=["POST"]),
        Route("/comments/{number:int}/page.png", comments.picture),
        Route("/review/read", comments.read, methods=["POST"]),
        Route("/changes", history.changes),
        Route("/undo", history.undo, methods=["POST"]),
        Route("/undo/{number:int}", history.undo, methods=["POST"]),
        Route("/redo", history.undo, methods=["POST"]),
        *(route for pages in records for route in record_routes(pages)),
        Route("/new/claim", new.claim, methods=["GET", "POST"]),
        Route("/build", whole(desk, builds.build), methods=["GET", "POST", "DELETE"]),
        Route("/evidence", builds.evidence, methods=["POST"]),
        Route("/print", whole(desk, builds.print_choices)),
        Route("/printed", builds.printed, methods=["POST"]),
        Route("/slips/{printing}", builds.slip, methods=["POST"]),
        Route("/due", due.due),
        Route("/checked", due.checked, methods=["POST"]),
        Route("/outdated", due.outdated),
        Route("/findings", due.findings),
        Route("/files/{name}", builds.file),
        Route("/import", whole(desk, imports.ask)),
        Route("/import/preview", imports.preview, methods=["POST"]),
        Route("/import", imports.take, methods=["POST"]),
        Route("/why/{code}", whole(desk, why)),
        Route("/stream", stream),
        Route("/fonts/{name}", font),
        Route("/pictures/{product}/{number:int}/{digest}.png", picture),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={404: missing}), desk.keys, port)
