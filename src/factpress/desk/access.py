"""Who may talk to the desk: only the browser that was opened with the token, from a page of the desk itself.

A page of another site can send requests to 127.0.0.1, and a name of its own can lead there (DNS rebinding). So each
request must have the cookie that the token gave, a Host that is the desk's own, and, unless it only reads, an Origin of
the desk and the header X-Desk, which no form of another page can send.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "factpress-desk"
MOST_BYTES = 20_000_000
"""The largest request: a photograph or a sheet."""

_READING = frozenset({"GET", "HEAD"})

HEADERS = (
    (
        "content-security-policy",
        (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
)
"""Headers of every answer. Styles in elements place the pictures' links, which have their places in percent."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one desk: the token in the address that is opened, the cookie, and the header of changes."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    header: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)


class Guard:
    """Refuses what does not come from the desk's own page, before the application sees it."""

    def __init__(self, app: ASGIApp, keys: Keys, port: int) -> None:
        self.app, self.keys = app, keys
        self.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self.origins = frozenset(f"http://{host}" for host in self.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request: refuse it, take the token, or pass it on with the bytes of its body counted."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        sender = _with_headers(send)
        if refusal is not None:
            await refusal(scope, receive, sender)
            return
        await self.app(scope, _Limited(receive), sender)

    def _refusal(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        if headers.get("host", "").lower() not in self.hosts:
            return _refused("This address is not the desk's.", 421)
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in self.origins:
            return _refused("This page is not the desk's.", 403)
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return _refused("This page is not the desk's.", 403)
        given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        if scope["path"] == "/" and scope["method"] in _READING and same(given, self.keys.token):
            return self._welcome()
        if not same(cookie_parser(headers.get("cookie", "")).get(COOKIE, ""), self.keys.cookie):
            return _refused("Open the desk by the address that it printed when it was started.", 403)
        if scope["method"] not in _READING and not (
            origin is not None and same(headers.get("x-desk", ""), self.keys.header)
        ):
            return _refused("This change does not come from a page of the desk.", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return _refused("This file is too large for the desk.", 413)
        return None

    def _welcome(self) -> RedirectResponse:
        answer = RedirectResponse("/claims", 303)
        answer.set_cookie(COOKIE, self.keys.cookie, httponly=True, samesite="strict", path="/")
        return answer


class _Limited:
    """Counts the bytes of a body that does not say how long it is."""

    def __init__(self, receive: Receive) -> None:
        self.receive, self.count = receive, 0

    async def __call__(self) -> Message:
        message = await self.receive()
        self.count += len(message.get("body", b""))
        if self.count > MOST_BYTES:
            raise HTTPException(413, "This file is too large for the desk.\n")
        return message


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(errors="replace"), other.encode())


def _refused(words: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(words + "\n", status)


def _with_headers(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            extra = [(name.encode(), value.encode()) for name, value in HEADERS]
            message = {**message, "headers": [*message.get("headers", []), *extra]}
        await send(message)

    return sender
