"""What the windows are told when another program has changed files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factpress.desk.claim_pages import ClaimPages
from factpress.desk.desk import Desk
from factpress.desk.markup import partial, render


def publish_outside(desk: Desk, files: Sequence[Path]) -> None:
    """Tell every window which files were changed, and send the list and the foot as they are now."""
    names = [path.as_posix() for path in files]
    ClaimPages(desk).publish_all()
    desk.hub.send(partial("say", render("outside.j2", names=names)))
