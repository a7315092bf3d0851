"""What reading a publication begins with: its folder, in a state without unfinished files, and the day."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

from factpress.core.diagnostics import ToolError
from factpress.core.paths import require_publication
from factpress.core.placing import settle


def find_publication(root: Path) -> Path:
    """Return the folder, after a placing of files that was interrupted is finished.

    Raises ToolError if it contains no publication.
    """
    require_publication(root)
    settle(root / "data", root / "data/schemas", root / "build")
    return root


def today(environment: Mapping[str, str] = os.environ) -> dt.date:
    """Return today, or the day of SOURCE_DATE_EPOCH (reproducible-builds.org).

    Raises ToolError if that is not a number.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(dt.UTC).astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        hint = "unset it, or set it to the seconds since 1970"
        raise ToolError(f'SOURCE_DATE_EPOCH is "{epoch}", which is not a time', hint) from None
