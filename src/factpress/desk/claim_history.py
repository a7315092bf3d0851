"""The changes of a claim as a table, and the moments to which it can be restored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from factpress.session.history import Entry


def history_row(entry: Entry) -> dict[str, str]:
    """Return a change as a table shows it."""
    was = " … ".join(one.edit.before.decode() for one in entry.edits)
    now = " … ".join(one.edit.after.decode() for one in entry.edits)
    return {"when": entry.at.strftime("%Y-%m-%d %H:%M"), "words": entry.words, "was": was, "now": now}


def restore_choices(times: Sequence[dt.datetime], now: dt.datetime) -> list[tuple[str, str]]:
    """Return the days to which a claim can be restored: words, and the moment from which changes are taken back."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    choices: list[tuple[str, str]] = []
    if any(time >= today for time in times):
        choices.append(("As it was this morning", today.isoformat()))
    if any(time < today for time in times):
        choices.append(("As it was before all of these", min(times).isoformat()))
    return choices
