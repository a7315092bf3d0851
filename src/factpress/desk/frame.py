"""What every page of the desk has: title, counts of findings, what can be undone, and the name of its window."""

from __future__ import annotations

import secrets
from typing import Any

from starlette.requests import Request

from factpress.desk.desk import Desk
from factpress.session.session import Session


def is_fragment(request: Request) -> bool:
    """Whether a part of the page is asked for, and not the whole page."""
    return request.headers.get("hx-request") == "true"


def window_name(request: Request) -> str:
    """Return the name of the window that sends a request; "" if it does not say."""
    return request.headers.get("x-window", "")[:40]


def frame(session: Session, nav: str) -> dict[str, Any]:
    """Return the values of the bar and the foot."""
    found = session.all_findings()
    errors = sum(one.severity == "error" for one in found)
    edition = session.edition
    return {
        "title": session.title,
        "lang": session.language.tag,
        "edition": edition.document.edition if edition is not None else "",
        "folder": session.root.name,
        "nav": nav,
        "errors": errors,
        "warnings": len(found) - errors,
        "undo": session.history.undoable,
        "redo": session.history.redoable,
    }


def page_values(desk: Desk, nav: str) -> dict[str, Any]:
    """Return the values of a whole page: those of the frame, its window, and the header of its changes."""
    return {**frame(desk.session, nav), "header": desk.keys.header, "window": secrets.token_hex(6)}
