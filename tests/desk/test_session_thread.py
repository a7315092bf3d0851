"""The session is used in its own thread alone, by every page."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from factpress.desk.access import Keys
from factpress.desk.app import application
from factpress.desk.desk import Desk
from factpress.session.session import Session

BASE = "http://127.0.0.1:4000"


class WatchedSession(Session):
    """A session that notes what is read or called outside its thread."""

    elsewhere: tuple[str, ...] = ()
    watched = False

    def __getattribute__(self, name: str) -> Any:
        value: Any = super().__getattribute__(name)
        if name in ("watched", "elsewhere", "root", "__class__") or not self.watched:
            return value
        if callable(value):
            return noted(name, value)
        note(name)
        return value


def note(name: str) -> None:
    if not threading.current_thread().name.startswith("session"):
        WatchedSession.elsewhere = (*WatchedSession.elsewhere, name)


def noted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        note(name)
        return function(*args, **kwargs)

    return call


@pytest.fixture
def session(root: Path) -> Iterator[WatchedSession]:
    WatchedSession.elsewhere, WatchedSession.watched = (), False
    yield WatchedSession(root)
    WatchedSession.watched = False


def client_of(session: Session) -> tuple[Desk, TestClient, dict[str, str]]:
    keys = Keys()
    desk = Desk(session, keys)
    client = TestClient(application(desk, 4000), base_url=BASE, follow_redirects=True)
    client.get(f"/?token={keys.token}")
    return desk, client, {"origin": BASE, "x-desk": keys.header, "x-window": "w"}


PAGES = [
    *(
        "/claims",
        "/claims?q=book",
        "/findings",
        "/due",
        "/comments",
        "/outdated",
        "/text",
        "/text-numbers?q=",
        "/sources",
        "/events",
    ),
    *("/claims/readers", "/claims/readers/lines", "/claims/readers/history"),
    *("/new/claim", "/new/source", "/import", "/build", "/print", "/text/briefing.en.md/0-0/new"),
]


def test_no_page_reads_the_session_elsewhere(session: WatchedSession) -> None:
    desk, client, headers = client_of(session)
    WatchedSession.watched = True
    for path in PAGES:
        for more in ({}, {"hx-request": "true"}):
            assert client.get(path, headers=headers | more).status_code < 500, path
    changes: list[tuple[str, str, dict[str, str]]] = [
        ("PUT", "/claims/readers/claim", {"value": "How many read", "write": "1"}),
        ("PUT", "/claims/readers/claim", {"value": "", "write": "1"}),
        ("POST", "/claims/readers/checked", {}),
        ("POST", "/undo", {}),
        ("POST", "/redo", {}),
        ("POST", "/printed", {"product": "none", "copies": "2", "purpose": "a test"}),
        ("POST", "/new/source", {"title": "A Book", "type": "webpage"}),
        ("POST", "/new/claim", {"claim": "Books"}),
        ("POST", "/import/preview", {"text": "Year\tVisitors\n2025\t12\n", "into": "readers/survey"}),
        ("POST", "/import", {"text": "Year\tVisitors\n2025\t12\n", "into": "readers/survey"}),
    ]
    for method, path, data in changes:
        assert client.request(method, path, data=data, headers=headers).status_code < 500, path
    WatchedSession.watched = False
    desk.close()
    assert WatchedSession.elsewhere == ()


def test_a_reading_elsewhere_is_noticed(session: WatchedSession) -> None:
    WatchedSession.watched = True
    session.counts()
    assert "counts" in WatchedSession.elsewhere
