"""Which day it is."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping

from factpress.core.diagnostics import ToolError


def today(environment: Mapping[str, str] = os.environ) -> dt.date:
    """Today, or the day of SOURCE_DATE_EPOCH (reproducible-builds.org). Raises ToolError where that is no number."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(dt.UTC).astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        hint = "unset it, or give the seconds since 1970"
        raise ToolError(f'SOURCE_DATE_EPOCH is "{epoch}", which is no time', hint) from None
