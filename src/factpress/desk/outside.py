"""What the windows are told when another program has changed files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factpress.desk.answers import publish
from factpress.desk.claim_pages import ClaimPages, read_page
from factpress.desk.desk import Desk
from factpress.desk.markup import partial, render


async def publish_outside(desk: Desk, files: Sequence[Path]) -> None:
    """Tell every window which files were changed, and send the list, the foot and the open claim as they are now.

    A window in which a field is being changed keeps its form: the field then waits for a choice.
    """
    names = [path.as_posix() for path in files]
    pages = ClaimPages(desk)
    await publish(desk)
    for window in desk.hub.open_windows():
        claim = "" if window.text else window.claim
        page = await desk.work(read_page, desk.session, claim, "", "all") if claim else None
        if page is not None and page.form is not None:
            html = partial("form", await pages.form_html(page.form, page.findings))
            desk.hub.send(html, lambda one, window=window: one is window)
            desk.pictures.ask(window.claim)
        elif page is not None and page.broken:
            html = partial("form", render("broken.j2", broken=page.broken))
            desk.hub.send(html, lambda one, window=window: one is window)
    desk.hub.send(partial("say", render("outside.j2", names=names)))
